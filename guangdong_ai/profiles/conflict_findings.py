"""Findings about answers that contradict each other or are doubtful, each with its label and value."""

from collections.abc import Callable, Mapping
from datetime import date

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.conflicts import Conflict
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.rules.value import Facts

PlaceOf = Callable[[tuple[str, ...]], Place]
"""Where some facts were answered."""

CORRECT = Text("请改正其中一项；不知道的不填", "correct one of them; leave out what is not known")
_CHECK = Text("请核对", "check it")
_LATER = Text("请核对；也可以用 --as-of 换一个自评日期", "check it, or assess for another day with --as-of")


def conflict_findings(facts: Facts, catalogue: Catalogue, as_of: date, place_of: PlaceOf) -> list[Finding]:
    """An error for each conflict between answers on that day."""
    return [
        Finding(message=conflict_words(conflict, facts, catalogue.facts), hint=conflict.hint or CORRECT, place=place_of(conflict.facts))
        for conflict in catalogue.conflicts(facts, as_of)
    ]


def doubts(facts: Facts, catalogue: Catalogue, as_of: date, place_of: PlaceOf) -> list[Finding]:
    """A warning for what is doubtful in the answers on that day."""
    return [
        Finding(
            message=conflict_words(conflict, facts, catalogue.facts),
            hint=conflict.hint or (_CHECK if conflict.after is None else _LATER),
            place=place_of(conflict.facts),
            severity="warning",
        )
        for conflict in catalogue.doubtful(facts, as_of)
    ]


def conflict_words(conflict: Conflict, facts: Facts, declared: Mapping[str, Fact]) -> Text:
    """What is wrong, on which day if that matters, then each answer with its value and its id."""
    on = conflict.after
    day = Text("", "") if on is None else Text(f"（{on.isoformat()}）", f" ({on.isoformat()})")
    answers = [_answer(declared[fact], facts) for fact in conflict.facts]
    listed = joined(Text("，", ", "), answers)
    return Text("{}{}：{}", "{}{}: {}").format(conflict.text, day, listed)


def _answer(fact: Fact, facts: Facts) -> Text:
    from guangdong_ai.profiles.shown_value import value_in_words

    return Text("“{}”（{}）为{}", "{} ({}) is {}").format(fact.label, fact.id, value_in_words(fact, facts[fact.id]))
