"""The package's evaluator and the oracle say the same of random catalogues, and of the bundled one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.catalogue.source_files import bundled_folder

from .effort import EFFORT
from .engines import Engine, loaded_engine, oracle_engine, package_engine
from .oracle import Catalogue, Facts, Result, known, with_derived
from .oracle import assess_measure as oracle_of_measure
from .strategies import FACTS, answers_to, catalogues, days, profiles, used_facts, without
from .written import read_cases, read_catalogue

Scene = tuple[Catalogue, list[tuple[Facts, date]]]


@st.composite
def scenes(draw: DrawFn, random_catalogues: SearchStrategy[Catalogue]) -> Scene:
    """A catalogue and three profiles, each with a day."""
    catalogue = draw(random_catalogues)
    return catalogue, [(draw(profiles(catalogue)), draw(days(catalogue))) for _ in range(3)]


def agree(scene: Scene) -> None:
    """Both say the same, to the last word."""
    catalogue, assessed = scene
    package, oracle = package_engine(catalogue), oracle_engine(catalogue)
    for facts, day in assessed:
        same(package(facts, day), oracle(facts, day))


def same(found: Result, expected: Result) -> None:
    """Measure by measure first, so that a failure names the measure and what differs."""
    assert set(found.measures) == set(expected.measures)
    for name, result in expected.measures.items():
        assert found.measures[name] == result, name
    assert (found.low, found.high, found.if_all_met) == (expected.low, expected.high, expected.if_all_met)


@EFFORT
@given(scenes(catalogues(known_calls=True)))
def test_whole_catalogues(scene: Scene) -> None:
    agree(scene)


@EFFORT
@given(scenes(catalogues(largest=1, most_criteria=3, condition_depth=4, amount_depth=0, most_calls=0)))
def test_deep_conditions(scene: Scene) -> None:
    agree(scene)


@EFFORT
@given(scenes(catalogues(largest=1, most_criteria=1, condition_depth=0, amount_depth=4, most_calls=0)))
def test_deep_amounts(scene: Scene) -> None:
    agree(scene)


@EFFORT
@given(scenes(catalogues(largest=2, most_criteria=2, condition_depth=1, amount_depth=1, most_calls=0, most_implications=5)))
def test_facts_that_follow_from_others(scene: Scene) -> None:
    agree(scene)


@EFFORT
@given(scenes(catalogues(largest=3, most_criteria=2, condition_depth=2, amount_depth=2, most_calls=0, most_implications=2, derived=True)))
def test_facts_that_are_worked_out(scene: Scene) -> None:
    agree(scene)


@EFFORT
@given(scenes(catalogues(largest=6, most_criteria=1, condition_depth=0, amount_depth=1, most_calls=0)))
def test_totals_of_many_measures(scene: Scene) -> None:
    agree(scene)


def calls_on(day: date, *calls: dict[str, Any]) -> Scene:
    """A measure with these calls, each of which has a criterion that fails in no other, on a day."""
    owners = [{"id": f"call-{position}", "measures": ["one"], "document": "main", **call} for position, call in enumerate(calls)]
    called = [{**one, "criteria": [{"id": f"in-{one['id']}", "when": {"fact": "firm.name", "is": one["id"]}}]} for one in owners]
    measure = {"id": "one", "document": "main", "criteria": [{"id": "judged", "review": True}], "funding": {"kind": "unpublished"}}
    return Catalogue(facts=FACTS, documents={"main": {}}, tables={}, stacking={}, calls=called, measures=[measure]), [({}, day)]


OVER = {"opens": date(2026, 4, 1), "closes": date(2026, 5, 31)}
NOW = {"opens": date(2026, 11, 1), "closes": date(2026, 11, 23)}
NEXT = {"opens": date(2027, 1, 1), "closes": date(2027, 2, 28)}
POSTED = {"posted": date(2024, 3, 25)}
POSTED_BEFORE = {"posted": date(2023, 3, 25)}
KNOWN_TO_BE_OVER = {"posted": date(2024, 3, 25), "over_by": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("calls", "state", "used"),
    [
        pytest.param([{"posted": date(2026, 11, 24), "closes": date(2026, 12, 31)}], "unannounced", None, id="none before it is posted"),
        pytest.param([{**NEXT, "posted": date(2026, 11, 24)}, OVER], "closed", 1, id="an earlier one before the next is posted"),
        pytest.param([{**NEXT, "posted": date(2026, 11, 23)}, OVER], "upcoming", 0, id="the next one from the day on which it is posted"),
        pytest.param([OVER, NEXT, NOW], "open", 2, id="the call in force"),
        pytest.param([OVER, NEXT], "upcoming", 1, id="else the next one"),
        pytest.param([KNOWN_TO_BE_OVER, OVER], "closed", 1, id="else the last one"),
        pytest.param([POSTED, NEXT], "upcoming", 1, id="the next one also where another is not known to be over"),
        pytest.param([POSTED, OVER], "closed", 1, id="the last one also where an earlier one is not known to be over"),
        pytest.param([POSTED_BEFORE, POSTED], "unannounced", 1, id="the last of several without a window"),
        pytest.param([{"opens": date(2024, 1, 1)}], "unannounced", 0, id="not known to be open where the last day is not known"),
    ],
)
def test_which_call_is_used(calls: list[dict[str, Any]], state: str, used: int | None) -> None:
    catalogue, [(facts, day)] = scene = calls_on(date(2026, 11, 23), *calls)
    result = package_engine(catalogue)(facts, day).measures["one"]
    assert (result.window, result.call) == (state, None if used is None else f"call-{used}")
    agree(scene)


@EFFORT
@given(scenes(catalogues(largest=2, most_criteria=1, condition_depth=0, amount_depth=0, most_calls=4)))
@example(calls_on(date(2026, 11, 23), POSTED, NEXT))
def test_calls_of_which_not_every_day_is_known(scene: Scene) -> None:
    agree(scene)


BUNDLED = read_catalogue(bundled_folder())
CASES = read_cases(BUNDLED)


@pytest.fixture(scope="module")
def bundled() -> Engine:
    """The bundled catalogue, loaded once."""
    return loaded_engine(load_folders((bundled_folder(),)))


@st.composite
def changed_cases(draw: DrawFn) -> Facts:
    """The facts of one of the bundled cases, some of them changed, added or taken out."""
    answers = answers_to(BUNDLED)
    facts = {**draw(st.sampled_from(CASES)), **draw(st.sampled_from(CASES))}
    for fact in draw(st.lists(st.sampled_from(sorted(answers)), max_size=4)):
        facts[fact] = draw(answers[fact])
    return without(facts, draw(st.sets(st.sampled_from(sorted(facts)), max_size=3)) if facts else ())


@EFFORT
@given(facts=st.one_of(changed_cases(), profiles(BUNDLED)), day=days(BUNDLED))
def test_the_bundled_catalogue(bundled: Engine, facts: Facts, day: date) -> None:
    same(bundled(facts, day), oracle_engine(BUNDLED)(facts, day))


DAYS_OF_CASES = (date(2025, 3, 10), date(2026, 3, 1), date(2026, 11, 23), date(2027, 12, 31), date(2028, 1, 1))


@pytest.mark.parametrize("number", range(len(DAYS_OF_CASES)))
def test_the_cases_of_the_bundled_catalogue(bundled: Engine, number: int) -> None:
    """Each case on one of the days."""
    for facts in list(CASES)[number :: len(DAYS_OF_CASES)]:
        same(bundled(facts, DAYS_OF_CASES[number]), oracle_engine(BUNDLED)(facts, DAYS_OF_CASES[number]))


TITLES = read_catalogue(bundled_folder(), titles=True)


def test_the_titles_of_the_bundled_catalogue() -> None:
    """Their criteria, outcome by outcome, for the applicants of their cases."""
    loaded, day = load_folders((bundled_folder(),)), date(2026, 11, 23)
    titles, calls = (with_derived(one, TITLES, day) for one in (TITLES.measures, TITLES.calls))
    catalogue = replace(TITLES, measures=titles, calls=calls)
    for facts in read_cases(TITLES):
        everything = known(TITLES, facts)
        for title in catalogue.measures:
            expected = oracle_of_measure(title, catalogue, everything, day)
            found = assess_measure(loaded.titles[title["id"]], loaded, facts, day)
            outcomes = {one.criterion.id: one.outcome for one in found.criteria}
            told = found.eligibility, outcomes, frozenset(found.missing)
            assert told == (expected.eligibility, expected.outcomes, expected.missing), (title["id"], facts)


def test_the_bundled_catalogue_is_read_whole() -> None:
    loaded = load_folders((bundled_folder(),))
    assert {measure["id"] for measure in BUNDLED.measures} == set(loaded.measures)
    assert {title["id"] for title in TITLES.measures} == set(loaded.titles)
    assert set(BUNDLED.facts) == set(loaded.facts)
    assert sum(len(measure.get("cases", [])) for measure in BUNDLED.measures) == len(CASES)
    assert used_facts(BUNDLED)
