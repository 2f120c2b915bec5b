"""The command line run in this process, and what must hold of every run."""

import contextlib
import io
import re
import warnings
from collections.abc import Sequence

from guangdong_ai.cli.main import main
from guangdong_ai.foundation.record import record

ALLOWED = (0, 1, 2)
"""Exit codes that an input may lead to; 3 says that the program is wrong."""

_ACCOUNT = re.compile(r"read ([\d,]+) = assessed ([\d,]+) \+ rejected ([\d,]+)(?: \+ [a-z ]+ ([\d,]+))?")


@record
class Done:
    """How a run ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def command(arguments: Sequence[str]) -> Done:
    """One run of the command line in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a damaged file makes a library warn of is no fault of a run
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 2
    return Done(code=code, out=_text(out), err=_text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")


def faults_of(done: Done) -> list[str]:
    """What no run may do: end as a bug, or show a traceback or a control character."""
    faults = []
    if done.code not in ALLOWED:
        faults.append(f"exit {done.code}")
    if "Traceback" in done.err or "panicked" in done.err:
        faults.append("a traceback")
    if any(character in done.out + done.err for character in "\x1b\x07\x9b\u202e"):
        faults.append("a control character")
    return faults


def account(done: Done) -> tuple[int, ...] | None:
    """The counts that a batch run told: read, assessed, rejected, and others it set aside; None where it told none."""
    found = _ACCOUNT.search(done.err)
    return None if found is None else tuple(int(count.replace(",", "")) for count in found.groups(default="0"))
