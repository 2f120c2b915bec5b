"""A sitting line by line: which question is open, and what was confirmed."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.plain_prompt import numbered_options
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value
from tests.cli.ask.bundled import CATALOGUE
from tests.cli.ask.real.program_in_terminal import ProgramInTerminal

QUESTIONS = {fact.question.en: fact for fact in CATALOGUE.facts.values()}
"""The fact that each question asks for."""

_OPEN = "\nAnswer: "
_GO_ON = "\nGo on with them now? "
_AT_THE_END = "/x save and quit): "


class PlainDialogue:
    """A run of ``ask --plain --lang en``, read and answered line by line."""

    def __init__(self, program: ProgramInTerminal, *, goes_on: bool = True) -> None:
        """``goes_on``: with the questions of measures that are closed now."""
        self._program = program
        self._goes_on = goes_on
        self._answered = 0

    @property
    def text(self) -> str:
        """All that was written so far. The end of it may be half a character."""
        return self._program.written.decode(errors="replace").replace("\r\n", "\n")

    @property
    def confirmed(self) -> list[str]:
        """What each answer was taken for, in the order in which they were confirmed."""
        return [line.removeprefix("√ ") for line in self.text.splitlines() if line.startswith("√")]

    def open_question(self) -> Fact | None:
        """The question, once it is open; None at the end of the questionnaire."""
        self._program.wait_until(lambda: self.new_text.endswith((_OPEN, _AT_THE_END)), "a question")
        if self.new_text.endswith(_AT_THE_END):
            return None
        if _GO_ON in self.new_text:
            self.enter("yes" if self._goes_on else "no")
            return self.open_question()
        asked = [QUESTIONS[line] for line in self.new_text.splitlines() if line in QUESTIONS]
        assert len(asked) == 1, self.new_text
        return asked[0]

    def answer(self, fact: Fact, answer: Value | Unknown) -> None:
        """Answer the question for ``fact``: by number where there are numbers."""
        self.enter(typed_line(fact, answer))

    def enter(self, line: str) -> None:
        """Type a line."""
        self._answered = len(self.text)
        self._program.type(f"{line}\n")

    @property
    def new_text(self) -> str:
        """What was written since a line was typed last."""
        return self.text[self._answered :]


def typed_line(fact: Fact, answer: Value | Unknown) -> str:
    """What is typed for an answer: the numbers of options where they are numbered."""
    if isinstance(answer, Unknown):
        return "/k"
    typed = typed_form(fact, answer, "en")
    options = numbered_options(fact, "en")
    if not options:
        return typed
    if isinstance(answer, frozenset) and answer:
        return ", ".join(str(number) for number, choice in enumerate(fact.choices, start=1) if choice.id in answer)
    return str(options.index(typed) + 1)
