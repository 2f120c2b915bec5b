"""Being one of some values. ``is`` is the same with a single one."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from guangdong_ai.rules.condition import Operand
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.domain import Domain
from guangdong_ai.rules.domains.intervals import Line, Span
from guangdong_ai.rules.kinds.kind import FactKind, NamedKind
from guangdong_ai.rules.operators.interface import LineOperator, Syntax, scalars_of


class _In(LineOperator):
    __slots__ = ()

    name = "in"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether it is one of them."""
        return value in operand

    def spans(self, bounds: Sequence[Fraction]) -> tuple[Span, ...]:
        """Each of them alone."""
        return tuple(Span(bound, bound) for bound in bounds)

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """The names, or the numbers."""
        return Discrete(among=frozenset(scalars_of(operand))) if isinstance(of, NamedKind) else super().solution(of, operand)


OPERATORS = (_In(),)
SYNTAX: Mapping[str, Syntax] = {
    "is": Syntax(becomes="in", kinds=("text", "choice", "yes_no", "count", "year"), shape="one"),
    "in": Syntax(becomes="in", kinds=("text", "choice", "count", "year"), shape="several"),
}
