"""The refusal of rules that go beyond the engines: where such a rule stands, and how large the compiled rules would be, before they are.

Nested alternatives multiply, and a few lines of rules could fill a machine's memory. Conditions are counted before they are expressions, and
expressions before they are written out: what is one thing in memory is written as often as it is used.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from guangdong_ai.catalogue.source_files import Declares
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import Condition, Derived, Switch, children

if TYPE_CHECKING:
    import ibis.expr.operations as ops
    import ibis.expr.types as ir

    from guangdong_ai.batch.compile.dated_measure import DatedMeasure


@record
class RuleAt:
    """In the file that declares ``id``, at ``path`` in it. ``name`` is what the finding calls it, in both languages."""

    declares: Declares
    id: str
    path: KeyPath
    name: str


TOO_DEEP = Text("嵌套太深", "nested too deeply")


class NotCompilable(Refused):
    """The rules go beyond what whole numbers of 64 bits can hold exactly, or are too entangled; ``findings`` says which rule, as far as it is known."""

    def __init__(self, what: Text, rule: RuleAt | None = None) -> None:
        said = what if rule is None else Text("{}：{}", "{}: {}").format(rule.name, what)
        hint = Text("用 --engine plain 逐家计算", "let --engine plain assess them one by one")
        super().__init__([Finding(message=Text("不能编译：{}", "cannot be compiled: {}").format(said), hint=hint)])
        self.what, self.rule = what, rule


@contextmanager
def naming(rule: RuleAt) -> Iterator[None]:
    """What cannot be compiled inside is said of this rule; so is what goes deeper than expressions can be put together."""
    try:
        yield
    except NotCompilable as refused:
        if refused.rule is not None:
            raise
        raise NotCompilable(refused.what, rule) from None
    except RecursionError:
        raise NotCompilable(TOO_DEEP, rule) from None


MOST_COMPARISONS = 10_000
"""In the compiled rules, each counted as often as it is repeated. The largest criterion of the bundled catalogue has thirty."""


MOST_OPERATIONS = 100_000
"""In the columns of one layer, each counted as often as it is written out. The largest layer of the bundled catalogue has five thousand."""

MOST_LEVELS = 150
"""One inside the other: engines, and what writes SQL, go no deeper than some two hundred. The bundled catalogue has thirty."""


def refuse_too_large(measures: "Sequence[DatedMeasure]") -> None:
    """Raises NotCompilable, naming the largest criterion, where the compiled rules would repeat more than MOST_COMPARISONS."""
    sizes = {
        measure.rule_of(criterion, call): size_of(criterion.when)
        for measure in measures
        for criterion, call in measure.criteria
        if criterion.when is not None
    }
    if sum(sizes.values()) > MOST_COMPARISONS:
        largest = max(sizes, key=lambda rule: sizes[rule])
        raise NotCompilable(
            Text(
                f"条件嵌套太多（编译后约 {sizes[largest]:,} 个比较，总共最多 {MOST_COMPARISONS:,} 个）",
                f"conditions are nested too much: about {sizes[largest]:,} comparisons when compiled; at most {MOST_COMPARISONS:,} in all are accepted",
            ),
            largest,
        )


@record
class Piece:
    """What one rule adds to the columns of a layer."""

    rule: RuleAt
    values: "tuple[ir.Value, ...]"


def refuse_too_large_columns(columns: "Iterable[ir.Value]", pieces: Iterable[Piece] = ()) -> None:
    """Raises NotCompilable where the columns, written out, would have more than MOST_OPERATIONS, or go deeper than MOST_LEVELS.

    It names the rule of the largest of the ``pieces`` or the deepest, if there are any.
    """
    found: dict[ops.Node, _Size] = {}
    whole = _together(columns, found)
    if whole.levels > MOST_LEVELS:
        raise NotCompilable(TOO_DEEP, _most(pieces, lambda piece: _together(piece.values, found).levels))
    if whole.operations > MOST_OPERATIONS:
        much = f"{whole.operations:,}" if whole.operations < 10**9 else f"{10**9:,}+"
        what = Text(
            f"写出来太长（共约 {much} 个运算，最多 {MOST_OPERATIONS:,} 个）",
            f"too long when written out: about {much} operations in all; at most {MOST_OPERATIONS:,} are accepted",
        )
        raise NotCompilable(what, _most(pieces, lambda piece: _together(piece.values, found).operations))


def _most(pieces: Iterable[Piece], measured: Callable[[Piece], int]) -> RuleAt | None:
    by_rule: dict[RuleAt, int] = defaultdict(int)
    for piece in pieces:
        by_rule[piece.rule] += measured(piece)
    return max(by_rule, key=lambda rule: by_rule[rule], default=None)


class _Size(NamedTuple):
    operations: int
    levels: int


def _together(columns: "Iterable[ir.Value]", found: "dict[ops.Node, _Size]") -> _Size:
    sizes = [_written_out(column.op(), found) for column in columns]
    return _Size(sum(size.operations for size in sizes), max((size.levels for size in sizes), default=0))


def _written_out(top: "ops.Node", found: "dict[ops.Node, _Size]") -> _Size:
    """How many operations the expression is when what it shares is repeated, and how many levels deep; in the time that looking at each once takes."""
    import ibis.expr.operations as ops

    waiting = [top]
    while waiting:
        node = waiting[-1]
        inside = [part for part in node.__children__ if not isinstance(part, ops.Relation)]
        open_ = [part for part in inside if part not in found]
        if open_:
            waiting += open_
            continue
        waiting.pop()
        known = [found[part] for part in inside]
        found[node] = _Size(1 + sum(size.operations for size in known), 1 + max((size.levels for size in known), default=0))
    return found[top]


def size_of(condition: Condition) -> int:
    """About how many comparisons the compiled condition has: that a fact is missing depends, for each comparison, on all that it stands in."""
    return _repeated(condition, 0)


def _repeated(condition: Condition, around: int) -> int:
    """``size_of`` for a condition inside another that has ``around`` comparisons."""
    inside = children(condition)
    if not inside:
        return 1 + around
    # A derived fact is looked at, and so is what a switch goes by; the whole of either is not repeated for its parts.
    here = 1 if isinstance(condition, Derived | Switch) else _comparisons(condition)
    return sum(_repeated(part, around + here) for part in inside)


def _comparisons(condition: Condition) -> int:
    inside = children(condition)
    return sum(_comparisons(part) for part in inside) if inside else 1
