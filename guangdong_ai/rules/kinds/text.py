"""Free text: names and numbers of documents. Compared for equality only."""

from typing import ClassVar

from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.kinds.kind import JsonSchema, NamedKind

LONGEST_TEXT = 200


class _Text(NamedKind):
    __slots__ = ()

    name = "text"
    is_identifying = True
    schema: ClassVar[JsonSchema] = {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_TEXT,
        "pattern": r"^(?=.*\S)[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$",
    }
    operand: ClassVar[JsonSchema] = {"type": "string"}

    def domain(self, _signature: Signature) -> Discrete:
        """Any text."""
        return Discrete()

    def is_operand(self, value: Scalar) -> bool:
        """Whether it is a text."""
        return isinstance(value, str)


TEXT = _Text()
