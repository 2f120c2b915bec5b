"""Places as people write them: with the province before, with a district after. Read only where exactly one choice is certain."""

from functools import lru_cache

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import folded

_BETWEEN = lazy_pattern(r"[\s·,，、/()\-—–]+")
_SUFFIX = lazy_pattern(r"(?:壮族瑶族自治县|瑶族自治县|(?:特别)?合作区|新区|区|县|市)$")
_LONGEST_ADDRESS = 120
_GOES_ON = "场民容集"
"""中山市场 is no place in 中山市."""


def spelled_place(fact: Fact, text: str) -> Choice | None:
    """The choice that is the place, or that contains the place or address ``text``: 广东省深圳市, 佛山顺德, 广东省普宁市, 东莞市松山湖科技大道1号.

    None where that is not certain: for a district alone (there may be another of that name), or one that lies in another city.
    """
    plain = _BETWEEN.sub("", folded(text))
    if not is_of_places(fact) or len(plain) > _LONGEST_ADDRESS:
        return None
    inside = next((plain.removeprefix(name) for name in sorted(fact.within, key=len, reverse=True) if plain.startswith(name)), None)
    rest = plain if inside is None else inside
    found = [(name, choice) for name, choice in _names(fact) if rest.startswith(name)]
    for name, choice in found:
        behind = rest.removeprefix(name)
        if not behind:
            return choice
        if _names_another(fact, choice, behind):
            return None
        # A whole name (深圳市, 横琴新区) may be followed by a street; one cut short, only by a part of the place.
        if _lies_in(choice, behind) or (_SUFFIX.search(name) and behind[0] not in _GOES_ON):
            return choice
    if inside:
        parts = [
            choice
            for choice in fact.choices
            for part in choice.parts
            if inside == part or (_SUFFIX.search(part) and inside.startswith(part))
        ]
        return parts[0] if len(parts) == 1 and not _names_another(fact, parts[0], inside) else None
    return None


@lru_cache(maxsize=16)
def _names(fact: Fact) -> tuple[tuple[str, Choice], ...]:
    """Every Chinese name of a choice, the longest first: 珠海市横琴新区 is not 珠海市."""
    spelled = {(_BETWEEN.sub("", folded(one)), choice) for choice in fact.choices for one in (choice.label.zh, *choice.synonyms)}
    return tuple(
        sorted(((name, choice) for name, choice in spelled if name and not name.isascii()), key=lambda item: (-len(item[0]), item[0]))
    )


def places_named(fact: Fact, text: str) -> tuple[Choice, ...]:
    """The choices whose name, or the name of whose district, occurs in ``text``: 前海 is in Shenzhen. None for a place elsewhere."""
    plain = _BETWEEN.sub("", folded(text))
    if is_elsewhere(fact, text):
        return ()
    return tuple(
        choice
        for choice in fact.choices
        if any(name in plain for name in (choice.label.zh, *choice.synonyms) if not name.isascii())
        or any(_stem(part) in plain for part in choice.parts if len(_stem(part)) > 1)
    )


def is_elsewhere(fact: Fact, text: str) -> bool:
    """Whether ``text`` is the region around all choices, or begins with a place outside all of them."""
    plain = _BETWEEN.sub("", folded(text))
    return plain in fact.within or plain.startswith(fact.outside)


def is_of_places(fact: Fact) -> bool:
    """Whether the choices are places: what they lie in is known."""
    return bool(fact.within)


@lru_cache(maxsize=1_000)
def _stem(part: str) -> str:
    return _SUFFIX.sub("", part)


def _lies_in(choice: Choice, behind: str) -> bool:
    """Whether ``behind`` is a part of the choice, or begins with the full name of one."""
    return any(behind in (part, _stem(part)) or behind.startswith(part) for part in choice.parts)


def _names_another(fact: Fact, choice: Choice, behind: str) -> bool:
    """Whether an address continues with another choice, or with a part of one: 深圳市南山区、珠海市, 深圳市顺德区, 珠海市香洲区横琴镇."""
    if any(_whole_name(other) in behind or behind.startswith(other.parts) for other in fact.choices if other.id != choice.id):
        return True
    return any(other.id != choice.id and behind.startswith(name) and _SUFFIX.search(name) for name, other in _names(fact))


def _whole_name(choice: Choice) -> str:
    city = f"{choice.label.zh}市"
    return city if city in choice.synonyms else choice.label.zh
