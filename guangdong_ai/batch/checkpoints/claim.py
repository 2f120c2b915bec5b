"""Whose a result is while a run writes it, and what stands beside it: one run at a time, and the next one cleans up after one that was killed.

All that a killed run leaves behind is in a hidden folder: finished checkpoints, and files that are not whole yet. It belongs to whoever has the claim.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from guangdong_ai.foundation.atomic_file import bring_back
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.file_lock import FileLock, HeldByAnother
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text

_SCRATCH = "work"


def rejects_path(output: Path) -> Path:
    """The file of rejected rows beside the result ``output``."""
    return output.with_name(f"{output.name}.rejected.csv")


def record_path(output: Path) -> Path:
    """The file beside the result ``output`` that says what it comes from."""
    return output.with_name(f"{output.name}.meta.json")


def hidden_folder(output: Path) -> Path:
    """The path of the hidden folder beside the result ``output``; it need not exist."""
    return output.with_name(f".{output.name}.parts")


def make_hidden_folder(output: Path) -> Path:
    """The hidden folder, made if it does not exist, readable by its owner alone. Raises OSError."""
    folder = hidden_folder(output)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextlib.contextmanager
def scratch_folder(output: Path) -> Iterator[Path]:
    """A folder on the file system of the result for a block of code; gone afterwards, with all in it. Raises OSError."""
    folder = hidden_folder(output) / _SCRATCH
    try:
        make_hidden_folder(output)
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        # An earlier result that cannot come back waits here for the next run, and finished checkpoints stay in the folder.
        with contextlib.suppress(OSError):
            bring_back(output, folder)
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.rmdir()


def remove_what_was_left(output: Path, *, keep_checkpoints: bool) -> None:
    """Remove what a killed run left, but with ``keep_checkpoints`` its finished checkpoints. Raises OSError where it cannot be removed.

    An earlier result that was just being replaced comes back. What somebody else has put there, or can write to, is not believed.
    """
    folder = hidden_folder(output)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    if not folder.exists():
        return
    bring_back(output, folder / _SCRATCH)
    if not keep_checkpoints or not _is_ours_alone(folder):
        # Entries first: what is left of a folder that is not removed to its end counts for nothing.
        for entry in folder.glob("*.entry"):
            entry.unlink(missing_ok=True)
        shutil.rmtree(folder)
        return
    for inside in folder.iterdir():
        if inside.is_symlink() or not inside.is_dir():
            if not inside.with_suffix(".entry").is_file():
                inside.unlink()
        else:
            shutil.rmtree(inside)
    with contextlib.suppress(OSError):  # not empty: there are parts
        folder.rmdir()


def _is_ours_alone(folder: Path) -> bool:
    if os.name == "nt":  # there a folder has no such owner and mode
        return True
    status = folder.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


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
