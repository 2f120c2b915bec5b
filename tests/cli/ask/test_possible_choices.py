"""Districts: only those of the city that is known are offered, and the city is asked for first."""

import pytest

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.question_order import questions_in_order
from guangdong_ai.cli.ask.plain_prompt import MOST_NUMBERED, numbered_options
from guangdong_ai.cli.ask.possible_choices import with_possible_choices
from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.session import AskedFor, answered, begin, looking_at
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.unknown import UNKNOWN
from guangdong_ai.rules.value import Facts

from .bundled import CATALOGUE, CITY, FACTS, ON

DISTRICT = FACTS["enterprise.district"]


def offered(facts: Facts) -> list[str]:
    return [choice.id for choice in with_possible_choices(DISTRICT, facts, CATALOGUE).choices]


@pytest.mark.parametrize("city", [choice.id for choice in CITY.choices])
def test_only_the_districts_of_the_known_city_are_offered(city: str) -> None:
    own = [choice.id for choice in DISTRICT.choices if choice.id.startswith(f"{city}_")]
    assert offered({CITY.id: city}) == (own or [choice.id for choice in DISTRICT.choices])


def test_without_a_city_all_are_offered_and_too_many_to_be_numbered() -> None:
    assert with_possible_choices(DISTRICT, {}, CATALOGUE) is DISTRICT
    assert len(DISTRICT.choices) > MOST_NUMBERED
    assert numbered_options(DISTRICT, "en") == ()
    assert len(numbered_options(with_possible_choices(DISTRICT, {CITY.id: "guangzhou"}, CATALOGUE), "en")) == 12


def test_no_choice_of_another_question_is_taken_away() -> None:
    facts = {CITY.id: "guangzhou", DISTRICT.id: "guangzhou_huangpu"}
    for fact in FACTS.values():
        assert fact.id in facts or with_possible_choices(fact, facts, CATALOGUE) == fact, fact.id


def test_the_city_is_asked_for_before_the_district() -> None:
    narrowed = CATALOGUE.with_scopes(["district"])
    order = questions_in_order(assess_measures(narrowed, {}, ON), FACTS, narrowed)
    assert order.index(CITY.id) < order.index(DISTRICT.id)


def test_an_answer_that_is_looked_at_again_may_become_any_other() -> None:
    profile = Profile(facts={CITY.id: "guangzhou", DISTRICT.id: "guangzhou_huangpu"})
    question = open_question(looking_at(begin(CATALOGUE, profile, ON, AskedFor()), DISTRICT.id))
    assert question is not None
    assert question.fact == DISTRICT


def test_a_district_makes_its_city_known_and_it_is_not_asked_for() -> None:
    session = begin(CATALOGUE, Profile(facts={DISTRICT.id: "shenzhen_nanshan"}), ON, AskedFor(up_to="closed"))
    while (question := open_question(session)) is not None:
        assert question.fact.id not in (CITY.id, "enterprise.in_guangdong")
        session = answered(session, question.fact.id, False if question.fact.kind == "yes_no" else UNKNOWN)
