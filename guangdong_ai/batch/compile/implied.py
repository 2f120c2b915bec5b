"""Facts that follow from others, filled in over each row. As ``catalogue.implied_facts`` has it, one round at a time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.compile.conditions import truth_of
from guangdong_ai.batch.compile.not_compilable import RuleAt, naming
from guangdong_ai.batch.compile.size import Piece
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def filled_in(rules: Sequence[Follows], table: "ibis.Table", facts: Mapping[str, Fact], pieces: list[Piece]) -> Mapping[str, "ir.Value"]:
    """The column of each fact that may follow: what is given, else what the first implication says that holds in the row, else null.

    To ``pieces`` is added what each implication contributes.
    """
    return {fact: _filled_in(fact, rules, table, facts, pieces) for fact in dict.fromkeys(rule.fact for rule in rules)}


def _filled_in(fact: str, rules: Sequence[Follows], table: "ibis.Table", facts: Mapping[str, Fact], pieces: list[Piece]) -> "ir.Value":
    import ibis

    given = table[fact]
    ways: list[tuple[ir.BooleanValue, ir.Value]] = []
    for rule in rules:
        if rule.fact == fact:
            name = rule.implication.id
            at = RuleAt(declares="implications", id=name, path=(), name=name)
            with naming(at):
                holds = truth_of(rule.when, table, facts).fill_null(False)  # what null counts as
            pieces.append(Piece(rule=at, values=(holds,)))
            ways.append((holds, ibis.literal(rule.value, type=given.type())))
    return given.coalesce(ibis.cases(*ways, else_=ibis.null(given.type())))
