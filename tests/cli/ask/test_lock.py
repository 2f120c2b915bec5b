import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.cli.ask.lock import ProfileLock
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.text import Text

HOLDER = """
import sys
from pathlib import Path
from guangdong_ai.cli.ask.lock import ProfileLock
held = ProfileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def refusal(profile: Path) -> Text:
    """What is said when the lock cannot be had."""
    with pytest.raises(Refused) as refused:
        ProfileLock(profile)
    (finding,) = refused.value.findings
    assert finding.place.file == profile
    assert finding.hint is not None
    return finding.message


def test_a_second_holder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    profile = tmp_path / "a.toml"
    first = ProfileLock(profile)
    message = refusal(profile)
    assert message == Text(
        f"另一个问卷正在使用这份档案（进程 {os.getpid()}）", f"another questionnaire has this profile open (process {os.getpid()})"
    )
    first.release()
    ProfileLock(profile).release()


def test_other_profiles_in_the_folder_are_free(tmp_path: Path) -> None:
    first, second = ProfileLock(tmp_path / "a.toml"), ProfileLock(tmp_path / "b.toml")
    first.release()
    second.release()


def test_a_released_lock_leaves_no_file(tmp_path: Path) -> None:
    held = ProfileLock(tmp_path / "a.toml")
    assert [path.name for path in tmp_path.iterdir()] == [".a.toml.lock"]
    held.release()
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_releasing_twice_does_not_take_it_from_the_next_holder(tmp_path: Path) -> None:
    first = ProfileLock(tmp_path / "a.toml")
    first.release()
    second = ProfileLock(tmp_path / "a.toml")
    first.release()
    refusal(tmp_path / "a.toml")
    second.release()


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    held = ProfileLock(tmp_path / "a.toml")
    assert stat.S_IMODE((tmp_path / ".a.toml.lock").stat().st_mode) == 0o600
    held.release()


def test_a_profile_is_locked_under_all_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.toml").symlink_to(tmp_path / "real" / "a.toml")
    held = ProfileLock(tmp_path / "link.toml")
    refusal(tmp_path / "real" / "a.toml")
    held.release()


def test_a_holder_that_died_does_not_stand_in_the_way(tmp_path: Path) -> None:
    profile = tmp_path / "a.toml"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        assert f"(process {holder.pid})" in refusal(profile).en
        holder.kill()
    assert (tmp_path / ".a.toml.lock").exists()
    ProfileLock(profile).release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_without_a_number_is_held_by_nobody_known(tmp_path: Path) -> None:
    held = ProfileLock(tmp_path / "a.toml")
    (tmp_path / ".a.toml.lock").write_bytes(b"\xff\xfe")
    assert refusal(tmp_path / "a.toml") == Text("另一个问卷正在使用这份档案", "another questionnaire has this profile open")
    held.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a locked file cannot be removed there")
def test_a_file_that_its_holder_has_just_removed_is_not_taken_for_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    really = fcntl.flock
    removed: list[Path] = []

    def remove_and_lock(*arguments: Any) -> None:
        if not removed:
            removed.append(tmp_path / ".a.toml.lock")
            removed[0].unlink()
        really(*arguments)

    monkeypatch.setattr(fcntl, "flock", remove_and_lock)
    held = ProfileLock(tmp_path / "a.toml")
    refusal(tmp_path / "a.toml")
    held.release()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "none", tmp_path / "file"):
        assert refusal(folder / "a.toml") == Text(f"没有这个文件夹：{folder}", f"there is no such folder: {folder}")


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(tmp_path / "a.toml").en == f"nothing can be written to {tmp_path}, so no answer would be saved: Permission denied"


def test_the_root_of_all_folders_is_locked_like_any_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[Path] = []

    def open_elsewhere(path: Path, *_: object) -> int:
        opened.append(path)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", open_elsewhere)
    assert refusal(Path("/")).en.startswith("nothing can be written to /")
    assert opened == [Path("/..lock")]
