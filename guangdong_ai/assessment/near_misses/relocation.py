"""What moving to another place would do to all measures: which become available there, and which are lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from guangdong_ai.assessment.assess import assessor
from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.near_misses.find import NearMiss
from guangdong_ai.assessment.near_misses.options import Option
from guangdong_ai.assessment.near_misses.ways import Requirement
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, Totals
from guangdong_ai.assessment.stacking import combined
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.value import Facts, Value

_MOST_PLACES = 4
"""Where so many places would do, each is told; of more ("anywhere but here") one that is told anyway, or else the nearest."""

MOST_LOOKED_AT = 40
"""So many places are looked at, more than Guangdong has cities: each takes an assessment. Of more it is said how many are left."""

Location = Mapping[str, Value]
"""Where the applicant would be: the facts of the class ``relocation``, by their ids, with other answers."""


@record
class Relocation:
    """An applicant at another place, with otherwise the same answers.

    ``opened``: measures that are ineligible or undetermined now and would be better, as they would be there. ``lost``: measures that are not
    ineligible now and would be, as they are here. ``further``: measures that would still be ineligible but that other changes would open there.
    ``eased``: measures that would still be undetermined, with another option. All without measures whose document has expired. ``options``: what
    they require there besides the place. ``may_bring`` and ``loses``: the totals of the opened and of the lost ones.
    """

    place: Location
    opened: tuple[MeasureResult, ...]
    lost: tuple[MeasureResult, ...]
    further: tuple[MeasureResult, ...]
    eased: tuple[MeasureResult, ...]
    options: Mapping[str, tuple[Option, ...]]
    may_bring: Totals
    loses: Totals


def relocations(misses: Sequence[NearMiss], assessment: AssessmentResult) -> tuple[Relocation, ...]:
    """The places that would open a measure, alone or with other changes, those whose measures may bring the most first.

    At most MOST_LOOKED_AT; ``places_left`` says how many more there are.
    """
    assess_at = assessor(assessment.catalogue, assessment.as_of)
    found = [_relocation(place, misses, assessment, assess_at) for place in _places(misses)[:MOST_LOOKED_AT]]
    return tuple(sorted(found, key=lambda relocation: -_money(relocation.may_bring)))


def places_left(misses: Sequence[NearMiss]) -> int:
    """The number of places that would open a measure and were not examined."""
    return max(len(_places(misses)) - MOST_LOOKED_AT, 0)


def _relocation(
    place: Location, misses: Sequence[NearMiss], assessment: AssessmentResult, assess_at: Callable[[Facts], tuple[MeasureResult, ...]]
) -> Relocation:
    answers = {**assessment.profile.facts, **place}
    pairs = [(now, then) for now, then in zip(assessment.measures, assess_at(answers), strict=True) if not now.window.over]
    options = {miss.measure.id: tuple(_options(miss, place)) for miss in misses}
    opened = tuple(then for now, then in pairs if _is_opened(now, then, assessment))
    lost = tuple(now for now, then in pairs if now.eligibility != "ineligible" and then.eligibility == "ineligible")
    return Relocation(
        place=place,
        opened=opened,
        lost=lost,
        further=tuple(then for _, then in pairs if then.eligibility == "ineligible" and options.get(then.measure.id)),
        eased=tuple(then for now, then in pairs if now.eligibility == then.eligibility == "undetermined" and options.get(then.measure.id)),
        options=options,
        may_bring=combined(opened, assessment.catalogue, answers, assessment.as_of),
        loses=combined(lost, assessment.catalogue, assessment.profile.facts, assessment.as_of),
    )


def _is_opened(now: MeasureResult, then: MeasureResult, assessment: AssessmentResult) -> bool:
    """Whether the place alone makes it better; not if that depends on another fact of the place (in Guangdong, but in which city?)."""
    if now.eligibility == "undetermined":
        return then.eligibility in PASSED
    is_settled = not any(_is_place(assessment.catalogue.facts[fact]) for fact in then.missing)
    return now.eligibility == "ineligible" and then.eligibility != "ineligible" and is_settled


def _is_place(fact: Fact) -> bool:
    return fact.change == "relocation"


def _money(totals: Totals) -> float:
    return float("inf") if totals.if_all_met is None else totals.if_all_met


def _places(misses: Sequence[NearMiss]) -> list[Location]:
    """Each place once, in the order in which options require them; narrow requirements before wide ones."""
    asked = [_of_place(option) for miss in misses for option in miss.options if option.relocates]
    found: list[Location] = []
    for requirements in sorted(asked, key=_is_wide):
        if _is_wide(requirements):
            if any(_fits(requirements, place) for place in found):
                continue
            found.append({one.fact.id: one.target for one in requirements})
        else:
            facts = [one.fact.id for one in requirements]
            several = (dict(zip(facts, values, strict=True)) for values in product(*map(_values, requirements)))
            found += [place for place in several if place not in found]
    return found


def _is_wide(requirements: Iterable[Requirement]) -> bool:
    return prod(len(_values(one)) for one in requirements) > _MOST_PLACES


def _of_place(option: Option) -> tuple[Requirement, ...]:
    return tuple(requirement for requirement in option.requirements if _is_place(requirement.fact))


def _values(requirement: Requirement) -> tuple[Value, ...]:
    accepted = requirement.accepted
    if isinstance(accepted, Discrete) and accepted.among:
        return tuple(sorted(accepted.among, key=lambda value: (value != requirement.target, str(value))))
    return (requirement.target,)


def _fits(requirements: Iterable[Requirement], place: Location) -> bool:
    """Whether the place meets all requirements on it."""
    return all(one.fact.id in place and one.accepted.has(place[one.fact.id]) for one in requirements)


def _options(miss: NearMiss, place: Location) -> Iterator[Option]:
    """The options that require another place and that this one satisfies."""
    return (option for option in miss.options if option.relocates and _fits(_of_place(option), place))
