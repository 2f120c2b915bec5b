"""Places as people write them: with the province before, with a district after. Read only where exactly one choice is certain."""

from functools import lru_cache

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import folded

_BETWEEN = lazy_pattern(r"[\s·,，、/\-—–]+")
_SUFFIX = lazy_pattern(r"(?:壮族瑶族自治县|瑶族自治县|(?:特别)?合作区|新区|区|县|市)$")
_LONGEST_ADDRESS = 120


def spelled_place(fact: Fact, text: str) -> Choice | None:
    """The choice that is the place, or that contains the place ``text``: 广东省深圳市, 深圳市南山区, 佛山顺德, 广东省普宁市.

    None where that is not certain: for a district alone (there may be another of that name), or one that lies in another city.
    """
    plain = _BETWEEN.sub("", folded(text))
    if not any(choice.parts for choice in fact.choices) or len(plain) > _LONGEST_ADDRESS:
        return None
    inside = next((plain.removeprefix(name) for name in sorted(fact.within, key=len, reverse=True) if plain.startswith(name)), None)
    rest = plain if inside is None else inside
    for choice in fact.choices:
        for name in sorted((_BETWEEN.sub("", folded(one)) for one in (choice.label.zh, *choice.synonyms)), key=len, reverse=True):
            if name and rest.startswith(name) and not name.isascii():
                behind = rest.removeprefix(name)
                if not behind:
                    return choice
                if _lies_in(choice, behind) and not _names_another(fact, choice, behind):
                    return choice
    if inside is not None:
        alone = [choice for choice in fact.choices if inside in choice.parts]
        return alone[0] if len(alone) == 1 else None
    return None


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
    """Whether the choices are places with known districts."""
    return any(choice.parts for choice in fact.choices)


@lru_cache(maxsize=1_000)
def _stem(part: str) -> str:
    return _SUFFIX.sub("", part)


def _lies_in(choice: Choice, behind: str) -> bool:
    """Whether ``behind`` is a part of the choice, or begins with the full name of one."""
    return any(behind in (part, _stem(part)) or behind.startswith(part) for part in choice.parts)


def _names_another(fact: Fact, choice: Choice, behind: str) -> bool:
    """Whether an address continues with another city: 深圳市南山区、珠海市."""
    return any(f"{other.label.zh}市" in behind for other in fact.choices if other is not choice)
