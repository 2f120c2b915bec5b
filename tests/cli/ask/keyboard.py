"""A person at a keyboard, in this process: presses keys, each time after a look at the screen."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_or_none
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import WAYS, Move
from guangdong_ai.cli.ask.terminal_prompt import TerminalPrompt
from guangdong_ai.foundation.text import Language

from .script import Entered, Script

ENTER, BACKSPACE, UP, DOWN, LEFT = "\r", "\x7f", "\x1b[A", "\x1b[B", "\x1b[D"
CLEAR = "\x15"
INTERRUPT = "\x03"
KEYS = {way.move: "?" if way.key is None else chr(ord(way.key[-1]) - 96) for way in WAYS}
"""By move what is pressed for it."""
_PATIENCE = 30.0
"""Seconds until somebody gives up who waits for a menu that does not come."""


class Typist(DummyOutput):
    """A screen before which somebody sits: once it is drawn, and what was pressed has been taken, the next keys are pressed.

    Arrow keys wait for the menu.
    """

    def __init__(self, pipe: PipeInput) -> None:
        self._pipe = pipe
        self._steps: deque[str] = deque()
        self._prompt: Application[Any] | None = None
        self._is_taken = True
        self.menus: list[list[str]] = []
        """What the menu offered each time when an arrow key was pressed."""

    def presses(self, *steps: str) -> None:
        """Have these keys pressed next; those of one step at once."""
        self._steps.extend(steps)

    def flush(self) -> None:
        """Called when the screen was drawn."""
        prompt = get_app_or_none()
        if prompt is None:
            return
        if prompt is not self._prompt and prompt.loop is not None:
            self._prompt = prompt
            prompt.key_processor.after_key_press += self._taken
            prompt.loop.call_later(_PATIENCE, self._give_up, prompt)
        if self._steps and self._is_taken and prompt.is_running and not prompt.is_done and self._is_ready(prompt):
            self._is_taken = False
            self._pipe.send_text(self._steps.popleft())

    def _taken(self, _: object) -> None:
        self._is_taken = True

    def _is_ready(self, prompt: Application[Any]) -> bool:
        if self._steps[0] not in (UP, DOWN):
            return True
        menu = prompt.current_buffer.complete_state
        if menu is None or not menu.completions:
            return False
        self.menus.append([completion.text for completion in menu.completions])
        return True

    def _give_up(self, prompt: Application[Any]) -> None:
        if not prompt.is_done:
            prompt.exit(exception=AssertionError(f"waited in vain; still to press: {list(self._steps)}"))


class AtTheKeyboard(TerminalPrompt):
    """The real prompt, with somebody before it who enters what a script says."""

    def __init__(self, language: Language, pipe: PipeInput, script: Script) -> None:
        self._typist = Typist(pipe)
        super().__init__(language, input_=pipe, output=self._typist)
        self.script = script
        self.asked: list[str] = []

    def ask(self, fact: Fact, *, typed: str = "", moves: Sequence[Move] = tuple(Move)) -> str | Move:
        self.asked.append(fact.id)
        self._typist.presses(CLEAR + _keys_for(self.script.answer(fact)))
        return super().ask(fact, typed=typed, moves=moves)

    def enter(self, placeholder: str, *, moves: Sequence[Move] = (Move.SAVE_AND_QUIT,)) -> str | Move:
        self._typist.presses(_keys_for(self.script.line()))
        return super().enter(placeholder, moves=moves)


def _keys_for(entered: Entered) -> str:
    if isinstance(entered, Move):
        return KEYS[entered]
    return entered + ENTER if isinstance(entered, str) else INTERRUPT


@contextmanager
def at_the_keyboard(language: Language, script: Script) -> Iterator[AtTheKeyboard]:
    """A prompt at which the script is typed."""
    with create_pipe_input() as pipe:
        yield AtTheKeyboard(language, pipe, script)
