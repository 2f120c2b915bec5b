"""Near misses under the bundled catalogue: what they promise holds when all measures are assessed again."""

from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from guangdong_ai.assessment.assess import assess, assessor
from guangdong_ai.assessment.near_misses import Option, near_misses, within_reach
from guangdong_ai.assessment.near_misses.ways import groups_to_meet
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile
from guangdong_ai.rules.condition import facts_of
from guangdong_ai.rules.value import Facts, Value
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

DEMO = Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"
Assess = Callable[[Facts], tuple[MeasureResult, ...]]
DAYS = [date(2025, 6, 1), date(2026, 3, 1), date(2026, 11, 23)]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def after(assessed: Assess, profile: Profile, changes: dict[str, Value], measure_id: str) -> MeasureResult:
    results = assessed(change_profile(profile, changes).facts)
    return next(result for result in results if result.measure.id == measure_id)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("city", [None, "guangzhou", "shenzhen", "dongguan"])
def test_the_targets_open_the_measure_and_without_one_of_them_it_stays_closed(catalogue: Catalogue, day: date, city: str | None) -> None:
    demo = load_profile(DEMO, catalogue.facts)
    profile = EMPTY if city is None else change_profile(demo, {"enterprise.city": city})
    misses = near_misses(assess(catalogue, profile, day))
    assessed = assessor(catalogue, day)
    assert misses
    assert all(miss.complete for miss in misses)
    for miss in misses:
        for option in miss.options:
            targets = {requirement.fact.id: requirement.target for requirement in option.requirements}
            assert after(assessed, profile, targets, miss.measure.id).eligibility == option.eligibility
            assert option.eligibility in ("eligible", "conditional")
            for left_out in targets:
                fewer = {fact: value for fact, value in targets.items() if fact != left_out}
                assert after(assessed, profile, fewer, miss.measure.id).eligibility in ("ineligible", "undetermined")
            only_what_can_change_changes(option)


def only_what_can_change_changes(option: Option) -> None:
    for change in option.changes:
        assert change.fact.change != "fixed"
    for answer in option.answers:
        assert answer.now is None


def test_what_is_within_reach_is_what_near_misses_say(catalogue: Catalogue) -> None:
    told = 0
    for number, facts in enumerate(partial_firms(catalogue.facts, Random("within reach"), 60)):
        assessment = assess(catalogue, Profile(facts=facts), DAYS[number % len(DAYS)])
        misses, reach = near_misses(assessment), within_reach(assessment)
        firsts = [(miss, next((option for option in miss.options if option.is_within_reach), None)) for miss in misses]
        assert list(reach.best) == [(miss, one) for miss, one in firsts if one is not None and miss.result.window.state != "closed"]
        assert reach.any_change == any(option.changes for miss in misses for option in miss.options)
        told += len(reach.best)
    assert told > 5


def test_criteria_that_share_no_fact_are_put_into_groups_of_their_own(catalogue: Catalogue) -> None:
    merged = 0
    for facts in partial_firms(catalogue.facts, Random("groups"), 6):
        for result in assess(catalogue, Profile(facts=facts), DAYS[2]).measures:
            groups = groups_to_meet(result.criteria, catalogue.derived)
            read = [{fact for condition in group for fact in facts_of(condition)} for group in groups]
            assert all(one.isdisjoint(other) for one, other in combinations(read, 2))
            inside = [condition for group in groups for condition in group]
            for item in result.criteria:
                if item.criterion.when is not None and item.criterion.when not in inside:
                    assert item.outcome in ("met", "review")
                    assert all(one.isdisjoint(item.facts) for one in read)
            merged += sum(len(group) > 1 for group in groups)
    assert merged > 6
