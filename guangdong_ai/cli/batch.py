"""``batch``: many applicants at once, from tables and profiles into one table, with a summary. Only its options; ``batch_run`` does the work."""

from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.api.report_kinds import REPORT_KINDS
from guangdong_ai.batch.read.input_formats import TABLES, accepted_suffixes
from guangdong_ai.batch.run.engines import ENGINES
from guangdong_ai.batch.write.result_formats import DESCRIBED, SHAPES, WRITERS
from guangdong_ai.cli.batch_files import something_is_due
from guangdong_ai.cli.batch_options import AUTO, report_kind, require_cluster, require_files, require_result, require_resumable
from guangdong_ai.cli.batch_progress import FORMS
from guangdong_ai.cli.batch_run import EVERY_COLUMN, Asked, run_batch
from guangdong_ai.cli.completion.values import among, files, files_named, measures
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options, one_of
from guangdong_ai.cli.rule_places import rules_are_placed
from guangdong_ai.cli.table_options import TableOptions
from guangdong_ai.cli.usage import command_class
from guangdong_ai.foundation.text import Language, Text, alternatives


def batch_command(language: Language) -> typer.Typer:
    """``batch`` for Typer, in this language: many applicants in, one file of results out."""
    words, options, tables = words_in(language), Options(language), TableOptions(language)
    engines = (AUTO, *ENGINES)
    results = alternatives([f".{name}" for name in WRITERS])
    app = typer.Typer(add_completion=False)

    @app.command(
        "batch",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            f"批量自评：读取表格（{'、'.join(TABLES)}）、TOML 档案或文件夹，把所有单位的结果写入一个文件，并汇总。\n\n"
            "每条记录要么被自评，要么被剔除；剔除的原因写在结果旁的 .rejected.csv 文件中。结果整体写入或不写。"
            "列名可以是信息项的编号、名称或问题；用 --template 生成可填写的表格。",
            f"Assess many applicants: tables ({', '.join(TABLES)}), TOML profiles or folders in, one file with all results out, and a "
            "summary.\n\nEvery record is assessed or rejected; the reasons are in a .rejected.csv file beside the result. The result is written "
            "whole or not at all. Headers may be the ids, labels or questions of facts; --template writes a table to fill in.",
        ),
    )
    def batch(
        inputs: list[str] = typer.Argument(
            None,
            metavar=words("[输入]…", "[INPUT]..."),
            help=words("文件、文件夹或通配符", "Files, folders or patterns"),
            autocompletion=files_named(*accepted_suffixes()),
        ),
        output: Path = typer.Option(
            None,
            "--output",
            "-o",
            metavar="FILE",
            autocompletion=files,
            help=Text("结果文件：{}", "The result: {}").format(results).in_language(language),
        ),
        reports: Path = typer.Option(
            None,
            "--reports",
            metavar="FOLDER",
            autocompletion=files,
            help=words(
                "为每个单位写一份报告，并写一页总览，放入这个文件夹（整体替换）",
                "Write a report for each applicant, and an overview, into this folder, which is replaced as a whole",
            ),
        ),
        reports_format: str = typer.Option(
            None,
            "--reports-format",
            metavar="|".join(REPORT_KINDS),
            show_default=False,
            help=words("报告的格式，默认 html", "Format of the reports; default: html"),
            callback=one_of("--reports-format", REPORT_KINDS),
            autocompletion=among(REPORT_KINDS, language),
        ),
        shape: str = typer.Option(
            None,
            "--shape",
            metavar="|".join(SHAPES),
            help=words(
                "wide 每个单位一行；status 同样但没有各项措施的金额；long 每个单位每项措施一行；assessment 完整结果（.jsonl 默认）；"
                "portfolio 供人阅读的工作簿（.xlsx 默认）",
                "wide: a row for each applicant; status: the same without the amounts of measures; long: for each applicant and measure; "
                "assessment: all of it (default for .jsonl); portfolio: a workbook for people (default for .xlsx)",
            ),
            callback=one_of("--shape", SHAPES),
            autocompletion=among(SHAPES, language),
        ),
        id_column: str = tables.id_column,
        keep: list[str] = typer.Option(
            None,
            "--keep",
            autocompletion=among({EVERY_COLUMN: Text("全部列", "every column")}, language),
            metavar="COLUMN",
            help=words("原样带到结果中的列，可重复；all 表示全部", "A column to carry over into the result; repeatable; all: every column"),
        ),
        columns: Path = tables.columns,
        sheet: str = tables.sheet,
        strict: bool = tables.strict,
        lenient: bool = tables.lenient,
        city_from_code: bool = typer.Option(
            False,
            "--city-from-code",
            help=words(
                "没有地市、区县列时，取信用代码的登记机关所在地（仅供参考）",
                "Where no column says city and district, take those where the credit code was registered (only a hint)",
            ),
        ),
        go_on: bool = tables.go_on,
        template: Path = typer.Option(
            None,
            "--template",
            metavar="FILE.xlsx",
            help=words(
                "写出一份可填写的表格后结束；有 --measure、--scope 时只含这些措施要看的列",
                "Write a table to fill in, and exit; with --measure or --scope only the columns that those measures need",
            ),
            autocompletion=files,
        ),
        make_map: bool = typer.Option(
            False,
            "--make-map",
            help=words(
                "为输入的表格写出一份 --columns 用的初稿（写入 --output，默认显示）后结束",
                "Write a first file for --columns from the inputs (to --output, by default shown), and exit",
            ),
        ),
        describe: str = typer.Option(
            None,
            "--describe",
            metavar="|".join(DESCRIBED),
            show_default=False,
            help=words(
                "说明该形式的结果有哪些列（--format json 等）后结束",
                "Tell the columns of a result in that shape (--format json …), and exit",
            ),
            callback=one_of("--describe", DESCRIBED),
            autocompletion=among(DESCRIBED, language),
        ),
        resume: bool = typer.Option(False, "--resume", help=words("接着上次中断的运行", "Continue an interrupted run")),
        engine: str = typer.Option(
            AUTO,
            "--engine",
            metavar="|".join(engines),
            show_default=False,
            help=words("计算引擎，默认自动选择", "Engine; default: chosen automatically"),
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
            autocompletion=measures(language, or_title=False),
        ),
        scope: list[str] = options.scope,
        closing_within: int = options.closing_within,
        summary: bool = typer.Option(
            True,
            "--summary/--no-summary",
            show_default=False,
            help=words("显示汇总（默认）；--no-summary 不显示", "Show the summary (default); --no-summary: do not"),
        ),
        summary_format: str = options.formats("content", "data", "rows", words=Text("汇总的格式", "Format of the summary")),
        since: Path = typer.Option(
            None,
            "--since",
            metavar="RESULT.jsonl",
            autocompletion=files_named(".jsonl"),
            help=words(
                "与以前的完整结果（.jsonl）按编号相比：变化汇总显示，逐项写入结果旁的 .changes.csv",
                "Compare with an earlier result of whole assessments (.jsonl), by id: a summary is shown, what changed goes into a .changes.csv "
                "beside the result",
            ),
        ),
        plain_csv: bool = options.plain_csv,
        quiet: bool = typer.Option(
            False,
            "--quiet",
            help=words(
                "不显示各列的含义、进度和已写入的文件，只显示提醒和问题",
                "Do not show what the columns were taken for, progress and the files written; only warnings and what is wrong",
            ),
        ),
        verbose: bool = typer.Option(
            False,
            "--verbose",
            help=words("另外显示所有列的含义、目录版本和引擎", "Also show what every column was taken for, the catalogue and the engine"),
        ),
        progress: str = typer.Option(
            None,
            "--progress",
            metavar="|".join(FORMS),
            show_default=False,
            help=words(
                "进度的形式：text 每隔一会儿一行，json 每行一个 JSON 对象，off 不显示；默认在终端上显示为一行",
                "Form of the progress: text: a line now and then; json: a JSON object a line; off: none; default: one line on a terminal",
            ),
            callback=one_of("--progress", FORMS),
            autocompletion=among(FORMS, language),
        ),
        log: Path = typer.Option(
            None,
            "--log",
            metavar="FILE",
            autocompletion=files,
            help=words("把运行中的消息连同时间追加到这个文件", "Append the messages of the run to this file, with the time"),
        ),
        as_of: date = options.as_of,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        from guangdong_ai.api.catalogue_access import CatalogueAccess

        del lang
        catalogue = CatalogueAccess(policies or [])
        if template is not None:
            from guangdong_ai.cli.batch_files import chosen_measures, write_template

            sections = catalogue.sections
            if measure or scope:
                from guangdong_ai.catalogue.facts_used import sections_to_fill_in

                sections = tuple(sections_to_fill_in(chosen_measures(catalogue.whole, scope or (), measure or ())))
            write_template(template, sections, language)
            return
        if describe is not None:
            from guangdong_ai.cli.batch_files import chosen_measures, write_described

            write_described(describe, chosen_measures(catalogue.whole, scope or (), measure or ()), summary_format, output, language)
            return
        if make_map:
            from guangdong_ai.cli.batch_map import MapReading, write_map

            reading = MapReading(columns=columns, sheet=sheet, strict=strict)
            write_map(inputs or [], output, catalogue.whole, reading, language)
            return
        require_files(inputs, output, reports)
        require_cluster(engine, scheduler, master)
        require_resumable(engine, resume=resume)
        require_result(output, reports, {"--shape": shape, "--resume": resume, "--since": since, "--engine": engine != AUTO})
        kind = report_kind(reports, reports_format)
        wanted = None
        if reports is not None:
            from guangdong_ai.cli.batch_reports import WantedReports, require_place

            require_place(reports, kind, output)
            wanted = WantedReports(folder=reports, kind=kind)
        asked = Asked(
            inputs=tuple(inputs),
            output=output or reports,
            shape=shape,
            id_column=id_column,
            keep=tuple(keep or ()),
            columns=columns,
            sheet=sheet,
            strict=strict,
            lenient=lenient,
            city_from_code=city_from_code,
            go_on=go_on,
            resume=resume,
            engine=None if engine == AUTO else engine,
            scheduler=scheduler,
            master=master,
            measures=tuple(measure or ()),
            scopes=tuple(scope or ()),
            summary=summary,
            summary_format=summary_format,
            as_of=as_of or today(),
            since=since,
            plain_csv=plain_csv,
            quiet=quiet,
            verbose=verbose,
            progress=progress,
            log=log,
            closing_within=closing_within,
        )
        if not something_is_due(catalogue.whole, asked, language):
            return
        with rules_are_placed(policies or []):
            if output is not None:
                run = run_batch(asked, catalogue.whole, language, wanted)
            elif wanted is not None:
                from guangdong_ai.cli.batch_reports import run_reports

                run = run_reports(asked, wanted, catalogue.whole, language, alone=True)
        if run.counts.rejected:
            raise typer.Exit(1)

    return app
