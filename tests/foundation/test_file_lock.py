"""One process at a time. What a questionnaire and a batch say of it is tested with them."""

import os
import sys
from pathlib import Path

import pytest

from guangdong_ai.foundation.file_lock import FileLock, HeldByAnother


def test_the_second_is_told_what_the_first_wrote_about_itself(tmp_path: Path) -> None:
    held = FileLock(tmp_path / "r.csv", "417 2026-11-29T09:30:00")
    with pytest.raises(HeldByAnother) as refused:
        FileLock(tmp_path / "r.csv", "418 2026-11-29T09:31:00")
    assert refused.value.note == "417 2026-11-29T09:30:00"
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_shorter_note_takes_the_place_of_one_that_a_killed_holder_left(tmp_path: Path) -> None:
    (tmp_path / ".r.csv.lock").write_bytes(b"\n123456 2026-11-29T09:30:00 and more")
    held = FileLock(tmp_path / "r.csv", "7")
    with pytest.raises(HeldByAnother, match=r"\A7\Z"):
        FileLock(tmp_path / "r.csv", "8")
    held.release()


@pytest.mark.skipif(sys.platform == "win32", reason="links are a matter of POSIX")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_its_place_is_not_followed(tmp_path: Path, *, there: bool) -> None:
    aim = tmp_path / "precious"
    if there:
        aim.write_bytes(b"as it was")
    (tmp_path / ".r.csv.lock").symlink_to(aim)
    with pytest.raises(OSError, match="symbolic link"):
        FileLock(tmp_path / "r.csv", "1")
    assert (tmp_path / ".r.csv.lock").is_symlink()
    assert aim.exists() == there
    assert not there or aim.read_bytes() == b"as it was"


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "mistyped" / "r.csv", "1")
    assert list(tmp_path.iterdir()) == []


def test_where_the_note_does_not_fit_on_the_disk_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):  # as good as a full disk: the file is there and locked, the note is not in it
        FileLock(tmp_path / "r.csv", "企业")
    assert list(tmp_path.iterdir()) == []
    FileLock(tmp_path / "r.csv", "1").release()


def test_where_no_open_file_can_be_removed_it_is_removed_once_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = FileLock(tmp_path / "r.csv", "1")
    unlink, stream = Path.unlink, held._stream

    def as_on_windows(path: Path, *, missing_ok: bool = False) -> None:
        if not stream.closed:
            raise PermissionError(13, "used by another process")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", as_on_windows)
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_from_which_nothing_can_be_removed_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    held = FileLock(tmp_path / "r.csv", "1")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        held.release()
    FileLock(tmp_path / "r.csv", "2").release()
    assert list(tmp_path.iterdir()) == []
