"""``measures compile``: the rules of one day as SQL for a data warehouse."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.batch.compile.sql import DIALECTS
from guangdong_ai.cli.completion.values import among, files, files_named, measures
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.rule_places import rules_are_placed
from guangdong_ai.cli.usage import WrongUsage, command_class
from guangdong_ai.foundation.control_characters import first_acted_on
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guangdong_ai.catalogue.catalogue import Catalogue


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
        columns: Path = typer.Option(
            None,
            "--columns",
            metavar="MAP.toml",
            help=words(
                "说明表中各列是哪个信息项的文件（[columns]）", "A file that says which facts the columns of the table hold ([columns])"
            ),
            autocompletion=files_named(".toml"),
        ),
        ddl: bool = typer.Option(
            False,
            "--ddl",
            help=words(
                "不写查询，写出建立这张表的语句（默认 duckdb）", "Not the query, but the statement that creates the table (default: duckdb)"
            ),
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
        from guangdong_ai.batch.compile.sql import compiled_sql, table_definition

        dialect = dialect or ("duckdb" if ddl else "")
        if dialect not in DIALECTS:
            listed = ", ".join(DIALECTS)
            given = dialect
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
        names = {} if columns is None else _column_names(columns, catalogue, identity)
        write = table_definition if ddl else compiled_sql
        with rules_are_placed(policies or []):
            query = write(QueryPlan(catalogue, as_of or today()), dialect, table, (identity,), names)
        write_result(query, output, language)


def _column_names(path: Path, catalogue: "Catalogue", identity: str) -> "Mapping[str, str]":
    """What the table calls the columns of facts, by the facts' ids. Raises Refused for a map that says more: SQL takes cells as they are."""
    from guangdong_ai.batch.read.columns_map import read_columns_map
    from guangdong_ai.foundation.errors import Refused
    from guangdong_ai.foundation.finding import Finding, Place

    said = read_columns_map(path, catalogue.facts)
    findings = [
        Finding(
            message=Text(f"[{key}] 不能写入 SQL：查询按原样读取单元格", f"[{key}] cannot be compiled: the query takes cells as they are"),
            hint=Text("请在表中换算好，只留 [columns]", "convert them in the table, and leave [columns] alone"),
            place=Place(file=path),
        )
        for key, given in (("units", said.units), ("values", said.values), ("constants", said.constants))
        if given
    ]
    if identity in said.names and not catalogue.facts[said.names[identity]].traits.is_identifying:
        fact = said.names[identity]
        message = Text(f"--id 的列 {identity} 在表中是 {fact}", f"the column {identity} of --id holds {fact}, by the map")
        findings.append(Finding(message=message, hint=Text("请另选编号列", "choose another column"), place=Place(file=path)))
    if findings:
        raise Refused(findings)
    return {fact: header for header, fact in said.names.items()}
