"""``profile``: profile files: show, validate, a template to fill in, those made of a table, and their schema."""

import json
from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.completion.values import files, folders
from guangdong_ai.cli.completion.values import profiles as completed
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options, takes_language
from guangdong_ai.cli.table_options import TableOptions
from guangdong_ai.cli.usage import command_class, group_class
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Language, Text, counted


def profile_commands(language: Language) -> typer.Typer:
    """The commands under ``profile``."""
    words, options, tables = words_in(language), Options(language), TableOptions(language)
    app = typer.Typer(
        cls=group_class(language),
        add_completion=False,
        help=words("档案文件：查看、校验、模板", "Profile files: show, validate, template"),
        options_metavar=words("[选项]", "[OPTIONS]"),
        subcommand_metavar=words("命令 [参数]…", "COMMAND [ARGS]…"),
    )
    takes_language(app, language)
    speaking = command_class(language)
    options_metavar = words("[选项]", "[OPTIONS]")

    @app.command("show", cls=speaking, options_metavar=options_metavar, help=words("查看档案里的答案", "Show the answers in a profile"))
    def show(
        profile: str = typer.Argument(
            ...,
            metavar=words("档案", "PROFILE"),
            help=words("TOML 档案文件；- 表示标准输入", "A TOML profile; - reads standard input"),
            autocompletion=completed,
        ),
        format_: str = options.formats("content", "data", "rows"),
        plain_csv: bool = options.plain_csv,
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _show(profile, format_, output, policies or [], language, plain_csv=plain_csv)

    @app.command(
        "validate",
        cls=speaking,
        options_metavar=options_metavar,
        help=words("校验档案，列出全部问题", "Check profiles and list everything that is wrong"),
    )
    def validate(
        profiles: list[str] = typer.Argument(
            ...,
            metavar=words("档案…", "PROFILE…"),
            help=words("一个或多个 TOML 档案文件", "One or more TOML profiles"),
            autocompletion=completed,
        ),
        as_of: date = options.as_of,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        raise typer.Exit(_validate(profiles, as_of or today(), policies or [], language))

    @app.command(
        "template", cls=speaking, options_metavar=options_metavar, help=words("一份可填写的空白档案", "An empty profile to fill in")
    )
    def template(
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _template(output, policies or [], language)

    @app.command(
        "from-table",
        cls=speaking,
        options_metavar=options_metavar,
        help=words(
            "把表格的每一行写成一份档案，供 explain、what-if、ask 等使用。\n\n"
            "表格的读法与 batch 相同；文件按编号和名称命名，互不重名。不覆盖内容不同的已有档案：有一份如此，就一份都不写。"
            "剔除的行写在文件夹旁的 .rejected.csv 中。",
            "Make a profile of each row of a table, for explain, what-if, ask and the like.\n\n"
            "Tables are read as by batch. Files are called by id and name, no two alike. No profile that differs is overwritten: where there is one, "
            "none is written. Rejected rows go into a .rejected.csv beside the folder.",
        ),
    )
    def from_table(
        inputs: list[str] = typer.Argument(
            ..., metavar=words("表格…", "TABLE..."), help=words("文件、文件夹或通配符", "Files, folders or patterns"), autocompletion=files
        ),
        to: Path = typer.Option(
            None,
            "--to",
            metavar=words("文件夹", "FOLDER"),
            help=words("档案写入这个文件夹", "The folder for the profiles"),
            autocompletion=folders,
        ),
        only: list[str] = typer.Option(
            None,
            "--only",
            metavar=words("编号或名称", "ID|NAME"),
            help=words("只要这一家（编号或名称），可重复", "Only this applicant, by id or name; repeatable"),
            autocompletion=files,
        ),
        id_column: str = tables.id_column,
        columns: Path = tables.columns,
        sheet: str = tables.sheet,
        lenient: bool = tables.lenient,
        strict: bool = tables.strict,
        go_on: bool = tables.go_on,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        from guangdong_ai.cli.profile_from_table import TableAsked, write_profiles

        del lang
        asked = TableAsked(
            inputs=tuple(inputs),
            only=tuple(only or ()),
            id_column=id_column,
            columns=columns,
            sheet=sheet,
            lenient=lenient,
            strict=strict,
            go_on=go_on,
        )
        if write_profiles(asked, to, policies or [], language):
            raise typer.Exit(1)

    @app.command("schema", cls=speaking, options_metavar=options_metavar, help=words("档案的 JSON Schema", "JSON Schema of a profile"))
    def schema(
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _schema(output, policies or [], language)

    return app


def _show(name: str, format_: str, output: Path | None, added: list[Path], language: Language, *, plain_csv: bool) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import profile_from
    from guangdong_ai.reports.content.profile import profile_report

    catalogue = catalogue_with(added)
    write_report(profile_report(profile_from(name, catalogue.facts), catalogue), format_, output, language, plain_csv=plain_csv)


def _validate(names: list[str], as_of: date, added: list[Path], language: Language) -> int:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.error_output import show_findings
    from guangdong_ai.cli.output import write_line
    from guangdong_ai.cli.profile_file import checked_profile

    catalogue = catalogue_with(added)
    findings: list[Finding] = []
    for name in names:
        try:
            checked = checked_profile(name, catalogue, as_of)
        except Refused as refused:
            findings += refused.findings
        else:
            findings += checked.warnings
            known, asked = len(checked.profile.facts), len(checked.profile.dont_know)
            told = Text(f"{name}：正确，{known} 项信息，{asked} 项不知道", f"{name}: valid, {counted(known, 'fact')}, {asked} not known")
            write_line(told.in_language(language))
    show_findings(findings, language)
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _template(output: Path | None, added: list[Path], language: Language) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.output import write_result
    from guangdong_ai.profiles.template import template

    write_result(template(catalogue_with(added).sections, language), output, language, private=True)


def _schema(output: Path | None, added: list[Path], language: Language) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.output import write_json
    from guangdong_ai.profiles.schema import profile_schema

    write_json(json.dumps(profile_schema(catalogue_with(added).sections), ensure_ascii=False, indent=2) + "\n", output, language)
