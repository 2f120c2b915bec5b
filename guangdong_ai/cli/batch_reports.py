"""``batch --reports``: a report for each applicant and an overview, from the options to the folder in its place, with messages."""

from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.api.clock import now
from guangdong_ai.cli.batch_run import Asked, about_how_many, begin_run_log, job_of, show_summary, tell_beginning
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.stopped_at_once import stop_in_order
from guangdong_ai.foundation.text import Language, Text, counted

if TYPE_CHECKING:
    from guangdong_ai.api.report_kinds import ReportKind
    from guangdong_ai.batch.outcome import RunOutcome
    from guangdong_ai.catalogue.catalogue import Catalogue


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


def run_reports(asked: Asked, folder: Path, kind: "ReportKind", catalogue: "Catalogue", language: Language, *, alone: bool) -> "RunOutcome":
    """Write the folder. ``alone``: there is no other result, so what the inputs are and came to is told here.

    Raises Refused, and KeyboardInterrupt when interrupted: the folder is as it was then.
    """
    stop_in_order()
    from guangdong_ai.api.client_reports import ReportFolder, overview_file
    from guangdong_ai.batch.checkpoints.claim import claimed
    from guangdong_ai.batch.read.input_files import input_files
    from guangdong_ai.cli.batch_files import asked_measures, cannot_be_written, written_at
    from guangdong_ai.cli.batch_messages import tell, tell_interrupted
    from guangdong_ai.cli.batch_progress import BatchProgress, progress_form
    from guangdong_ai.cli.stopping import stops_in_order

    chosen = asked_measures(catalogue, asked)
    if alone:
        begin_run_log(asked.log, asked)
    target, files = written_at(folder), input_files(asked.inputs)
    reports = ReportFolder(job_of(asked, files, chosen, target, language, shape="assessment", format_="jsonl", engine="plain"), kind)
    if alone:
        tell_beginning(reports.ready, asked, language)
    progress = BatchProgress(lambda: about_how_many(files), language, progress_form(asked.progress, quiet=asked.quiet), "plain")
    try:
        with stops_in_order(), claimed(target, since=now(), resume=False):
            outcome = reports.write(target, progress)
    except OSError as error:
        progress.stopped()
        raise cannot_be_written(error, target) from None
    except KeyboardInterrupt:
        progress.clear()
        tell_interrupted(target, None, language)
        progress.stopped()
        raise
    except BaseException:
        progress.stopped()
        raise
    finally:
        progress.clear()
    overview = overview_file(folder, kind)
    progress.finished(outcome.counts, overview)
    if alone:
        _tell_counts(outcome, asked, language)
    if not asked.quiet:
        number = outcome.counts.assessed
        words = Text(f"已写入 {number:,} 份报告，总览：{overview}", f"{counted(number, 'report')} written; overview: {overview}")
        tell(words, language)
    if alone:
        show_summary(outcome, asked, chosen, language)
    return outcome


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
