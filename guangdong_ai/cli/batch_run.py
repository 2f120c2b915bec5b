"""A run of ``batch``: from the options to the result in its place, with messages and summary."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from guangdong_ai.api.clock import now
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.stopped_at_once import stop_in_order
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from guangdong_ai.batch.checkpoints.claim import Claim
    from guangdong_ai.batch.job import Job, PreparedJob
    from guangdong_ai.batch.outcome import RunOutcome
    from guangdong_ai.batch.read.input_files import InputFile
    from guangdong_ai.batch.read.survey import Survey
    from guangdong_ai.batch.run.engines import Backend, Engine
    from guangdong_ai.batch.write.result_formats import OutputFormat, Shape
    from guangdong_ai.batch.write.shapes import Portfolio
    from guangdong_ai.catalogue.catalogue import Catalogue
    from guangdong_ai.cli.batch_progress import BatchProgress
    from guangdong_ai.cli.batch_reports import WantedReports

EVERY_COLUMN = "all"
"""What ``--keep`` takes for every column."""


@record
class Asked:
    """The options of the command line. ``shape``: None for the usual one; ``engine``: None to choose one; ``since``: an earlier result."""

    inputs: tuple[str, ...]
    output: Path
    shape: "str | None"
    id_column: str | None
    keep: tuple[str, ...]
    columns: Path | None
    sheet: str | None
    strict: bool
    lenient: bool
    city_from_code: bool
    go_on: bool
    resume: bool
    engine: str | None
    scheduler: str | None
    master: str | None
    measures: tuple[str, ...]
    scopes: tuple[str, ...]
    summary: bool
    summary_format: str
    as_of: date
    since: Path | None = None
    plain_csv: bool = False
    quiet: bool = False
    verbose: bool = False
    progress: str | None = None
    log: Path | None = None
    closing_within: int | None = None


def run_batch(asked: Asked, catalogue: "Catalogue", language: Language, wanted: "WantedReports | None" = None) -> "RunOutcome":
    """Run the job until the result, and the reports that are ``wanted``, are in their places and everything is shown.

    Row by row the reports are made while the result is; an engine, and a run that takes up another, leave them to a run of their own.

    Raises WrongUsage, Refused, and KeyboardInterrupt when interrupted.
    """
    stop_in_order()
    from guangdong_ai.api.assessment_line import assessment_line
    from guangdong_ai.batch.checkpoints.claim import claimed, rejects_path
    from guangdong_ai.batch.job import prepared
    from guangdong_ai.batch.run.engines import open_backend
    from guangdong_ai.batch.write.result_formats import require_packages
    from guangdong_ai.cli.batch_files import asked_measures, format_of, inputs_besides, shape_of, written_at
    from guangdong_ai.cli.batch_messages import tell_outcome
    from guangdong_ai.cli.batch_progress import BatchProgress, progress_form
    from guangdong_ai.cli.batch_reports import begun_reports, finish_reports, run_reports, tell_reports
    from guangdong_ai.cli.stopping import stops_in_order
    from guangdong_ai.foundation.not_written import refused_where_not_written

    catalogue = asked_measures(catalogue, asked)
    begin_run_log(asked.log, asked)
    format_ = format_of(asked.output)
    output = written_at(asked.output)
    shape = shape_of(cast("Shape | None", asked.shape), format_)
    require_packages(format_, output)
    earlier = None
    if asked.since is not None:
        from guangdong_ai.cli.batch_since import earlier_lines

        earlier = earlier_lines(asked.since, output, shape)
    files = inputs_besides(output, asked.inputs)
    job = job_of(asked, files, catalogue, output, language, shape=shape, format_=format_, engine=cast("Engine | None", asked.engine))
    ready = prepared(job, assessment_line, _workbook if shape == "portfolio" else None)
    tell_beginning(ready, asked, language)
    together = wanted if ready.engine == "plain" and not asked.resume else None
    with refused_where_not_written(output):
        _load_polars(ready.engine, language)
        with stops_in_order(), claimed(output, since=now(), resume=asked.resume) as claim, begun_reports(together, job) as reports:
            had_rejects = rejects_path(output).exists()
            form = progress_form(asked.progress, quiet=asked.quiet)
            progress = BatchProgress(lambda: about_how_many(files), language, form, ready.engine)
            run = _run(replace(ready, besides=reports), open_backend(ready), progress, language, claim, together)
            if together is not None and reports is not None:
                finish_reports(reports, run, together, progress, language)
    tell_outcome(run, output, asked=asked, had_rejects=had_rejects, language=language)
    if earlier is not None:
        from guangdong_ai.cli.batch_since import compare_lines

        compare_lines(earlier, output, catalogue, language, plain=asked.plain_csv)
    show_summary(run, asked, catalogue, language)
    if together is not None:
        tell_reports(run, together, asked, language)
    elif wanted is not None:
        run_reports(asked, wanted, catalogue, language, alone=False)
    return run


def job_of(
    asked: Asked,
    files: "tuple[InputFile, ...]",
    catalogue: "Catalogue",
    output: Path,
    language: Language,
    *,
    shape: "Shape",
    format_: "OutputFormat",
    engine: "Engine | None",
) -> "Job":
    """The job that the options describe. Raises WrongUsage for ``--sheet`` without a workbook."""
    from guangdong_ai.batch.job import Job
    from guangdong_ai.batch.read.read_options import ALL

    _require_sheets(asked.sheet, files)
    return Job(
        files=files,
        catalogue=catalogue,
        as_of=asked.as_of,
        shape=shape,
        format=format_,
        output=output,
        language=language,
        id_column=asked.id_column,
        keep=ALL if EVERY_COLUMN in asked.keep else asked.keep,
        columns=asked.columns,
        sheet=asked.sheet,
        strict=asked.strict,
        lenient=asked.lenient,
        city_from_code=asked.city_from_code,
        go_on=asked.go_on,
        engine=engine,
        address=asked.scheduler or asked.master or "",
        with_summary=asked.summary,
        record=_record(asked, catalogue, shape),
        plain_csv=asked.plain_csv,
    )


def tell_beginning(ready: "PreparedJob", asked: Asked, language: Language) -> None:
    """What the columns were taken for, and what is doubtful about the inputs."""
    from guangdong_ai.cli.batch_columns import tell_columns
    from guangdong_ai.cli.batch_messages import tell_details, tell_warnings
    from guangdong_ai.cli.message_log import log
    from guangdong_ai.cli.output import say

    tell_columns(ready.survey.inputs, language, verbose=asked.verbose, show=log if asked.quiet else say)
    if asked.verbose:
        tell_details(ready, language)
    tell_warnings(ready.survey.warnings, language)


def _workbook(job: "Job", survey: "Survey") -> "Portfolio":
    """What tells the workbook for people."""
    from guangdong_ai.api.portfolio import Workbook

    return Workbook(job, survey)


def begin_run_log(path: Path | None, asked: Asked) -> None:
    """Raises WrongUsage for a file that the run reads or writes, Refused for one that cannot be written."""
    from guangdong_ai.cli.message_log import begin_log
    from guangdong_ai.cli.overwriting import refuse_to_overwrite
    from guangdong_ai.foundation.not_written import refused_where_not_written

    if path is None:
        begin_log(None)
        return
    refuse_to_overwrite(path, [*asked.inputs, asked.output, *([asked.columns] if asked.columns else [])])
    with refused_where_not_written(path):
        begin_log(path)


def _record(asked: Asked, catalogue: "Catalogue", shape: "Shape") -> str:
    """What the result comes from, as a line of JSON in which nothing acts on a terminal."""
    import msgspec

    from guangdong_ai.foundation.control_characters import json_safely
    from guangdong_ai.reports.content.data.batch_record import plain_batch_record

    return json_safely(
        msgspec.json.encode(plain_batch_record(catalogue, asked.as_of, shape, lenient=asked.lenient, strict=asked.strict)).decode()
    )


def _require_sheets(sheet: str | None, files: "Sequence[InputFile]") -> None:
    from guangdong_ai.batch.read.input_formats import READERS

    if sheet is not None and not any(READERS[file.format].has_sheets for file in files):
        from guangdong_ai.cli.usage import WrongUsage

        raise WrongUsage(
            Text("--sheet 只用于工作簿，输入中没有", "--sheet is for workbooks, and there is none among the inputs"),
            Text("去掉 --sheet", "leave --sheet out"),
        )


def _load_polars(engine: "Engine", language: Language) -> None:
    """Load Polars before anything is written; an interruption ends the process at once, since loading cannot be interrupted safely."""
    _prepare_polars()
    if engine == "polars":
        from guangdong_ai.cli.stopping import INTERRUPTED
        from guangdong_ai.foundation.stopped_at_once import stop_at_once

        stop_at_once(f"\n{INTERRUPTED[language]}\n".encode(sys.stderr.encoding or "utf-8", errors="replace"))
        try:
            import guangdong_ai.batch.run.polars_backend  # noqa: F401
        finally:
            stop_in_order()


def _prepare_polars() -> None:
    """Set the variable that halves Polars' memory (fewer row groups read ahead), at no cost in time. Polars reads it at its import."""
    os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "1")


def _run(
    job: "PreparedJob",
    backend: "Backend",
    progress: "BatchProgress",
    language: Language,
    claim: "Claim",
    together: "WantedReports | None",
) -> "RunOutcome":
    """The run; an interruption is reported, of the reports too that are made ``together`` with the result. Raises Refused and OSError as the backend does."""
    from guangdong_ai.batch.checkpoints.checkpoint import InterruptedRun
    from guangdong_ai.cli.batch_messages import tell_interrupted

    # The catalogue and the modules stay to the end: looking for garbage among them is for nothing.
    gc.freeze()
    try:
        run = backend.run(job, progress, claim)
    except KeyboardInterrupt as interrupted:
        progress.clear()
        kept = (interrupted.done, interrupted.inputs) if isinstance(interrupted, InterruptedRun) else None
        tell_interrupted([job.output, *([] if together is None else [together.folder])], kept, language)
        progress.stopped()
        raise
    except BaseException:
        progress.stopped()
        raise
    finally:
        progress.clear()
    progress.finished(run.counts, job.output)
    return run


def about_how_many(files: "Sequence[InputFile]") -> int:
    """No fewer than the records of the inputs."""
    from guangdong_ai.batch.read.table import count_at_most

    return sum(count_at_most(file, 10**9) for file in files)


def show_summary(run: "RunOutcome", asked: Asked, catalogue: "Catalogue", language: Language) -> None:
    """Show the summary, unless it is not wanted."""
    if not asked.summary:
        return
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.reports.content.batch_summary import batch_summary_report

    write_report(batch_summary_report(run.summary, catalogue, asked.as_of, run.faults), asked.summary_format, None, language)
