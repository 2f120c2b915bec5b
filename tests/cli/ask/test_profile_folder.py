import os
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guangdong_ai.cli.ask.profile_folder import EarlierProfile, earlier_profiles, make_folder, path_for, profile_folder
from guangdong_ai.foundation.errors import Refused


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert profile_folder().name == "profiles"
    assert profile_folder().parent.name == "guangdong-ai"


def test_it_is_made_where_it_is_missing_and_only_its_owner_may_look_into_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "profiles"
    make_folder(folder)
    make_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused) as refused:
        make_folder(tmp_path / "file" / "profiles")
    (finding,) = refused.value.findings
    assert finding.message.en.startswith("the folder cannot be made: ")
    assert finding.hint is not None
    assert finding.command == ("ask", "firm.toml")


def test_a_folder_that_is_not_there_has_no_profiles(tmp_path: Path) -> None:
    assert earlier_profiles(tmp_path / "none") == []


def saved(folder: Path, name: str, content: bytes, moment: datetime) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


def test_the_profile_that_was_saved_last_comes_first_with_its_applicant_and_the_day_in_china(tmp_path: Path) -> None:
    older = saved(tmp_path, "b.toml", '[enterprise]\nname = " 粤智 "\n'.encode(), datetime(2026, 1, 1, 12, tzinfo=UTC))
    newer = saved(tmp_path, "a.toml", b"schema = 1\n", datetime(2026, 1, 1, 17, tzinfo=UTC))
    assert earlier_profiles(tmp_path) == [
        EarlierProfile(path=newer, name="a", saved=date(2026, 1, 2)),
        EarlierProfile(path=older, name="粤智", saved=date(2026, 1, 1)),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe", b"[enterprise\n", b"enterprise = 5\n", b"[enterprise]\nname = 5\n", b'[enterprise]\nname = ""\n',
        b'[enterprise]\nname = "\\u001b[31m"\n', b"a = " + b"[" * 10_000, b"",
    ],
    ids=["no text", "no TOML", "no table", "no name", "empty name", "escape sequence", "nested", "empty"],
)  # fmt: skip
def test_a_file_that_names_no_applicant_is_listed_under_its_own_name(tmp_path: Path, content: bytes) -> None:
    saved(tmp_path, "firm.toml", content, datetime(2026, 1, 1, tzinfo=UTC))
    assert [profile.name for profile in earlier_profiles(tmp_path)] == ["firm"]


def test_only_toml_files_are_profiles(tmp_path: Path) -> None:
    for name in ("a.toml.bak", ".a.toml.lock", "a.txt"):
        saved(tmp_path, name, b"", datetime(2026, 1, 1, tzinfo=UTC))
    (tmp_path / "folder.toml").mkdir()
    assert earlier_profiles(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("粤智机器人有限公司", "粤智机器人有限公司.toml"),
        ("  A   B ", "A B.toml"),
        ('A/B\\C:D*E?F"G<H>I|J', "A B C D E F G H I J.toml"),
        ("../../etc/passwd", "etc passwd.toml"),
        ("a\x00b\nc", "a b c.toml"),
        (".hidden.", "hidden.toml"),
        ("CON", "_CON.toml"),
        ("nul.ai", "_nul.ai.toml"),
        ("Contoso", "Contoso.toml"),
        ("字" * 100, "字" * 60 + ".toml"),
        ("a" * 59 + ". x", "a" * 59 + ".toml"),
    ],
)  # fmt: skip
def test_a_name_becomes_the_name_of_a_file(tmp_path: Path, name: str, file: str) -> None:
    assert path_for(name, tmp_path) == tmp_path / file


@pytest.mark.parametrize("name", ["", "  ", "...", "///", "\x00", "?", ". ."])
def test_a_name_of_nothing_but_signs_becomes_none(tmp_path: Path, name: str) -> None:
    assert path_for(name, tmp_path) is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("𠮷" * 100)
def test_whatever_the_name_the_file_lies_in_the_folder(name: str) -> None:
    folder = Path("/profiles")
    path = path_for(name, folder)
    if path is not None:
        assert path.parent == folder
        assert len(f".{path.name}.lock".encode()) <= 255
        assert not set('<>:"/\\|?*') & set(path.name)
        assert path.stem == path.stem.strip(" .")
