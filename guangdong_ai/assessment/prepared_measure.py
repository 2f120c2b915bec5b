"""A measure on one day: what is the same for every applicant. The evaluator and the compiled rules begin with it."""

from collections.abc import Sequence
from datetime import date

from guangdong_ai.assessment.window import Window, window_of
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import DerivedFacts, amount_with_parts, with_parts
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
    """The measure as it stands on ``as_of``: its own criteria, then those of the relevant call."""
    window = window_of(measure, catalogue, as_of)
    call = window.call
    own = _on_day(measure.criteria, catalogue.derived, as_of)
    of_call = [] if call is None else [(criterion, call) for criterion in _on_day(call.criteria, catalogue.derived, as_of)]
    return PreparedMeasure(
        measure=measure,
        window=window,
        criteria=(*((criterion, None) for criterion in own), *of_call),
        funding=_funding_on_day(measure.funding, catalogue.derived, as_of),
    )


def _on_day(criteria: Sequence[Criterion], derived: DerivedFacts, as_of: date) -> Sequence[Criterion]:
    if not derived:
        return criteria
    return [
        criterion if criterion.when is None else replace(criterion, when=with_parts(criterion.when, derived, as_of))
        for criterion in criteria
    ]


def _funding_on_day(funding: Funding, derived: DerivedFacts, as_of: date) -> Funding:
    if not derived or not funding.has_amount:
        return funding
    amount = None if funding.amount is None else amount_with_parts(funding.amount, derived, as_of)
    readings = tuple(replace(reading, amount=amount_with_parts(reading.amount, derived, as_of)) for reading in funding.readings)
    return replace(funding, amount=amount, readings=readings)
