"""A few random inputs of each kind; many of them are tried with ``python -m tests.fuzz``."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.packs import try_pack
from tests.fuzz.processes import try_kill, try_pair
from tests.fuzz.tables import try_table

Try = Callable[[Random, Path], list[str]]


@pytest.mark.parametrize(("kind", "number"), [(try_table, 12), (try_pack, 4), (try_kill, 1), (try_pair, 1)])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_breaks(kind: Try, number: int, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    random = Random(f"{kind.__name__} {seed}")
    for attempt in range(number):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        assert kind(random, folder) == [], f"attempt {attempt}"
