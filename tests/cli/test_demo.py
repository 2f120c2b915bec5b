"""The tour of the example: short, in the order that a newcomer asks, each part under a command that gives all of it, and a report that is there."""

import re
import shlex
import tempfile
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Command

DAY = "2026-11-29"


@pytest.fixture(autouse=True)
def temporary(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, empty; the current folder is another one. After ``run``, which sets another width."""
    del run
    (tmp_path / "temporary").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "temporary"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_on_a_screen_and_its_commands_work(run: Command, temporary: Path, language: str) -> None:
    done = run("demo", "--as-of", DAY, "--lang", language)
    assert done.code == 0
    commands = re.findall(r"^  guangdong-ai (.+)$", done.out, re.MULTILINE)
    assert [shlex.split(command)[0] for command in commands] == ["check", "explain", "what-if", "check"]
    # A command is as long as the path of the checkout makes it: each counts as two lines.
    lines = [line for line in (done.out + done.err).splitlines() if not line.startswith("  guangdong-ai")]
    assert [line for line in lines if cell_len(line) > 80 and line not in done.err] == []
    assert len(lines) + 2 * len(commands) <= 40
    for command in commands[:3]:
        again = run(*shlex.split(command))
        assert again.code == 0
    (written,) = (file for file in temporary.rglob("*") if file.is_file())
    assert str(written) in done.err
    assert str(written) in commands[3]
    page = written.read_text(encoding="utf-8")
    assert "粤智机器人有限公司" in page
    assert run(*shlex.split(commands[3])).code == 0
    assert written.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_it_says_is_what_the_commands_say(run: Command, language: str) -> None:
    """Nothing is written down beforehand: figures and criteria are those of the day."""
    done = run("demo", "--no-report", "--as-of", DAY, "--lang", language)
    check, explain, what_if, _ = (run(*shlex.split(one)).out for one in re.findall(r"^  guangdong-ai (.+)$", done.out, re.MULTILINE))
    first, second, third, fourth = (part.partition("\n")[2] for part in re.split(r"\n\d\. ", done.out)[1:])
    assert not fourth.strip().partition("\n")[2]
    bare = "".join(explain.split())
    assert all("".join(line[4:].split()) in bare for line in second.splitlines() if re.match(r"-   .*[√●○×]", line))
    figure = re.search(r"CNY [\d,]+|[\d.]+万元", first)
    assert figure is not None
    assert figure[0] in check
    most = re.search(r"CNY [\d,]+|[\d.]+万元", third)
    assert most is not None
    assert most[0] in what_if
    later = run("demo", "--no-report", "--as-of", "2028-03-01", "--lang", language)
    assert later.code == 0
    assert later.out != done.out


def test_nothing_is_written_where_nobody_said(run: Command, temporary: Path) -> None:
    assert run("demo", "--no-report", "--as-of", DAY).code == 0
    assert not [*temporary.rglob("*"), *Path.cwd().rglob("*")]
    assert run("demo", "--output", "mine.html", "--as-of", DAY).code == 0
    assert [*Path.cwd().iterdir()] == [Path.cwd() / "mine.html"]
    assert not [*temporary.rglob("*")]
    first, second = (run("demo", "--as-of", DAY).err for _ in range(2))
    assert first != second
    assert len([*temporary.rglob("report.html")]) == 2
    refused = run("demo", "--output", "mine.docx")
    assert refused.code == 2
    assert ".html" in refused.err
    assert run("demo", "--output", "none/mine.html", "--as-of", DAY).code == 1
