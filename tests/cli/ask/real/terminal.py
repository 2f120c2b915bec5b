"""What a person sees: the bytes of the program, drawn by a terminal emulator."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyte
from prompt_toolkit.utils import get_cwidth

from tests.cli.ask.real.program_in_terminal import ProgramInTerminal

KEPT_LINES = 100_000
"""How many of the lines that have left the screen at the top can be scrolled back to."""


class Terminal(ProgramInTerminal):
    """A run of the program, with its screen."""

    def __init__(self, *arguments: str, columns: int = 100, rows: int = 30, **how: Any) -> None:
        super().__init__(*arguments, columns=columns, rows=rows, **how)
        self._columns, self._rows = columns, rows
        self._screen = pyte.HistoryScreen(columns, rows, history=KEPT_LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._scrolled: list[str] = []
        self._lines: list[str] | None = None
        self._pressed_at = 0

    def received(self, data: bytes) -> None:
        """Draw it."""
        self._stream.feed(data)
        self._lines = None

    def shown(self) -> str:
        """All that can be seen, the part included that one has to scroll back to."""
        return "\n".join(self.lines)

    @property
    def screen(self) -> list[str]:
        """The lines of the screen, without the spaces at their ends."""
        cells = self._screen.buffer
        return [self._text_of(cells[row]) for row in range(self._rows)]

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, after those that have left it at the top; without empty ones at the end."""
        if self._lines is None:
            top = self._screen.history.top
            for number in range(len(self._scrolled), len(top)):
                self._scrolled.append(self._text_of(top[number]))
            self._lines = [*self._scrolled, *self.screen]
            while self._lines and not self._lines[-1]:
                self._lines.pop()
        return self._lines

    def shows(self, text: str) -> bool:
        """Whether the text can be seen, wherever its lines are broken."""
        return unbroken(text) in unbroken(self.shown())

    def wait_for(self, text: str) -> None:
        """Wait until the text can be seen, wherever its lines are broken."""
        self.wait_until(lambda: self.shows(text), text)

    @property
    def prompts(self) -> int:
        """How many prompts there have been, the open one included."""
        return sum(is_prompt(line) for line in self.lines)

    @property
    def prompt(self) -> str:
        """What stands at the last prompt."""
        return self._from_last(is_prompt)[0].removeprefix(">").strip()

    @property
    def below_prompt(self) -> Sequence[str]:
        """The lines below the last prompt."""
        return self._from_last(is_prompt)[1:]

    @property
    def question(self) -> str:
        """What stands from the heading of the last question down to the end, without line breaks and spaces."""
        return unbroken("".join(self._from_last(is_heading)))

    @property
    def is_ready(self) -> bool:
        """Whether a prompt is open: the keys stand below it."""
        return any(line.startswith("^") for line in self.below_prompt)

    def wait_for_prompt(self) -> None:
        """Wait until a prompt is open."""
        self.wait_until(lambda: self.is_ready, "a prompt")

    def press(self, keys: str) -> None:
        """Press keys that leave the open prompt, and wait for the next one, or for the end of the program.

        What has been received may end in the middle of a drawing of the prompt (a menu that opens draws it anew), so
        this first waits until it is complete.
        """
        self.wait_for_prompt()
        before = self._pressed_at = self.prompts
        self.type(keys)
        self.wait_until(lambda: self.ended or (self.prompts > before and self.is_ready), f"what follows {keys!r}")

    @property
    def said(self) -> str:
        """What came after keys were pressed last: the prompt at which they were, and all below it."""
        prompts = [number for number, line in enumerate(self.lines) if is_prompt(line)]
        return "\n".join(self.lines[prompts[self._pressed_at - 1] :])

    def widest_line(self) -> int:
        """The columns of the widest line that was written, before the terminal had to break it; a command is never broken, and not counted."""
        screen = pyte.HistoryScreen(4 * self._columns, 2000)
        pyte.ByteStream(screen).feed(self.written)
        assert not screen.history.top
        return max(get_cwidth(line.rstrip()) for line in screen.display if "guangdong-ai " not in line)

    def _text_of(self, cells: Mapping[int, pyte.screens.Char]) -> str:
        """A line. The second cell of a wide character is empty."""
        return "".join(cells[column].data for column in range(self._columns)).rstrip() if cells else ""

    def _from_last(self, matches: Callable[[str], bool]) -> list[str]:
        """The lines from the last that matches to the end; none where no line does."""
        lines = self.lines
        found = [number for number, line in enumerate(lines) if matches(line)]
        return lines[found[-1] :] if found else [""]


def is_prompt(line: str) -> bool:
    """Whether a prompt begins on this line."""
    return line == ">" or line.startswith("> ")


def is_heading(line: str) -> bool:
    """Whether the heading of a question begins on this line."""
    return line.startswith(("[", "【"))


def unbroken(text: str) -> str:
    """The text without spaces and line breaks."""
    return "".join(text.split())
