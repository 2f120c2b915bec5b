"""What follows from an answer counts as known: it is not asked, decides criteria, and changes along with what it follows from."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses.find import near_misses
from guangdong_ai.assessment.questionnaire import plan
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.implied_facts import Follows, all_behind, longest_chain
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.data.assessment import plain_profile
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.value import NONE_OF_THESE
from tests.bundled_catalogue import bundled_catalogue

ON = date(2026, 11, 25)
CITY, IN_GUANGDONG = "enterprise.city", "enterprise.in_guangdong"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def missing(catalogue: Catalogue, facts: dict[str, Any]) -> set[str]:
    return {fact for result in assess(catalogue, Profile(facts=facts), ON).measures for fact in result.missing}


def test_every_city_lies_in_guangdong(catalogue: Catalogue) -> None:
    for choice in catalogue.facts[CITY].choices:
        assert catalogue.known({CITY: choice.id})[IN_GUANGDONG] is True
        assert IN_GUANGDONG not in missing(catalogue, {CITY: choice.id})


def test_an_applicant_outside_is_in_none_of_the_cities(catalogue: Catalogue) -> None:
    assessment = assess(catalogue, Profile(facts={IN_GUANGDONG: False}), ON)
    assert assessment.known[CITY] == NONE_OF_THESE
    of_cities = [
        result
        for result in assessment.measures
        if any(item.criterion.when and item.facts == (CITY,) and not item.criterion.id.startswith("not-") for item in result.criteria)
    ]
    assert len(of_cities) > 10
    assert {result.eligibility for result in of_cities} == {"ineligible"}
    assert not {CITY, IN_GUANGDONG} & missing(catalogue, {IN_GUANGDONG: False})


@pytest.mark.parametrize("facts", [{CITY: "meizhou"}, {IN_GUANGDONG: False}], ids=["in a city", "outside"])
def test_what_follows_is_never_asked(catalogue: Catalogue, facts: dict[str, Any]) -> None:
    asked = plan(catalogue, Profile(facts=facts), ON).remaining
    assert asked
    assert not {CITY, IN_GUANGDONG} & set(asked)


def test_what_is_given_stands(catalogue: Catalogue) -> None:
    both: dict[str, Any] = {CITY: "foshan", IN_GUANGDONG: True, "enterprise.region": "pearl_river_delta"}
    assert catalogue.known(both) == both
    assert catalogue.implied(both) == {}


def test_the_json_keeps_apart_what_was_given_and_what_follows(catalogue: Catalogue) -> None:
    inside = plain_profile(Profile(facts={CITY: "foshan"}), catalogue)
    assert inside["facts"] == {CITY: "foshan"}
    assert inside["implied"] == {IN_GUANGDONG: True, "enterprise.region": "pearl_river_delta"}
    assert plain_profile(Profile(facts={IN_GUANGDONG: False}), catalogue)["implied"] == {CITY: None, "enterprise.district": None}


def changes(catalogue: Catalogue, facts: dict[str, Any], measure: str) -> list[dict[str, Any]]:
    misses = near_misses(assess(catalogue, Profile(facts=facts), ON))
    miss = next(miss for miss in misses if miss.result.measure.id == measure)
    return [{change.fact.id: change.target for change in option.requirements} for option in miss.options]


def test_a_move_to_a_city_changes_the_answer_that_no_longer_fits(catalogue: Catalogue) -> None:
    ways = changes(catalogue, {IN_GUANGDONG: False}, "dongguan-joint-rnd")
    assert ways
    assert all(way[CITY] == "dongguan" and way[IN_GUANGDONG] is True for way in ways)


@pytest.mark.parametrize("facts", [{}, {CITY: "foshan"}], ids=["nothing known", "in another city"])
def test_a_city_as_the_way_says_it_all(catalogue: Catalogue, facts: dict[str, Any]) -> None:
    ways = changes(catalogue, facts, "dongguan-joint-rnd")
    assert ways
    assert all(way[CITY] == "dongguan" and IN_GUANGDONG not in way for way in ways)


def chain(*facts: str) -> list[Follows]:
    pairs = pairwise(facts)
    return [
        Follows(
            declared_by="implications",
            id=one,
            text=Text("", ""),
            when=Compare(fact=one, operator="in", operand=("x",)),
            fact=other,
            value="x",
            rests_on=(one,),
        )
        for one, other in pairs
    ]


def test_rounds_are_counted_over_different_facts() -> None:
    assert longest_chain([]) == 0
    assert longest_chain(chain("a", "b", "a")) == 1
    assert longest_chain(chain("district", "city", "region")) == 2
    assert longest_chain([*chain("district", "city", "in", "city"), *chain("city", "region")]) == 2


def test_all_facts_behind_a_fact_are_found() -> None:
    rules = [*chain("district", "city", "region"), *chain("other", "else")]
    assert all_behind(["region"], rules) == {"region", "city", "district"}
    assert all_behind(["else"], rules) == {"else", "other"}
