"""Near misses held against trying every set of facts with every value that can make a difference."""

import itertools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from guangdong_ai.assessment.criteria import judge
from guangdong_ai.assessment.near_misses import NearMiss, Option, near_misses
from guangdong_ai.assessment.near_misses.targets import distance
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.rules.condition import Condition, Ratio, facts_of
from guangdong_ai.rules.value import Value
from tests.assessment.every_combination import can_be, grid, leaves, smallest_sets
from tests.assessment.one_measure import FACTS, asking, read
from tests.assessment.random_rules import situations
from tests.assessment.small_catalogue import catalogue, measure
from tests.oracle.effort import EFFORT


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue(tmp_path_factory.mktemp("small"), measure("a"), facts=FACTS)


def sets_of(miss: NearMiss) -> set[frozenset[str]]:
    return {frozenset(requirement.fact.id for requirement in option.requirements) for option in miss.options}


@settings(EFFORT, max_examples=8 * EFFORT.max_examples)
@given(situation=situations())
def test_the_same_sets_come_out_as_by_trying_everything(small: Catalogue, situation: tuple[list[dict[str, Any]], dict[str, Value]]) -> None:
    plain, facts = situation
    conditions = tuple(read(entry) for entry in plain)
    assessment = asking(small, *conditions, facts=facts)
    result = assessment.measures[0]
    misses = near_misses(assessment)
    points = grid(conditions, small.facts, facts)
    by_hand = smallest_sets(conditions, points, facts)
    if result.eligibility == "eligible":
        assert misses == ()
        assert by_hand == {frozenset()}
        return
    (miss,) = misses
    if miss.complete:
        assert sets_of(miss) == by_hand
    else:
        assert in_a_circle(conditions), "only there may the search give up"
        assert sets_of(miss) <= by_hand
    assert len(miss.options) == len(sets_of(miss))
    for option in miss.options:
        applying_the_targets_opens_it_and_nothing_less_does(option, assessment)
        each_target_is_as_near_as_the_others_allow(option, assessment, points)
    if not miss.options:
        the_obstacles_are_there_and_stay(miss, assessment)


def in_a_circle(conditions: Iterable[Condition]) -> bool:
    """Whether ratios tie the three counts in a circle."""
    return len({frozenset(facts_of(leaf)) for condition in conditions for leaf in leaves(condition) if isinstance(leaf, Ratio)}) > 2


def opens(assessment: AssessmentResult, changes: Mapping[str, Value]) -> bool:
    criteria = [(item.criterion, None) for item in assessment.measures[0].criteria]
    return judge(criteria, {**assessment.profile.facts, **changes})[0] == "eligible"


def applying_the_targets_opens_it_and_nothing_less_does(option: Option, assessment: AssessmentResult) -> None:
    targets = {requirement.fact.id: requirement.target for requirement in option.requirements}
    assert option.eligibility == "eligible"
    assert opens(assessment, targets)
    for requirement in option.requirements:
        declared = assessment.catalogue.facts[requirement.fact.id]
        assert requirement.accepted.has(requirement.target)
        assert requirement.now == assessment.profile.facts.get(declared.id)
        assert requirement.target != requirement.now
        assert can_be(declared, requirement.target, requirement.now)
        assert requirement.effort == ("answer" if requirement.now is None else declared.change)
    for size in range(len(targets)):
        for fewer in itertools.combinations(targets.items(), size):
            assert not opens(assessment, dict(fewer))


def each_target_is_as_near_as_the_others_allow(option: Option, assessment: AssessmentResult, points: Mapping[str, list[Value]]) -> None:
    targets = {requirement.fact.id: requirement.target for requirement in option.requirements}
    for requirement in option.requirements:
        fact, now = requirement.fact, requirement.now
        for value in points[fact.id]:
            if value != now:
                assert requirement.accepted.has(value) == opens(assessment, {**targets, fact.id: value})
            if now is not None and distance(fact, value, now) < distance(fact, requirement.target, now):
                assert not opens(assessment, {**targets, fact.id: value})


def the_obstacles_are_there_and_stay(miss: NearMiss, assessment: AssessmentResult) -> None:
    for obstacle in miss.obstacles:
        assert obstacle.criterion.outcome in ("not_met", "unknown")
        for fact in obstacle.facts:
            assert fact.id in obstacle.criterion.facts
            assert fact.id in assessment.profile.facts


def ratio(numerator: str, denominator: str, **comparison: Any) -> Condition:
    return read({"ratio": [f"firm.{numerator}", f"firm.{denominator}"], **comparison})


def test_ratios_in_a_chain_are_solved_together(small: Catalogue) -> None:
    """As R&D cost to revenue, and revenue to that of the year before, which stays as it is."""
    chain = ratio("staff", "units", at_least=Decimal("0.5")), ratio("units", "rooms", at_least=Decimal("1.5"))
    (miss,) = near_misses(asking(small, *chain, facts={"firm.staff": 1, "firm.units": 2, "firm.rooms": 4}))
    (option,) = miss.options
    assert miss.complete
    assert {requirement.fact.id: requirement.target for requirement in option.requirements} == {"firm.staff": 3, "firm.units": 6}
    assert option.ties == (chain[0],)


def test_two_ratios_of_the_same_facts_that_exclude_each_other_are_found_out(small: Catalogue) -> None:
    (miss,) = near_misses(asking(small, ratio("staff", "units", at_least=2), ratio("units", "staff", at_least=1), facts={}))
    assert miss.complete
    assert not miss.options


def test_a_circle_of_ratios_that_nothing_fulfils_is_given_up(small: Catalogue) -> None:
    circle = [ratio(one, other, more_than=1) for one, other in (("staff", "units"), ("units", "rooms"), ("rooms", "staff"))]
    (miss,) = near_misses(asking(small, *circle, facts={}))
    assert not miss.complete
    assert not miss.options
