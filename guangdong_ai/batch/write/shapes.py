"""From assessed applicants to the rows of a result, in each of its shapes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from guangdong_ai.assessment.assess import assess, assessor, assessor_of_profiles
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, Totals
from guangdong_ai.assessment.stacking import total
from guangdong_ai.batch.read.table import Applicant
from guangdong_ai.batch.write.result_formats import OutputColumn, OutputFormat, ResultCell, RowWriter, RunWriter, Shape, row_writer
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import quoted


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
) -> Iterator[ResultCell]:
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


def long_rows(applicant: Applicant, kept: Sequence[str], results: Sequence[MeasureResult]) -> Iterator[tuple[ResultCell, ...]]:
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


AssessmentLine = Callable[[Applicant, AssessmentResult], str]
"""A whole assessment as one line of JSON, without the line feed."""


class Portfolio(Protocol):
    """A workbook for people, as a layer above tells it: ``line`` is what it keeps of an applicant, with the cells of the kept columns."""

    def line(self, applicant: Applicant, kept: Sequence[str], assessment: AssessmentResult) -> str:
        """One line of text, from which the writer makes the applicant's part of the workbook."""

    def writer(self, path: Path) -> RunWriter:
        """The writer of the workbook."""


Assessed = tuple[Sequence[MeasureResult], Totals, Iterable[Sequence[ResultCell]]]
"""The measures of one applicant, the totals, and the rows of the result."""


Assess = Callable[[Applicant, Sequence[str]], Assessed]
"""Assesses an applicant; its cells in the kept columns come along."""


@record
class ShapedResult:
    """A result to write: ``columns`` of its rows, and what makes an applicant's from it and its cells in the kept columns."""

    columns: tuple[OutputColumn, ...]
    make_writer: Callable[[Path], RowWriter]
    assess: Assess


def shaped_result(
    shape: Shape,
    format_: OutputFormat,
    catalogue: Catalogue,
    as_of: date,
    kept: Sequence[str],
    assessment_line: AssessmentLine,
    record_text: str = "",
) -> ShapedResult:
    """The result in that shape; a portfolio is made by ``shaped_portfolio``. Whole assessments are lines of JSON, their kept columns inside them.

    ``record_text``: what it comes from, as JSON, where the format has a place for it.

    Raises Refused when a kept column is called like one of the result's.
    """
    measures = assessor(catalogue, as_of)

    def wide(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        results = measures(applicant.profile.facts)
        totals = total(results, catalogue, applicant.profile.facts, as_of)
        return results, totals, [tuple(wide_row(applicant, kept_cells, results, totals, with_amounts=shape == "wide"))]

    def long(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        results = measures(applicant.profile.facts)
        return results, total(results, catalogue, applicant.profile.facts, as_of), long_rows(applicant, kept_cells, results)

    def whole(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        del kept_cells
        assessment = assess(catalogue, applicant.profile, as_of)
        return assessment.measures, assessment.totals, [(assessment_line(applicant, assessment),)]

    if shape == "assessment":
        from guangdong_ai.batch.write.text_writers import LineWriter

        return ShapedResult(columns=(OutputColumn("line", "text"),), make_writer=LineWriter, assess=whole)
    columns = long_columns(kept) if shape == "long" else wide_columns(catalogue, kept, with_amounts=shape == "wide")
    _refuse_collisions(kept, columns)
    return ShapedResult(
        columns=columns, make_writer=lambda path: row_writer(format_, path, columns, record_text), assess=long if shape == "long" else wide
    )


def shaped_portfolio(portfolio: Portfolio, catalogue: Catalogue, as_of: date) -> ShapedResult:
    """The workbook for people: a line for each applicant, put together by its writer."""
    return ShapedResult(
        columns=(OutputColumn("line", "text"),), make_writer=portfolio.writer, assess=told_in_lines(catalogue, as_of, portfolio.line)
    )


def told_in_lines(catalogue: Catalogue, as_of: date, line: Callable[[Applicant, Sequence[str], AssessmentResult], str]) -> Assess:
    """An assessment whose rows are one line for each applicant; see ``assessor_of_profiles``."""
    assessed = assessor_of_profiles(catalogue, as_of)

    def assess_one(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        assessment = assessed(applicant.profile)
        return assessment.measures, assessment.totals, [(line(applicant, kept_cells, assessment),)]

    return assess_one


def _refuse_collisions(kept: Sequence[str], columns: Sequence[OutputColumn]) -> None:
    # Engines that read the result do not tell upper from lower case in the names of columns.
    ours = {column.name for column in (columns[0], *columns[1 + len(kept) :])}
    findings = []
    for position, name in enumerate(kept):
        folded = name.strip().casefold()
        if folded in ours:
            message = Text("要保留的列{}与结果中的列同名", "the column {} to keep has the name of a column of the result").format(
                quoted(name)
            )
            findings.append(Finding(message=message, hint=Text("请在表中改名，或不保留它", "rename it in the table, or do not keep it")))
        elif folded in {other.strip().casefold() for other in kept[:position]}:
            message = Text("要保留的列中有几列叫{}", "several columns to keep are called {}").format(quoted(name))
            findings.append(Finding(message=message, hint=Text("请在表中改名", "rename one of them in the table")))
    if findings:
        raise Refused(findings)
