"""Which facts an undetermined measure still depends on, over each row. As ``rules.evaluate.missing`` has it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from guangdong_ai.batch.expressions.conditions import every, undecided
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.condition import Condition, children, facts_of

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def dependencies(
    condition: Condition, table: "ibis.Table", facts: Mapping[str, Fact], open_above: tuple["ir.BooleanValue", ...] = ()
) -> Iterator[tuple[str, "ir.BooleanValue | None"]]:
    """The facts of the condition, each with where the condition depends on it provided that it is unknown; None: wherever it is."""
    inside = children(condition)
    if inside:
        path = (*open_above, undecided(condition, table, facts))
        for part in inside:
            yield from dependencies(part, table, facts, path)
        return
    several = facts_of(condition)
    for fact in several:
        yield fact, every(open_above) if open_above else None
