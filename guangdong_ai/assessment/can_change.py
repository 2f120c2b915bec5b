"""Which answers can become others: not what the catalogue says is fixed, and not what has happened."""

from collections.abc import Collection
from datetime import date

from guangdong_ai.catalogue.fact import Changeability, Fact
from guangdong_ai.rules.value import Value


def can_change(fact: Fact, value: Value, as_of: date) -> bool:
    """Whether a known answer can become another one from ``as_of`` on.

    What has happened has happened: the year of something stays, whatever year was given, but what never happened still can; a day that is
    over stays, and one that is to come can be another one.
    """
    return fact.change != "fixed" and not fact.traits.has_happened(value, as_of)


NOT_ADVISED: Collection[Changeability] = ("fixed", "relocation")
"""Of these no criterion is told to be the only one that an applicant is away from: it is not advised to move."""
