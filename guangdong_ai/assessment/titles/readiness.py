"""How ready an applicant is for each title: what it lacks, by how much, what the title would open, and what that may bring."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from guangdong_ai.assessment.assess import assess_titles, result_with
from guangdong_ai.assessment.criteria import CriterionResult, judge_again
from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.near_misses.options import Option, contradicts_answers, option
from guangdong_ai.assessment.near_misses.search_space import search_space
from guangdong_ai.assessment.near_misses.targets import allowed_values
from guangdong_ai.assessment.near_misses.ways import Requirement, WaysToMeet
from guangdong_ai.assessment.prepared_measure import prepared_measure
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, Totals
from guangdong_ai.assessment.stacking import combined
from guangdong_ai.assessment.titles.prospect import Prospect, all_that_it_gives, gives, is_held, prospect_of
from guangdong_ai.assessment.window import past_calls
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.derived_value import worked_out
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.funding import Funding
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules.condition import Condition, Derived, facts_of
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget, GaveUpError
from guangdong_ai.rules.domains.intervals import Intervals
from guangdong_ai.rules.evaluate import Outcome
from guangdong_ai.rules.value import Facts, Value

_MOST_WORK = 5_000
"""What may be done for one criterion: a hundredth of a second. A criterion that takes more is told without the changes that would meet it."""


@record
class Shortfall:
    """A criterion that fails, and the easiest changes that would meet it, with ``ties`` between them; none where nothing was found.

    ``worked_out``: the derived facts that fail in it, each with what it is now (2.6 % of R&D).
    """

    criterion: CriterionResult
    changes: tuple[Requirement, ...]
    ties: tuple[Condition, ...] = ()
    worked_out: tuple[tuple[Fact, Decimal], ...] = ()

    @property
    def relocates(self) -> bool:
        """Whether it takes another place: nobody is advised to move for a title, and nothing is said of what it would open there."""
        return any(change.effort == "relocation" for change in self.changes)


@record
class Opened:
    """A measure, or another title, of which the title would meet a criterion: ``result`` as it would be then.

    ``too_late``: it would, had the title been won earlier; by the first day on which it can be had now the time is over. ``won_by``: the last
    year (or day) that counts, where not all that are possible do: whether the title can be had by then, nobody has published.
    """

    result: MeasureResult
    too_late: bool = False
    won_by: Value | None = None

    @property
    def may_be_had(self) -> bool:
        """Whether nothing fails then."""
        return not self.too_late and self.result.eligibility != "ineligible"


@record
class TitleReadiness:
    """A title for an applicant. ``holds`` None: not known. ``prospect`` None: it cannot be won (any more), or the applicant has it.

    ``shortfalls``, ``opens``, ``closes`` (measures that it would make ineligible) are for who does not have it. ``worth``: what the opened measures
    may bring together once the title is had, by the stacking rules; it is in no total of the assessment. ``last_call``: the latest round that
    lies behind.
    """

    result: MeasureResult
    holds: bool | None
    prospect: Prospect | None
    shortfalls: tuple[Shortfall, ...]
    opens: tuple[Opened, ...]
    closes: tuple[Measure, ...]
    worth: Totals
    last_call: Call | None

    @property
    def title(self) -> Measure:
        """The title itself."""
        return self.result.measure

    @property
    def fact(self) -> str | None:
        """The fact that the title gives an answer to; None where the catalogue names none."""
        of_fact = gives(self.title)
        return None if of_fact is None else of_fact.fact

    @property
    def is_a_goal(self) -> bool:
        """Whether the applicant can win it."""
        return self.prospect is not None and all(one.changes and not one.relocates for one in self.shortfalls)

    def with_outcome(self, outcome: str) -> tuple[CriterionResult, ...]:
        """The criteria with this outcome, in their order."""
        return tuple(item for item in self.result.criteria if item.outcome == outcome)


def title_readiness(assessment: AssessmentResult) -> tuple[TitleReadiness, ...]:
    """Every title of the catalogue, in its order."""
    return _Readiness(assessment).of_all() if assessment.catalogue.titles else ()


def readiness_of(title: Measure, assessment: AssessmentResult) -> TitleReadiness:
    """One title."""
    return next(one for one in title_readiness(assessment) if one.title.id == title.id)


def titles_that_open(measure: Measure, assessment: AssessmentResult) -> tuple[TitleReadiness, ...]:
    """The titles that would meet a criterion of the measure, or would have, had they been won in time. Each opens this measure only."""
    found = []
    for one in title_readiness(assessment):
        opens = tuple(opened for opened in one.opens if opened.result.id == measure.id)
        if opens:
            found.append(replace(one, opens=opens, closes=(), worth=_NO_SUM))
    return tuple(found)


def nearest_titles(titles: Sequence[TitleReadiness]) -> tuple[TitleReadiness, ...]:
    """The titles that the applicant can win, those first of which the fewest criteria fail or are unknown; of equal ones the fewest that fail."""

    def distance(one: TitleReadiness) -> tuple[int, int]:
        fail = len(one.shortfalls)
        return fail + len(one.with_outcome("unknown")), fail

    return tuple(sorted((one for one in titles if one.is_a_goal), key=distance))


_OPEN = ("not_met", "unknown")


class _Readiness:
    """The readiness of one applicant: what is the same for all titles is found out once."""

    def __init__(self, assessment: AssessmentResult) -> None:
        self._assessment, self._catalogue, self._as_of = assessment, assessment.catalogue, assessment.as_of
        self._given, self._known = assessment.profile.facts, assessment.known
        self._titles = assess_titles(self._catalogue, self._known, self._as_of)
        self._space = search_space(assessment)
        self._ways = WaysToMeet(self._space)
        self._results = [result for result in (*assessment.measures, *self._titles) if not result.window.over]
        self._reading = _criteria_that_read(self._catalogue, self._as_of)

    def of_all(self) -> tuple[TitleReadiness, ...]:
        return tuple(map(self._of, self._titles))

    def _of(self, result: MeasureResult) -> TitleReadiness:
        title = result.measure
        holds = is_held(title, self._catalogue, self._known)
        prospect = prospect_of(title, result.window, self._catalogue, self._known, self._as_of)
        shortfalls = () if holds else tuple(self._shortfalls(result))
        met = _all_changes(shortfalls)
        opens, closes = ((), ()) if prospect is None else self._then(title, prospect, met)
        answers = self._given if prospect is None else {**self._given, **met, prospect.fact: prospect.first}
        support = [one.result for one in opens if one.may_be_had and one.result.measure.kind == "support"]
        return TitleReadiness(
            result=result,
            holds=holds,
            prospect=prospect,
            shortfalls=shortfalls,
            opens=opens,
            closes=closes,
            worth=self._worth(support, answers),
            last_call=next(iter(past_calls(title, self._catalogue, self._as_of)), None),
        )

    def _worth(self, support: Sequence[MeasureResult], answers: Facts) -> Totals:
        """No sum where too little is known of the applicant for one."""
        if not self._assessment.totals.is_given:
            return _NO_SUM
        return combined(support, self._catalogue, answers, self._as_of) if support else _NO_SUPPORT

    def _shortfalls(self, result: MeasureResult) -> Iterator[Shortfall]:
        for item in result.criteria:
            if item.outcome == "not_met" and item.criterion.when is not None:
                easiest = self._easiest(item.criterion.when, result)
                changes, ties = ((), ()) if easiest is None else (easiest.requirements, easiest.ties)
                yield Shortfall(criterion=item, changes=changes, ties=ties, worked_out=tuple(self._worked_out(item.evaluated)))

    def _worked_out(self, outcome: Outcome | None) -> Iterator[tuple[Fact, Decimal]]:
        """The derived numbers whose comparisons fail and make the criterion fail, each once."""
        found: dict[str, Decimal] = {}
        pending = [] if outcome is None else [outcome]
        while pending:
            one = pending.pop(0)
            if isinstance(one.condition, Derived):
                fact = one.condition.given.fact
                value = None if fact in self._known else worked_out(self._catalogue.derived[fact], self._known)
                if value is not None:
                    found.setdefault(fact, value)
            elif one.truth is False:
                pending += [part for part in one.parts if part.truth is False]
        return ((self._catalogue.facts[fact], value) for fact, value in found.items())

    def _easiest(self, condition: Condition, result: MeasureResult) -> Option | None:
        """The changes of the least effort that meet the condition; of equal ones those that make the least of the applicant smaller."""
        budget = Budget(_MOST_WORK)
        try:
            found = self._ways.of((condition,), budget, budget).found
            options = [option((one,), result, self._assessment, self._space) for one in found]
        except (GaveUpError, RecursionError):
            return None
        possible = [one for one in options if one.requirements and not contradicts_answers(one, self._assessment, self._space)]
        return min(possible, key=lambda one: (one.effort, _lowered(one)), default=None)

    def _then(self, title: Measure, prospect: Prospect, met: Facts) -> tuple[tuple[Opened, ...], tuple[Measure, ...]]:
        """What having the title would open, and what it would make ineligible. Titles that the applicant has are left out.

        Who has the title has met its criteria: ``met``, the changes that this takes, are taken to be made, and what they do by themselves is
        not counted.
        """
        without = self._catalogue.known({**self._given, **met}) if met else self._known
        then = self._catalogue.known({**self._given, **met, prospect.fact: prospect.first})
        concerned: dict[int, set[int]] = {}
        for fact in [fact for fact in _changed(without, then) if fact in then]:
            for place, number in self._reading.get(fact, ()):
                concerned.setdefault(place, set()).add(number)
        made, gained = _changed(self._known, without), _changed(self._known, then)
        opens: list[Opened] = []
        closes: list[Measure] = []
        for place, numbers in sorted(concerned.items()):
            now = self._results[place]
            if now.measure.id == title.id or (now.measure.kind == "title" and is_held(now.measure, self._catalogue, then)):
                continue
            eligibility, judged = judge_again(now.criteria, then, gained)
            before, judged_before = judge_again(now.criteria, without, made) if met else (now.eligibility, now.criteria)
            pairs = [(judged_before[number], judged[number]) for number in sorted(numbers)]
            too_late = any(self._comes_too_late(title, after, prospect, then) for _, after in pairs)
            if too_late or any(one.outcome in _OPEN and other.outcome not in _OPEN for one, other in pairs):
                if eligibility == "ineligible":  # told without working out an amount
                    result = replace(now, eligibility=eligibility, criteria=judged, missing=(), funding=_nothing(now.measure.funding))
                else:
                    prepared = prepared_measure(now.measure, self._catalogue, self._as_of)
                    result = result_with(prepared, (eligibility, judged), then, self._catalogue, self._as_of)
                won_by = None if too_late else self._last_that_counts([after for _, after in pairs], prospect, then)
                opens.append(Opened(result=_not_certain(result, won_by), too_late=too_late, won_by=won_by))
            elif eligibility == "ineligible" and before != "ineligible":
                closes.append(now.measure)
        return tuple(opens), tuple(closes)

    def _comes_too_late(self, title: Measure, item: CriterionResult, prospect: Prospect, then: Facts) -> bool:
        """Whether the criterion fails with the first value that the title can give now, and not with an earlier one."""
        if item.outcome != "not_met":
            return False
        accepted = self._accepted(item, prospect.fact, then)
        return accepted is not None and not accepted.meet(all_that_it_gives(title, self._catalogue)).is_empty(Budget(_MOST_WORK))

    def _last_that_counts(self, items: Sequence[CriterionResult], prospect: Prospect, then: Facts) -> Value | None:
        """The last year (or day) with which all these criteria are met, where a later one is possible and would not do."""
        counts: Domain = prospect.possible
        if not isinstance(counts, Intervals):
            return None
        for item in items:
            accepted = None if item.outcome in _OPEN else self._accepted(item, prospect.fact, then)
            counts = counts if accepted is None else counts.meet(accepted)
        if counts == prospect.possible or not isinstance(counts, Intervals):
            return None
        step = counts.line.step_of(prospect.first)
        return next((counts.line.from_steps(last) for first, last in counts.intervals if first <= step <= last), None)

    def _accepted(self, item: CriterionResult, fact: str, facts: Facts) -> Domain | None:
        """The values of the fact that meet the criterion, the others as they are; None where all or none do, or that is not found out."""
        if item.criterion.when is None or fact not in item.facts:
            return None
        try:
            constraint = self._space.constraint(item.criterion.when)
            allowed = allowed_values(constraint, fact, facts, Budget(_MOST_WORK))
        except (GaveUpError, RecursionError):
            return None
        return None if isinstance(allowed, bool) else allowed


@lru_cache(maxsize=4)
def _criteria_that_read(catalogue: Catalogue, as_of: date) -> Mapping[str, Sequence[tuple[int, int]]]:
    """For each fact the criteria that read it: which of the measures and titles whose window is not over, and which of its criteria."""
    found: dict[str, list[tuple[int, int]]] = {}
    all_prepared = (prepared_measure(one, catalogue, as_of) for one in catalogue.with_titles.values())
    for place, prepared in enumerate(one for one in all_prepared if not one.window.over):
        for number, (criterion, _) in enumerate(prepared.criteria):
            for fact in () if criterion.when is None else facts_of(criterion.when):
                found.setdefault(fact, []).append((place, number))
    return found


def _changed(before: Facts, after: Facts) -> list[str]:
    """The facts that are something else, or known at one of the two times only."""
    return [fact for fact in {**before, **after} if before.get(fact) != after.get(fact)]


def _all_changes(shortfalls: Sequence[Shortfall]) -> Facts:
    """The targets of all of them; of several for one fact one that the others accept, if there is one."""
    wanted: dict[str, list[Requirement]] = {}
    for shortfall in shortfalls:
        for change in () if shortfall.relocates else shortfall.changes:
            wanted.setdefault(change.fact.id, []).append(change)
    return {
        fact: next((one.target for one in several if all(other.accepted.has(one.target) for other in several)), several[-1].target)
        for fact, several in wanted.items()
    }


def _lowered(one: Option) -> int:
    """How many amounts it lowers: less revenue makes the share of R&D larger, but that is no advice to begin with."""
    return sum(
        change.now is not None
        and isinstance(change.accepted, Intervals)
        and change.accepted.line.step_of(change.target) < change.accepted.line.step_of(change.now)
        for change in one.requirements
    )


_NO_SUM = Totals(low=None, high=None, if_all_met=None, counted=(), left_out=())
_NO_SUPPORT = Totals(low=0, high=0, if_all_met=0, counted=(), left_out=())


def _nothing(funding: Funding) -> FundingEstimate:
    """What an ineligible applicant gets."""
    amount = 0 if funding.has_amount else None
    return FundingEstimate(kind=funding.kind, low=amount, high=amount)


def _not_certain(result: MeasureResult, won_by: Value | None) -> MeasureResult:
    """Where only a title that is won in time counts, the low end is 0."""
    if won_by is None or result.funding.low is None:
        return result
    return replace(result, funding=replace(result.funding, low=0))
