"""Yes or no."""

from typing import ClassVar

from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.kinds.kind import JsonSchema, NamedKind


class _YesNo(NamedKind):
    __slots__ = ()

    name = "yes_no"
    says_yes_or_no = True
    can_say_nothing = True
    schema: ClassVar[JsonSchema] = {"type": "boolean"}
    operand: ClassVar[JsonSchema] = {"type": "boolean"}

    def domain(self, _signature: Signature) -> Discrete:
        """Yes and no."""
        return Discrete(among=frozenset((True, False)))

    def is_operand(self, value: Scalar) -> bool:
        """Whether it is true or false."""
        return isinstance(value, bool)


YES_NO = _YesNo()
