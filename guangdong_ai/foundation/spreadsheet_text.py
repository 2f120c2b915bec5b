"""Text that a spreadsheet program would take for a formula, and run, when it opens a text table."""

import unicodedata

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_RUNS = "=+-@"
_PASSED_OVER = lazy_pattern(r"[\s\x00\ufeff\u200b-\u200f\u2060]*")
"""What a program may drop before it looks at the first character."""


def runs_as_formula(text: str) -> bool:
    """Whether the text begins with =, +, -, @ (also in other widths, also after spaces), or with a tab or a line break among its spaces."""
    if text[:1].isalnum() or not text:
        return False
    spaces = _PASSED_OVER.match(text)
    rest = text if spaces is None else text[spaces.end() :]
    if spaces is not None and any(character in spaces[0] for character in "\t\r\n"):
        return True
    return bool(rest) and unicodedata.normalize("NFKC", rest[0])[:1] in _RUNS


def as_plain_text(text: str) -> str:
    """The text, with an apostrophe in front where it would run: programs show it as text then."""
    # Asked here too: most texts begin with a letter or a figure, and a table has millions of cells.
    return text if text[:1].isalnum() or not runs_as_formula(text) else f"'{text}"
