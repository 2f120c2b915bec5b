"""A value of a fact as TOML and JSON have it."""

from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros
from guangdong_ai.profiles.toml_literal import Plain
from guangdong_ai.rules.value import Value


def to_plain(fact: Fact, value: Value) -> Plain:
    """Choices as a list in declared order, a Decimal without a fraction as int, anything else unchanged."""
    if isinstance(value, frozenset):
        return in_declared_order(fact, value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else without_trailing_zeros(value)
    return value


def in_declared_order(fact: Fact, chosen: frozenset[str]) -> list[str]:
    """The chosen ids in the order in which ``fact`` declares them; undeclared ids last, sorted."""
    declared = [choice.id for choice in fact.choices if choice.id in chosen]
    return declared + sorted(chosen.difference(declared))
