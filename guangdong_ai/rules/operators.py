"""The comparison operators as a table: which kinds of fact accept each, and how its operand is written.

``is``, ``before`` and ``after`` are sugar: reading turns them into the operator in ``becomes``. The rest is what is evaluated.
"""

import operator as python
from collections.abc import Callable
from typing import Any, Literal

from guangdong_ai.record import record
from guangdong_ai.rules.value import Kind

Shape = Literal["one", "several", "pair"]

_NUMBERS: tuple[Kind, ...] = ("count", "money", "share", "year")


@record
class Operator:
    """One comparison: the kinds it accepts, the shape of its operand, and the primitive that it becomes."""

    becomes: str
    kinds: tuple[Kind, ...]
    shape: Shape
    on_ratio: bool = False


OPERATORS: dict[str, Operator] = {
    "is": Operator(becomes="in", kinds=("text", "choice", "yes_no", "count", "year"), shape="one"),
    "in": Operator(becomes="in", kinds=("text", "choice", "count", "year"), shape="several"),
    "at_least": Operator(becomes="at_least", kinds=(*_NUMBERS, "date"), shape="one", on_ratio=True),
    "more_than": Operator(becomes="more_than", kinds=_NUMBERS, shape="one", on_ratio=True),
    "at_most": Operator(becomes="at_most", kinds=(*_NUMBERS, "date"), shape="one", on_ratio=True),
    "less_than": Operator(becomes="less_than", kinds=_NUMBERS, shape="one", on_ratio=True),
    "between": Operator(becomes="between", kinds=(*_NUMBERS, "date"), shape="pair", on_ratio=True),
    "before": Operator(becomes="less_than", kinds=("date",), shape="one"),
    "after": Operator(becomes="more_than", kinds=("date",), shape="one"),
    "any_of": Operator(becomes="any_of", kinds=("choices",), shape="several"),
    "all_of": Operator(becomes="all_of", kinds=("choices",), shape="several"),
}

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, operand: value in operand,
    "at_least": python.ge,
    "more_than": python.gt,
    "at_most": python.le,
    "less_than": python.lt,
    "between": lambda value, operand: bool(operand[0] <= value <= operand[1]),
    "any_of": lambda value, operand: not value.isdisjoint(operand),
    "all_of": lambda value, operand: value.issuperset(operand),
}
"""What each primitive does with a known value and its operand."""
