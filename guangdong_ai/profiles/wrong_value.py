"""The finding that a value does not fit its fact: what was given, what is accepted, and perhaps what was meant."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import quoted


def wrong_value(fact: Fact, message: Text, hint: Text | None = None, *, position: int | None = None, kind: Text | None = None) -> Finding:
    """A finding about the value of ``fact``, or about its element at ``position`` (from 0). ``kind``: as in ``Finding``."""
    path = (fact.section, fact.name) if position is None else (fact.section, fact.name, position)
    return Finding(message=message, hint=hint, place=Place(key=fact.id), path=path, kind=kind)


def not_accepted(fact: Fact, given: object, accepted: Text, hint: Text | None = None, *, position: int | None = None) -> Finding:
    """The finding that ``fact`` does not accept ``given``."""
    kind = Text("应为{}", "expected {}").format(_set_off(accepted))
    return wrong_value(fact, given_but_expected(given, accepted), hint, position=position, kind=kind)


def given_but_expected(given: object, accepted: Text) -> Text:
    """The message with what was given and what is accepted."""
    return Text("给出的是{}，应为{}", "given {}, expected {}").format(_set_off(quoted(given)), _set_off(accepted))


def _set_off(words: Text) -> Text:
    """The words with a space before them in Chinese where they begin with a Latin letter or a digit."""
    return Text(" {}", "{}").format(words) if words.zh[:1].isascii() else words
