"""The finding that a value does not fit its fact: what was given, what is accepted, and what may have been meant."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import quoted


def wrong_value(fact: Fact, message: Text, hint: Text | None = None, *, position: int | None = None, kind: Text | None = None) -> Finding:
    """A finding about the value of ``fact``, or about its element at ``position`` (from 0). ``kind``: see ``Finding``."""
    path = (fact.section, fact.name) if position is None else (fact.section, fact.name, position)
    return Finding(message=message, hint=hint, place=Place(key=fact.id), path=path, kind=kind)


def not_accepted(fact: Fact, given: object, accepted: Text, hint: Text | None = None, *, position: int | None = None) -> Finding:
    """The finding that ``given`` is none of what ``fact`` accepts."""
    kind = Text(f"应为{_set_off(accepted.zh)}", f"expected {accepted.en}")
    return wrong_value(fact, given_but_expected(given, accepted), hint, position=position, kind=kind)


def given_but_expected(given: object, accepted: Text) -> Text:
    """The message that names both."""
    words = quoted(given)
    return Text(f"给出的是{_set_off(words.zh)}，应为{_set_off(accepted.zh)}", f"given {words.en}, expected {accepted.en}")


def _set_off(words: str) -> str:
    """A space between a Chinese character and the Latin letter or figure that follows it."""
    return f" {words}" if words[:1].isascii() else words
