"""The choices that an unfinished text may mean: by the beginning of their Chinese or English name, their id, or their pinyin."""

from collections.abc import Mapping, Sequence
from functools import cache

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.pinyin import pinyin_spellings
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

SEPARATORS = lazy_pattern(r"[,，、;；]")
"""What parts the names of several choices."""

YES = Choice(id="yes", label=Text("是", "yes"))
NO = Choice(id="no", label=Text("否", "no"))


def choices_of(fact: Fact) -> tuple[Choice, ...]:
    """The choices of a fact; for a fact of kind yes_no they are yes and no."""
    return fact.choices or _OWN_CHOICES[fact.kind]


_OWN_CHOICES: Mapping[Kind, tuple[Choice, ...]] = Registry(
    "choices at a prompt",
    "kinds",
    {"yes_no": (YES, NO), **dict.fromkeys(("text", "choice", "choices", "count", "money", "share", "year", "date", "months"), ())},
)


def matching_choices(choices: Sequence[Choice], typed: str) -> tuple[Choice, ...]:
    """The choices with a spelling that begins with ``typed``; if there are none, those with a name that contains it. In the order given.

    An empty text matches everything.
    """
    wanted = folded(typed)
    return _beginning(choices, wanted) or tuple(choice for choice in choices if any(wanted in name for name in _names(choice)))


def parts_of(typed: str) -> tuple[str, ...]:
    """The texts between the separators, without empty ones."""
    return tuple(part.strip() for part in SEPARATORS.split(typed) if part.strip())


def last_part(typed: str) -> str:
    """The text after the last separator: the beginning of the next choice."""
    return SEPARATORS.split(typed)[-1].lstrip()


def parts_before_last(typed: str) -> tuple[str, ...]:
    """The texts between the separators before the last one."""
    return parts_of(typed.removesuffix(SEPARATORS.split(typed)[-1]))


def meant_choice(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The one choice of which ``typed`` is the whole name or a unique beginning; None where there are several or none.

    The name of another choice within a name does not count as its beginning: "zhu" is Zhuhai, though Hengqin is also 珠海横琴.
    """
    wanted = folded(typed)
    if not wanted:
        return None
    whole = [choice for choice in choices if wanted in _spellings(choice)]
    found = whole or [choice for choice in choices if _begins_itself(choice, wanted, choices)]
    return found[0] if len(found) == 1 else None


def meant_choices(choices: Sequence[Choice], typed: str) -> frozenset[str] | None:
    """The ids that ``typed`` means, part by part; None where a part has several meanings or none."""
    found = [meant_choice(choices, part) for part in parts_of(typed)]
    if not found or None in found:
        return None
    return frozenset(choice.id for choice in found if choice is not None)


def _beginning(choices: Sequence[Choice], wanted: str) -> tuple[Choice, ...]:
    return tuple(choice for choice in choices if any(spelling.startswith(wanted) for spelling in _spellings(choice)))


def _names(choice: Choice) -> tuple[str, ...]:
    return tuple(folded(name) for name in (choice.label.zh, choice.label.en, choice.id, *choice.synonyms))


def _begins_itself(choice: Choice, wanted: str, choices: Sequence[Choice]) -> bool:
    """Whether a name begins with ``wanted`` and not with the name of another choice."""
    others = tuple(folded(other.label.zh) for other in choices if other is not choice)
    return any(
        spelling.startswith(wanted)
        for name in _names(choice)
        if not name.startswith(others)
        for spelling in (name, *pinyin_spellings(name))
    )


@cache
def _spellings(choice: Choice) -> tuple[str, ...]:
    pinyin = (spelling for name in (choice.label.zh, *choice.synonyms) for spelling in pinyin_spellings(name))
    return tuple(dict.fromkeys((*_names(choice), *pinyin)))
