"""The entry point: the only place that reads the command line, and where everything that goes wrong becomes a message and an exit code.

Exit codes: 0 done · 1 something in the input is wrong or rejected · 2 wrong usage · 3 a bug · 130 interrupted.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guangdong_ai import __version__

if TYPE_CHECKING:
    from guangdong_ai.text import Language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code. Never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:  # nothing has to be loaded for it
        sys.stdout.write(f"guangdong-ai {__version__}\n")
        return 0
    # Starting makes many objects that live to the end; looking for garbage among them at Python's usual pace costs a tenth of the start.
    gc.set_threshold(100_000)
    from guangdong_ai.cli.completion.line import completed_line
    from guangdong_ai.cli.language import chosen_language
    from guangdong_ai.errors import ReaderGone, Refused

    # Where a shell asks what fits at the cursor, the language is that of the line being typed.
    line = completed_line(os.environ)
    language = chosen_language(given if line is None else line.words, os.environ)
    _never_fail_on_a_character()
    try:
        return _run(given, language)
    except Refused as refused:
        from guangdong_ai.cli.messages import show_findings

        show_findings(refused.findings, language)
        return 1
    except KeyboardInterrupt:
        from guangdong_ai.cli.messages import show_interrupted

        show_interrupted(language)
        return 130
    except ReaderGone:
        # What is left in the buffer must not raise again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit:
        raise
    except BaseException:  # noqa: BLE001  # whatever it is, also a panic of an engine, the user sees a message and exit code 3
        from guangdong_ai.cli.messages import show_bug

        show_bug(language)
        return 3


def _run(given: list[str], language: "Language") -> int:
    from guangdong_ai.cli.program import run

    return run(given, language)


def _never_fail_on_a_character() -> None:
    """A console that cannot show a character shows a substitute; a crash would show nothing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
