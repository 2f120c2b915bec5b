"""The workbook of many applicants: a line for each while the run goes on, put together in the end."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.batch.job import Job
from guangdong_ai.batch.outcome import Counts
from guangdong_ai.batch.read.survey import Survey
from guangdong_ai.batch.read.table import Applicant, Reject, count_at_most
from guangdong_ai.batch.summary import Summary, nobody
from guangdong_ai.batch.write.result_formats import ResultCell
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.portfolio.firm import Firm, firm_of

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its titles: so many results at most."""


class Workbook:
    """The portfolio of a job; see ``Portfolio``. Raises Refused where its inputs may have more results than a sheet has rows."""

    def __init__(self, job: Job, survey: Survey) -> None:
        _require_room(job)
        self._job, self._survey = job, survey

    def line(self, applicant: Applicant, kept: Sequence[str], assessment: AssessmentResult) -> str:
        """The applicant as JSON, in the language of the job."""
        return msgspec.json.encode(firm_of(applicant, kept, assessment, self._job.language)).decode()

    def writer(self, path: Path) -> "WorkbookWriter":
        """See ``Portfolio``."""
        return WorkbookWriter(path, self._job, self._survey)


def _require_room(job: Job) -> None:
    firms = sum(count_at_most(file, MOST_ROWS) for file in job.files)
    measures = max(len(job.catalogue.measures), 1)
    if firms * measures > MOST_ROWS:
        message = Text(
            f"约 {firms:,} 家单位、{measures} 项措施，结果可能多于一张工作表的 {MOST_ROWS:,} 行",
            f"about {firms:,} applicants and {measures} measures may have more results than the {MOST_ROWS:,} rows of a sheet",
        )
        hint = Text(
            "供人阅读的工作簿放不下：请写 .parquet 或 .csv，或加 --shape wide，或用 --measure 只选几项措施",
            "a workbook for people cannot hold them: write .parquet or .csv, add --shape wide, or choose measures with --measure",
        )
        raise Refused([Finding(message=message, hint=hint, place=Place(file=job.output))])


class WorkbookWriter:
    """Gathers the applicants, and writes the workbook in the end. See ``RunWriter``."""

    def __init__(self, path: Path, job: Job, survey: Survey) -> None:
        self._path, self._job, self._survey = path, job, survey
        self._decoder = msgspec.json.Decoder(Firm)
        self._firms: list[Firm] = []
        self._rejects: list[Reject] = []
        self._counts, self._summary = Counts(), nobody(job.catalogue)

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add an applicant."""
        (line,) = cells
        self._firms.append(self._decoder.decode(str(line)))

    def reject(self, reject: Reject) -> None:
        """See ``RunWriter``."""
        self._rejects.append(reject)

    def summarise(self, counts: Counts, summary: Summary) -> None:
        """See ``RunWriter``."""
        self._counts, self._summary = counts, summary

    def finish(self) -> None:
        """Write the workbook. Raises OSError."""
        from guangdong_ai.reports.content.portfolio.measures_of_many import many
        from guangdong_ai.reports.content.portfolio.sheets import Run, portfolio_sheets
        from guangdong_ai.reports.render.xlsx import workbook

        portfolio = many(self._job.catalogue, self._job.as_of, self._firms, self._summary)
        run = Run(
            counts=self._counts,
            rejects=self._rejects,
            inputs=self._survey.inputs,
            kept=self._survey.kept,
            lenient=self._job.lenient,
        )
        self._path.write_bytes(workbook(portfolio_sheets(portfolio, run), self._job.language))

    def give_up(self) -> None:
        """Nothing is open."""
