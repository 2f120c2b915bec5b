"""A lock that lets one process at a time write a file. It ends with its process, however that ends, and names its holder."""

import contextlib
import os
from pathlib import Path
from typing import BinaryIO, cast

_NOTE_AT = 1
"""Where the note begins: on Windows nobody else can read the byte that is locked, which is the first."""

_LONGEST_NOTE = 200
"""Bytes."""


class HeldByAnother(Exception):  # noqa: N818  # nothing failed: somebody else is at work
    """Another process holds the lock; ``note`` is what that process wrote about itself, empty if nothing yet."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


class FileLock:
    """Held from creation until ``release``, or until the process ends. Raises HeldByAnother, and OSError where no lock can be made.

    The lock is on a hidden file beside ``target``, since the target itself is replaced whenever it is written; it contains ``note`` (ASCII).
    The hidden file may not be a symbolic link, and a missing folder is not made (docs/decisions/0033-lock-on-an-open-file.md).
    """

    def __init__(self, target: Path, note: str) -> None:
        self._path = target.parent / f".{target.name}.lock"
        self._stream = _locked(self._path, note)

    def release(self) -> None:
        """Release the lock, and remove its hidden file where the folder permits."""
        if self._stream.closed:
            return
        # In this order nobody takes it between the two. Windows removes no file that is open, and then only one that nobody has opened since.
        removed = _remove(self._path)
        self._stream.close()
        if not removed:
            _remove(self._path)


def _locked(path: Path, note: str) -> BinaryIO:
    from filelock import lock_descriptor

    while True:
        with contextlib.ExitStack() as ending:
            stream = ending.enter_context(_opened(path))
            if not lock_descriptor(stream.fileno(), blocking=False):
                stream.seek(_NOTE_AT)
                raise HeldByAnother(stream.read(_LONGEST_NOTE).decode("ascii", errors="replace").strip())
            if _is_still_at(path, stream):  # else whoever held it has removed the file between our opening and locking it
                ending.callback(_remove, path)
                stream.truncate(0)
                stream.write(b"\n" * _NOTE_AT + note.encode("ascii"))
                ending.pop_all()
                return stream


def _opened(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return cast("BinaryIO", os.fdopen(os.open(path, flags, 0o600), "r+b", buffering=0))


def _is_still_at(path: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> bool:
    """Remove the file; whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
