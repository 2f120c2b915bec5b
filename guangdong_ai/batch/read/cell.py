"""A cell of any format as the value of a fact. One set of rules: whatever type a cell has, it is read as the text that says the same."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Final, Protocol

from guangdong_ai.batch.read.guess import GUESSES, Guessed, guessed
from guangdong_ai.batch.read.layout import FactColumn, value_key
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.accepted import accepted_typed
from guangdong_ai.profiles.coded_choice import coded_choice
from guangdong_ai.profiles.credit_code import registered_division, what_is_wrong
from guangdong_ai.profiles.money import may_mean_two_units, number_without_unit
from guangdong_ai.profiles.no_answer import says_nothing
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.profiles.spelled_choice import spelled_choice
from guangdong_ai.profiles.unknown import Unknown, says_unknown
from guangdong_ai.profiles.wrong_value import not_accepted, wrong_value
from guangdong_ai.rules.kinds import NUMBERS
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind, Value


class NotGiven(Enum):
    """Has one member, so that a type can say "an answer or none"."""

    NOT_GIVEN = "not given"


NOT_GIVEN: Final = NotGiven.NOT_GIVEN
"""The cell is empty, or holds a mark for that: N/A, NULL, —."""

CellAnswer = Value | Unknown | NotGiven | Guessed | Finding
"""What a cell says of its fact: a value, that it is not known, nothing, what it is taken for, or something that cannot be read."""

_MOST_REMEMBERED = 20_000
_MOST_WRONG_REMEMBERED = 1_000
"""What is said of a wrong cell may be long, and there may be as many different ones as rows."""
_LONGEST_REMEMBERED = 200
_EXACT_DIGITS = 15
_ROUND = Text("这是计算时留下的尾数，请用 =ROUND(…,2) 取整", "a calculation left these digits: round it with =ROUND(…,2)")
_NO_NUMBER = Text("不是数", "not a number")
_NO_WHOLE_DATE = Text("可能是年份，不是完整的日期", "may be a year: not a whole date")
_LARGEST_EXPONENT = 40
_LONGEST_SHOWN = 1_000
_BARE_NUMBER = lazy_pattern(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
_EXCEL_EPOCH = date(1899, 12, 30)
_NO_DAY = 60
"""The 29th of February 1900, which Excel counts and which never was. Days before it have one number less."""
_LAST_DAY = 73_415
"""The last day of 2100."""


class CellReader:
    """Reads the cells of one column, and remembers what each text meant. ``texts`` is that memory: looking there first saves a call."""

    def __init__(self, column: FactColumn, *, day_numbers: bool = False) -> None:
        self.texts: dict[str, CellAnswer] = {}
        self._wrong = 0
        self._fact = column.fact
        self._unit = column.unit
        self._values = column.values
        self._column = column
        self._of_number = _NUMBERS[column.fact.kind]
        self._day_numbers = day_numbers

    def read(self, cell: object) -> CellAnswer:
        """What ``cell`` says. None, and a text of spaces, say nothing.

        In a column of dates of a sheet (``day_numbers``) a bare number is a day of Excel's 1900 calendar; one that looks like a year is refused.
        """
        if isinstance(cell, str):
            return self._read_text(cell)
        if cell is None:
            return NOT_GIVEN
        if self._values and value_key(exact_text(cell)) in self._values:
            return self._read_text(exact_text(cell))
        if isinstance(cell, list | tuple | dict):
            return _read_several(self._fact, cell)
        if isinstance(cell, float | Decimal) and not _is_finite(cell):
            return wrong_value(self._fact, Text(f"{cell} 不是数", f"{cell} is not a number"), kind=_NO_NUMBER)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            meant = None if self._of_number is None else self._of_number(self._fact, cell, day_numbers=self._day_numbers)
            if meant is not None:
                return meant
        text = exact_text(cell)
        answer = self._read_text(text)
        if isinstance(answer, Finding) and isinstance(cell, float) and sum(map(str.isdigit, text.lstrip("0."))) > _EXACT_DIGITS:
            return replace(answer, hint=_ROUND)
        return answer

    def _read_text(self, text: str) -> CellAnswer:
        answer = self.texts.get(text)
        if answer is None:
            answer = self._parsed(text) if self._column.source == "own" else _also_said(self._column, self._mapped(text))
            if len(text) <= _LONGEST_REMEMBERED:
                self._remember(text, answer)
        return answer

    def _remember(self, text: str, answer: CellAnswer) -> None:
        self._wrong += isinstance(answer, Finding)
        if len(self.texts) >= _MOST_REMEMBERED or self._wrong > _MOST_WRONG_REMEMBERED:
            self.texts.clear()
            self._wrong = 0
        self.texts[text] = answer

    def _parsed(self, text: str) -> CellAnswer:
        if (mapped := self._values.get(value_key(text)) if self._values else None) is not None:
            # A map says the value itself, an amount in yuan: the unit of the column does not count.
            return parse_text(self._fact, mapped) if mapped.strip() else NOT_GIVEN
        if not text.strip():
            return NOT_GIVEN
        if says_nothing(self._fact, text):
            return self._not_strictly(text, Guessed(value=None, kind="nothing"))
        answer = self._said(text)
        guess = guessed(self._fact, text, self._column.beside) if isinstance(answer, Finding) else None
        return answer if guess is None else self._not_strictly(text, guess)

    def _mapped(self, text: str) -> str:
        return self._values.get(value_key(text), text) if self._values else text

    def _not_strictly(self, text: str, guess: Guessed) -> Guessed | Finding:
        if not self._column.strict:
            return guess
        how = GUESSES[guess.kind]
        return wrong_value(
            self._fact,
            Text("{}没有写明，只能猜测：{}", "{} is not written out and would be guessed: {}").format(quoted(text.strip()), how),
            Text("请写明；或去掉 --strict", "write it out, or leave out --strict"),
            kind=Text("没有写明，只能猜测：{}", "would be guessed: {}").format(how),
        )

    def _said(self, text: str) -> CellAnswer:
        if self._unit and _BARE_NUMBER.fullmatch(plain := half_width(text)):
            if self._unit == "%" and 0 < Decimal(plain.replace(",", "")) <= 1:
                return wrong_value(
                    self._fact,
                    Text(
                        f"列名说单位是 %，{plain} 可能是 {plain}%，也可能是比例",
                        f"the header says %: {plain} may be {plain}% or a fraction",
                    ),
                    Text("请写上百分号，如 50%", "write the percent sign, like 50%"),
                    kind=Text("列名说单位是 %，数可能是比例", "the header says %: the number may be a fraction"),
                )
            return parse_text(self._fact, plain + self._unit)
        return _IN_UNIT[self._fact.kind](self._fact, text, self._unit) if self._unit else parse_text(self._fact, text)


def is_read_otherwise(column: FactColumn) -> bool:
    """Whether the columns map gives another meaning to a cell that has one: then each cell has to be looked up in it."""
    return any(not isinstance(parse_text(column.fact, cell), Finding) for cell in column.values)


def _also_said(column: FactColumn, text: str) -> CellAnswer:
    """What a cell of another fact says of this one: a value, or nothing."""
    if column.source == "code":
        division = None if what_is_wrong(text) else registered_division(text)
        place = coded_choice(column.fact, division) if division else None
        return NOT_GIVEN if place is None else Guessed(value=place.id, kind="code")
    answer = parse_text(column.fact, text) if text.strip() else NOT_GIVEN
    return NOT_GIVEN if isinstance(answer, Finding | Unknown) else answer


def exact_text(cell: object) -> str:
    """``cell`` as text, exactly: 300 for 300.0, 0.1 for the number that is written so, the day alone for midnight; "" for None."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number(Decimal(repr(cell))) if _is_finite(cell) else str(cell)
    if isinstance(cell, Decimal):
        return _number(cell) if cell.is_finite() else str(cell)
    if isinstance(cell, datetime):
        midnight = not (cell.hour or cell.minute or cell.second or cell.microsecond)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    if isinstance(cell, list | tuple):
        return ", ".join(exact_text(part) for part in cell)
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, dict):
        import json

        return json.dumps(cell, ensure_ascii=False, default=exact_text)
    return str(cell)


def storable(cell: object) -> str:
    """``cell`` as text that can be written in UTF-8: half a pair of surrogates, which JSON can hold, becomes ``?``."""
    text = exact_text(cell)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def shown_cell(cell: object) -> str:
    """``cell`` as a list of rejected rows shows it: as it stands, up to a thousand characters."""
    text = storable(cell)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _is_finite(number: float | Decimal) -> bool:
    import math

    return number.is_finite() if isinstance(number, Decimal) else math.isfinite(number)


def _number(number: Decimal) -> str:
    if number == 0:
        return "0"
    if abs(number.adjusted()) > _LARGEST_EXPONENT:
        return str(number)
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _read_several(fact: Fact, cell: Sequence[object] | dict[str, object]) -> CellAnswer:
    if not fact.traits.is_multi_valued or isinstance(cell, dict):
        return not_accepted(fact, list(cell) if isinstance(cell, tuple) else cell, accepted_typed(fact))
    if len(cell) == 1 and isinstance(cell[0], str) and says_unknown(cell[0]):
        return Unknown.UNKNOWN
    chosen: set[str] = set()
    for part in cell:
        choice = spelled_choice(fact, exact_text(part).strip())
        if isinstance(choice, Finding):
            return choice
        chosen.add(choice)
    return frozenset(chosen)


def _day(fact: Fact, number: float, *, day_numbers: bool) -> CellAnswer | None:
    if not day_numbers:
        return None
    if FIRST_YEAR <= number <= LAST_YEAR:
        return wrong_value(
            fact,
            Text(f"{exact_text(number)} 可能是年份，不是完整的日期", f"{exact_text(number)} may be a year: it is not a whole date"),
            Text("请写成 2025-07-31 的形式", "write it like 2025-07-31"),
            kind=_NO_WHOLE_DATE,
        )
    if number == int(number) and 1 <= number <= _LAST_DAY and number != _NO_DAY:
        return _EXCEL_EPOCH + timedelta(days=int(number) + (number < _NO_DAY))
    return parse_text(fact, exact_text(number))


def _digits_lost(fact: Fact, number: float, *, day_numbers: bool) -> Finding | None:
    del day_numbers
    if not isinstance(number, float) or abs(number) < 10**_EXACT_DIGITS:
        return None
    shown = one_line(exact_text(number))
    return wrong_value(
        fact,
        Text(
            f"{shown} 是按数字保存的，第 {_EXACT_DIGITS} 位以后的数字已经丢失",
            f"{shown} was stored as a number, and what came after the {_EXACT_DIGITS}th digit is lost",
        ),
        Text("请把这一列设为文本格式后重新填写", "format the column as text and enter it again"),
        kind=Text("按数字保存，末尾的数字已经丢失", "stored as a number, and its last digits are lost"),
    )


class _OfNumber(Protocol):
    def __call__(self, fact: Fact, number: float, *, day_numbers: bool) -> CellAnswer | None: ...


_NUMBERS: Mapping[Kind, _OfNumber | None] = Registry(
    "numbers in cells",
    "kinds",
    {"text": _digits_lost, "date": _day, **dict.fromkeys(("choice", "choices", "yes_no", *NUMBERS))},
)
"""What a number in a cell means other than the text that says the same; None: nothing else."""


def may_be_day_number(fact: Fact) -> bool:
    """Whether a bare number in a column of the fact may count days."""
    return _NUMBERS[fact.kind] is _day


def _in_larger_unit(fact: Fact, text: str, unit: str) -> CellAnswer:
    """What the text says in a column that counts in a unit: a unit of its own goes before the column's."""
    number = number_without_unit(text)
    if number is not None:
        return parse_text(fact, f"{number:f}{unit}")
    if may_mean_two_units(text):
        return wrong_value(
            fact,
            Text(
                "列名说单位是{}，{}可能是全数，也可能还要乘以该单位",
                "the header says {}: {} may be the whole amount or so many of that unit",
            ).format(unit, quoted(text.strip())),
            Text("请写成数字，或写全单位，如 3000元", "write it in figures, or with its whole unit, like 3000 yuan"),
            kind=Text(
                f"列名说单位是{unit}，数可能是全数，也可能还要乘以该单位",
                f"the header says {unit}: the number may be the whole amount or so many of that unit",
            ),
        )
    return parse_text(fact, text)


def _says_its_own(fact: Fact, text: str, _unit: str) -> CellAnswer:
    return parse_text(fact, text)


_IN_UNIT: Mapping[Kind, Callable[[Fact, str, str], CellAnswer]] = Registry(
    "words in columns with a unit",
    "kinds",
    {"money": _in_larger_unit, "count": _in_larger_unit, "share": _says_its_own, "months": _says_its_own},
    without=dict.fromkeys(("text", "choice", "choices", "yes_no", "year", "date"), "no header says a unit of them"),
)
"""What a text that is more than a number means in a column whose header says a unit."""
