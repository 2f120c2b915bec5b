"""Three-valued evaluation of a condition. The result is a tree that carries its own explanation."""

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Derived, Not, Ratio, SumComparison, Switch, facts_of
from guangdong_ai.rules.operators import OPERATORS, ORDER
from guangdong_ai.rules.value import Facts

Truth = bool | None
"""True, False, or None for unknown."""


@record
class Outcome:
    """A condition with its truth value and the outcomes of the conditions inside it."""

    condition: Condition
    truth: Truth
    parts: tuple["Outcome", ...] = ()


def evaluate(condition: Condition, facts: Facts) -> Outcome:
    """Evaluate the condition for the known facts, in Kleene's logic (see docs/rule-language.md)."""
    match condition:
        case Compare(fact=fact, operator=operator, operand=operand):
            value = facts.get(fact)
            return Outcome(condition=condition, truth=None if value is None else OPERATORS[operator].holds(value, operand))
        case Ratio():
            return Outcome(condition=condition, truth=_ratio(condition, facts))
        case SumComparison():
            return Outcome(condition=condition, truth=_summed(condition, facts))
        case AllOf(parts=parts):
            outcomes = tuple([evaluate(part, facts) for part in parts])
            return Outcome(condition=condition, truth=every(outcomes), parts=outcomes)
        case AnyOf(parts=parts):
            outcomes = tuple([evaluate(part, facts) for part in parts])
            return Outcome(condition=condition, truth=some(outcomes), parts=outcomes)
        case Not(part=part):
            inner = evaluate(part, facts)
            return Outcome(condition=condition, truth=None if inner.truth is None else not inner.truth, parts=(inner,))
        case Derived(given=given, by_parts=by_parts):
            own = evaluate(given, facts)
            inner = evaluate(by_parts, facts) if own.truth is None else own
            return Outcome(condition=condition, truth=inner.truth, parts=(inner,))
        case Switch(fact=fact, cases=cases):
            value = facts.get(fact)
            case_of = next((one for one in cases if value in one.of), None)
            if value is None or case_of is None or case_of.condition is None:
                return Outcome(condition=condition, truth=False if value is not None and case_of is None else None)
            taken = evaluate(case_of.condition, facts)
            return Outcome(condition=condition, truth=taken.truth, parts=(taken,))
        case _:
            assert_never(condition)


def every(outcomes: Sequence[Outcome]) -> Truth:
    """False when one is false, else unknown when one is unknown, else true."""
    truths = [outcome.truth for outcome in outcomes]
    return False if False in truths else None if None in truths else True


def some(outcomes: Sequence[Outcome]) -> Truth:
    """True when one is true, else unknown when one is unknown, else false."""
    truths = [outcome.truth for outcome in outcomes]
    return True if True in truths else None if None in truths else False


def deciding(outcome: Outcome) -> tuple[Outcome, ...]:
    """The parts that decide the outcome; () for one without parts.

    Of a false ``all`` its false parts, of a true ``any`` its true ones, of an unknown outcome the unknown ones, otherwise all.
    """
    decisive = tuple(part for part in outcome.parts if part.truth is outcome.truth)
    return outcome.parts if isinstance(outcome.condition, Not) else decisive


def missing(outcome: Outcome, facts: Facts, unanswered: Container[str] | None = None) -> tuple[str, ...]:
    """The unknown facts that can still change an unknown outcome, in order of appearance; () for a true or false one.

    ``unanswered``: facts that will stay unknown. What is compared only with one of them, or only divided by zero, is left out then.
    """
    return () if outcome.truth is not None else tuple(dict.fromkeys(_missing(outcome, facts, unanswered)))


def _missing(outcome: Outcome, facts: Facts, unanswered: Container[str] | None) -> Iterator[str]:
    if outcome.truth is not None:
        return
    match outcome.condition:
        case Ratio(numerator=numerator, denominator=denominator) if unanswered is not None:
            if numerator not in facts and denominator not in unanswered and facts.get(denominator) != 0:
                yield numerator
            if denominator not in facts and numerator not in unanswered:
                yield denominator
        case SumComparison(facts=parts, over=over) if unanswered is not None and all(
            any(fact in unanswered and fact not in facts for fact in several) for several in (parts, over)
        ):
            return
        case Compare() | Ratio() | SumComparison():
            yield from (fact for fact in facts_of(outcome.condition) if fact not in facts)
        case Switch(fact=fact) if fact not in facts:
            yield fact
        case Derived(given=given, by_parts=by_parts):
            # It is asked for itself only where it is not known what it is worked out from its parts; not where these are divided by zero.
            inside = any(True for part in outcome.parts for _ in _missing(part, facts, None))
            if inside or not isinstance(by_parts, Switch):
                yield from (fact for part in outcome.parts for fact in _missing(part, facts, unanswered))
            else:
                yield given.fact
        case _:
            for part in outcome.parts:
                yield from _missing(part, facts, unanswered)


def _summed(comparison: SumComparison, facts: Facts) -> Truth:
    """By each bound. What is not known can only make a sum larger, and a quotient larger or smaller."""
    above, all_above = _known_sum(comparison.facts, facts)
    below, all_below = _known_sum(comparison.over, facts) if comparison.over else (1, True)
    if below == 0:
        return None
    truths: list[Truth] = []
    for operator, bound in ORDER[comparison.operator].sides(comparison.operand):
        if not isinstance(bound, int | Decimal):
            raise TypeError(bound)
        holds = OPERATORS[operator].holds(above, bound * below)
        is_certain = all_below if holds != ORDER[operator].is_open_below else all_above
        truths.append(holds if is_certain else None)
    return False if False in truths else None if None in truths else True


def _known_sum(parts: Sequence[str], facts: Facts) -> tuple[int | Decimal, bool]:
    """The sum of what is known, and whether that is all."""
    known = [value for part in parts if isinstance(value := facts.get(part), int | Decimal)]
    return sum(known, Decimal(0)), len(known) == len(parts)


def _ratio(ratio: Ratio, facts: Facts) -> Truth:
    numerator, denominator = facts.get(ratio.numerator), facts.get(ratio.denominator)
    if not isinstance(numerator, int | Decimal) or not isinstance(denominator, int | Decimal) or denominator == 0:
        return None
    # Multiplying the bound instead of dividing keeps the comparison exact: 1/3 has no Decimal.
    match ratio.operand:
        case (low, high) if isinstance(low, int | Decimal) and isinstance(high, int | Decimal):
            return OPERATORS[ratio.operator].holds(numerator, (low * denominator, high * denominator))
        case int() | Decimal() as bound:
            return OPERATORS[ratio.operator].holds(numerator, bound * denominator)
    raise TypeError(ratio.operand)
