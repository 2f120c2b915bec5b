"""Writing a file whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


class PendingFile:
    """A hidden file beside ``target`` that takes its place once it is whole. Until then whoever reads the target sees what it was.

    ``path`` is where to write, once ``create`` has made the file. A link is followed: what it points to is replaced.
    ``private``: only the owner may read the file (mode 0600); otherwise an existing file keeps its mode.
    ``folder``: stands there instead of beside the target, on the same file system.
    """

    def __init__(self, target: Path, *, private: bool = False, folder: Path | None = None) -> None:
        self._target = Path(os.path.realpath(target))
        self._private = private
        self._is_ready = False
        self.path = (folder or self._target.parent) / f".{self._target.name[:40]}-{os.urandom(8).hex()}"

    def create(self) -> None:
        """Make the file, for its owner alone. Raises OSError when it cannot be made there."""
        os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def get_ready(self) -> None:
        """What was written is on the disk, with the mode that it will have: taking its place takes no time any more."""
        with self.path.open("rb") as stream:
            os.fsync(stream.fileno())
        if not self._private:
            self.path.chmod(_mode(self._target))
        self._is_ready = True

    def take_place(self) -> None:
        """Replace the target. What was written is on the disk before it does."""
        if not self._is_ready:
            self.get_ready()
        self.path.replace(self._target)

    def discard(self) -> None:
        """Leave the target as it is and nothing beside it; nothing to do once the file has taken its place."""
        with contextlib.suppress(OSError):
            self.path.unlink()


@contextlib.contextmanager
def pending_file(target: Path, *, private: bool = False, folder: Path | None = None) -> Iterator[PendingFile]:
    """A pending file for a block of code: however the block ends, what has not taken its place is discarded."""
    pending = PendingFile(target, private=private, folder=folder)
    # Its name is known before it is made: whoever interrupts this in the very moment leaves nothing behind.
    try:
        pending.create()
        yield pending
    finally:
        pending.discard()


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Replace the file at ``path`` by ``content``, or leave everything as it was and raise OSError. See PendingFile."""
    with pending_file(path, private=private) as pending:
        pending.path.write_bytes(content)
        pending.take_place()


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
