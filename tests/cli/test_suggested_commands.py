"""Every command that a screen suggests works when it is copied: one line, quoted, with the files and options of the run."""

import re
import shlex
from pathlib import Path

import pytest

from guangdong_ai.catalogue.source_files import bundled_folder
from guangdong_ai.cli.suggested_command import suggested_command
from tests.cli.conftest import Command

PACK = "our policies"
PROFILE = "our firm.toml"
DAY = ("--as-of", "2026-11-20")
SUGGESTED = re.compile(r"guangdong-ai [a-z].*")

SCREENS = (
    ("check", PROFILE),
    ("check", PROFILE, "--all"),
    ("check", "--enterprise-city", "guangzhou", "--enterprise-fields", "robotics"),
    ("check", PROFILE, "--set", "enterprise.city=foshan"),
    ("explain", "our-voucher", PROFILE),
    ("explain", "our-voucher"),
    ("what-if", PROFILE),
    ("what-if", PROFILE, "--all"),
    ("what-if", PROFILE, "--set", "enterprise.city=foshan"),
    ("calendar", PROFILE, "--all"),
    ("calendar", "--set", "enterprise.name=A & B"),
    ("calendar",),
    ("prepare", PROFILE),
    ("prepare", PROFILE, "--measure", "our-voucher", "--set", "enterprise.city=foshan"),
    ("prepare",),
    ("measures", "list"),
    ("measures", "show", "our-voucher"),
    ("batch", PROFILE, "--output", "result.csv"),
    # What is refused.
    ("measures", "show", "nothing-of-the-kind"),
    ("check", "--set", "zzz=1"),
    ("check", "empty.toml"),
    ("batch",),
    ("batch", PROFILE),
    ("ask",),
    ("ask", "-"),
    ("ask", PROFILE),
    ("check", "--no-such-option"),
    ("measures", "list", "--output"),
)
WITHOUT_POLICIES = (("demo", "--no-report"),)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Path) -> Path:
    """A folder with a profile and a pack of policies, both of whose names have a space, and a window of few columns."""
    award = (bundled_folder() / "guangdong" / "leading-talent.toml").read_text(encoding="utf-8")
    (tmp_path / PACK).mkdir()
    (tmp_path / PACK / "our-voucher.toml").write_text(re.sub(r'^id *= *"leading-talent"', 'id = "our-voucher"', award), encoding="utf-8")
    (tmp_path / PROFILE).write_bytes(demo.read_bytes())
    (tmp_path / "empty.toml").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_suggested_can_be_copied(
    run: Command, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    del capsys
    tried = set()
    for screen in (*SCREENS, *WITHOUT_POLICIES):
        monkeypatch.setenv("COLUMNS", "30")
        day = DAY if screen[0] in ("check", "explain", "what-if", "calendar", "prepare", "batch", "ask", "demo") else ()
        pack = () if screen in WITHOUT_POLICIES else ("--policies", PACK)
        # What the option lacks is told best where it comes last.
        done = run(*screen[:1], *screen[1:2], *pack, *day, "--lang", language, *screen[2:])
        for text in SUGGESTED.findall(done.out + done.err):
            words = shlex.split(text)[1:]
            assert ("--policies" in words and words[words.index("--policies") + 1] == PACK) or words[-1] == "--help" or not pack, (
                screen,
                text,
            )
            assert "PROFILE" not in words
            assert "…" not in text
            tried.add(words[0])
            for made in ("profile.toml", "firms.xlsx", "guangdong.ics", "plan.md"):
                (office / made).unlink(missing_ok=True)
            again = run(*words)
            # A sitting needs a terminal; that is all that may be wrong.
            assert again.code == 0 or (words[0] == "ask" and "--no-input" not in again.err and again.code == 2), (screen, text, again.err)
    assert tried >= {"check", "what-if", "measures", "profile", "calendar", "prepare", "batch", "ask"}


def test_a_command_takes_over_only_what_it_accepts() -> None:
    given = ("check", "--policies", "a b", "--policies=c", "--as-of", "2026-01-01", "--all", "--set", "x=1")
    assert suggested_command(("measures", "show", "m"), given) == "guangdong-ai measures show m --policies 'a b' --policies c"
    assert suggested_command(("check", "f.toml"), given).endswith("check f.toml --policies 'a b' --policies c --as-of 2026-01-01")
    assert suggested_command(("demo",), given) == "guangdong-ai demo --as-of 2026-01-01"


def test_a_sitting_is_gone_on_with_as_it_was() -> None:
    given = ("ask", "f.toml", "--only", "standards", "--again", "--closed-too", "--section=titles", "--plain", "--lang", "zh")
    said = suggested_command(("ask", "f.toml"), given)
    assert said == "guangdong-ai ask f.toml --lang zh --section titles --only standards --again --closed-too --plain"
    assert suggested_command(("check", "f.toml"), given) == "guangdong-ai check f.toml --lang zh"
