"""The run that needs no engine: row by row, one input after the other."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from guangdong_ai.batch.applicant import Rejected, Row
from guangdong_ai.batch.inputs.read_rows import open_table
from guangdong_ai.batch.inputs.reading import Reading
from guangdong_ai.batch.outputs.column import Cell
from guangdong_ai.batch.outputs.result_files import result_files
from guangdong_ai.batch.outputs.shaped import ShapedResult
from guangdong_ai.batch.rejects import Reject, rejects_of
from guangdong_ai.batch.run import Counts, Run
from guangdong_ai.batch.summary import Summary
from guangdong_ai.batch.summary_builder import SummaryBuilder
from guangdong_ai.batch.survey import Survey, Surveyed
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.record import record
from guangdong_ai.text import Language

Progress = Callable[[int], None]
"""Is told how many more records are done."""


@record
class Work:
    """What is to be done: ``reading`` is that of the survey, ``language`` that of what is told to be wrong.

    Without ``with_summary`` an engine leaves out what only a summary needs; the summary then says how many applicants there are.
    """

    catalogue: Catalogue
    as_of: date
    survey: Survey
    reading: Reading
    shaped: ShapedResult
    output: Path
    language: Language
    with_summary: bool = True


class Sink(Protocol):
    """Takes what comes of the rows of an input."""

    def write(self, cells: Iterable[Cell]) -> None:
        """Add a row to the result."""

    def reject(self, reject: Reject) -> None:
        """Tell that something is wrong."""


def run_plain(work: Work, progress: Progress) -> Run:
    """Assess all inputs into one result. Raises Refused where an input turns out unreadable, OSError where the result cannot be written.

    An exception leaves the result, and the file with what is wrong, as they were.
    """
    with result_files(work.output, work.language, work.shaped.make_writer) as files:
        counts, summary = assess_inputs(work.survey.inputs, work, files, progress)
    return Run(counts=counts, summary=summary, faults=files.faults)


def assess_inputs(inputs: Sequence[Surveyed], work: Work, sink: Sink, progress: Progress) -> tuple[Counts, Summary]:
    """The rows of these inputs, one after the other: results and what is wrong go to ``sink``. Raises Refused."""
    builder = SummaryBuilder(work.catalogue, work.as_of)
    read = assessed = rejected = made_unknown = 0
    for surveyed in inputs:
        for row in _rows(surveyed, work):
            read += 1
            for reject in rejects_of(row):
                sink.reject(reject)
            if isinstance(row, Rejected):
                rejected += 1
            else:
                kept = [row.kept.get(header, "") if header is not None else "" for header in surveyed.kept]
                results, totals, cells = work.shaped.assess(row, kept)
                builder.add(row.profile.facts, results, totals)
                for one in cells:
                    sink.write(one)
                assessed += 1
                made_unknown += len(row.made_unknown)
            progress(1)
    return Counts(read=read, assessed=assessed, rejected=rejected, made_unknown=made_unknown), builder.summary()


def _rows(surveyed: Surveyed, work: Work) -> Iterable[Row]:
    table = work.survey.table
    return (table or open_table(surveyed.file, work.catalogue.facts, work.reading)).rows
