"""Choices as people spell them: by id, by label in either language, or by a declared spelling; case and width do not count."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.accepted import accepted_typed
from guangdong_ai.profiles.coded_choice import coded_choice
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.spelled_place import is_elsewhere, is_of_places, places_named, spelled_place
from guangdong_ai.profiles.wrong_value import not_accepted, wrong_value

_NONE = frozenset({"none", "none of them", "无", "没有", "都没有", "都不是", "以上都没有", "[]"})
_SEPARATORS = ",、;\n"
_PIECE = lazy_pattern(rf"[{_SEPARATORS}]|[^\s{_SEPARATORS}]+")
_MOST_PIECES = 200
_OF_ZONES = ("合作区", "开发区", "高新区", "新区", "自贸区")
"""What names of quite different places end with."""

Pieces = tuple[str, ...]
"""A spelling cut into words and separators."""


def spelled_choice(fact: Fact, text: str) -> str | Finding:
    """The id of the one choice that ``text`` names, or what is wrong with it."""
    if fact.choice(text):
        return text
    named = sorted(_ids_by_spelling(fact).get(_pieces(text), ()))
    if len(named) == 1:
        return named[0]
    if not named and (meant := spelled_place(fact, text) or coded_choice(fact, text)):
        return meant.id
    return _ambiguous(fact, text) if named else _not_a_choice(fact, text)


def spelled_choices(fact: Fact, text: str) -> frozenset[str] | Finding:
    """The ids of the choices that ``text`` names, separated by commas, 、 or semicolons, or by spaces where that is unambiguous; or what is wrong."""
    spellings = _ids_by_spelling(fact)
    pieces = _pieces(text)
    if folded(text) in _NONE and pieces not in spellings:
        return frozenset()
    if len(pieces) > _MOST_PIECES:
        return _not_a_choice(fact, text)
    shortest = _fewest_names(pieces, spellings)
    if len(shortest) == 1:
        return shortest[0]
    if shortest:
        return _ambiguous(fact, text)
    wrong = next((part for part in _parts(text) if not _fewest_names(_pieces(part), spellings)), text)
    return _not_a_choice(fact, wrong)


def suggested_choice(fact: Fact, text: str) -> Choice | None:
    """The choice with the most similar spelling; None without one. Places: one that it lies in; names of two characters with one ending are not similar."""
    if is_of_places(fact):
        places = places_named(fact, text)
        if places or is_elsewhere(fact, text) or text.strip().endswith(_OF_ZONES):
            return places[0] if len(places) == 1 else None
    spellings = {spelling: choice for choice in reversed(fact.choices) for spelling in _spellings(choice)}
    near = closest(text, spellings)
    if near and is_of_places(fact) and not near.isascii() and len(near.removesuffix("市")) == 2 and near[0] != text.strip()[:1]:
        return None
    return spellings[near] if near else None


def _spellings(choice: Choice) -> tuple[str, ...]:
    return (choice.id, choice.label.zh, choice.label.en, *choice.synonyms)


def _pieces(text: str) -> Pieces:
    return tuple(_PIECE.findall(folded(text)))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(rf"[{_SEPARATORS}，；]", text) if part.strip()]


@lru_cache(maxsize=128)
def _ids_by_spelling(fact: Fact) -> Mapping[Pieces, set[str]]:
    """The ids that each spelling may stand for. An id always stands for its own choice, whatever other choices are called."""
    ids: dict[Pieces, set[str]] = defaultdict(set)
    for choice in fact.choices:
        for spelling in _spellings(choice):
            ids[_pieces(spelling)].add(choice.id)
    return ids | {_pieces(choice.id): {choice.id} for choice in fact.choices}


def _fewest_names(pieces: Pieces, spellings: Mapping[Pieces, set[str]]) -> list[frozenset[str]]:
    """Every reading of ``pieces`` as choices with the fewest names: a label of two words is one label, not two shorter ones."""
    best: list[dict[frozenset[str], int]] = [{} for _ in pieces] + [{frozenset(): 0}]
    for start in reversed(range(len(pieces))):
        for end, ids in _names_at(pieces, start, spellings):
            for rest, count in best[end].items():
                for choice_id in ids:
                    reading = rest | {choice_id}
                    best[start][reading] = min(count + 1, best[start].get(reading, count + 1))
        if pieces[start] in _SEPARATORS:
            for rest, count in best[start + 1].items():
                best[start][rest] = min(count, best[start].get(rest, count))
    readings = {reading: count for reading, count in best[0].items() if reading}
    fewest = min(readings.values(), default=0)
    return [reading for reading, count in readings.items() if count == fewest]


def _names_at(pieces: Pieces, start: int, spellings: Mapping[Pieces, set[str]]) -> Iterator[tuple[int, set[str]]]:
    """The end of each spelling that begins at ``start``, with the choices it stands for."""
    for length in {len(spelling) for spelling in spellings}:
        ids = spellings.get(pieces[start : start + length])
        if ids and start + length <= len(pieces):
            yield start + length, ids


def _not_a_choice(fact: Fact, text: str) -> Finding:
    near = suggested_choice(fact, text)
    return not_accepted(fact, text, accepted_typed(fact), did_you_mean(near.id, near.label) if near else None)


def _ambiguous(fact: Fact, text: str) -> Finding:
    given, accepted = quoted(text), accepted_typed(fact)
    return wrong_value(
        fact,
        Text("{}有几种理解，应为{}", "{} can be read in several ways, expected {}").format(given, accepted),
        Text("请用逗号隔开，或写出英文标识", "separate them with commas, or write the ids"),
        kind=Text("有几种理解，应为{}", "can be read in several ways, expected {}").format(accepted),
    )
