"""The comparison operators. Each family says all that its operators mean; here they are by their names.

What is written (SYNTAX: ``is``, ``before`` and ``after`` are sugar) becomes one of OPERATORS, which is what is evaluated.
"""

from collections.abc import Iterable, Mapping

from guangdong_ai.rules.condition import Compare, Operand
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains.domain import Domain
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
    """Values that a profile may hold for the fact. Whatever value it may hold, one of these comes out the same in all the comparisons.

    () where choices are compared in too many ways to say.
    """
    kind = KINDS[signature.kind]
    return kind.domain(signature).representatives([OPERATORS[one.operator].solution(kind, one.operand) for one in comparisons])


def solution(signature: Signature, operator: str, operand: Operand, *, holds: bool) -> Domain:
    """The values for which the comparison holds (or fails), of all that a profile may hold."""
    kind = KINDS[signature.kind]
    where = OPERATORS[operator].solution(kind, operand)
    return kind.domain(signature).meet(where if holds else where.complement())
