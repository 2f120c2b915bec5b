"""How a text table is written: its encoding, its delimiter, where its headers stand, and its records one by one."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.split_number import split_number
from guangdong_ai.batch.read.table_head import HEADERS_WITHIN, TableHead, table_head
from guangdong_ai.batch.read.text_file import TextLines, encoding_of, encoding_warning, text_lines
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.foundation.text import Text

QUOTES: Final = Text("值中有逗号或换行时，请用英文双引号括起来", "put a value with a delimiter or a line break in it in double quotes")

_END_MARK: Final = "\x1a"
"""What old programs write at the end of a text."""


def records(lines: TextLines, delimiter: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Each record that is not blank, with its first line; a fault where its quotes do not fit: the next begins on the line after."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield first, _broken(lines, first, delimiter, str(error))
            continue
        if cells and cells[-1].endswith(_END_MARK):
            cells[-1] = cells[-1].rstrip(_END_MARK)
        if any(map(str.strip, cells)):
            yield first, cells


def _broken(lines: TextLines, first: int, delimiter: str, error: str) -> Fault:
    """Why the csv module gave up on the record that begins on line ``first``."""
    opened, closed = _last_quote(lines.taken, delimiter)
    opened += first
    if not closed:
        too_long = "field limit" in error
        swallowed = Text(f"第 {first} 到 {lines.number} 行", f"lines {first} to {lines.number}") if lines.number > first else None
        lost = Text("，{}没有读取", ", and {} are not read").format(swallowed) if swallowed else Text("", "")
        what = (
            Text("一格太长，可能是引号没有闭合", "a cell is too long: a quote may not be closed")
            if too_long
            else Text("引号没有闭合", "a quote is not closed")
        )
        return Fault(
            Text("{}（第 {} 行开始）{}", "{} (it opens on line {}){}").format(what, opened, lost),
            Text("请检查这一行的双引号", "check the double quotes on that line"),
            what,
        )
    if "field limit" in error:
        return Fault(Text("一格太长", "a cell is too long"), QUOTES)
    run = run_of_lines(first, lines.number)
    return Fault(
        Text("引号闭合后还有文字{}", "text follows after a closing quote{}").format(run),
        Text("值中的双引号要写两个", "a double quote inside a value is written twice"),
        Text("引号闭合后还有文字", "text follows after a closing quote"),
    )


def _last_quote(taken: Sequence[str], delimiter: str) -> tuple[int, bool]:
    """On which of the lines (from 0) the last quoted cell opens, and whether it closes."""
    opened = 0
    state: Literal["start", "plain", "quoted", "closed"] = "start"
    for number, line in enumerate(taken):
        for character in line:
            if state == "quoted":
                state = "closed" if character == '"' else "quoted"
            elif character == '"' and state != "plain":
                # A quote right after a closing one stands for a quote: the cell goes on.
                opened = number if state == "start" else opened
                state = "quoted"
            elif character in (delimiter, "\n", "\r"):
                state = "start"
            elif state == "closed":
                return opened, True
            else:
                state = "plain"
    return opened, state != "quoted"


def run_of_lines(first: int, last: int) -> Text:
    """Which lines a record takes, to be told after it; nothing for one."""
    return Text(f"（第 {first} 到 {last} 行）", f" (lines {first} to {last})") if last > first else Text("", "")


_DELIMITERS: Final = {",": Text("逗号", "commas"), "\t": Text("制表符", "tabs"), ";": Text("分号", "semicolons")}
_NAMED: Final = lazy_pattern(r'"?sep=(?P<sign>\\t|[^"\r\n])"?(?P=sign)*\s*', re.IGNORECASE)
"""The first line of tables that spreadsheet programs and scripts write to say what parts the cells: ``sep=;``."""

_LINES_LOOKED_AT: Final = 1_000
"""Lines after the first one, blank ones too, in which the first records are looked for."""

_HEADERS: Final = Text("第一行应为列名", "the first line must hold the headers")


@record
class CsvForm:
    """What to decode the file as, what parts its cells, its headers and what stands ``above`` them, and the units below them, by column.

    The headers begin on ``line`` (from 1), the last record of the head after ``skipped`` lines, and it ends on line ``last``; what comes then
    are records. ``spare``: so many empty cells beyond the last header are the table's way of ending a record. ``skipped_plainly``: in those lines nothing is quoted, so that for any reader they are lines.
    """

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    line: int
    skipped: int
    last: int
    skipped_plainly: bool = True
    spare: int = 0
    above: tuple[str, ...] = ()
    units: Mapping[int, str] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()


_Record = tuple[int, list[str] | Fault, int]
"""A record with its first and its last line."""


@record
class _Start:
    """The first records of a file, read with each delimiter that may part its cells: the named one, or the usual one first."""

    encoding: str
    readings: Mapping[str, Sequence[_Record]]
    plain_up_to: int
    warnings: tuple[Finding, ...]


def csv_form(file: InputFile, known: FactHeaders) -> CsvForm:
    """The form of the file. Headers are looked for in the first records (see ``table_head``); else the first one holds them. Raises Refused.

    The delimiter is what a first line ``sep=`` names, else what the format says, a comma or a tab; where no headers are found with it but
    with another of comma, tab and semicolon, it is that one, and a warning tells.
    """
    status = file.path.stat() if file.path.exists() else None
    start = _start_of(file, *((0, 0) if status is None else (status.st_size, status.st_mtime_ns)))
    usual, *others = start.readings
    heads = {usual: _head(start, usual, known)}
    first = heads[usual]
    if first is None or first.facts < 2:  # one alone may be a title that was taken for a header
        heads |= {delimiter: _head(start, delimiter, known) for delimiter in others}
    found = {delimiter: head.facts for delimiter, head in heads.items() if head is not None}
    delimiter = max(found, key=lambda one: found[one]) if found else _most_used(start, usual)
    form = _form(file, start, delimiter, heads[delimiter])
    if delimiter == usual:
        return form
    message = Text("列之间是{}，已按此读取", "the columns are separated by {}, and are read that way").format(_DELIMITERS[delimiter])
    told = Finding(message=message, place=Place(file=file.path, line=form.line), severity="warning")
    return replace(form, warnings=(*form.warnings, told))


def _head(start: _Start, delimiter: str, known: FactHeaders) -> TableHead | None:
    return table_head([_cells(found) for _, found, _ in start.readings[delimiter]], known)


def _form(file: InputFile, start: _Start, delimiter: str, head: TableHead | None) -> CsvForm:
    reading = start.readings[delimiter]
    if not reading:
        raise _refused(file, Text("没有列名", "there are no headers"), _HEADERS)
    first, last = (0, 0) if head is None else (head.first, head.last)
    line, cells, _ = reading[first]
    if isinstance(cells, Fault):
        raise _refused(file, cells.reason, cells.hint, line)
    skipped = reading[last][0] - 1
    # As they are written, where nothing was put together: that is what the user calls them.
    as_written = head is None or tuple(cell.strip() for cell in cells) == head.headers
    return CsvForm(
        encoding=start.encoding,
        delimiter=delimiter,
        headers=tuple(cells) if head is None or as_written else head.headers,
        line=line,
        skipped=skipped,
        last=reading[last][2],
        skipped_plainly=skipped <= start.plain_up_to,
        spare=_spare(
            [_cells(found) for _, found, _ in reading[last + 1 :]],
            len(cells) if head is None or as_written else len(head.headers),
            delimiter,
        ),
        above=() if head is None else head.above,
        units={} if head is None else head.units,
        warnings=start.warnings,
    )


def _spare(first: Sequence[list[str]], width: int, delimiter: str) -> int:
    """How many empty cells beyond the last header each of the first records has, where at least one of them has no others for a parted number."""
    beyond = [(len(cells) - width, cells) for cells in first if len(cells) >= width]
    least = min((surplus for surplus, _ in beyond), default=0)
    return least if any(surplus == least and split_number(cells, delimiter) is None for surplus, cells in beyond) else 0


def _cells(found: list[str] | Fault) -> list[str]:
    return [] if isinstance(found, Fault) else found


def _most_used(start: _Start, usual: str) -> str:
    """Where no headers are found: the usual delimiter where the first record has any, else the one that it has most of."""
    widths = {delimiter: len(_cells(reading[0][1])) for delimiter, reading in start.readings.items() if reading}
    most = max(widths, key=lambda one: widths[one], default=usual)
    return usual if widths.get(usual, 0) > 1 or widths.get(most, 0) <= 1 else most


@lru_cache(maxsize=256)
def _start_of(file: InputFile, _size: int, _changed: int) -> _Start:
    """A file is looked at several times before it is read; finding out its encoding takes reading all of it."""
    encoding = encoding_of(file.path, file.compression)
    told = encoding_warning(file.path, encoding)
    first, line = _first_line(file, encoding)
    if first is None:
        raise _refused(file, Text("文件是空的", "the file is empty"), _HEADERS)
    named = _NAMED.fullmatch(first)
    usual = "\t" if file.format == "tsv" else ","
    delimiters = [named["sign"].replace("\\t", "\t")] if named else [usual, *(sign for sign in _DELIMITERS if sign != usual)]
    readings = {delimiter: _first_records(file, encoding, delimiter, line, line if named else 0) for delimiter in delimiters}
    return _Start(
        encoding=encoding,
        readings=readings,
        plain_up_to=_plain_up_to(file, encoding, max((reading[-1][2] for reading in readings.values() if reading), default=0)),
        warnings=(told,) if told else (),
    )


def _first_line(file: InputFile, encoding: str) -> tuple[str | None, int]:
    with text_lines(file, encoding, newline="") as lines:
        for line in lines:
            lines.begin()
            if line.strip():
                return line, lines.number
    return None, 0


def _first_records(file: InputFile, encoding: str, delimiter: str, first: int, after: int) -> Sequence[_Record]:
    """The first records after line ``after``, as far as headers, and units below them, are looked for; ``first`` is the first line that is not blank."""
    with text_lines(file, encoding, newline="", most=first + _LINES_LOOKED_AT) as lines:
        found = ((line, cells, lines.number) for line, cells in records(lines, delimiter) if line > after)
        return list(islice(found, HEADERS_WITHIN + 2))


def _plain_up_to(file: InputFile, encoding: str, last: int) -> int:
    """The line up to which no quote stands anywhere, not after ``last``."""
    with text_lines(file, encoding, newline="") as lines:
        for line in lines:
            lines.begin()
            if '"' in line or lines.number > last:
                return lines.number - 1
    return last


def _refused(file: InputFile, message: Text, hint: Text | None, line: int | None = None) -> Refused:
    return Refused([Finding(message=message, hint=hint, place=Place(file=file.path, line=line))])
