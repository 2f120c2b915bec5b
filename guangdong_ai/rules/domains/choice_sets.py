"""Sets of sets of choices, as clauses (a conjunctive normal form): at least one of some choices is made, or one of others is not."""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.domains.domain import Budget, DomainForm, GaveUpError
from guangdong_ai.rules.value import Value

SignedChoice = tuple[str, bool]
"""A choice that is made, or (False) not made."""
Clause = frozenset[SignedChoice]
"""At least one of them holds."""

_MOST_CLAUSES = 64
MOST_CHOICES = 10
"""Of more choices there are too many sets to look at each."""


@record
class ChoiceSets(DomainForm):
    """The sets of choices for which every clause holds."""

    clauses: frozenset[Clause] = frozenset()

    @property
    def weight(self) -> int:
        """The number of clauses."""
        return len(self.clauses)

    def is_empty(self, budget: Budget) -> bool:
        """Whether no set of choices satisfies all clauses. Raises GaveUpError."""
        budget.spend(1 + len(self.clauses) // 4)
        literals = {literal for clause in self.clauses for literal in clause}
        if all(self.clauses) and not any((name, not made) in literals for name, made in literals):
            return False  # every choice can be as the clauses want it
        return self.nearest(frozenset(), budget) is None

    @property
    def only(self) -> Value | None:
        """Always None: choices that no clause names are free."""
        return None

    def has(self, value: Value) -> bool:
        """Whether every clause holds for this set of choices."""
        return isinstance(value, frozenset) and all(_holds(clause, value) for clause in self.clauses)

    def complement(self) -> "ChoiceSets":
        """The sets for which some clause does not hold. Raises GaveUpError where that takes too many clauses."""
        failing = ChoiceSets(clauses=frozenset((frozenset(),)))
        for clause in self.clauses:
            failed = failing.join(ChoiceSets(clauses=frozenset(frozenset(((name, not made),)) for name, made in clause)))
            if failed is None:
                raise GaveUpError
            failing = failed
        return failing

    def meet(self, other: DomainForm) -> "ChoiceSets":
        """The intersection. Raises GaveUpError where that takes too many clauses."""
        if not isinstance(other, ChoiceSets):
            raise TypeError(other)
        clauses = self.clauses | other.clauses
        if len(clauses) > _MOST_CLAUSES:
            raise GaveUpError
        return ChoiceSets(clauses=clauses)

    def join(self, other: DomainForm) -> "ChoiceSets | None":
        """The union; None where that takes too many clauses."""
        if not isinstance(other, ChoiceSets):
            raise TypeError(other)
        if len(self.clauses) * len(other.clauses) > _MOST_CLAUSES:
            return None
        either = (one | two for one in self.clauses for two in other.clauses)
        return ChoiceSets(clauses=_strongest(clause for clause in either if not any((name, not made) in clause for name, made in clause)))

    def is_within(self, other: DomainForm) -> bool:
        """Whether each clause of the other set follows from a single clause of this one. False does not mean that it is not within."""
        if not isinstance(other, ChoiceSets):
            raise TypeError(other)
        return all(any(own <= clause for own in self.clauses) for clause in other.clauses)

    def representatives(self, sets: Iterable[DomainForm]) -> tuple[Value, ...]:
        """All sets of the choices that are named in this set or in ``sets``; () where there are more than MOST_CHOICES."""
        clauses = [clause for one in (self, *sets) if isinstance(one, ChoiceSets) for clause in one.clauses]
        named = sorted({name for clause in clauses for name, _ in clause})
        if len(named) > MOST_CHOICES:
            return ()
        every = (frozenset(chosen) for size in range(len(named) + 1) for chosen in combinations(named, size))
        return tuple(chosen for chosen in every if self.has(chosen))

    def nearest(self, now: frozenset[str], budget: Budget, order: Mapping[str, int] | None = None) -> frozenset[str] | None:
        """The member with the fewest changes from ``now``, of equals the first in ``order``; None where the set is empty.

        Raises GaveUpError.
        """
        order = order or {}

        def within(chosen: frozenset[str], settled: frozenset[str], changes: int) -> frozenset[str] | None:
            budget.spend(1 + len(self.clauses) // 4)
            broken = [clause for clause in self.clauses if not _holds(clause, chosen)]
            if not broken:
                return chosen
            if not changes:
                return None
            # Each change is tried once: what one branch has changed stays as it is in it, and what it has left is settled after it.
            for name in sorted({name for name, _ in min(broken, key=_by(order))} - settled, key=lambda name: (order.get(name, 0), name)):
                found = within(chosen ^ {name}, settled | {name}, changes - 1)
                if found is not None:
                    return found
            return None

        names = {name for clause in self.clauses for name, _ in clause}
        found = (within(now, frozenset(), changes) for changes in range(len(names) + 1))
        return next((chosen for chosen in found if chosen is not None), None)


def _holds(clause: Clause, chosen: frozenset[str]) -> bool:
    return any((name in chosen) == made for name, made in clause)


def _by(order: Mapping[str, int]) -> Callable[[Clause], tuple[int, list[tuple[int, str]]]]:
    return lambda clause: (len(clause), sorted((order.get(name, 0), name) for name, _ in clause))


def _strongest(clauses: Iterable[Clause]) -> frozenset[Clause]:
    """The clauses without those that another one implies."""
    every = frozenset(clauses)
    return frozenset(clause for clause in every if not any(other < clause for other in every))
