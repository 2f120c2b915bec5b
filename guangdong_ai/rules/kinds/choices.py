"""Any number of the choices that the fact declares, possibly none."""

from typing import ClassVar

from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains.choice_sets import ChoiceSets
from guangdong_ai.rules.kinds.kind import ChoicesKind, JsonSchema


class _Choices(ChoicesKind):
    __slots__ = ()

    name = "choices"
    schema: ClassVar[JsonSchema] = {"type": "array", "uniqueItems": True}
    operand: ClassVar[JsonSchema] = {"type": "string"}

    def domain(self, _signature: Signature) -> ChoiceSets:
        """All sets of choices."""
        return ChoiceSets()

    def is_operand(self, value: Scalar) -> bool:
        """Whether it is a text, the id of one choice."""
        return isinstance(value, str)


CHOICES = _Choices()
