"""``explain`` from the outside."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_shows_the_decisive_criterion_the_answer_and_the_source(run: Command, demo: Path, language: str) -> None:
    done = run("explain", "open-source-operation", str(demo), "--lang", language, "--as-of", "2026-11-23")
    assert done.code == 0
    assert {"zh": "→ ○ 未知：平台活跃用户数", "en": "→ ○ unknown: Active users"}[language] in done.out
    assert {"zh": "申报单位：150家", "en": "applicant: 150 enterprises"}[language] in done.out
    assert "gd-fund-rules-2025" in done.out


def test_explain_without_a_profile_says_what_the_measure_asks(run: Command) -> None:
    done = run("explain", "open-source-operation", "--as-of", "2026-11-23")
    assert done.code == 0
    assert "not given; How many active users has the open-source platform?" in " ".join(done.out.split())


def test_an_answer_on_the_command_line_beats_the_file(run: Command, demo: Path) -> None:
    done = run("explain", "open-source-operation", str(demo), "--set", "open_source.active_users=100万", "--format", "json")
    measure = json.loads(done.out)["measure"]
    assert measure["eligibility"] == "ineligible"


@pytest.mark.parametrize(("format_", "beginning"), [("json", "{"), ("markdown", "# ")])
def test_explain_in_other_formats(run: Command, demo: Path, tmp_path: Path, format_: str, beginning: str) -> None:
    output = tmp_path / "explanation"
    done = run("explain", "little-giant-award", str(demo), "--format", format_, "--output", str(output))
    assert (done.code, done.out) == (0, "")
    assert output.read_text(encoding="utf-8").startswith(beginning)


def test_what_is_wrong_is_said(run: Command, demo: Path) -> None:
    assert "little-giant-award" in run("explain", "litle-giant-award", str(demo)).err
    assert run("explain").code == 2
    refused = run("explain", "little-giant-award", str(demo), "--set", "no.fact=1", "--set", "enterprise.city=x")
    assert refused.code == 1
    assert "no.fact" in refused.err
    assert "enterprise.city" in refused.err
