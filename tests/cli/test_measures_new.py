"""``measures new``: the beginning of a measure's file is sound, and says what its author still has to say."""

import io
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.bundled_catalogue import bundled_catalogue
from tests.cli.conftest import Command

DOCUMENT = "sz-ai-measures-2024"


def new(run: Command, folder: Path, *more: str, name: str = "foshan-made-up") -> Any:
    titles = ("--title-zh", "虚构的奖励", "--title-en", "A made-up award")
    return run("measures", "new", "--id", name, "--document", DOCUMENT, *titles, "--output", str(folder), *more)


def one_of_each_kind() -> tuple[str, ...]:
    catalogue = bundled_catalogue()
    asked = {fact.kind: fact.id for fact in catalogue.facts.values() if fact.id not in catalogue.derived and fact.format is None}
    return tuple(asked.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lint_finds_no_error_and_test_tells_what_is_to_fill_in(run: Command, tmp_path: Path, language: str) -> None:
    facts = [part for fact in one_of_each_kind() for part in ("--fact", fact)]
    done = new(run, tmp_path / "pack", *facts, "--lang", language)
    assert done.code == 0, done
    assert f"measures test foshan-made-up --policies {tmp_path / 'pack'}" in done.out
    linted = run("measures", "lint", "--policies", str(tmp_path / "pack"), "--lang", language)
    assert linted.code == 0, linted.err
    tested = run("measures", "test", "foshan-made-up", "--policies", str(tmp_path / "pack"), "--lang", language)
    findings = [line for line in tested.err.splitlines() if line.startswith(("warning", "error", "提醒", "错误"))]
    assert tested.code == 1
    assert findings
    assert all({"zh": "还没有填写", "en": "not filled in yet"}[language] in line for line in findings), (
        "cases come true and none is lacking"
    )


def test_each_fact_has_a_criterion_and_cases_on_both_sides(run: Command, tmp_path: Path) -> None:
    assert new(run, tmp_path, "--fact", "enterprise.city", "--fact", "enterprise.revenue").code == 0
    data = tomllib.loads((tmp_path / "measures" / "foshan-made-up.toml").read_text(encoding="utf-8"))
    assert [criterion["when"]["fact"] for criterion in data["criteria"]] == ["enterprise.city", "enterprise.revenue"]
    assert {criterion["source"]["confidence"] for criterion in data["criteria"]} == {"inferred"}
    assert [case["expect"]["eligibility"] for case in data["cases"]] == ["conditional", *["ineligible", "undetermined"] * 2]


def test_without_a_fact_people_judge(run: Command, tmp_path: Path) -> None:
    assert new(run, tmp_path).code == 0
    data = tomllib.loads((tmp_path / "measures" / "foshan-made-up.toml").read_text(encoding="utf-8"))
    assert ["when" in criterion for criterion in data["criteria"]] == [False]
    assert data["funding"] == {"kind": "unpublished"}, "no amount is made up"
    assert run("measures", "lint", "--policies", str(tmp_path)).code == 0


def test_an_existing_file_stays(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "measures" / "foshan-made-up.toml"
    path.parent.mkdir()
    path.write_text("# mine\n", encoding="utf-8")
    assert new(run, tmp_path).code == 2
    assert path.read_text(encoding="utf-8") == "# mine\n"


def test_a_measure_that_is_there_already_is_refused(run: Command, tmp_path: Path) -> None:
    done = new(run, tmp_path, name="little-giant-award")
    assert (done.code, "there is such a measure already" in done.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_that_is_wrong_is_told_at_once(run: Command, tmp_path: Path, language: str) -> None:
    arguments = ("--id", "Foshan_x", "--document", "sz-ai-measure-2024", "--title-zh", " ", "--title-en", "F", "--fact", "enterprise.citi")
    done = run("measures", "new", *arguments, "--output", str(tmp_path), "--lang", language)
    assert done.code == 1
    for place in ("--id", "--document", "--title-zh", "--fact"):
        assert f"{place}: " in done.err
    for meant in (DOCUMENT, "enterprise.city"):
        assert meant in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("zh", "en"), [("English", "English"), ("中文", "中文"), ("中文", 'quoted "words" \\ and more')])
def test_a_title_that_lint_would_refuse_is_refused_now(run: Command, tmp_path: Path, zh: str, en: str) -> None:
    arguments = ("--id", "made-up", "--document", DOCUMENT, "--title-zh", zh, "--title-en", en)
    done = run("measures", "new", *arguments, "--output", str(tmp_path))
    sound = "quoted" in en
    assert done.code == (0 if sound else 1), done
    assert (tmp_path / "measures").exists() == sound


def test_what_is_missing_is_named_without_a_terminal(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    done = run("measures", "new", "--id", "made-up", "--output", str(tmp_path))
    assert (done.code, "missing: --document, --title-zh, --title-en" in done.err) == (2, True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("language", ["zh", "en"])
def test_questions_in_a_terminal(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(f"made-up\n{DOCUMENT}\n虚构的奖励\nA made-up award\nenterprise.city，enterprise.revenue\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    done = run("measures", "new", "--output", str(tmp_path), "--lang", language)
    assert done.code == 0, done
    assert len(tomllib.loads((tmp_path / "measures" / "made-up.toml").read_text(encoding="utf-8"))["criteria"]) == 2


FOLLOWING = (
    ("enterprise.city", "enterprise.region", "enterprise.district", "enterprise.in_guangdong"),
    ("finance.rnd_share", "finance.rnd_cost", "enterprise.revenue", "enterprise.size_class"),
    ("enterprise.age", "enterprise.founded", "enterprise.credit_code"),
)


@pytest.mark.parametrize("facts", FOLLOWING)
def test_cases_come_true_where_answers_follow_from_others_or_contradict_them(run: Command, tmp_path: Path, facts: tuple[str, ...]) -> None:
    assert new(run, tmp_path, *(part for fact in facts for part in ("--fact", fact))).code == 0
    linted = run("measures", "lint", "--policies", str(tmp_path))
    assert linted.code == 0, linted.err
    assert f"{3 + 2 * len(facts)} warnings" in linted.out, "each is a text to fill in"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_folder_to_write_into_is_no_file(run: Command, tmp_path: Path, language: str) -> None:
    path = tmp_path / "file"
    path.write_text("mine", encoding="utf-8")
    done = new(run, path, "--lang", language)
    assert (done.code, "--output" in done.err, path.read_text(encoding="utf-8")) == (2, True, "mine")


def test_the_example_of_the_hint_can_be_run(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    hint = run("measures", "new").err.splitlines()[1]
    _, *words = shlex.split(hint.partition("for example: ")[2])
    done = run(*words, "--output", str(tmp_path))
    assert done.code == 0, done
