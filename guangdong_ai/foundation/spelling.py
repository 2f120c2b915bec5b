"""The normal forms in which spellings, and headers of tables, are compared."""

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


@lru_cache(maxsize=8192)
def header_key(text: str) -> str:
    """The form in which two spellings of a header are equal: case, width, spaces, hyphens, quotes and other signs do not count."""
    return "".join(character for character in half_width(text).casefold() if character.isalnum() or character == ".").strip(".")
