"""Where a line of Chinese, English or both may be broken, and how Rich learns it.

Rich breaks lines at spaces only. Chinese has none: a cell of a table is cut with "…", or a line ends ragged wherever a longer stretch
begins. Here a line may also break between any two Chinese characters, but closing marks never begin a line, option marks never end
one, and a figure keeps its unit. What is longer than a whole line is broken after a hyphen, a dot or a slash, else anywhere: nothing is cut.
"""

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from rich.text import Text

_OPENING = "（《〈“‘〔【「『〖［｛(\\[{"
_CLOSING = "，。、；：！？）》〉”’〕】」』〗］｝…—–·％／/,.;:!?)\\]}"
_UNIT = r"[万亿千百]*(?:个月|周岁|(?![第等])[一-龥])| [万亿]*[元年月日天项家人个条号]| (?:%|yuan\b|days?\b|people\b)"
_WORD = rf"(?:CNY )?[!-\u2dff]+(?<![“‘(\[{{])(?:(?<=[0-9])(?:{_UNIT}))?"
_INSEPARABLE = lazy_pattern(rf"\s*[{_OPENING}]*(?:[第等] ?(?=[0-9]))?(?:{_WORD}|\S)?[{_CLOSING}]*\s*")
"""A Chinese character, a Latin word or a figure with its unit, with the marks before and after it."""

_PART = lazy_pattern(r"[^-/._=|—–]*[-/._=|—–]?")
_CHARACTER = lazy_pattern(r".", re.DOTALL)
_FROM_LARGE_TO_SMALL = (_INSEPARABLE, _PART, _CHARACTER)


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """The positions at which ``text`` is broken into lines of at most ``width`` cells; spaces at the end of a line do not count.

    It stands in for Rich's function of this name. ``fold`` is Rich's way to ask whether words longer than a line may be broken: they
    always are, since Rich would cut them otherwise.
    """
    del fold
    positions: list[int] = []

    def fill(start: int, end: int, size: int) -> int:
        """Break a stretch that begins on a new line into pieces of at most ``size`` cells; returns the cells used on its last line."""
        used = 0
        for piece in _FROM_LARGE_TO_SMALL[size].finditer(text, start, end):
            said = piece[0]
            bare = said.rstrip()
            length = cell_len(bare)
            if used and length and used + length > width:
                positions.append(piece.start())
                used = 0
            if length > width and size + 1 < len(_FROM_LARGE_TO_SMALL):
                used = fill(piece.start(), piece.end(), size + 1)
            else:
                used += length if bare == said else cell_len(said)
        return used

    if cell_len(text) > width:
        fill(0, len(text), 0)
    return positions


def strip_end(line: "Text", width: int) -> None:
    """Take off spaces at the end of a line as far as they stand beyond ``width`` cells.

    It stands in for Rich's ``Text.rstrip_end``, which counts characters: it keeps the space after a full line of Chinese, and the line is
    then cut.
    """
    while line.plain.endswith(tuple(" \u3000")) and cell_len(line.plain) > width:
        line.right_crop(1)


def install() -> None:
    """Have Rich break every line this way, in this process: tables, prints and the help of commands.

    Rich has no setting for it: two functions that it does not document are replaced, and a test watches that it still uses them.
    """
    import rich.text

    rich.text.divide_line = divide_line  # type: ignore[attr-defined]  # not exported
    rich.text.Text.rstrip_end = strip_end  # type: ignore[assignment,method-assign]
