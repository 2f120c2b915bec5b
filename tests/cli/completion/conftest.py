"""TAB, through the environment variables with which the scripts of the shells call the program."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command

Tab = Callable[..., list[str]]


@pytest.fixture
def tab(run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Tab:
    """What bash is offered for a line with the cursor at its end, in a folder of its own. Nothing is told but the values."""
    monkeypatch.setenv("_GUANGDONG_AI_COMPLETE", "complete_bash")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def values(line: str, *, at: int | None = None) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ") if at is None else at))
        done = run()
        assert (done.code, done.err) == (0, "")
        return done.out.splitlines()

    return values
