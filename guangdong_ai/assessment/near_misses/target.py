"""The value to aim at: of those that will do, the one that is nearest to what the fact is now."""

from collections.abc import Mapping

from guangdong_ai.assessment.near_misses.chosen import Chosen
from guangdong_ai.assessment.near_misses.names import Names
from guangdong_ai.assessment.near_misses.steps import LIMITS, from_steps, step_of
from guangdong_ai.assessment.near_misses.stretches import Steps
from guangdong_ai.assessment.near_misses.value_sets import Values
from guangdong_ai.assessment.near_misses.work import Work
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Value


def target(fact: Fact, accepted: Values, now: Value | None, work: Work) -> Value:
    """A value of ``accepted``, which is not empty. Of a fact that is not known the most ordinary: a bound, the first choice, yes.

    Raises GaveUpError.
    """
    match accepted:
        case Steps():
            return from_steps(fact.kind, _step(fact, accepted, now))
        case Chosen():
            chosen = now if isinstance(now, frozenset) else frozenset()
            nearest = accepted.nearest(chosen, work, _order(fact))
            if nearest is None:
                raise ValueError(accepted)
            return nearest
        case Names(among=None):
            return _another(accepted)
        case Names(among=among) if among is not None:
            return min(among, key=lambda name: (_order(fact).get(str(name), 0), name is not True, str(name)))
    raise TypeError(accepted)


def distance(fact: Fact, one: Value, other: Value) -> int:
    """How far two values of a fact are apart: in steps, in choices; names are not far from each other."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one ^ other)
    return abs(step_of(fact.kind, one) - step_of(fact.kind, other)) if fact.kind in LIMITS else 0


def _order(fact: Fact) -> Mapping[str, int]:
    return {choice.id: position for position, choice in enumerate(fact.choices)}


def _step(fact: Fact, accepted: Steps, now: Value | None) -> int:
    ends = [end for stretch in accepted.stretches for end in stretch]
    if now is None:
        bounds = [end for end in ends if end not in (0, *LIMITS[fact.kind])]
        return (bounds or ends)[0]
    here = step_of(fact.kind, now)
    return here if accepted.has(now) else min(ends, key=lambda end: (abs(end - here), -end))


def _another(accepted: Names) -> str:
    """Some text; which one does not matter as long as it is none of those that are excluded."""
    text = "…"
    while not accepted.has(text):
        text += "…"
    return text
