"""A value from a profile file, checked against its fact: exact kinds, within the limits; choices as people spell them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.never import is_never
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros
from guangdong_ai.profiles.text_kind import text_value
from guangdong_ai.rules.kinds import FRACTIONAL, ORDERED
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind, Value

_TWICE = Text("有一项写了两次", "something is given twice")


def check_value(fact: Fact, value: Any) -> Value | Finding:
    """``value``, as read from a TOML file, as a value of ``fact``; or the first finding about it."""
    read = _read(fact, value)
    return next(read) if isinstance(read, Iterator) else read


def findings_about(fact: Fact, value: Any) -> Iterator[Finding]:
    """All findings about ``value``: an array of choices may have several wrong elements."""
    read = _read(fact, value)
    if isinstance(read, Iterator):
        yield from read


_Read = Value | Iterator[Finding]
"""The value, or what is wrong: at least one finding, found one by one, so that a reader may stop."""


def _read(fact: Fact, value: Any) -> _Read:
    """A bool is never taken for a number, nor a time for a date."""
    read = _READERS[fact.kind](fact, value)
    return iter((_not_accepted(fact, value),)) if read is None else read


def _not_accepted(fact: Fact, value: Any) -> Finding:
    from guangdong_ai.profiles.accepted import accepted_in_file
    from guangdong_ai.profiles.wrong_value import not_accepted

    return not_accepted(fact, value, accepted_in_file(fact), _hint(fact, value))


def _text(fact: Fact, value: Any) -> _Read | None:
    read = text_value(fact, value) if isinstance(value, str) else None
    return iter((read,)) if isinstance(read, Finding) else read


def _choice(fact: Fact, value: Any) -> _Read | None:
    return _chosen(fact, value) if isinstance(value, str) else None


def _choices(fact: Fact, value: Any) -> _Read | None:
    if not isinstance(value, list):
        return None
    wrong = _wrong_elements(fact, value)
    first = next(wrong, None)
    return frozenset(_chosen(fact, element) or "" for element in value) if first is None else chain((first,), wrong)


def _yes_no(_fact: Fact, value: Any) -> _Read | None:
    return value if isinstance(value, bool) else None


def _ordered(fact: Fact, value: Any) -> _Read | None:
    """The value if it is within the limits of its kind, or "never" where the fact permits it."""
    if isinstance(value, bool):
        return None
    if is_never(fact, value):
        return NEVER
    kind = ORDERED[fact.kind]
    if not isinstance(value, int | Decimal | date) or not kind.is_operand(value) or not kind.allows(value):
        return None
    return without_trailing_zeros(Decimal(value)) if isinstance(value, int | Decimal) and fact.kind in FRACTIONAL else value


_READERS: Mapping[Kind, Callable[[Fact, Any], _Read | None]] = Registry(
    "values of a file",
    "kinds",
    {
        "text": _text,
        "choice": _choice,
        "choices": _choices,
        "yes_no": _yes_no,
        **dict.fromkeys(("count", "money", "share", "year", "date", "months"), _ordered),
    },
)
"""None: the value is none that the fact accepts."""


def _chosen(fact: Fact, text: str) -> str | None:
    """The id of the choice that is named by its id, its label or another spelling."""
    if fact.choice(text):
        return text
    from guangdong_ai.profiles.spelled_choice import spelled_choice

    named = spelled_choice(fact, text)
    return None if isinstance(named, Finding) else named


def _wrong_elements(fact: Fact, elements: Sequence[Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, element in enumerate(elements):
        chosen = _chosen(fact, element) if isinstance(element, str) else None
        if chosen is None:
            from guangdong_ai.profiles.accepted import accepted_element
            from guangdong_ai.profiles.wrong_value import not_accepted

            yield not_accepted(fact, element, accepted_element(fact), _hint(fact, element, in_array=True), position=position)
        elif chosen in seen:
            from guangdong_ai.profiles.quotation import quoted
            from guangdong_ai.profiles.wrong_value import wrong_value

            given = quoted(element)
            yield wrong_value(fact, Text("{}写了两次", "{} is given twice").format(given), position=position, kind=_TWICE)
        else:
            seen.add(chosen)


def _hint(fact: Fact, value: Any, *, in_array: bool = False) -> Text | None:
    """How to write what was probably meant: ``value`` read as if a person had typed it."""
    from guangdong_ai.profiles.parse_text import parse_text
    from guangdong_ai.profiles.plain_value import to_plain
    from guangdong_ai.profiles.toml_literal import toml_literal
    from guangdong_ai.profiles.unknown import Unknown

    typed = _as_typed(value)
    if typed is None:
        return None
    answer = parse_text(fact, typed)
    if isinstance(answer, Unknown):
        return Text(f'不知道的信息项请写入 dont_know = ["{fact.id}"]', f'what is not known goes into dont_know = ["{fact.id}"]')
    if isinstance(answer, Finding):
        return answer.hint
    literal = toml_literal(to_plain(fact, answer))
    if in_array:
        literal = literal.removeprefix("[").removesuffix("]")
    return Text(f"写成 {literal}", f"write {literal}")


def _as_typed(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return str(value)
    return str(value) if isinstance(value, Decimal) else None
