"""What ``--output`` must not destroy: inputs of the run, files that somebody filled in, devices and pipes."""

import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.cli.main import main

from .every_command import ANSWERS, commands, filled_in, runs_of, takes

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as POSIX has them")
WITH_OUTPUT = tuple(name for name in commands() if takes(name, "--output") and name not in ("batch", "measures new"))
"""Those that write one file where they are told; `measures new` is told a folder, and has tests of its own."""


def run(name: str, folder: Path, *more: str) -> int:
    given = [argument for argument in runs_of(folder)[name] if argument != "--no-report"]  # a demo that writes nothing overwrites nothing
    return main([*name.split(), *given, *more, "--lang", "en"])


def test_every_command_is_run_somewhere_in_these_tests(tmp_path: Path) -> None:
    assert set(runs_of(tmp_path)) == set(commands())


@pytest.mark.parametrize("name", WITH_OUTPUT)
def test_a_filled_in_profile_is_never_overwritten(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = filled_in(tmp_path)
    other = tmp_path / "another.toml"
    other.write_text(ANSWERS, encoding="utf-8")
    for target in (profile, other):
        assert run(name, tmp_path, "--output", str(target)) == 2
        assert target.read_text(encoding="utf-8") == ANSWERS
        assert target.name in capsys.readouterr().err


def hard_link(profile: Path) -> Path:
    other = profile.with_name("report.txt")
    os.link(profile, other)
    return other


def soft_link(profile: Path) -> Path:
    other = profile.with_name("report.txt")
    other.symlink_to(profile)
    return other


def other_path(profile: Path) -> Path:
    (profile.parent / "down").mkdir()
    return profile.parent / "down" / ".." / profile.name


@posix_only
@pytest.mark.parametrize("way", [hard_link, soft_link, other_path])
def test_an_input_is_the_same_file_by_whatever_name(
    way: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = filled_in(tmp_path)
    assert run("check", tmp_path, "--output", str(way(profile))) == 2
    assert profile.read_text(encoding="utf-8") == ANSWERS
    assert "an input would be overwritten" in capsys.readouterr().err


@posix_only
def test_a_table_with_two_names_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled_in(tmp_path)
    before = (tmp_path / "firms.csv").read_bytes()
    os.link(tmp_path / "firms.csv", tmp_path / "out.csv")
    assert main(["batch", str(tmp_path / "firms.csv"), "-o", str(tmp_path / "out.csv"), "--lang", "en"]) == 2
    assert (tmp_path / "firms.csv").read_bytes() == (tmp_path / "out.csv").read_bytes() == before
    assert "an input would be overwritten" in capsys.readouterr().err


@posix_only
def test_a_result_or_its_rejects_never_replace_a_profile_behind_a_link(tmp_path: Path) -> None:
    profile = filled_in(tmp_path)
    for name in ("out.csv", "out.csv.rejected.csv"):
        (tmp_path / name).symlink_to(profile)
        assert main(["batch", str(tmp_path / "firms.csv"), "-o", str(tmp_path / "out.csv"), "--lang", "en"]) == 2
        assert profile.read_text(encoding="utf-8") == ANSWERS
        (tmp_path / name).unlink()


@pytest.mark.parametrize("content", ['schema = 1\n[enterprise\nname = "x"\n', "# notes \xe9\n"], ids=["broken", "in another encoding"])
def test_a_profile_somebody_is_in_the_middle_of_is_not_overwritten(content: str, tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_bytes(content.encode("latin-1"))
    assert main(["profile", "template", "-o", str(profile)]) == 2
    assert profile.read_bytes() == content.encode("latin-1")


def test_an_empty_template_and_an_earlier_result_are_overwritten(tmp_path: Path) -> None:
    template, report = tmp_path / "t.toml", tmp_path / "r.json"
    for _ in range(2):
        assert main(["profile", "template", "-o", str(template)]) == 0
        assert main(["check", "--format", "json", "-o", str(report)]) == 0


@posix_only
def test_a_template_is_its_owners_alone(tmp_path: Path) -> None:
    assert main(["profile", "template", "-o", str(tmp_path / "t.toml")]) == 0
    assert stat.S_IMODE((tmp_path / "t.toml").stat().st_mode) == 0o600


@posix_only
@pytest.mark.parametrize("name", WITH_OUTPUT)
def test_a_pipe_is_written_into_and_stays_a_pipe(name: str, tmp_path: Path) -> None:
    filled_in(tmp_path)
    pipe, got = tmp_path / "pipe.out", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run(name, tmp_path, "--output", str(pipe)) == 0
    reader.join(30)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert len(got[0]) > 50


@posix_only
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_pipe_takes_the_whole_result_of_a_batch(suffix: str, tmp_path: Path) -> None:
    filled_in(tmp_path)
    pipe, file, got = tmp_path / f"pipe.{suffix}", tmp_path / f"file.{suffix}", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    for output in (file, pipe):
        assert main(["batch", str(tmp_path / "firms.csv"), "-o", str(output), "--no-summary", "--as-of", "2026-11-23"]) == 0
    reader.join(30)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert got[0][:2] == file.read_bytes()[:2]
    assert suffix != "csv" or got[0] == file.read_bytes()


@posix_only
def test_the_null_device_stays_one_whatever_leads_to_it(tmp_path: Path) -> None:
    device, link = Path(os.devnull).stat(), tmp_path / "nowhere"
    link.symlink_to(os.devnull)
    for output in (os.devnull, str(link)):
        assert main(["check", "-o", output]) == 0
    after = Path(os.devnull).stat()
    assert (after.st_ino, after.st_rdev, after.st_mode) == (device.st_ino, device.st_rdev, device.st_mode)
    assert link.is_symlink()


@posix_only
def test_what_a_descriptor_leads_to_is_added_to(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("before\n", encoding="utf-8")
    with log.open("ab") as stream:
        assert main(["check", "--format", "json", "-o", f"/dev/fd/{stream.fileno()}"]) == 0
    assert log.read_text(encoding="utf-8").startswith("before\n{")


@posix_only
def test_a_pipe_whose_reader_leaves_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert main(["measures", "schema", "-o", f"/dev/fd/{writing}", "--lang", "en"]) == 1
    finally:
        os.close(writing)
    assert "cannot be written: the reader has closed it" in capsys.readouterr().err


@posix_only
@pytest.mark.parametrize("name", ["gone/r.txt", "x" * 300, "folder"])
def test_what_cannot_be_written_is_told_without_a_traceback(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert main(["check", "-o", f"{tmp_path}/{name}", "--lang", "en"]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@posix_only
def test_a_link_that_leads_round_in_a_circle_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    assert main(["check", "-o", str(circle), "--lang", "en"]) == 1
    assert circle.is_symlink()
    assert "back to itself" in capsys.readouterr().err
