"""``profile``, ``measures`` and ``demo`` from the outside."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_a_valid_empty_profile_with_every_fact(run: Command, tmp_path: Path, language: str) -> None:
    text = run("profile", "template", "--lang", language).out
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    assert run("profile", "validate", str(path)).code == 0
    schema = json.loads(run("profile", "schema").out)
    for section, table in schema["properties"].items():
        if table.get("type") == "object":
            assert f"[{section}]" in text
            for name in table["properties"]:
                assert name in text


def test_the_demo_profile_is_valid_and_shown(run: Command, demo: Path) -> None:
    assert run("profile", "validate", str(demo)).code == 0
    shown = run("profile", "show", str(demo), "--lang", "zh")
    assert "粤智机器人有限公司" in shown.out
    assert "广州" in shown.out


def test_a_scope_leaves_out_the_measures_of_others_in_the_list(run: Command) -> None:
    listed = {row["id"]: row["scope"] for row in json.loads(run("measures", "list", "--format", "json").out)}
    some = {
        row["id"]: row["scope"]
        for row in json.loads(run("measures", "list", "--scope", "district", "--scope", "nation", "--format", "json").out)
    }
    assert some == {name: scope for name, scope in listed.items() if scope in ("district", "nation")}
    assert set(listed.values()) == {"policy", "province", "city", "district", "nation"}


def test_measures_are_listed_and_shown(run: Command) -> None:
    ids = [row["id"] for row in json.loads(run("measures", "list", "--format", "json").out)]
    assert len(ids) == len(set(ids)) >= 19
    listed = run("measures", "list").out
    for measure_id in ids:
        assert measure_id in listed
        assert json.loads(run("measures", "show", measure_id, "--format", "json").out)["id"] == measure_id
        for language in ("zh", "en"):
            assert run("measures", "show", measure_id, "--lang", language).code == 0


def test_an_unknown_measure_gets_a_suggestion(run: Command) -> None:
    done = run("measures", "show", "litle-giant-award")
    assert done.code == 1
    assert "little-giant-award" in done.err


def test_the_catalogue_is_clean(run: Command) -> None:
    done = run("measures", "lint", "--as-of", "2026-11-23")
    assert done.code == 0, done.err
    done = run("measures", "test")
    assert done.code == 0, done.err


def test_the_version(run: Command) -> None:
    assert run("--version").out == run("-h", "--version").out or run("--version").out.startswith("guangdong-ai ")


HELP = [
    ["--help"],
    ["ask", "-h"],
    ["check", "-h"],
    ["measures", "-h"],
    ["measures", "lint", "-h"],
    ["profile", "-h"],
    ["profile", "template", "-h"],
    ["demo", "-h"],
]


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_help_in_both_languages_with_nothing_cut_off(
    run: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    chinese = run(*arguments, "--lang", "zh")
    english = run(*arguments, "--lang", "en")
    assert (chinese.code, english.code) == (0, 0)
    for text in (chinese.out, english.out):
        assert "…" not in text.replace("…]", "").replace("]…", "").replace("选项,…", "").replace("CHOICE,…", "").replace(
            "PROFILE…", ""
        ).replace("档案…", "")
    assert "用法" in chinese.out
    assert "Usage" not in chinese.out
    assert "Options" not in chinese.out
    assert "Usage" in english.out
