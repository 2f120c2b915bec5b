"""The plan as SQL, in the dialects of the databases that can run it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.results import wide_columns
from guangdong_ai.batch.encode.warehouse_table import NAMED_BY_ID, encoded, warehouse_schema

if TYPE_CHECKING:
    import ibis


DIALECTS: Mapping[str, str] = {
    "clickhouse": "clickhouse",
    "databricks": "databricks",
    "duckdb": "duckdb",
    "postgres": "postgres",
    "snowflake": "snowflake",
    "spark": "pyspark",
    "trino": "trino",
}
"""The dialects of ``compiled_sql``, with the names that ibis has for them."""


def compiled_sql(
    plan: QueryPlan, dialect: str, table: str = "applicants", kept: Sequence[str] = ("id",), names: Mapping[str, str] = NAMED_BY_ID
) -> str:
    """A query over ``table``, which must be as ``encode.warehouse_table`` says and have the columns ``kept`` too, in one of DIALECTS.

    ``names``: what columns are called that are not called by the id of their fact.

    It gives ``kept``, then for each measure ``MEASURE.status``, ``MEASURE.low`` and ``MEASURE.high`` (whole yuan, null where there is no
    figure), then ``total.low``, ``total.high``, ``total.if_all_met`` and ``missing``. Every layer of the plan is a common table expression.
    """
    import ibis
    import sqlglot.expressions as tree

    schema: dict[str, str] = {**dict.fromkeys(kept, "string"), **warehouse_schema(plan.columns, names)}
    source = ibis.table(schema, name=table)
    step = source.select(*(source[name] for name in kept), **encoded(plan.columns, source, names))
    named = [("normal", step)]
    for layer in plan.layers:
        step = layer.over(ibis.table(step.schema(), name=named[-1][0]), kept)
        named.append((layer.name, step))
    above = ibis.table(step.schema(), name=named[-1][0])
    whole = _tree(above.select(*(above[name] for name in kept), **wide_columns(plan, above)), DIALECTS[dialect])
    notes = {name: _stated_in(plan, name) for name in plan.conditions.values()}
    parts = [
        tree.CTE(this=_noted(_tree(step, DIALECTS[dialect]), notes), alias=tree.TableAlias(this=tree.to_identifier(name, quoted=True)))
        for name, step in named
    ]
    whole.set("with_", tree.With(expressions=parts))
    # The engine's writer of SQL sets every name, literal and comment: no text is put together here but the lines above it.
    return f"{_heading(plan, dialect, table)}{whole.sql(dialect=_compiler(DIALECTS[dialect]).dialect, pretty=True)}\n"


def table_definition(
    plan: QueryPlan, dialect: str, table: str = "applicants", kept: Sequence[str] = ("id",), names: Mapping[str, str] = NAMED_BY_ID
) -> str:
    """The statement that creates the table which ``compiled_sql`` reads, beside each column the fact that it holds."""
    import ibis
    import sqlglot.expressions as tree

    labels = {names.get(column.fact.id, column.fact.id): f"{column.fact.label.zh} | {column.fact.label.en}" for column in plan.columns}
    schema: dict[str, str] = {**dict.fromkeys(kept, "string"), **warehouse_schema(plan.columns, names)}
    compiler = _compiler(DIALECTS[dialect])
    columns = []
    for name, type_ in schema.items():
        column = tree.ColumnDef(this=tree.to_identifier(name, quoted=True), kind=compiler.type_mapper.from_ibis(ibis.dtype(type_)))
        if name in labels:
            column.comments = [labels[name]]
        columns.append(column)
    whole = tree.Schema(this=tree.Table(this=tree.to_identifier(table, quoted=True)), expressions=columns)
    return f"{_heading(plan, dialect, table)}{tree.Create(this=whole, kind='TABLE').sql(dialect=compiler.dialect, pretty=True)};\n"


def sql_of(table: "ibis.Table", dialect: str) -> str:
    """The query that gives the table, in a dialect as ibis names it."""
    return str(_tree(table, dialect).sql(dialect=_compiler(dialect).dialect, pretty=True))


def comment_line(text: str) -> str:
    """A line of SQL that says ``text`` and does nothing: whatever would end the line, or is not printable, is written as an escape."""
    shown = "".join(character if character.isprintable() else character.encode("unicode_escape").decode("ascii") for character in text)
    return f"-- {shown}\n"


def _compiler(dialect: str) -> "Any":
    from ibis.backends.sql import compilers

    return getattr(compilers, dialect).compiler


def _tree(step: "ibis.Table", dialect: str) -> "Any":
    """The query, with brackets around each predicate that another one or a calculation is about.

    Without them ``x IN (1, 2) = FALSE`` and ``x IN (1, 2) IS NULL`` would be sent, which Spark and Trino do not take, and ``NOT x IS NULL``,
    which is another question.
    """
    import sqlglot.expressions as tree

    query = _compiler(dialect).to_sqlglot(step.unbind())
    for node in query.walk():
        if isinstance(node, tree.Binary | tree.Predicate) and not isinstance(node, tree.Connector):
            # Behind IS stands NOT NULL, which is no predicate of its own.
            for place in ("this",) if isinstance(node, tree.Is) else ("this", "expression"):
                operand = node.args.get(place)
                if isinstance(operand, tree.Predicate | tree.Not):
                    node.set(place, tree.Paren(this=operand))
    return query


def _noted(query: "Any", notes: Mapping[str, str]) -> "Any":
    """The query with a note beside each column that has one."""
    for column in query.selects:
        note = notes.get(column.alias)
        if note is not None:
            column.comments = [note]
    return query


def _stated_in(plan: QueryPlan, column: str) -> str:
    """The criteria that state the condition in the column, each with its measure or call."""
    stated = [
        f"{measure.id if call is None else call.id}/{criterion.id}"
        for measure in plan.measures
        for criterion, call in measure.criteria
        if criterion.when is not None and plan.conditions[criterion.when] == column
    ]
    return ", ".join(dict.fromkeys(stated))


def _heading(plan: QueryPlan, dialect: str, table: str) -> str:
    catalogue = plan.catalogue
    lines = [
        f"guangdong-ai: catalogue {catalogue.manifest.version} ({catalogue.digest}), as of {plan.as_of.isoformat()}, {dialect}",
        f"reads {table}: a column for each fact, null where it is unknown; money in yuan; choices as ids with commas between them, none for none",
        "layers: normal form, criteria, eligibility (met: true, false, null for undetermined), amounts in whole yuan, totals under stacking rules",
    ]
    return "".join(comment_line(line) for line in lines)
