"""``measures diff``: two folders, the bundled catalogue or two days; whom it concerns; what is wrong usage and what wrong input."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.catalogue.small_catalogue import SMALL, Edit, apply, small_catalogue
from tests.cli.conftest import Command

POLICIES = Path(__file__).parents[2] / "policies"


@pytest.fixture
def harder(tmp_path: Path) -> Path:
    """A folder to be laid over the bundled catalogue: the award for little giants is for firms outside the province."""
    folder = tmp_path / "harder"
    (folder / "guangdong").mkdir(parents=True)
    content = (POLICIES / "guangdong" / "little-giant-award.toml").read_text(encoding="utf-8")
    shared = 'use    = "in-guangdong"\n'
    assert content.count(shared) == 1
    own = 'text = { zh = "在广东省内注册", en = "Registered in Guangdong" }\nwhen = { fact = "enterprise.in_guangdong", is = false }\n'
    changed = content.replace(shared, f'id = "in-guangdong"\n{own}')
    (folder / "guangdong" / "little-giant-award.toml").write_text(changed, encoding="utf-8")
    return folder


def diffed(run: Command, *arguments: str) -> dict[str, Any]:
    done = run("measures", "diff", *arguments, "--format", "json")
    assert done.code == 0, done.err
    plain: dict[str, Any] = json.loads(done.out)
    return plain


def test_a_catalogue_and_itself_do_not_differ(run: Command) -> None:
    for arguments in (("bundled", "bundled"), ("bundled", str(POLICIES)), (str(SMALL), str(SMALL)), ("2026-03-01", "2026-03-01")):
        done = run("measures", "diff", *arguments)
        assert done.code == 0
        assert "No difference" in done.out
        assert diffed(run, *arguments)["changes"] == []


def test_a_folder_with_a_manifest_is_whole_and_another_is_laid_over_the_bundled_one(run: Command, tmp_path: Path, harder: Path) -> None:
    edit = Edit(file="province/project.toml", old="at_least = 20_000_000", new="at_least = 10_000_000")
    (whole,) = diffed(run, str(SMALL), str(small_catalogue(tmp_path / "small", [edit])))["changes"]
    assert (whole["kind"], whole["id"], whole["part"]) == ("measures", "project", "criteria[large-enough].when")
    (laid_over,) = diffed(run, "bundled", str(harder))["changes"]
    assert (laid_over["id"], laid_over["change"], laid_over["about"]) == ("little-giant-award", "changed", "rule")


def test_added_folders_are_laid_over_both_sides(run: Command, tmp_path: Path, harder: Path) -> None:
    assert len(diffed(run, "bundled", str(harder), "--policies", str(harder))["changes"]) == 0
    advice = tmp_path / "more"
    advice.mkdir()
    shutil.copy(SMALL / "province" / "advice.toml", advice)
    apply(Edit(file="advice.toml", old='"rolling"', new='"rolling" # still'), advice)
    assert diffed(run, str(SMALL), str(SMALL), "--policies", str(advice))["changes"] == []


def test_rules_are_told_in_words_in_both_languages(run: Command, harder: Path) -> None:
    done = run("measures", "diff", "bundled", str(harder), "--lang", "zh")
    assert "措施：国家级专精特新“小巨人”奖励（little-giant-award）" in done.out
    assert "  原：" in done.out
    done = run("measures", "diff", "bundled", str(harder), "--format", "markdown")
    assert "- **Criterion " in done.out
    assert "  - was: " in done.out


def test_two_days_show_what_holds_on_each(run: Command) -> None:
    plain = diffed(run, "2025-04-01", "2026-11-25")
    assert (plain["old"]["as_of"], plain["new"]["as_of"]) == ("2025-04-01", "2026-11-25")
    assert plain["old"]["catalogue"] == plain["new"]["catalogue"]
    parts = {(change["kind"], change["part"].partition("[")[0]) for change in plain["changes"]}
    assert ("measures", "window") in parts
    assert ("tables", "figures") in parts


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off(run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, demo: Path, columns: str, language: str) -> None:
    """Everything of the bundled catalogue, added to the small one."""
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in ((str(SMALL), "bundled"), ("2025-04-01", "2026-11-25", "--impact", str(demo))):
        done = run("measures", "diff", *arguments, "--lang", language)
        assert done.code == 0, done.err
        assert "…" not in done.out
        assert all(cell_len(line) <= int(columns) for line in done.out.splitlines())


# Whom it concerns


def test_one_changed_rule_and_the_demo_firm(run: Command, demo: Path, harder: Path) -> None:
    plain = diffed(run, "bundled", str(harder), "--impact", str(demo), "--as-of", "2026-11-23")
    impact = plain["impact"]
    assert (plain["old"]["as_of"], impact["profiles"], impact["changed"]) == ("2026-11-23", 1, 1)
    (firm,) = impact["applicants"]
    (measure,) = firm["measures"]
    assert measure["id"] == "little-giant-award"
    assert (measure["old"]["eligibility"], measure["new"]["eligibility"]) == ("conditional", "ineligible")
    for end in ("low", "high"):
        assert firm[end] == firm["totals"]["new"][end] - firm["totals"]["old"][end] == impact[end]
    assert impact["low"] == -measure["old"]["funding"]["low"] < 0
    page = run("measures", "diff", "bundled", str(harder), "--impact", str(demo), "--as-of", "2026-11-23").out
    assert "conditional → ineligible" in page
    assert "1 profile, 1 with a change" in page


def test_a_folder_of_profiles_and_those_to_whom_nothing_changes(run: Command, tmp_path: Path, demo: Path, harder: Path) -> None:
    folder = tmp_path / "profiles"
    (folder / "more").mkdir(parents=True)
    shutil.copy(demo, folder / "firm.toml")
    (folder / "more" / "university.toml").write_text(
        'schema = 1\n[enterprise]\nkind = "university"\nfields = ["other"]\n', encoding="utf-8"
    )
    impact = diffed(run, "bundled", str(harder), "--impact", str(folder), "--impact", str(folder / "firm.toml"))["impact"]
    assert impact["profiles"] == 2, "each file once"
    assert [Path(applicant["file"]).name for applicant in impact["applicants"]] == ["firm.toml"]


def test_a_wrong_profile_is_told_and_does_not_stop_the_others(run: Command, tmp_path: Path, demo: Path, harder: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    shutil.copy(demo, folder / "firm.toml")
    (folder / "bad.toml").write_text('schema = 1\n[enterprise]\ncity = "nowhere"\nnope = 1\n', encoding="utf-8")
    (tmp_path / "empty").mkdir()
    profiles = ("--impact", str(folder), "--impact", str(tmp_path / "empty"), "--impact", str(tmp_path / "none.toml"))
    done = run("measures", "diff", "bundled", str(harder), *profiles, "--format", "json")
    assert done.code == 1
    for told in ("bad.toml:3:1", "bad.toml:4:1", "no profile in this folder", "none.toml: no such file"):
        assert told in done.err
    impact = json.loads(done.out)["impact"]
    assert (impact["profiles"], impact["changed"]) == (1, 1)
    assert [Path(name).name for name in impact["refused"]] == ["bad.toml", "none.toml"]


def test_a_profile_that_answers_what_only_one_side_asks_is_right(run: Command, tmp_path: Path) -> None:
    fact = (
        '[[facts]]\nid = "firm.plants"\nkind = "count"\nlabel = { zh = "工厂", en = "Plants" }\nquestion = { zh = "几个？", en = "How many?" }\n'
        'change = "slow"\nchange_reason = { zh = "慢", en = "slow" }\n'
    )
    facts = (SMALL / "facts" / "firm.toml").read_text(encoding="utf-8")
    rule = 'when = { fact = "firm.plants", at_least = 2 }\nreview = { zh = "由主管部门判断"'
    edits = [
        Edit(file="facts/firm.toml", new=facts + fact),
        Edit(file="province/advice.toml", old='review = { zh = "由主管部门判断"', new=rule),
    ]
    new = small_catalogue(tmp_path / "new", edits)
    profile = tmp_path / "profile.toml"
    profile.write_text("schema = 1\n[firm]\nplants = 1\n", encoding="utf-8")
    for sides in ((SMALL, new), (new, SMALL)):
        (applicant,) = diffed(run, *map(str, sides), "--impact", str(profile), "--as-of", "2026-02-01")["impact"]["applicants"]
        (measure,) = applicant["measures"]
        assert {measure["old"]["eligibility"], measure["new"]["eligibility"]} == {"conditional", "ineligible"}


# Wrong usage and wrong input


WRONG_USAGE = [
    (["bundled"], "NEW"),
    (["bundled", "no-such-folder"], "no-such-folder"),
    (["bundled", "2026-01-01"], "bundled 2026-01-01"),
    (["2026-01-01", "2026-02-30"], "2026-02-30"),
    (["2026-1", "2026-01-01"], "2026-1"),
    (["2026-01-01", "2026-02-01", "--as-of", "2026-01-01"], "--as-of"),
    (["bundled", "bundled", "--format", "ics"], "markdown"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG_USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_wrong_usage_exits_with_2_in_both_languages(run: Command, arguments: list[str], told: str) -> None:
    english, chinese = (run("measures", "diff", *arguments, "--lang", language) for language in ("en", "zh"))
    assert (english.code, chinese.code) == (2, 2)
    assert (english.out, chinese.out) == ("", "")
    assert english.err.startswith("error: ")
    assert chinese.err.startswith("错误：")
    assert told in english.err


def test_a_file_is_no_catalogue_folder(run: Command, demo: Path) -> None:
    done = run("measures", "diff", "bundled", str(demo))
    assert done.code == 2
    assert "hint: accepted: a catalogue folder" in done.err


def test_what_is_wrong_in_either_catalogue_is_told_at_once(run: Command, tmp_path: Path) -> None:
    wrong = [
        small_catalogue(tmp_path / name, [Edit(file="province/advice.toml", old='kind = "unpublished"', new=f'kind = "{name}"')])
        for name in ("one", "two")
    ]
    done = run("measures", "diff", *map(str, wrong))
    assert done.code == 1
    assert done.out == ""
    assert all(str(folder) in done.err for folder in wrong)
    same = run("measures", "diff", str(wrong[0]), str(wrong[0]))
    assert same.err.count("advice.toml") == 1


def test_it_is_written_to_a_file(run: Command, tmp_path: Path) -> None:
    target = tmp_path / "diff.md"
    assert run("measures", "diff", "bundled", "bundled", "--format", "markdown", "--output", str(target)).code == 0
    assert "No difference" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_help_says_what_the_sides_may_be(run: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for language in ("zh", "en"):
        done = run("measures", "diff", "-h", "--lang", language)
        assert done.code == 0
        for told in ("bundled", "catalogue.toml", "--impact", "--policies"):
            assert told in done.out
