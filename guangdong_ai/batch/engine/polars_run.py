"""One file assessed by Polars, in one pass and in pieces: its results go to a file, the rows that cannot be read to another."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from guangdong_ai.batch.applicant import Row
from guangdong_ai.batch.engine.engine_table import ROW, EngineTable, cell_name, used_cells
from guangdong_ai.batch.engine.natural_columns import NaturalColumns
from guangdong_ai.batch.engine.polars_plan import assessed, summed
from guangdong_ai.batch.engine.wrong_rows import WrongRows
from guangdong_ai.batch.expressions.plan import Plan
from guangdong_ai.batch.inputs.cell import storable
from guangdong_ai.batch.inputs.record_to_row import RowMaker

KEPT = "kept:"
ID = "id"
WRONG = "wrong"
ROWS_AT_ONCE = 10_000

Sink = Callable[[pl.LazyFrame], pl.LazyFrame]
"""Turns the frame of results (``id``, ``kept:N``, the plan's last layer) into one that writes it somewhere when it is collected."""

Collect = Callable[[Sequence[pl.LazyFrame]], Sequence[pl.DataFrame]]
"""Runs lazy frames together, streaming."""


def run_table(plan: Plan, table: EngineTable, sink: Sink, wrong: WrongRows, collect: Collect, *, lenient: bool) -> Mapping[str, int]:
    """Assess the table. Results go where ``sink`` says, rows with cells that cannot be read to ``wrong``, as they stand.

    Gives the sums (see ``summing``) over all that was assessed. With ``lenient`` what cannot be read is unknown, and the row is assessed too.
    """
    kept = [ID, *(f"{KEPT}{index}" for index in table.layout.kept)]
    rows = _in_normal_form(plan, table, wrong)
    if not lenient:
        rows = rows.filter(~pl.col(WRONG))
    # A lenient run needs the column too: without it nothing would be set aside.
    results = assessed(plan, rows.select(*kept, WRONG, *(column.name for column in plan.columns)), [*kept, WRONG])
    sums, _ = collect([summed(plan, results), sink(results)])
    return {name: int(value or 0) for name, value in sums.row(0, named=True).items()}


def rows_of(table: EngineTable, wrong: WrongRows, *, lenient: bool) -> Iterator[Row]:
    """The rows that ``run_table`` has set aside, each with what is wrong with it, in the order of the file."""
    maker = RowMaker(table.file, table.layout, lenient=lenient)
    for piece in wrong.pieces(ROWS_AT_ONCE):
        for line, row in zip(table.lines_of(piece[ROW].to_list()), piece.iter_rows(named=True), strict=True):
            yield maker.row(line, [row.get(cell_name(index)) for index in range(len(table.layout.headers))])


def _in_normal_form(plan: Plan, table: EngineTable, wrong: WrongRows) -> pl.LazyFrame:
    schema = table.frame.collect_schema()
    # A fact that no rule reads is read too: what is wrong in a row is told whatever it is for.
    natural = NaturalColumns(table.layout.columns, {column.index: cell_name(column.index) for column in table.layout.columns}, schema)
    kept = {f"{KEPT}{index}": _text(pl.col(cell_name(index)), schema[cell_name(index)]).fill_null("") for index in table.layout.kept}
    as_they_stand = [pl.col(ROW), *(pl.col(cell_name(index)) for index in used_cells(table.layout))]
    set_aside = pl.map_batches([natural.wrong, *as_they_stand], wrong, return_dtype=pl.Boolean, is_elementwise=True)
    valued = table.frame.with_columns(**natural.values)
    return valued.with_columns(**natural.normal_form(plan.columns), **kept, **{ID: _id(table, schema), WRONG: set_aside})


def _id(table: EngineTable, schema: pl.Schema) -> pl.Expr:
    place = pl.concat_str(pl.lit(f"{table.file.path.as_posix()}:"), table.line.cast(pl.String))
    if table.layout.id is None:
        return place
    name = cell_name(table.layout.id)
    given = _text(pl.col(name), schema[name]).str.strip_chars()
    return pl.when(given.is_null() | (given == "")).then(place).otherwise(given)


def _text(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A cell as ``storable`` writes it."""
    if dtype == pl.String or dtype.is_integer():
        return cell.cast(pl.String)
    return cell.map_elements(storable, return_dtype=pl.String)
