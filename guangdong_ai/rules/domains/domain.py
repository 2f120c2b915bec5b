"""A set of values of one fact, and a budget for combining such sets."""

from collections.abc import Iterable

from guangdong_ai.rules.value import Value


class GaveUpError(Exception):
    """The question needs more work than is allowed."""


class Budget:
    """A limited number of steps of some microseconds each.

    Work is bounded without reading the clock: the same arguments are cut off at the same point everywhere.
    """

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self, steps: int = 1) -> None:
        """Take that many steps. Raises GaveUpError when fewer are left."""
        self.left -= steps
        if self.left < 0:
            raise GaveUpError


class DomainForm:
    """The base class of all forms of a set of values of one fact. Only sets of the same fact, so of the same form, may be combined."""

    __slots__ = ()

    @property
    def weight(self) -> int:
        """The size of its description, on which the work of combining depends."""
        raise NotImplementedError

    def is_empty(self, budget: Budget) -> bool:
        """Whether the set is empty. Raises GaveUpError."""
        raise NotImplementedError

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one."""
        raise NotImplementedError

    def has(self, value: Value) -> bool:
        """Whether the value is in the set."""
        raise NotImplementedError

    def complement(self) -> "DomainForm":
        """The values that are not in the set, including values that the fact cannot have. Raises GaveUpError where their description is too long."""
        raise NotImplementedError

    def meet(self, other: "DomainForm") -> "DomainForm":
        """The intersection. Raises GaveUpError where its description is too long."""
        raise NotImplementedError

    def join(self, other: "DomainForm") -> "DomainForm | None":
        """The union; None where its description is too long."""
        raise NotImplementedError

    def is_within(self, other: "DomainForm") -> bool:
        """Whether the set is a subset of the other. For sets of choices it may be False although it is."""
        return self.meet(other) == self

    def representatives(self, sets: "Iterable[DomainForm]") -> tuple[Value, ...]:
        """Values of this set such that each value of it lies in exactly the same of ``sets`` as one of them; () where that takes too many."""
        raise NotImplementedError
