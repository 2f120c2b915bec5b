"""``check --since`` and ``batch --since``: what is different from an earlier result, and why."""

import csv
import json
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

EARLIER, LATER = ("--as-of", "2026-02-01"), ("--as-of", "2026-11-23")


@pytest.fixture
def result(run: Command, demo: Path, tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    assert run("check", str(demo), *EARLIER, "--format", "json", "--output", str(path)).code == 0
    return path


def changed(path: Path, *, take: str | None = None, **values: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    for measure in data["measures"]:
        if take is not None:
            measure.pop(take)
    path.write_text(json.dumps({**data, **values}), encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Since the earlier result", "2026-02-01 → 2026-11-23", "the same files", "the day changed")),
        ("zh", ("与上次结果相比", "2026-02-01 → 2026-11-23", "文件相同", "日期变了")),
    ],
)
@pytest.mark.parametrize("columns", ["60", "80"])
def test_another_day(
    run: Command, monkeypatch: pytest.MonkeyPatch, demo: Path, result: Path, language: str, words: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = run("check", str(demo), *LATER, "--since", str(result), "--lang", language)
    assert done.code == 0, done
    for phrase in words:
        assert phrase in done.out
    assert {"en": "answers changed", "zh": "答案变了"}[language] not in done.out


@pytest.mark.parametrize(("language", "words"), [("en", "No measure comes out differently"), ("zh", "没有措施的结果不同")])
def test_nothing_changed(run: Command, demo: Path, result: Path, language: str, words: str) -> None:
    done = run("check", str(demo), *EARLIER, "--since", str(result), "--lang", language)
    assert (done.code, words in done.out) == (0, True)


def test_an_answer_is_the_reason_and_is_named(run: Command, demo: Path, result: Path) -> None:
    done = run("check", str(demo), *EARLIER, "--since", str(result), "--set", "enterprise.city=shenzhen", "--format", "json")
    told = json.loads(done.out)
    assert [change["fact"] for change in told["facts"]] == ["enterprise.city"]
    assert {cause for measure in told["measures"] for cause in measure["because"]} == {"facts"}
    assert all("enterprise.city" in measure["facts"] for measure in told["measures"])
    assert {measure["direction"] for measure in told["measures"]} >= {"better"}


def test_another_catalogue_is_the_reason(run: Command, demo: Path, result: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack" / "made-up"
    pack.mkdir(parents=True)
    (pack / "made-up.toml").write_text(
        'id = "made-up"\ndocument = "gd-policy-2025"\nreviewed_on = 2026-11-01\ntitle = { zh = "虚构", en = "Made up" }\n'
        'benefit = { zh = "虚构。", en = "Made up." }\naudience = { zh = "所有企业。", en = "Every firm." }\nfunding = { kind = "in_kind" }\n',
        encoding="utf-8",
    )
    documents = json.loads(result.read_text(encoding="utf-8"))["measures"][0]["document"]
    (pack / "made-up.toml").write_text(
        (pack / "made-up.toml").read_text(encoding="utf-8").replace("gd-policy-2025", documents), encoding="utf-8"
    )
    done = run("check", str(demo), *EARLIER, "--since", str(result), "--policies", str(tmp_path / "pack"), "--format", "json")
    told = json.loads(done.out)
    assert told["earlier"]["digest"] != told["now"]["digest"]
    assert [(measure["id"], measure["because"], measure["before"]) for measure in told["measures"]] == [("made-up", ["catalogue"], None)]
    rows = run("check", str(demo), *EARLIER, "--since", str(result), "--policies", str(tmp_path / "pack"), "--format", "csv")
    assert next(iter(csv.DictReader(rows.out.splitlines())))["because"] == "catalogue"


def test_some_measures_only(run: Command, demo: Path, result: Path) -> None:
    told = json.loads(run("check", str(demo), *EARLIER, "--since", str(result), "--scope", "policy", "--format", "json").out)
    whole = {measure["id"] for measure in json.loads(result.read_text(encoding="utf-8"))["measures"]}
    assert told["measures"] == []
    assert set(told["not_compared"]) < whole
    text = run("check", str(demo), *EARLIER, "--since", str(result), "--scope", "policy", "--lang", "en").out
    assert "since the other is of some measures only" in " ".join(text.split())
    assert "their totals cannot be compared" in text


@pytest.mark.parametrize("key", ["scope", "published_later", "open_questions"])
def test_a_result_from_before_a_key_was_there_is_read(run: Command, demo: Path, result: Path, key: str) -> None:
    changed(result, take=key)
    assert run("check", str(demo), *EARLIER, "--since", str(result)).code == 0


def test_a_fact_that_is_gone_is_told(run: Command, demo: Path, result: Path) -> None:
    data = json.loads(result.read_text(encoding="utf-8"))
    data["profile"]["facts"] |= {"enterprise.shoe_size": 44, "enterprise.city": "atlantis"}
    result.write_text(json.dumps(data), encoding="utf-8")
    done = run("check", str(demo), *EARLIER, "--since", str(result), "--format", "json")
    told = json.loads(done.out)
    assert {entry["fact"] for entry in told["dropped"]} == {"enterprise.shoe_size", "enterprise.city"}
    assert "enterprise.shoe_size" in run("check", str(demo), *EARLIER, "--since", str(result)).out


def test_another_applicant_is_a_warning(run: Command, demo: Path, result: Path) -> None:
    done = run("check", str(demo), *EARLIER, "--since", str(result), "--set", "enterprise.name=别的公司")
    assert "the earlier result is of another applicant" in done.out


@pytest.mark.parametrize(
    ("language", "words"), [("en", "no profile is named: the answers in {} are taken over"), ("zh", "没有给出档案：沿用 {} 中的答案")]
)
def test_without_a_profile_the_earlier_answers_hold(run: Command, demo: Path, result: Path, language: str, words: str) -> None:
    done = run("check", *LATER, "--since", str(result), "--lang", language, "--format", "json")
    assert words.format(result) in done.err
    told = json.loads(done.out)
    assert told == json.loads(run("check", str(demo), *LATER, "--since", str(result), "--format", "json").out)
    assert told["facts"] == []


def test_answers_of_the_command_line_beat_the_earlier_ones(run: Command, demo: Path, result: Path) -> None:
    changes = ("--set", "enterprise.city=shenzhen", "--set", "enterprise.employees=unknown")
    done = run("check", *LATER, "--since", str(result), *changes, "--format", "json")
    assert {change["fact"] for change in json.loads(done.out)["facts"]} == {"enterprise.city", "enterprise.employees"}
    assert json.loads(done.out) == json.loads(run("check", str(demo), *LATER, "--since", str(result), *changes, "--format", "json").out)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_earlier_answers_that_contradict_new_ones_are_refused_at_their_place(run: Command, result: Path, language: str) -> None:
    done = run("check", *LATER, "--since", str(result), "--set", "enterprise.in_guangdong=no", "--lang", language)
    assert (done.code, done.out) == (1, "")
    assert f"{result}: enterprise.city" in done.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_does_not_go_with_it(run: Command, demo: Path, result: Path, language: str) -> None:
    done = run("check", str(demo), "--since", str(result), "--all", "--lang", language)
    assert (done.code, "--all" in done.err) == (2, True)


WRONG = {
    "no-json": ("{", "this is not JSON"),
    "no-result": ("[1]", "a result does not hold this"),
    "no-schema": ("{}", "it has no schema"),
    "another": ('{"schema": "guangdong-ai/calendar/1"}', "guangdong-ai/calendar/1"),
    "later": ('{"schema": "guangdong-ai/assessment/2"}', "does not read such results"),
    "no-day": ('{"schema": "guangdong-ai/assessment/1", "as_of": 3}', "as_of"),
    "deep": ("[" * 100_000, "this is"),
    "bytes": ("\udcff\udcfe", "this is not JSON"),
    "empty": ("", "this is not JSON"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_where_it_is_wrong(run: Command, demo: Path, tmp_path: Path, name: str, language: str) -> None:
    content, words = WRONG[name]
    path = tmp_path / "wrong.json"
    path.write_bytes(content.encode(errors="surrogateescape"))
    done = run("check", str(demo), "--since", str(path), "--lang", language)
    assert done.code == 1
    assert str(path) in done.err
    assert {"en": "hint:", "zh": "提示："}[language] in done.err
    if language == "en" and name != "deep":
        assert words in done.err


def test_a_file_that_cannot_be_read_is_refused(run: Command, demo: Path, tmp_path: Path) -> None:
    for path, words in ((tmp_path / "nowhere.json", "no such file"), (tmp_path, "is a folder, not a file")):
        done = run("check", str(demo), "--since", str(path))
        assert (done.code, words in done.err) == (1, True)


def test_the_result_is_not_written_over_the_earlier_one(run: Command, demo: Path, result: Path) -> None:
    before = result.read_bytes()
    assert run("check", str(demo), "--since", str(result), "--output", str(result)).code == 2
    assert result.read_bytes() == before


# Many applicants

TABLE = "id,企业名称,注册城市\n1,甲公司,深圳\n2,乙公司,佛山\n3,丙公司,广州\n"


def batch(run: Command, folder: Path, table: str, output: str, *more: str) -> Any:
    (folder / "firms.csv").write_text(table, encoding="utf-8")
    return run("batch", str(folder / "firms.csv"), "--id", "id", "--output", str(folder / output), "--no-summary", *more)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_batch_tells_who_changed_and_writes_what(run: Command, tmp_path: Path, language: str) -> None:
    assert batch(run, tmp_path, TABLE, "old.jsonl", *EARLIER).code == 0
    later = TABLE.replace("佛山", "深圳").replace("3,丙", "4,丙")
    since = ("--since", str(tmp_path / "old.jsonl"), "--lang", language)
    done = batch(run, tmp_path, later, "new.jsonl", *EARLIER, *since, "--plain-csv")
    assert done.code == 0, done
    for words in {"en": ("2 applicants in both, 1 with a change", "1 only now; 1 only then"), "zh": ("2 家都在，其中 1 家有变化",)}[
        language
    ]:
        assert words in done.err
    with (tmp_path / "new.jsonl.changes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["id"], row["measure"], row["because"]) for row in rows if row["id"] != "2"] == [
        ("4", "", "only_now"),
        ("3", "", "only_then"),
    ]
    rows = [row for row in rows if row["id"] == "2"]
    assert {row["because"] for row in rows} == {"facts"}
    assert {row["eligibility_before"] for row in rows} <= {"eligible", "conditional", "undetermined", "ineligible"}
    # Without --plain-csv it says the same under titles, for a person's spreadsheet.
    assert batch(run, tmp_path, later, "new.jsonl", *EARLIER, *since).code == 0
    content = (tmp_path / "new.jsonl.changes.csv").read_bytes()
    assert content.startswith(BOM_UTF8)
    told = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert len(told) == len(rows) + 2
    assert {"zh": "编号", "en": "Id"}[language] in told[0]


def test_a_batch_without_a_change_leaves_an_empty_table(run: Command, tmp_path: Path) -> None:
    assert batch(run, tmp_path, TABLE, "old.jsonl", *EARLIER).code == 0
    done = batch(run, tmp_path, TABLE, "new.jsonl", *EARLIER, "--since", str(tmp_path / "old.jsonl"))
    assert "3 applicants in both, 0 with a change" in done.err
    assert len((tmp_path / "new.jsonl.changes.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_the_earlier_result_of_a_batch_is_looked_at_before_anything_is_assessed(run: Command, tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    assert batch(run, tmp_path, TABLE, "old.jsonl", *EARLIER).code == 0
    old.write_text(old.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    done = batch(run, tmp_path, TABLE, "new.jsonl", *EARLIER, "--since", str(old))
    assert done.code == 1
    assert f"{old}:4" in done.err
    assert not (tmp_path / "new.jsonl").exists()


def test_lines_of_a_batch_are_told_apart(run: Command, tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    assert batch(run, tmp_path, TABLE, "old.jsonl", *EARLIER).code == 0
    line = old.read_text(encoding="utf-8").splitlines()[0]
    old.write_text(f"{line}\n{line}\n", encoding="utf-8")
    done = batch(run, tmp_path, TABLE, "new.jsonl", *EARLIER, "--since", str(old))
    assert (done.code, "stands in line 1 already" in done.err) == (1, True)
    old.write_text("\n", encoding="utf-8")
    assert "no result to compare with" in batch(run, tmp_path, TABLE, "new.jsonl", *EARLIER, "--since", str(old)).err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_holds_too_little_for_it(run: Command, tmp_path: Path, language: str) -> None:
    assert batch(run, tmp_path, TABLE, "old.jsonl", *EARLIER).code == 0
    done = batch(run, tmp_path, TABLE, "new.csv", *EARLIER, "--since", str(tmp_path / "old.jsonl"), "--lang", language)
    assert (done.code, "--since" in done.err) == (2, True)
