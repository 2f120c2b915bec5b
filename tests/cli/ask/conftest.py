"""Whole sittings with the real prompts, in this process: keys in, what is said and saved out."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.session import AskedFor
from guangdong_ai.cli.ask.sitting import sit
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import save_profile

from .bundled import CATALOGUE, DEMO, FACTS, ON
from .keyboard import at_the_keyboard
from .script import Entered, Script


@record
class Sitting:
    """How a sitting went: the profile for the result (None: to be gone on with later), the questions, and all that was said."""

    profile: Profile | None
    asked: Sequence[str]
    said: str


Hold = Callable[..., Sitting]


def of_demo_firm(language: Language) -> Callable[[Fact], Entered]:
    """What the bundled example firm enters; where its profile says nothing, that it does not know."""
    return lambda fact: typed_form(fact, DEMO.facts[fact.id], language) if fact.id in DEMO.facts else Move.DONT_KNOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the profile of a test is."""
    return tmp_path / "firm.toml"


@pytest.fixture
def saved(path: Path) -> Callable[..., None]:
    """Puts a profile there."""

    def save(facts: Mapping[str, Any] | None = None, dont_know: Sequence[str] = ()) -> None:
        save_profile(Profile(facts=facts or {}, dont_know=tuple(dont_know)), path, FACTS)

    return save


@pytest.fixture
def hold(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Holds a sitting with the profile on the bundled catalogue; everything that the script says must be used."""
    monkeypatch.setenv("COLUMNS", "10000")

    def held(
        script: Script,
        *,
        language: Language = "zh",
        scope: AskedFor | None = None,
        name: str | None = None,
        file: Path = path,
        leaves: type[BaseException] | None = None,
    ) -> Sitting:
        profile = None
        expected = nullcontext() if leaves is None else pytest.raises(leaves)
        with Draft(file, FACTS) as draft, at_the_keyboard(language, script) as person, expected:
            profile = sit(draft, name, scope or AskedFor(), ON, CATALOGUE, person, language)
        assert script.left() == []
        said = "\n".join(line.rstrip() for line in capsys.readouterr().err.splitlines())
        return Sitting(profile=profile, asked=tuple(person.asked), said=said)

    return held
