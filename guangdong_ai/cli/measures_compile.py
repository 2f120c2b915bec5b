"""``measures compile``: the rules of one day as SQL for a data warehouse."""

from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.batch.compile.sql import DIALECTS
from guangdong_ai.cli.completion.values import among, files, measures
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.rule_places import rules_are_placed
from guangdong_ai.cli.usage import WrongUsage, command_class
from guangdong_ai.foundation.control_characters import first_acted_on
from guangdong_ai.foundation.text import Language, Text


def add_compile(app: typer.Typer, language: Language) -> None:
    """Add the command to the group."""
    words, options = words_in(language), Options(language)

    @app.command(
        "compile",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "把某一天的规则编译成一条 SQL 查询，结果与自评相同。表的列见 docs/batch.md。",
            "Compile the rules of a day into one SQL query that gives the same results. The columns of the table: docs/batch.md.",
        ),
    )
    def compile_(
        dialect: str = typer.Option(
            None,
            "--dialect",
            metavar="NAME",
            autocompletion=among(DIALECTS.keys(), language),
            help=words("SQL 方言，如 duckdb、spark、clickhouse", "The SQL dialect, like duckdb, spark or clickhouse"),
        ),
        table: str = typer.Option(
            "applicants",
            "--table",
            metavar="NAME",
            help=words("申报单位表的名称", "Name of the table of applicants"),
            autocompletion=files,
        ),
        identity: str = typer.Option(
            "id", "--id", metavar="COLUMN", help=words("单位编号所在的列", "The column that names the applicants"), autocompletion=files
        ),
        measure: list[str] = typer.Option(
            None,
            "--measure",
            metavar="ID",
            help=words("只编译这项措施，可重复", "This measure only; repeatable"),
            autocompletion=measures(language, or_title=False),
        ),
        as_of: date = options.as_of,
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        from importlib.util import find_spec

        from guangdong_ai.api.catalogue_access import catalogue_with
        from guangdong_ai.api.measure_names import measure_named
        from guangdong_ai.cli.output import write_result

        del lang
        if find_spec("ibis") is None:
            from guangdong_ai.foundation.missing_extra import missing_extra

            raise missing_extra("engine", "ibis", None)
        from guangdong_ai.batch.compile.plan import QueryPlan
        from guangdong_ai.batch.compile.sql import compiled_sql

        if dialect not in DIALECTS:
            listed = ", ".join(DIALECTS)
            given = dialect or ""
            message = (
                Text(f"--dialect 不接受：{given}", f"--dialect does not accept: {given}")
                if given
                else Text("缺少 --dialect", "--dialect is missing")
            )
            raise WrongUsage(message, Text(f"可用：{listed}", f"accepted: {listed}"))
        for option, name in (("--table", table), ("--id", identity)):
            if first_acted_on(name) is not None:
                raise WrongUsage(
                    Text(f"{option} 的名称含有控制字符：{name}", f"{option} contains a control character: {name}"),
                    Text("请删去它", "take it out"),
                )
        catalogue = catalogue_with(policies or [])
        if measure:
            catalogue = catalogue.with_measures([measure_named(name, catalogue).id for name in measure])
        with rules_are_placed(policies or []):
            query = compiled_sql(QueryPlan(catalogue, as_of or today()), dialect, table, (identity,))
        write_result(query, output, language)
