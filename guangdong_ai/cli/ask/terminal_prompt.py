"""Prompts with keys, completion and a live reading of the text, drawn below the question by prompt_toolkit."""

import sys
from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, ConditionalContainer, FormattedTextControl, HSplit, Layout, VerticalAlign, Window
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.layout.processors import AfterInput, BeforeInput, ConditionalProcessor
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth, suspend_to_background_supported
from rich.console import Console
from rich.padding import Padding
from rich.text import Text as RichText

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.cli.ask.asker import Emphasis
from guangdong_ai.cli.ask.live_reading import live_reading, placeholder
from guangdong_ai.cli.ask.matching_choices import choices_of, last_part, matching_choices, meant_choices, parts_before_last
from guangdong_ai.cli.ask.moves import WAYS, Move, keys_in_words, typed_move
from guangdong_ai.cli.ask.typed_answer import DONT_KNOW, NONE_OF_THEM
from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.render.line_breaking import install

_STYLES: dict[Emphasis | None, str] = {None: "", "strong": "bold", "faint": "dim", "warning": "yellow", "command": ""}
_STYLE = Style.from_dict(
    {
        "keys": "reverse",
        "placeholder": "#808080",
        "reading": "italic",
        "completion-menu": "noreverse",
        "completion-menu.completion.current": "bold underline",
    }
)
_SHOWN_CHOICES = 8
_PROMPT = "> "
_MARGINS = 8
"""Columns of a menu around its two texts."""


class TerminalPrompt:
    """An ``Asker`` for a terminal that can be drawn on. ``input`` and ``output`` replace it in tests."""

    def __init__(self, language: Language, *, input_: Input | None = None, output: Output | None = None) -> None:
        install()
        self._language = language
        self._console = Console(stderr=True, highlight=False)
        self._input = input_
        self._output = output or _output_on_standard_error()

    def say(self, text: str, emphasis: Emphasis | None = None, *, indent: int = 0) -> None:
        """Print a paragraph, wrapped to the terminal; an empty line for an empty text."""
        text = shown_safely(text)
        if not text:
            self._console.print()
            return
        if emphasis == "command":  # to be copied: not broken, however narrow the terminal
            self._console.print(RichText(text), soft_wrap=True)
            return
        self._console.print(Padding(RichText(text, style=_STYLES[emphasis]), (0, 0, 0, indent), expand=False))

    def introduce(self) -> None:
        """Does nothing: the keys are shown below each prompt."""

    def ask(self, fact: Fact, *, typed: str = "", moves: Sequence[Move] = tuple(Move)) -> str | Move:
        """Read a line with completion of choices, and show below it how it would be understood."""

        def reading(text: str) -> str:
            read = live_reading(fact, text)
            return "" if read is None else shown_safely(f"= {read.in_language(self._language)}", "")

        completer = _AnswerCompleter(fact, self._language, moves) if choices_of(fact) else None
        return self._run(placeholder(fact, self._language), typed, moves, completer, reading)

    def enter(self, placeholder: str, *, moves: Sequence[Move] = (Move.SAVE_AND_QUIT,)) -> str | Move:
        """Read any line; a move may be typed in words too."""
        entered = self._run(placeholder, "", moves, None, lambda _: "")
        return (typed_move(entered) or entered) if isinstance(entered, str) else entered

    def _run(
        self, placeholder: str, typed: str, moves: Sequence[Move], completer: Completer | None, reading: Callable[[str], str]
    ) -> str | Move:
        buffer = Buffer(completer=completer, complete_while_typing=completer is not None, multiline=False)
        buffer.set_document(Document(typed))
        application: Application[str | Move] = Application(
            layout=_layout(buffer, placeholder, reading, keys_in_words(moves, self._language)),
            key_bindings=_key_bindings(buffer, moves, self._language),
            style=_STYLE,
            input=self._input,
            output=self._output,
        )

        def open_menu() -> None:
            if completer is not None and not typed:
                buffer.start_completion(select_first=False)

        try:
            return application.run(pre_run=open_menu)
        except EOFError:
            return Move.SAVE_AND_QUIT


def _output_on_standard_error() -> Output:
    """Output that does not ask the terminal for the cursor's position: some never answer."""
    output = create_output(stdout=sys.stderr)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False
    return output


def _layout(buffer: Buffer, placeholder: str, reading: Callable[[str], str], keys: Sequence[str]) -> Layout:
    is_empty = Condition(lambda: not buffer.text)
    line = BufferControl(
        buffer,
        input_processors=[
            BeforeInput(_PROMPT),
            ConditionalProcessor(AfterInput(placeholder, style="class:placeholder"), is_empty & ~is_done),
        ],
    )

    def below() -> str:
        return reading(buffer.text)

    def keys_in_lines() -> str:
        return "\n".join(_in_lines(keys, get_app().output.get_size().columns))

    rows = [
        Window(line, wrap_lines=True, dont_extend_height=True),
        CompletionsMenu(max_height=_SHOWN_CHOICES, scroll_offset=1),
        ConditionalContainer(
            Window(FormattedTextControl(below, style="class:reading"), wrap_lines=True, dont_extend_height=True),
            Condition(lambda: bool(below())) & ~is_done,
        ),
        ConditionalContainer(Window(FormattedTextControl(keys_in_lines, style="class:keys"), dont_extend_height=True), ~is_done),
    ]
    return Layout(HSplit(rows, align=VerticalAlign.TOP))


def _in_lines(words: Iterable[str], columns: int) -> list[str]:
    """The words, two spaces apart, in as many lines as needed."""
    lines = [""]
    for word in words:
        together = f"{lines[-1]}  {word}" if lines[-1] else word
        if get_cwidth(together) < columns or not lines[-1]:
            lines[-1] = together
        else:
            lines.append(word)
    return lines


def _key_bindings(buffer: Buffer, moves: Sequence[Move], language: Language) -> KeyBindings:
    bindings = KeyBindings()
    is_empty = Condition(lambda: not buffer.text)

    def leave_by(move: Move, called: str) -> Callable[[KeyPressEvent], None]:
        def leave(event: KeyPressEvent) -> None:
            buffer.cancel_completion()
            buffer.set_document(Document(f"（{called}）" if language == "zh" else f"({called})"), bypass_readonly=True)
            event.app.exit(result=move)

        return leave

    for way in WAYS:
        if way.move not in moves:
            continue
        leave = leave_by(way.move, way.called.in_language(language))
        if way.key is not None:
            bindings.add(way.key, eager=True)(leave)
        else:
            for sign in ("?", "？"):
                bindings.add(sign, filter=is_empty)(leave)
    bindings.add("c-d", filter=is_empty)(leave_by(Move.SAVE_AND_QUIT, Text("保存退出", "save and quit").in_language(language)))

    @bindings.add("enter", eager=True)
    def accept(event: KeyPressEvent) -> None:
        state, completer = buffer.complete_state, buffer.completer
        buffer.complete_state = None
        if (
            state is not None
            and state.current_completion is not None
            and isinstance(completer, _AnswerCompleter)
            and completer.another_may_follow(buffer.text)
        ):
            buffer.insert_text(Text("、", ", ").in_language(language))
        else:
            event.app.exit(result=buffer.text)

    @bindings.add("backspace")
    def delete(_event: KeyPressEvent) -> None:
        buffer.delete_before_cursor()
        if isinstance(buffer.completer, _AnswerCompleter):
            buffer.start_completion(select_first=False)

    @bindings.add("c-c", eager=True)
    @bindings.add("<sigint>")
    def interrupt(event: KeyPressEvent) -> None:
        buffer.cancel_completion()
        event.app.exit(exception=KeyboardInterrupt())

    @bindings.add("c-z", filter=Condition(suspend_to_background_supported))
    def suspend(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return bindings


class _AnswerCompleter(Completer):
    """Offers the choices that the text may mean; for an empty text also "none of them" and "don't know", where they are answers."""

    def __init__(self, fact: Fact, language: Language, moves: Sequence[Move]) -> None:
        self._choices = choices_of(fact)
        self._several = fact.traits.is_multi_valued
        self._others = (*((NONE_OF_THEM,) if self._several else ()), *((DONT_KNOW,) if Move.DONT_KNOW in moves else ()))
        self._language = language

    def another_may_follow(self, text: str) -> bool:
        """Whether ``text`` names choices, and more may follow."""
        return self._several and bool(meant_choices(self._choices, text))

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Each label in the language of the run and, where there is room, in the other language."""
        del complete_event
        typed = document.text_before_cursor
        part = last_part(typed) if self._several else typed.lstrip()
        chosen = (
            {found for earlier in parts_before_last(typed) for found in meant_choices(self._choices, earlier) or ()}
            if self._several
            else ()
        )
        offered = [choice for choice in matching_choices(self._choices, part) if choice.id not in chosen]
        for choice in offered:
            yield Completion(choice.label.in_language(self._language), -len(part), display_meta=self._beside(choice, offered))
        if not typed.strip():
            for answer in self._others:
                yield Completion(answer.in_language(self._language))

    def _beside(self, choice: Choice, offered: Sequence[Choice]) -> str:
        other: Language = "en" if self._language == "zh" else "zh"
        widths = [max(get_cwidth(one.label.in_language(language)) for one in offered) for language in (self._language, other)]
        return choice.label.in_language(other) if sum(widths) + _MARGINS <= get_app().output.get_size().columns else ""
