"""Totals: each form of stacking rule, what no applicant can have together, and what is left out and why. See also tests/oracle."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess, assess_measures
from guangdong_ai.assessment.result import Totals
from guangdong_ai.assessment.stacking import combined
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.rules.condition import facts_of
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import BOTH, SOURCE, call, catalogue, criterion, fact, measure, stacking_rule
from tests.bundled_catalogue import bundled_catalogue

ON = date(2026, 6, 1)


def award(name: str, yuan: object, when: object = None, **more: Any) -> dict[str, Any]:
    """A measure that pays by a formula, under the one condition ``when`` if there is any."""
    funding = {"kind": "cash", "award": "formula", "amount": yuan, "sources": [{"figure": BOTH, **SOURCE}]}
    criteria = [] if when is None else [criterion(f"{name}-criterion", when=when)]
    return measure(name, funding=funding, criteria=criteria, **more)


def together(catalogue: Catalogue, profile: Profile, day: date) -> Totals:
    """What the measures make, however little is known."""
    return combined(assess_measures(catalogue, profile.facts, day), catalogue, profile.facts, day)


def ends(totals: Totals) -> tuple[int | None, int | None]:
    return totals.low, totals.high


def all_ends(totals: Totals) -> tuple[int | None, int | None, int | None]:
    return totals.low, totals.high, totals.if_all_met


def counted_if_all_met(totals: Totals) -> list[str]:
    return [item.id for item in totals.counted_if_all_met]


def counted(totals: Totals) -> list[str]:
    return [item.id for item in totals.counted]


def left_out(totals: Totals) -> dict[str, str]:
    return {item.measure.id: item.because.en for item in totals.left_out}


def bearings(totals: Totals) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The limits and the doubts, by rule."""
    limits, doubts = ({item.rule.id: [one.id for one in item.measures] for item in items} for items in (totals.limits, totals.doubts))
    return limits, doubts


COST = fact("firm.cost", "money")
CITY = fact(
    "firm.city",
    "choice",
    label={"zh": "城市", "en": "City"},
    choices=[{"id": name, "label": BOTH} for name in ("north", "south", "east")],
)


def in_city(*names: str) -> dict[str, Any]:
    return {"fact": "firm.city", "in": list(names)}


# The forms


@pytest.mark.parametrize(
    "rule", [{"form": "exclusive", "measures": ["small", "large"]}, {"form": "pairs", "pairs": [["large", "small"]]}], ids=["group", "pair"]
)
def test_of_what_excludes_each_other_the_larger_one_counts_and_the_other_is_named(tmp_path: Path, rule: Mapping[str, Any]) -> None:
    made = catalogue(tmp_path, award("small", 10), award("large", 30), award("free", 5), stacking=[stacking_rule("one", **rule)])
    totals = together(made, EMPTY, ON)
    assert ends(totals) == (35, 35)
    assert counted(totals) == ["free", "large"]
    assert left_out(totals) == {"small": 'only one of this and "text" counts: text'}
    assert bearings(totals) == ({}, {})


def test_pairs_leave_what_is_in_no_pair_together(tmp_path: Path) -> None:
    rule = stacking_rule("pairs", "pairs", pairs=[["province", "city"], ["province", "county"]])
    made = catalogue(tmp_path, award("city", 10), award("county", 10), award("province", 19), stacking=[rule])
    totals = together(made, EMPTY, ON)
    assert (ends(totals), counted(totals)) == ((20, 20), ["city", "county"])


def test_where_it_is_not_published_whether_they_exclude_each_other_the_total_is_a_range(tmp_path: Path) -> None:
    rule = stacking_rule("one", "exclusive", measures=["small", "large"], certain=False)
    totals = together(catalogue(tmp_path, award("small", 10), award("large", 30), stacking=[rule]), EMPTY, ON)
    assert ends(totals) == (30, 40)
    assert totals.left_out == ()
    assert bearings(totals) == ({}, {"one": ["large", "small"]})


def test_a_doubt_about_what_is_not_counted_is_none(tmp_path: Path) -> None:
    rules = [
        stacking_rule("sure", "exclusive", measures=["small", "large"]),
        stacking_rule("perhaps", "exclusive", measures=["small", "free"], certain=False),
        stacking_rule("of-nothing", "exclusive", measures=["large", "nothing"], certain=False),
        stacking_rule("high-cap", "cap", measures=["large", "free"], certain=False, most=35, per="year"),
    ]
    awards = [award("small", 10), award("large", 30), award("free", 5), award("nothing", 0)]
    totals = together(catalogue(tmp_path, *awards, stacking=rules), EMPTY, ON)
    assert (ends(totals), bearings(totals)) == ((35, 35), ({}, {}))


def test_a_doubt_about_what_is_sure_is_named_although_something_else_may_bring_more(tmp_path: Path) -> None:
    """The low end rests on one and two; at the high end three takes the place of one."""
    rules = [
        stacking_rule("perhaps", "exclusive", measures=["one", "two"], certain=False),
        stacking_rule("sure", "exclusive", measures=["one", "three"]),
    ]
    awards = [award("one", 30), award("two", 20), award("three", {"up_to": 90})]
    totals = together(catalogue(tmp_path, *awards, stacking=rules), EMPTY, ON)
    assert (ends(totals), counted(totals)) == ((30, 110), ["three", "two"])
    assert bearings(totals) == ({}, {"perhaps": ["one", "two"]})


def test_a_cap_limits_what_one_measure_brings_too(tmp_path: Path) -> None:
    rule = stacking_rule("cap", "cap", measures=["one", "two"], most=35, per="firm", certain=False)
    waiting = award("two", 30, {"all": [{"fact": "firm.ready", "is": True}, {"fact": "firm.ready", "is": False}]})
    totals = together(catalogue(tmp_path, award("one", 50), waiting, stacking=[rule]), EMPTY, ON)
    assert (all_ends(totals), bearings(totals)) == ((35, 50, 50), ({}, {"cap": ["one"]}))


def test_a_cap_limits_the_sum_and_is_named(tmp_path: Path) -> None:
    rule = stacking_rule("cap", "cap", measures=["one", "two"], most=35, per="firm")
    totals = together(catalogue(tmp_path, award("one", 10), award("two", 30), award("free", 5), stacking=[rule]), EMPTY, ON)
    assert ends(totals) == (40, 40)
    assert counted(totals) == ["free", "one", "two"]
    assert bearings(totals) == ({"cap": ["one", "two"]}, {})


def test_an_uncertain_cap_widens_the_range(tmp_path: Path) -> None:
    rule = stacking_rule("cap", "cap", measures=["one", "two"], most=35, per="firm", certain=False)
    totals = together(catalogue(tmp_path, award("one", 10), award("two", 30), stacking=[rule]), EMPTY, ON)
    assert (ends(totals), bearings(totals)) == ((35, 40), ({}, {"cap": ["one", "two"]}))


def test_caps_lie_inside_each_other(tmp_path: Path) -> None:
    rules = [
        stacking_rule("outer", "cap", measures=["one", "two", "three"], most=45, per="firm"),
        stacking_rule("inner", "cap", measures=["two", "one"], most=30, per="project"),
    ]
    awards = [award("one", 20), award("two", 20), award("three", 20)]
    assert ends(together(catalogue(tmp_path, *awards, stacking=rules), EMPTY, ON)) == (45, 45)


def test_a_cap_makes_an_exclusive_choice_another_one(tmp_path: Path) -> None:
    """Without the cap the larger of the two exclusive ones would be taken."""
    rules = [
        stacking_rule("route", "exclusive", measures=["apart", "capped"]),
        stacking_rule("cap", "cap", measures=["capped", "beside"], most=50, per="year"),
    ]
    awards = [award("apart", 30), award("beside", 40), award("capped", 45)]
    totals = together(catalogue(tmp_path, *awards, stacking=rules), EMPTY, ON)
    assert (ends(totals), counted(totals)) == ((70, 70), ["apart", "beside"])


def test_only_the_difference_is_paid(tmp_path: Path) -> None:
    rule = stacking_rule("higher-title", "difference", measures=["first", "second"])
    totals = together(catalogue(tmp_path, award("first", 10), award("second", 30), award("free", 5), stacking=[rule]), EMPTY, ON)
    assert ends(totals) == (35, 35)
    assert counted(totals) == ["first", "free", "second"]
    assert bearings(totals) == ({"higher-title": ["first", "second"]}, {})


def test_what_is_capped_inside_a_difference_is_no_larger_than_its_cap(tmp_path: Path) -> None:
    rules = [
        stacking_rule("difference", "difference", measures=["one", "two", "three"]),
        stacking_rule("cap", "cap", measures=["two", "three"], most=60, per="firm"),
    ]
    awards = [award("one", 50), award("two", 100), award("three", 100)]
    assert ends(together(catalogue(tmp_path, *awards, stacking=rules), EMPTY, ON)) == (60, 60)


# The two ends


def test_what_is_not_settled_stands_apart(tmp_path: Path) -> None:
    made = catalogue(tmp_path, award("sure", 10), award("waiting", 30, {"fact": "firm.ready", "is": True}))
    totals = together(made, EMPTY, ON)
    assert all_ends(totals) == (10, 10, 40)
    assert (counted(totals), counted_if_all_met(totals)) == (["sure"], ["sure", "waiting"])
    assert left_out(totals) == {"waiting": "undetermined, since facts are missing"}


def test_a_closed_window_brings_nothing_and_says_so(tmp_path: Path) -> None:
    totals = together(catalogue(tmp_path, award("sure", 10)), EMPTY, date(2027, 1, 1))
    assert (ends(totals), totals.counted) == ((0, 0), ())
    assert left_out(totals) == {"sure": "its window is closed"}


def test_an_open_end_makes_the_total_open(tmp_path: Path) -> None:
    made = catalogue(tmp_path, award("sure", 10), award("half", {"fact": "firm.cost"}), facts=(COST,))
    assert ends(together(made, EMPTY, ON)) == (10, None)


def test_a_cap_closes_an_open_end(tmp_path: Path) -> None:
    rule = stacking_rule("cap", "cap", measures=["sure", "half"], most=50, per="year")
    made = catalogue(tmp_path, award("sure", 10), award("half", {"fact": "firm.cost"}), facts=(COST,), stacking=[rule])
    totals = together(made, EMPTY, ON)
    assert (ends(totals), bearings(totals)) == ((10, 50), ({"cap": ["half", "sure"]}, {}))


def test_beside_an_open_end_the_rest_is_still_the_best(tmp_path: Path) -> None:
    rule = stacking_rule("one", "exclusive", measures=["small", "large"])
    awards = [award("half", {"fact": "firm.cost"}), award("large", 30), award("small", 10)]
    made = catalogue(tmp_path, *awards, facts=(COST,), stacking=[rule])
    assert counted(together(made, EMPTY, ON)) == ["half", "large"]


def test_of_equals_the_one_with_more_measures_counts_then_the_first(tmp_path: Path) -> None:
    rules = [
        stacking_rule("pairs", "pairs", pairs=[["a-whole", "b-half"], ["a-whole", "c-half"]]),
        stacking_rule("twins", "exclusive", measures=["e-twin", "d-twin"]),
    ]
    awards = [award("a-whole", 20), award("b-half", 10), award("c-half", 10), award("d-twin", 7), award("e-twin", 7)]
    totals = together(catalogue(tmp_path, *awards, stacking=rules), EMPTY, ON)
    assert (ends(totals), counted(totals)) == ((27, 27), ["b-half", "c-half", "d-twin"])


# What one applicant can have


def cities(tmp_path: Path, *measures: dict[str, Any], **facts: Value) -> Totals:
    """The totals of these measures in a catalogue with cities, for an applicant with these facts of the section ``firm``."""
    made = catalogue(tmp_path, *measures, facts=(CITY, COST))
    return together(made, Profile(facts={f"firm.{name}": value for name, value in facts.items()}), ON)


def test_nobody_is_in_two_cities(tmp_path: Path) -> None:
    both = [award("north", 30, in_city("north")), award("south", 20, in_city("south")), award("everywhere", 5)]
    totals = cities(tmp_path, *both)
    assert (all_ends(totals), counted_if_all_met(totals)) == ((5, 5, 35), ["everywhere", "north"])
    assert left_out(totals) == {
        "north": "undetermined, since facts are missing",
        "south": "no applicant can meet both this and what is counted: City",
    }
    assert ends(cities(tmp_path, *both, city="south")) == (25, 25)
    assert ends(cities(tmp_path, *both, city="east")) == (5, 5)


def test_several_of_one_city_beat_a_large_one_of_another(tmp_path: Path) -> None:
    many = [award(f"south-{index}", 20, in_city("south")) for index in range(3)]
    assert all_ends(cities(tmp_path, award("north", 50, in_city("north")), *many)) == (0, 0, 60)


def test_no_value_is_in_three_sets_that_overlap_two_by_two(tmp_path: Path) -> None:
    three = [("north", "south"), ("south", "east"), ("east", "north")]
    totals = cities(tmp_path, *(award("-".join(names), 10, in_city(*names)) for names in three))
    assert (all_ends(totals), len(totals.counted_if_all_met)) == ((0, 0, 20), 2)


def test_what_no_applicant_can_meet_at_all_is_not_counted(tmp_path: Path) -> None:
    impossible = award("impossible", 50, {"all": [in_city("north"), in_city("south")]})
    totals = cities(tmp_path, impossible, award("north", 10, in_city("north")))
    assert all_ends(totals) == (0, 0, 10)
    assert left_out(totals)["impossible"] == "no applicant can meet its criteria: City"


READY, COSTLY = {"fact": "firm.ready", "is": True}, {"fact": "firm.cost", "at_least": 5}


@pytest.mark.parametrize(
    ("other", "facts", "both"),
    [
        pytest.param({"any": [in_city("south"), READY]}, {}, True, id="one of two that are open"),
        pytest.param({"any": [in_city("south"), READY]}, {"ready": False}, False, id="the only one that is left"),
        pytest.param({"all": [in_city("south"), READY]}, {}, False, id="one of all"),
        pytest.param({"not": in_city("north")}, {}, False, id="the opposite"),
        pytest.param({"not": {"any": [in_city("north"), READY]}}, {}, False, id="none of several"),
        pytest.param({"not": {"all": [in_city("north"), READY]}}, {}, True, id="not all of several"),
        pytest.param({"not": {"all": [in_city("north"), READY]}}, {"ready": True}, False, id="not all, and the other is met"),
        pytest.param({"all": [in_city("north", "east"), COSTLY]}, {}, True, id="the same value will do"),
    ],
)
def test_what_an_open_criterion_demands(tmp_path: Path, other: dict[str, Any], facts: dict[str, Value], both: bool) -> None:
    totals = cities(tmp_path, award("north", 30, in_city("north")), award("other", 20, other), **facts)
    assert all_ends(totals) == (0, 0, 50 if both else 30)


def test_the_criteria_of_the_call_count_too(tmp_path: Path) -> None:
    round_ = call("round", "other", criteria=[criterion("of-call", when=in_city("south"))], opens=ON, closes=ON)
    made = catalogue(tmp_path, award("north", 30, in_city("north")), award("other", 20), facts=(CITY,), calls=(round_,))
    assert all_ends(together(made, EMPTY, ON)) == (0, 0, 30)


# The bundled catalogue


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return bundled_catalogue()


REVIEWED = date(2026, 11, 23)


def with_an_upper_figure(bundled: Catalogue) -> Catalogue:
    """The catalogue without the measures that can bring any sum: with one of them a total has no upper figure."""
    results = assess_measures(bundled, {}, REVIEWED)
    boundless = {result.measure.id for result in results if result.funding.low is not None and result.funding.high is None}
    assert boundless
    return bundled.with_measures(set(bundled.measures) - boundless)


def test_without_answers_the_total_is_that_of_the_best_city(bundled: Catalogue) -> None:
    assert together(bundled, EMPTY, REVIEWED).if_all_met is None
    bounded = with_an_upper_figure(bundled)
    totals = together(bounded, EMPTY, REVIEWED)
    by_city = [
        together(bounded, Profile(facts={"enterprise.city": choice.id}), REVIEWED).if_all_met
        for choice in bundled.facts["enterprise.city"].choices
    ]
    known = [high for high in by_city if high is not None]
    assert len(known) == len(by_city)
    assert totals.if_all_met == max(known)
    assert totals.low == 0
    cities_counted = {city for name in counted_if_all_met(totals) for city in CITIES if name.startswith(city)}
    assert len(cities_counted) == 1
    elsewhere = {name for name in left_out(totals) if name.startswith(CITIES) and name not in counted_if_all_met(totals)}
    elsewhere -= {name for name, because in left_out(totals).items() if because == "its window is closed"}
    others = {name for name in elsewhere if not name.startswith(tuple(cities_counted))}
    assert {name.split("-")[0] for name in others} == {city.rstrip("-") for city in CITIES} - {city.rstrip("-") for city in cities_counted}
    assert {left_out(totals)[name] for name in others} == {"no applicant can meet both this and what is counted: City of registration"}
    assert {left_out(totals)[name].split(" counts")[0] for name in elsewhere - others} == {
        'only one of this and "Shenzhen benchmark application"'
    }


CITIES = ("shenzhen-", "dongguan-", "foshan-", "zhuhai-", "zhongshan-", "huizhou-")


def test_the_routes_of_one_call_exclude_each_other(bundled: Catalogue) -> None:
    totals = together(bundled, EMPTY, date(2026, 3, 1))
    assert "benchmark-supplier" in counted_if_all_met(totals)
    assert left_out(totals)["benchmark-user"].startswith('only one of this and "Benchmark project, supplier')


@pytest.mark.parametrize(
    ("city", "doubts"),
    [
        ("guangzhou", {"national-title-awards", "baiyun-together"}),
        ("huizhou", {"national-title-awards", "huizhou-together"}),
        ("foshan", {"national-title-awards", "innovation-centre-support"}),
        ("dongguan", {"national-title-awards", "innovation-centre-support"}),
        ("shenzhen", {"national-title-awards", "shenzhen-opc-application", "shenzhen-state-money"}),
    ],
)
def test_what_is_not_published_is_named(bundled: Catalogue, city: str, doubts: set[str]) -> None:
    totals = together(bundled, Profile(facts={"enterprise.city": city}), REVIEWED)
    assert set(bearings(totals)[1]) == doubts


# When there is no sum


def test_where_next_to_nothing_is_known_there_is_no_sum_at_all(bundled: Catalogue) -> None:
    several: tuple[dict[str, Value], ...] = (
        {},
        {"enterprise.city": "shenzhen"},
        {"enterprise.name": "甲公司", "enterprise.employees": 40, "enterprise.revenue": 5},
    )
    for facts in several:
        totals = assess(bundled, Profile(facts=facts), REVIEWED).totals
        assert not totals.is_given
        assert all_ends(totals) == (None, None, None)
        assert (totals.counted, totals.left_out, totals.limits, totals.doubts) == ((), (), (), ())


@pytest.mark.parametrize(
    ("facts", "given"),
    [
        pytest.param({"city": "north"}, False, id="one answer settles nothing"),
        pytest.param({"city": "north", "cost": 9}, False, id="two do not either"),
        pytest.param({"city": "north", "cost": 9, "trusted": True}, True, id="three answers are something"),
        pytest.param({"city": "north", "cost": 9, "unused": True}, False, id="what no criterion looks at does not count"),
        pytest.param({"city": "south"}, True, id="nothing is undetermined any more"),
        pytest.param({"ready": True, "city": "north"}, True, id="an answer has found money"),
    ],
)
def test_when_a_sum_is_given(tmp_path: Path, facts: dict[str, Value], given: bool) -> None:
    trusted = {"fact": "firm.trusted", "is": True}
    waiting = award("waiting", 30, {"all": [in_city("north"), READY, {"any": [COSTLY, trusted, READY]}]})
    of_all = award("of-all", 5)  # it takes no answer, and so tells nothing of the applicant
    made = catalogue(tmp_path, waiting, of_all, facts=(CITY, COST, fact("firm.trusted", "yes_no"), fact("firm.unused", "yes_no")))
    totals = assess(made, Profile(facts={f"firm.{name}": value for name, value in facts.items()}), ON).totals
    assert totals.is_given == given
    assert given or all_ends(totals) == (None, None, None)


# What districts pay


def test_a_districts_award_for_a_national_title_and_the_match_of_the_province_are_doubted() -> None:
    """Not published anywhere: each district award for a title is set beside the provincial one for the same title, as not certain."""
    bundled = bundled_catalogue()
    titles = {"single-champion-award": "titles.single_champion_year", "little-giant-award": "titles.little_giant_year"}
    districts = [one for one in bundled.measures.values() if bundled.scope_of(one) == "district"]
    found = 0
    for one in districts:
        read = {fact for criterion in one.criteria if criterion.when is not None for fact in facts_of(criterion.when)}
        for award_id, title in titles.items():
            if title in read:
                found += 1
                beside = [rule for rule in bundled.stacking.values() for pair in rule.pairs if {one.id, award_id} == set(pair)]
                assert [rule.certain for rule in beside] == [False]
    assert found >= 2


def test_what_one_districts_document_pays_together_is_doubted_where_it_is_not_said() -> None:
    """Each district with several kinds of support in money has a rule that says whether they add up."""
    bundled = bundled_catalogue()
    by_document: dict[str, list[str]] = {}
    for one in bundled.measures.values():
        if bundled.scope_of(one) == "district" and one.funding.is_grant:
            by_document.setdefault(one.document, []).append(one.id)
    for document, measures in by_document.items():
        if len(measures) > 1:
            assert any(set(measures) <= set(rule.measures) for rule in bundled.stacking.values()), document
