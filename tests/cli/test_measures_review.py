"""``measures review``: a checklist in both languages and every format."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-29")


@pytest.mark.parametrize(("language", "title"), [("en", "# Review of the catalogue"), ("zh", "# 政策目录的核对清单")])
def test_markdown_is_a_checklist(run: Command, language: str, title: str) -> None:
    done = run("measures", "review", *DAY, "--format", "markdown", "--lang", language)
    assert (done.code, done.out.splitlines()[0]) == (0, title)
    boxes = [line for line in done.out.splitlines() if line.startswith("- [ ] ")]
    tasks = json.loads(run("measures", "review", *DAY, "--format", "json").out)["tasks"]
    assert len(boxes) == len(tasks) > 20
    assert "sz-ai-measures-2024" in done.out, "it ends on 2026-12-17"


@pytest.mark.parametrize("columns", ["60", "80"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_for_the_terminal(run: Command, monkeypatch: pytest.MonkeyPatch, language: str, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = run("measures", "review", *DAY, "--lang", language)
    assert (done.code, "[ ]" in done.out) == (0, True)


def test_the_table_says_the_same(run: Command) -> None:
    rows = list(csv.DictReader(run("measures", "review", *DAY, "--format", "csv").out.splitlines()))
    tasks = json.loads(run("measures", "review", *DAY, "--format", "json").out)["tasks"]
    assert [(row["task"], row["id"]) for row in rows] == [(task["task"], task["id"]) for task in tasks]


def test_the_day_is_an_argument(run: Command) -> None:
    stale = {
        task["id"]
        for task in json.loads(run("measures", "review", "--as-of", "2027-12-31", "--format", "json").out)["tasks"]
        if task["task"] == "stale"
    }
    assert "little-giant-award" in stale
    assert not [task for task in json.loads(run("measures", "review", *DAY, "--format", "json").out)["tasks"] if task["task"] == "stale"]


def test_folders_are_reviewed_with_the_rest(run: Command, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "made-up.toml").write_text(
        'id = "made-up"\ntitle = { zh = "通知", en = "Notice" }\nscope = "city"\nconfidence = "official"\n', encoding="utf-8"
    )
    done = run("measures", "review", *DAY, "--policies", str(tmp_path), "--format", "json")
    assert ("no_address", "made-up") in {(task["task"], task["id"]) for task in json.loads(done.out)["tasks"]}
