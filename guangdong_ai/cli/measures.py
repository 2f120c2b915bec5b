"""``measures``: the catalogue: list, show, check, test and compare it, and the schema of its files."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.completion.values import among
from guangdong_ai.cli.completion.values import measures as completed
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.measures_compile import add_compile
from guangdong_ai.cli.measures_diff import add_diff
from guangdong_ai.cli.measures_new import add_new
from guangdong_ai.cli.measures_review import add_review
from guangdong_ai.cli.options import Options, takes_language
from guangdong_ai.cli.usage import command_class, group_class
from guangdong_ai.foundation.text import Language, Text, counted

_KINDS = (
    "measures",
    "calls",
    "facts",
    "documents",
    "tables",
    "stacking",
    "implications",
    "contradictions",
    "derived",
    "criteria",
    "evidence",
    "not_modelled",
    "catalogue",
)
"""What the files of the catalogue declare. Named here since the schemas are slow to load; a test holds the two together."""


def measures_commands(language: Language) -> typer.Typer:
    """The commands under ``measures``."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(
        cls=group_class(language),
        add_completion=False,
        help=words("政策目录：列出、查看、检查、测试、比较", "The catalogue: list, show, lint, test, diff"),
        options_metavar=words("[选项]", "[OPTIONS]"),
        subcommand_metavar=words("命令 [参数]…", "COMMAND [ARGS]…"),
    )
    takes_language(app, language)
    speaking = command_class(language)
    options_metavar = words("[选项]", "[OPTIONS]")
    identifier = typer.Argument(
        None,
        metavar=words("[措施]…", "[MEASURE]…"),
        help=words("只测试这些措施；默认全部", "Only these measures; default: all"),
        autocompletion=completed(language),
    )

    @app.command("list", cls=speaking, options_metavar=options_metavar, help=words("列出全部措施", "List all measures"))
    def list_(
        scope: list[str] = options.scope,
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows"),
        plain_csv: bool = options.plain_csv,
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _list(scope or (), as_of or today(), format_, output, policies or (), language, plain_csv=plain_csv)

    @app.command(
        "show", cls=speaking, options_metavar=options_metavar, help=words("查看一项措施的条件、金额、出处与未知之处", "Show one measure")
    )
    def show(
        measure: str = typer.Argument(
            ..., metavar=words("措施", "MEASURE"), help=words("措施编号", "The measure's id"), autocompletion=completed(language)
        ),
        format_: str = options.formats("content", "data", "rows"),
        plain_csv: bool = options.plain_csv,
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _show(measure, format_, output, policies or (), language, plain_csv=plain_csv)

    @app.command(
        "lint",
        cls=speaking,
        options_metavar=options_metavar,
        help=words(
            "检查目录：出处、引用、矛盾、过期、双语。给出 --policies 时只检查这些文件夹，以及它们给其余部分带来的问题",
            "Check the catalogue: sources, references, contradictions, staleness, both languages. With --policies: those folders alone, and what "
            "they do to the rest",
        ),
    )
    def lint(
        everything: bool = typer.Option(
            False, "--all", help=words("连同其余部分自身的问题一起列出", "Tell what is wrong or doubtful in the rest itself, too")
        ),
        as_of: date = options.as_of,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        raise typer.Exit(_lint(as_of or today(), policies or (), language, everything=everything))

    @app.command(
        "test",
        cls=speaking,
        options_metavar=options_metavar,
        help=words("运行各措施所附用例，并指出缺少用例的条件", "Run the cases beside the measures and name criteria that lack one"),
    )
    def test(
        measures: list[str] = identifier,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        raise typer.Exit(_test(measures or (), policies or (), language))

    add_diff(app, language)
    add_compile(app, language)
    add_review(app, language)
    add_new(app, language)

    @app.command(
        "schema",
        cls=speaking,
        options_metavar=options_metavar,
        help=words("目录文件的 JSON Schema", "JSON Schema of the catalogue's files"),
    )
    def schema(
        kind: str = typer.Argument(
            "measures",
            metavar=words("[种类]", "[KIND]"),
            autocompletion=among(_KINDS, language),
            help=words(
                f"{'、'.join(_KINDS[:-1])} 或 {_KINDS[-1]}",
                f"{', '.join(_KINDS[:-1])} or {_KINDS[-1]}",
            ),
        ),
        output: Path = options.output,
        lang: str = options.lang,
    ) -> None:
        del lang
        _schema(kind, output, language)

    return app


def _list(
    scopes: Sequence[str], as_of: date, format_: str, output: Path | None, added: Sequence[Path], language: Language, *, plain_csv: bool
) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.reports.content.measures_list import measures_list_report

    write_report(measures_list_report(catalogue_with(added, scopes), as_of), format_, output, language, plain_csv=plain_csv)


def _show(measure_id: str, format_: str, output: Path | None, added: Sequence[Path], language: Language, *, plain_csv: bool) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.api.measure_names import measure_named
    from guangdong_ai.api.packs import laid_over
    from guangdong_ai.catalogue.load import source_of
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.reports.content.measure import measure_report

    catalogue = catalogue_with(added)
    measure = measure_named(measure_id, catalogue)
    write_report(
        measure_report(measure, catalogue, lambda: source_of("measures", measure.id, laid_over(added))),
        format_,
        output,
        language,
        plain_csv=plain_csv,
    )


def _lint(as_of: date, added: Sequence[Path], language: Language, *, everything: bool) -> int:
    from guangdong_ai.api.linted import linted
    from guangdong_ai.api.packs import laid_over
    from guangdong_ai.catalogue.source_files import bundled_folder
    from guangdong_ai.cli.error_output import show_findings
    from guangdong_ai.cli.output import write_line

    folders = laid_over(added)
    beneath = [folder for folder in folders if folder not in added]
    done = linted((bundled_folder(), *beneath), [folder for folder in folders if folder in added], as_of, everything=everything)
    show_findings(done.findings, language)
    errors = sum(finding.severity == "error" for finding in done.findings)
    warnings = len(done.findings) - errors
    summary = Text(
        f"{done.files} 个文件：{errors} 处错误，{warnings} 处提醒",
        f"{counted(done.files, 'file')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}",
    )
    write_line(summary.in_language(language))
    if done.beneath:
        others = Text(
            f"其下的 {done.beneath} 个文件只报告因此而起的问题；加 --all 全部列出",
            f"of the {counted(done.beneath, 'file')} beneath, only what these change is told; --all tells the rest too",
        )
        write_line(others.in_language(language))
    return 1 if errors else 0


def _test(names: Sequence[str], added: Sequence[Path], language: Language) -> int:
    from guangdong_ai.api.measure_names import measure_named
    from guangdong_ai.api.packs import laid_over
    from guangdong_ai.assessment.cases import check_cases
    from guangdong_ai.catalogue.lint.placeholders import left_to_fill_in
    from guangdong_ai.catalogue.load import check_folders
    from guangdong_ai.catalogue.source_files import bundled_folder
    from guangdong_ai.cli.error_output import show_findings
    from guangdong_ai.cli.output import write_line

    catalogue, files, findings = check_folders((bundled_folder(), *laid_over(added)))
    if catalogue is None:
        show_findings(findings, language)
        return 1
    wanted = {measure_named(name, catalogue).id for name in names} or set(catalogue.with_titles)
    chosen = [file for file in files if file.source.declares == "measures" and file.value.id in wanted]
    count, findings = check_cases(catalogue, chosen)
    findings += left_to_fill_in(chosen)
    show_findings(findings, language)
    summary = Text(
        f"{len(chosen)} 项措施，{count} 个用例，{len(findings)} 处问题",
        f"{counted(len(chosen), 'measure')}, {counted(count, 'case')}, {counted(len(findings), 'finding')}",
    )
    write_line(summary.in_language(language))
    return 1 if findings else 0


def _schema(kind: str, output: Path | None, language: Language) -> None:
    from guangdong_ai.catalogue.schema import catalogue_schemas
    from guangdong_ai.cli.output import write_json
    from guangdong_ai.cli.usage import WrongUsage

    schemas = catalogue_schemas()
    if kind not in schemas:
        listed = ", ".join(schemas)
        raise WrongUsage(Text(f"没有这种文件：{kind}", f"no such kind of file: {kind}"), Text(f"可用：{listed}", f"accepted: {listed}"))
    write_json(json.dumps(schemas[kind], ensure_ascii=False, indent=2) + "\n", output, language)
