"""Which answers can change: not those that the catalogue declares fixed, nor those about the past."""

from collections.abc import Collection
from datetime import date

from guangdong_ai.catalogue.fact import Changeability, Fact
from guangdong_ai.rules.value import Value


def can_change(fact: Fact, value: Value, as_of: date) -> bool:
    """Whether a known answer can change from ``as_of`` on.

    The past stays: the year in which something happened cannot change, but "never" can; a day in the past stays, a day to come can change.
    """
    return fact.change != "fixed" and not fact.traits.has_happened(value, as_of)


NOT_ADVISED: Collection[Changeability] = ("fixed", "relocation")
"""Of these no criterion is told to be the only one that an applicant is away from: it is not advised to move."""
