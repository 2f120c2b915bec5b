"""What a total says of whose money it is."""

from datetime import date

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.totals import totals_blocks
from guangdong_ai.rules.value import Facts

ON = date(2026, 11, 29)
FIRM: Facts = {
    "enterprise.kind": "enterprise",
    "enterprise.city": "guangzhou",
    "enterprise.fields": frozenset({"robotics", "manufacturing"}),
    "enterprise.independent_legal_person": True,
    "titles.little_giant_year": 2025,
}
HUADU: Facts = {"enterprise.district": "guangzhou_huadu", "titles.provincial_specialised_sme": True}


@pytest.mark.parametrize(
    ("facts", "scopes", "begins"),
    [
        (FIRM, {"policy"}, None),
        (
            {**FIRM, **HUADU},
            {"policy", "district"},
            "it comes from several givers, each with rules of its own: 1 measure of the policy itself, ",
        ),
        ({**FIRM, **HUADU, "titles.little_giant_year": 0}, {"district"}, "none of it is the policy's own: "),
    ],
    ids=["the policy alone", "a district too", "a district alone"],
)
def test_it_is_told_where_it_is_not_the_policys_alone(catalogue: Catalogue, facts: Facts, scopes: set[str], begins: str | None) -> None:
    assessment = assess(catalogue, Profile(facts=facts), ON)
    assert {catalogue.scope_of(measure) for measure in assessment.totals.counted} == scopes
    lines = [block.text.en for block in totals_blocks(assessment)]
    told = [line for line in lines if line.startswith(("it comes from several givers", "none of it is the policy's own"))]
    assert len(told) == (begins is not None)
    if begins is not None:
        assert told[0].startswith(begins)
        assert told[0].endswith(" of the district")
