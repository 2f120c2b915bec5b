"""What a layer knows of each kind of fact, or of each operator. What it has no entry for it refuses; a test finds every gap."""

from collections.abc import Mapping
from typing import Literal, TypeVar

K = TypeVar("K", bound=str)
V = TypeVar("V")

ALL: "list[Registry[str, object]]" = []
"""Every registry of the modules that are loaded."""


class NotDefinedError(Exception):
    """A layer has no entry for a kind or an operator: nothing is guessed. It is a fault of the program, never of an input."""

    def __init__(self, layer: str, name: str) -> None:
        super().__init__(f"{layer}: no entry for {name!r}")


class Registry(dict[K, V]):
    """The entries of one layer. ``without``: those that it does not have, each with the reason: they never get there."""

    def __init__(
        self, layer: str, over: Literal["kinds", "operators"], entries: Mapping[K, V], without: Mapping[K, str] | None = None
    ) -> None:
        super().__init__(entries)
        self.layer, self.over, self.without = layer, over, without or {}
        ALL.append(self)  # type: ignore[arg-type]  # only its keys are looked at

    def __missing__(self, name: K) -> V:
        """Refused."""
        raise NotDefinedError(self.layer, name)
