"""``batch``: many applicants at once, from tables and profiles into one table, with a summary of all of them."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from guangdong_ai.batch.choose_engine import ENGINES
from guangdong_ai.batch.outputs.shape import SHAPES
from guangdong_ai.cli.completion.values import among, files, files_named, measures
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options, now, one_of, today
from guangdong_ai.cli.usage import WrongUsage, command_class
from guangdong_ai.record import record
from guangdong_ai.stopped_at_once import stop_in_order
from guangdong_ai.text import Language, Text

if TYPE_CHECKING:
    from guangdong_ai.batch.choose_engine import Engine
    from guangdong_ai.batch.claim import Claim
    from guangdong_ai.batch.inputs.input_files import InputFile
    from guangdong_ai.batch.inputs.reading import Reading
    from guangdong_ai.batch.outputs.output_format import OutputFormat
    from guangdong_ai.batch.outputs.shape import Shape
    from guangdong_ai.batch.plain_run import Work
    from guangdong_ai.batch.resumable_run import Way
    from guangdong_ai.batch.run import Run
    from guangdong_ai.catalogue.catalogue import Catalogue

_AUTO = "auto"
_SUMMARY_FORMATS = ("table", "json")
_EVERY_COLUMN = "all"


@record
class Asked:
    """What was asked for on the command line. ``shape``: None for the usual one; ``engine``: None for the one that suits."""

    inputs: tuple[str, ...]
    output: Path
    shape: "str | None"
    id_column: str | None
    keep: tuple[str, ...]
    columns: Path | None
    sheet: str | None
    lenient: bool
    go_on: bool
    resume: bool
    engine: str | None
    scheduler: str | None
    master: str | None
    measures: tuple[str, ...]
    summary: bool
    summary_format: str
    as_of: date


def batch_command(language: Language) -> typer.Typer:
    """The command."""
    words, options = words_in(language), Options(language)
    engines = (_AUTO, *ENGINES)
    app = typer.Typer(add_completion=False)

    @app.command(
        "batch",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "批量自评：读取表格（csv、tsv、jsonl、parquet、xlsx）、TOML 档案或文件夹，把所有单位的结果写入一个文件，并汇总。\n\n"
            "每条记录要么被自评，要么被剔除；剔除的原因写在结果旁的 .rejected.csv 文件中。结果整体写入或不写。"
            "列名可以是信息项的编号、名称或问题；用 --template 生成可填写的表格。",
            "Assess many applicants: tables (csv, tsv, jsonl, parquet, xlsx), TOML profiles or folders in, one file with all results out, and a "
            "summary.\n\nEvery record is assessed or rejected; why, is told in a .rejected.csv file beside the result. The result is written "
            "whole or not at all. Headers may be the ids, labels or questions of facts; --template writes a table to fill in.",
        ),
    )
    def batch(
        inputs: list[str] = typer.Argument(
            None,
            metavar=words("[输入]…", "[INPUT]..."),
            help=words("文件、文件夹或通配符", "Files, folders or patterns"),
            autocompletion=files,
        ),
        output: Path = typer.Option(
            None,
            "--output",
            "-o",
            metavar="FILE",
            autocompletion=files,
            help=words("结果文件：.csv、.jsonl、.parquet 或 .xlsx", "The result: .csv, .jsonl, .parquet or .xlsx"),
        ),
        shape: str = typer.Option(
            None,
            "--shape",
            metavar="|".join(SHAPES),
            help=words(
                "wide 每个单位一行；status 同样但没有各项措施的金额；long 每个单位每项措施一行；assessment 完整结果（.jsonl 默认）",
                "wide: a row for each applicant; status: the same without the amounts of measures; long: for each applicant and measure; "
                "assessment: all of it (default for .jsonl)",
            ),
            callback=one_of("--shape", SHAPES),
            autocompletion=among(SHAPES, language),
        ),
        id_column: str = typer.Option(
            None, "--id", metavar="COLUMN", help=words("哪一列是单位的编号", "The column that names the applicants"), autocompletion=files
        ),
        keep: list[str] = typer.Option(
            None,
            "--keep",
            autocompletion=among({_EVERY_COLUMN: Text("全部列", "every column")}, language),
            metavar="COLUMN",
            help=words("原样带到结果中的列，可重复；all 表示全部", "A column to carry through; repeatable; all for every one"),
        ),
        columns: Path = typer.Option(
            None,
            "--columns",
            metavar="MAP.toml",
            help=words("说明各列是哪个信息项的文件", "A file that says which facts the headers mean"),
            autocompletion=files_named(".toml"),
        ),
        sheet: str = typer.Option(
            None,
            "--sheet",
            metavar="NAME",
            autocompletion=files,
            help=words(
                "读取工作簿的哪一张表（名称，或第几张）；默认列名对得上最多的一张",
                "The sheet of a workbook, by name or number; default: the one with most headers",
            ),
        ),
        lenient: bool = typer.Option(
            False,
            "--lenient",
            help=words("读不懂的单元格按未知处理，不剔除整行", "Make cells that cannot be read unknown instead of rejecting the row"),
        ),
        go_on: bool = typer.Option(
            False,
            "--go-on",
            help=words(
                "前一千行几乎都因同一原因不能读取时也继续", "Go on where nearly all of the first thousand rows are rejected for one reason"
            ),
        ),
        template: Path = typer.Option(
            None,
            "--template",
            metavar="FILE.xlsx",
            help=words("写出一份可填写的表格后结束", "Write a table to fill in, and end"),
            autocompletion=files,
        ),
        resume: bool = typer.Option(False, "--resume", help=words("接着上次中断的运行", "Take up an interrupted run where it was left")),
        engine: str = typer.Option(
            _AUTO,
            "--engine",
            metavar="|".join(engines),
            show_default=False,
            help=words("用什么计算，默认自动选择", "What does the work; chosen for you by default"),
            callback=one_of("--engine", engines),
            autocompletion=among(engines, language),
        ),
        scheduler: str = typer.Option(
            None,
            "--scheduler",
            metavar="ADDRESS",
            autocompletion=files,
            help=words("--engine dask：调度器地址，如 tcp://host:8786", "With --engine dask: the scheduler, like tcp://host:8786"),
        ),
        master: str = typer.Option(
            None,
            "--master",
            metavar="URL",
            autocompletion=files,
            help=words(
                "--engine spark：如 spark://host:7077、local[4]、sc://host:15002（Connect）",
                "With --engine spark: like spark://host:7077, local[4] or sc://host:15002 (Connect)",
            ),
        ),
        measure: list[str] = typer.Option(
            None,
            "--measure",
            metavar="ID",
            help=words("只自评这项措施，可重复", "Assess this measure only; repeatable"),
            autocompletion=measures(language),
        ),
        summary: bool = typer.Option(
            True,
            "--summary/--no-summary",
            show_default=False,
            help=words("显示汇总（默认）；--no-summary 不显示", "Show the summary (default); --no-summary: do not"),
        ),
        summary_format: str = typer.Option(
            _SUMMARY_FORMATS[0],
            "--format",
            metavar="|".join(_SUMMARY_FORMATS),
            show_default=False,
            help=words("汇总的格式", "Format of the summary"),
            callback=one_of("--format", _SUMMARY_FORMATS),
            autocompletion=among(_SUMMARY_FORMATS, language),
        ),
        as_of: date = options.as_of,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        from guangdong_ai.cli.catalogue_access import CatalogueAccess

        del lang
        catalogue = CatalogueAccess(policies or [])
        if template is not None:
            from guangdong_ai.cli.batch_files import write_template

            write_template(template, catalogue.sections, language)
            return
        _require(inputs, output)
        _require_cluster(engine, scheduler, master)
        _require_parts(engine, resume=resume)
        asked = Asked(
            inputs=tuple(inputs),
            output=output,
            shape=shape,
            id_column=id_column,
            keep=tuple(keep or ()),
            columns=columns,
            sheet=sheet,
            lenient=lenient,
            go_on=go_on,
            resume=resume,
            engine=None if engine == _AUTO else engine,
            scheduler=scheduler,
            master=master,
            measures=tuple(measure or ()),
            summary=summary,
            summary_format=summary_format,
            as_of=as_of or today(),
        )
        if _batch(asked, catalogue.whole, language).counts.rejected:
            raise typer.Exit(1)

    return app


def _require(inputs: Sequence[str] | None, output: Path | None) -> None:
    template = Text("还没有表格", "no table yet")
    if not inputs:
        raise WrongUsage(Text("缺少输入文件", "an input is missing"), template, ("batch", "--template", "firms.xlsx"))
    if output is None:
        raise WrongUsage(
            Text("缺少 --output", "--output is missing"),
            Text("例如 --output result.xlsx（或 .csv、.jsonl、.parquet）", "for example --output result.xlsx (or .csv, .jsonl, .parquet)"),
        )


def _require_cluster(engine: str, scheduler: str | None, master: str | None) -> None:
    """Each of these options goes with its engine, and the engine with it."""
    for option, given, needs, example in (
        ("--scheduler", scheduler, "dask", "--scheduler tcp://host:8786"),
        ("--master", master, "spark", "--master spark://host:7077"),
    ):
        if given is None and engine == needs:
            raise WrongUsage(
                Text(f"--engine {needs} 缺少 {option}", f"--engine {needs} needs {option}"), Text(f"例如 {example}", f"like {example}")
            )
        if given is not None and engine != needs:
            raise WrongUsage(
                Text(f"{option} 只用于 --engine {needs}", f"{option} goes with --engine {needs} only"),
                Text(f"加上 --engine {needs}", f"add --engine {needs}"),
            )


def _require_parts(engine: str, *, resume: bool) -> None:
    if resume and engine in ("dask", "spark"):
        raise WrongUsage(
            Text(f"--engine {engine} 没有 --resume", f"--engine {engine} has no --resume"),
            Text("丢失的部分由它自己重做", "what a worker loses it does again by itself"),
        )


def _batch(asked: Asked, catalogue: "Catalogue", language: Language) -> "Run":
    stop_in_order()
    from guangdong_ai.batch.choose_engine import choose_engine
    from guangdong_ai.batch.claim import claimed
    from guangdong_ai.batch.outputs.output_format import require_packages
    from guangdong_ai.batch.outputs.shaped import shaped_result
    from guangdong_ai.batch.plain_run import Work
    from guangdong_ai.batch.rejects import rejects_path
    from guangdong_ai.batch.survey import survey_inputs
    from guangdong_ai.cli.batch_files import cannot_be_written, format_of, inputs_besides, shape_of, written_at
    from guangdong_ai.cli.batch_told import tell_outcome, tell_warnings
    from guangdong_ai.cli.stopping import stops_in_order
    from guangdong_ai.reports.assessment_line import assessment_line

    if asked.measures:
        from guangdong_ai.cli.measure_names import measure_named

        catalogue = catalogue.with_measures([measure_named(name, catalogue).id for name in asked.measures])
    format_ = format_of(asked.output)
    output = written_at(asked.output)
    shape = shape_of(cast("Shape | None", asked.shape), format_)
    require_packages(format_, output)
    files = inputs_besides(output, asked.inputs)
    reading = _reading(asked, catalogue)
    survey = survey_inputs(files, catalogue.facts, reading, go_on=asked.go_on)
    shaped = shaped_result(shape, format_, catalogue, asked.as_of, survey.kept, assessment_line)
    engine = choose_engine(cast("Engine | None", asked.engine), files, shape, format_, output)
    tell_warnings(survey.warnings, language)
    work = Work(
        catalogue=catalogue,
        as_of=asked.as_of,
        survey=survey,
        reading=reading,
        shaped=shaped,
        output=output,
        language=language,
        with_summary=asked.summary,
    )
    try:
        _load_polars(engine, language)
        with stops_in_order(), claimed(output, since=now(), resume=asked.resume) as claim:
            had_rejects = rejects_path(output).exists()
            run = _run(work, _way(engine, work, shape, format_, asked), files, language, claim)
    except OSError as error:
        raise cannot_be_written(error, output) from None
    tell_outcome(run, output, had_rejects=had_rejects, language=language)
    _show_summary(run, asked, catalogue, language)
    return run


def _reading(asked: Asked, catalogue: "Catalogue") -> "Reading":
    from guangdong_ai.batch.inputs.columns_map import ColumnsMap, read_columns_map
    from guangdong_ai.batch.inputs.layout import ALL
    from guangdong_ai.batch.inputs.reading import Reading
    from guangdong_ai.catalogue.facts_used import facts_used

    columns = ColumnsMap() if asked.columns is None else read_columns_map(asked.columns, catalogue.facts)
    return Reading(
        names=columns.names,
        ignored=columns.ignored,
        id_column=asked.id_column,
        keep=ALL if _EVERY_COLUMN in asked.keep else asked.keep,
        lenient=asked.lenient,
        used=facts_used(catalogue),
        sheet=asked.sheet,
        together=catalogue.together,
    )


def _load_polars(engine: "Engine", language: Language) -> None:
    """Load it before anything is written: an interruption ends the process at once, since loading does not survive one otherwise."""
    _prepare_polars()
    if engine == "polars":
        from guangdong_ai.cli.stopping import INTERRUPTED
        from guangdong_ai.stopped_at_once import stop_at_once

        stop_at_once(f"\n{INTERRUPTED[language]}\n".encode(sys.stderr.encoding or "utf-8", errors="replace"))
        try:
            import guangdong_ai.batch.engine.polars_way  # noqa: F401
        finally:
            stop_in_order()


def _prepare_polars() -> None:
    """Fewer groups of rows read ahead halve the memory that Polars takes, and cost no time. It reads the variable when it is first imported."""
    os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "1")


def _way(engine: "Engine", work: "Work", shape: "Shape", format_: "OutputFormat", asked: Asked) -> "Way":
    """How the work is done. Raises Refused where an engine cannot run the rules, or is not reached."""
    if engine == "polars":
        from guangdong_ai.batch.engine.interruptible import interruptibly
        from guangdong_ai.batch.engine.polars_way import PolarsWay

        return interruptibly(lambda _: PolarsWay(work, shape, format_))
    if engine == "dask":
        from guangdong_ai.batch.engine.dask_way import DaskWay

        return DaskWay(work, shape, format_, asked.scheduler or "")
    if engine == "spark":
        from guangdong_ai.batch.engine.spark_way import SparkWay

        return SparkWay(work, shape, format_, asked.master or "")
    from guangdong_ai.batch.plain_way import PlainWay

    return PlainWay()


def _run(work: "Work", way: "Way", files: "Sequence[InputFile]", language: Language, claim: "Claim") -> "Run":
    """The run, with what becomes of it told when it is interrupted. Raises Refused and OSError as the way does."""
    from guangdong_ai.batch.resumable_run import InterruptedRun, WayInParts, run_resumable
    from guangdong_ai.cli.batch_progress import BatchProgress
    from guangdong_ai.cli.batch_told import tell_interrupted

    # The catalogue and the modules stay to the end: looking for garbage among them is for nothing.
    gc.freeze()
    progress = BatchProgress(lambda: _about_how_many(files), language)
    try:
        return run_resumable(work, way, progress, claim) if isinstance(way, WayInParts) else way.in_one_go(work, progress)
    except KeyboardInterrupt as interrupted:
        progress.clear()
        kept = (interrupted.done, interrupted.inputs) if isinstance(interrupted, InterruptedRun) else None
        tell_interrupted(work.output, kept, language)
        raise
    finally:
        progress.clear()


def _about_how_many(files: "Sequence[InputFile]") -> int:
    from guangdong_ai.batch.inputs.record_count import count_at_most

    return sum(count_at_most(file, 10**9) for file in files)


def _show_summary(run: "Run", asked: Asked, catalogue: "Catalogue", language: Language) -> None:
    if not asked.summary:
        return
    if asked.summary_format == "json":
        from guangdong_ai.cli.output import write_json
        from guangdong_ai.reports.batch_summary_json import batch_summary_json

        write_json(batch_summary_json(run.summary, catalogue, asked.as_of, run.faults), None, language)
    else:
        from guangdong_ai.cli.terminal import show
        from guangdong_ai.reports.batch_summary import batch_summary_page

        show(batch_summary_page(run.summary, catalogue, asked.as_of, language, run.faults), None, language)
