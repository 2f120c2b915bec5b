"""Whatever goes wrong inside the program becomes a message and an exit code."""

import pytest

from guangdong_ai.cli import main as entry


class Panic(BaseException):
    """What an engine raises that is no Exception."""


@pytest.mark.parametrize("error", [ValueError("x"), Panic("y")], ids=["an error", "a panic"])
def test_a_bug_is_told_as_one(error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(entry, "_run", fails)
    assert entry.main(["check", "--lang", "en"]) == 3
    told = capsys.readouterr().err
    assert str(error) in told
    assert "the program failed; this is a bug, not a mistake of yours" in told
