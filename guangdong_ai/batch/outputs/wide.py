"""The wide shape: a row for each applicant, three columns for each measure, and the totals."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.batch.applicant import Applicant
from guangdong_ai.batch.outputs.column import Cell, OutputColumn
from guangdong_ai.catalogue.catalogue import Catalogue


def wide_columns(catalogue: Catalogue, kept: Sequence[str], *, with_amounts: bool = True) -> tuple[OutputColumn, ...]:
    """The id, the kept columns, then of each measure in the order of the catalogue its eligibility and the ends of its funding.

    ``with_amounts``: whether the shape is wide, or status, which has no columns for the funding of each measure. Amounts are whole yuan, nothing where none can be given. At the end the total and what it would be if all were met, and how many facts are missing.
    """
    of_measures = [
        OutputColumn(f"{measure}.{name}", "word" if name == "status" else "number")
        for measure in catalogue.measures
        for name in (("status", "low", "high") if with_amounts else ("status",))
    ]
    of_all = [OutputColumn(name, "number") for name in ("total.low", "total.high", "total.if_all_met", "missing")]
    return (OutputColumn("id", "text"), *(OutputColumn(name, "text") for name in kept), *of_measures, *of_all)


def wide_row(
    applicant: Applicant, kept: Sequence[str], results: Sequence[MeasureResult], totals: Totals, *, with_amounts: bool = True
) -> Iterator[Cell]:
    """The cells of one applicant. ``missing``: different facts on which the eligibility for some measure still depends."""
    yield applicant.id
    yield from kept
    for result in results:
        yield result.eligibility
        if with_amounts:
            yield result.funding.low
            yield result.funding.high
    yield totals.low
    yield totals.high
    yield totals.if_all_met
    yield len({fact for result in results for fact in result.missing})
