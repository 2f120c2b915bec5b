"""Whose a result is while a run writes it: one run at a time, and the next one cleans up after one that was killed."""

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from guangdong_ai.batch.checkpoints.hidden_folder import remove_what_was_left
from guangdong_ai.batch.write.rejected_rows import rejects_path
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.file_lock import FileLock, HeldByAnother
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text

_ATTEMPTS = 5
_BETWEEN = 0.05
"""Seconds."""


class Claim:
    """A result that this process alone writes, with the file beside it that tells what is wrong."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.keeps_checkpoints = False
        """Whether the finished checkpoints stay when the claim ends, for a run that takes them up."""


@contextlib.contextmanager
def claimed(output: Path, *, since: datetime, resume: bool) -> Iterator[Claim]:
    """The claim on ``output`` for a block of code; ``since`` is the time now, for others to be told.

    What a killed run left is removed first, with ``resume`` all but its finished checkpoints; at the end nothing is left but checkpoints to be kept.
    Raises Refused where another process has the claim, OSError where none can be made.
    """
    claim = Claim(output)
    locks: list[FileLock] = []
    try:
        with signals_deferred():
            for file in (output, rejects_path(output)):
                locks.append(_lock(file, since))  # noqa: PERF401  # what is locked is known when the next is not to be had
        remove_what_was_left(output, keep_checkpoints=resume)
        yield claim
    except KeyboardInterrupt:
        # Whoever takes a run up again has checkpoints that are worth keeping, also before this run has looked at them.
        claim.keeps_checkpoints = claim.keeps_checkpoints or resume
        raise
    finally:
        with signals_deferred():
            if locks:
                _leave_nothing(claim)
            for lock in locks:
                lock.release()


def _leave_nothing(claim: Claim) -> None:
    """Remove what is left, again where a query that was given up is just writing. What cannot be removed stays: the result is there, or what went wrong is on its way."""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_BETWEEN)
        with contextlib.suppress(OSError):
            remove_what_was_left(claim.output, keep_checkpoints=claim.keeps_checkpoints)
            return


def _lock(file: Path, since: datetime) -> FileLock:
    try:
        return FileLock(file, f"{os.getpid()} {since.isoformat(timespec='seconds')}")
    except HeldByAnother as held:
        raise Refused([_taken(file, held.note)]) from None


def _taken(file: Path, note: str) -> Finding:
    process, _, since = note.partition(" ")
    who = Text("", "")
    try:
        began = datetime.fromisoformat(since)
        who = Text(
            f"（进程 {int(process)}，{began:%Y-%m-%d %H:%M:%S} 开始）", f" (process {int(process)}, since {began:%Y-%m-%d %H:%M:%S})"
        )
    except ValueError:
        pass  # it has not written down yet who it is
    return Finding(
        message=Text("另一次运行正在写入这个结果{}", "another run is writing this result{}").format(who),
        hint=Text("请等它结束，或给 --output 另起文件名", "wait until it is done, or give --output another name"),
        place=Place(file=file),
    )
