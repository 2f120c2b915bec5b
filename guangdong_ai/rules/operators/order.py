"""Comparisons with a bound, or with two. For days they may be written ``before`` and ``after``."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guangdong_ai.rules.condition import Operand, Scalar
from guangdong_ai.rules.domains.intervals import Span
from guangdong_ai.rules.operators.interface import NUMBERS, LineOperator, Syntax, scalars_of

if TYPE_CHECKING:
    from fractions import Fraction


class OrderOperator(LineOperator):
    """An operator with bounds. ``negation``: for each bound, the operator that holds on its other side."""

    __slots__ = ("_compares", "_flips", "_spans", "is_open_below", "name", "negation")

    def __init__(
        self,
        name: str,
        compares: Callable[[Any, Any], bool],
        spans: Callable[..., Span],
        *,
        negation: tuple[str, ...],
        flips: tuple[int, ...],
        is_open_below: bool = False,
    ) -> None:
        self.name, self.negation, self.is_open_below = name, negation, is_open_below
        self._compares, self._spans, self._flips = compares, spans, flips

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether the value lies on the right side of the bound, or between the two."""
        return self._compares(value, operand)

    def spans(self, bounds: "Sequence[int | Fraction]") -> tuple[Span, ...]:
        """The one span on the right side of the bound, or between the two."""
        return (self._spans(*bounds),)

    def negated(self, operand: Operand) -> tuple[tuple[str, Scalar], ...]:
        """Comparisons of which one holds exactly where this one fails."""
        return tuple(zip(self.negation, scalars_of(operand), strict=True))

    def sides(self, operand: Operand) -> tuple[tuple[str, Scalar], ...]:
        """Comparisons with one bound each, which hold together exactly where this one does."""
        return tuple(side for name, bound in self.negated(operand) for side in _BY_NAME[name].negated(bound))

    def boundary(self, operand: Operand) -> tuple[tuple[Scalar, int], ...]:
        """Each bound, with the direction (1 or -1) of the step after which the comparison flips."""
        return tuple(zip(scalars_of(operand), self._flips, strict=True))


OPERATORS = (
    OrderOperator("at_least", operator.ge, Span, negation=("less_than",), flips=(-1,)),
    OrderOperator("more_than", operator.gt, lambda low: Span(low, above=True), negation=("at_most",), flips=(1,)),
    OrderOperator("at_most", operator.le, lambda high: Span(None, high), negation=("more_than",), flips=(1,), is_open_below=True),
    OrderOperator(
        "less_than", operator.lt, lambda high: Span(None, high, below=True), negation=("at_least",), flips=(-1,), is_open_below=True
    ),
    OrderOperator(
        "between",
        lambda value, ends: bool(ends[0] <= value <= ends[1]),
        Span,
        negation=("less_than", "more_than"),
        flips=(-1, 1),
    ),
)
_BY_NAME: Mapping[str, OrderOperator] = {one.name: one for one in OPERATORS}
SYNTAX: Mapping[str, Syntax] = {
    "at_least": Syntax(becomes="at_least", kinds=(*NUMBERS, "date"), shape="one", on_ratio=True),
    "more_than": Syntax(becomes="more_than", kinds=NUMBERS, shape="one", on_ratio=True),
    "at_most": Syntax(becomes="at_most", kinds=(*NUMBERS, "date"), shape="one", on_ratio=True),
    "less_than": Syntax(becomes="less_than", kinds=NUMBERS, shape="one", on_ratio=True),
    "between": Syntax(becomes="between", kinds=(*NUMBERS, "date"), shape="pair", on_ratio=True),
    "before": Syntax(becomes="less_than", kinds=("date",), shape="one"),
    "after": Syntax(becomes="more_than", kinds=("date",), shape="one"),
}
