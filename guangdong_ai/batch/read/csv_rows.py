"""Tables as text: comma- or tab-separated. Every record is accounted for, with the line on which it begins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from guangdong_ai.batch.read.csv_form import QUOTES, CsvForm, csv_form, records, run_of_lines
from guangdong_ai.batch.read.header_match import headers_of
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import layout_of
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.split_number import split_number
from guangdong_ai.batch.read.table import InputTable, ReadRow
from guangdong_ai.batch.read.text_file import TextLines, text_lines
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Place
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.quotation import quoted

_NUL: Final = "\x00"
_SPLIT: Final = Text("多出一格，各格可能错位", "a cell too many, and the cells may have moved")


def csv_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The table in a text file. Raises Refused when its form or its headers cannot be used.

    Records without anything in them are passed over. A record with more or fewer cells than headers is rejected, and so is one whose quotes
    do not fit; what they swallow is told.
    """
    form = csv_form(file, headers_of(facts, reading))
    layout = layout_of(
        form.headers,
        facts,
        reading,
        place=Place(file=file.path, line=form.line),
        above=form.above,
        units=form.units,
    )
    maker = RowMaker(file, layout, lenient=reading.lenient, drafting=reading.drafting, answer_rules=reading.answer_rules)
    return InputTable(file=file, layout=layout, warnings=(*form.warnings, *layout.warnings), rows=_rows(file, form, maker))


def _rows(file: InputFile, form: CsvForm, maker: RowMaker) -> Iterator[ReadRow]:
    width = len(form.headers)
    with text_lines(file, form.encoding, newline="") as lines:
        for line, found in records(lines, form.delimiter):
            if line <= form.last:
                continue
            cells = _fitting(found, form)
            if isinstance(cells, Fault):
                yield maker.rejected(line, cells, _text(lines))
            elif len(cells) != width:
                yield maker.rejected(line, _ragged(cells, width, line, lines.number), _text(lines))
            elif faults := nul_faults(cells):
                yield maker.row(line, cells, faults=faults)
            else:
                yield maker.row(line, cells)


def _fitting(cells: list[str] | Fault, form: CsvForm) -> list[str] | Fault:
    """The cells without empty ones beyond the last header; a fault where they may be there because a comma parted a number in two."""
    width = len(form.headers)
    if isinstance(cells, Fault) or len(cells) <= width or any(map(str.strip, cells[width:])):
        return cells
    if len(cells) > width + form.spare and (number := split_number(cells[:width], form.delimiter)) is not None:
        return Fault(Text("{}：{} 可能是一个数", "{}: {} may be one number").format(_SPLIT, quoted(number)), QUOTES, _SPLIT)
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
        yield from (found for found in _every_record(lines, form) if found[0] > form.last)


def _every_record(lines: TextLines, form: CsvForm) -> Iterator[tuple[int, list[str] | Fault, str]]:
    width = len(form.headers)
    for line, found in records(lines, form.delimiter):
        cells = _fitting(found, form)
        if isinstance(cells, Fault):
            yield line, cells, _text(lines)
        elif len(cells) != width:
            yield line, _ragged(cells, width, line, lines.number), _text(lines)
        else:
            yield line, cells, ""


def _ragged(cells: Sequence[str], width: int, first: int, last: int) -> Fault:
    run = run_of_lines(first, last)
    return Fault(
        Text("有 {0:,} 格，表头有 {1:,} 格{2}", "{3}, the header has {1:,}{2}").format(len(cells), width, run, counted(len(cells), "cell")),
        QUOTES,
        Text(f"格数与表头不同（表头有 {width:,} 格）", f"not as many cells as the header, which has {width:,}"),
    )


def nul_faults(cells: Iterable[object]) -> Mapping[int, Fault]:
    """The cells, by their positions, that cannot be used because of a NUL byte."""
    return {index: _nul() for index, cell in enumerate(cells) if isinstance(cell, str) and _NUL in cell}


def _nul() -> Fault:
    return Fault(
        Text("含有空字符（NUL），文件可能已损坏", "there is a NUL byte in it: the file may be damaged"),
        Text("请重新导出文件", "export the file again"),
    )
