"""What a questionnaire needs from a terminal: showing text, and getting an answer. Two implementations: with keys, and plain."""

from collections.abc import Sequence
from typing import Literal, Protocol

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import Move

Emphasis = Literal["strong", "faint", "warning", "command"]


class Asker(Protocol):
    """The interface to the person. Everything goes to standard error: standard output is for the result."""

    def say(self, text: str, emphasis: Emphasis | None = None, *, indent: int = 0) -> None:
        """Show a paragraph."""

    def introduce(self) -> None:
        """Say once what may be typed besides answers, for prompts that do not show it."""

    def ask(self, fact: Fact, *, typed: str = "", moves: Sequence[Move] = tuple(Move)) -> str | Move:
        """What the person enters as the answer for ``fact``, or the one of ``moves`` made instead.

        ``typed``: the text that the line contains at first, where it can be edited. An empty line is returned as it is.

        Raises KeyboardInterrupt. The end of the input counts as "save and quit".
        """

    def enter(self, placeholder: str, *, moves: Sequence[Move] = (Move.SAVE_AND_QUIT,)) -> str | Move:
        """A line of anything, which may be empty, or one of ``moves``."""
