"""Prompts for screen readers and terminals that can do nothing but print lines: numbered choices, one line each, answers in words."""

import sys
from collections.abc import Sequence

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.asker import Emphasis
from guangdong_ai.cli.ask.live_reading import expected_form
from guangdong_ai.cli.ask.matching_choices import choices_of, parts_of
from guangdong_ai.cli.ask.moves import Move, typed_move, typed_moves_in_words
from guangdong_ai.cli.ask.typed_answer import DONT_KNOW, NONE_OF_THEM
from guangdong_ai.cli.output import begin_line, say
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Language, Text

MOST_NUMBERED = 40
"""Choices: more are not listed, but typed (all districts of the province, as long as the city is not known)."""


class PlainPrompt:
    """An ``Asker`` without keys, colours or redrawing. Nothing is wrapped: the width is left to the terminal or screen reader."""

    def __init__(self, language: Language) -> None:
        self._language = language
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

    def say(self, text: str, emphasis: Emphasis | None = None, *, indent: int = 0) -> None:
        """Print ``text`` as one line; an empty one is left out, since a screen reader would announce it."""
        del emphasis, indent
        if text:
            say(text)

    def ask(self, fact: Fact, *, typed: str = "", moves: Sequence[Move] = tuple(Move)) -> str | Move:
        """List the choices with their numbers and read a line; ``typed`` cannot be shown. Moves were introduced already."""
        del typed
        options = numbered_options(fact, self._language, moves)
        count = len(choices_of(fact))
        if not options and count:
            form = Text(f"共 {count} 个选项，写开头几个字或拼音", f"{count} choices: type the beginning of one")
            self.say(form.in_language(self._language))
        elif not options:
            self.say(expected_form(fact).in_language(self._language))
        for number, option in enumerate(options, start=1):
            self.say(f"{number}. {option}")
        line = self._read(Text("答案：", "Answer: "))
        return line if isinstance(line, Move) else chosen_by_number(fact, line, options)

    def enter(self, placeholder: str, *, moves: Sequence[Move] = (Move.SAVE_AND_QUIT,)) -> str | Move:
        """Read any line, after showing ``placeholder`` and the moves."""
        others = typed_moves_in_words(moves, self._language)
        return self._read(Text(f"{placeholder}（或 {others}）：", f"{placeholder} (or {others}): "))

    def introduce(self) -> None:
        """Say once what may be typed besides answers."""
        moves = typed_moves_in_words(tuple(Move), self._language)
        self.say(Text(f"随时可以输入：{moves}", f"At any time you may type: {moves}").in_language(self._language))

    def _read(self, prompt: Text) -> str | Move:
        while True:
            begin_line(prompt.in_language(self._language))
            line = sys.stdin.readline()
            if not line:
                say("")
                return Move.SAVE_AND_QUIT
            if "\ufffd" not in line:
                return typed_move(line) or line.strip()
            self.say(Text("无法识别这一行的编码", "the encoding of that line cannot be read").in_language(self._language))


def numbered_options(fact: Fact, language: Language, moves: Sequence[Move] = tuple(Move)) -> tuple[str, ...]:
    """The answers that can be given by number; none where any text, number or day is possible, and where there are too many to be read out."""
    choices = choices_of(fact)
    if not choices or len(choices) > MOST_NUMBERED:
        return ()
    none = [NONE_OF_THEM] if fact.traits.is_multi_valued else []
    dont_know = [DONT_KNOW] if Move.DONT_KNOW in moves else []
    return tuple(name.in_language(language) for name in (*(choice.label for choice in choices), *none, *dont_know))


def chosen_by_number(fact: Fact, line: str, options: Sequence[str]) -> str:
    """``line`` with each number of an option replaced by that option; any other line unchanged."""
    numbered = {str(number): option for number, option in enumerate(options, start=1)}
    parts = parts_of(half_width(line)) if fact.traits.is_multi_valued else (half_width(line),)
    return ", ".join(numbered[part] for part in parts) if all(part in numbered for part in parts) else line
