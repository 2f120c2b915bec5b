import errno
import os
import stat
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.profiles.load import change_profile, load_profile, read_profile
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.profiles.save import profile_text, save_profile
from guangdong_ai.profiles.unknown import UNKNOWN

from .no_deadline import no_deadline
from .sample_facts import FACTS
from .test_load_profile import WHOLE
from .test_parse_text import VALUES


def as_given(name: str) -> str:
    """A file name as a program gets it from the system, whatever the encoding of the locale."""
    return os.fsdecode(name.encode())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusal(path: Path, profile: Profile = EMPTY) -> str:
    with pytest.raises(Refused) as refused:
        save_profile(profile, path, FACTS)
    (finding,) = refused.value.findings
    assert finding.place.file == path
    return finding.message.en


def test_a_saved_profile_loads_as_it_was(tmp_path: Path) -> None:
    profile = read_profile(WHOLE.encode(), None, FACTS)
    path = tmp_path / as_given("粤智机器人有限公司 档案.toml")
    save_profile(profile, path, FACTS)
    loaded = load_profile(path, FACTS)
    assert (loaded.facts, loaded.dont_know) == (profile.facts, profile.dont_know)
    assert list(tmp_path.iterdir()) == [path]


def test_tables_and_keys_stand_in_the_order_of_the_catalogue() -> None:
    profile = Profile(
        facts={"titles.high_tech": True, "enterprise.fields": frozenset({"robotics", "ai"}), "enterprise.name": "x"},
        dont_know=("titles.users",),
    )
    assert profile_text(profile, FACTS) == (
        'schema = 1\ndont_know = [\n    "titles.users",\n]\n\n[enterprise]\nname = "x"\nfields = [\n    "ai",\n    "robotics",\n]\n\n[titles]\nhigh_tech = true\n'
    )


def test_what_is_not_understood_is_kept() -> None:
    document = tomllib.loads("""
schema = 1
note = "ours"
dont_know = ["titles.users"]
[future]
a = { b = [1, 2] }
[enterprise]
city = "guangzhou"
nickname = "粤"
[[rounds]]
n = 1
[gone]
""")
    profile = change_profile(
        Profile(facts={"enterprise.city": "guangzhou"}, dont_know=("titles.users",), document=document), {"enterprise.city": UNKNOWN}
    )
    assert tomllib.loads(profile_text(profile, FACTS)) == {
        "schema": 1,
        "note": "ours",
        "dont_know": ["titles.users", "enterprise.city"],
        "enterprise": {"nickname": "粤"},
        "future": {"a": {"b": [1, 2]}},
        "rounds": [{"n": 1}],
    }
    assert document["enterprise"] == {"city": "guangzhou", "nickname": "粤"}


def test_an_answer_to_a_fact_of_another_catalogue_is_kept() -> None:
    profile = Profile(
        facts={"future.kinds": frozenset({"b", "a"}), "future.sum": Decimal("1.5")}, document={"future": {"sum": 1, "more": 2}}
    )
    assert tomllib.loads(profile_text(profile, FACTS))["future"] == {"kinds": ["a", "b"], "sum": 1.5, "more": 2}


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    save_profile(EMPTY, path, FACTS)
    assert mode(path) == 0o600
    path.chmod(0o644)
    save_profile(EMPTY, path, FACTS)
    assert mode(path) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real" / "a.toml", tmp_path / "link.toml"
    target.parent.mkdir()
    link.symlink_to(target)
    save_profile(EMPTY, link, FACTS)
    save_profile(Profile(facts={"enterprise.name": "x"}), link, FACTS)
    assert link.is_symlink()
    assert load_profile(target, FACTS).name == "x"
    assert list(target.parent.iterdir()) == [target]


def test_the_longest_file_name_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / as_given("字" * 83 + ".toml")
    save_profile(EMPTY, path, FACTS)
    assert path.exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    assert refusal(path).startswith("not saved: ")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_list_of_what_is_not_known_stays() -> None:
    document = tomllib.loads('schema = 1\ndont_know = []\n[enterprise]\nname = "x"\n')
    profile = Profile(facts={"enterprise.name": "x"}, document=document)
    assert tomllib.loads(profile_text(profile, FACTS)) == document


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(os, "fsync", fail)
    assert refusal(tmp_path / "a.toml") == "not saved: no space left on the disk"


LIMITED = """
import resource, signal, sys
from pathlib import Path
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import save_profile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    save_profile(Profile(document={"x": "y" * 1000}), Path(sys.argv[1]), {})
except Refused as refused:
    print(refused)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of POSIX")
def test_a_write_that_breaks_off_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-B", "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{path}: not saved: ")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_bug_or_an_interruption_leaves_the_old_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_profile(EMPTY, path, FACTS)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_a_device_a_missing_folder_and_a_circle_of_links_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "not saved: this is not an ordinary file"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe) == "not saved: this is not an ordinary file"
    assert refusal(tmp_path / "no" / "a.toml") == "not saved: no such folder"
    file = tmp_path / "file"
    file.write_bytes(b"x")
    assert refusal(file / "a.toml") == "not saved: no such folder"
    circle = tmp_path / "circle.toml"
    circle.symlink_to(circle)
    assert refusal(circle) == "not saved: this is not an ordinary file"
    assert circle.is_symlink()
    assert refusal(tmp_path / "a\0b").startswith("not saved: ")


def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise PermissionError(errno.EACCES, "x")

    monkeypatch.setattr(os, "open", fail)
    assert refusal(tmp_path / "a.toml") == "not saved: no permission to write"


profiles = st.fixed_dictionaries({}, optional=VALUES)


@no_deadline
@given(profiles, st.lists(st.sampled_from(sorted(FACTS)), unique=True))
def test_any_profile_survives_saving_and_loading(facts: dict[str, Any], asked: list[str]) -> None:
    dont_know = tuple(fact_id for fact_id in asked if fact_id not in facts)
    read = read_profile(profile_text(Profile(facts=facts, dont_know=dont_know), FACTS).encode(), None, FACTS)
    assert (read.facts, read.dont_know) == (facts, dont_know)
    assert profile_text(read, FACTS) == profile_text(Profile(facts=facts, dont_know=dont_know), FACTS)
