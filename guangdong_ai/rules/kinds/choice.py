"""One of the choices that the fact declares, or none of them where an implication says so."""

from typing import ClassVar

from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.kinds.kind import JsonSchema, NamedKind
from guangdong_ai.rules.value import NONE_OF_THESE


class _Choice(NamedKind):
    __slots__ = ()

    name = "choice"
    has_choices = True
    can_be_none_of_these = True
    schema: ClassVar[JsonSchema] = {"type": "string"}
    operand: ClassVar[JsonSchema] = {"type": "string"}

    def domain(self, signature: Signature) -> Discrete:
        """The choices, and "none of these" where the signature permits it."""
        return Discrete(among=frozenset((*signature.choices, *((NONE_OF_THESE,) if signature.may_be_none else ()))))

    def is_operand(self, value: Scalar) -> bool:
        """Whether it is a text; which ids exist is checked against the fact."""
        return isinstance(value, str)


CHOICE = _Choice()
