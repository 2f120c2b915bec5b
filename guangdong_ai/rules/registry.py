"""The entries of a layer by kind of fact or by operator. What has no entry is refused; a test finds every gap."""

from collections.abc import Mapping
from typing import Literal, TypeVar

K = TypeVar("K", bound=str)
V = TypeVar("V")

ALL: "list[Registry[str, object]]" = []
"""Every registry of the modules that are loaded."""


class NotDefinedError(Exception):
    """A layer has no entry for a kind or an operator. A bug in the program, never a fault of an input."""

    def __init__(self, layer: str, name: str) -> None:
        super().__init__(f"{layer}: no entry for {name!r}")


class Registry(dict[K, V]):
    """The entries of one layer. ``without``: kinds or operators that never get there, each with the reason."""

    def __init__(
        self, layer: str, over: Literal["kinds", "operators"], entries: Mapping[K, V], without: Mapping[K, str] | None = None
    ) -> None:
        super().__init__(entries)
        self.layer, self.over, self.without = layer, over, without or {}
        ALL.append(self)  # type: ignore[arg-type]  # only its keys are looked at

    def __missing__(self, name: K) -> V:
        """Raises NotDefinedError."""
        raise NotDefinedError(self.layer, name)
