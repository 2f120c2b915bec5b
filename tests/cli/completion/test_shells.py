"""TAB in bash, zsh and fish themselves, with the scripts that the program prints for them. Each test needs its shell."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

LANGUAGES = ("zh_CN.UTF-8", "en_US.UTF-8")
_PROGRAM = Path(sys.executable).parent / "guangdong-ai"
_LONGEST_WAIT = 60.0


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None or not _PROGRAM.exists(), reason=f"{shell} is not installed")


@pytest.fixture(params=LANGUAGES)
def environment(request: pytest.FixtureRequest, checked_catalogue: Path, tmp_path: Path) -> Mapping[str, str]:
    """A user with nothing of their own, in a folder with a profile and a folder of them."""
    (tmp_path / "clients").mkdir()
    for name in ("first.toml", "second.toml"):
        (tmp_path / "clients" / name).touch()
    (tmp_path / "big firm.toml").touch()
    return {
        "PATH": f"{_PROGRAM.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(checked_catalogue),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        "LANG": request.param,
    }


def script(shell: str, environment: Mapping[str, str]) -> str:
    asked = {**environment, "_GUANGDONG_AI_COMPLETE": f"source_{shell}"}
    return subprocess.run([str(_PROGRAM)], env=asked, capture_output=True, text=True, check=True).stdout


def typed_in(shell: list[str], begin: str, line: str, environment: Mapping[str, str]) -> list[str]:
    """The words on the command line after ``line`` is typed, with its tabulators: the shell itself prints them."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        shell, stdin=side, stdout=side, stderr=side, env=environment, cwd=environment["HOME"], start_new_session=True, close_fds=True
    )
    os.close(side)
    seen = ""

    def wait_for(text: str, count: int = 1) -> None:
        nonlocal seen
        until = time.monotonic() + _LONGEST_WAIT
        while seen.count(text) < count:
            assert time.monotonic() < until, f"no {text!r} in {seen!r}"
            if select.select([main], [], [], 0.1)[0]:
                seen += os.read(main, 65536).decode(errors="replace")

    try:
        os.write(main, f"{begin}\nprintf '%s\\n' REA''DY\n".encode())
        wait_for("READY")
        os.write(main, line.encode())
        os.write(main, b"\x01printf '[%s]' EN''D \x05; printf '%s\\n' DO''NE\n")
        wait_for("DONE")
    finally:
        process.kill()
        process.wait()
        os.close(main)
    return re.findall(r"\[([^]]*)\]", seen[seen.rindex("[END]") : seen.rindex("DONE")])[1:]


BASH = 'COMP_WORDS=({words}); COMP_CWORD={at}; _guangdong_ai_completion guangdong-ai; printf "%s\\n" "${{COMPREPLY[@]}}"'


@needs("bash")
@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("guangdong-ai check --enterprise-city zho", 3, ["zhongshan"]),
        ("guangdong-ai check --set enterprise.city = zho", 5, ["zhongshan"]),
        ("guangdong-ai check big", 2, [r"big\ firm.toml"]),
        ("guangdong-ai measures show leading-", 3, ["leading-talent"]),
        ("guangdong-ai measures compile --dialect sp", 4, ["spark"]),
        ("guangdong-ai batch x.csv --output r.", 4, [""]),
    ],
)
def test_bash(environment: Mapping[str, str], words: str, at: int, expected: list[str]) -> None:
    line = f"{script('bash', environment)}\n{BASH.format(words=words, at=at)}"
    done = subprocess.run(
        [shutil.which("bash") or "", "--norc", "-c", line],
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.splitlines(), done.stderr) == (expected, "")


@needs("fish")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("guangdong-ai check --enterprise-city zho", [("zhongshan", "中山", "Zhongshan")]),
        ("guangdong-ai check --set enterprise.city=zho", [("enterprise.city=zhongshan", "中山", "Zhongshan")]),
        ("guangdong-ai check --format=cs", [("--format=csv", "供电子表格读取", "for spreadsheets")]),
        ("guangdong-ai check bi", [("big firm.toml", "", "")]),
        ("guangdong-ai measures compile --dialect sp", [("spark", "", "")]),
    ],
)
def test_fish(environment: Mapping[str, str], line: str, expected: list[tuple[str, str, str]]) -> None:
    language = 1 if environment["LANG"].startswith("zh") else 2
    asked = {**environment, "LC_ALL": ""}
    code = f"{script('fish', environment)}\ncomplete -C {line!r}"
    done = subprocess.run(
        [shutil.which("fish") or "", "--no-config", "-c", code],
        env=asked,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [tuple(row.partition("\t")[::2]) for row in done.stdout.splitlines()] == [(each[0], each[language]) for each in expected]


@needs("zsh")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("guangdong-ai check --enterprise-city zho\t", ["check", "--enterprise-city", "zhongshan"]),
        ("guangdong-ai check --set enterprise.city=zho\t", ["check", "--set", "enterprise.city=zhongshan"]),
        ("guangdong-ai check --format=cs\t", ["check", "--format=csv"]),
        ("guangdong-ai check --titles-hi\t", ["check", "--titles-high-tech"]),
        ("guangdong-ai check big\t", ["check", "big firm.toml"]),
        ("guangdong-ai measures show leading-\t", ["measures", "show", "leading-talent"]),
    ],
)
def test_zsh(environment: Mapping[str, str], line: str, expected: list[str]) -> None:
    """What zsh makes of the answer can be seen only where it edits a line."""
    begin = 'PS1=; autoload -Uz compinit; compinit -u -D; eval "$(_GUANGDONG_AI_COMPLETE=source_zsh guangdong-ai)"'
    assert typed_in(["zsh", "-f", "-i"], begin, line, environment) == ["guangdong-ai", *expected]
