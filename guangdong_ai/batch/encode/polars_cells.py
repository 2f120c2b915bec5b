"""Cells that are not written the usual way, column by column: each different spelling is read once, by the reader of every input."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, assert_never

import polars as pl

from guangdong_ai.batch.encode.encoded_columns import SCALE
from guangdong_ai.batch.encode.guess_counter import Found, GuessCounter
from guangdong_ai.batch.read.cell import CellReader, NotGiven, shown_cell
from guangdong_ai.batch.read.frames.frame import series_cells
from guangdong_ai.batch.read.guess import Guessed, GuessKind
from guangdong_ai.batch.read.layout import FactColumn
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value

UNREADABLE = "unreadable"
DECISIVE = "decisive"
ANSWERS = "answers"
_NOTHING = pl.Series([False])


def value_name(fact: Fact) -> str:
    """The column with the values of the fact."""
    return f"value:{fact.id}"


class AskedCells:
    """Reads what is not written the usual way."""

    def __init__(self, column: FactColumn, type_: pl.DataType) -> None:
        self.type = type_
        self.fact, self.decides, self._reader = column.fact, column.decides, CellReader(column)
        self._header, self._own = column.header, column.source == "own"

    def values(self, cell: pl.Series, usual: pl.Series, guessed: "Callable[[Guesses], None]") -> pl.Series:
        """The usual values, and in their gaps what the cell says: null for what is unknown or cannot be read. ``guessed`` is told what was guessed."""
        if usual.null_count() == cell.null_count() and len(usual) == len(cell):
            return usual
        usual = usual.new_from_index(0, len(cell)) if len(usual) != len(cell) else usual
        gaps = (usual.is_null() & cell.is_not_null()).arg_true()
        # What is filled in is a copy: the engine may still hold the other.
        told: dict[object, tuple[GuessKind, str]] = {}
        meanings = _meanings(cell.gather(gaps), lambda one: self._value(one, told), usual.dtype)
        if told:
            guessed((self._header, told, gaps, series_cells(cell.gather(gaps))))
        return usual.clone().scatter(gaps, meanings)

    def wrong(self, cell: pl.Series, value: pl.Series) -> pl.Series | None:
        """Where the cell has no value because it cannot be read; None: nowhere."""
        if value.null_count() == cell.null_count() or not self._own:
            return None
        gaps = (value.is_null() & cell.is_not_null()).arg_true()
        nowhere = _NOTHING.new_from_index(0, len(cell))
        return nowhere.scatter(gaps, _meanings(cell.gather(gaps), self._is_wrong, pl.Boolean()))

    def _value(self, cell: object, told: dict[object, tuple[GuessKind, str]]) -> object:
        answer = self._reader.read(cell)
        if isinstance(answer, Guessed):
            told[cell] = answer.kind, shown_cell(cell)
            return None if answer.value is None else encoded_value(self.fact, answer.value)
        return None if isinstance(answer, Unknown | NotGiven | Finding) else encoded_value(self.fact, answer)

    def _is_wrong(self, cell: object) -> bool:
        return isinstance(self._reader.read(cell), Finding)


def _meanings(cells: pl.Series, meaning: Callable[[Any], object], dtype: pl.DataType) -> pl.Series:
    """What each of the cells means. Of texts each different one is looked at once."""
    asked = series_cells(cells)
    if cells.dtype == pl.String:
        known = {text: meaning(text) for text in set(asked)}
        return pl.Series([known[text] for text in asked], dtype=dtype)
    return pl.Series([meaning(one) for one in asked], dtype=dtype)


class CellAnswers:
    """For several columns, each given as its cells and their usual values: all values, and which rows hold what cannot be read.

    ``unreadable`` is of any cell, ``decisive`` of one whose fact some measure reads.
    """

    def __init__(self, asked: Sequence[AskedCells], guesses: GuessCounter | None) -> None:
        self._asked, self._guesses = asked, guesses
        self.type = pl.Struct({**{value_name(one.fact): one.type for one in asked}, UNREADABLE: pl.Boolean(), DECISIVE: pl.Boolean()})

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """For ``pl.map_batches``: where guesses are counted, the numbers of the rows come first."""
        rows = None
        if self._guesses is not None:
            rows, *columns = columns
        found: list[Guesses] = []
        pairs = [(one, columns[2 * place], columns[2 * place + 1]) for place, one in enumerate(self._asked)]
        values = [one.values(cell, usual, found.append) for one, cell, usual in pairs]
        if self._guesses is not None and rows is not None:
            self._guesses.add(rows, [each for of_column in found for each in _by_kind(of_column, rows)])
        wrongs = [(one.decides, one.wrong(cell, value)) for (one, cell, _), value in zip(pairs, values, strict=True)]
        nowhere = _NOTHING.new_from_index(0, len(columns[0]))
        unreadable = reduce(or_, [wrong for _, wrong in wrongs if wrong is not None], nowhere)
        decisive = reduce(or_, [wrong for decides, wrong in wrongs if decides and wrong is not None], nowhere)
        named = [value.alias(value_name(one.fact)) for (one, _, _), value in zip(pairs, values, strict=True)]
        return pl.DataFrame([*named, unreadable.alias(UNREADABLE), decisive.alias(DECISIVE)]).to_struct(ANSWERS)


Guesses = tuple[str, Mapping[object, tuple[GuessKind, str]], pl.Series, Sequence[object]]
"""The header of a column; cells that were guessed, each with the kind and as it is shown; and where (from 0) which cells stand that were looked at."""


def _by_kind(guesses: Guesses, rows: pl.Series) -> Iterator[Found]:
    header, told, places, cells = guesses
    kinds = pl.Series([told[cell][0] if cell in told else None for cell in cells], dtype=pl.String)
    for kind in dict.fromkeys(kind for kind, _ in told.values()):
        first = next(cell for cell in cells if cell in told and told[cell][0] == kind)
        yield header, kind, told[first][1], rows.gather(places.filter((kinds == kind).fill_null(value=False)))


def encoded_value(fact: Fact, value: Value) -> object:
    """A value of the fact as its encoded column holds it; a set of choices as bits."""
    match value:
        case frozenset():
            return sum(1 << bit for bit, choice in enumerate(fact.choices) if choice.id in value)
        case bool() | str() | date():
            return value
        case int() | Decimal():
            return int(value * SCALE[fact.kind])
        case _:
            assert_never(value)
