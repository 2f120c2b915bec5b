"""Finding what a person named: by an id, a title or a part of one, in Chinese, English or pinyin."""

from collections.abc import Callable, Mapping

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import Text


def named(typed: str, titles: Mapping[str, Text]) -> list[str]:
    """The ids that ``typed`` may stand for, in the order of ``titles``, found by the first of these ways that finds any; [] if none does.

    The ways: the id; a whole title; a part of an id or a title, from the beginning of a word; a title in pinyin, in full, in part or by
    initials. Case, width, spaces and signs do not count.
    """
    if typed in titles:
        return [typed]
    wanted = _letters(typed)
    if not wanted:
        return []
    ways: tuple[Callable[[str, Text], bool], ...] = (
        lambda id_, title: wanted in (_letters(id_), _letters(title.zh), _letters(title.en)),
        lambda id_, title: any(_begins_in(wanted, name) for name in (id_, title.zh, title.en)),
        lambda _, title: _in_pinyin(wanted, title.zh),
    )
    for way in ways:
        found = [id_ for id_, title in titles.items() if way(id_, title)]
        if found:
            return found
    return []


def _letters(name: str) -> str:
    return "".join(character for character in folded(name) if character.isalnum())


_WORD = lazy_pattern(r"[a-z0-9]+|[^\W_]")


def _begins_in(wanted: str, name: str) -> bool:
    """Whether the name has it from the beginning of a word on: ``nope`` is no part of shenzhen-open-source. Each Chinese character is a word."""
    words = _WORD.findall(folded(name))
    return any("".join(words[place:]).startswith(wanted) for place in range(len(words)))


_LEAST_PINYIN = 4
"""Letters: fewer stand in too many titles."""


def _in_pinyin(wanted: str, title: str) -> bool:
    if not wanted.isascii() or not wanted.isalpha() or len(wanted) < _LEAST_PINYIN:
        return False
    from guangdong_ai.foundation.pinyin import pinyin_spellings

    return any(wanted in spelling for spelling in pinyin_spellings(title))
