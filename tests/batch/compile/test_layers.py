"""The layers of the plan: each is a view where a database runs them one by one."""

from datetime import date

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.catalogue.implied_facts import longest_chain
from tests.bundled_catalogue import bundled_catalogue


def test_every_layer_has_a_name_that_a_view_may_have() -> None:
    plan = QueryPlan(bundled_catalogue(), date(2026, 3, 1))
    names = [layer.name for layer in plan.layers]
    assert len(set(names)) == len(names) == longest_chain(plan.follows) + len(["criteria", "eligibility", "amounts", "totals"])
    assert [name for name in names if not name.isidentifier()] == []
