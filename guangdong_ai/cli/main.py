"""The entry point: reads the command line, and turns every exception into a message and an exit code.

Exit codes: 0 done · 1 something in the input is wrong or rejected · 2 wrong usage · 3 a bug · 130 interrupted.
"""

import gc
import os
import sys

from guangdong_ai import __version__

# What is loaded here is loaded before an interruption can be told: only what Python has loaded anyway, so not even typing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from guangdong_ai.cli.completion.line import CommandLine
    from guangdong_ai.foundation.text import Language


_INTERRUPTED = "\n已中断 (interrupted)\n".encode()
"""In both languages: which one is wanted is not known yet."""


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command line and return the exit code. Never raises."""
    try:
        from guangdong_ai.foundation.stopped_at_once import ignore_interruptions, stop_at_once, stop_in_order
    except KeyboardInterrupt:  # before it can be told otherwise: the module loads what Python knows of signals
        os.write(2, _INTERRUPTED)
        return 130
    code = 130
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Starting makes many objects that live to the end; looking for garbage among them at Python's usual pace costs a tenth of it.
    gc.set_threshold(100_000)
    try:
        # An interruption that comes while msgspec is loaded is swallowed there and ends in a crash later.
        stop_at_once(_INTERRUPTED)
        from guangdong_ai.cli.streams import forget_impossible_sizes, prepare_streams

        prepare_streams()
        forget_impossible_sizes(os.environ)
        if given != ["--version"]:
            _load_msgspec()
            _stop_at_once(given)
        code = _ended(given)
    except KeyboardInterrupt:  # in the first moments, or in the last
        code = 130
        _tell_interrupted(given)
    finally:
        stop_in_order()
        if arguments is None:  # the process ends: nothing is left to interrupt but native code that cleans up after itself
            ignore_interruptions()
    if arguments is None:
        _leave_threads(code)
        _leave_at_once(code)
        # Python ends by looking for garbage among everything that is left; what is frozen is left to the system, which takes the process's memory
        # back at once. Files are closed and exit handlers called as ever.
        gc.freeze()
    return code


def _leave_threads(code: int) -> None:
    """End the process here if threads of an engine may still run: ending the interpreter under them would abort it."""
    left = sys.modules.get("guangdong_ai.foundation.threads_left")
    if left is not None and left.threads_are_left():
        _leave(code)


def _leave_at_once(code: int) -> None:
    """End the process here if nothing is left to be done: giving back its memory piece by piece would take a thirtieth of a whole run.

    That is so where nobody has loaded what calls handlers at the end or runs threads, and nobody watches the program or goes on after it.
    """
    watched = sys.flags.interactive or sys.flags.inspect or sys.getprofile() is not None or sys.gettrace() is not None
    if not watched and "atexit" not in sys.modules and "threading" not in sys.modules:
        _leave(code)


def _leave(code: int) -> None:
    import contextlib

    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _load_msgspec() -> None:
    """Load msgspec without what it does not need here, a fifth of a start.

    typing_extensions, a tenth: since Python 3.11 typing has everything. msgspec checks whether the package is installed; while it loads, when nothing
    else runs, it seems not to be. And what describes types, with textwrap: it is loaded when it is asked for.
    """
    name = "typing_extensions"
    if name in sys.modules or "msgspec" in sys.modules:
        return
    if sys.platform == "linux" and sys.version_info < (3, 13):
        _load_uuid()
    sys.modules[name] = None  # type: ignore[assignment]  # how Python is told that there is no such module
    later = [one for one in ("msgspec.inspect", "textwrap") if one not in sys.modules]
    sys.modules |= {one: _loaded_later(one) for one in later}
    try:
        import msgspec  # noqa: F401
    finally:
        for one in (name, *later):
            del sys.modules[one]


def _loaded_later(name: str) -> "ModuleType":
    """A module that stands for another, which is loaded when something in it is needed."""

    def attribute(wanted: str) -> object:
        from importlib import import_module

        return getattr(import_module(name), wanted)

    stand_in = type(sys)(name)
    stand_in.__getattr__ = attribute  # type: ignore[method-assign]
    return stand_in


def _load_uuid() -> None:
    """Load uuid, which msgspec needs, without platform, a fiftieth of a start: it asks that for the system's name and nothing else."""
    name = "platform"
    if name in sys.modules or "uuid" in sys.modules:
        return
    stand_in = type(sys)(name)
    stand_in.system = lambda: "Linux"  # type: ignore[attr-defined]
    sys.modules[name] = stand_in
    try:
        import uuid  # noqa: F401
    finally:
        del sys.modules[name]


def _stop_at_once(given: list[str]) -> None:
    from guangdong_ai.cli.language import chosen_language
    from guangdong_ai.cli.stopping import INTERRUPTED
    from guangdong_ai.foundation.stopped_at_once import stop_at_once

    stop_at_once(f"\n{INTERRUPTED[chosen_language(given, os.environ)]}\n".encode(sys.stderr.encoding or "utf-8", errors="replace"))


def _tell_interrupted(given: list[str]) -> None:
    try:
        from guangdong_ai.cli.error_output import show_interrupted
        from guangdong_ai.cli.language import chosen_language

        show_interrupted(chosen_language(given, os.environ))
    except KeyboardInterrupt:  # pressed again: that it is to end is known
        pass


def _ended(given: list[str]) -> int:
    """The exit code, after any error has been shown. Raises KeyboardInterrupt, and SystemExit."""
    language: Language = "zh"
    try:
        if given == ["--version"]:  # nothing else has to be loaded for it
            sys.stdout.write(f"guangdong-ai {__version__}\n")
            code = 0
        else:
            from guangdong_ai.cli.completion import INSTRUCTION
            from guangdong_ai.cli.language import chosen_language

            line = None
            # Where a shell asks what fits at the cursor, the language is that of the line being typed.
            if INSTRUCTION in os.environ:
                from guangdong_ai.cli.completion.line import completed_line

                line = completed_line(os.environ)
            language = chosen_language(given if line is None else line.words, os.environ)
            code = _run(given, language, line=line)
        sys.stdout.flush()  # what cannot be written is to be told, not found out when Python ends
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  # whatever it is, also a panic of an engine, the user sees a message and an exit code
        return _told(error, language)
    return code


def _told(error: BaseException, language: "Language") -> int:
    """The exit code for an exception, after showing it."""
    from guangdong_ai.foundation.errors import ReaderGone, Refused

    if isinstance(error, ReaderGone):
        return 0
    if isinstance(error, Refused):
        from guangdong_ai.cli.error_output import show_findings

        show_findings(error.findings, language)
        return 1
    if isinstance(error, OSError) and not _has_working_directory():
        from guangdong_ai.cli.error_output import show_no_working_directory

        show_no_working_directory(language)
        return 1
    from guangdong_ai.cli.error_output import show_bug

    show_bug(language)
    return 3


def _has_working_directory() -> bool:
    """Whether the working directory still exists: without it no relative path can be resolved."""
    try:
        os.getcwd()  # noqa: PTH109  # pathlib is not loaded here
    except OSError:
        return False
    return True


def _run(given: list[str], language: "Language", *, line: "CommandLine | None") -> int:
    """The exit code. Whatever can be answered without Typer is: loading it takes as long as all the rest."""
    if line is not None:
        from guangdong_ai.cli.completion.run import complete

        return complete(line, language)
    code = None
    if given[:1] == ["check"]:
        from guangdong_ai.cli.plain_check import run_plain_check

        code = run_plain_check(given, language)
    if code is None and given[-1:] in (["--help"], ["-h"]):
        from guangdong_ai.cli.plain_help import show_plain_help

        code = show_plain_help(given, language)
    if code is not None:
        return code
    from guangdong_ai.cli.program import run

    return run(given, language)


if __name__ == "__main__":
    sys.exit(main())
