"""Tables as text: comma- or tab-separated. Every record is accounted for, with the line on which it begins."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from typing import Final, Literal

from guangdong_ai.batch.applicant import Row
from guangdong_ai.batch.inputs.encoding import encoding_of, encoding_warning
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import layout_of
from guangdong_ai.batch.inputs.reading import Reading, Table
from guangdong_ai.batch.inputs.record_to_row import Fault, RowMaker
from guangdong_ai.batch.inputs.text_lines import TextLines, text_lines
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.record import record
from guangdong_ai.text import Text, counted

_DELIMITERS: Final = {",": Text("逗号", "commas"), "\t": Text("制表符", "tabs"), ";": Text("分号", "semicolons")}
_NUL: Final = "\x00"
_END_MARK: Final = "\x1a"
"""What old programs write at the end of a text."""

_QUOTES: Final = Text("值中有逗号或换行时，请用英文双引号括起来", "put a value with a delimiter or a line break in it in double quotes")


@record
class CsvForm:
    """How a text table is written: as what to decode it, what parts its cells, its headers and the line (from 1) on which they begin."""

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    line: int
    warnings: tuple[Finding, ...]


def csv_form(file: InputFile) -> CsvForm:
    """The form of the file. The first line that is not blank holds the headers. Raises Refused.

    The delimiter is what the format says, a comma or a tab; where the headers hold none of it but another of comma, tab and semicolon, it is
    that one, and a warning tells.
    """
    status = file.path.stat() if file.path.exists() else None
    return _form_of(file, *((0, 0) if status is None else (status.st_size, status.st_mtime_ns)))


@lru_cache(maxsize=256)
def _form_of(file: InputFile, _size: int, _changed: int) -> CsvForm:
    """A file is looked at several times before it is read; finding out its encoding takes reading all of it."""
    encoding = encoding_of(file.path, file.compression)
    told = encoding_warning(file.path, encoding)
    with text_lines(file, encoding, newline="") as lines:
        first = next((line for line in lines if line.strip()), None)
        if first is None:
            raise _refused(file, Text("文件是空的", "the file is empty"), Text("第一行应为列名", "the first line must hold the headers"))
    usual = "\t" if file.format == "tsv" else ","
    others = [delimiter for delimiter in _DELIMITERS if delimiter in first]
    delimiter = usual if usual in first or not others else max(others, key=first.count)
    warnings = [told] if told else []
    if delimiter != usual:
        message = Text(
            f"列之间是{_DELIMITERS[delimiter].zh}，已按此读取", f"the columns are parted by {_DELIMITERS[delimiter].en}, and read so"
        )
        warnings.append(Finding(message=message, place=Place(file=file.path, line=1), severity="warning"))
    with text_lines(file, encoding, newline="") as lines:
        line, cells = next(_records(lines, delimiter), (1, []))
    if not cells:
        raise _refused(file, Text("没有列名", "there are no headers"), Text("第一行应为列名", "the first line must hold the headers"))
    if isinstance(cells, Fault):
        raise _refused(file, cells.reason, cells.hint, line)
    return CsvForm(encoding=encoding, delimiter=delimiter, headers=tuple(cells), line=line, warnings=tuple(warnings))


def csv_table(file: InputFile, facts: Mapping[str, Fact], reading: Reading) -> Table:
    """The table in a text file. Raises Refused when its form or its headers cannot be used.

    Records without anything in them are passed over. A record with more or fewer cells than headers is rejected, and so is one whose quotes
    do not fit; what they swallow is told.
    """
    form = csv_form(file)
    layout = layout_of(
        form.headers,
        facts,
        names=reading.names,
        id_column=reading.id_column,
        keep=reading.keep,
        ignored=reading.ignored,
        used=reading.used,
        place=Place(file=file.path, line=form.line),
    )
    maker = RowMaker(file, layout, lenient=reading.lenient, together=reading.together)
    return Table(file=file, layout=layout, warnings=(*form.warnings, *layout.warnings), rows=_rows(file, form, maker))


def _rows(file: InputFile, form: CsvForm, maker: RowMaker) -> Iterator[Row]:
    width = len(form.headers)
    with text_lines(file, form.encoding, newline="") as lines:
        records = _records(lines, form.delimiter)
        next(records)
        for line, found in records:
            cells = _fitting(found, width)
            if isinstance(cells, Fault):
                yield maker.rejected(line, cells, _text(lines))
            elif len(cells) != width:
                yield maker.rejected(line, _ragged(cells, width, line, lines.number), _text(lines))
            elif faults := nul_faults(cells):
                yield maker.row(line, cells, faults=faults)
            else:
                yield maker.row(line, cells)


def _fitting(cells: list[str] | Fault, width: int) -> list[str] | Fault:
    """The cells without empty ones beyond the last header."""
    if isinstance(cells, Fault) or len(cells) <= width or any(map(str.strip, cells[width:])):
        return cells
    return cells[:width]


def _text(lines: TextLines) -> str:
    """The record at hand, without the line break that ends it."""
    return "".join(lines.taken).rstrip("\r\n")


def records_in(text: str, line: int, form: CsvForm) -> Sequence[tuple[list[str] | Fault, str]]:
    """The records in ``text``, which begins on ``line``: cells, one for each header, or what is wrong, and then also the record's text."""
    lines = TextLines(iter(StringIO(text, newline="")))
    lines.number = line - 1
    return [(cells, of_record) for _, cells, of_record in _every_record(lines, form)]


def every_record(file: InputFile, form: CsvForm) -> Iterator[tuple[int, list[str] | Fault, str]]:
    """Each record with its line: its cells, one for each header, or what is wrong with it, and then also its text."""
    with text_lines(file, form.encoding, newline="") as lines:
        records = _every_record(lines, form)
        next(records)
        yield from records


def _every_record(lines: TextLines, form: CsvForm) -> Iterator[tuple[int, list[str] | Fault, str]]:
    width = len(form.headers)
    for line, found in _records(lines, form.delimiter):
        cells = _fitting(found, width)
        if isinstance(cells, Fault):
            yield line, cells, _text(lines)
        elif len(cells) != width:
            yield line, _ragged(cells, width, line, lines.number), _text(lines)
        else:
            yield line, cells, ""


def _records(lines: TextLines, delimiter: str) -> Iterator[tuple[int, list[str] | Fault]]:
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
        lost = Text(f"，{swallowed.zh}没有读取", f", and {swallowed.en} are not read") if swallowed else Text("", "")
        what = (
            Text("一格太长，可能是引号没有闭合", "a cell is too long: a quote may not be closed")
            if too_long
            else Text("引号没有闭合", "a quote is not closed")
        )
        return Fault(
            Text(f"{what.zh}（第 {opened} 行开始）{lost.zh}", f"{what.en} (it opens on line {opened}){lost.en}"),
            Text("请检查这一行的双引号", "check the double quotes on that line"),
            what,
        )
    if "field limit" in error:
        return Fault(Text("一格太长", "a cell is too long"), _QUOTES)
    run = _run(first, lines.number)
    return Fault(
        Text(f"引号闭合后还有文字{run.zh}", f"text follows after a closing quote{run.en}"),
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


def _ragged(cells: Sequence[str], width: int, first: int, last: int) -> Fault:
    run = _run(first, last)
    return Fault(
        Text(f"有 {len(cells):,} 格，表头有 {width:,} 格{run.zh}", f"{counted(len(cells), 'cell')}, the header has {width:,}{run.en}"),
        _QUOTES,
        Text(f"格数与表头不同（表头有 {width:,} 格）", f"not as many cells as the header, which has {width:,}"),
    )


def _run(first: int, last: int) -> Text:
    return Text(f"（第 {first} 到 {last} 行）", f" (lines {first} to {last})") if last > first else Text("", "")


def nul_faults(cells: Iterable[object]) -> Mapping[int, Fault]:
    """The cells, by their positions, that cannot be used because of a NUL byte."""
    return {index: _nul() for index, cell in enumerate(cells) if isinstance(cell, str) and _NUL in cell}


def _nul() -> Fault:
    return Fault(
        Text("含有空字符（NUL），文件可能已损坏", "there is a NUL byte in it: the file may be damaged"),
        Text("请重新导出文件", "export the file again"),
    )


def _refused(file: InputFile, message: Text, hint: Text | None, line: int | None = None) -> Refused:
    return Refused([Finding(message=message, hint=hint, place=Place(file=file.path, line=line))])
