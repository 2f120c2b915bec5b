"""Comparisons of a set of choices: whether it contains some of the operand's choices, all, or none."""

from collections.abc import Mapping
from typing import Any

from guangdong_ai.rules.condition import Operand
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.choice_sets import ChoiceSets
from guangdong_ai.rules.domains.intervals import Line
from guangdong_ai.rules.kinds.kind import ChoicesKind, FactKind
from guangdong_ai.rules.operators.interface import Operator, Syntax, scalars_of


class _AnyOf(Operator):
    __slots__ = ()

    name = "any_of"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether at least one of the choices is made."""
        return not value.isdisjoint(operand)

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """One clause with all of them."""
        if not isinstance(of, ChoicesKind):
            return super().solution(of, operand)
        return ChoiceSets(clauses=frozenset((frozenset((str(choice), True) for choice in scalars_of(operand)),)))


class _AllOf(Operator):
    __slots__ = ()

    name = "all_of"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether all of the choices are made."""
        return bool(value.issuperset(operand))

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """A clause for each of them."""
        if not isinstance(of, ChoicesKind):
            return super().solution(of, operand)
        return ChoiceSets(clauses=frozenset(frozenset(((str(choice), True),)) for choice in scalars_of(operand)))


class _NoneOf(Operator):
    __slots__ = ()

    name = "none_of"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether none of the choices is made."""
        return bool(value.isdisjoint(operand))

    def solution(self, of: FactKind | Line, operand: Operand) -> Domain:
        """For each of them the clause that it is not made."""
        if not isinstance(of, ChoicesKind):
            return super().solution(of, operand)
        return ChoiceSets(clauses=frozenset(frozenset(((str(choice), False),)) for choice in scalars_of(operand)))


OPERATORS = (_AnyOf(), _AllOf(), _NoneOf())
SYNTAX: Mapping[str, Syntax] = {
    "any_of": Syntax(becomes="any_of", kinds=("choices",), shape="several"),
    "all_of": Syntax(becomes="all_of", kinds=("choices",), shape="several"),
    "none_of": Syntax(becomes="none_of", kinds=("choices",), shape="several"),
}
