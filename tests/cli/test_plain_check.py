"""``check`` is read in two ways: what is read without Typer means what Typer makes of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.cli import check, plain_check
from guangdong_ai.cli.main import main
from guangdong_ai.cli.program import run

PROFILE = Path(check.__file__).parent / "demo.toml"

WORDS = st.sampled_from(
    [
        str(PROFILE),
        "-",
        "--",
        "-h",
        "-o",
        "--help",
        "--all",
        "--al",
        "--titles",
        "--title",
        "--format",
        "--format=json",
        "json",
        "csv",
        "table",
        "markdown",
        "--lang",
        "en",
        "zh",
        "--as-of",
        "2026-03-01",
        "2026年3月1日",
        "2026-02-30",
        "--set",
        "enterprise.city=gz",
        "enterprise.city",
        "enterprise.fields=ai",
        "no.such=1",
        "--enterprise-city",
        "--enterprise.city",
        "--enterprise_city",
        "--enterprise-fields",
        "--titles-little-giant-year",
        "--no-such-option",
        "2025",
        "深圳",
        "robotics",
        "-5",
        "",
        " ",
    ]
)
PAIRS = st.sampled_from(
    [
        ("--format", "json"),
        ("--lang", "en"),
        ("--as-of", "2026/3/1"),
        ("--set", "enterprise.city=sz"),
        ("--set", "enterprise.fields=ai"),
        ("--enterprise-fields", "robotics"),
        ("--enterprise-city", "深圳"),
        ("--titles-little-giant-year", "2025"),
        ("--all",),
        ("--titles",),
        (str(PROFILE),),
    ]
)
LINES = st.one_of(st.lists(PAIRS, max_size=5).map(lambda pairs: [word for pair in pairs for word in pair]), st.lists(WORDS, max_size=6))


def called_by(monkeypatch: pytest.MonkeyPatch, arguments: list[str], *, plainly: bool) -> tuple[Any, ...] | int | None:
    """With what the assessment is begun; where it is not, the exit code, None for a line that is left to Typer."""
    calls: list[tuple[Any, ...]] = []

    def begun(
        profile: str | None, given: Any, catalogue: Any, as_of: date, format_: str, output: Path | None, language: str, **rest: Any
    ) -> None:
        calls.append((profile, list(given), catalogue.digest, as_of, format_, output, language, *rest.items()))

    monkeypatch.setattr(check, "assess_and_show", begun)
    line = ["check", *arguments]
    code = plain_check.run_plain_check(line, "en") if plainly else run(line, "en")
    return calls[0] if calls else code


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_what_is_read_without_typer_is_what_typer_reads(arguments: list[str]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        plain = called_by(monkeypatch, arguments, plainly=True)
        if plain is not None:
            assert plain == called_by(monkeypatch, arguments, plainly=False)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-"],
        [str(PROFILE)],
        [str(PROFILE), "--format", "json"],
        ["--all", "--lang", "zh", str(PROFILE), "--as-of", "2026-03-01"],
        [
            "--set",
            "enterprise.city=gz",
            "--enterprise-fields",
            "ai",
            "--set",
            "enterprise.fields=robotics",
            "--enterprise-fields",
            "software",
        ],
    ],
)
def test_what_people_type_needs_no_typer(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    plain = called_by(monkeypatch, arguments, plainly=True)
    assert isinstance(plain, tuple)
    assert plain == called_by(monkeypatch, arguments, plainly=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["-h"],
        ["--format=json"],
        ["--form", "json"],
        ["--format", "yaml"],
        ["--format"],
        ["--format", "json", "--format", "csv"],
        ["--lang", "fr"],
        ["--as-of", "2026-02-30"],
        ["--set", "enterprise.city"],
        ["--enterprise.city", "gz"],
        ["--no-such-fact", "1"],
        ["--titles-little-giant-year", "-5"],
        ["one.toml", "two.toml"],
        ["--", "one.toml"],
        ["--output", "result.json"],
        ["--policies", "rules"],
        ["-o", "result.json"],
    ],
)
def test_everything_else_is_left_to_typer(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    assert called_by(monkeypatch, arguments, plainly=True) is None


def test_both_print_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for arguments in (["--format", "json"], ["--format=json"]):
        assert main(["check", str(PROFILE), *arguments, "--as-of", "2026-03-01"]) == 0
        printed.append(capsys.readouterr())
    assert printed[0] == printed[1]
