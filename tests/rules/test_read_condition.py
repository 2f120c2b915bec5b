from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, Ratio, facts_of
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.kinds import KINDS
from guangdong_ai.rules.operators import OPERATORS, SYNTAX
from guangdong_ai.rules.read_condition import read_condition

from .declared import FACTS, context
from .wrong_rules import Case, said, wrong

DAY = date(2025, 7, 31)


def compare(fact: str, operator: str, operand: Any) -> Compare:
    return Compare(fact=fact, operator=operator, operand=operand)


YES = compare("a.yes_no", "in", (True,))
YES_DATA = {"fact": "a.yes_no", "is": True}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"fact": "a.text", "is": "x"}, compare("a.text", "in", ("x",))),
        ({"fact": "a.text", "in": ["x", "y"]}, compare("a.text", "in", ("x", "y"))),
        ({"fact": "a.choice", "is": "red"}, compare("a.choice", "in", ("red",))),
        ({"fact": "a.choice", "in": ["red", "blue"]}, compare("a.choice", "in", ("red", "blue"))),
        ({"fact": "a.yes_no", "is": False}, compare("a.yes_no", "in", (False,))),
        ({"fact": "a.count", "is": 0}, compare("a.count", "in", (0,))),
        ({"fact": "a.count", "in": [1, 2]}, compare("a.count", "in", (1, 2))),
        ({"fact": "a.count", "more_than": 5}, compare("a.count", "more_than", 5)),
        ({"fact": "a.year", "is": 2025}, compare("a.year", "in", (2025,))),
        ({"fact": "a.year", "between": [2024, 2026]}, compare("a.year", "between", (2024, 2026))),
        ({"fact": "a.year", "less_than": 2024}, compare("a.year", "less_than", 2024)),
        ({"fact": "a.year_or_never", "is": 0}, compare("a.year_or_never", "in", (0,))),
        ({"fact": "a.year_or_never", "between": [2024, 2026]}, compare("a.year_or_never", "between", (2024, 2026))),
        ({"fact": "a.year_or_never", "at_least": 2024}, compare("a.year_or_never", "at_least", 2024)),
        ({"fact": "a.money", "at_least": 20_000_000}, compare("a.money", "at_least", 20_000_000)),
        ({"fact": "a.money", "less_than": Decimal("0.01")}, compare("a.money", "less_than", Decimal("0.01"))),
        ({"fact": "a.share", "at_most": Decimal("0.7")}, compare("a.share", "at_most", Decimal("0.7"))),
        ({"fact": "a.share", "between": [0, 1]}, compare("a.share", "between", (0, 1))),
        ({"fact": "a.share", "between": [1, 1]}, compare("a.share", "between", (1, 1))),
        ({"fact": "a.date", "at_most": DAY}, compare("a.date", "at_most", DAY)),
        ({"fact": "a.date", "before": DAY}, compare("a.date", "less_than", DAY)),
        ({"fact": "a.date", "after": DAY}, compare("a.date", "more_than", DAY)),
        ({"fact": "a.date", "after": "2025-07-31"}, compare("a.date", "more_than", DAY)),
        ({"fact": "a.date", "between": [DAY, "2025-07-31"]}, compare("a.date", "between", (DAY, DAY))),
        ({"fact": "a.choices", "any_of": ["red"]}, compare("a.choices", "any_of", ("red",))),
        ({"fact": "a.choices", "all_of": ["red", "blue"]}, compare("a.choices", "all_of", ("red", "blue"))),
        (
            {"ratio": ["a.money", "a.count"], "at_least": Decimal("0.5")},
            Ratio(numerator="a.money", denominator="a.count", operator="at_least", operand=Decimal("0.5")),
        ),
        (
            {"ratio": ["a.share", "a.share"], "between": [0, 1]},
            Ratio(numerator="a.share", denominator="a.share", operator="between", operand=(0, 1)),
        ),
        ({"not": YES_DATA}, Not(part=YES)),
        ({"all": [YES_DATA]}, AllOf(parts=(YES,))),
        ({"any": [YES_DATA, {"not": {"all": [YES_DATA, YES_DATA]}}]}, AnyOf(parts=(YES, Not(part=AllOf(parts=(YES, YES)))))),
    ],
)
def test_what_is_right_is_read(data: object, expected: Condition) -> None:
    noted = context()
    assert read_condition(data, noted) == expected
    assert noted.findings == []
    assert read_condition(data, RuleContext()) == expected, "the form alone is right as well"


@pytest.mark.parametrize("case", wrong("wrong-conditions"), ids=lambda case: case["name"])
def test_what_is_wrong_is_noted_all_of_it(case: Case) -> None:
    noted = context()
    assert read_condition(case["when"], noted, ("when",)) is None
    assert said(noted.findings) == case["findings"]


def test_values_of_two_kinds_are_not_compared_even_where_the_fact_is_not_known() -> None:
    noted = RuleContext()
    assert read_condition({"fact": "x.y", "between": [1, DAY]}, noted) is None
    assert [(finding.path, finding.message.en) for finding in noted.findings] == [(("between",), "one is a date, the other a number")]


def test_without_declarations_only_the_form_is_checked() -> None:
    noted = RuleContext()
    assert read_condition({"fact": "no.such_fact", "is": "no_such_choice"}, noted) is not None
    assert read_condition({"fact": "no.such_fact", "more_than": "text"}, noted) is None
    assert [finding.message.en for finding in noted.findings] == ['"text" is not a value of kind count / money / share / year / months']


def test_earlier_findings_do_not_matter() -> None:
    noted = context()
    noted.wrong((), Text("先前的", "an earlier one"))
    assert read_condition(YES_DATA, noted) == YES
    assert len(noted.findings) == 1


@pytest.mark.parametrize("name", SYNTAX)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_accepts_the_operators_that_the_table_says(name: str, kind: str) -> None:
    operator = SYNTAX[name]
    values: dict[str, Any] = {"text": "x", "choice": "red", "choices": "red", "yes_no": True, "date": DAY}
    value = values.get(kind, 1)
    operand = {"one": value, "several": [value], "pair": [value, value]}[operator.shape]
    noted = context()
    condition = read_condition({"fact": f"a.{kind}", name: operand}, noted)
    assert (condition is not None) == (kind in operator.kinds)
    assert bool(noted.findings) == (kind not in operator.kinds)


def test_every_operator_becomes_one_that_is_evaluated() -> None:
    assert {operator.becomes for operator in SYNTAX.values()} == set(OPERATORS)
    assert {kind for operator in SYNTAX.values() for kind in operator.kinds} == set(KINDS)
    assert {signature.kind for signature in FACTS.values()} == set(KINDS)


def test_the_facts_of_a_condition_are_named_once_and_in_order() -> None:
    data = {
        "any": [
            {"fact": "a.year", "is": 2025},
            {"not": {"all": [{"ratio": ["a.money", "a.count"], "at_least": 1}, {"fact": "a.year", "is": 2024}]}},
            {"fact": "a.count", "is": 3},
        ]
    }
    condition = read_condition(data, context())
    assert condition is not None
    assert facts_of(condition) == ("a.year", "a.money", "a.count")
