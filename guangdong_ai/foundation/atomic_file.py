"""Replacing a file, or a folder of files, atomically; a pipe or a device is written into instead.

New content is on disk before it replaces the old, keeps the old owner and mode, and goes to the destination of a symbolic link.
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
    """A hidden file that replaces ``target`` atomically; until then readers of the target see the old content.

    ``path`` is where to write, once ``create`` has made the file. Of a symbolic link the destination is replaced.
    ``private``: only the owner may read the file (mode 0600); otherwise an existing file keeps its mode, and its owner where the system permits.
    ``folder``: where the hidden file is made, on the same file system; None: beside the target.
    What is no ordinary file (a pipe, a terminal, ``/dev/null``, a descriptor of this process) is never replaced: ``path`` is a temporary file then,
    and ``take_place`` copies its content into the target.
    """

    def __init__(self, target: Path, *, private: bool = False, folder: Path | None = None) -> None:
        self._private = private
        self._is_ready = False
        self._streamed = _Stream(target) if _is_streamed(target) else None
        self._target = target if self._streamed else Path(os.path.realpath(target))
        here = Path(tempfile.gettempdir()) if self._streamed else folder or self._target.parent
        self.path = here / f".{self._target.name[:40]}-{os.urandom(8).hex()}.tmp"

    def create(self) -> None:
        """Make the file, readable by its owner alone. Raises OSError where it cannot be made, or may not replace the target."""
        if self._target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if self._streamed is None:
            _refuse(self._target, must_be_writable=not self._private)
        os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def get_ready(self) -> None:
        """Sync the file to disk and give it its final owner and mode, so that replacing the target takes no time. Raises OSError."""
        if self._streamed is None:
            _sync_file(self.path)
            _become_like(self.path, self._target, 0o600 if self._private else None)
        self._is_ready = True

    def take_place(self) -> None:
        """Replace the target, or write into it; the file is synced to disk first. Raises OSError."""
        if not self._is_ready:
            self.get_ready()
        if self._streamed is not None:
            self._streamed.take(self.path)
            return
        self.path.replace(self._target)
        _sync_folder(self._target.parent)

    def discard(self) -> None:
        """Remove the hidden file and leave the target as it is; does nothing once the file has replaced the target."""
        with contextlib.suppress(OSError):
            self.path.unlink()


class PendingFolder:
    """A hidden folder that replaces ``target``, a folder or a file, once it is complete.

    ``path`` is where to write, in ``folder``, once ``create`` has made it. For a moment nothing is at the target: the old one
    is kept in ``folder`` and put back if the new one cannot replace it; after a process that was killed in that moment, by ``bring_back``.
    """

    def __init__(self, target: Path, *, folder: Path) -> None:
        self._target = Path(os.path.realpath(target))
        self._given = target
        self._earlier = folder / _EARLIER
        self.path = folder / "new"

    def create(self) -> None:
        """Make the folder, for its owner alone. Raises OSError, also where the target is neither a folder nor an ordinary file."""
        if _is_streamed(self._given):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        _refuse(self._target, must_be_writable=True)
        self.path.mkdir(mode=0o700)

    def get_ready(self) -> None:
        """Sync the content to disk and give it its final owner and mode. Raises OSError."""
        for file in self.path.iterdir():
            if file.is_file():
                _sync_file(file)
        _sync_folder(self.path)
        _become_like(self.path, self._target)

    def take_place(self) -> None:
        """Replace the target; the old one is put back if that fails. Raises OSError."""
        try:
            if self._target.exists():
                self._target.rename(self._earlier)
            self.path.rename(self._target)
        except BaseException:
            bring_back(self._target, self._earlier.parent)
            raise
        _sync_folder(self._target.parent)

    def discard(self) -> None:
        """Remove the hidden folder and leave the target as it is, old or new. An old target that could not be put back is kept in ``folder``."""
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
    """Put back what a pending folder in ``folder`` was about to replace, where nothing is at ``target``. Raises OSError."""
    earlier = folder / _EARLIER
    target = Path(os.path.realpath(target))
    if earlier.exists() and not target.exists():
        earlier.rename(target)


Pending = TypeVar("Pending", PendingFile, PendingFolder)


def pending_file(target: Path, *, private: bool = False, folder: Path | None = None) -> contextlib.AbstractContextManager[PendingFile]:
    """A pending file for a ``with`` block: whatever ends the block, the file is discarded unless it has replaced the target."""
    return _for_a_block(PendingFile(target, private=private, folder=folder))


def pending_folder(target: Path, *, folder: Path) -> contextlib.AbstractContextManager[PendingFolder]:
    """A pending folder for a ``with`` block: whatever ends the block, the folder is discarded unless it has replaced the target."""
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
    """Replace the file at ``path`` with ``content`` atomically, or raise OSError and leave it as it was. See PendingFile."""
    with pending_file(path, private=private) as pending:
        pending.path.write_bytes(content)
        pending.take_place()


def _refuse(target: Path, *, must_be_writable: bool) -> None:
    """Raise OSError for a symbolic link that leads round in a circle and, with ``must_be_writable``, for a file that is not writable."""
    if target.is_symlink():  # whatever could be followed was
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if must_be_writable and _exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


class _Stream:
    """A target that is written into from beginning to end, not replaced."""

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
    """Whether the target exists and is no ordinary file, or is a descriptor of this process (a file that ``>>`` appends to must not be truncated)."""
    if _own_descriptor(target) is not None:
        return True
    try:
        mode = target.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _own_descriptor(target: Path) -> int | None:
    """The number of the open descriptor that ``target`` names: ``/dev/stdout``, ``/dev/fd/3``, ``/proc/self/fd/3``."""
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
    """Give ``path`` the owner and, unless ``mode`` is given, the mode of the file or folder that it is about to replace."""
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
    """Sync the folder's entries to disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
