"""Somebody who answers a questionnaire as written down beforehand, with or without a terminal."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.asker import Emphasis
from guangdong_ai.cli.ask.moves import Move

Entered = str | Move | type[KeyboardInterrupt]
"""A line, a move, or ^C."""


class Script:
    """What is entered: at a fact the next of its own ``answers``, when these are used up what ``otherwise`` says; elsewhere ``lines``."""

    def __init__(
        self,
        answers: Mapping[str, Sequence[Entered]] | None = None,
        otherwise: Callable[[Fact], Entered] | None = None,
        lines: Iterable[Entered] = (),
    ) -> None:
        self._answers = {fact: deque(given) for fact, given in (answers or {}).items()}
        self._otherwise = otherwise
        self._lines = deque(lines)

    def answer(self, fact: Fact) -> Entered:
        """What comes next at this fact."""
        own = self._answers.get(fact.id)
        if own:
            return own.popleft()
        assert self._otherwise is not None, f"asked for {fact.id}, but the script has no more for it"
        return self._otherwise(fact)

    def line(self) -> Entered:
        """What comes next where anything may be entered."""
        assert self._lines, "the script has no more lines"
        return self._lines.popleft()

    @property
    def has_answers(self) -> bool:
        """Whether some answer for a fact of its own is still to be given."""
        return any(self._answers.values())

    def left(self) -> list[Entered]:
        """What was not used."""
        return [*(entered for own in self._answers.values() for entered in own), *self._lines]


def in_turn(*given: Entered) -> Callable[[Fact], Entered]:
    """Whatever the questions are: this at the first, that at the next, and so on."""
    left = deque(given)
    return lambda _: left.popleft()


def on_the_way(answers: Mapping[str, Sequence[Entered]], *then: Entered, lines: Iterable[Entered] = ()) -> Script:
    """Gives these answers wherever they are asked for, skips all else until they are given, and then enters ``then``, one after the other."""
    after = in_turn(*then)
    script = Script(answers, otherwise=lambda fact: Move.SKIP if script.has_answers else after(fact), lines=lines)
    return script


def asks_to_go_on(fact: str) -> bool:
    """Whether this is no fact of the catalogue, but the question whether to go on with further questions."""
    return fact.startswith("ask.") and fact != "ask.change"


class ScriptedAsker:
    """An ``Asker`` that keeps what was said and asked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.said: list[str] = []
        self.asked: list[str] = []
        self.typed: dict[str, str] = {}
        """By fact what stood at its prompt the last time."""

    def say(self, text: str, emphasis: Emphasis | None = None, *, indent: int = 0) -> None:
        self.said.append(text)

    def introduce(self) -> None:
        self.said.append("(introduced)")

    def ask(self, fact: Fact, *, typed: str = "", moves: Sequence[Move] = tuple(Move)) -> str | Move:
        self.asked.append(fact.id)
        self.typed[fact.id] = typed
        return _made(self.script.answer(fact))

    def enter(self, placeholder: str, *, moves: Sequence[Move] = (Move.SAVE_AND_QUIT,)) -> str | Move:
        self.said.append(f"({placeholder})")
        return _made(self.script.line())


def _made(entered: Entered) -> str | Move:
    if isinstance(entered, str | Move):
        return entered
    raise entered
