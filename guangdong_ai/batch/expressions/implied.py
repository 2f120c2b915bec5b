"""Facts that follow from others, filled in over each row. As ``catalogue.implied_facts`` has it, one round at a time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.expressions.conditions import truth_of
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def filled_in(rules: Sequence[Follows], table: "ibis.Table", facts: Mapping[str, Fact]) -> Mapping[str, "ir.Value"]:
    """The column of each fact that may follow: what is given, else what the first implication says that holds in the row, else null."""
    return {fact: _filled_in(fact, rules, table, facts) for fact in dict.fromkeys(rule.fact for rule in rules)}


def _filled_in(fact: str, rules: Sequence[Follows], table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.Value":
    import ibis

    given = table[fact]
    ways = [
        (truth_of(rule.when, table, facts).fill_null(False), ibis.literal(rule.value, type=given.type()))  # what null counts as
        for rule in rules
        if rule.fact == fact
    ]
    return given.coalesce(ibis.cases(*ways, else_=ibis.null(given.type())))
