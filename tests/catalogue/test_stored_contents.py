"""The contents of a catalogue as they are cached: what is read is exactly what was stored, the types of constants too."""

from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.catalogue.catalogue import Contents
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.catalogue.stored_contents import contents_of, stored
from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.amount import Amount, Fixed, Rate, SmallerOf, Tier, Tiers, UpTo
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, Ratio


@pytest.fixture(scope="module")
def contents() -> Contents:
    return load_catalogue().contents


def test_the_bundled_contents_are_the_same_afterwards(contents: Contents) -> None:
    assert repr(contents_of(stored(contents), Contents)) == repr(contents)


def with_rules(contents: Contents, *conditions: Condition, amount: Amount | None = None) -> Contents:
    """Contents with one measure that has these rules."""
    measure = contents.measures[0]
    criterion = measure.criteria[0]
    funding = replace(measure.funding, amount=amount)
    criteria = tuple(replace(criterion, when=condition) for condition in conditions)
    return replace(contents, measures=(replace(measure, criteria=criteria, funding=funding),))


def test_constants_keep_their_types(contents: Contents) -> None:
    day = date(2026, 2, 28)
    constants = (1, True, Decimal(1), Decimal("1.0"), Decimal("0.10"), "1", "true", "2026-02-28", day, ("a", "b"), (1, Decimal("2.5")), ())
    conditions = [Compare(fact="f", operator="in", operand=constant) for constant in constants]
    whole = with_rules(contents, *conditions, AnyOf(parts=tuple(conditions)))
    assert repr(contents_of(stored(whole), Contents)) == repr(whole)


def test_every_form_is_there_afterwards(contents: Contents) -> None:
    compare = Compare(fact="f", operator="at_least", operand=Decimal("0.03"))
    ratio = Ratio(numerator="a", denominator="b", operator="between", operand=(Decimal("0.1"), Decimal(1)))
    rule = AllOf(parts=(compare, Not(part=AnyOf(parts=(ratio, compare)))))
    tiers = Tiers(tiers=(Tier(when=rule, amount=Fixed(yuan=Decimal(5))),), otherwise=UpTo(of=Fixed(yuan=Decimal("5.5"))))
    whole = with_rules(contents, rule, amount=SmallerOf(parts=(tiers, Rate(rate=Decimal("0.30"), of=Fixed(yuan=Decimal(5))))))
    assert repr(contents_of(stored(whole), Contents)) == repr(whole)


def test_a_rule_of_many_measures_is_stored_once(contents: Contents) -> None:
    rule = Compare(fact="f", operator="in", operand=("only-here",))
    assert stored(with_rules(contents, rule, rule, Not(part=rule))).count(b"only-here") == 1
