"""Implications: what follows from an answer, so that it is never asked. Declared in ``policies/implications.toml``."""

from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Source


@record
class Implication:
    """What one answer says of another fact. ``text`` says why, as a reason that stands after the value.

    Of ``given`` (a choice fact: whichever of its choices it has) and ``when`` (a condition: wherever it is true) there is one. Of ``then``
    (the value, as an ``is``) and ``none_of`` (a choice fact, which then has none of its choices) there is one.
    """

    id: str
    text: Text
    given: str | None = None
    when: ConditionField | None = None
    then: ConditionField | None = None
    none_of: str | None = None
    source: Source | None = None
