"""The interface of a comparison operator: how it is written, when it holds, for which values, and at which thresholds it flips."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Operand, Scalar
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.intervals import Line, Span, within
from guangdong_ai.rules.kinds.kind import FactKind
from guangdong_ai.rules.registry import NotDefinedError
from guangdong_ai.rules.value import Kind

if TYPE_CHECKING:
    from fractions import Fraction

OperandShape = Literal["one", "several", "pair"]

NUMBERS: tuple[Kind, ...] = ("count", "money", "share", "year", "months")


@record
class Syntax:
    """One way to write a comparison: the operator that it stands for, the kinds that accept it, and the form of its operand."""

    becomes: str
    kinds: tuple[Kind, ...]
    shape: OperandShape
    on_ratio: bool = False
    as_only_one: bool = False
    """Whether its one value is kept as the only one of several."""


class Operator:
    """A comparison of a known value with an operand. OPERATORS holds the one instance of each by name."""

    __slots__ = ()

    name: str
    is_open_below: bool = False
    """Whether it holds however far below its operand the value is: of a year that may be NEVER, for what never happened too."""

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether the comparison is true: what the evaluator uses, and what tests compare everything else with."""
        raise NotImplementedError

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:  # noqa: ARG002  # of no kind it is known
        """The values of a kind (or the numbers on a line) for which it holds. Raises NotDefinedError for a kind that it does not compare."""
        raise NotDefinedError(f"solutions of {self.name}", getattr(of, "name", "ratio"))


class LineOperator(Operator):
    """An operator that compares numbers or days."""

    __slots__ = ()

    def spans(self, bounds: "Sequence[int | Fraction]") -> tuple[Span, ...]:
        """The exact numbers for which it holds, as spans."""
        raise NotImplementedError

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """The steps of the line within its spans."""
        if not isinstance(of, Line):
            return super().solution(of, operand)
        return within(of, self.spans([of.in_steps(scalar) for scalar in scalars_of(operand)]))


def scalars_of(operand: Operand) -> tuple[Scalar, ...]:
    """The values in an operand, one or several."""
    return operand if isinstance(operand, tuple) else (operand,)
