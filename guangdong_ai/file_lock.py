"""One process at a time writes a file: a lock that ends with its process, however that ends, and tells who holds it."""

import os
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LONGEST_NOTE = 200


class HeldByAnother(Exception):  # noqa: N818  # nothing failed: somebody else is at work
    """Another process holds the lock; ``note`` is what it wrote about itself, empty when it has written nothing yet."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


class FileLock:
    """Held from creation until ``release``, or until the process is gone. Raises HeldByAnother, and OSError where no lock can be made.

    The lock is on a hidden file beside ``target``, since the target itself is replaced whenever it is written; ``note`` (ASCII) stands in it.
    A link in the place of that file is not followed.
    """

    def __init__(self, target: Path, note: str) -> None:
        self._path = target.parent / f".{target.name}.lock"
        self._stream = self._locked(note)

    def release(self) -> None:
        """Let others have the file, and leave no trace."""
        if not self._stream.closed:
            self._path.unlink(missing_ok=True)
            self._stream.close()

    def _locked(self, note: str) -> IO[str]:
        while True:
            stream = _opened(self._path)
            if not _lock(stream):
                with stream:
                    raise HeldByAnother(stream.read(_LONGEST_NOTE).strip())
            if _is_still_at(self._path, stream):
                stream.truncate(0)
                stream.write(note)
                stream.flush()
                return stream
            stream.close()  # whoever held it removed the file between our opening and locking it


def _opened(path: Path) -> IO[str]:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o600), "r+", encoding="ascii", errors="replace")


def _is_still_at(path: Path, stream: IO[str]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(stream: IO[str]) -> bool:
        try:
            stream.seek(1000)  # a byte that nobody writes or reads
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            stream.seek(0)
        return True

else:

    def _lock(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
