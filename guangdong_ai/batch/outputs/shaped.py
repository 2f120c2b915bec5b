"""From assessed applicants to the rows of a result in one of the shapes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from guangdong_ai.assessment.assess import assess, assessor
from guangdong_ai.assessment.result import Assessment, MeasureResult, Totals
from guangdong_ai.assessment.stacking import total
from guangdong_ai.batch.applicant import Applicant
from guangdong_ai.batch.outputs.column import Cell, OutputColumn
from guangdong_ai.batch.outputs.long import long_columns, long_rows
from guangdong_ai.batch.outputs.output_format import OutputFormat
from guangdong_ai.batch.outputs.row_writer import RowWriter, row_writer
from guangdong_ai.batch.outputs.shape import Shape
from guangdong_ai.batch.outputs.wide import wide_columns, wide_row
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.record import record
from guangdong_ai.text import Text

AssessmentLine = Callable[[Applicant, Assessment], str]
"""A whole assessment as one line of JSON, without the line feed."""

Assessed = tuple[Sequence[MeasureResult], Totals, Iterable[Sequence[Cell]]]
"""The measures of one applicant, the totals, and the rows of the result."""


@record
class ShapedResult:
    """A result to write: ``columns`` of its rows, and what makes an applicant's from it and its cells in the kept columns."""

    columns: tuple[OutputColumn, ...]
    make_writer: Callable[[Path], RowWriter]
    assess: Callable[[Applicant, Sequence[str]], Assessed]


def shaped_result(
    shape: Shape, format_: OutputFormat, catalogue: Catalogue, as_of: date, kept: Sequence[str], assessment_line: AssessmentLine
) -> ShapedResult:
    """The result in that shape. Whole assessments are lines of JSON, their kept columns inside them.

    Raises Refused when a kept column is called like one of the result's.
    """
    measures = assessor(catalogue, as_of)

    def wide(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        results = measures(applicant.profile.facts)
        totals = total(results, catalogue, applicant.profile.facts)
        return results, totals, [tuple(wide_row(applicant, kept_cells, results, totals, with_amounts=shape == "wide"))]

    def long(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        results = measures(applicant.profile.facts)
        return results, total(results, catalogue, applicant.profile.facts), long_rows(applicant, kept_cells, results)

    def whole(applicant: Applicant, kept_cells: Sequence[str]) -> Assessed:
        del kept_cells
        assessment = assess(catalogue, applicant.profile, as_of)
        return assessment.measures, assessment.totals, [(assessment_line(applicant, assessment),)]

    if shape == "assessment":
        from guangdong_ai.batch.outputs.jsonl_writer import LineWriter

        return ShapedResult(columns=(OutputColumn("line", "text"),), make_writer=LineWriter, assess=whole)
    columns = long_columns(kept) if shape == "long" else wide_columns(catalogue, kept, with_amounts=shape == "wide")
    _refuse_collisions(kept, columns)
    return ShapedResult(
        columns=columns, make_writer=lambda path: row_writer(format_, path, columns), assess=long if shape == "long" else wide
    )


def _refuse_collisions(kept: Sequence[str], columns: Sequence[OutputColumn]) -> None:
    # Engines that read the result do not tell upper from lower case in the names of columns.
    ours = {column.name for column in (columns[0], *columns[1 + len(kept) :])}
    findings = []
    for position, name in enumerate(kept):
        folded = name.strip().casefold()
        if folded in ours:
            message = Text(
                f"要保留的列{quoted(name).zh}与结果中的列同名", f"the column {quoted(name).en} to keep is called like one of the result"
            )
            findings.append(Finding(message=message, hint=Text("请在表中改名，或不保留它", "rename it in the table, or do not keep it")))
        elif folded in {other.strip().casefold() for other in kept[:position]}:
            message = Text(f"要保留的列中有几列叫{quoted(name).zh}", f"several columns to keep are called {quoted(name).en}")
            findings.append(Finding(message=message, hint=Text("请在表中改名", "rename one of them in the table")))
    if findings:
        raise Refused(findings)
