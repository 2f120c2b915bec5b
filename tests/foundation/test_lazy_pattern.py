"""A pattern that is compiled later does what one that is compiled at once does, and is compiled once."""

import re

import pytest

from guangdong_ai.foundation.lazy_pattern import lazy_pattern


def test_it_is_compiled_at_its_first_use_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def told(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_(text, flags)

    monkeypatch.setattr(re, "compile", told)
    pattern = lazy_pattern("(a+)b", re.IGNORECASE)
    assert compiled == []
    for _ in range(2):
        match = pattern.fullmatch("AAB")
        assert match is not None
        assert match[1] == "AA"
    assert pattern.sub(r"<\1>", "xaab") == "x<aa>"
    assert pattern.findall("ab aab") == ["a", "aa"]
    assert compiled == ["(a+)b", "(a+)b", "(a+)b"]  # once for each method that is used; re keeps what it has compiled
    assert pattern.pattern == "(a+)b"


def test_bytes_are_patterns_too() -> None:
    assert [match[0] for match in lazy_pattern(rb"[0-9]+").finditer(b"a12b3")] == [b"12", b"3"]


def test_what_is_wrong_is_raised_when_it_is_used() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.search("a")
