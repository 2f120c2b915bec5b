"""Sets of values of one fact. There is a class for each sort of kinds: names, stretches of steps, and sets of choices."""

from guangdong_ai.assessment.near_misses.work import Work
from guangdong_ai.rules.value import Value


class Values:
    """A set of values of one fact. Two sets that are combined are of one fact and therefore of one class."""

    __slots__ = ()

    @property
    def weight(self) -> int:
        """How many words it takes to say which values they are: the work of combining sets."""
        raise NotImplementedError

    def is_empty(self, work: Work) -> bool:
        """Whether no value is left. Raises GaveUpError."""
        raise NotImplementedError

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one."""
        raise NotImplementedError

    def has(self, value: Value) -> bool:
        """Whether the value is in the set."""
        raise NotImplementedError

    def meet(self, other: "Values") -> "Values":
        """The values that are in both. Raises GaveUpError where that would take too many words."""
        raise NotImplementedError

    def join(self, other: "Values") -> "Values | None":
        """The values that are in one of them; None where that would take too many words."""
        raise NotImplementedError

    def is_within(self, other: "Values") -> bool:
        """Whether all values are in the other set as well. Of sets of choices it may say no although they are."""
        return self.meet(other) == self
