"""Standard streams that are closed, full or read by somebody who has seen enough: every command, in a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guangdong_ai.cli.main import main
from guangdong_ai.cli.streams import forget_impossible_sizes

from .every_command import MEASURE, commands, filled_in, runs_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="descriptors as POSIX has them")
BASH = shutil.which("bash") or "bash"
PROGRAM = f"{sys.executable} -m guangdong_ai"

SILENT = {"profile from-table"}
"""Commands that say nothing on standard output: what they write are files."""


def in_shell(name: str, folder: Path, how: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run of a command; ``how`` stands behind it and redirects its streams."""
    given = subprocess.list2cmdline([*name.split(), *runs_of(folder)[name], "--lang", "en"])
    return subprocess.run(
        [BASH, "-c", f"set -o pipefail; {PROGRAM} {given} {how}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("name", commands())
def test_closed_full_and_left_streams(name: str, tmp_path: Path) -> None:
    filled_in(tmp_path)
    for how in (">&- <&-", "2>&-", "| true"):
        shutil.rmtree(tmp_path / "policies", ignore_errors=True)  # what `measures new` wrote: it writes no file twice
        done = in_shell(name, tmp_path, how)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (how, done.stderr)
        assert "Exception ignored" not in done.stderr
    shutil.rmtree(tmp_path / "policies", ignore_errors=True)
    done = in_shell(name, tmp_path, "> /dev/full")
    if name in SILENT:
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        return
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "standard output cannot be written: no space left on the disk" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_half_a_result_is_never_told_as_a_whole_one(unbuffered: str, tmp_path: Path) -> None:
    profile, result = filled_in(tmp_path), tmp_path / "r.json"
    limited = f"trap '' XFSZ; ulimit -f 4; {PROGRAM} check {profile} --format json --lang en > {result}"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "GUANGDONG_AI_NO_CACHE": "1"}
    done = subprocess.run([BASH, "-c", limited], capture_output=True, text=True, check=False, timeout=60, env=environment)
    assert done.returncode == 1, done.stderr
    assert "standard output cannot be written: the file would be larger than is allowed here" in done.stderr


def test_a_closed_standard_input_is_an_empty_one() -> None:
    ends = []
    for how in ("<&-", "< /dev/null"):
        done = subprocess.run([BASH, "-c", f"{PROGRAM} check - {how}"], capture_output=True, text=True, check=False, timeout=60)
        ends.append((done.returncode, done.stdout, done.stderr))
    assert ends[0] == ends[1]
    assert "Traceback" not in ends[0][2]


def test_what_is_opened_does_not_take_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    result = tmp_path / "r.json"
    how = f"--format json -o {result} --lang en >&- 2>&-"
    subprocess.run([BASH, "-c", f"{PROGRAM} check {how}"], check=True, timeout=60)
    assert result.read_text(encoding="utf-8").startswith("{")
    assert "written to" not in result.read_text(encoding="utf-8")


def test_an_error_that_nobody_reads_has_its_exit_code() -> None:
    for how in ("2>/dev/full", "2>&-"):
        assert subprocess.run([BASH, "-c", f"{PROGRAM} check no-such-file.toml {how}"], check=False, timeout=60).returncode == 1


def test_a_reader_that_is_slow_and_does_not_wait_gets_everything() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-m", "guangdong_ai", "check", "--format", "json"]
    with subprocess.Popen(command, stdout=writing) as process, os.fdopen(reading, "rb") as stream:
        os.close(writing)
        time.sleep(1)
        content = stream.read()
    assert process.returncode == 0
    assert content.endswith(b"}\n")


def test_interrupted_at_once_it_ends_in_order() -> None:
    """Python has its own say until the program is begun; from there on, at whatever moment, it is told and ends with 130."""
    begins = (
        "import os, sys\nfrom guangdong_ai.cli import main, streams\nprepare = streams.prepare_streams\n"
        "streams.prepare_streams = lambda: (os.write(1, b'x'), prepare())\n"
        f"sys.argv = ['guangdong-ai', 'explain', {MEASURE!r}, '--lang', 'en']\nsys.exit(main.main())"
    )
    for wait in (0, 0.005, 0.01, 0.02, 0.03, 0.04, 0.08, 0.15):
        with subprocess.Popen([sys.executable, "-c", begins], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.read(1) == b"x"
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=60)
        assert process.returncode in (130, 0), told
        assert b"Traceback" not in told


@pytest.mark.parametrize("columns", ["9" * 5_000, "²", "-3", "0", "", "1000000000", "８０"])
def test_a_width_that_no_terminal_has_is_forgotten(columns: str) -> None:
    environment = {"COLUMNS": columns, "LINES": "24"}
    forget_impossible_sizes(environment)
    assert environment == {"LINES": "24"}


def test_a_width_of_thousands_of_digits_is_no_bug(tmp_path: Path) -> None:
    filled_in(tmp_path)
    done = in_shell("measures list", tmp_path, "", COLUMNS="8" * 5_000)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interruption_in_the_very_first_moment_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "guangdong_ai.foundation.stopped_at_once":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "guangdong_ai.foundation.stopped_at_once", raising=False)
    monkeypatch.delattr("guangdong_ai.foundation.stopped_at_once", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert main(["--version"]) == 130
    assert capfd.readouterr().err == "\n已中断 (interrupted)\n"
