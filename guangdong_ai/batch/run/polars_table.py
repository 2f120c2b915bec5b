"""One file assessed by Polars, in one pass and in pieces: its results go to a file, the rows that cannot be read are set aside as they stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path
from threading import Lock

import polars as pl

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.results import APPLICANTS
from guangdong_ai.batch.encode.guess_counter import GuessCounter
from guangdong_ai.batch.encode.polars_cells import DECISIVE, UNREADABLE, value_name
from guangdong_ai.batch.encode.polars_columns import NOTHING, ColumnEncoder
from guangdong_ai.batch.outcome import Counts, added_guesses
from guangdong_ai.batch.read.cell import storable
from guangdong_ai.batch.read.csv_rows import nul_faults
from guangdong_ai.batch.read.frames.frame import ROW, SPACES, InputFrame, cell_name, rows_in_file, series_cells, used_cells
from guangdong_ai.batch.read.layout import Layout, used_columns
from guangdong_ai.batch.read.no_applicant import SUSPICIOUS
from guangdong_ai.batch.read.record_to_row import RowMaker
from guangdong_ai.batch.read.repeated import naming_columns
from guangdong_ai.batch.read.table import Applicant, ReadRow, Reject, Rejected, rejects_of
from guangdong_ai.batch.run.polars_layers import assessed, summed
from guangdong_ai.batch.run.polars_plan import EXCLUDED, ExcludedRows, shaped_frame, with_all, written
from guangdong_ai.batch.run.polars_sightings import SightingsInPieces, hashed
from guangdong_ai.batch.write.result_formats import OutputFormat, Shape
from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import record

KEPT = "kept:"
ID = "id"
WRONG = "wrong"
_FINE, _LISTED, _REJECTED = 0, 1, 2
"""Of a row: nothing is wrong; something is told of it; it is not assessed. Only the first is not set aside."""

_NO_APPLICANT = "no applicant"
_GIVEN_ID = "given id"
ROWS_AT_ONCE = 10_000
_NUL = "\x00"


@record
class ResultForm:
    """How results are written: in which shape and format, with which columns carried through (by their headers in the result).

    ``record``: what they come from, as JSON, for Parquet.
    """

    shape: Shape
    format: OutputFormat
    kept: tuple[str, ...]
    record: str = ""


def assess_table(
    plan: QueryPlan,
    table: InputFrame,
    headers: Sequence[str | None],
    result: ResultForm,
    target: Path,
    scratch: Path,
    reject: Callable[[Reject], None],
    progress: Callable[[int], None],
    *,
    lenient: bool,
    sightings: SightingsInPieces | None = None,
) -> tuple[Counts, Mapping[str, int]]:
    """Assess the table into the file ``target``. ``headers``: what the file calls the columns that are carried through, None for none.

    ``progress`` is told, in several threads, how many more rows have passed; what it raises ends the query. ``scratch`` is an empty folder.
    Gives the counts, and the sums (see ``sums_of``) over all that was assessed. With ``lenient`` what cannot be read is unknown, and the row is
    assessed too. ``sightings`` takes who is assessed. Raises Refused, OSError; then what is in ``target`` means nothing.
    """
    wrong = RejectedRows(scratch, progress)
    kept = [ID, *(f"{KEPT}{index}" for index in table.layout.kept)]
    # Every run looks at the column WRONG: unless something depends on it nothing would be set aside.
    guesses = GuessCounter()
    encoded = _encoded(plan, table, wrong, guesses, lenient=lenient)
    looked_at = encoded if sightings is None else _seen(encoded, table, sightings)
    rows = looked_at.filter(pl.col(WRONG) != _REJECTED)
    results = assessed(plan, rows.select(*kept, *(column.name for column in plan.columns)), kept)
    sink = written(shaped_frame(plan, results, result.shape, _kept(table, headers, result)), target, result.format, result.record)
    # One who only counts costs as much as a measure or two: all results pass by two places then. Parquet says how many rows it has, which
    # are the applicants in all shapes but the long one.
    if not plan.with_summary and result.format == "parquet" and result.shape != "long":
        pl.collect_all([sink], engine="streaming")
        sums: Mapping[str, int] = {APPLICANTS: rows_in_file(target)}
    else:
        _, added = pl.collect_all([sink, summed(plan, results)], engine="streaming")
        sums = {name: int(value or 0) for name, value in added.row(0, named=True).items()}
    read, unreadable = table.read(), table.unreadable()
    rejected = made_unknown = 0
    set_aside = _set_aside(table, wrong, plan.catalogue.answer_rules(plan.as_of), lenient=lenient)
    for row in merge(set_aside, unreadable, key=lambda row: row.line or 0):
        for one in rejects_of(row):
            reject(one)
        rejected += isinstance(row, Rejected)
        made_unknown += len(row.made_unknown) if isinstance(row, Applicant) else 0
    counted = added_guesses(guesses.counted())
    counts = Counts(
        read=read,
        assessed=sums[APPLICANTS],
        rejected=rejected,
        made_unknown=made_unknown,
        guesses=counted,
    )
    return counts, sums


def sightings_of(layout: Layout, kept: Callable[[pl.Series], pl.Series] = hashed) -> SightingsInPieces:
    """What looks at a table with this layout for who comes again."""
    return SightingsInPieces(sum(one is not None for one in naming_columns(layout)), _REJECTED, kept)


def _seen(rows: pl.LazyFrame, table: InputFrame, sightings: SightingsInPieces) -> pl.LazyFrame:
    """The rows, looked at for who comes again."""
    of_id, code = naming_columns(table.layout)
    names = [*([] if of_id is None else [pl.col(_GIVEN_ID)]), *([] if code is None else [pl.col(value_name(code.fact))])]
    if not names:
        return rows
    looked_at = pl.map_batches([pl.col(WRONG), pl.col(ROW), *names], sightings, return_dtype=pl.UInt8, is_elementwise=True)
    return rows.with_columns(looked_at.alias(WRONG))


def _kept(table: InputFrame, headers: Sequence[str | None], result: ResultForm) -> Mapping[str, pl.Expr]:
    places = {storable(table.layout.headers[index]): index for index in reversed(table.layout.kept)}
    return {
        name: pl.lit("") if header is None else pl.col(f"{KEPT}{places[header]}") for name, header in zip(result.kept, headers, strict=True)
    }


def _set_aside(table: InputFrame, wrong: "RejectedRows", answer_rules: AnswerRules, *, lenient: bool) -> Iterator[ReadRow]:
    """The rejected rows, each with its findings, in the order of the file."""
    maker = RowMaker(table.file, table.layout, lenient=lenient, answer_rules=answer_rules)
    used = used_cells(table.layout)
    for piece in wrong.pieces(ROWS_AT_ONCE):
        columns = [series_cells(piece[cell_name(index)]) for index in used]
        for line, *looked_at in zip(table.lines_of(piece[ROW].to_list()), *columns, strict=True):
            yield _row(maker, line, _placed(looked_at, used, table), table)


def _row(maker: RowMaker, line: int | None, cells: Sequence[object], table: InputFrame) -> ReadRow:
    return maker.row(line, cells, faults=nul_faults(cells) if table.has_nul else None)


def _encoded(plan: QueryPlan, table: InputFrame, wrong: "RejectedRows", guesses: GuessCounter, *, lenient: bool) -> pl.LazyFrame:
    schema = table.frame.collect_schema()
    # A fact that no rule reads is read too: what is wrong in a row is told whatever it is for.
    frame, names = _without_nul(table)
    encoder = ColumnEncoder(
        table.layout.columns,
        names,
        frame.collect_schema(),
        [(plan.catalogue.facts[name], value) for name, value in table.layout.constants.items()],
        guesses,
    )
    kept = {f"{KEPT}{index}": _text(pl.col(cell_name(index)), schema[cell_name(index)]).fill_null("") for index in table.layout.kept}
    as_they_stand = [pl.col(ROW), *(pl.col(cell_name(index)) for index in used_cells(table.layout))]
    set_aside = _has_nul(table, used_cells(table.layout)) | pl.col(UNREADABLE) | pl.col(EXCLUDED) | pl.col(_NO_APPLICANT)
    rejected = pl.col(_NO_APPLICANT)
    if not lenient:
        rejected |= _has_nul(table, _deciding_cells(table)) | pl.col(DECISIVE) | pl.col(EXCLUDED)
    read = encoder.read(frame).with_columns(**_given_id(table, schema)).with_columns(**{_NO_APPLICANT: _no_applicant(table, schema)})
    # Who is rejected is read off what the keeper of wrong rows gives back: a filter on anything else would be run before it.
    verdict = pl.when(rejected).then(_REJECTED).when(set_aside).then(_LISTED).otherwise(_FINE).cast(pl.UInt8)
    kept_aside = pl.map_batches([verdict, *as_they_stand], wrong, return_dtype=pl.UInt8, is_elementwise=True)
    answer_rules = plan.catalogue.answer_rules(plan.as_of).among(
        {*(column.fact.id for column in table.layout.columns), *table.layout.constants}
    )
    rows = ExcludedRows(answer_rules, plan.catalogue.facts)
    encoded = read.with_columns(**encoder.encoded(with_all(plan.columns, rows.columns)), **kept, **{ID: _id(table)})
    return rows.marked(encoded, lenient=lenient).with_columns(kept_aside.alias(WRONG))


def _deciding_cells(table: InputFrame) -> Sequence[int]:
    """The columns in use in which what cannot be used rejects its row: of several facts in one column, one that decides is enough."""
    deciding = {column.index for column in table.layout.columns if column.decides}
    carried = {column.index for column in table.layout.columns} - deciding
    return [index for index in used_columns(table.layout) if index not in carried]


def _no_applicant(table: InputFrame, schema: pl.Schema) -> pl.Expr:
    """Whether a row describes no applicant (never null). Which may, is seen in columns; of these the maker of rows says it."""
    used = used_cells(table.layout)
    texts = {index for index in used if schema[cell_name(index)] == pl.String}
    labels = [
        pl.col(cell_name(index)).str.contains_any(list(SUSPICIOUS), ascii_case_insensitive=True).fill_null(value=False)
        for index in table.layout.labels
        if index in texts
    ]
    headers = [(used.index(column.index), column.header.strip()) for column in table.layout.columns if column.index in texts]
    maker = RowMaker(table.file, table.layout, lenient=True)

    def judged(columns: Sequence[pl.Series]) -> pl.Series:
        may_be, unreadable, *cells = columns
        if unreadable.any():
            may_be |= _holds_a_header(unreadable, cells, headers)
        places = may_be.arg_true()
        if not len(places):
            return may_be
        rows = zip(*(series_cells(column.gather(places)) for column in cells), strict=True)
        verdicts = [isinstance(_row(maker, None, _placed(row, used, table), table), Rejected) for row in rows]
        return may_be.clone().scatter(places, pl.Series(verdicts, dtype=pl.Boolean))

    asked = [pl.any_horizontal([pl.col(NOTHING), *labels]), pl.col(UNREADABLE), *(pl.col(cell_name(index)) for index in used)]
    return pl.map_batches(asked, judged, return_dtype=pl.Boolean, is_elementwise=True)


def _holds_a_header(unreadable: pl.Series, cells: Sequence[pl.Series], headers: Sequence[tuple[int, str]]) -> pl.Series:
    """In which of the unreadable rows one of the cells at these places is the header of its column (never null)."""
    places = unreadable.arg_true()
    found = pl.Series([False]).new_from_index(0, len(places))
    for place, header in headers:
        found |= (cells[place].gather(places).str.strip_chars(SPACES) == header).fill_null(value=False)
    return unreadable.clone().scatter(places, found)


def _placed(looked_at: Sequence[object], indices: Sequence[int], table: InputFrame) -> list[object]:
    """A cell for each header, None for those that are not looked at."""
    cells: list[object] = [None] * len(table.layout.headers)
    for index, cell in zip(indices, looked_at, strict=True):
        cells[index] = cell
    return cells


def _without_nul(table: InputFrame) -> tuple[pl.LazyFrame, Mapping[int, str]]:
    """The frame, and the columns of it in which the cells of facts stand, by the indices of their headers; empty where a NUL byte is in them."""
    names = {column.index: cell_name(column.index) for column in table.layout.columns}
    if not table.has_nul:
        return table.frame, names
    cells = {name: pl.col(name) for name in names.values()}
    clean = [pl.when(~cell.str.contains(_NUL, literal=True)).then(cell).alias(f"clean:{name}") for name, cell in cells.items()]
    return table.frame.with_columns(clean), {index: f"clean:{name}" for index, name in names.items()}


def _has_nul(table: InputFrame, indices: Sequence[int]) -> pl.Expr:
    """Whether one of these cells holds a NUL byte (never null)."""
    if not table.has_nul:
        return pl.lit(value=False)
    cells = [pl.col(cell_name(index)) for index in indices]
    return pl.any_horizontal([pl.lit(value=False), *(cell.str.contains(_NUL, literal=True).fill_null(value=False) for cell in cells)])


def _given_id(table: InputFrame, schema: pl.Schema) -> Mapping[str, pl.Expr]:
    """The cell that names the applicant, in a column of its own: what asks for it several times would make it several times."""
    if table.layout.id is None:
        return {}
    name = cell_name(table.layout.id)
    text = _text(pl.col(name), schema[name])
    return {_GIVEN_ID: text if schema[name].is_integer() else text.str.strip_chars(SPACES)}


def _id(table: InputFrame) -> pl.Expr:
    """The id that is given, or where none is, the file and the line."""
    path = pl.lit(f"{path_text(table.file.path)}:")
    if table.layout.id is None:
        return pl.concat_str(path, table.line(pl.col(ROW)).cast(pl.String))
    given = pl.col(_GIVEN_ID)
    nameless = given.is_null() | (given == "")
    return pl.when(nameless).then(pl.concat_str(path, table.line(pl.when(nameless).then(pl.col(ROW))).cast(pl.String))).otherwise(given)


def _text(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A cell as ``storable`` writes it."""
    if dtype == pl.String or dtype.is_integer():
        return cell.cast(pl.String)
    return cell.map_batches(_stored, return_dtype=pl.String, is_elementwise=True)


def _stored(cells: pl.Series) -> pl.Series:
    return pl.Series([None if cell is None else storable(cell) for cell in series_cells(cells)], dtype=pl.String)


HELD = 20_000
"""Rows. When so many are held they go to a file: a wrong file may have millions of them."""


class RejectedRows:
    """Takes pieces of a frame in any order, from several threads, and gives them back sorted by ROW.

    ``folder`` is empty, and its own. ``passed`` is told of each piece how many rows it has, and may raise to end the query.
    """

    def __init__(self, folder: Path, passed: Callable[[int], None]) -> None:
        self._folder, self._passed, self._lock = folder, passed, Lock()
        self._held: list[pl.DataFrame] = []
        self._files = 0

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """For ``pl.map_batches``: of which rows something is wrong (not false or 0), then their columns. Gives the first one back."""
        verdict, *cells = columns
        self._passed(len(verdict))
        wrong = verdict.cast(pl.Boolean)
        if wrong.any():
            self._take(_alone(pl.DataFrame(cells).filter(wrong)))
        return verdict

    def _take(self, rows: pl.DataFrame) -> None:
        with self._lock:
            self._held.append(rows)
            if sum(len(held) for held in self._held) >= HELD:
                self._write()

    def _write(self) -> None:
        pl.concat(self._held).write_ipc(self._folder / f"{self._files}.arrow")
        self._files += 1
        self._held.clear()

    def pieces(self, most: int) -> Iterator[pl.DataFrame]:
        """All rows, each once, in the order of their numbers, at most so many at a time."""
        # The engine may have looked at a piece twice.
        if not self._files:
            if self._held:
                yield from pl.concat(self._held).unique(ROW).sort(ROW).iter_slices(most)
            return
        if self._held:
            self._write()
        files = [pl.scan_ipc(self._folder / f"{number}.arrow", glob=False) for number in range(self._files)]
        yield from pl.concat(files).unique(ROW).sort(ROW).collect(engine="streaming").iter_slices(most)


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """A copy of the rows: a filtered frame keeps all texts of the piece in memory."""
    copied = pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
    if not isinstance(copied, pl.DataFrame):
        raise TypeError(copied)
    return copied
