"""The criteria that alone stand in the way: the compiled rules count those that counting one by one counts."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.run.polars_layers import assessed
from guangdong_ai.batch.summary import SummaryBuilder
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.one_measure import CHOICES
from tests.assessment.small_catalogue import BOTH, catalogue, criterion, fact, measure
from tests.batch.compile.applicants_table import encoded_frame

DAY = date(2026, 6, 15)
FACTS = (
    fact("firm.place", "choice", choices=CHOICES, change="relocation"),
    fact("firm.titled", "year", change="hard", never=BOTH),
    fact("firm.audited", "date"),
    fact("firm.listed", "yes_no", change="fixed"),
    fact("firm.staff", "count"),
)
IN_TWO, TITLED = {"fact": "firm.place", "is": "two"}, {"fact": "firm.titled", "between": [2027, 2030]}
AUDITED, LISTED = {"fact": "firm.audited", "at_least": date(2026, 7, 1)}, {"fact": "firm.listed", "is": True}


@pytest.mark.parametrize(
    ("rule", "facts", "counts"),
    [
        (IN_TWO, {"firm.place": "one"}, False),
        (LISTED, {"firm.listed": False}, False),
        (TITLED, {"firm.titled": 2025}, False),
        (TITLED, {"firm.titled": 2031}, False),
        (TITLED, {"firm.titled": 0}, True),
        (AUDITED, {"firm.audited": date(2026, 6, 14)}, False),
        (AUDITED, {"firm.audited": date(2026, 6, 15)}, True),
        ({"all": [IN_TWO, TITLED]}, {"firm.place": "one"}, True),
        ({"all": [IN_TWO, TITLED]}, {"firm.place": "one", "firm.titled": 2025}, False),
        ({"all": [AUDITED, TITLED]}, {"firm.audited": date(2026, 6, 20), "firm.titled": 2025}, True),
        ({"any": [IN_TWO, {"fact": "firm.staff", "at_least": 9}]}, {"firm.place": "one", "firm.staff": 1}, True),
    ],
)
def test_only_where_the_applicant_can_change_something_where_it_is(
    tmp_path: Path, rule: dict[str, Any], facts: dict[str, Value], counts: bool
) -> None:
    made = catalogue(tmp_path, measure("a", criteria=[criterion("c", when=rule)]), facts=FACTS)
    assessment = assess(made, Profile(facts=facts), DAY)
    assert assessment.measures[0].eligibility == "ineligible"
    builder = SummaryBuilder(made, DAY)
    builder.add(facts, assessment.measures, assessment.totals)
    plan = QueryPlan(made, DAY, with_summary=True)
    frame = assessed(plan, encoded_frame(plan.columns, [facts]), ["id"])
    flags = frame.select(pl.col(name) for name in plan.obstacles).collect().to_dicts() if plan.obstacles else [{}]
    assert sum(builder.summary().only_obstacle.values()) == counts
    assert sum(flags[0].values()) == counts
