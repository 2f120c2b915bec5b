"""How large the compiled rules would be, before they are: nested alternatives multiply, and a few lines of rules could fill a machine's memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.expressions.not_compilable import NotCompilable
from guangdong_ai.rules.condition import Condition, children
from guangdong_ai.text import Text

if TYPE_CHECKING:
    from guangdong_ai.batch.expressions.planned import Planned

MOST_COMPARISONS = 10_000
"""In the compiled rules, each counted as often as it is repeated. The largest criterion of the bundled catalogue has thirty."""


def refuse_too_large(measures: "Sequence[Planned]") -> None:
    """Raises NotCompilable, naming the largest criterion, where the compiled rules would repeat more than MOST_COMPARISONS."""
    sizes = {
        f"{measure.id if call is None else call.id}/{criterion.id}": size_of(criterion.when)
        for measure in measures
        for criterion, call in measure.criteria
        if criterion.when is not None
    }
    if sum(sizes.values()) > MOST_COMPARISONS:
        largest = max(sizes, key=lambda name: sizes[name])
        raise NotCompilable(
            Text(
                f"条件嵌套太多，最大的是 {largest}（编译后约 {sizes[largest]:,} 个比较，总共最多 {MOST_COMPARISONS:,} 个）",
                f"conditions are too entangled, most of all {largest}: about {sizes[largest]:,} comparisons when compiled, of {MOST_COMPARISONS:,} in all",
            )
        )


def size_of(condition: Condition) -> int:
    """About how many comparisons the compiled condition has: that a fact is missing depends, for each comparison, on all that it stands in."""
    return _repeated(condition, 0)


def _repeated(condition: Condition, around: int) -> int:
    """The same with ``around`` comparisons in what the condition stands in."""
    inside = children(condition)
    if not inside:
        return 1 + around
    comparisons = _comparisons(condition)
    return sum(_repeated(part, around + comparisons) for part in inside)


def _comparisons(condition: Condition) -> int:
    inside = children(condition)
    return sum(_comparisons(part) for part in inside) if inside else 1
