"""The file in which a checked catalogue is cached, and when it is believed.

It begins with the SHA-256 of what follows. Only what this program wrote is there to be believed: another content, a file or a folder that
somebody else owns or may write to, a link, a pipe count as no cache, and the catalogue is checked anew.
"""

import hashlib
import os
import stat
from pathlib import Path

from guangdong_ai import __version__

_DIGEST_LENGTH = 64
_FOR_OTHERS_TO_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_file(folder: Path, digest: str) -> Path:
    """One for each version of the program and each digest of the catalogue's files."""
    return folder / f"catalogue-{__version__}-{digest.removeprefix('sha256:')[:32]}.json"


def read_cache(folder: Path, digest: str) -> bytes | None:
    """The JSON that was cached for this digest; None where there is none that can be believed. Raises OSError where it cannot be read."""
    if not is_ours(folder.stat()):
        return None
    descriptor = os.open(cache_file(folder, digest), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not is_ours(status):
            return None
        signed = stream.read()
    content = signed[_DIGEST_LENGTH + 1 :]
    return content if signed[:_DIGEST_LENGTH] == _digest_of(content) else None


def signed_cache(content: bytes) -> bytes:
    """What is written for ``content``."""
    return _digest_of(content) + b"\n" + content


def is_ours(status: os.stat_result) -> bool:
    """Whether the user of this process owns it and nobody else may write to it. Windows has no such owners and modes."""
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & _FOR_OTHERS_TO_WRITE)


def make_cache_folder(folder: Path) -> bool:
    """Make the folder, for its owner alone; whether what is written there would be believed. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    status = folder.stat()
    if os.name != "nt" and status.st_uid == os.geteuid() and status.st_mode & _FOR_OTHERS_TO_WRITE:
        folder.chmod(stat.S_IMODE(status.st_mode) & ~_FOR_OTHERS_TO_WRITE)  # made with a umask that lets the group write
    return is_ours(folder.stat())


def _digest_of(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
