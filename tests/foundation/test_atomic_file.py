"""Whole or not at all, for a file and for a folder of files."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guangdong_ai.foundation.atomic_file import PendingFolder, bring_back, pending_file, pending_folder, write_whole

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and pipes are a matter of POSIX")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    return tmp_path / "scratch"


def a_file(target: Path, scratch: Path, content: bytes) -> None:
    with pending_file(target, folder=scratch) as pending:
        pending.path.write_bytes(content)
        pending.take_place()


def a_folder(target: Path, scratch: Path, content: bytes) -> None:
    with pending_folder(target, folder=scratch) as pending:
        (pending.path / "part-0").write_bytes(content)
        pending.get_ready()
        pending.take_place()


def content_of(target: Path) -> bytes:
    return (target / "part-0" if target.is_dir() else target).read_bytes()


EITHER = pytest.mark.parametrize("write", [a_file, a_folder])


@contextmanager
def mask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


@EITHER
def test_what_is_new_takes_the_place_of_what_was_and_leaves_nothing_beside_it(
    tmp_path: Path, scratch: Path, write: Callable[[Path, Path, bytes], None]
) -> None:
    for content in (b"first", b"second"):
        write(tmp_path / "r", scratch, content)
        assert content_of(tmp_path / "r") == content
    assert list(scratch.iterdir()) == []


@EITHER
def test_what_fails_leaves_what_was(tmp_path: Path, scratch: Path, write: Callable[[Path, Path, bytes], None]) -> None:
    write(tmp_path / "r", scratch, b"before")
    with pytest.raises(TypeError):
        write(tmp_path / "r", scratch, "no bytes")  # type: ignore[arg-type]
    assert content_of(tmp_path / "r") == b"before"
    assert list(scratch.iterdir()) == []


def test_a_folder_takes_the_place_of_a_file(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "r").write_bytes(b"a file")
    a_folder(tmp_path / "r", scratch, b"parts")
    assert content_of(tmp_path / "r") == b"parts"
    assert list(scratch.iterdir()) == []


@POSIX
@EITHER
def test_a_link_is_followed(tmp_path: Path, scratch: Path, write: Callable[[Path, Path, bytes], None]) -> None:
    (tmp_path / "real").mkdir()
    write(tmp_path / "real" / "r", scratch, b"before")
    (tmp_path / "link").symlink_to(tmp_path / "real" / "r")
    write(tmp_path / "link", scratch, b"after")
    assert (tmp_path / "link").is_symlink()
    assert content_of(tmp_path / "real" / "r") == b"after"


@POSIX
@EITHER
def test_the_mode_of_what_was_stays_and_a_new_one_is_as_the_system_wants_it(
    tmp_path: Path, scratch: Path, write: Callable[[Path, Path, bytes], None]
) -> None:
    with mask(0o027):
        write(tmp_path / "r", scratch, b"new")
        usual = 0o750 if (tmp_path / "r").is_dir() else 0o640
        assert stat.S_IMODE((tmp_path / "r").stat().st_mode) == usual
        (tmp_path / "r").chmod(0o700)
        write(tmp_path / "r", scratch, b"again")
        assert stat.S_IMODE((tmp_path / "r").stat().st_mode) == 0o700


@POSIX
def test_a_folder_in_the_place_of_a_file_does_not_get_its_mode(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "r").write_bytes(b"a file")
    with mask(0o022):
        a_folder(tmp_path / "r", scratch, b"parts")
    assert stat.S_IMODE((tmp_path / "r").stat().st_mode) == 0o755


@POSIX
def test_a_pipe_or_a_device_is_no_place_for_a_folder(tmp_path: Path, scratch: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(NotADirectoryError):
            a_folder(target, scratch, b"parts")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert list(scratch.iterdir()) == []


@POSIX
@EITHER
def test_a_link_that_leads_round_in_a_circle_is_left_alone(
    tmp_path: Path, scratch: Path, write: Callable[[Path, Path, bytes], None]
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(OSError, match="symbolic links"):
        write(tmp_path / "circle", scratch, b"x")
    assert (tmp_path / "circle").is_symlink()
    assert list(scratch.iterdir()) == []


def test_what_cannot_come_back_is_not_removed_and_comes_back_later(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "r"
    a_folder(target, scratch, b"before")
    rename = Path.rename

    def once(path: Path, aim: Path) -> Path:
        if aim == target:
            raise PermissionError(13, "no more")
        return rename(path, aim)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", once)
        with pytest.raises(PermissionError):
            a_folder(target, scratch, b"after")
    assert not target.exists()
    bring_back(target, scratch)
    assert content_of(target) == b"before"
    assert list(scratch.iterdir()) == []


def test_a_process_that_is_gone_in_the_middle_leaves_what_can_come_back(tmp_path: Path, scratch: Path) -> None:
    target = tmp_path / "r"
    a_folder(target, scratch, b"before")
    pending = PendingFolder(target, folder=scratch)
    pending.create()
    target.rename(scratch / "earlier")  # and then it was killed
    bring_back(target, scratch)
    assert content_of(target) == b"before"


def test_a_whole_file_of_its_owner_only(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"before")
    (tmp_path / "r").chmod(0o644)
    write_whole(tmp_path / "r", b"after", private=True)
    assert (tmp_path / "r").read_bytes() == b"after"
    assert sys.platform == "win32" or stat.S_IMODE((tmp_path / "r").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["r"]
