"""Somebody in front of the terminal, who knows which question must come: the same session is held in this process."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.live_reading import confirmation
from guangdong_ai.cli.ask.question import Question, open_question
from guangdong_ai.cli.ask.question_wording import beyond_in_words
from guangdong_ai.cli.ask.session import AskedFor, Session, answered, begin, beyond, going_on_to
from guangdong_ai.cli.ask.sitting import NAME
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value
from tests.cli.ask.bundled import CATALOGUE, ON
from tests.cli.ask.example_firm import of_example_firm
from tests.cli.ask.real.terminal import Terminal, unbroken

_ENTER, _DONT_KNOW = "\r", "\x0b"


class Person:
    """Answers question after question, and sees that each is the right one and is answered as it should be."""

    def __init__(
        self, terminal: Terminal, language: Language = "en", profile: Profile | None = None, scope: AskedFor | None = None
    ) -> None:
        """``profile``: what an earlier sitting left in the file; a new one is asked for its name, unless only a part is asked for."""
        self.terminal = terminal
        self.language = language
        first = (NAME,) if profile is None and scope is None else ()
        self.session: Session = begin(CATALOGUE, profile or EMPTY, ON, scope or AskedFor(), first=first)
        self.asked: list[str] = []
        self._looked_at: tuple[Session, Question | None] | None = None
        terminal.wait_for_prompt()

    @property
    def question(self) -> Question | None:
        """The question that must be open now: worked out once for each state of the session."""
        if self._looked_at is None or self._looked_at[0] is not self.session:
            self._looked_at = self.session, open_question(self.session)
        return self._looked_at[1]

    def sees_question(self) -> Fact:
        """The fact that is asked for, after a look at the terminal: its question stands there."""
        question = self.question
        assert question is not None
        assert unbroken(question.fact.question.in_language(self.language)) in self.terminal.question
        return question.fact

    def answers(self, answer: Value | Unknown, typed: str | None = None) -> Fact:
        """Answer the open question, and see how it was taken. ``typed``: the keys, where they matter."""
        fact = self.sees_question()
        if typed is not None:
            keys = typed
        elif isinstance(answer, Unknown):
            keys = _DONT_KNOW
        else:
            keys = typed_form(fact, answer, self.language) + _ENTER
        self.terminal.press(keys)
        self.session = answered(self.session, fact.id, answer)
        self.asked.append(fact.id)
        taken = confirmation(fact, answer).in_language(self.language)
        assert unbroken(f"√ {taken}") in unbroken(self.terminal.said)
        return fact

    def answers_all(self, answer: Value | Unknown | None = None) -> None:
        """Go on to the last question, with the same answer to each, or as the example firm would."""
        while self.question is not None:
            self.answers(of_example_firm(self.sees_question()) if answer is None else answer)

    def goes_on_to_the_end(self) -> None:
        """Agree to each further stage, and answer all its questions."""
        while beyond(self.session):
            self.goes_on(yes=True)
            self.answers_all()

    def goes_on(self, yes: bool) -> None:
        """Answer whether to go on to the next stage."""
        rest = beyond(self.session)[0]
        left = beyond_in_words(rest).in_language(self.language)
        assert unbroken(left) in unbroken(self.terminal.said)
        self.terminal.press(f"{'yes' if yes else 'no'}{_ENTER}")
        if yes:
            self.session = going_on_to(self.session, rest.stage)
