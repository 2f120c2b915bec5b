"""The hidden folder beside a result, for what a run needs until the result is there: finished checkpoints, and files that are not whole yet.

All that a run leaves behind when it is killed is in it. It belongs to whoever holds the lock on the result (see ``claim``).
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from guangdong_ai.foundation.atomic_file import bring_back

_SCRATCH = "work"


def hidden_folder(output: Path) -> Path:
    """The folder for the result ``output``."""
    return output.with_name(f".{output.name}.parts")


def make_hidden_folder(output: Path) -> Path:
    """The folder, made where it is not there, for its owner alone. Raises OSError."""
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
