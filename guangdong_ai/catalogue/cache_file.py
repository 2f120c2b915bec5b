"""The files of the cache folder, and when one is believed.

Each begins with the CRC-32 of what follows, which tells a file that was cut off, spoilt or altered. Only what this program wrote is there to be
believed: another content, a file or a folder that somebody else owns or may write to, a link, a pipe count as no cache, and the catalogue
is read and checked anew.
"""

import os
import stat
import zlib

from guangdong_ai import __version__

# Names and folders are plain strings here: pathlib would be a thirtieth of a start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    Folder = Path | str

_SUM_LENGTH = 8
_FOR_OTHERS_TO_WRITE = stat.S_IWGRP | stat.S_IWOTH

KEPT = 8
"""How many files of a kind stay in the cache: those of the bundled catalogue, and some with additions."""


CATALOGUE = "catalogue"
"""The kind of the files that hold checked catalogues."""


def catalogue_key(digest: str) -> str:
    """The key under which the catalogue whose files have this digest is kept."""
    return digest.removeprefix("sha256:")[:32]


def cache_name(kind: str, key: str) -> str:
    """The name of a file of the cache: one for each version of the program, each ``kind`` of content and each ``key``."""
    return f"{kind}-{__version__}-{key}.json"


def read_kept(folder: "Folder", name: str) -> bytes | None:
    """What is kept under this name; None where there is nothing that can be believed. Raises OSError where it cannot be read."""
    if not is_ours(os.stat(folder)):  # noqa: PTH116
        return None
    path = os.path.join(folder, name)  # noqa: PTH118
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not is_ours(status):
            return None
        summed = stream.read()
    content = summed[_SUM_LENGTH + 1 :]
    return content if summed[:_SUM_LENGTH] == _sum_of(content) else None


def keep_file(folder: "Path", kind: str, key: str, content: bytes) -> None:
    """Keep the content, and of its kind only the latest. Raises OSError; no link is followed."""
    from guangdong_ai.foundation.atomic_file import write_whole

    if not _make_cache_folder(folder):
        return
    path = folder / cache_name(kind, key)
    if path.is_symlink():  # what it leads to is not ours to write
        path.unlink()
    write_whole(path, with_sum(content), private=True)
    for old in sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink()


def with_sum(content: bytes) -> bytes:
    """What is written for ``content``."""
    return _sum_of(content) + b"\n" + content


def is_ours(status: os.stat_result) -> bool:
    """Whether the user of this process owns it and nobody else may write to it. Windows has no such owners and modes."""
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & _FOR_OTHERS_TO_WRITE)


def _make_cache_folder(folder: "Path") -> bool:
    """Make the folder, for its owner alone; whether what is written there would be believed. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    status = folder.stat()
    if os.name != "nt" and status.st_uid == os.geteuid() and status.st_mode & _FOR_OTHERS_TO_WRITE:
        folder.chmod(stat.S_IMODE(status.st_mode) & ~_FOR_OTHERS_TO_WRITE)  # made with a umask that lets the group write
    return is_ours(folder.stat())


def _sum_of(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)
