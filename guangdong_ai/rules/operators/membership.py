"""``in`` and ``not_in``: being one of some values, or none of them. ``is`` is ``in`` with a single value."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guangdong_ai.rules.condition import Operand
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.intervals import Line, Span
from guangdong_ai.rules.kinds.kind import FactKind, NamedKind
from guangdong_ai.rules.operators.interface import LineOperator, Operator, Syntax, scalars_of
from guangdong_ai.rules.value import Kind

if TYPE_CHECKING:
    from fractions import Fraction


class _In(LineOperator):
    __slots__ = ()

    name = "in"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether the value is in the operand."""
        return value in operand

    def spans(self, bounds: "Sequence[int | Fraction]") -> tuple[Span, ...]:
        """A span of one number for each."""
        return tuple(Span(bound, bound) for bound in bounds)

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """The values of the operand."""
        return Discrete(among=frozenset(scalars_of(operand))) if isinstance(of, NamedKind) else super().solution(of, operand)


_IN = _In()
_KINDS: tuple[Kind, ...] = ("text", "choice", "count", "year", "months")


class _NotIn(Operator):
    __slots__ = ()

    name = "not_in"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether the value is not in the operand."""
        return value not in operand

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """The complement of the values of the operand."""
        if not (isinstance(of, FactKind) and of.name in _KINDS):
            return super().solution(of, operand)
        return _IN.solution(of, operand).complement()


OPERATORS: tuple[Operator, ...] = (_IN, _NotIn())
SYNTAX: Mapping[str, Syntax] = {
    "is": Syntax(becomes="in", kinds=(*_KINDS, "yes_no"), shape="one", as_only_one=True),
    "in": Syntax(becomes="in", kinds=_KINDS, shape="several"),
    "not_in": Syntax(becomes="not_in", kinds=_KINDS, shape="several"),
}
