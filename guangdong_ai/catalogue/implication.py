"""Implications: what follows from an answer, so that it is never asked. Declared in ``policies/implications.toml``."""

from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Source


@record
class Implication:
    """What follows for one fact from answers to others. ``text`` gives the reason, worded to stand after the value.

    Exactly one of ``given`` (a choice fact, whichever choice it has) and ``when`` (a condition, where it is true). Exactly one of ``then``
    (the value, as for ``is``) and ``none_of`` (a choice fact, which then has none of its choices).
    """

    id: str
    text: Text
    given: str | None = None
    when: ConditionField | None = None
    then: ConditionField | None = None
    none_of: str | None = None
    source: Source | None = None
