"""The small catalogue of these tests, copied into a folder with some of its files changed."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from guangdong_ai.foundation.record import record

SMALL = Path(__file__).parent / "small"


@record
class Edit:
    """In ``file``, ``old`` becomes ``new``; without ``old`` the file holds ``new`` and nothing else, without ``new`` it goes."""

    file: str
    old: str | None = None
    new: str | None = None


def small_catalogue(folder: Path, edits: Sequence[Edit] = ()) -> Path:
    """A copy of the small catalogue in ``folder``, edited."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    for edit in edits:
        apply(edit, folder)
    return folder


def apply(edit: Edit, folder: Path) -> None:
    """Change one file. What is to be replaced stands there exactly once."""
    path = folder / edit.file
    if edit.new is None:
        path.unlink()
        return
    if edit.old is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        content = edit.new
    else:
        before = path.read_text(encoding="utf-8")
        assert before.count(edit.old) == 1, f"{edit.file}: {edit.old!r} stands there {before.count(edit.old)} times"
        content = before.replace(edit.old, edit.new)
    path.write_text(content, encoding="utf-8", newline="\n")
