"""Which facts an undetermined measure still depends on, over each row. As ``rules.evaluate.missing`` has it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from guangdong_ai.batch.expressions.conditions import every, is_unknown, truth_of
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
        path = (*open_above, truth_of(condition, table, facts).isnull())
        for part in inside:
            yield from dependencies(part, table, facts, path)
        return
    several = facts_of(condition)
    for fact in several:
        yield fact, every(open_above) if open_above else None


def unknown_and(fact: Fact, table: "ibis.Table", where: "ir.BooleanValue") -> "ir.BooleanValue":
    """Where the fact is unknown and something else holds."""
    return is_unknown(fact, table) & where
