"""From the columns that files have to those of ``encode.encoded_columns``, as Polars expressions.

What is written the usual way is read in columns. The rest (300万, 广州, １２) goes to ``CellReader``, which reads every other input, each
different spelling of a piece once. So a cell means the same here as at a prompt.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from math import ceil

import polars as pl

from guangdong_ai.batch.encode.encoded_columns import SCALE, EncodedColumn
from guangdong_ai.batch.encode.guess_counter import GuessCounter
from guangdong_ai.batch.encode.polars_cells import ANSWERS, DECISIVE, UNREADABLE, AskedCells, CellAnswers, encoded_value, value_name
from guangdong_ai.batch.encode.warehouse_table import NO_CHOICE
from guangdong_ai.batch.read.cell import is_read_otherwise
from guangdong_ai.batch.read.frames.frame import ROW
from guangdong_ai.batch.read.layout import FactColumn
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.kinds import NUMBERS
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, NONE_OF_THESE, Kind, Value

MOST_IN_ONE_ENUM = 12
"""Of more choices there are too many sets to list them all."""

FEW_CHOICES = 8
"""Beyond so many, looking a text up is faster than holding it against each choice."""

NOTHING = "nothing"


class ColumnEncoder:
    """Reads the columns of a layout, whose cells are in columns of these names and types, in two steps.

    ``read`` gives a frame a column ``value:FACT`` for each fact that has one, and ``unreadable``: whether some cell of the row cannot be read
    (never null), ``decisive``: whether one of a fact that some measure reads, and ``nothing``: whether no fact but the applicant's names has a
    value; ``encoded`` makes of them the encoded columns. A null or empty cell is an unknown fact. ``constants``: what each row says besides;
    ``guesses``: counts them, by the column ROW of the frame.
    """

    def __init__(
        self,
        columns: Sequence[FactColumn],
        cells: Mapping[int, str],
        schema: pl.Schema,
        constants: Sequence[tuple[Fact, Value]] = (),
        guesses: GuessCounter | None = None,
    ) -> None:
        self._constants = {value_name(fact): pl.lit(encoded_value(fact, value), dtype=value_type(fact)) for fact, value in constants}
        self._guesses = guesses
        usual_of: dict[int, pl.Expr] = {}
        self._as_they_are: dict[str, pl.Expr] = {}
        self._asked: list[tuple[AskedCells, pl.Expr, pl.Expr]] = []
        for column in columns:
            fact, dtype = column.fact, schema[cells[column.index]]
            cell = pl.col(cells[column.index])
            otherwise = bool(column.unit) or is_read_otherwise(column)
            own = None if otherwise else _FROM_COLUMN[fact.kind](fact, cell, dtype)
            if own is cell:
                self._as_they_are[value_name(fact)] = cell
                continue
            # A day that no calendar has (a damaged file) makes Polars end the run where it is written out: days are left to Python.
            as_text = own is None and (dtype.is_integer() or dtype in (pl.String, pl.Boolean, pl.Categorical, pl.Enum))
            if as_text and dtype != pl.String:
                cell = cell.cast(pl.String)
            usual = _FROM_TEXT[fact.kind](fact, cell) if as_text and not otherwise else own
            if usual is None:
                usual = pl.lit(None, dtype=value_type(fact))
            if column.source == "own":
                usual_of[column.index] = usual
            elif (of_other := usual_of.get(column.index)) is not None:
                cell = pl.when(of_other.is_null()).then(cell)  # what is usual for the other fact says nothing of this one
            self._asked.append((AskedCells(column, value_type(fact)), cell, usual))
        self._answers = [value_name(column.fact) for column in columns if not column.fact.traits.is_identifying]
        self._known = {*self._constants, *self._as_they_are, *(value_name(one.fact) for one, _, _ in self._asked)}

    def read(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The frame with the columns that were read. All are asked for in one call: going to Python and back costs more than the answer."""
        nothing = pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_null() for name in self._answers)])
        if not self._asked:
            readable = {UNREADABLE: pl.lit(value=False), DECISIVE: pl.lit(value=False)}
            return frame.with_columns(**self._constants, **self._as_they_are, **readable).with_columns(**{NOTHING: nothing})
        given = [expression for _, cell, usual in self._asked for expression in (cell, usual)]
        counted = [] if self._guesses is None else [pl.col(ROW)]
        answers = CellAnswers([one for one, _, _ in self._asked], self._guesses)
        read = frame.with_columns(
            pl.map_batches([*counted, *given], answers, return_dtype=answers.type, is_elementwise=True).alias(ANSWERS)
        )
        fields = {field.name: pl.col(ANSWERS).struct.field(field.name) for field in answers.type.fields}
        return read.with_columns(**self._constants, **self._as_they_are, **fields).drop(ANSWERS).with_columns(**{NOTHING: nothing})

    def encoded(self, columns: Sequence[EncodedColumn]) -> dict[str, pl.Expr]:
        """These columns, over the frame that ``read`` gave. A choice is a category of the fact's ids, which rules compare as a text."""
        return {
            one.name: _part(one) if value_name(one.fact) in self._known else pl.lit(None, dtype=_POLARS_TYPES[one.type]) for one in columns
        }


def _part(one: EncodedColumn) -> pl.Expr:
    """The fact's value in that column; sets of choices are bit masks until here."""
    value = pl.col(value_name(one.fact))
    if one.choice is None:
        return value
    bit = [choice.id for choice in one.fact.choices].index(one.choice)
    return (value & (1 << bit)) != 0


_POLARS_TYPES: Mapping[str, pl.DataType] = {"string": pl.String(), "boolean": pl.Boolean(), "int64": pl.Int64(), "date": pl.Date()}


def _number(fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    """The units that a number makes, where it is within the limits and has no more places than the fact."""
    if not dtype.is_numeric():
        return None
    scale = SCALE[fact.kind]
    if dtype.is_integer():
        whole = cell.cast(pl.Int64, strict=False)
        return pl.when(_allowed(fact, whole, each=scale)).then(whole * scale)
    # Of single precision the shortest decimal that means it counts: 0.1, not 0.10000000149.
    exact = (cell.cast(pl.String) if dtype.is_float() and dtype != pl.Float64 else cell).cast(pl.Float64)
    units = (exact * scale).round()
    # The nearest floating-point number to so many units, or it needs more places than the fact has. By a constant Polars does not
    # divide: it multiplies with the inverse, which is not the same.
    allowed = exact.is_finite() & (units / (exact * 0 + scale) == exact) & _allowed(fact, units)
    return pl.when(allowed).then(units.cast(pl.Int64, strict=False))


def _allowed(fact: Fact, number: pl.Expr, each: int = 1) -> pl.Expr:
    """Whether an answer may be the number, of which each is so many units of the column."""
    kind = NUMBERS[fact.kind]
    within = (number >= ceil(kind.least / each)) & (number <= kind.most // each)
    return within | (number == NEVER) if fact.signature.may_be_never else within


def _day(_fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    if dtype == pl.Date:
        return pl.when(_in_years(cell)).then(cell)
    if dtype == pl.Datetime:
        return pl.when((cell.dt.time() == time(0)) & _in_years(cell.dt.date())).then(cell.dt.date())
    return None


def _in_years(day: pl.Expr) -> pl.Expr:
    return (day >= date(FIRST_YEAR, 1, 1)) & (day <= date(LAST_YEAR, 12, 31))


def _mask_of_list(fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    """The set as bits, where the list holds nothing but ids."""
    if dtype != pl.List(pl.String):
        return None
    ids = [choice.id for choice in fact.choices]
    others = cell.list.set_difference(pl.lit(pl.Series([ids]))).list.len()
    mask = pl.sum_horizontal(cell.list.contains(name).cast(pl.Int64) * (1 << bit) for bit, name in enumerate(ids))
    return pl.when(cell.is_not_null() & (others == 0)).then(mask)


def _truth_itself(_fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    return cell if dtype == pl.Boolean else None


_FROM_COLUMN: Mapping[Kind, Callable[[Fact, pl.Expr, pl.DataType], pl.Expr | None]] = Registry(
    "columns in Polars",
    "kinds",
    {
        **dict.fromkeys(("text", "choice"), lambda _fact, _cell, _dtype: None),  # texts say them, and nothing else
        "choices": _mask_of_list,
        "yes_no": _truth_itself,
        **dict.fromkeys(NUMBERS, _number),
        "date": _day,
    },
)
"""The values of a column of a type that is the kind's own, null where the cell is not written the usual way; None for other types."""


def _choice_itself(fact: Fact, text: pl.Expr) -> pl.Expr:
    """As a category, which rules ask for sooner than for a text. Few are held against each choice: that is faster than looking them up."""
    choices = _choices_type(fact)
    if len(fact.choices) > FEW_CHOICES:
        return pl.when(text != NONE_OF_THESE).then(text).cast(choices, strict=False)
    category = pl.lit(None, dtype=choices)
    for choice in fact.choices:
        category = pl.when(text == choice.id).then(pl.lit(choice.id, dtype=choices)).otherwise(category)
    return category


def _choices_type(fact: Fact) -> pl.Enum:
    """The type of a column that holds one of the fact's choices in each row, or that it is none of these."""
    return pl.Enum([*(choice.id for choice in fact.choices), NONE_OF_THESE])


def value_type(fact: Fact) -> pl.DataType:
    """The type of a column with the values of the fact; choices are categories, sets of choices bit masks."""
    return _TYPES[fact.kind](fact)


def _mask(fact: Fact, text: pl.Expr) -> pl.Expr:
    """The set as bits. All sets are listed in the order of their bits, so that the place in the list is the mask."""
    ids = [choice.id for choice in fact.choices]
    if len(ids) > MOST_IN_ONE_ENUM or NO_CHOICE in ids:
        return pl.lit(None, dtype=pl.Int64)
    sets = [",".join(name for bit, name in enumerate(ids) if mask >> bit & 1) or NO_CHOICE for mask in range(1 << len(ids))]
    return text.cast(pl.Enum(sets), strict=False).to_physical().cast(pl.Int64)


def _truth(_fact: Fact, text: pl.Expr) -> pl.Expr:
    return pl.when(text == "true").then(pl.lit(value=True)).when(text == "false").then(pl.lit(value=False))


def _digits(fact: Fact, text: pl.Expr) -> pl.Expr:
    whole = text.cast(pl.Int64, strict=False)
    # A sign or leading zeros are not how a person writes such a number: what they mean, the other reader says. To compare texts is half
    # the work of looking for what they begin with.
    plain = ((text >= "1") & (text < ":")) | (text == "0")
    scale = SCALE[fact.kind]
    return pl.when(plain & _allowed(fact, whole, each=scale)).then(whole * scale)


def _fraction(fact: Fact, text: pl.Expr) -> pl.Expr:
    """Decimals within the places of the fact: so few digits that floating-point numbers tell them apart."""
    scale = SCALE[fact.kind]
    plain = text.str.contains(rf"^(0|[1-9][0-9]{{0,12}})(\.[0-9]{{1,{len(str(scale)) - 1}}})?$")
    units = (pl.when(plain).then(text).cast(pl.Float64, strict=False) * scale).round()
    return pl.when(_allowed(fact, units)).then(units.cast(pl.Int64))


def _money(fact: Fact, text: pl.Expr) -> pl.Expr:
    whole = _digits(fact, text)
    return pl.coalesce(whole, _fraction(fact, pl.when(whole.is_null()).then(text)))


def _iso_day(_fact: Fact, text: pl.Expr) -> pl.Expr:
    usual = pl.when((text.str.len_bytes() == 10) & (text >= "0")).then(text)  # no sign before it
    day = usual.str.to_date("%Y-%m-%d", strict=False, exact=True, cache=False)  # days are sooner read than remembered
    return pl.when(_in_years(day)).then(day)


def _text_itself(_fact: Fact, _text: pl.Expr) -> pl.Expr:
    """Texts are always looked at one by one: their rules are many."""
    return pl.lit(None, dtype=pl.String)


_FROM_TEXT: Mapping[Kind, Callable[[Fact, pl.Expr], pl.Expr]] = Registry(
    "cells in Polars",
    "kinds",
    {
        "text": _text_itself,
        "choice": _choice_itself,
        "choices": _mask,
        "yes_no": _truth,
        "count": _digits,
        "year": _digits,
        "money": _money,
        "share": _fraction,
        "date": _iso_day,
        "months": _digits,
    },
)


_TYPES: Mapping[Kind, Callable[[Fact], pl.DataType]] = Registry(
    "values in Polars",
    "kinds",
    {
        "text": lambda _fact: pl.String(),
        "choice": _choices_type,
        "choices": lambda _fact: pl.Int64(),
        "yes_no": lambda _fact: pl.Boolean(),
        **dict.fromkeys(NUMBERS, lambda _fact: pl.Int64()),
        "date": lambda _fact: pl.Date(),
    },
)
