"""The long shape: a row for each applicant and measure."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.batch.applicant import Applicant
from guangdong_ai.batch.outputs.column import Cell, OutputColumn

_OF_A_MEASURE = (
    OutputColumn("measure", "word"),
    OutputColumn("status", "word"),
    OutputColumn("window", "word"),
    OutputColumn("opens", "day"),
    OutputColumn("closes", "day"),
    OutputColumn("funding", "word"),
    OutputColumn("low", "number"),
    OutputColumn("high", "number"),
)


def long_columns(kept: Sequence[str]) -> tuple[OutputColumn, ...]:
    """The id, the kept columns, then the measure with its eligibility, window, kind of funding, and amounts in whole yuan."""
    return (OutputColumn("id", "text"), *(OutputColumn(name, "text") for name in kept), *_OF_A_MEASURE)


def long_rows(applicant: Applicant, kept: Sequence[str], results: Sequence[MeasureResult]) -> Iterator[tuple[Cell, ...]]:
    """The rows of one applicant, every measure of the catalogue in its order."""
    for result in results:
        window, funding = result.window, result.funding
        yield (
            applicant.id,
            *kept,
            result.measure.id,
            result.eligibility,
            window.state,
            window.opens,
            window.closes,
            funding.kind,
            funding.low,
            funding.high,
        )
