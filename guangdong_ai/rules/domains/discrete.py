"""Sets of texts, choices, or yes and no."""

from collections.abc import Iterable

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.domains.domain import Budget, DomainForm
from guangdong_ai.rules.value import Value


@record
class Discrete(DomainForm):
    """The values ``among`` (None: any text) except those in ``never``."""

    among: frozenset[Scalar] | None = None
    never: frozenset[Scalar] = frozenset()

    @property
    def weight(self) -> int:
        """The number of names listed."""
        return len(self.never if self.among is None else self.among)

    def is_empty(self, _budget: Budget) -> bool:
        """Whether the set is empty."""
        return self.among is not None and not self.among

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one."""
        return next(iter(self.among)) if self.among is not None and len(self.among) == 1 else None

    def has(self, value: Value) -> bool:
        """Whether the value is in the set."""
        return value not in self.never if self.among is None else value in self.among

    def complement(self) -> "Discrete":
        """All other values."""
        return Discrete(among=self.never) if self.among is None else Discrete(never=self.among)

    def meet(self, other: DomainForm) -> "Discrete":
        """The intersection."""
        if not isinstance(other, Discrete):
            raise TypeError(other)
        if self.among is None:
            return Discrete(never=self.never | other.never) if other.among is None else Discrete(among=other.among - self.never)
        return Discrete(among=self.among - other.never if other.among is None else self.among & other.among)

    def join(self, other: DomainForm) -> "Discrete":
        """The union."""
        if not isinstance(other, Discrete):
            raise TypeError(other)
        if self.among is None:
            return Discrete(never=self.never & other.never if other.among is None else self.never - other.among)
        return Discrete(never=other.never - self.among) if other.among is None else Discrete(among=self.among | other.among)

    def representatives(self, sets: Iterable[DomainForm]) -> tuple[Value, ...]:
        """Those that the sets name, and one that no set names, in order."""
        named = {name for one in sets if isinstance(one, Discrete) for name in (*(one.among or ()), *one.never)}
        if self.among is None:
            texts = sorted(map(str, named))
            return tuple(name for name in (*texts, "".join(("another", *texts))) if self.has(name))
        others = self.among - named
        return tuple(sorted((*(self.among & named), *([min(others, key=str)] if others else [])), key=str))
