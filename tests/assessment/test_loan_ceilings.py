"""Ceilings that depend on the applicant, on the bundled catalogue: a loan just under, at and over each of them, and contracts for compute."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.result import Totals
from guangdong_ai.assessment.stacking import combined
from guangdong_ai.rules.value import Value
from tests.bundled_catalogue import bundled_catalogue

CATALOGUE = bundled_catalogue()
ON = date(2026, 11, 29)
PROVINCE, CENTRAL, SMALL, RENOVATION = (
    "gd-manufacturing-loan-subsidy",
    "cn-equipment-renewal-loan-subsidy",
    "cn-small-private-loan-subsidy",
    "gd-renovation-loan",
)
CEILING = "loan-subsidies-within-the-interest"

LOAN: dict[str, Value] = {
    "enterprise.city": "guangzhou",
    "enterprise.kind": "enterprise",
    "enterprise.fields": frozenset({"robotics", "manufacturing"}),
    "enterprise.private": True,
    "enterprise.size_class": "small",
    "titles.high_tech": False,
    "enterprise.encouraged_class": False,
    "compliance.serious_dishonesty_list": False,
    "loan.kind": "fixed_asset",
    "loan.granted": date(2026, 6, 15),
    "loan.listed_bank": True,
    "loan.purposes": frozenset({"equipment"}),
    "loan.invested_in_guangdong": True,
    "loan.subsidies": frozenset[str](),
    "loan.other_subsidy_sum": Decimal(0),
    "loan.principal": Decimal(20_000_000),
    "loan.yearly_interest": Decimal(600_000),
    "renovation.project": True,
}
"""35 % of the interest and 1.5 % of the principal are 210,000 and 300,000: together under the interest."""


def totals_of(names: Iterable[str], facts: Mapping[str, Value], day: date = ON) -> Totals:
    results = [result for result in assess_measures(CATALOGUE, facts, day) if result.measure.id in set(names)]
    return combined(results, CATALOGUE, facts, day)


def with_answers(**more: int) -> dict[str, Value]:
    return {**LOAN, **{f"loan.{name}": Decimal(value) for name, value in more.items()}}


@pytest.mark.parametrize(
    ("interest", "other", "high", "binding"),
    [
        pytest.param(600_000, 0, 510_000, False, id="under"),
        pytest.param(461_539, 0, 461_538, False, id="just under"),  # 161,538.65 + 300,000
        pytest.param(461_538, 0, 461_538, False, id="at"),
        pytest.param(461_537, 0, 461_537, False, id="just below what they would make, rounded down"),
        pytest.param(461_530, 0, 461_530, True, id="over"),
        pytest.param(300_000, 0, 300_000, True, id="the central one alone would use it up"),
        pytest.param(600_000, 90_000, 510_000, False, id="at, with a city's subsidy"),
        pytest.param(600_000, 90_001, 509_999, True, id="over, with a city's subsidy"),
        pytest.param(600_000, 700_000, 0, True, id="nothing is left of the interest"),
    ],
)
def test_all_subsidies_of_a_loan_stay_within_the_interest(interest: int, other: int, high: int, *, binding: bool) -> None:
    totals = totals_of((PROVINCE, SMALL), with_answers(yearly_interest=interest, other_subsidy_sum=other))
    assert (totals.low, totals.high) == (0, high)
    assert (CEILING in {one.rule.id for one in totals.limits}) == binding
    assert not totals.not_known


def test_a_subsidy_alone_stays_within_the_interest_too() -> None:
    assert totals_of([SMALL], with_answers(yearly_interest=299_999)).high == 299_999
    assert totals_of([SMALL], with_answers(yearly_interest=300_000)).high == 300_000
    assert totals_of([SMALL], with_answers(yearly_interest=300_001)).high == 300_000


def test_while_the_interest_is_not_known_the_total_is_an_upper_bound_and_says_what_is_missing() -> None:
    facts = {name: value for name, value in LOAN.items() if name != "loan.yearly_interest"}
    totals = totals_of([SMALL], facts)
    assert (totals.low, totals.high, totals.limits) == (0, 300_000, ())
    (told,) = totals.not_known
    assert told.rule.id == CEILING
    assert told.ceiling is not None
    assert (told.ceiling.low, told.ceiling.high, told.ceiling.missing) == (0, None, ("loan.yearly_interest",))


def test_while_other_subsidies_are_not_known_the_interest_still_limits() -> None:
    facts = {name: value for name, value in with_answers(yearly_interest=400_000).items() if name != "loan.other_subsidy_sum"}
    totals = totals_of((PROVINCE, SMALL), facts)
    assert totals.high == 400_000
    assert [one.ceiling.missing for one in totals.not_known if one.ceiling is not None] == [("loan.other_subsidy_sum",)]


@pytest.mark.parametrize(
    ("names", "counted"),
    [
        pytest.param((PROVINCE, RENOVATION), [PROVINCE], id="one of the province"),
        pytest.param((PROVINCE, CENTRAL), [CENTRAL], id="none with the central one for equipment"),
        pytest.param((CENTRAL, SMALL), [CENTRAL], id="no second central one"),
    ],
)
def test_of_subsidies_that_exclude_each_other_one_counts(names: tuple[str, str], counted: list[str]) -> None:
    day = date(2026, 8, 1)  # the cities still take renovation projects
    totals = totals_of(names, LOAN, day)
    assert [measure.id for measure in totals.counted] == counted


def test_the_central_subsidies_count_by_the_year_like_those_of_the_province() -> None:
    """1.5 points are 300,000 a year; the two years of it are never added to the one year that the province pays."""
    for name, years in ((CENTRAL, 2), (SMALL, 2), (PROVINCE, 1), (RENOVATION, 3)):
        funding = CATALOGUE.measures[name].funding
        assert (funding.per, funding.years) == ("year", years)
    assert totals_of([CENTRAL], LOAN).high == 300_000


COMPUTE: dict[str, Value] = {
    "enterprise.city": "shenzhen",
    "enterprise.district": "shenzhen_longhua",
    "enterprise.kind": "enterprise",
    "enterprise.fields": frozenset({"ai"}),
    "enterprise.independent_legal_person": True,
    "enterprise.founded": date(2020, 1, 1),
    "compute.uses": frozenset({"train_large_model"}),
    "compute.other_public_money": Decimal(0),
}
VOUCHER, LONGHUA = "shenzhen-training-voucher", "longhua-compute"
BEFORE_THE_WINDOW = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("cost", "founded", "other", "high"),
    [
        pytest.param(6_000_000, date(2020, 1, 1), 0, 3_000_000, id="30 % of the district come out of the 50 %"),
        pytest.param(6_000_000, date(2025, 6, 1), 0, 3_600_000, id="a new firm takes its 60 % alone"),
        pytest.param(24_000_000, date(2020, 1, 1), 0, 12_000_000, id="just at: 10,000,000 of the voucher leave the district 2,000,000"),
        pytest.param(26_000_000, date(2020, 1, 1), 0, 13_000_000, id="at: both caps are reached"),
        pytest.param(30_000_000, date(2020, 1, 1), 0, 13_000_000, id="under: both caps count"),
        pytest.param(26_000_000, date(2020, 1, 1), 1_000_000, 12_000_000, id="third money comes off"),
    ],
)
def test_the_training_voucher_with_a_districts_money_is_half_of_the_contract(cost: int, founded: date, other: int, high: int) -> None:
    facts = {**COMPUTE, "compute.cost": Decimal(cost), "enterprise.founded": founded, "compute.other_public_money": Decimal(other)}
    assert totals_of((VOUCHER, LONGHUA), facts, BEFORE_THE_WINDOW).high == high


def test_without_the_cost_of_compute_the_half_is_not_known() -> None:
    totals = totals_of((VOUCHER, LONGHUA), COMPUTE, BEFORE_THE_WINDOW)
    assert totals.high == 13_000_000
    assert [one.rule.id for one in totals.not_known] == ["training-voucher-with-other-public-money"]
