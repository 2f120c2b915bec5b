"""What the catalogue says of the provincial measures on the day, the facts that they read, and the columns of a result."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from batch_peers.provincial_measures import AS_OF, MEASURES
from guangdong_ai.assessment.window import window_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.rules.amount import Amount, facts_of_amount
from guangdong_ai.rules.condition import facts_of

RESULT_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string()),
        *(
            field
            for measure in MEASURES
            for field in (
                pa.field(f"{measure}.status", pa.string()),
                pa.field(f"{measure}.low", pa.int64()),
                pa.field(f"{measure}.high", pa.int64()),
            )
        ),
        pa.field("total.low", pa.int64()),
        pa.field("total.if_all_met", pa.int64()),
    ]
)
"""The columns that every peer gives, ``id`` first. Both amounts are null where a measure has none, ``high`` where it has no upper figure."""

MISSING = "missing"
"""The column with the number of missing facts, which our result has, and the peers that come close to it in speed; others are let off."""


def criteria_of(measure: Measure, catalogue: Catalogue) -> tuple[Criterion, ...]:
    """The measure's own criteria and those of the call that counts on AS_OF."""
    call = window_of(measure, catalogue, AS_OF).call
    return measure.criteria if call is None else (*measure.criteria, *call.criteria)


def amounts_of(measure: Measure) -> tuple[Amount, ...]:
    """The amount of the measure in each reading of the text; () for one without."""
    readings = tuple(reading.amount for reading in measure.funding.readings)
    return readings if measure.funding.amount is None else (*readings, measure.funding.amount)


def facts_read(catalogue: Catalogue) -> Sequence[Fact]:
    """The facts that criteria and amounts of the measures look at on AS_OF, in the order of the catalogue: the columns of the data."""
    read = set(_facts_read(catalogue))
    return [fact for fact in catalogue.facts.values() if fact.id in read]


def candidates(catalogue: Catalogue) -> tuple[str, ...]:
    """WITH_MONEY, as the catalogue has it. The peers written by hand rely on that: a check compares both."""
    measures = (catalogue.measures[name] for name in MEASURES)
    return tuple(measure.id for measure in measures if measure.funding.is_grant and window_of(measure, catalogue, AS_OF).state != "closed")


def _facts_read(catalogue: Catalogue) -> Iterator[str]:
    for name in MEASURES:
        measure = catalogue.measures[name]
        for criterion in criteria_of(measure, catalogue):
            yield from () if criterion.when is None else facts_of(criterion.when)
        for amount in amounts_of(measure):
            yield from facts_of_amount(amount, catalogue.tables)
