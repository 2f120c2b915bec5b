"""A summary says what counting again, measure by measure, says; and it may be put together from parts."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.batch.summary import CriterionOf, Summary, SummaryBuilder, Sums, added_summaries, nobody
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.profile import Profile

DAY = date(2026, 3, 1)
NUMBERS = {
    "count": st.integers(0, 2_000),
    "money": st.integers(0, 10**8).map(Decimal),
    "share": st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    "year": st.sampled_from([0, *range(2020, 2028)]),
    "months": st.integers(0, 120),
    "date": st.dates(date(2021, 1, 1), date(2026, 12, 31)),
    "yes_no": st.booleans(),
    "text": st.just("x"),
}


def values(fact: Fact) -> st.SearchStrategy[Any]:
    ids = [choice.id for choice in fact.choices]
    if fact.kind == "choice":
        return st.sampled_from(ids)
    return st.frozensets(st.sampled_from(ids)) if fact.kind == "choices" else NUMBERS[fact.kind]


def assessments(catalogue: Catalogue) -> st.SearchStrategy[list[AssessmentResult]]:
    profiles = st.fixed_dictionaries({}, optional={fact.id: values(fact) for fact in catalogue.facts.values()})
    return st.lists(profiles.map(lambda facts: assess(catalogue, Profile(facts=facts), DAY)), max_size=6)


def may_change(fact: Fact, now: Any) -> bool:
    """Said another way than in the program: where the applicant is, with a year that is not settled and a day that is not over."""
    if fact.change in {"fixed", "relocation"}:
        return False
    if now is None or fact.kind not in ("year", "date"):
        return True
    return bool(now == 0 if fact.kind == "year" else now >= DAY)


def counted_again(several: list[AssessmentResult], catalogue: Catalogue) -> dict[str, Any]:
    found: dict[str, Any] = {
        "missing": Counter(),
        "obstacles": Counter(),
        "eligibility": Counter(),
        "low": Counter(),
        "high": Counter(),
        "if_all_met": Counter(),
    }
    for assessment in several:
        found["missing"].update({fact for result in assessment.measures for fact in result.missing})
        for result in assessment.measures:
            name = result.measure.id
            found["eligibility"][name, result.eligibility] += 1
            found["low"][name] += result.funding.low or 0
            found["if_all_met"][name] += result.funding.high or 0
            if result.eligibility in ("eligible", "conditional"):
                found["high"][name] += result.funding.high or 0
            outcomes = [item.outcome for item in result.criteria]
            if outcomes.count("not_met") == 1 and "unknown" not in outcomes:
                item = result.criteria[outcomes.index("not_met")]
                if any(may_change(catalogue.facts[fact], assessment.known.get(fact)) for fact in item.facts):
                    found["obstacles"][CriterionOf(name, item.call.id if item.call else None, item.criterion.id)] += 1
    return found


def summed(several: list[AssessmentResult], catalogue: Catalogue) -> Summary:
    builder = SummaryBuilder(catalogue, DAY)
    for assessment in several:
        builder.add(assessment.profile.facts, assessment.measures, assessment.totals)
    return builder.summary()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25, deadline=None)
@given(data=st.data())
def test_a_summary_is_what_counting_again_says(catalogue: Catalogue, data: st.DataObject) -> None:
    several = data.draw(assessments(catalogue))
    summary, again = summed(several, catalogue), counted_again(several, catalogue)
    assert summary.applicants == len(several)
    assert dict(summary.missing) == again["missing"]
    assert dict(summary.only_obstacle) == again["obstacles"]
    for name, of in summary.measures.items():
        for eligibility in ("eligible", "conditional", "undetermined", "ineligible"):
            assert getattr(of, eligibility) == again["eligibility"][name, eligibility]
        if of.sums is not None:
            sums = (of.sums.low, of.sums.high, of.sums.if_all_met)
            assert sums == (again["low"][name], again["high"][name], again["if_all_met"][name])
    given = [assessment.totals for assessment in several if assessment.totals.low is not None]
    assert summary.without_sum == len(several) - len(given)
    assert summary.sums == Sums(
        low=sum(totals.low or 0 for totals in given),
        high=sum(totals.high or 0 for totals in given),
        without_upper=sum(totals.high is None for totals in given),
        if_all_met=sum(totals.if_all_met or 0 for totals in given),
        if_all_met_without_upper=sum(totals.if_all_met is None for totals in given),
    )
    assert list(summary.missing) == [fact for fact in catalogue.facts if fact in summary.missing]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15, deadline=None)
@given(data=st.data())
def test_the_summaries_of_parts_make_that_of_the_whole(catalogue: Catalogue, data: st.DataObject) -> None:
    one, other = data.draw(assessments(catalogue)), data.draw(assessments(catalogue))
    added = added_summaries([summed(one, catalogue), summed(other, catalogue)], catalogue)
    whole = summed([*one, *other], catalogue)
    assert added == whole
    assert list(added.missing) == list(whole.missing)
    assert list(added.only_obstacle) == list(whole.only_obstacle)


def test_nobody_is_the_sum_of_nothing(catalogue: Catalogue) -> None:
    assert summed([], catalogue) == nobody(catalogue) == added_summaries([], catalogue)
