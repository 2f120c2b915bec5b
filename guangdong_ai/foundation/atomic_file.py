"""Writing a file, or a folder of files, whole or not at all; a pipe or a device is written into and stays what it is.

What takes a place is on the disk before it does, has the owner and mode of what stood there, and follows a link that stands there.
"""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from guangdong_ai.foundation.stopped_at_once import stop_in_order


class PendingFile:
    """A hidden file beside ``target`` that takes its place once it is whole. Until then whoever reads the target sees what it was.

    ``path`` is where to write, once ``create`` has made the file. A link is followed: what it points to is replaced.
    ``private``: only the owner may read the file (mode 0600); otherwise an existing file keeps its mode. Its owner stays, where that may be.
    ``folder``: it stands there instead of beside the target, on the same file system.
    What is no ordinary file (a pipe, a terminal, ``/dev/null``, a descriptor of this process) is never replaced: the hidden file is a
    temporary one then, and what stands in it is written into the target when it would take its place.
    """

    def __init__(self, target: Path, *, private: bool = False, folder: Path | None = None) -> None:
        self._private = private
        self._is_ready = False
        self._streamed = _Stream(target) if _is_streamed(target) else None
        self._target = target if self._streamed else Path(os.path.realpath(target))
        here = Path(tempfile.gettempdir()) if self._streamed else folder or self._target.parent
        self.path = here / f".{self._target.name[:40]}-{os.urandom(8).hex()}.tmp"

    def create(self) -> None:
        """Make the file, for its owner alone. Raises OSError when it cannot be made there, or must not take the place of the target."""
        if self._target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if self._streamed is None:
            _refuse(self._target, must_be_writable=not self._private)
        os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def get_ready(self) -> None:
        """What was written is on the disk, with the owner and mode that it will have: replacing a file takes no time any more."""
        if self._streamed is None:
            _sync_file(self.path)
            _become_like(self.path, self._target, 0o600 if self._private else None)
        self._is_ready = True

    def take_place(self) -> None:
        """Replace the target, or write into it. What replaces it is on the disk before it does."""
        if not self._is_ready:
            self.get_ready()
        if self._streamed is not None:
            self._streamed.take(self.path)
            return
        self.path.replace(self._target)
        _sync_folder(self._target.parent)

    def discard(self) -> None:
        """Leave the target as it is and nothing beside it; nothing to do once the file has taken its place."""
        with contextlib.suppress(OSError):
            self.path.unlink()


class PendingFolder:
    """A hidden folder that takes the place of ``target``, a folder or a file, once all in it is whole.

    ``path`` is where to write, in ``folder``, once ``create`` has made it. For a moment nothing stands at the target: what stood there waits in
    ``folder``, and comes back when the new one cannot take its place; after a process that was killed in that moment with ``bring_back``.
    """

    def __init__(self, target: Path, *, folder: Path) -> None:
        self._target = Path(os.path.realpath(target))
        self._given = target
        self._earlier = folder / _EARLIER
        self.path = folder / "new"

    def create(self) -> None:
        """Make the folder, for its owner alone. Raises OSError, also where what stands at the target is neither a folder nor an ordinary file."""
        if _is_streamed(self._given):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        _refuse(self._target, must_be_writable=True)
        self.path.mkdir(mode=0o700)

    def get_ready(self) -> None:
        """What was written is on the disk, with the owner and mode that it will have."""
        for file in self.path.iterdir():
            if file.is_file():
                _sync_file(file)
        _sync_folder(self.path)
        _become_like(self.path, self._target)

    def take_place(self) -> None:
        """Replace the target; what stood there comes back when that fails."""
        try:
            if self._target.exists():
                self._target.rename(self._earlier)
            self.path.rename(self._target)
        except BaseException:
            bring_back(self._target, self._earlier.parent)
            raise
        _sync_folder(self._target.parent)

    def discard(self) -> None:
        """Leave the target as it is, or what has taken its place, and nothing beside it. What could not come back stays where it waits."""
        shutil.rmtree(self.path, ignore_errors=True)
        if not self._target.exists():
            return
        if self._earlier.is_dir():
            shutil.rmtree(self._earlier, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                self._earlier.unlink()


_EARLIER = "earlier"


def bring_back(target: Path, folder: Path) -> None:
    """Where nothing is at ``target``, what a pending folder in ``folder`` was about to replace stands there again. Raises OSError."""
    earlier = folder / _EARLIER
    target = Path(os.path.realpath(target))
    if earlier.exists() and not target.exists():
        earlier.rename(target)


Pending = TypeVar("Pending", PendingFile, PendingFolder)


def pending_file(target: Path, *, private: bool = False, folder: Path | None = None) -> contextlib.AbstractContextManager[PendingFile]:
    """A pending file for a block of code: however the block ends, what has not taken its place is discarded."""
    return _for_a_block(PendingFile(target, private=private, folder=folder))


def pending_folder(target: Path, *, folder: Path) -> contextlib.AbstractContextManager[PendingFolder]:
    """A pending folder for a block of code: however the block ends, what has not taken its place is discarded."""
    return _for_a_block(PendingFolder(target, folder=folder))


@contextlib.contextmanager
def _for_a_block(pending: Pending) -> Iterator[Pending]:
    stop_in_order()
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


def _refuse(target: Path, *, must_be_writable: bool) -> None:
    """Raises OSError for a link that leads round in a circle and, where it ``must_be_writable``, for what is not."""
    if target.is_symlink():  # whatever could be followed was
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if must_be_writable and _exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


class _Stream:
    """What is written into, from the beginning to the end, by whoever opens it."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def take(self, content: Path) -> None:
        """Write all of ``content`` into it. Raises OSError; what was written before that cannot be taken back."""
        with content.open("rb") as source, os.fdopen(self._opened(), "wb") as sink:
            shutil.copyfileobj(source, sink)

    def _opened(self) -> int:
        descriptor = _own_descriptor(self._target)
        if descriptor is not None:
            return os.dup(descriptor)
        if stat.S_ISBLK(self._target.stat().st_mode):  # a disk: to write into it destroys whatever it holds
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        return os.open(self._target, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))


def _is_streamed(target: Path) -> bool:
    """Whether it is there and no ordinary file, or a descriptor of this process, whatever that leads to (``>>`` is not to be cut off)."""
    if _own_descriptor(target) is not None:
        return True
    try:
        mode = target.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _own_descriptor(target: Path) -> int | None:
    """The number of the open descriptor that ``target`` is a name of: ``/dev/stdout``, ``/dev/fd/3``, ``/proc/self/fd/3``."""
    path = target
    for _ in range(40):  # the system follows no more links than that, either
        folder = Path(os.path.realpath(path.parent))
        if str(folder) in (f"/proc/{os.getpid()}/fd", "/dev/fd"):
            return int(path.name) if path.name.isascii() and path.name.isdecimal() and len(path.name) < 10 else None
        try:
            path = folder / (folder / path.name).readlink()
        except (OSError, ValueError):
            return None
    return None


def _become_like(path: Path, target: Path, mode: int | None = None) -> None:
    """Give ``path`` the owner and, unless ``mode`` is given, the mode of what it is about to replace, a file of a file, a folder of a folder."""
    before = target.stat() if _exists(target) else None
    if before is not None and hasattr(os, "chown"):
        now = path.stat()
        if (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
            with contextlib.suppress(OSError):
                os.chown(path, before.st_uid, before.st_gid)
    if mode is None:
        same = before is not None and stat.S_IFMT(before.st_mode) == stat.S_IFMT(path.stat().st_mode)
        mode = stat.S_IMODE(before.st_mode) & 0o777 if before is not None and same else _usual_mode(path)
    path.chmod(mode)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, say: whoever writes is told
        return False


def _usual_mode(path: Path) -> int:
    mask = os.umask(0)
    os.umask(mask)
    return (0o777 if path.is_dir() else 0o666) & ~mask


def _sync_file(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in it last through a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
