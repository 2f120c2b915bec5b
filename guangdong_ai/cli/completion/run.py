"""The program called by a shell for completion."""

import os
from collections.abc import Mapping, Sequence

from guangdong_ai.cli.completion.line import CommandLine
from guangdong_ai.cli.completion.offered import Offered
from guangdong_ai.cli.completion.shell_text import shell_text
from guangdong_ai.cli.output import write_line
from guangdong_ai.foundation.text import Language

_FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"


def complete(line: CommandLine, language: Language, environment: Mapping[str, str] = os.environ) -> int:
    """Write the values to standard output, and return the exit code.

    Nothing else is written whatever goes wrong: a person is in the middle of typing, and the command itself will report it.
    """
    try:
        text = shell_text(line, _fitting(line, language))
    except Exception:  # noqa: BLE001  # a folder of --policies that cannot be read, a profile folder that cannot be listed
        return 1
    if line.asked_by == "fish" and environment.get(_FISH_ACTION) == "is-args":
        # fish asks first whether there is anything; if not, it offers files.
        return 0 if text else 1
    if text:
        write_line(text)
    return 0


def _fitting(line: CommandLine, language: Language) -> Sequence[Offered]:
    from guangdong_ai.cli.completion.plain_completion import plainly_fitting

    offered = plainly_fitting(line, language)
    if offered is not None:
        return offered
    from guangdong_ai.cli.completion.answer import fitting
    from guangdong_ai.cli.program import program

    return fitting(line, program(language, line.words))
