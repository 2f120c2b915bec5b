"""Whatever stands in a catalogue, and however tables and columns are called: in the printed SQL it stays in its name, literal or comment.

The SQL is taken apart by the lexical rules of each dialect, as its manual gives them, written down here for themselves: what is left without
names, literals and comments must be the same whatever stands in them.
"""

from datetime import date
from functools import cache

import duckdb
import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.sql import DIALECTS, comment_line, compiled_sql
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import AnyOf, Compare, Condition
from guangdong_ai.rules.source import Source
from tests.bundled_catalogue import bundled_catalogue

DAY = date(2026, 3, 1)
BACKSLASH_IN_LITERALS = ("clickhouse", "databricks", "snowflake", "spark")
BACKSLASH_IN_NAMES = ("clickhouse",)
NESTED_COMMENTS = ("postgres", "duckdb", "spark", "databricks", "clickhouse")
NAMES_IN = {"databricks": "`", "spark": "`"}

NASTY = (
    "\nDROP TABLE precious; --", "\r\nDROP TABLE precious; --", "\u2028DROP TABLE precious; --", "\u2029x", "\x85x", "\x0bx", "\x0cx", "\x1cx",
    "'; DROP TABLE precious; --", '"; DROP TABLE precious; --', "`; DROP TABLE precious; --", "\\'; DROP TABLE precious; --",
    '\\"; DROP TABLE precious; --', "\\", "'\\", "*/ DROP TABLE precious; /*", "/*", "*/", "/*/", "*/*", "/**/", "--", "$$", "$a$", "{{x}}",
    'x AS "criterion:0"\nDROP', "x AS `criterion:0`,\nDROP", "a,b", "%", "_", "表'格", "\u202e", "'''", '"""', "```", "E'\\'", "#", ";",
)  # fmt: skip
texts = st.one_of(st.sampled_from(NASTY), st.text(st.sampled_from("'\"`\\\n\r\u2028\x85-*/;ax, ${}%"), min_size=1, max_size=8))


def one_measure() -> Catalogue:
    return bundled_catalogue().with_measures(["little-giant-award"])


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return one_measure()


def with_text(catalogue: Catalogue, text: str) -> Catalogue:
    """The catalogue with the text wherever one can stand that comes into the SQL."""
    (measure,) = catalogue.measures.values()
    whens: list[Condition] = [
        Compare(fact="enterprise.name", operator="in", operand=(text,)),
        AnyOf(
            parts=(Compare(fact="enterprise.name", operator="in", operand=("x", text)), *(c.when for c in measure.criteria[:1] if c.when))
        ),
        Compare(fact="enterprise.city", operator="in", operand=(text,)),
    ]
    source = Source(document=measure.document, article="1", confidence="reported")
    added = tuple(Criterion(id=f"{n}{text}", text=Text(text, text), source=source, when=when) for n, when in enumerate(whens))
    changed = replace(measure, id=f"m{text}", criteria=(*measure.criteria, *added))
    contents = replace(catalogue.contents, manifest=replace(catalogue.manifest, version=text), measures=(changed,))
    return Catalogue(contents, catalogue.digest)


def skeleton(sql: str, dialect: str) -> str:
    """The SQL with ``N``, ``L`` and nothing where names, literals and comments stand. Fails where one of them does not end."""
    left, at = [], 0
    quote = NAMES_IN.get(dialect, '"')
    while at < len(sql):
        if sql.startswith("--", at):
            at = min((end for end in (sql.find(mark, at) for mark in "\n\r\u2028\u2029\x85\x0b\x0c") if end >= 0), default=len(sql))
        elif sql.startswith("/*", at):
            depth, at = 1, at + 2
            while depth:
                assert at < len(sql), "a comment does not end"
                if sql.startswith("*/", at):
                    depth, at = depth - 1, at + 2
                elif sql.startswith("/*", at) and dialect in NESTED_COMMENTS:
                    depth, at = depth + 1, at + 2
                else:
                    at += 1
        elif sql[at] in ("'", quote):
            mark, escapes = sql[at], dialect in (BACKSLASH_IN_LITERALS if sql[at] == "'" else BACKSLASH_IN_NAMES)
            at += 1
            while True:
                assert at < len(sql), "a name or literal does not end"
                if (escapes and sql[at] == "\\") or sql.startswith(mark * 2, at):
                    at += 2
                elif sql[at] == mark:
                    break
                else:
                    at += 1
            at += 1
            left.append("L" if mark == "'" else "N")
        else:
            left.append(sql[at])
            at += 1
    return "".join("".join(left).split())  # long names make the writer break lines


@cache
def tame_skeleton(dialect: str) -> str:
    """That of a catalogue and a table whose names say nothing."""
    return skeleton(compiled_sql(QueryPlan(with_text(one_measure(), "tame"), DAY), dialect, "table", ("number",)), dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=3, deadline=None, derandomize=True, database=None)
@given(text=texts, table=texts, identity=texts)
@example(text="\nDROP TABLE precious; --", table="\nDROP TABLE precious; --", identity="\nDROP TABLE precious; --")
@example(text='\u2028x AS "criterion:0"', table="\u2028x", identity="\\")
@example(text="\\'; DROP TABLE precious; --", table='\\"; DROP TABLE precious; --', identity="`")
@example(text="*/ DROP TABLE precious; /*", table="*/", identity="/*")
@example(text='a\nx AS "criterion:0"\nb', table="x", identity="y")
def test_nothing_leaves_its_place(catalogue: Catalogue, dialect: str, text: str, table: str, identity: str) -> None:
    wild = skeleton(compiled_sql(QueryPlan(with_text(catalogue, text), DAY), dialect, table, (identity,)), dialect)
    assert wild == tame_skeleton(dialect)
    assert "DROP" not in wild


@pytest.mark.parametrize("text", NASTY)
def test_in_duckdb_it_runs_as_one_query_and_means_what_was_written(catalogue: Catalogue, text: str) -> None:
    plan = QueryPlan(with_text(catalogue, text), DAY)
    sql = compiled_sql(plan, "duckdb", text, ("id",))
    with duckdb.connect() as database:
        database.execute("CREATE TABLE precious (x INT)")
        assert len(database.extract_statements(sql)) == 1
        quoted = text.replace('"', '""')
        declared = {**{c.name.split(":")[0]: "VARCHAR" for c in plan.columns}, "enterprise.in_guangdong": "BOOLEAN"}
        declared |= {"titles.little_giant_year": "BIGINT", "titles.little_giant_city_award": "DECIMAL(18,2)"}
        columns = ", ".join(f'"{name}" {type_}' for name, type_ in declared.items())
        database.execute(f'CREATE TABLE "{quoted}" (id VARCHAR, {columns})')
        database.execute(
            f'INSERT INTO "{quoted}" (id, "enterprise.name", "enterprise.city") VALUES (?, ?, ?), (?, ?, ?)',  # noqa: S608  # what is tried here
            ["same", text, text, "other", "another name", text],
        )
        found = dict(database.execute(f'SELECT id, "m{quoted}.status" FROM ({sql})').fetchall())  # noqa: S608
        assert found == {"same": "undetermined", "other": "ineligible"}
        assert database.execute("SELECT count(*) FROM precious").fetchone() == (0,)


@given(st.text())
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_a_comment_is_one_line_for_whoever_reads_lines(text: str) -> None:
    assert comment_line(text).splitlines() == [comment_line(text).removesuffix("\n")]
