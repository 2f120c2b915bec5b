"""A measure on one day: what is the same for every applicant. The evaluator and the compiled rules begin with it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from guangdong_ai.assessment.window import Window, window_of
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import WithParts
from guangdong_ai.catalogue.funding import Funding
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record, replace


@record
class PreparedMeasure:
    """The measure's window, all criteria that count on the day, each with the call that it belongs to, and its funding.

    In conditions and amounts each comparison of a derived fact says what it is of the parts (``with_parts``).
    """

    measure: Measure
    window: Window
    criteria: tuple[tuple[Criterion, Call | None], ...]
    funding: Funding


def prepared_measure(measure: Measure, catalogue: Catalogue, as_of: date) -> PreparedMeasure:
    """The measure as it stands on ``as_of``: its own criteria, then those of the relevant call. Whoever asks again gets the same record."""
    kept = _kept(catalogue, as_of)
    prepared = kept.get(measure.id)
    if prepared is None or prepared.measure is not measure:
        prepared = kept[measure.id] = _prepared(measure, catalogue, as_of)
    return prepared


@lru_cache(maxsize=4)
def _kept(_catalogue: Catalogue, _as_of: date) -> dict[str, PreparedMeasure]:
    """What has been prepared of a catalogue for a day."""
    return {}


def _prepared(measure: Measure, catalogue: Catalogue, as_of: date) -> PreparedMeasure:
    window = window_of(measure, catalogue, as_of)
    call = window.call
    parts = catalogue.parts_on(as_of)
    own = _on_day(measure.criteria, parts)
    of_call = [] if call is None else [(criterion, call) for criterion in _on_day(call.criteria, parts)]
    return PreparedMeasure(
        measure=measure,
        window=window,
        criteria=(*((criterion, None) for criterion in own), *of_call),
        funding=_funding_on_day(measure.funding, parts),
    )


def _on_day(criteria: Sequence[Criterion], parts: WithParts) -> Sequence[Criterion]:
    return [_criterion_on_day(criterion, parts) for criterion in criteria]


def _criterion_on_day(criterion: Criterion, parts: WithParts) -> Criterion:
    when = None if criterion.when is None else parts.condition(criterion.when)
    return criterion if when is criterion.when else replace(criterion, when=when)


def _funding_on_day(funding: Funding, parts: WithParts) -> Funding:
    if not funding.has_amount:
        return funding
    amount = None if funding.amount is None else parts.amount(funding.amount)
    if amount is funding.amount and not funding.readings:
        return funding
    readings = tuple(replace(reading, amount=parts.amount(reading.amount)) for reading in funding.readings)
    return replace(funding, amount=amount, readings=readings)
