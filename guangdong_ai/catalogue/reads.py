"""Fields that hold a rule: read from plain data by pydantic where files are checked, and taken as they are from the cache by msgspec.

``Reads`` is annotation metadata: pydantic asks it for a schema only when files are checked.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.amount import Amount, AmountForm
from guangdong_ai.rules.condition import Condition, ConditionForm
from guangdong_ai.rules.context import RuleContext

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

Reader = Callable[[object, RuleContext, KeyPath], object]


@record(positional=True)
class Reads:
    """The field is read with ``reader``; in the JSON Schema it is ``{"title": title}``."""

    reader: Reader
    title: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> "CoreSchema":
        from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema

        def read(data: object) -> object:
            context = RuleContext()
            value = self.reader(data, context, ())
            if not context.findings:
                return value
            raise ValidationError.from_exception_data(
                self.title,
                [
                    InitErrorDetails(
                        type=PydanticCustomError(
                            "rule", "{en}", {"en": finding.message.en, "zh": finding.message.zh, "hint": finding.hint}
                        ),
                        loc=finding.path,
                        input=data,
                    )
                    for finding in context.findings
                ],
            )

        return core_schema.no_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(self, core_schema: "CoreSchema", handler: Any) -> dict[str, Any]:
        return {"title": self.title}


def _condition(data: object, context: RuleContext, path: KeyPath) -> object:
    from guangdong_ai.rules.read_condition import read_condition  # loaded where files are checked: the cache has read rules

    return read_condition(data, context, path)


def _amount(data: object, context: RuleContext, path: KeyPath) -> object:
    from guangdong_ai.rules.read_amount import read_amount  # as above

    return read_amount(data, context, path)


if TYPE_CHECKING:
    ConditionField = Annotated[Condition, Reads(_condition, "Condition")]
    AmountField = Annotated[Amount, Reads(_amount, "Amount")]
else:  # a class: msgspec takes no union of records
    ConditionField = Annotated[ConditionForm, Reads(_condition, "Condition")]
    AmountField = Annotated[AmountForm, Reads(_amount, "Amount")]
