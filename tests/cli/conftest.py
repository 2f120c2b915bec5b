"""Running the command line in this process, as a person would type it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.cli.main import main
from guangdong_ai.foundation.record import record


@record
class Run:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, checked_catalogue: Path) -> Command:
    """Runs a command in English unless ``--lang`` says otherwise; 100 columns, no terminal, a warm catalogue cache."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "GUANGDONG_AI_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GUANGDONG_AI_NO_PACKS", "1")  # what a developer has installed is none of the tests' business
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_CACHE_HOME", str(checked_catalogue))

    def execute(*arguments: str) -> Run:
        code = main(list(arguments))
        captured = capsys.readouterr()
        return Run(code=code, out=captured.out, err=captured.err)

    return execute


@pytest.fixture(scope="session")
def checked_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the first test fills."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def demo() -> Path:
    """The bundled example firm."""
    return Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"
