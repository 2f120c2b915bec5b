"""A set of values of one fact, and how much work may be spent on combining sets."""

from collections.abc import Iterable

from guangdong_ai.rules.value import Value


class GaveUpError(Exception):
    """The question is too hard to be answered with the work that is allowed."""


class Budget:
    """Steps of some microseconds each, of which a limited number may be taken.

    Time is bounded without a look at the clock: the same arguments are cut off at the same point everywhere.
    """

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self, steps: int = 1) -> None:
        """Take that many steps. Raises GaveUpError when there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise GaveUpError


class Domain:
    """A set of values of one fact: Discrete, Intervals or ChoiceSets. Two that are combined are of one fact, so of one class."""

    __slots__ = ()

    @property
    def weight(self) -> int:
        """How many words it takes to say which values they are: the work of combining sets."""
        raise NotImplementedError

    def is_empty(self, budget: Budget) -> bool:
        """Whether no value is left. Raises GaveUpError."""
        raise NotImplementedError

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one."""
        raise NotImplementedError

    def has(self, value: Value) -> bool:
        """Whether the value is in the set."""
        raise NotImplementedError

    def complement(self) -> "Domain":
        """The values that are not in the set, without regard to what the fact can be. Raises GaveUpError where that takes too many words."""
        raise NotImplementedError

    def meet(self, other: "Domain") -> "Domain":
        """The values that are in both. Raises GaveUpError where that would take too many words."""
        raise NotImplementedError

    def join(self, other: "Domain") -> "Domain | None":
        """The values that are in one of them; None where that would take too many words."""
        raise NotImplementedError

    def is_within(self, other: "Domain") -> bool:
        """Whether all values are in the other set as well. Of sets of choices it may say no although they are."""
        return self.meet(other) == self

    def representatives(self, sets: "Iterable[Domain]") -> tuple[Value, ...]:
        """A few values of this set: whatever value it has, one of these lies in exactly the same of ``sets``. () where that takes too many."""
        raise NotImplementedError
