"""The records of a text table, one by one, with the lines on which they begin; quotes that do not fit end a record."""

import csv
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.text_lines import TextLines
from guangdong_ai.text import Text

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
        return Fault(Text("一格太长", "a cell is too long"), QUOTES)
    run = run_of_lines(first, lines.number)
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


def run_of_lines(first: int, last: int) -> Text:
    """Which lines a record takes, to be told after it; nothing for one."""
    return Text(f"（第 {first} 到 {last} 行）", f" (lines {first} to {last})") if last > first else Text("", "")
