"""The comparison operators by name. Each module holds everything about one family of them.

SYNTAX is what may be written, with ``is``, ``before`` and ``after``; reading turns it into one of OPERATORS, which is what is evaluated.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from guangdong_ai.rules.condition import Compare, Operand
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.kinds import KINDS
from guangdong_ai.rules.operators import membership, order, sets
from guangdong_ai.rules.operators.interface import Operator, Syntax
from guangdong_ai.rules.operators.order import OrderOperator
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Value

SYNTAX: Mapping[str, Syntax] = {**membership.SYNTAX, **order.SYNTAX, **sets.SYNTAX}

OPERATORS: Mapping[str, Operator] = Registry(
    "operators of rules", "operators", {one.name: one for one in (*membership.OPERATORS, *order.OPERATORS, *sets.OPERATORS)}
)
ORDER: Mapping[str, OrderOperator] = {one.name: one for one in order.OPERATORS}
"""Those with bounds: of them ratios can be made."""


def representatives(signature: Signature, comparisons: Iterable[Compare]) -> tuple[Value, ...]:
    """A few values that a profile may hold for the fact, such that each value agrees with one of them in every comparison.

    () where there are too many different comparisons of choices.
    """
    kind = KINDS[signature.kind]
    return kind.domain(signature).representatives([OPERATORS[one.operator].solution(kind, one.operand) for one in comparisons])


def solution(signature: Signature, operator: str, operand: Operand, *, holds: bool) -> Domain:
    """The values, of all that a profile may hold, for which the comparison holds (or, not ``holds``, fails)."""
    where = OPERATORS[operator].solution(KINDS[signature.kind], operand)
    return _all_values(signature).meet(where if holds else where.complement())


@lru_cache(maxsize=1024)
def _all_values(signature: Signature) -> Domain:
    return KINDS[signature.kind].domain(signature)
