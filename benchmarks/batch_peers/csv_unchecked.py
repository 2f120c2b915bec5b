"""A CSV file read and assessed without looking at anything: as fast as the same reader and the same rules go where nobody counts records.

What is no number, day or yes/no is null, a record that is built wrongly is left out, and a choice that is none is never equal to one.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
from polars.io.plugins import register_io_source

from batch_peers.province import facts_read
from batch_peers.provincial_measures import AS_OF, MEASURES
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.encode.encoded_columns import SCALE, EncodedColumn
from guangdong_ai.batch.run.polars_layers import assessed
from guangdong_ai.batch.run.polars_plan import results_of
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.rules.value import Kind

TYPES: dict[Kind, tuple[str, pl.DataType]] = {
    "choice": ("VARCHAR", pl.String()),
    "choices": ("VARCHAR", pl.String()),
    "yes_no": ("BOOLEAN", pl.Boolean()),
    "count": ("BIGINT", pl.Int64()),
    "money": ("BIGINT", pl.Int64()),
    "share": ("DOUBLE", pl.Float64()),
    "year": ("BIGINT", pl.Int64()),
    "date": ("DATE", pl.Date()),
}

NOTHING_IN = {"string": pl.String(), "boolean": pl.Boolean(), "int64": pl.Int64(), "date": pl.Date()}


def run(source: Path, target: Path) -> None:
    """Assess every firm of a CSV file."""
    catalogue = load_catalogue()
    facts = facts_read(catalogue)
    plan = QueryPlan(catalogue.with_measures(MEASURES), AS_OF)
    schema = pl.Schema({"id": pl.String(), **{fact.id: TYPES[fact.kind][1] for fact in facts}})
    columns = {"id": "VARCHAR", **{fact.id: TYPES[fact.kind][0] for fact in facts}}

    def pieces(
        with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        del predicate, n_rows, batch_size
        database = duckdb.connect()
        database.execute("SET memory_limit = '400MB'")
        database.execute("SET produce_arrow_string_view = true")
        database.execute("SET arrow_output_version = '1.4'")
        table = database.read_csv(
            str(source), columns=columns, header=True, auto_detect=False, delimiter=",", quotechar='"', escapechar='"', ignore_errors=True
        )
        for batch in table.to_arrow_reader(100_000):
            piece = pl.DataFrame(batch)
            yield piece if with_columns is None else piece.select(with_columns)

    frame = register_io_source(pieces, schema=schema)
    # A rule may read a fact, such as the district, that follows from others and of which the file says nothing.
    normal = frame.select(
        "id",
        **{
            column.name: _normal(column) if column.fact.id in schema else pl.lit(None, dtype=NOTHING_IN[column.type])
            for column in plan.columns
        },
    )
    results = assessed(plan, normal, ["id"]).select("id", *results_of(plan))
    results.sink_parquet(target, compression="zstd", row_group_size=100_000)


def _normal(column: EncodedColumn) -> pl.Expr:
    cell = pl.col(column.fact.id)
    if column.choice is not None:
        return cell.str.contains(column.choice, literal=True)
    if column.fact.kind == "share":
        return (cell * SCALE["share"]).round().cast(pl.Int64)
    return cell * SCALE["money"] if column.fact.kind == "money" else cell
