"""The normal form in which spellings are compared: half-width, without case."""

from functools import lru_cache

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0x00A0, 0x202F, 0x2009), " ")

_INNER_HYPHEN = lazy_pattern(r"(?<=[^\W_])[-_](?=[^\W_])")


def half_width(text: str) -> str:
    """``text`` with full-width letters, digits and signs as half-width ones, and without spaces at its ends.

    All other characters stay: a superscript or a circled figure does not become a digit.
    """
    return text.translate(_NARROW).strip()


def folded(text: str) -> str:
    """``text`` for comparing: half-width, without case; each run of spaces, and each hyphen or underscore inside a word, as one space."""
    return _remembered(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    return " ".join(_INNER_HYPHEN.sub(" ", half_width(text).casefold()).split())


_SHORT = 100
_remembered = lru_cache(maxsize=10_000)(_folded)
"""What every cell is held against, like the names of choices, is folded once. What is long is no name."""
