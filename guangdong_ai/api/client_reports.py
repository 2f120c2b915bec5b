"""A report for each applicant of a table, and an overview of them, in a folder that is replaced as a whole."""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from guangdong_ai.api.clock import now
from guangdong_ai.api.report_kinds import FORMAT_OF_KIND, ReportKind
from guangdong_ai.api.report_pages import Pages, PageWriter, page_writer
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, Totals
from guangdong_ai.batch.checkpoints.claim import claimed, scratch_folder
from guangdong_ai.batch.job import Job, PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, FaultCounter, Faults, RunOutcome
from guangdong_ai.batch.read.table import Applicant, Reject, count_at_most
from guangdong_ai.batch.run.plain_backend import assess_rows
from guangdong_ai.batch.summary import Summary
from guangdong_ai.batch.write.shapes import told_in_lines
from guangdong_ai.foundation.atomic_file import pending_folder
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.not_written import refused_where_not_written
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.safe_file_name import SafeFileNames
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line
from guangdong_ai.reports.content.portfolio.firm import Firm, firm_of
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting, rendered

OVERVIEW = "index"
_LIST = ".reports.json"
"""The file that says which files of the folder are reports, each with the SHA-256 of its content: whatever else is there is somebody's own."""


def overview_file(folder: Path, kind: ReportKind) -> Path:
    """The overview in the folder: a page for browsers, and beside Markdown Markdown."""
    return folder / f"{OVERVIEW}.{'md' if kind == 'md' else 'html'}"


def require_folder_for_reports(folder: Path, kind: ReportKind) -> None:
    """Raises Refused where something stands at ``folder`` that is no earlier run's, or was changed since; and where a package is missing."""
    if kind == "docx" and find_spec("docx") is None:
        raise missing_extra("word", "python-docx", folder)
    if folder.exists() and not folder.is_dir():
        raise _refused(folder, Text("不是文件夹", "is no folder"))
    if not folder.is_dir():
        return
    if Path.cwd().resolve().is_relative_to(folder.resolve()):
        raise _refused(folder, Text("是当前文件夹，不能整体替换", "is the working directory and cannot be replaced"))
    own = _own_files(folder)
    foreign = [path.name for path in _inside(folder) if path.name != _LIST and not _is_own(path, own)]
    if foreign:
        named = "、".join(map(one_line, foreign[:3])), ", ".join(map(one_line, foreign[:3]))
        words = Text("其中有不是报告、或写出后又改过的文件：{}", "holds files that are no reports, or were changed since: {}")
        raise _refused(folder, words.format(Text(*named)))


def _refused(folder: Path, message: Text) -> Refused:
    hint = Text("请为报告另指定一个文件夹", "name another folder for the reports")
    return Refused([Finding(message=message, hint=hint, place=Place(file=folder))])


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def _own_files(folder: Path) -> Mapping[str, str]:
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return listed if isinstance(listed, dict) else {}


def _is_own(path: Path, own: Mapping[str, str]) -> bool:
    """Whether an earlier run wrote it and nobody changed it since; never a folder or a link."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == own.get(path.name)


class Reports:
    """Has a report written for each applicant as it is assessed, and keeps what the overview tells of it. See ``Besides`` and ``reports_into``."""

    def __init__(self, job: Job, kind: ReportKind, folder: Path, target: Path, writer: PageWriter) -> None:
        self._job, self._kind, self._folder, self._target, self._writer = job, kind, folder, target, writer
        self._names = SafeFileNames(f".{kind}", taken=(OVERVIEW,))
        self._firms: list[Firm] = []
        self._files: list[str] = []
        self._rejects: list[Reject] = []

    def assessed(self, applicant: Applicant, kept: Sequence[str], results: Sequence[MeasureResult], totals: Totals) -> None:
        """Have the applicant's report written. Raises Refused, also of a report before it."""
        job = self._job
        assessment = AssessmentResult(
            catalogue=job.catalogue, profile=applicant.profile, as_of=job.as_of, measures=tuple(results), totals=totals, next_question=None
        )
        firm = firm_of(applicant, kept, assessment, job.language, whole=False)
        own = "" if firm.id in {f"{firm.file}:{firm.line}", firm.file} else firm.id
        where = "" if own else f"{Path(firm.file).stem}-{firm.line}" if firm.line is not None else Path(firm.file).stem
        name = self._names.named(own or where, firm.name if firm.name != own else "")
        with refused_where_not_written(self._target):
            self._writer.write(applicant.profile, self._folder / name)
        self._firms.append(firm)
        self._files.append(name)

    def rejected(self, reject: Reject) -> None:
        """Take a finding about the inputs."""
        self._rejects.append(reject)

    @property
    def faults(self) -> Faults:
        """How many rows have each finding."""
        counter = FaultCounter()
        for one in self._rejects:
            counter.add(one)
        return counter.counted()

    def finish(self, counts: Counts, summary: Summary) -> None:
        """Wait for the reports, and write the overview. Raises Refused."""
        with refused_where_not_written(self._target):
            self._writer.finish()
            overview = self._overview(counts, summary)
            path = overview_file(self._folder, self._kind)
            path.write_bytes(overview)
            digests = {**self._writer.digests, path.name: hashlib.sha256(overview).hexdigest()}
            (self._folder / _LIST).write_text(json.dumps({"files": digests}, ensure_ascii=False, indent=0), encoding="utf-8")

    def _overview(self, counts: Counts, summary: Summary) -> bytes:
        from guangdong_ai.reports.content.portfolio.measures_of_many import many
        from guangdong_ai.reports.content.portfolio.overview import overview_content, place_of

        job = self._job
        portfolio = many(job.catalogue, job.as_of, self._firms, summary)
        files = {place_of(firm): name for firm, name in zip(self._firms, self._files, strict=True)}
        content = overview_content(portfolio, counts, self._rejects, files)
        made = rendered(Report(lambda: content, dict), "markdown" if self._kind == "md" else "html", Setting(language=job.language))
        return made if isinstance(made, bytes) else made.encode(errors="replace")


@contextlib.contextmanager
def reports_into(folder: Path, job: Job, kind: ReportKind) -> Iterator[Reports]:
    """The reports of a job for a ``with`` block, which finishes them; when it ends, they replace the folder.

    Raises Refused; whatever ends the block before, the folder is as it was.
    """
    pages = Pages(catalogue=job.catalogue, as_of=job.as_of, language=job.language, format=FORMAT_OF_KIND[kind])
    about = sum(count_at_most(file, 10_000) for file in job.files)
    with contextlib.ExitStack() as stack:
        with refused_where_not_written(folder):
            stack.enter_context(claimed(folder, since=now(), resume=False))
            scratch = stack.enter_context(scratch_folder(folder))
            pending = stack.enter_context(pending_folder(folder, folder=scratch))
            writer = stack.enter_context(page_writer(pages, about))
        yield Reports(job, kind, pending.path, folder, writer)
        with refused_where_not_written(folder):
            pending.get_ready()
            require_folder_for_reports(folder, kind)
            with signals_deferred():
                pending.take_place()
            stack.close()


def write_reports(ready: PreparedJob, reports: Reports, progress: Progress) -> RunOutcome:
    """Read and assess the applicants of the job for their reports alone, and finish these. Raises Refused."""
    assess = told_in_lines(ready.catalogue, ready.as_of, lambda *_: "")
    counts, summary = assess_rows(ready.survey.inputs, replace(ready, besides=reports), assess, lambda _: None, lambda _: None, progress)
    reports.finish(counts, summary)
    return RunOutcome(counts=counts, summary=summary, faults=reports.faults)
