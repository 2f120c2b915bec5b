"""How the tests begin a sitting, and what they find in its file."""

import tomllib
from pathlib import Path
from typing import Any

from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import save_profile
from tests.cli.ask.bundled import CATALOGUE
from tests.cli.ask.real.conftest import Start
from tests.cli.ask.real.terminal import Terminal

AS_OF = ("--as-of", "2026-11-23")

ENTER, DOWN, CLEAR = "\r", "\x1b[B", "\x15"
BACK, CHANGE, SAVE_AND_QUIT, INTERRUPT = "\x02", "\x07", "\x18", "\x03"


def ask(start: Start, file: Path, language: Language = "en", *more: str, **how: Any) -> Terminal:
    """A sitting on ``file``."""
    return start("ask", str(file), *AS_OF, "--lang", language, *more, **how)


def keep(profile: Profile, file: Path) -> Profile:
    """The profile, in ``file`` as an earlier sitting left it."""
    save_profile(profile, file, CATALOGUE.facts)
    return saved(file)


def saved(file: Path) -> Profile:
    """The profile in the file, which a program that knows the catalogue accepts."""
    return load_profile(file, CATALOGUE.facts)


def document(file: Path) -> dict[str, Any]:
    """What the file says."""
    return tomllib.loads(file.read_text(encoding="utf-8"))
