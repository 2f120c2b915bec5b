"""Sets of texts, of choices, and of yes and no."""

from guangdong_ai.assessment.near_misses.value_sets import Values
from guangdong_ai.assessment.near_misses.work import Work
from guangdong_ai.record import record
from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.value import Value


@record
class Names(Values):
    """Texts, choices, yes and no: those of ``among`` (None: any text) without those of ``never``."""

    among: frozenset[Scalar] | None = None
    never: frozenset[Scalar] = frozenset()

    @property
    def weight(self) -> int:
        """How many names are named."""
        return len(self.never if self.among is None else self.among)

    def is_empty(self, _work: Work) -> bool:
        """Whether no name is left."""
        return self.among is not None and not self.among

    @property
    def only(self) -> Value | None:
        """The name, where there is exactly one."""
        return next(iter(self.among)) if self.among is not None and len(self.among) == 1 else None

    def has(self, value: Value) -> bool:
        """Whether the name is in the set."""
        return value not in self.never if self.among is None else value in self.among

    def meet(self, other: Values) -> "Names":
        """The names that are in both."""
        if not isinstance(other, Names):
            raise TypeError(other)
        if self.among is None:
            return Names(never=self.never | other.never) if other.among is None else Names(among=other.among - self.never)
        return Names(among=self.among - other.never if other.among is None else self.among & other.among)

    def join(self, other: Values) -> "Names":
        """The names that are in one of them."""
        if not isinstance(other, Names):
            raise TypeError(other)
        if self.among is None:
            return Names(never=self.never & other.never if other.among is None else self.never - other.among)
        return Names(never=other.never - self.among) if other.among is None else Names(among=self.among | other.among)
