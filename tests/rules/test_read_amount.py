from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from guangdong_ai.rules.amount import (
    Amount,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tier,
    Tiers,
    UpTo,
    facts_of_amount,
    own_facts,
    parts_of,
)
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_amount import FORMS, read_amount

from .declared import context
from .wrong_rules import Case, said, wrong


def yuan(figure: int | str) -> Fixed:
    return Fixed(yuan=Decimal(figure))


MONEY = FactValue(fact="a.money")
MONEY_DATA = {"fact": "a.money"}
WHEN = {"fact": "a.yes_no", "is": True}
YES = Compare(fact="a.yes_no", operator="in", operand=(True,))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (0, yuan(0)),
        (1_000_000, yuan(1_000_000)),
        (Decimal("0.5"), yuan("0.5")),
        (MONEY_DATA, MONEY),
        ({"fact": "a.count"}, FactValue(fact="a.count")),
        ({"rate": Decimal("0.3"), "of": MONEY_DATA}, Rate(rate=Decimal("0.3"), of=MONEY)),
        ({"rate": 0, "of": 1}, Rate(rate=Decimal(0), of=yuan(1))),
        ({"up_to": 300}, UpTo(of=yuan(300))),
        ({"smaller_of": [1, MONEY_DATA]}, SmallerOf(parts=(yuan(1), MONEY))),
        ({"larger_of": [1, 2, 3]}, LargerOf(parts=(yuan(1), yuan(2), yuan(3)))),
        ({"sum": [MONEY_DATA, MONEY_DATA]}, Sum(parts=(MONEY, MONEY))),
        ({"difference": [5, MONEY_DATA]}, Difference(minuend=yuan(5), subtrahend=MONEY)),
        ({"tiers": [{"when": WHEN, "amount": 5}]}, Tiers(tiers=(Tier(when=YES, amount=yuan(5)),), otherwise=yuan(0))),
        ({"tiers": [{"when": WHEN, "amount": 5}], "otherwise": 3}, Tiers(tiers=(Tier(when=YES, amount=yuan(5)),), otherwise=yuan(3))),
        ({"first_known": [MONEY_DATA, 4]}, FirstKnown(parts=(MONEY, yuan(4)))),
        ({"table": "awards", "column": "small"}, LookUp(table="awards", column="small")),
        ({"table": "awards", "column": "large", "year": "a.year"}, LookUp(table="awards", column="large", year="a.year")),
        ({"fact": "a.money", "cap": 8}, SmallerOf(parts=(MONEY, yuan(8)))),
        (
            {"rate": Decimal("0.3"), "of": {"fact": "a.money", "cap": 10}, "cap": {"up_to": 5}},
            SmallerOf(parts=(Rate(rate=Decimal("0.3"), of=SmallerOf(parts=(MONEY, yuan(10)))), UpTo(of=yuan(5)))),
        ),
    ],
)
def test_what_is_right_is_read(data: object, expected: Amount) -> None:
    noted = context()
    assert read_amount(data, noted) == expected
    assert noted.findings == []
    assert read_amount(data, RuleContext()) == expected, "the form alone is right as well"


@pytest.mark.parametrize("case", wrong("wrong-amounts"), ids=lambda case: case["name"])
def test_what_is_wrong_is_noted_all_of_it(case: Case) -> None:
    noted = context()
    assert read_amount(case["amount"], noted, ("amount",)) is None
    assert said(noted.findings) == case["findings"]


def test_without_declarations_only_the_form_is_checked() -> None:
    noted = RuleContext()
    assert read_amount({"table": "none", "column": "none", "year": "no.year"}, noted) is not None
    assert read_amount({"fact": "no.fact"}, noted) is not None
    assert noted.findings == []


EXAMPLES: dict[str, Any] = {
    "fact": MONEY_DATA,
    "rate": {"rate": 1, "of": 1},
    "up_to": {"up_to": 1},
    "smaller_of": {"smaller_of": [1, 1]},
    "larger_of": {"larger_of": [1, 1]},
    "sum": {"sum": [1, 1]},
    "difference": {"difference": [1, 1]},
    "tiers": {"tiers": [{"when": WHEN, "amount": 1}]},
    "first_known": {"first_known": [1, 1]},
    "table": {"table": "awards", "column": "small"},
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_takes_a_cap(form: str) -> None:
    plain, capped = read_amount(EXAMPLES[form], context()), read_amount({**EXAMPLES[form], "cap": 7}, context())
    assert plain is not None
    assert capped == SmallerOf(parts=(plain, yuan(7)))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_refuses_a_key_that_it_has_not(form: str) -> None:
    noted = context()
    assert read_amount({**EXAMPLES[form], "note": "x"}, noted) is None
    assert [(finding.path, finding.message.en) for finding in noted.findings] == [(("note",), "unknown key: note")]


TABLES: Any = {"awards": SimpleNamespace(key="a.choice")}


@pytest.mark.parametrize(
    ("data", "own", "every"),
    [
        (5, (), ()),
        (MONEY_DATA, ("a.money",), ("a.money",)),
        ({"rate": 1, "of": MONEY_DATA}, (), ("a.money",)),
        ({"table": "awards", "column": "small"}, ("a.choice",), ("a.choice",)),
        ({"table": "awards", "column": "small", "year": "a.year"}, ("a.choice", "a.year"), ("a.choice", "a.year")),
        (
            {"tiers": [{"when": WHEN, "amount": MONEY_DATA}], "otherwise": {"fact": "a.count"}},
            ("a.yes_no",),
            ("a.yes_no", "a.money", "a.count"),
        ),
        ({"difference": [{"up_to": MONEY_DATA}, {"sum": [MONEY_DATA, {"fact": "a.count"}]}]}, (), ("a.money", "a.count")),
    ],
)
def test_the_facts_of_an_amount_are_named_once_and_in_order(data: object, own: tuple[str, ...], every: tuple[str, ...]) -> None:
    amount = read_amount(data, context())
    assert amount is not None
    assert own_facts(amount, TABLES) == own
    assert facts_of_amount(amount, TABLES) == every


def test_the_parts_of_an_amount_are_those_directly_inside() -> None:
    tiers = read_amount({"tiers": [{"when": WHEN, "amount": {"sum": [1, 2]}}], "otherwise": 3}, context())
    assert tiers is not None
    assert parts_of(tiers) == (Sum(parts=(yuan(1), yuan(2))), yuan(3))
    assert parts_of(yuan(1)) == ()
