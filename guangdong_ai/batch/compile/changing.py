"""Whether an applicant can change a fact of a condition, where it is: over each row as ``SummaryBuilder`` finds it for one applicant."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from guangdong_ai.assessment.can_change import NOT_ADVISED
from guangdong_ai.batch.compile.conditions import some
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.condition import Condition, facts_of
from guangdong_ai.rules.value import NEVER

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def changing(condition: Condition, declared: Mapping[str, Fact]) -> list[Fact]:
    """The facts of the condition that some applicant can change where it is."""
    return [declared[fact] for fact in facts_of(condition) if declared[fact].change not in NOT_ADVISED]


def may_change(condition: Condition, declared: Mapping[str, Fact], table: "ibis.Table", as_of: date) -> "ir.BooleanValue | None":
    """Whether this one can change one of them; never null. None: every applicant can."""
    facts = changing(condition, declared)
    if any(fact.kind not in ("year", "date") for fact in facts):
        return None
    return some([_may_come(fact, table, as_of) for fact in facts])


def _may_come(fact: Fact, table: "ibis.Table", as_of: date) -> "ir.BooleanValue":
    """As ``assessment.can_change``; what is not known may be anything."""
    import ibis

    column = table[fact.id]
    return column.isnull() | (column == NEVER if fact.kind == "year" else column >= ibis.date(as_of.isoformat())).fill_null(False)
