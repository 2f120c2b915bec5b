"""Pinyin of Chinese words, for completion: without tones, as people type it."""

from functools import cache

from pypinyin import Style, lazy_pinyin


@cache
def pinyin_spellings(word: str) -> tuple[str, ...]:
    """``word`` as it may be typed: in full (``guangzhou``) and by initials (``gz``), in lower case; none for a word without Chinese."""
    if word.isascii():
        return ()
    spoken = "".join(character for character in word if character.isalnum())
    return tuple(dict.fromkeys("".join(lazy_pinyin(spoken, style)).casefold() for style in (Style.NORMAL, Style.FIRST_LETTER)))
