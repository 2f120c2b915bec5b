"""``batch --reports``: a report for each applicant and an overview, from the options to the folder in its place, with messages."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.cli.batch_run import Asked, about_how_many, begin_run_log, job_of, show_summary, tell_beginning
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.stopped_at_once import stop_in_order
from guangdong_ai.foundation.text import Language, Text, counted

if TYPE_CHECKING:
    from guangdong_ai.api.client_reports import Reports
    from guangdong_ai.api.report_kinds import ReportKind
    from guangdong_ai.batch.job import Job
    from guangdong_ai.batch.outcome import RunOutcome
    from guangdong_ai.catalogue.catalogue import Catalogue
    from guangdong_ai.cli.batch_progress import BatchProgress


def require_place(folder: Path, kind: "ReportKind", output: Path | None) -> None:
    """Before anything is read. Raises WrongUsage where the result would be in the folder, Refused where somebody's own files are."""
    from guangdong_ai.api.client_reports import require_folder_for_reports

    if output is not None and output.absolute().resolve().is_relative_to(folder.absolute().resolve()):
        raise WrongUsage(
            Text(
                "--output 在 --reports 的文件夹里，这个文件夹会整体替换",
                "--output is in the folder of --reports, which is replaced as a whole",
            ),
            Text("请把结果写到别处", "write the result elsewhere"),
        )
    require_folder_for_reports(folder, kind)


@record
class WantedReports:
    """Where the reports are to be, and of which kind."""

    folder: Path
    kind: "ReportKind"


def run_reports(asked: Asked, wanted: WantedReports, catalogue: "Catalogue", language: Language, *, alone: bool) -> "RunOutcome":
    """Write the folder in a run of its own. ``alone``: there is no other result, so what the inputs are and came to is told here.

    Raises Refused, and KeyboardInterrupt when interrupted: the folder is as it was then.
    """
    stop_in_order()
    from guangdong_ai.api.assessment_line import assessment_line
    from guangdong_ai.api.client_reports import reports_into, write_reports
    from guangdong_ai.batch.job import prepared
    from guangdong_ai.batch.read.input_files import input_files
    from guangdong_ai.cli.batch_files import asked_measures, written_at
    from guangdong_ai.cli.batch_progress import BatchProgress, progress_form
    from guangdong_ai.cli.stopping import stops_in_order

    chosen = asked_measures(catalogue, asked)
    if alone:
        begin_run_log(asked.log, asked)
    target, files = written_at(wanted.folder), input_files(asked.inputs)
    job = job_of(asked, files, chosen, target, language, shape="assessment", format_="jsonl", engine="plain")
    ready = prepared(job, assessment_line)
    if alone:
        tell_beginning(ready, asked, language)
    progress = BatchProgress(lambda: about_how_many(files), language, progress_form(asked.progress, quiet=asked.quiet), "plain")
    with stops_in_order(), told_how_it_ended(progress, target, language), reports_into(target, job, wanted.kind) as reports:
        outcome = write_reports(ready, reports, progress)
    progress.finished(outcome.counts, _overview(wanted))
    if alone:
        _tell_counts(outcome, asked, language)
    tell_reports(outcome, wanted, asked, language)
    if alone:
        show_summary(outcome, asked, chosen, language)
    return outcome


@contextlib.contextmanager
def begun_reports(wanted: WantedReports | None, job: "Job") -> "Iterator[Reports | None]":
    """The reports of the job for a ``with`` block that assesses its applicants; None where none are wanted. See ``reports_into``."""
    if wanted is None:
        yield None
        return
    from guangdong_ai.api.client_reports import reports_into
    from guangdong_ai.cli.batch_files import written_at

    with reports_into(written_at(wanted.folder), job, wanted.kind) as reports:
        yield reports


def finish_reports(reports: "Reports", run: "RunOutcome", wanted: WantedReports, progress: "BatchProgress", language: Language) -> None:
    """Wait for the reports of the applicants that this run has assessed. Raises Refused."""
    with told_how_it_ended(progress, wanted.folder, language):
        reports.finish(run.counts, run.summary)
    progress.finished(run.counts, _overview(wanted))


@contextlib.contextmanager
def told_how_it_ended(progress: "BatchProgress", folder: Path, language: Language) -> Iterator[None]:
    """For a ``with`` block that writes the folder: what ends it before is told to programs, an interruption to people too."""
    from guangdong_ai.cli.batch_messages import tell_interrupted

    try:
        yield
    except KeyboardInterrupt:
        progress.clear()
        tell_interrupted([folder], None, language)
        progress.stopped()
        raise
    except BaseException:
        progress.stopped()
        raise
    finally:
        progress.clear()


def _overview(wanted: WantedReports) -> Path:
    from guangdong_ai.api.client_reports import overview_file

    return overview_file(wanted.folder, wanted.kind)


def tell_reports(outcome: "RunOutcome", wanted: WantedReports, asked: Asked, language: Language) -> None:
    """Show how many reports there are, and where to begin."""
    from guangdong_ai.cli.batch_messages import tell

    if not asked.quiet:
        number, overview = outcome.counts.assessed, _overview(wanted)
        words = Text(f"已写入 {number:,} 份报告，总览：{overview}", f"{counted(number, 'report')} written; overview: {overview}")
        tell(words, language)


def _tell_counts(outcome: "RunOutcome", asked: Asked, language: Language) -> None:
    from guangdong_ai.cli.batch_messages import counts_in_words, tell, tell_guesses, tell_repeated

    if not asked.quiet or outcome.faults:
        tell(counts_in_words(outcome.counts), language)
    if not asked.quiet:
        tell_guesses(outcome.counts.guesses, language)
    tell_repeated(outcome.counts.repeated, language)
    if outcome.faults:
        what = Text("剔除的行", "rows rejected") if outcome.counts.rejected else Text("按未知处理的单元格", "cells made unknown")
        tell(Text("{}及原因见总览；改正后重新运行", "{}; reasons in the overview; correct them and run this again").format(what), language)
