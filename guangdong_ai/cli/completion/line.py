"""The command line in which TAB was pressed, as each shell passes it in environment variables.

The scripts of ``--show-completion`` set them: ``COMP_WORDS`` and ``COMP_CWORD`` in bash, ``_TYPER_COMPLETE_ARGS`` in zsh and fish.
"""

from collections.abc import Mapping

from guangdong_ai.cli.completion import INSTRUCTION
from guangdong_ai.foundation.record import record

SHELLS = ("bash", "zsh", "fish")

_BASH_BREAKS_AT = "=:"
"""bash cuts words at these, each a word of its own: ``--format=json`` comes as three."""


@record
class CommandLine:
    """The line up to the cursor. ``asked_by``: the shell. ``words``: those before the cursor, without the program; ``incomplete``: the word at it.

    ``kept``: the length of the beginning of ``incomplete`` that the shell keeps when it inserts a value, and that must not be repeated.
    ``quote``: the quotation mark that the word at the cursor begins with, or nothing.
    """

    asked_by: str
    words: tuple[str, ...]
    incomplete: str
    kept: str = ""
    quote: str = ""


def completed_line(environment: Mapping[str, str]) -> CommandLine | None:
    """The line to complete; None where the program was not called for completion."""
    instruction, _, shell = environment.get(INSTRUCTION, "").partition("_")
    if instruction != "complete" or shell not in SHELLS:
        return None
    return _of_bash(environment) if shell == "bash" else _up_to_cursor(shell, environment.get("_TYPER_COMPLETE_ARGS", ""))


def _up_to_cursor(shell: str, text: str) -> CommandLine:
    words = _split(text)
    ended = not text or text[-1] in " \t\n"
    incomplete = "" if ended or not words else words.pop()
    return CommandLine(asked_by=shell, words=tuple(words[1:]), incomplete=incomplete, quote=_quote(text, ended=ended))


def _of_bash(environment: Mapping[str, str]) -> CommandLine:
    text, position = environment.get("COMP_WORDS", ""), environment.get("COMP_CWORD", "")
    pieces = _split(text)
    at = int(position) if position.isdecimal() else len(pieces)
    current = pieces[at] if at < len(pieces) else ""
    whole = _joined([*pieces[1:at], current])
    incomplete = whole.pop()
    typed = "" if current in tuple(_BASH_BREAKS_AT) else current
    return CommandLine(
        asked_by="bash",
        words=tuple(whole),
        incomplete=incomplete,
        kept=incomplete[: len(incomplete) - len(typed)],
        quote=_quote(text, ended=at >= len(pieces)),
    )


def _joined(pieces: list[str]) -> list[str]:
    """The words as they were typed: bash splits them at certain characters."""
    words: list[str] = []
    open_ended = False
    for piece in pieces:
        mark = bool(piece) and not piece.strip(_BASH_BREAKS_AT)
        if words and (mark or open_ended):
            words[-1] += piece
        else:
            words.append(piece)
        open_ended = mark
    return words


def _split(text: str) -> list[str]:
    """The words as a shell splits them. The last one may be incomplete, with an open quotation mark or a backslash at its end."""
    import shlex

    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def _quote(text: str, *, ended: bool) -> str:
    """The quotation mark at the beginning of the last word, or nothing."""
    if ended:
        return ""
    open_quote, escaped = "", False
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\" and open_quote != "'":
            escaped = True
        elif open_quote:
            open_quote = "" if character == open_quote else open_quote
        elif character in "\"'":
            open_quote = character
    return open_quote
