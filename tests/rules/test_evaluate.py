from datetime import date
from decimal import Decimal
from itertools import product
from typing import cast

import pytest

from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, ConditionForm, Not, Operand, Ratio
from guangdong_ai.rules.evaluate import Truth, evaluate, missing
from guangdong_ai.rules.value import Facts, Value

TRUTHS: tuple[Truth, ...] = (True, False, None)
PAIRS = list(product(TRUTHS, TRUTHS))
DAY = date(2025, 7, 31)


def says(fact: str) -> Compare:
    """A condition that is what the fact is."""
    return Compare(fact=fact, operator="in", operand=(True,))


def known(**truths: Truth) -> Facts:
    return {fact: truth for fact, truth in truths.items() if truth is not None}


def truth_of(condition: Condition, facts: Facts) -> Truth:
    return evaluate(condition, facts).truth


A, B = says("a"), says("b")


@pytest.mark.parametrize(("truth", "expected"), [(True, False), (False, True), (None, None)])
def test_not(truth: Truth, expected: Truth) -> None:
    assert truth_of(Not(part=A), known(a=truth)) is expected


ALL = {(True, True): True, (True, None): None, (None, True): None, (None, None): None}
ANY = {(False, False): False, (False, None): None, (None, False): None, (None, None): None}


@pytest.mark.parametrize("pair", PAIRS)
def test_all_and_any_are_kleenes(pair: tuple[Truth, Truth]) -> None:
    facts = known(a=pair[0], b=pair[1])
    assert truth_of(AllOf(parts=(A, B)), facts) is ALL.get(pair, False)
    assert truth_of(AnyOf(parts=(A, B)), facts) is ANY.get(pair, True)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_de_morgan_says(pair: tuple[Truth, Truth]) -> None:
    facts = known(a=pair[0], b=pair[1])
    assert truth_of(Not(part=AllOf(parts=(A, B))), facts) is truth_of(AnyOf(parts=(Not(part=A), Not(part=B))), facts)
    assert truth_of(Not(part=AnyOf(parts=(A, B))), facts) is truth_of(AllOf(parts=(Not(part=A), Not(part=B))), facts)


def test_an_unknown_fact_makes_every_comparison_unknown() -> None:
    for operator, operand in (
        (("in", ("x",))),
        ("at_least", 1),
        ("between", (1, 2)),
        ("any_of", ("x",)),
        ("not_in", ("x",)),
        ("none_of", ("x",)),
    ):
        assert truth_of(Compare(fact="a", operator=operator, operand=operand), {}) is None


@pytest.mark.parametrize(
    ("operator", "operand", "true_of", "false_of"),
    [
        ("in", ("x",), ["x"], ["y", "X", ""]),
        ("in", ("x", "y"), ["x", "y"], ["z", "xy"]),
        ("in", (False,), [False], [True]),
        ("not_in", ("x", "y"), ["z", "xy", ""], ["x", "y"]),
        ("not_in", (0, 2025), [1, 2024], [0, 2025]),
        ("in", (0, 2025), [0, 2025], [1, 2024]),
        ("at_least", 20_000_000, [Decimal(20_000_000), Decimal("20000000.01")], [Decimal(19_999_999), Decimal("19999999.99"), Decimal(0)]),
        ("more_than", 200, [201], [200, 199]),
        ("at_most", Decimal("0.7"), [Decimal("0.7"), Decimal("0.699999")], [Decimal("0.700001"), Decimal(1)]),
        ("less_than", Decimal("0.5"), [Decimal("0.4999")], [Decimal("0.5"), Decimal("0.50")]),
        ("between", (2024, 2026), [2024, 2025, 2026], [2023, 2027, 0]),
        ("between", (DAY, DAY), [DAY], [date(2025, 7, 30), date(2025, 8, 1)]),
        ("at_least", date(2022, 7, 1), [date(2022, 7, 1)], [date(2022, 6, 30)]),
        ("less_than", DAY, [date(2025, 7, 30)], [DAY]),
        ("more_than", DAY, [date(2025, 8, 1)], [DAY]),
        (
            "any_of",
            ("x", "y"),
            [frozenset({"x"}), frozenset({"y", "z"}), frozenset({"x", "y"})],
            [frozenset(), frozenset({"z"})],
        ),
        (
            "all_of",
            ("x", "y"),
            [frozenset({"x", "y"}), frozenset({"x", "y", "z"})],
            [frozenset(), frozenset({"x"}), frozenset({"y", "z"})],
        ),
        (
            "none_of",
            ("x", "y"),
            [frozenset(), frozenset({"z"})],
            [frozenset({"x"}), frozenset({"y", "z"}), frozenset({"x", "y"})],
        ),
    ],
)
def test_comparisons_at_their_boundaries(operator: str, operand: Operand, true_of: list[Value], false_of: list[Value]) -> None:
    condition = Compare(fact="a", operator=operator, operand=operand)
    assert [truth_of(condition, {"a": value}) for value in true_of] == [True] * len(true_of)
    assert [truth_of(condition, {"a": value}) for value in false_of] == [False] * len(false_of)


@pytest.mark.parametrize(
    ("operator", "operand", "numerator", "denominator", "expected"),
    [
        ("at_least", Decimal("0.5"), 1, 2, True),
        ("at_least", Decimal("0.5"), Decimal("0.99"), 2, False),
        ("more_than", Decimal("0.5"), 1, 2, False),
        ("at_most", 2, Decimal(10), Decimal(5), True),
        ("less_than", 2, Decimal(10), Decimal(5), False),
        ("between", (Decimal("0.3"), Decimal("0.4")), 1, 3, True),
        ("between", (Decimal("0.34"), Decimal("0.4")), 1, 3, False),
        ("between", (Decimal("0.2"), Decimal("0.33")), 1, 3, False),
        ("at_least", 0, 0, 5, True),
        ("at_least", 0, 5, 0, None),
        ("at_least", 0, 5, Decimal("0.00"), None),
        ("at_least", 0, None, 5, None),
        ("at_least", 0, 5, None, None),
        ("at_least", 0, 0, None, None),
    ],
)
def test_ratios_are_exact_and_never_divide_by_zero(
    operator: str, operand: Operand, numerator: Value | None, denominator: Value | None, expected: Truth
) -> None:
    ratio = Ratio(numerator="a", denominator="b", operator=operator, operand=operand)
    facts = {fact: value for fact, value in (("a", numerator), ("b", denominator)) if value is not None}
    assert truth_of(ratio, facts) is expected


def test_one_third_is_at_least_one_third() -> None:
    third = Ratio(numerator="a", denominator="b", operator="at_least", operand=Decimal("0.333333333333333333333333333"))
    assert truth_of(third, {"a": 1, "b": 3}) is True
    assert truth_of(third, {"a": Decimal("0.99999999999999"), "b": 3}) is False


def test_the_outcome_is_a_tree_that_mirrors_the_condition() -> None:
    condition = AllOf(parts=(A, Not(part=AnyOf(parts=(A, B)))))
    outcome = evaluate(condition, known(a=True))
    assert outcome.condition is condition
    assert outcome.truth is False
    first, second = outcome.parts
    assert (first.condition, first.truth, first.parts) == (A, True, ())
    assert second.truth is False
    assert [part.truth for part in second.parts[0].parts] == [True, None]


C, D = says("c"), says("d")


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (A, {}, ("a",)),
        (A, known(a=True), ()),
        (Not(part=A), {}, ("a",)),
        (AllOf(parts=(A, B)), {}, ("a", "b")),
        (AllOf(parts=(B, A, B)), {}, ("b", "a")),
        (AllOf(parts=(A, B)), known(a=True), ("b",)),
        (AllOf(parts=(A, B)), known(a=False), ()),
        (AnyOf(parts=(A, B)), known(a=False), ("b",)),
        (AnyOf(parts=(A, B)), known(a=True), ()),
        # what is settled inside asks for nothing, though the whole is unknown
        (AllOf(parts=(AnyOf(parts=(A, B)), C)), known(a=True), ("c",)),
        (AnyOf(parts=(AllOf(parts=(A, B)), C)), known(a=False), ("c",)),
        (AllOf(parts=(Not(part=AllOf(parts=(A, B))), AnyOf(parts=(C, D)))), known(b=False, d=False), ("c",)),
        (Ratio(numerator="a", denominator="b", operator="at_least", operand=1), {}, ("a", "b")),
        (Ratio(numerator="a", denominator="b", operator="at_least", operand=1), {"a": 3}, ("b",)),
        # nothing that could still be given settles a division by zero
        (Ratio(numerator="a", denominator="b", operator="at_least", operand=1), {"a": 3, "b": 0}, ()),
        (Ratio(numerator="a", denominator="b", operator="at_least", operand=1), {"b": 0}, ("a",)),
    ],
)
def test_missing_are_the_facts_that_can_still_settle_it(condition: Condition, facts: Facts, expected: tuple[str, ...]) -> None:
    assert missing(evaluate(condition, facts), facts) == expected


def test_only_the_five_forms_of_a_condition_are_evaluated() -> None:
    with pytest.raises(AssertionError):
        evaluate(cast("Condition", ConditionForm()), {})
    wrong = Ratio(numerator="a", denominator="b", operator="at_least", operand="half")
    with pytest.raises(TypeError):
        evaluate(wrong, {"a": 1, "b": 2})
