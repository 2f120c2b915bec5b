"""Criteria evaluated for an applicant, and the eligibility that follows."""

from collections.abc import Iterable, Sequence
from typing import Literal

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import facts_of
from guangdong_ai.rules.evaluate import Outcome, evaluate, missing
from guangdong_ai.rules.value import Facts

CriterionOutcome = Literal["met", "not_met", "unknown", "review"]
Eligibility = Literal["eligible", "conditional", "undetermined", "ineligible"]

PASSED: tuple[Eligibility, ...] = ("eligible", "conditional")
"""What a measure must be to count in the range of a total; an undetermined one only adds to what stands apart."""

_ELIGIBILITY: tuple[tuple[CriterionOutcome, Eligibility], ...] = (
    ("not_met", "ineligible"),
    ("unknown", "undetermined"),
    ("review", "conditional"),
    ("met", "eligible"),
)
"""From the strongest: a failed criterion wins over an unknown one, and both over what people judge."""


@record
class CriterionResult:
    """One criterion for one applicant. ``decisive``: the eligibility follows from this criterion.

    ``call``: the call that the criterion belongs to, None for the measure's own. ``facts``: those that it reads, in order of appearance;
    ``missing``: unknown ones that can still change the outcome.
    """

    criterion: Criterion
    call: Call | None
    outcome: CriterionOutcome
    decisive: bool
    evaluated: Outcome | None
    missing: tuple[str, ...]
    facts: tuple[str, ...]


_Judged = tuple[Criterion, Call | None, Outcome | None, CriterionOutcome, tuple[str, ...], tuple[str, ...]]


def judge(criteria: Sequence[tuple[Criterion, Call | None]], facts: Facts) -> tuple[Eligibility, tuple[CriterionResult, ...]]:
    """The eligibility, and each criterion with its outcome, in the order given. Eligible without criteria."""
    return _decided([_judged(criterion, call, facts) for criterion, call in criteria])


def judge_again(
    results: Sequence[CriterionResult], facts: Facts, changed: Iterable[str]
) -> tuple[Eligibility, tuple[CriterionResult, ...]]:
    """The same for the criteria of these results; ``changed``: the facts that are not what they were."""
    touched = frozenset(changed)
    return _decided(
        [
            (one.criterion, one.call, one.evaluated, one.outcome, one.missing, one.facts)
            if touched.isdisjoint(one.facts)
            else _judged(one.criterion, one.call, facts)
            for one in results
        ]
    )


def _judged(criterion: Criterion, call: Call | None, facts: Facts) -> _Judged:
    evaluated, outcome = _outcome(criterion, facts)
    if criterion.when is None or evaluated is None:
        return criterion, call, evaluated, outcome, (), ()
    return criterion, call, evaluated, outcome, missing(evaluated, facts), facts_of(criterion.when)


def _decided(judged: Sequence[_Judged]) -> tuple[Eligibility, tuple[CriterionResult, ...]]:
    outcomes = {one[3] for one in judged}
    deciding, eligibility = next((pair for pair in _ELIGIBILITY if pair[0] in outcomes), ("met", "eligible"))
    return eligibility, tuple(
        [
            CriterionResult(
                criterion=criterion,
                call=call,
                outcome=outcome,
                decisive=outcome == deciding,
                evaluated=evaluated,
                missing=lacking,
                facts=read,
            )
            for criterion, call, evaluated, outcome, lacking, read in judged
        ]
    )


def _outcome(criterion: Criterion, facts: Facts) -> tuple[Outcome | None, CriterionOutcome]:
    evaluated = None if criterion.when is None else evaluate(criterion.when, facts)
    truth = True if evaluated is None else evaluated.truth
    if truth is None:
        return evaluated, "unknown"
    if not truth:
        return evaluated, "not_met"
    return evaluated, "met" if criterion.review is None else "review"
