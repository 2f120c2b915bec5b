"""What a questionnaire needs from a terminal: to say something, and to get an answer. Two kinds: with keys, and plain."""

from collections.abc import Sequence
from typing import Literal, Protocol

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import Move

Emphasis = Literal["strong", "faint", "warning", "command"]


class Asker(Protocol):
    """A way to talk with a person. Everything it shows goes to standard error: standard output is for the result."""

    def say(self, text: str, emphasis: Emphasis | None = None, *, indent: int = 0) -> None:
        """Show a paragraph."""

    def introduce(self) -> None:
        """Say once what may be done besides answering, where no keys are shown that say so."""

    def ask(self, fact: Fact, *, typed: str = "", moves: Sequence[Move] = tuple(Move)) -> str | Move:
        """What the person enters as the answer for ``fact``, or which of ``moves`` is made instead.

        ``typed`` stands there already, where the line can be edited. An empty line is for the caller to understand.

        Raises KeyboardInterrupt. The end of the input counts as "save and quit".
        """

    def enter(self, placeholder: str, *, moves: Sequence[Move] = (Move.SAVE_AND_QUIT,)) -> str | Move:
        """A line of anything, which may be empty, or one of ``moves``."""
