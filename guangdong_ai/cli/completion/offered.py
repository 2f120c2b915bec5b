"""Values offered for a word, among them the answers to a fact. Independent of Typer."""

from collections.abc import Iterable, Iterator, Mapping

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

Offered = tuple[str, str]
"""A value, and what it means (may be empty)."""


@record
class _Completion:
    """What the answers of a kind are completed with: the same ``answers`` for each fact of it, and what stands between several answers."""

    answers: tuple[tuple[str, Text], ...] = ()
    separators: str = ""


_COMPLETIONS: Mapping[Kind, _Completion] = Registry(
    "completion",
    "kinds",
    {
        "choices": _Completion(separators=",，、;；"),
        "yes_no": _Completion(answers=(("yes", Text("是", "yes")), ("no", Text("否", "no")))),
        **dict.fromkeys(("text", "choice", "count", "money", "share", "year", "date", "months"), _Completion()),
    },
)


def beginning(offered: Iterable[Offered], incomplete: str) -> list[Offered]:
    """The values that begin with ``incomplete``."""
    return [(value, meaning) for value, meaning in offered if value.startswith(incomplete)]


def answers(fact: Fact, incomplete: str, language: Language) -> list[Offered]:
    """The choices by id; where none begins as typed, by label. In a list of choices the last one is completed."""
    comma = max((incomplete.rfind(mark) for mark in _COMPLETIONS[fact.kind].separators), default=-1)
    start, last = incomplete[: comma + 1], incomplete[comma + 1 :]
    given = set(start.translate(str.maketrans("，、;；", ",,,,")).split(","))
    unknown = ("unknown", Text("不知道", "not known").in_language(language))
    never = [] if fact.never is None else [("never", fact.never.in_language(language))]
    by_id = [*_by_id(fact, given, language), *([] if start else [*never, unknown])]
    return [(f"{start}{value}", meaning) for value, meaning in beginning(by_id, last) or beginning(_by_label(fact, given), last)]


def _by_id(fact: Fact, given: set[str], language: Language) -> Iterator[Offered]:
    yield from ((answer, label.in_language(language)) for answer, label in _COMPLETIONS[fact.kind].answers)
    yield from ((choice.id, choice.label.in_language(language)) for choice in fact.choices if choice.id not in given)


def _by_label(fact: Fact, given: set[str]) -> Iterator[Offered]:
    yield from ((label.zh, answer) for answer, label in _COMPLETIONS[fact.kind].answers)
    for choice in fact.choices:
        yield from ((label, choice.id) for label in (choice.label.zh, choice.label.en) if choice.id not in given)
    yield "不知道", "unknown"
