"""A report for each applicant of a table, and an overview of them, in a folder that is replaced as a whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from guangdong_ai.api.assessment_line import assessment_line
from guangdong_ai.api.report_kinds import FORMAT_OF_KIND, ReportKind
from guangdong_ai.api.report_pages import Pages, PageWriter, page_writer
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.batch.checkpoints.claim import scratch_folder
from guangdong_ai.batch.job import Job, Progress, prepared
from guangdong_ai.batch.outcome import FaultCounter, RunOutcome
from guangdong_ai.batch.read.table import Applicant, Reject, count_at_most
from guangdong_ai.batch.run.plain_backend import assess_rows
from guangdong_ai.batch.write.result_formats import ResultCell
from guangdong_ai.batch.write.shapes import told_in_lines
from guangdong_ai.foundation.atomic_file import pending_folder
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.safe_file_name import SafeFileNames
from guangdong_ai.foundation.text import Language, Text
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
    foreign = [path.name for path in _inside(folder) if path.name != _LIST and own.get(path.name) != _digest(path)]
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


def _digest(path: Path) -> str | None:
    """None for what is no ordinary file."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Reports:
    """Has a report written for each applicant as it is assessed, and keeps what the overview tells of it. ``files``: the names of the reports."""

    def __init__(self, language: Language, suffix: str, folder: Path, writer: PageWriter) -> None:
        self._language, self._folder, self._writer = language, folder, writer
        self._names = SafeFileNames(suffix, taken=(OVERVIEW,))
        self.firms: list[Firm] = []
        self.files: list[str] = []

    def report(self, applicant: Applicant, kept: Sequence[str], assessment: AssessmentResult) -> str:
        """Have the applicant's report written; the name of its file. Raises Refused and OSError, also of a report before it."""
        firm = firm_of(applicant, kept, assessment, self._language, whole=False)
        own = "" if firm.id in {f"{firm.file}:{firm.line}", firm.file} else firm.id
        where = "" if own else f"{Path(firm.file).stem}-{firm.line}" if firm.line is not None else Path(firm.file).stem
        name = self._names.named(own or where, firm.name if firm.name != own else "")
        self._writer.write(applicant.profile, self._folder / name)
        self.firms.append(firm)
        return name

    def keep(self, cells: Iterable[ResultCell]) -> None:
        """Take a row of the result: the name of one file."""
        self.files += map(str, cells)


class ReportFolder:
    """The reports of a job, ready to be written: ``ready`` is the job with its inputs looked at. Raises Refused as ``prepared`` does."""

    def __init__(self, job: Job, kind: ReportKind) -> None:
        self._job, self._kind = job, kind
        self._rejects: list[Reject] = []
        self._faults = FaultCounter()
        self.ready = prepared(job, assessment_line)

    def write(self, folder: Path, progress: Progress) -> RunOutcome:
        """Write a report for each applicant, and the overview; the folder, which has to be claimed, is replaced when all of them are there.

        Raises Refused and OSError; whatever ends it before, the folder is as it was.
        """
        job = self._job
        pages = Pages(catalogue=job.catalogue, as_of=job.as_of, language=job.language, format=FORMAT_OF_KIND[self._kind])
        about = sum(count_at_most(file, 10_000) for file in job.files)
        with (
            scratch_folder(folder) as scratch,
            pending_folder(folder, folder=scratch) as pending,
            page_writer(pages, about) as writer,
        ):
            reports = _Reports(job.language, f".{self._kind}", pending.path, writer)
            assess = told_in_lines(job.catalogue, job.as_of, reports.report)
            counts, summary = assess_rows(self.ready.survey.inputs, self.ready, assess, reports.keep, self._reject, progress)
            writer.finish()
            outcome = RunOutcome(counts=counts, summary=summary, faults=self._faults.counted())
            overview = self._overview(outcome, reports)
            path = overview_file(pending.path, self._kind)
            path.write_bytes(overview)
            digests = {**writer.digests, path.name: hashlib.sha256(overview).hexdigest()}
            (pending.path / _LIST).write_text(json.dumps({"files": digests}, ensure_ascii=False, indent=0), encoding="utf-8")
            pending.get_ready()
            require_folder_for_reports(folder, self._kind)
            with signals_deferred():
                pending.take_place()
        return outcome

    def _reject(self, one: Reject) -> None:
        self._rejects.append(one)
        self._faults.add(one)

    def _overview(self, outcome: RunOutcome, reports: _Reports) -> bytes:
        from guangdong_ai.reports.content.portfolio.measures_of_many import many
        from guangdong_ai.reports.content.portfolio.overview import overview_content, place_of

        job = self._job
        portfolio = many(job.catalogue, job.as_of, reports.firms, outcome.summary)
        files = {place_of(firm): name for firm, name in zip(reports.firms, reports.files, strict=True)}
        content = overview_content(portfolio, outcome.counts, self._rejects, files)
        made = rendered(Report(lambda: content, dict), "markdown" if self._kind == "md" else "html", Setting(language=job.language))
        return made if isinstance(made, bytes) else made.encode(errors="replace")
