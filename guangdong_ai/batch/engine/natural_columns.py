"""From the columns that files have to the normal form of ``expressions.normal_form``, as Polars expressions.

What is written the usual way is read in columns. The rest (300万, 广州, １２) goes to ``CellReader``, which reads every other input, each
different spelling once. So a cell means the same here as at a prompt.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

import polars as pl

from guangdong_ai.batch.expressions.normal_form import LARGEST, SCALE, NormalColumn
from guangdong_ai.batch.inputs.cell import CellReader, NotGiven
from guangdong_ai.batch.inputs.layout import Column
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.finding import Finding
from guangdong_ai.profiles.limits import FIRST_YEAR, LAST_YEAR
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value

MOST_IN_ONE_ENUM = 12
"""Of more choices there are too many sets to list them all."""

NO_CHOICE = "none"
"""How the empty set of choices is written."""


Reading = tuple[pl.Expr, pl.Expr]
"""The value of a fact as an expression, null where it is unknown or cannot be read, and where it cannot be read."""


class NaturalColumns:
    """Reads the columns of a layout, whose cells are in columns of these names and types, in two steps of expressions.

    ``values`` gives a column ``value:FACT`` for each fact that has a column; ``normal_form`` makes of them the columns of the normal form,
    and ``wrong``: whether some cell of the row cannot be read. A null or empty cell is an unknown fact.
    """

    def __init__(self, columns: Sequence[Column], cells: Mapping[int, str], schema: pl.Schema) -> None:
        self.values: dict[str, pl.Expr] = {}
        self._wrong: list[pl.Expr] = []
        texts: list[tuple[_Spellings, pl.Expr, str]] = []
        for column in columns:
            fact, name = column.fact, cells[column.index]
            found = None if column.unit else _READERS.get(fact.kind, _neither)(fact, pl.col(name), schema[name])
            if found is not None:
                self.values[_value(fact)], wrong = found
                self._wrong += [] if wrong is None else [wrong]
                continue
            spellings, text = _Spellings(column), _as_text(pl.col(name), schema[name])
            usual = pl.lit(None, dtype=_value_type(fact)) if column.unit else _FROM_TEXT.get(fact.kind, _text_itself)(fact, text)
            self.values[_value(fact)] = pl.map_batches([text, usual], spellings.values, return_dtype=_value_type(fact), is_elementwise=True)
            texts.append((spellings, text, _value(fact)))
        if texts:
            looked_at = [expression for _, text, value in texts for expression in (text, pl.col(value))]
            self._wrong.append(
                pl.map_batches(
                    looked_at, _WrongTexts([spellings for spellings, _, _ in texts]), return_dtype=pl.Boolean, is_elementwise=True
                )
            )

    @property
    def wrong(self) -> pl.Expr:
        """Whether some cell of the row cannot be read, over the frame that has ``values``; never null."""
        return pl.any_horizontal(self._wrong) if self._wrong else pl.lit(value=False)

    def normal_form(self, columns: Sequence[NormalColumn]) -> dict[str, pl.Expr]:
        """These columns, over the frame that has ``values``."""
        return {one.name: _part(one) if _value(one.fact) in self.values else pl.lit(None, dtype=_NORMAL_TYPES[one.type]) for one in columns}


def _value(fact: Fact) -> str:
    return f"value:{fact.id}"


def _part(one: NormalColumn) -> pl.Expr:
    """The fact's value in that column; sets of choices are bit masks until here."""
    value = pl.col(_value(one.fact))
    if one.choice is None:
        return value
    bit = [choice.id for choice in one.fact.choices].index(one.choice)
    return (value & (1 << bit)) != 0


_NORMAL_TYPES: Mapping[str, pl.DataType] = {"string": pl.String(), "boolean": pl.Boolean(), "int64": pl.Int64(), "date": pl.Date()}

Found = tuple[pl.Expr, pl.Expr | None] | None
"""A reading of a column that has the fact's own type; without a second part nothing in it can be wrong. None: it has another type."""

_Reader = Callable[[Fact, pl.Expr, pl.DataType], Found]


def _number(fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> Found:
    scale, largest = SCALE[fact.kind], LARGEST[fact.kind]
    if dtype.is_integer():
        whole = cell.cast(pl.Int64, strict=False)
        allowed = _allowed(fact, whole, largest // scale)
        return pl.when(allowed).then(whole * scale), cell.is_not_null() & ~allowed.fill_null(value=False)
    if dtype.is_float() or dtype.is_decimal():
        exact = cell.cast(pl.Float64)
        units = (exact * scale).round()
        # The nearest floating-point number to so many units, or it needs more places than the fact has. By a constant Polars does not
        # divide: it multiplies with the inverse, which is not the same.
        allowed = exact.is_finite() & (units / (exact * 0 + scale) == exact) & _allowed(fact, units, largest)
        return pl.when(allowed).then(units.cast(pl.Int64, strict=False)), cell.is_not_null() & ~allowed.fill_null(value=False)
    return None


def _allowed(fact: Fact, number: pl.Expr, largest: int) -> pl.Expr:
    if fact.kind == "year":
        within = (number >= FIRST_YEAR) & (number <= LAST_YEAR)
        return within if fact.none is None else within | (number == 0)
    return (number >= 0) & (number <= largest)


def _yes_no(_fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> Found:
    return (cell, None) if dtype == pl.Boolean else None


def _day(_fact: Fact, cell: pl.Expr, dtype: pl.DataType) -> Found:
    if dtype != pl.Date:
        return None
    allowed = _in_years(cell)
    return pl.when(allowed).then(cell), cell.is_not_null() & ~allowed.fill_null(value=False)


def _in_years(day: pl.Expr) -> pl.Expr:
    return (day >= date(FIRST_YEAR, 1, 1)) & (day <= date(LAST_YEAR, 12, 31))


def _neither(_fact: Fact, _cell: pl.Expr, _dtype: pl.DataType) -> Found:
    return None


_READERS: Mapping[str, _Reader] = {"count": _number, "year": _number, "money": _number, "share": _number, "yes_no": _yes_no, "date": _day}


def _as_text(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.List):
        return pl.when(cell.list.len() == 0).then(pl.lit(NO_CHOICE)).otherwise(cell.cast(pl.List(pl.String)).list.join(","))
    if dtype == pl.Datetime:
        return cell.dt.to_string("%Y-%m-%d %H:%M:%S")
    return cell if dtype == pl.String else cell.cast(pl.String)


def _choice_itself(fact: Fact, text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Enum([choice.id for choice in fact.choices]), strict=False)


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
    # A sign or leading zeros are not how a person writes such a number: what they mean, the other reader says.
    plain = ~text.str.starts_with("+") & ~(text.str.starts_with("0") & (text.str.len_bytes() > 1))
    scale = SCALE[fact.kind]
    return pl.when(plain & _allowed(fact, whole, LARGEST[fact.kind] // scale)).then(whole * scale)


def _fraction(fact: Fact, text: pl.Expr) -> pl.Expr:
    """Decimals within the places of the fact: so few digits that floating-point numbers tell them apart."""
    scale = SCALE[fact.kind]
    plain = text.str.contains(rf"^(0|[1-9][0-9]{{0,12}})(\.[0-9]{{1,{len(str(scale)) - 1}}})?$")
    units = (pl.when(plain).then(text).cast(pl.Float64, strict=False) * scale).round()
    return pl.when(_allowed(fact, units, LARGEST[fact.kind])).then(units.cast(pl.Int64))


def _money(fact: Fact, text: pl.Expr) -> pl.Expr:
    whole = _digits(fact, text)
    return pl.coalesce(whole, _fraction(fact, pl.when(whole.is_null()).then(text)))


def _iso_day(_fact: Fact, text: pl.Expr) -> pl.Expr:
    usual = pl.when((text.str.len_bytes() == 10) & ~text.str.starts_with("+")).then(text)
    day = usual.str.to_date("%Y-%m-%d", strict=False, exact=True)
    return pl.when(_in_years(day)).then(day)


def _text_itself(_fact: Fact, _text: pl.Expr) -> pl.Expr:
    """Texts are always looked at one by one: their rules are many."""
    return pl.lit(None, dtype=pl.String)


_FROM_TEXT: Mapping[str, Callable[[Fact, pl.Expr], pl.Expr]] = {
    "choice": _choice_itself,
    "choices": _mask,
    "yes_no": _truth,
    "count": _digits,
    "year": _digits,
    "money": _money,
    "share": _fraction,
    "date": _iso_day,
}


def _value_type(fact: Fact) -> pl.DataType:
    match fact.kind:
        case "choice":
            return pl.Enum([choice.id for choice in fact.choices])
        case "yes_no":
            return pl.Boolean()
        case "date":
            return pl.Date()
        case "text":
            return pl.String()
        case _:
            return pl.Int64()


class _Spellings:
    """Reads what is not written the usual way, each different spelling of a piece once."""

    def __init__(self, column: Column) -> None:
        self._fact, self._reader = column.fact, CellReader(column)

    def values(self, columns: Sequence[pl.Series]) -> pl.Series:
        """The usual values, and in their gaps what the text says: null for what is unknown or cannot be read."""
        text, usual = columns
        if usual.null_count() == text.null_count() and len(usual) == len(text):
            return usual
        usual = usual.new_from_index(0, len(text)) if len(usual) != len(text) else usual
        gaps = usual.is_null() & text.is_not_null()
        return usual.zip_with(~gaps, self._mapped(text.set(~gaps, None), self._value, usual.dtype))

    def wrong(self, text: pl.Series, value: pl.Series) -> pl.Series | None:
        """Where the text has no value because it cannot be read; None: nowhere."""
        if value.null_count() == text.null_count():
            return None
        return self._mapped(text.set(value.is_not_null(), None), self._is_wrong, pl.Boolean()).fill_null(value=False)

    def _mapped(self, text: pl.Series, meaning: Callable[[str], object], dtype: pl.DataType) -> pl.Series:
        different = text.unique().drop_nulls()
        known = pl.DataFrame([different.alias("text"), pl.Series("meaning", [meaning(one) for one in different], dtype=dtype)])
        return text.alias("text").to_frame().join(known, on="text", how="left", maintain_order="left")["meaning"]

    def _value(self, text: str) -> object:
        answer = self._reader.read(text)
        return None if isinstance(answer, Unknown | NotGiven | Finding) else in_normal_form(self._fact, answer)

    def _is_wrong(self, text: str) -> bool:
        return isinstance(self._reader.read(text), Finding)


class _WrongTexts:
    """Whether one of several columns of text cannot be read, given with their values, each text before its value."""

    def __init__(self, spellings: Sequence[_Spellings]) -> None:
        self._spellings = spellings
        self._nothing = pl.Series(dtype=pl.Boolean)

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        found = [one.wrong(columns[2 * place], columns[2 * place + 1]) for place, one in enumerate(self._spellings)]
        wrong = [one for one in found if one is not None]
        if not wrong:
            return pl.repeat(False, len(columns[0]), eager=True)  # the value
        return reduce(or_, wrong)


def in_normal_form(fact: Fact, value: Value) -> object:
    """A value of the fact as its column of the normal form holds it; a set of choices as bits."""
    match value:
        case frozenset():
            return sum(1 << bit for bit, choice in enumerate(fact.choices) if choice.id in value)
        case bool() | str() | date():
            return value
        case int() | Decimal():
            return int(value * SCALE[fact.kind])
    raise TypeError(value)
