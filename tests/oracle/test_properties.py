"""What must hold of any catalogue and any profile, whichever evaluator is asked.

``known`` says less than ``more``: the same facts and some others. Whatever was settled stays settled, and every range only narrows.
There is one exception, and it is meant: ``first_known`` lets a figure that the applicant knows replace an estimate, and the figure may
lie outside the estimate. So ranges are compared where each ``first_known`` takes the same alternative before and after.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from .effort import SMALLER_EFFORT
from .engines import Engine, oracle_engine, package_engine
from .oracle import Catalogue, Facts, MeasureResult, Plain, Result, alternatives_taken, divides_by_zero, funding_amounts
from .strategies import FACTS, MADE_OF_OTHERS, SINGLE_FORMS, answers_to, catalogues, days, growing_profiles, profiles, without

Ends = tuple[int, int | None]
Readies = Callable[[Catalogue], Engine]

WITHOUT_FIRST_KNOWN = [form for form in (*SINGLE_FORMS, *MADE_OF_OTHERS) if form != "first_known"]

each_engine = pytest.mark.parametrize("ready", [oracle_engine, package_engine])


@st.composite
def growing(draw: DrawFn, forms: Sequence[str]) -> tuple[Catalogue, Facts, Facts, date]:
    """A catalogue, a profile, the same profile with more facts, and a day."""
    catalogue = draw(catalogues(forms=forms, known_calls=True))
    known, more = draw(growing_profiles(catalogue))
    return catalogue, known, more, draw(days(catalogue))


def lies_within(inner: Ends, outer: Ends) -> bool:
    """Whether a range lies inside another; None is open."""
    return outer[0] <= inner[0] and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def sums_narrow(before: Result, after: Result) -> bool:
    """Whether the whole range, with what is undetermined, narrows; that of the settled measures lies in it, and once there is a sum it stays."""
    if before.low is None:
        return True
    if after.low is None or not lies_within((after.low, after.high), (after.low, after.if_all_met)):
        return False
    return lies_within((after.low, after.if_all_met), (before.low, before.if_all_met))


def ends(result: MeasureResult) -> Ends:
    """The range of a measure."""
    return result.low, result.high


@each_engine
@SMALLER_EFFORT
@given(scene=growing((*SINGLE_FORMS, *MADE_OF_OTHERS)))
def test_what_is_settled_stays_settled(ready: Readies, scene: tuple[Catalogue, Facts, Facts, date]) -> None:
    catalogue, known, more, day = scene
    engine = ready(catalogue)
    before, after = engine(known, day), engine(more, day)
    for name, result in before.measures.items():
        if result.eligibility != "undetermined":
            assert after.measures[name].eligibility == result.eligibility
        for criterion, outcome in result.outcomes.items():
            assert outcome == "unknown" or after.measures[name].outcomes[criterion] == outcome
        assert (after.measures[name].window, after.measures[name].call) == (result.window, result.call)


@each_engine
@SMALLER_EFFORT
@given(scene=growing(WITHOUT_FIRST_KNOWN))
def test_ranges_narrow_with_more_facts(ready: Readies, scene: tuple[Catalogue, Facts, Facts, date]) -> None:
    catalogue, known, more, day = scene
    engine = ready(catalogue)
    before, after = engine(known, day), engine(more, day)
    for name, result in before.measures.items():
        assert lies_within(ends(after.measures[name]), ends(result)), name
    assert sums_narrow(before, after)


@each_engine
@SMALLER_EFFORT
@given(scene=growing((*SINGLE_FORMS, "smaller_of", "sum", "first_known", "first_known", "tiers")))
def test_ranges_narrow_while_first_known_takes_the_same_alternatives(ready: Readies, scene: tuple[Catalogue, Facts, Facts, date]) -> None:
    catalogue, known, more, day = scene
    engine = ready(catalogue)
    before, after = engine(known, day), engine(more, day)
    all_the_same = True
    for measure in catalogue.measures:
        amounts = funding_amounts(measure)
        same = [alternatives_taken(amount, catalogue, known) for amount in amounts] == [
            alternatives_taken(amount, catalogue, more) for amount in amounts
        ]
        all_the_same = all_the_same and same
        assert not same or lies_within(ends(after.measures[measure["id"]]), ends(before.measures[measure["id"]]))
    event(f"the same alternatives everywhere: {all_the_same}")
    assert not all_the_same or sums_narrow(before, after)


@st.composite
def assessed(draw: DrawFn) -> tuple[Catalogue, Facts, date]:
    """A catalogue, a profile and a day."""
    catalogue = draw(catalogues())
    return catalogue, draw(profiles(catalogue)), draw(days(catalogue))


@each_engine
@SMALLER_EFFORT
@given(scene=assessed(), data=st.data())
def test_order_never_matters(ready: Readies, scene: tuple[Catalogue, Facts, date], data: DataObject) -> None:
    catalogue, facts, day = scene

    def shuffled(plain: Any) -> Any:
        """The same with criteria, readings, and the parts of ``all`` and ``any`` in another order."""
        if isinstance(plain, Mapping):
            return {
                key: reordered(part) if key in ("criteria", "readings", "all", "any") else shuffled(part) for key, part in plain.items()
            }
        return [shuffled(part) for part in plain] if isinstance(plain, list) else plain

    def reordered(parts: list[Any]) -> list[Any]:
        return data.draw(st.permutations([shuffled(part) for part in parts]))

    measures: Sequence[Plain] = data.draw(st.permutations([shuffled(measure) for measure in catalogue.measures]))
    calls = [shuffled(call) for call in catalogue.calls]
    other = Catalogue(catalogue.facts, catalogue.documents, catalogue.tables, catalogue.stacking, calls, measures, catalogue.covers_until)
    assert ready(other)(facts, day) == ready(catalogue)(facts, day)


@each_engine
@SMALLER_EFFORT
@given(scene=assessed())
def test_missing_facts_are_facts_that_were_not_given_and_matter(ready: Readies, scene: tuple[Catalogue, Facts, date]) -> None:
    catalogue, facts, day = scene
    for result in ready(catalogue)(facts, day).measures.values():
        assert not (result.missing | result.funding_missing) & set(facts)
        assert result.missing <= set(catalogue.facts)
        assert not result.missing or result.eligibility == "undetermined"
        assert not result.funding_missing or (result.funded and result.eligibility != "ineligible")


@each_engine
@SMALLER_EFFORT
@given(scene=assessed())
def test_facts_that_are_not_missing_do_not_matter(ready: Readies, scene: tuple[Catalogue, Facts, date]) -> None:
    """Facts beyond those missing change nothing at all, as long as the missing ones stay unknown."""
    catalogue, facts, day = scene
    engine = ready(catalogue)
    known = without(facts, sorted(facts)[::2])
    before = engine(known, day)
    missing = {fact for result in before.measures.values() for fact in result.missing | result.funding_missing}
    for name, result in engine(without(facts, missing), day).measures.items():
        was = before.measures[name]
        assert (result.eligibility, result.low, result.high) == (was.eligibility, was.low, was.high), name


def stuck(measure: Plain, catalogue: Catalogue, call: str | None, facts: Facts) -> bool:
    """Whether a ratio in the criteria stays unknown because its denominator is known to be zero."""
    owners = [measure, *(one for one in catalogue.calls if one["id"] == call)]
    return any(divides_by_zero(criterion["when"], facts) for owner in owners for criterion in owner["criteria"] if "when" in criterion)


@each_engine
@SMALLER_EFFORT
@given(scene=assessed(), data=st.data())
def test_giving_what_is_missing_settles_everything(ready: Readies, scene: tuple[Catalogue, Facts, date], data: DataObject) -> None:
    catalogue, given_facts, day = scene
    facts, engine, answers = dict(given_facts), ready(catalogue), answers_to(catalogue)
    for _ in range(len(catalogue.facts) + 1):
        results = engine(facts, day).measures
        for measure in catalogue.measures:
            result = results[measure["id"]]
            assert result.eligibility != "undetermined" or result.missing or stuck(measure, catalogue, result.call, facts)
        missing = sorted({fact for result in results.values() for fact in result.missing | result.funding_missing})
        if not missing:
            return
        fact = data.draw(st.sampled_from(missing))
        facts[fact] = data.draw(answers[fact])
    pytest.fail("facts are still missing after every fact was given")


@each_engine
@SMALLER_EFFORT
@given(scene=assessed())
def test_an_empty_profile_settles_no_measure_with_conditions(ready: Readies, scene: tuple[Catalogue, Facts, date]) -> None:
    """With one comparison a condition cannot be settled by nothing: every criterion with ``when`` is unknown."""
    catalogue, _, day = scene
    results = ready(catalogue)({}, day).measures
    for measure in catalogue.measures:
        result = results[measure["id"]]
        assert result.eligibility in ("undetermined", "conditional")
        assert result.eligibility == "undetermined" or all("when" not in criterion for criterion in measure["criteria"])


@each_engine
def test_first_known_is_the_one_exception(ready: Readies) -> None:
    """A figure that the applicant knows beats the estimate, also when it lies outside it."""
    funding = {"kind": "cash", "award": "formula", "amount": {"first_known": [{"fact": "firm.award"}, 100]}}
    measure = {
        "id": "one",
        "document": "main",
        "criteria": [{"id": "one-listed", "when": {"fact": "firm.listed", "is": True}}],
        "funding": funding,
    }
    catalogue = Catalogue(facts=FACTS, documents={"main": {}}, tables={}, stacking={}, calls=[], measures=[measure])
    engine = ready(catalogue)
    before = engine({"firm.listed": True}, date(2026, 3, 1)).measures["one"]
    after = engine({"firm.listed": True, "firm.award": Decimal(500)}, date(2026, 3, 1)).measures["one"]
    assert (ends(before), ends(after)) == ((100, 100), (500, 500))
    assert before.funding_missing == {"firm.award"}
    assert not after.funding_missing
