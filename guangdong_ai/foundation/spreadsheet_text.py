"""Text that a spreadsheet program would run as a formula when it opens a CSV file."""

import unicodedata

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_RUNS = "=+-@"
_PASSED_OVER = lazy_pattern(r"[\s\x00\ufeff\u200b-\u200f\u2060]*")
"""What a program may drop before it looks at the first character."""


def runs_as_formula(text: str) -> bool:
    """Whether the text begins with =, +, -, @ (also full-width, also after spaces), or has a tab or a line break among its leading spaces."""
    if text[:1].isalnum() or not text:
        return False
    spaces = _PASSED_OVER.match(text)
    rest = text if spaces is None else text[spaces.end() :]
    if spaces is not None and any(character in spaces[0] for character in "\t\r\n"):
        return True
    return bool(rest) and unicodedata.normalize("NFKC", rest[0])[:1] in _RUNS


def as_plain_text(text: str) -> str:
    """The text, with an apostrophe in front if it would run as a formula: programs then show it as text."""
    # Asked here too: most texts begin with a letter or a figure, and a table has millions of cells.
    return text if text[:1].isalnum() or not runs_as_formula(text) else f"'{text}"
