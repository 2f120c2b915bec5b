"""Each file in ``wrong/`` is a profile with something wrong in it; the .txt beside it is every message a user then sees.

To write the expected messages anew after a deliberate change, run this file as a program: python -m tests.profiles.test_wrong_profiles
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.text import LANGUAGES
from guangdong_ai.profiles.load import read_profile

from .sample_facts import FACTS

FOLDER = Path(__file__).parent / "wrong"
FILES = sorted(FOLDER.glob("*.toml"))


def messages(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_profile(path.read_bytes(), Path(path.name), FACTS)
    return "\n".join(_lines(refused.value)) + "\n"


def _lines(refused: Refused) -> Iterator[str]:
    for finding in refused.findings:
        for language in LANGUAGES:
            yield f"{finding.place}: {finding.message.in_language(language)}"
            if finding.hint:
                command = "".join(f" {word}" for word in finding.command)
                yield f"    {finding.hint.in_language(language)}{command and ':'}{command}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrong_profile_gets_exactly_these_messages(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert messages(path) == expected
    expected.encode("gbk")


def test_every_expectation_has_its_profile() -> None:
    assert FILES
    assert {path.stem for path in FILES} == {path.stem for path in FOLDER.glob("*.txt")}


if __name__ == "__main__":
    for wrong in FILES:
        wrong.with_suffix(".txt").write_text(messages(wrong), encoding="utf-8")
