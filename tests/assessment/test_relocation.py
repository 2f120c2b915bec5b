"""What another place would do: exactly the measures that come out differently there, each place once."""

from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.near_misses.relocation import MOST_LOOKED_AT, Relocation, places_left, relocations
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.one_measure import DAY
from tests.assessment.small_catalogue import BOTH, catalogue, criterion, fact, measure
from tests.bundled_catalogue import bundled_catalogue

TOWNS = ("north", "east", "south", "west", "sea", "hill")
FACTS = (
    fact("firm.town", "choice", choices=[{"id": name, "label": BOTH} for name in TOWNS], change="relocation"),
    fact("firm.inland", "yes_no", change="relocation"),
    fact("firm.staff", "count", change="slow"),
)


def needing(measure_id: str, *rules: dict[str, Any], yuan: int = 1000, **more: Any) -> dict[str, Any]:
    several = [criterion(f"c{number}", when=rule) for number, rule in enumerate(rules)]
    return measure(measure_id, criteria=several, funding={**measure("a")["funding"], "amount": yuan}, **more)


def town(*names: str) -> dict[str, Any]:
    return {"fact": "firm.town", "in": list(names)}


STAFFED = {"fact": "firm.staff", "at_least": 10}


def found(folder: Path, *measures: dict[str, Any], facts: dict[str, Value], **more: Any) -> list[Relocation]:
    assessment = assess(catalogue(folder, *measures, facts=FACTS, **more), Profile(facts=facts), DAY)
    return list(relocations(near_misses(assessment), assessment))


def told(one: Relocation) -> tuple[dict[str, Value], list[str], list[str], list[str]]:
    return dict(one.place), *([result.measure.id for result in several] for several in (one.opened, one.lost, one.further))  # type: ignore[return-value]


def test_what_it_opens_what_it_loses_and_what_takes_more(tmp_path: Path) -> None:
    several = (
        needing("a", town("east"), yuan=5),
        needing("b", town("east"), STAFFED),
        needing("c", town("east"), {"fact": "firm.ready", "is": True}, yuan=7),
        needing("d", town("north"), yuan=11),
        needing("e", town("north"), STAFFED),
        needing("f", town("south"), yuan=100),
        needing("g", STAFFED),
    )
    south, east = found(tmp_path, *several, facts={"firm.town": "north", "firm.staff": 5})
    assert told(south) == ({"firm.town": "south"}, ["f"], ["d"], [])
    assert told(east) == ({"firm.town": "east"}, ["a", "c"], ["d"], ["b"])
    assert [result.eligibility for result in east.opened] == ["eligible", "undetermined"]
    assert (east.may_bring.if_all_met, east.loses.if_all_met) == (12, 11)
    assert {name: [[one.fact.id for one in way.requirements] for way in ways] for name, ways in east.options.items() if ways} == {
        "a": [["firm.town"]],
        "b": [["firm.town", "firm.staff"]],
        "c": [["firm.ready", "firm.town"]],
    }


@pytest.mark.parametrize("facts", [{}, {"firm.town": "east"}, {"firm.ready": False}])
def test_there_is_none_where_the_place_is_right_or_not_known(tmp_path: Path, facts: dict[str, Value]) -> None:
    assert found(tmp_path, needing("a", town("east"), STAFFED), facts={**facts, "firm.staff": 5}) == []


def test_where_a_few_places_would_do_each_is_told(tmp_path: Path) -> None:
    several = found(tmp_path, needing("a", town("east", "west")), needing("b", town("west"), yuan=9), facts={"firm.town": "north"})
    assert [told(one)[:2] for one in several] == [({"firm.town": "west"}, ["a", "b"]), ({"firm.town": "east"}, ["a"])]


@pytest.mark.parametrize("beside", [(), (needing("b", town("sea")),)])
def test_where_many_would_do_one_is_told(tmp_path: Path, beside: tuple[dict[str, Any], ...]) -> None:
    """One that is told anyway, if there is one."""
    (only,) = found(tmp_path, needing("a", town(*TOWNS[1:])), *beside, facts={"firm.town": "north"})
    assert [result.measure.id for result in only.opened] == ["a", *(plain["id"] for plain in beside)]


def test_a_measure_that_only_another_fact_of_the_place_decides_is_not_opened(tmp_path: Path) -> None:
    """Inland, it is not settled yet in which town."""
    inland = {"fact": "firm.inland", "is": True}
    several = (needing("a", inland), needing("b", inland, town("east")), needing("c", inland, {"fact": "firm.ready", "is": True}))
    inland_alone, with_town = sorted(found(tmp_path, *several, facts={"firm.inland": False}), key=lambda one: len(one.place))
    assert told(inland_alone) == ({"firm.inland": True}, ["a", "c"], [], [])
    assert told(with_town) == ({"firm.town": "east", "firm.inland": True}, ["a", "b", "c"], [], [])


def test_what_is_undetermined_is_opened_if_the_place_settles_it_and_eased_if_not(tmp_path: Path) -> None:
    ready = {"fact": "firm.ready", "is": True}
    several = (
        needing("a", {"any": [town("east"), ready]}),
        needing("b", {"any": [town("east"), ready]}, {"fact": "firm.staff", "at_least": 1}),
    )
    (east,) = found(tmp_path, *several, facts={"firm.town": "north"})
    assert (told(east), [result.measure.id for result in east.eased]) == (({"firm.town": "east"}, ["a"], [], []), ["b"])


def test_of_many_places_so_many_are_looked_at_and_the_rest_is_counted(tmp_path: Path) -> None:
    towns = [f"t{number}" for number in range(MOST_LOOKED_AT + 3)]
    facts = (fact("firm.town", "choice", choices=[{"id": name, "label": BOTH} for name in towns], change="relocation"),)
    several = [needing(f"m-{name}", town(name)) for name in towns]
    assessment = assess(catalogue(tmp_path, *several, facts=facts), Profile(facts={"firm.town": "t0"}), DAY)
    misses = near_misses(assessment)
    assert (len(relocations(misses, assessment)), places_left(misses)) == (MOST_LOOKED_AT, 2)


def test_the_money_is_that_of_what_may_be_had_together(tmp_path: Path) -> None:
    rule = {"id": "r", "form": "exclusive", "measures": ["a", "b"], "text": BOTH, "certain": True}
    several = (needing("a", town("east"), yuan=5), needing("b", town("east"), yuan=7))
    (east,) = found(
        tmp_path,
        *several,
        facts={"firm.town": "north"},
        stacking=[{**rule, "source": {"document": "policy", "confidence": "official"}}],
    )
    assert (len(east.opened), east.may_bring.if_all_met) == (2, 7)


PROFILES: list[dict[str, Value]] = [
    {"enterprise.city": "shenzhen", "enterprise.kind": "enterprise", "enterprise.fields": frozenset({"ai"})},
    {"enterprise.city": "shantou", "enterprise.kind": "university"},
    {"enterprise.in_guangdong": False, "enterprise.fields": frozenset({"manufacturing"}), "titles.little_giant_year": 2026},
    {"enterprise.city": "dongguan", "enterprise.in_guangdong": True, "enterprise.fields": frozenset({"robotics", "manufacturing"})},
]


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return bundled_catalogue()


def states(assessment: AssessmentResult) -> dict[str, str]:
    return {result.measure.id: result.eligibility for result in assessment.measures if not result.window.over}


@pytest.mark.parametrize("facts", PROFILES)
def test_with_the_bundled_catalogue_it_is_what_the_two_assessments_differ_in(bundled: Catalogue, facts: dict[str, Value]) -> None:
    before = assess(bundled, Profile(facts=facts), DAY)
    several = relocations(near_misses(before), before)
    assert len({tuple(sorted((name, str(value)) for name, value in one.place.items())) for one in several}) == len(several) > 3
    now = states(before)
    for one in several:
        place = dict(one.place)
        after = assess(bundled, Profile(facts={**facts, **place}), DAY)
        then = states(after)
        lost = {name for name, state in now.items() if state != "ineligible" and then[name] == "ineligible"}
        assert {result.measure.id for result in one.lost} == lost
        not_ruled_out = {
            name for name, state in now.items() if state != then[name] != "ineligible" and state in ("ineligible", "undetermined")
        }
        assert {result.measure.id for result in one.opened} <= not_ruled_out
        if "enterprise.city" in place:
            of_a_district = {result.id for result in after.measures if "enterprise.district" in result.missing}
            assert {result.measure.id for result in one.opened} == not_ruled_out - of_a_district
        assert facts.get("enterprise.city") != place.get("enterprise.city") or "enterprise.city" not in place
