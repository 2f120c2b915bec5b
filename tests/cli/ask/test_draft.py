import os
import shutil
import signal
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.interruption import Ended, leaving_in_order
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile

from .bundled import FACTS

FOSHAN = Profile(facts={"enterprise.city": "foshan"})
COMMENTED = b'schema = 1  # ours\n[enterprise]\ncity = "guangzhou"\n'
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of a process are a matter of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_new_profile_is_no_file_until_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with Draft(path, FACTS) as draft:
        assert draft.is_new
        assert draft.earlier.profile == EMPTY
    assert names(tmp_path) == []


def test_a_saved_profile_can_be_loaded_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with Draft(path, FACTS) as draft:
        draft.save(FOSHAN, {})
    assert load_profile(path, FACTS).facts == FOSHAN.facts
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.toml"]


def test_the_profile_is_locked_while_it_is_open(tmp_path: Path) -> None:
    with Draft(tmp_path / "a.toml", FACTS), pytest.raises(Refused):
        Draft(tmp_path / "a.toml", FACTS)
    Draft(tmp_path / "a.toml", FACTS).close()


@pytest.mark.parametrize("content", [b"schema = 1\n[enterprise\n", b"schema = 2\n", b'[enterprise]\ncity = "foshan"\n'])
def test_what_is_no_profile_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path / "a.toml", content)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            Draft(path, FACTS)
        assert all(finding.place.file == path for finding in refused.value.findings)
    assert path.read_bytes() == content
    assert names(tmp_path) == ["a.toml"]


def test_a_folder_is_no_profile(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused, match="this is a folder"):
        Draft(tmp_path / "folder", FACTS)
    assert names(tmp_path) == ["folder"]


def test_a_folder_that_is_not_there_or_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such folder"):
        Draft(tmp_path / "none" / "a.toml", FACTS)
    (tmp_path / "gone").mkdir()
    with Draft(tmp_path / "gone" / "a.toml", FACTS) as draft:
        shutil.rmtree(tmp_path / "gone")
        with pytest.raises(Refused, match="not saved: no such folder"):
            draft.save(FOSHAN, {})
        (tmp_path / "gone").mkdir()
        draft.save(FOSHAN, {})
    assert names(tmp_path / "gone") == ["a.toml"]


def test_what_nobody_knows_and_what_is_refused_stays_in_the_file(tmp_path: Path) -> None:
    plain = b'schema = 1\nnote = "x"\n[enterprise]\ncity = "atlantis"\nemployees = 5\nnickname = "y"\n[future]\na = [1, 2]\n'
    path = written(tmp_path / "a.toml", plain)
    with Draft(path, FACTS) as draft:
        draft.save(change_profile(draft.earlier.profile, {"enterprise.employees": 6}), draft.earlier.refused)
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "schema": 1,
        "note": "x",
        "enterprise": {"city": "atlantis", "employees": 6, "nickname": "y"},
        "future": {"a": [1, 2]},
    }


def test_a_refused_answer_leaves_the_file_once_another_is_given(tmp_path: Path) -> None:
    path = written(tmp_path / "a.toml", b'schema = 1\n[enterprise]\ncity = "atlantis"\n')
    with Draft(path, FACTS) as draft:
        draft.save(change_profile(draft.earlier.profile, {"enterprise.city": "foshan"}), {})
    assert load_profile(path, FACTS).facts == FOSHAN.facts


def test_a_file_with_comments_is_copied_once_before_it_is_saved(tmp_path: Path) -> None:
    path = written(tmp_path / "a.toml", COMMENTED)
    with Draft(path, FACTS) as draft:
        assert draft.copy is None
        assert names(tmp_path) == [".a.toml.lock", "a.toml"]
        for city in ("foshan", "shenzhen"):
            draft.save(Profile(facts={"enterprise.city": city}), {})
        assert draft.copy == tmp_path / "a.toml.bak"
    assert draft.copy.read_bytes() == COMMENTED
    assert stat.S_IMODE(draft.copy.stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.toml", "a.toml.bak"]


def test_an_earlier_copy_is_not_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path / "a.toml", COMMENTED)
    written(tmp_path / "a.toml.bak", b"first")
    (tmp_path / "a.toml.bak2").symlink_to(tmp_path / "nowhere")
    with Draft(path, FACTS) as draft:
        draft.save(FOSHAN, {})
    assert (tmp_path / "a.toml.bak").read_bytes() == b"first"
    assert (tmp_path / "a.toml.bak3").read_bytes() == COMMENTED


def test_a_file_without_comments_is_not_copied(tmp_path: Path) -> None:
    path = written(tmp_path / "a.toml", b'schema = 1\n[enterprise]\nname = "A # B"\n')
    with Draft(path, FACTS) as draft:
        draft.save(FOSHAN, {})
    assert names(tmp_path) == ["a.toml"]


def test_a_file_with_comments_that_is_gone_meanwhile_is_made_anew(tmp_path: Path) -> None:
    path = written(tmp_path / "a.toml", COMMENTED)
    with Draft(path, FACTS) as draft:
        path.unlink()
        draft.save(FOSHAN, {})
    assert load_profile(path, FACTS).facts == FOSHAN.facts
    assert names(tmp_path) == ["a.toml"]


def test_a_copy_that_cannot_be_made_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.toml", COMMENTED)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    with Draft(path, FACTS) as draft:
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", fail)
            with pytest.raises(Refused, match="cannot be copied: no space left on the disk"):
                draft.save(FOSHAN, {})
        assert path.read_bytes() == COMMENTED
        assert draft.copy is None
        draft.save(FOSHAN, {})
    assert names(tmp_path) == ["a.toml", "a.toml.bak"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.profiles.profile import change_profile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Draft(Path(sys.argv[1]), {}) as draft:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    for _ in range(3):
        try:
            draft.save(change_profile(draft.earlier.profile, {"a.b": "c"}), {})
        except Refused as refused:
            print(refused)
"""


@posix_only
@pytest.mark.parametrize("comment", ["", "# ours\n"], ids=["without comments", "with comments"])
def test_on_a_full_disk_the_old_file_stays_and_nothing_else(tmp_path: Path, comment: str) -> None:
    content = f'{comment}schema = 1\n[future]\nnote = "{"x" * 1000}"\n'.encode()
    path = written(tmp_path / "a.toml", content)
    done = subprocess.run([sys.executable, "-B", "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 3
    assert path.read_bytes() == content
    assert names(tmp_path) == ["a.toml"]


@posix_only
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_request_to_stop_waits_until_the_file_is_whole(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.toml"
    really = os.fsync

    def interrupted(handle: int) -> None:
        signal.raise_signal(getattr(signal, name))
        really(handle)

    monkeypatch.setattr(os, "fsync", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    try:
        with Draft(path, FACTS) as draft, pytest.raises((Ended, KeyboardInterrupt)), leaving_in_order(draft.close):
            draft.save(FOSHAN, {})
    finally:
        signal.signal(signal.SIGINT, before)
    assert load_profile(path, FACTS).facts == FOSHAN.facts
    assert names(tmp_path) == ["a.toml"]
