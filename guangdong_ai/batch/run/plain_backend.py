"""The work done row by row, in one go or in checkpoints that can be taken up again."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from guangdong_ai.batch.checkpoints.checkpoint import Part, Parts, summary_of_part
from guangdong_ai.batch.outcome import Counts, Run, added_counts
from guangdong_ai.batch.prepared_job import Progress, Work
from guangdong_ai.batch.read.applicant import Reject, Rejected, Row, rejects_of
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.read.table import open_table
from guangdong_ai.batch.summary import Summary, SummaryBuilder, added_summaries
from guangdong_ai.batch.write.formats import Cell
from guangdong_ai.batch.write.result_files import result_files


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


PROFILES_IN_A_PART = 200
"""Profiles are a file each: a part for every one would take longer than assessing it."""


class PlainWay:
    """Each table is a part for itself, profiles that follow one another are one together. See ``run.backend``."""

    name = "plain"

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make parts."""
        groups: list[list[Surveyed]] = []
        for surveyed in inputs:
            last = groups[-1] if groups else []
            is_profile = surveyed.file.format == "toml"
            if last and is_profile and last[0].file.format == "toml" and len(last) < PROFILES_IN_A_PART:
                last.append(surveyed)
            else:
                groups.append([surveyed])
        return groups

    def in_one_go(self, work: Work, progress: Progress) -> Run:
        """The whole run, without parts."""
        return run_plain(work, progress)

    def part(self, parts: Parts, made_from: str, group: Sequence[Surveyed], work: Work, progress: Progress) -> Part:
        """Make a part, and finish it."""
        writer = parts.begin(made_from)
        try:
            counts, summary = assess_inputs(group, work, writer, progress)
            return parts.finish(made_from, writer, counts, summary)
        finally:
            writer.give_up()

    def together(self, parts: Parts, finished: Sequence[Part], work: Work) -> Run:
        """The result that the parts make."""
        with result_files(work.output, work.language, work.shaped.make_writer) as files:
            for part in finished:
                for reject in parts.rejects(part):
                    files.reject(reject)
                for cells in parts.rows(part):
                    files.write(cells)
        return Run(
            counts=added_counts([part.counts for part in finished]),
            summary=added_summaries((summary_of_part(part) for part in finished), work.catalogue),
            faults=files.faults,
        )
