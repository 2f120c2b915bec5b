"""``--help`` from the description of the command line, without Typer. Anything that is not clearly a request for help is left to Typer."""

from collections.abc import Sequence
from pathlib import Path

from guangdong_ai.cli.described_command import DescribedCommand, described_program, with_flags
from guangdong_ai.cli.language import values_of
from guangdong_ai.foundation.text import LANGUAGES, Language

ASKS = ("--help", "-h")
_WITH_VALUE = ("--lang", "--policies")


def plain_help(arguments: Sequence[str], language: Language) -> str | None:
    """The requested help: for the words of a command and ``--help`` or ``-h``, possibly with ``--lang`` or ``--policies``. Raises Refused."""
    words: list[str] = []
    options: set[str] = set()
    rest = iter(arguments)
    for word in rest:
        if word in _WITH_VALUE:
            options.add(word)
            if next(rest, "-").startswith("-"):
                return None
        else:
            words.append(word)
    if not words or words.pop() not in ASKS or any(word.startswith("-") for word in words):
        return None
    if not set(values_of("--lang", arguments)) <= set(LANGUAGES):
        return None
    command: DescribedCommand | None = described_program(language)
    for word in words:
        command = None if command is None else command.named(word)
    if command is None or not options <= {name for parameter in command.parameters for name in parameter.names}:
        return None
    if command.takes_facts:
        from guangdong_ai.api.catalogue_access import CatalogueAccess

        command = with_flags(command, CatalogueAccess([Path(folder) for folder in values_of("--policies", arguments)]).sections, language)
    from guangdong_ai.cli.help_page import help_page
    from guangdong_ai.cli.terminal import rendered

    return rendered(help_page(command, language)).rstrip("\n") + "\n"


def show_plain_help(arguments: Sequence[str], language: Language) -> int | None:
    """Print the help and return 0; None to leave it to Typer. Raises Refused."""
    text = plain_help(arguments, language)
    if text is None:
        return None
    from guangdong_ai.cli.output import write_page

    write_page(text, None, language)
    return 0
