"""The questionnaire as it runs: one question after the other, each answer saved before the next is asked."""

from enum import Enum

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.cli.ask.asker import Asker, Emphasis
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.live_reading import confirmation
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.no_longer_needed import no_longer_needed
from guangdong_ai.cli.ask.question import Question, open_question
from guangdong_ai.cli.ask.question_wording import beyond_in_words, closing, heading, help_lines, reason, remarks, settled_in_words
from guangdong_ai.cli.ask.session import (
    Beyond,
    Session,
    answered,
    asked_again,
    back,
    beyond,
    going_on_to,
    looking_at,
    skipped,
)
from guangdong_ai.cli.ask.typed_answer import read_typed, typed_form
from guangdong_ai.cli.error_output import finding_text
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Value


class Ending(Enum):
    """How a sitting ended: with the result, or to be continued later."""

    FINISHED = "finished"
    SAVED = "saved"


AT_THE_END = (Move.BACK, Move.CHANGE, Move.SAVE_AND_QUIT)
BEFORE_GOING_ON = (*AT_THE_END, Move.FINISH)


class Conversation:
    """One sitting: a session that changes with each answer, the draft that saves it, and the terminal."""

    def __init__(self, session: Session, draft: Draft, asker: Asker, language: Language) -> None:
        self.session = session
        self.is_saved = True
        """Whether every answer so far is in the file."""
        self._has_edits = False
        self._leaves_the_rest = False
        self._draft = draft
        self._asker = asker
        self._language = language

    def hold(self) -> Ending:
        """Ask until no answer can change anything, or until the person ends it.

        Raises KeyboardInterrupt, and Refused if saving fails and the person gives up.
        """
        self._tell_conflicts()
        while True:
            question = open_question(self.session)
            if question is not None:
                ending = self._at(question)
            elif not self._leaves_the_rest and (rest := beyond(self.session)):
                ending = self._ask_whether_to_go_on(rest[0])
            else:
                ending = self._at_the_end()
            if ending is Ending.SAVED or (ending is not None and not self._tell_conflicts()):
                return ending

    def _at(self, question: Question) -> Ending | None:
        """Ask the question until it is answered or left."""
        self._show(question)
        typed = "" if question.answer is None else self._typed_form(question)
        while True:
            entered = self._asker.ask(question.fact, typed=typed)
            if entered == "" and question.answer is not None:
                self._answer(question, question.answer)
                return None
            if entered == "" and question.fact.traits.is_identifying and question.refused is None:
                entered = Move.SKIP
            read = read_typed(question.fact, entered) if isinstance(entered, str) else entered
            if read is Move.DONT_KNOW:
                read = UNKNOWN
            if isinstance(read, Finding):
                self._refuse(read)
                typed = entered if isinstance(entered, str) else ""
            elif read is Move.HELP:
                for line in help_lines(question, self.session.catalogue):
                    self._say(line, indent=2)
            elif isinstance(read, Move):
                return self._go(read, question)
            else:
                self._answer(question, read)
                return None

    def _typed_form(self, question: Question) -> str:
        if question.answer is None or isinstance(question.answer, Unknown):
            return ""
        return typed_form(question.fact, question.answer, self._language)

    def _show(self, question: Question) -> None:
        self._asker.say("")
        self._say(heading(question), "faint")
        self._say(question.fact.question, "strong")
        self._say(reason(question), "faint")
        for remark in remarks(question):
            self._say(remark)

    def _answer(self, question: Question, answer: Value | Unknown) -> None:
        """Record and save the answer, and say how it was understood and what follows from it."""
        before = self.session
        self.session = answered(before, question.fact.id, answer)
        if answer == question.answer and question.refused is None:
            self._say(Text("没有改动", "not changed"), "faint", indent=2)
            return
        self.save()
        understood = confirmation(question.fact, answer)
        self._say(Text("√ {}", "√ {}").format(understood), indent=2)
        if question.answer is not None:
            self._tell_what_became_irrelevant(before)
        self._tell_doubts(question.fact.id)
        self._tell_conflicts(question.fact.id)

    def _tell_doubts(self, fact: str) -> None:
        """Warn of an answer that reports a past event but lies after the day."""
        from guangdong_ai.profiles.conflict_findings import doubts

        facts = self.session.profile.facts
        answer = {fact: facts[fact]} if fact in facts else {}
        for finding in doubts(answer, self.session.catalogue, self.session.as_of, lambda _: Place()):
            self._refuse(finding)

    def _tell_conflicts(self, of: str | None = None) -> bool:
        """Tell which answers exclude each other (with ``of``, only those with that answer); each of them is asked for again.

        Returns whether there are any: an assessment of them would be no result.
        """
        from guangdong_ai.profiles.conflict_findings import conflict_findings

        facts, catalogue, as_of = self.session.profile.facts, self.session.catalogue, self.session.as_of
        found = [conflict for conflict in catalogue.conflicts(facts, as_of) if of is None or of in conflict.facts]
        if not found:
            return False
        named = {fact for conflict in found for fact in conflict.facts}
        for finding in conflict_findings({fact: facts[fact] for fact in facts if fact in named}, catalogue, as_of, lambda _: Place()):
            self._refuse(finding)
        self._say(Text("这几项再问一次；回车保留原来的答案", "These are asked once more; Enter keeps an answer"), indent=2)
        self.session = asked_again(self.session, sorted(named, key=lambda fact: (fact == of, [*catalogue.facts].index(fact))))
        return True

    def save(self) -> None:
        """Save the session's profile, or say why that failed and try again for as long as the person wants to."""
        while True:
            try:
                self.take_in_edits()
                self._save()
            except Refused as refused:
                self.is_saved = False
                for finding in refused.findings:
                    self._refuse(finding)
                self._say(
                    Text(
                        "这个答案还没有保存；处理好后按回车重试", "This answer is not saved yet; put it right and press Enter to try again"
                    ),
                    "warning",
                )
                if self._asker.enter(Text("回车重试", "Enter: try again").in_language(self._language)) is Move.SAVE_AND_QUIT:
                    raise
            else:
                self.is_saved = True
                return

    def _save(self) -> None:
        before = self._draft.copy
        self._draft.save(self.session.profile, self.session.refused)
        copy = self._draft.copy
        if copy != before and copy is not None and self._has_edits:
            self._say(Text(f"改动后的文件另存为 {copy}", f"The file as it was changed is kept in {copy}"), "warning", indent=2)
        self._has_edits = False

    def take_in_edits(self) -> None:
        """Merge what others wrote into the file since it was read or saved, and say so."""
        together = self._draft.outside_edits(self.session.profile, self.session.refused)
        if together is None:
            return
        from guangdong_ai.cli.ask.outside_edits import in_words

        self._has_edits = True
        self.session = replace(
            self.session, profile=together.profile, refused=together.refused, queue=(*together.refused, *self.session.queue)
        )
        for line in in_words(together, {fact.id: fact.label for fact in self.session.catalogue.facts.values()}):
            self._say(line, "warning", indent=2)

    def _tell_what_became_irrelevant(self, before: Session) -> None:
        """After a change: tell which answers no measure needs any more."""
        catalogue, after = self.session.catalogue, self.session.profile.facts
        facts = no_longer_needed(catalogue, before.profile.facts, after, before.as_of)
        if facts:
            labels = joined(Text("、", ", "), [catalogue.facts[fact].label for fact in facts])
            self._say(
                Text(
                    "这样一来，下列答案不再影响结果，仍保留在档案中：{}", "These answers no longer matter and stay in the file: {}"
                ).format(labels),
                indent=2,
            )

    def _go(self, move: Move, question: Question | None) -> Ending | None:
        """Make a move that leaves the question."""
        if move is Move.SAVE_AND_QUIT:
            return Ending.SAVED
        if move is Move.FINISH:
            return Ending.FINISHED
        if move is Move.BACK:
            earlier = back(self.session)
            if earlier is None:
                self._say(Text("前面没有题目了", "there is no question before this one"), indent=2)
            self.session = earlier or self.session
        elif move is Move.CHANGE:
            self._choose_what_to_change()
        elif move is Move.SKIP and question is not None:
            self.session = skipped(self.session, question.fact.id)
        return None

    def _choose_what_to_change(self) -> None:
        """Let the person name an answer to change."""
        facts = self.session.catalogue.facts
        reachable = [facts[fact] for fact in facts if fact in self.session.trail]
        if not reachable:
            self._say(Text("还没有可以改的答案", "there is no answer to change yet"), indent=2)
            return
        which = Fact(
            id="ask.change",
            kind="choice",
            label=Text("要改的答案", "Answer to change"),
            question=Text("要改哪一项？", "Which answer?"),
            change="quick",
            change_reason=Text("", ""),
            choices=tuple(Choice(id=fact.id, label=fact.label) for fact in reachable),
        )
        self._say(which.question, "strong")
        typed = ""
        while isinstance(entered := self._asker.ask(which, typed=typed, moves=(Move.BACK,)), str) and entered:
            read = read_typed(which, entered)
            if isinstance(read, str):
                self.session = looking_at(self.session, read)
            if not isinstance(read, Finding):
                return
            self._refuse(read)
            typed = entered

    def _ask_whether_to_go_on(self, rest: Beyond) -> Ending | None:
        """A stage has come to its end: say what has come out, and ask whether to go on to the next. An empty line means no."""
        self._asker.say("")
        self._say(settled_in_words(self.session))
        about = beyond_in_words(rest)
        if rest.stage == "closed":
            about = Text("{}；下一轮申报多半会要求同样的内容", "{}; the next call is likely to have the same criteria").format(about)
        self._say(about)
        whether = Fact(
            id=f"ask.{rest.stage}",
            kind="yes_no",
            label=Text("接着回答", "Go on"),
            question=Text("现在接着回答吗？（直接回车表示不）", "Go on with them now? (Enter: no)"),
            change="quick",
            change_reason=Text("", ""),
        )
        self._say(whether.question, "strong")
        while True:
            entered = self._asker.ask(whether, moves=BEFORE_GOING_ON)
            read = read_typed(whether, entered) if isinstance(entered, str) and entered else entered
            if isinstance(read, Finding):
                self._refuse(read)
            elif isinstance(read, Move) and read in BEFORE_GOING_ON:
                return self._go(read, None)
            elif read is Move.HELP:
                self._say(about, indent=2)
            else:
                break
        if read is True:
            self.session = going_on_to(self.session, rest.stage)
            if self._draft.path.exists():
                self.save()
        else:
            self._leaves_the_rest = True
        return None

    def _at_the_end(self) -> Ending | None:
        """Nothing is left to ask: say why, and offer to look at answers again before the result."""
        self._asker.say("")
        for line in closing(self.session):
            self._say(line)
        entered = self._asker.enter(Text("回车看结果", "Enter: show the result").in_language(self._language), moves=AT_THE_END)
        return self._go(entered, None) if isinstance(entered, Move) else Ending.FINISHED

    def _say(self, text: Text, emphasis: Emphasis | None = None, *, indent: int = 0) -> None:
        self._asker.say(text.in_language(self._language), emphasis, indent=indent)

    def _refuse(self, finding: Finding) -> None:
        """Show what is wrong, without the key: the person knows where it was typed."""
        self._asker.say(finding_text(replace(finding, place=Place(file=finding.place.file)), self._language), "warning")
