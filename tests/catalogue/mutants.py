"""Small mistakes in a condition: the operator beside it, a threshold one step off, a part left out, the opposite."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from guangdong_ai.catalogue.lint.satisfiable import Signatures, can_be_true
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, Operand, Ratio, Scalar
from guangdong_ai.rules.value import Kind

BESIDE = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
    "any_of": "all_of",
    "all_of": "any_of",
    "none_of": "any_of",
    "not_in": "in",
}
STEPS: Mapping[Kind, int | Decimal] = {"count": 1, "year": 1, "months": 1, "money": 1, "share": Decimal("0.0001")}
EVERYTHING = AllOf(parts=())


@record
class Mutant:
    """A condition with one mistake."""

    mistake: str
    condition: Condition


def mutants_of(condition: Condition, facts: Signatures) -> Iterator[Mutant]:
    """The mistakes that change what the condition says; one that says the same in other words is no mistake."""
    yield Mutant(mistake="left out", condition=EVERYTHING)
    yield Mutant(mistake="its opposite", condition=Not(part=condition))
    for mutant in _inside(condition, facts):
        if _differ(condition, mutant.condition, facts):
            yield mutant


def _differ(one: Condition, other: Condition, facts: Signatures) -> bool:
    return can_be_true([one, Not(part=other)], facts) or can_be_true([Not(part=one), other], facts)


def _inside(condition: Condition, facts: Signatures) -> Iterator[Mutant]:
    match condition:
        case Compare(fact=fact):
            yield from _of_comparison(condition, facts[fact].kind, fact)
        case Ratio(numerator=numerator, denominator=denominator):
            yield from _of_comparison(condition, "share", f"{numerator} / {denominator}")
        case Not(part=part):
            yield Mutant(mistake="without not", condition=part)
            for inner in _inside(part, facts):
                yield Mutant(mistake=inner.mistake, condition=Not(part=inner.condition))
        case AllOf(parts=parts) | AnyOf(parts=parts):
            made = type(condition)
            yield Mutant(mistake="all and any exchanged", condition=(AnyOf if made is AllOf else AllOf)(parts=parts))
            for index, part in enumerate(parts):
                yield Mutant(mistake=f"without part {index + 1}", condition=made(parts=(*parts[:index], *parts[index + 1 :])))
                for inner in _inside(part, facts):
                    changed = (*parts[:index], inner.condition, *parts[index + 1 :])
                    yield Mutant(mistake=inner.mistake, condition=made(parts=changed))


def _of_comparison(comparison: Compare | Ratio, kind: Kind, subject: str) -> Iterator[Mutant]:
    operator, operand = comparison.operator, comparison.operand
    if operator in BESIDE:
        beside = BESIDE[operator]
        yield Mutant(mistake=f"{subject}: {beside} for {operator}", condition=replace(comparison, operator=beside))
    if operator == "between" and isinstance(operand, tuple):
        for one_end, end in (("at_least", operand[0]), ("at_most", operand[1])):
            yield Mutant(mistake=f"{subject}: only {one_end} {end}", condition=replace(comparison, operator=one_end, operand=end))
    if operator in ("in", "not_in", "any_of", "all_of", "none_of") and isinstance(operand, tuple) and len(operand) > 1:
        for left_out in operand:
            rest = tuple(value for value in operand if value != left_out)
            yield Mutant(mistake=f"{subject}: without {left_out}", condition=replace(comparison, operand=rest))
    if kind in STEPS or kind == "date":
        for shifted, what in _shifted(operand, kind):
            yield Mutant(mistake=f"{subject}: {what}", condition=replace(comparison, operand=shifted))


def _shifted(operand: Operand, kind: Kind) -> Iterator[tuple[Operand, str]]:
    for sign in (-1, 1):
        if isinstance(operand, tuple):
            for index, value in enumerate(operand):
                moved = _moved(value, kind, sign)
                yield (*operand[:index], moved, *operand[index + 1 :]), f"{moved} for {value}"
        else:
            moved = _moved(operand, kind, sign)
            yield moved, f"{moved} for {operand}"


def _moved(value: Scalar, kind: Kind, sign: int) -> Scalar:
    if isinstance(value, date):
        return value + timedelta(days=sign)
    if isinstance(value, int | Decimal):
        return value + sign * STEPS[kind]
    raise TypeError(value)
