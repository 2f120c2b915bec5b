"""The numbers, results, days and outcomes in every format are those of the JSON, for random applicants in both languages."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from guangdong_ai.api.assessment import Assessment
from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.render.formats import Setting, rendered
from tests.random_firms import partial_firms
from tests.reports.conftest import DEMO
from tests.reports.read_back import READERS, ReadBack, Told, bare

Plain = Mapping[str, Any]
CRITERIA_IN = ("html", "docx", "xlsx")
TOTALS_IN = ("html", "docx", "xlsx", "markdown", "table")
DAYS = (date(2026, 3, 1), date(2026, 11, 29), date(2027, 2, 1))
WIDTHS = (120, 400)
"""Wide enough for columns, whatever the ids: narrower pages have the same cells below the names."""


def made(result: AssessmentResult, format_: str, language: Language, width: int = 80) -> ReadBack:
    setting = Setting(language=language, page_text=lambda page: page.text(width))
    return READERS[format_](rendered(Assessment(result=result).report(show_all=True), format_, setting), language)


def told_in_json(result: AssessmentResult) -> Plain:
    plain: Plain = json.loads(rendered(Assessment(result=result).report(), "json", Setting(language="en")))
    return plain


def _with_only(names: Collection[str], catalogue: Catalogue) -> Catalogue:
    """The catalogue with these measures and no titles, of which no figures are compared."""
    kept = tuple(measure for measure in catalogue.contents.measures if measure.id in names)
    return Catalogue(replace(catalogue.contents, measures=kept), catalogue.digest)


def agree(read: ReadBack, plain: Plain, format_: str, language: Language) -> None:
    """Nothing that is told differs from the JSON, and every measure is told."""
    measures = {bare(measure["title"][language]): measure for measure in plain["measures"]}
    by_name = measures | {f"{name}{bare(measure['id'])}": measure for name, measure in measures.items()}
    seen: dict[str, Told] = {}
    for told in read.measures:
        measure = by_name[told.name]
        _agrees(told, measure, exact=format_ in {"csv", "xlsx"})
        known = seen.setdefault(measure["id"], Told(told.name))
        known.result, known.money, known.days = known.result or told.result, known.money or told.money, told.days
    assert {name: told for name, told in seen.items() if None not in (told.result, told.money)}.keys() == {
        measure["id"] for measure in plain["measures"]
    }
    if format_ in TOTALS_IN:
        _same_totals(read.totals, plain["totals"])
    if format_ in CRITERIA_IN:
        assert read.criteria.keys() == {name for name, measure in measures.items() if format_ == "xlsx" or _is_told_in_full(measure)}
        for name, stated in read.criteria.items():
            assert sorted(stated) == sorted((bare(one["text"][language]), one["outcome"]) for one in measures[name]["criteria"])


def _is_told_in_full(measure: Plain) -> bool:
    """Whether it has a card: it is met as far as can be told, or taken now, or on a known day, and not ruled out."""
    now = measure["window"]["state"] in {"open", "rolling", "automatic", "upcoming"}
    return measure["eligibility"] in {"eligible", "conditional"} or (measure["eligibility"] == "undetermined" and now)


def _agrees(told: Told, measure: Plain, *, exact: bool) -> None:
    """What is told of a measure in one place. ``exact``: cells with numbers and days; others tell in words what matters."""
    funding, window, result = measure["funding"], measure["window"], measure["eligibility"]
    if told.result is not None:
        assert told.result == result, told
    if told.money is not None:
        hidden = not exact and result == "ineligible"
        assert told.money == ((None, None) if hidden else (funding["low"], funding["high"])), (told, funding)
    if told.days is not None:
        must = {window["closes"]} - {None} if exact or window["state"] in {"open", "closed", "upcoming"} else set()
        may = {window["opens"], window["closes"]} - {None}
        assert must <= told.days <= may, (told, window)
        assert told.days_left == window["days_left"] or (told.days_left, window["days_left"]) == (None, 0), (told, window)


def _same_totals(read: Mapping[str, int | None], totals: Plain) -> None:
    """A figure for all undetermined measures stands there where it is another one only."""
    if totals["low"] is None or not totals["counted"]:
        assert not read.keys() & {"low", "high"}
    else:
        assert (read["low"], read["high"]) == (totals["low"], totals["high"])
    assert read.get("if_all_met", totals["high"]) == totals["if_all_met"]


@given(seed=st.integers(0, 10**6), as_of=st.sampled_from(DAYS), width=st.sampled_from(WIDTHS))
@settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_every_format_tells_what_the_json_tells(catalogue: Catalogue, seed: int, as_of: date, width: int) -> None:
    """A document takes longest to make and to read: it is in one of the languages."""
    random = Random(seed)
    (facts,) = partial_firms(catalogue.facts, random, 1)
    few = _with_only(random.sample(list(catalogue.measures), 12), catalogue)
    result = assess(few, Profile(facts=facts), as_of)
    plain = told_in_json(result)
    of_document = random.choice(LANGUAGES)
    for language in LANGUAGES:
        for format_ in READERS:
            if format_ != "docx" or language == of_document:
                agree(made(result, format_, language, width), plain, format_, language)


SHOWN = ("little-giant-award", "gd-manufacturing-loan-subsidy")
"""One that has a figure, and one that is open until a known day."""


def _with_measure(result: AssessmentResult, number: int, **changed: Any) -> AssessmentResult:
    measures = list(result.measures)
    measures[number] = replace(measures[number], **changed)
    return replace(result, measures=tuple(measures))


def _other_outcome(result: AssessmentResult) -> AssessmentResult:
    first, *rest = result.measures[0].criteria
    return _with_measure(result, 0, criteria=(replace(first, outcome="unknown"), *rest))


FAULTS: Mapping[str, Callable[[AssessmentResult], AssessmentResult]] = {
    "least": lambda of: _with_measure(of, 0, funding=replace(of.measures[0].funding, low=999_999)),
    "most": lambda of: _with_measure(of, 0, funding=replace(of.measures[0].funding, high=1_000_001)),
    "result": lambda of: _with_measure(of, 0, eligibility="eligible"),
    "last day": lambda of: _with_measure(of, 1, window=replace(of.measures[1].window, closes=date(2027, 12, 30))),
    "days left": lambda of: _with_measure(of, 1, window=replace(of.measures[1].window, days_left=1)),
    "outcome": _other_outcome,
    "least of all": lambda of: replace(of, totals=replace(of.totals, low=999_999)),
    "most of all": lambda of: replace(of, totals=replace(of.totals, high=1_000_001)),
    "all met": lambda of: replace(of, totals=replace(of.totals, if_all_met=1_000_001)),
}
NOT_TOLD = {("csv", "least of all"), ("csv", "most of all"), ("csv", "all met")} | {
    (name, "outcome") for name in ("csv", "markdown", "table")
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("format_", READERS)
def test_a_figure_that_differs_is_found(catalogue: Catalogue, format_: str, fault: str) -> None:
    """Else the test above could not fail."""
    profile = load_profile(DEMO, catalogue.facts)
    result = assess(_with_only(SHOWN, catalogue), profile, date(2026, 11, 29))
    plain = told_in_json(result)
    agree(made(result, format_, "en", 120), plain, format_, "en")
    if (format_, fault) not in NOT_TOLD:
        with pytest.raises(AssertionError):
            agree(made(FAULTS[fault](result), format_, "en", 120), plain, format_, "en")
