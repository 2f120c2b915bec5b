"""A warm catalogue cache, so that no test checks the catalogue anew."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def checked_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the first test fills."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cached(monkeypatch: pytest.MonkeyPatch, checked_catalogue: Path) -> None:
    monkeypatch.delenv("GUANGDONG_AI_NO_CACHE", raising=False)
    monkeypatch.setenv("GUANGDONG_AI_NO_PACKS", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(checked_catalogue))


@pytest.fixture
def demo() -> Path:
    """The bundled example firm."""
    return Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"
