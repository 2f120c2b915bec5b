"""The program called by a shell because TAB was pressed."""

import os
from collections.abc import Callable, Mapping

from typer._click import Command

from guangdong_ai.cli.completion.line import Line
from guangdong_ai.cli.output import write_line

_FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"


def complete(line: Line, make_program: Callable[[], Command], environment: Mapping[str, str] = os.environ) -> int:
    """Write the answer to standard output, and return the exit code.

    Nothing else is written whatever goes wrong: a person is in the middle of typing, and what is wrong is told when the command runs.
    """
    try:
        from guangdong_ai.cli.completion.answer import answer

        text = answer(line, make_program())
    except Exception:  # noqa: BLE001  # a folder of --policies that cannot be read, a profile folder that cannot be listed
        return 1
    if line.asked_by == "fish" and environment.get(_FISH_ACTION) == "is-args":
        # fish asks first whether there is anything; if not, it offers files.
        return 0 if text else 1
    if text:
        write_line(text)
    return 0
