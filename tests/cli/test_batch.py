"""``batch``: many applicants in, one file out, every record accounted for."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect  # type: ignore[import-untyped,unused-ignore]
import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from guangdong_ai.batch.write.result_formats import OUTPUT_FORMATS
from guangdong_ai.catalogue.facts_used import facts_used
from guangdong_ai.cli.batch_progress import progress_text
from tests.batch.write.conftest import read_back
from tests.bundled_catalogue import bundled_catalogue
from tests.cli.conftest import Command

DAY = ("--as-of", "2026-03-01")
HEADERS = ["id", "enterprise.name", "enterprise.in_guangdong", "enterprise.city", "enterprise.fields", "titles.little_giant_year", "备注"]
FIRMS = [
    ["A1", "粤智机器人有限公司", "是", "广州", "robotics", "2025", "=1+1"],
    ["A2", "=cmd|'/C calc'!A0", "yes", "shenzhen", "ai,robotics", "", "  @x"],
    ["A3", "佛山某某", "", "佛山", "ai", "2023", "two\nlines"],
]
WRONG = ["A4", "东莞某某", "maybe", "东莞", "ai", "20255", "x"]


def table(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADERS, *rows])
    return path


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    return table(tmp_path / "firms.csv", FIRMS)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_scope_leaves_out_the_measures_of_others(run: Command, firms: Path, tmp_path: Path) -> None:
    catalogue, output = bundled_catalogue(), tmp_path / "out.csv"
    assert run("batch", str(firms), "-o", str(output), "--scope", "policy,nation", "--shape", "long", "--no-summary", *DAY).code == 0
    measures = {row["measure"] for row in read_back(output)}
    assert measures == {name for name, measure in catalogue.measures.items() if catalogue.scope_of(measure) in ("policy", "nation")}
    refused = run(
        "batch",
        str(firms),
        "-o",
        str(output),
        "--scope",
        "city",
        "--measure",
        "standards",
        "--measure",
        "little-giant-title",
        *DAY,
        "--lang",
        "en",
    )
    assert refused.code == 1
    assert "standards is in none of the scopes that were asked for" in refused.err
    assert "little-giant-title is a title, not a support measure" in refused.err
    assert "guangdong-ai explain little-giant-title" in refused.err


@pytest.mark.parametrize("shape", ["wide", "long"])
def test_every_format_holds_the_same_rows(run: Command, firms: Path, tmp_path: Path, shape: str) -> None:
    results = {}
    for format_ in OUTPUT_FORMATS:
        output = tmp_path / f"out.{format_}"
        done = run("batch", str(firms), "-o", str(output), "--shape", shape, "--keep", "备注", "--no-summary", *DAY)
        assert (done.code, done.out) == (0, ""), done.err
        results[format_] = read_back(output)
    assert [row["备注"] for row in results["parquet"]][:: 1 if shape == "wide" else len(bundled_catalogue().measures)][:3] == [
        row[-1] for row in FIRMS
    ]
    assert results["parquet"] == results["jsonl"] == results["xlsx"]
    without = [{name: text.removeprefix("'") if isinstance(text, str) else text for name, text in row.items()} for row in results["csv"]]
    assert without == results["parquet"]
    assert results["csv"][0]["备注"] == "'=1+1"


def test_every_shape_says_what_check_says(run: Command, firms: Path, demo: Path, tmp_path: Path) -> None:
    checked = json.loads(run("check", str(demo), "--format", "json", *DAY).out)
    for shape, suffix in (("assessment", "jsonl"), ("wide", "parquet"), ("long", "parquet")):
        done = run("batch", str(demo), "-o", str(tmp_path / f"{shape}.{suffix}"), "--shape", shape, *DAY)
        assert done.code == 0, done.err
    (line,) = [json.loads(line) for line in (tmp_path / "assessment.jsonl").read_text(encoding="utf-8").splitlines()]
    assert line.pop("row") == {"file": str(demo), "line": None, "id": demo.as_posix(), "kept": {}}
    assert line == checked
    (wide,) = read_back(tmp_path / "wide.parquet")
    long = {row["measure"]: row for row in read_back(tmp_path / "long.parquet")}
    assert list(long) == [measure["id"] for measure in checked["measures"]]
    for measure in checked["measures"]:
        name, funding, window, row = measure["id"], measure["funding"], measure["window"], long[measure["id"]]
        expected = (measure["eligibility"], funding["low"], funding["high"])
        assert (wide[f"{name}.status"], wide[f"{name}.low"], wide[f"{name}.high"]) == expected
        assert (row["status"], row["low"], row["high"]) == expected
        assert (row["window"], row["funding"]) == (window["state"], funding["kind"])
        assert [row[end] and row[end].isoformat() for end in ("opens", "closes")] == [window["opens"], window["closes"]]
    assert (wide["total.low"], wide["total.high"]) == (checked["totals"]["low"], checked["totals"]["high"])
    assert wide["missing"] == len({fact for measure in checked["measures"] for fact in measure["missing"]})


def test_jsonl_holds_whole_assessments_unless_another_shape_is_asked_for(run: Command, firms: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert run("batch", str(firms), "-o", str(output), "--keep", "备注", *DAY).code == 0
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [line["row"] for line in lines] == [
        {"file": str(firms), "line": number, "id": firm[0], "kept": {"备注": firm[-1]}} for number, firm in enumerate(FIRMS, start=2)
    ]
    assert {line["schema"] for line in lines} == {"guangdong-ai/assessment/1"}


def test_every_record_is_assessed_or_rejected(run: Command, tmp_path: Path) -> None:
    firms, output, rejects = table(tmp_path / "firms.csv", [*FIRMS, WRONG]), tmp_path / "out.csv", tmp_path / "out.csv.rejected.csv"
    for language, counts in (("zh", "读取 4 = 自评 3 + 剔除 1\n"), ("en", "read 4 = assessed 3 + rejected 1\n")):
        done = run("batch", str(firms), "-o", str(output), "--lang", language, *DAY)
        assert done.code == 1
        assert counts in done.err
        assert str(rejects) in done.err
    assert [row["id"] for row in read_back(output)] == ["A1", "A2", "A3"]
    told = read_back(rejects)
    assert [(row["line"], row["column"], row["value"], row["effect"]) for row in told] == [
        ("6", "enterprise.in_guangdong", "maybe", "rejected"), ("6", "titles.little_giant_year", "20255", "rejected")
    ]  # fmt: skip


def test_lenient_makes_what_cannot_be_read_unknown(run: Command, tmp_path: Path) -> None:
    firms, output = table(tmp_path / "firms.csv", [*FIRMS, WRONG]), tmp_path / "out.csv"
    done = run("batch", str(firms), "-o", str(output), "--lenient", *DAY)
    assert done.code == 0
    assert "read 4 = assessed 4 + rejected 0; 2 cells made unknown\n" in done.err
    assert {row["effect"] for row in read_back(tmp_path / "out.csv.rejected.csv")} == {"made unknown"}


def test_when_nothing_is_wrong_any_more_the_old_list_goes(run: Command, tmp_path: Path) -> None:
    firms, output = table(tmp_path / "firms.csv", [WRONG]), tmp_path / "out.csv"
    assert run("batch", str(firms), "-o", str(output)).code == 1
    table(firms, FIRMS)
    done = run("batch", str(firms), "-o", str(output))
    assert done.code == 0
    assert "was removed" in done.err
    assert files_in(tmp_path) == ["firms.csv", "out.csv", "out.csv.meta.json"]


def test_several_inputs_make_one_result_in_their_order(run: Command, firms: Path, demo: Path, tmp_path: Path) -> None:
    more = table(tmp_path / "more.csv", [["B1", *FIRMS[0][1:]], WRONG])
    both, output = tmp_path / "both.csv", tmp_path / "out.csv"
    done = run("batch", str(firms), str(demo), str(more), "-o", str(output), "--keep", "enterprise.name", "--format", "json", *DAY)
    assert "read 6 = assessed 5 + rejected 1" in done.err
    rows = read_back(output)
    assert [row["id"] for row in rows] == ["A1", "A2", "A3", demo.as_posix(), "B1"]
    assert all(row["enterprise.name"] for row in rows)
    table(both, [*FIRMS, ["B1", *FIRMS[0][1:]]])
    run("batch", str(both), "-o", str(tmp_path / "one.csv"), "--keep", "enterprise.name", *DAY)
    assert [row for row in rows if row["id"] != demo.as_posix()] == read_back(tmp_path / "one.csv")
    assert json.loads(done.out)["applicants"] == 5
    assert ".out.csv.parts" not in files_in(tmp_path)


def test_all_columns_may_be_kept(run: Command, firms: Path, tmp_path: Path) -> None:
    done = run("batch", str(firms), "-o", str(tmp_path / "out.parquet"), "--keep", "all")
    assert done.code == 0, done.err
    assert list(read_back(tmp_path / "out.parquet")[0])[: len(HEADERS)] == HEADERS


def test_a_kept_column_called_like_one_of_the_result_is_refused(run: Command, tmp_path: Path) -> None:
    source = tmp_path / "firms.csv"
    source.write_text("enterprise.city,Status\n广州,x\n", encoding="utf-8")
    done = run("batch", str(source), "-o", str(tmp_path / "out.csv"), "--keep", "Status", "--shape", "long")
    assert (done.code, files_in(tmp_path)) == (1, ["firms.csv"])
    assert '"Status"' in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "out.csv"), "an input is missing"), (("firms.csv",), "--output is missing"), (("firms.csv", "-o", "out.txt"), ".parquet"),
        (("firms.csv", "-o", "out"), ".xlsx"), (("firms.csv", "-o", "out.csv", "--shape", "assessment"), ".jsonl"),
        (("firms.csv", "-o", "out.csv", "--shape", "tall"), "wide, status, long, assessment"), (("firms.csv", "-o", "firms.csv"), "overwritten"),
        (("firms.csv", "-o", "./../firms/firms.csv"), "overwritten"), (("--template", "out.csv"), ".xlsx"),
        (("--template", "firms.xlsx"), "exists already"), (("firms.csv", "-o", "out.csv", "--engine", "abacus"), "auto"),
        (("firms.csv", "-o", "out.csv", "--sheet", "2"), "there is none among the inputs"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str) -> None:
    folder = tmp_path / "firms"
    folder.mkdir()
    before = table(folder / "firms.csv", FIRMS).read_bytes()
    (folder / "firms.xlsx").write_text("filled in")
    monkeypatch.chdir(folder)
    done = run("batch", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert files_in(folder) == ["firms.csv", "firms.xlsx"]
    assert (folder / "firms.csv").read_bytes() == before


def test_a_result_inside_an_input_folder_is_not_read(run: Command, firms: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("batch", str(tmp_path), "-o", str(tmp_path / "out.csv"), *DAY)
        assert "read 3 = assessed 3 + rejected 0" in done.err


def test_a_missing_package_is_told_before_any_work(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.write.result_formats.find_spec", lambda _: None)
    done = run("batch", "nothing.csv", "-o", str(tmp_path / "out.parquet"))
    assert done.code == 1
    assert "pip install 'guangdong-ai[engine]'" in done.err
    assert files_in(tmp_path) == []


def test_a_folder_that_cannot_be_written_to_is_told(run: Command, firms: Path, tmp_path: Path) -> None:
    done = run("batch", str(firms), "-o", str(tmp_path / "nowhere" / "out.csv"))
    assert done.code == 1
    assert "cannot be written" in done.err


def test_a_template_is_written_and_read_back(run: Command, tmp_path: Path) -> None:
    done = run("batch", "--template", str(tmp_path / "firms.xlsx"))
    assert done.code == 0, done.err
    done = run("batch", str(tmp_path / "firms.xlsx"), "-o", str(tmp_path / "out.csv"))
    assert done.code == 0
    assert "read 0 = assessed 0 + rejected 0" in done.err


def test_a_template_holds_only_what_the_measures_need(run: Command, tmp_path: Path) -> None:
    done = run("batch", "--template", str(tmp_path / "firms.xlsx"), "--measure", "little-giant-award", "--lang", "en")
    assert done.code == 0, done.err
    headers = CalamineWorkbook.from_path(tmp_path / "firms.xlsx").get_sheet_by_index(0).to_python()[0]
    catalogue = bundled_catalogue()
    labels = {f"{fact.label.zh} | {fact.label.en}": fact.id for fact in catalogue.facts.values()}
    facts = {labels[str(header)] for header in headers[1:]}
    used = facts_used(catalogue.with_measures(["little-giant-award"]))
    assert facts == used | {"enterprise.name", "enterprise.credit_code"}
    assert len(used) < len(catalogue.facts) / 5
    assert run("batch", "--template", str(tmp_path / "x.xlsx"), "--measure", "no-such-measure").code in {1, 2}
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_the_summary_fits_every_width(
    run: Command, firms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("batch", str(firms), "-o", str(tmp_path / "out.csv"), "--lang", language, *DAY).out
    plain = json.loads(run("batch", str(firms), "-o", str(tmp_path / "out.csv"), "--format", "json", *DAY).out)
    shown.encode("gbk")
    assert "…" not in shown
    assert all(cell_len(line) <= width or line.startswith("  guangdong-ai ") for line in shown.splitlines())
    assert all(line == line.rstrip() for line in shown.splitlines())
    words = "".join(shown.split())
    for measure in plain["measures"]:
        assert "".join(measure["title"][language].split()) in words or width > 60
        assert measure["ineligible"] == 3 or f"{measure['id']}\n" in shown or f"{measure['id']} " in shown
    assert len([line for line in shown.splitlines() if line.startswith(("Total:", "合计："))]) == 1


def test_the_summary_as_json(run: Command, firms: Path, tmp_path: Path) -> None:
    done = run("batch", str(firms), "-o", str(tmp_path / "out.parquet"), "--format", "json", *DAY)
    summary, rows = json.loads(done.out), read_back(tmp_path / "out.parquet")
    assert (summary["schema"], summary["applicants"], summary["as_of"]) == ("guangdong-ai/batch-summary/1", 3, "2026-03-01")
    assert {"zh": "汕头", "en": "Shantou"} in summary["not_searched"]
    assert {"zh": "深圳", "en": "Shenzhen"} not in summary["not_searched"]
    for measure in summary["measures"]:
        found = [row[f"{measure['id']}.status"] for row in rows]
        for eligibility in ("eligible", "conditional", "undetermined", "ineligible"):
            assert measure[eligibility] == found.count(eligibility)
    assert summary["totals"]["low"] == sum(row["total.low"] for row in rows)
    assert summary["missing"][0].keys() == {"fact", "applicants"}


INPUTS, COUNT = 10, 250


@pytest.fixture
def park(tmp_path: Path) -> Path:
    """A folder of inputs that takes some seconds."""
    folder = tmp_path / "park"
    folder.mkdir()
    for number in range(INPUTS):
        rows = [[f"{number}-{row}", *FIRMS[row % 3][1:]] for row in range(COUNT)]
        table(folder / f"{number}.csv", [*rows, WRONG])
    return folder


@pytest.fixture(autouse=True)
def signals_as_in_a_terminal() -> Iterator[None]:
    """A process inherits what is ignored: under nohup a run would rightly ignore SIGHUP, in the background of a script SIGINT."""
    ignored = [number for number in (signal.SIGHUP, signal.SIGINT) if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def environment(checked_catalogue: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(checked_catalogue), "LANG": "en_US.UTF-8"}


def started(park: Path, output: Path, environment: dict[str, str], *more: str) -> "subprocess.Popen[str]":
    """A run over the policy's own measures: what is stopped and taken up again does not depend on how many there are."""
    arguments = ["batch", str(park), "-o", str(output), "--keep", "备注", "--format", "json", "--scope", "policy", *DAY, *more]
    command = [sys.executable, "-m", "guangdong_ai", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def stopped_with(number: int, process: "subprocess.Popen[str]", ready: Path, entries: int) -> tuple[int, str]:
    deadline = time.monotonic() + 60
    while len(list(ready.glob("*.entry"))) < entries and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    return process.returncode, told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda number: str(number.name))
def test_an_interrupted_run_is_taken_up_to_the_same_result(
    park: Path, tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    whole, output = tmp_path / "whole" / "out.csv", tmp_path / "out.csv"
    whole.parent.mkdir()
    parts = tmp_path / ".out.csv.parts"
    output.write_text("before")
    code, told = stopped_with(number, started(park, output, environment), parts, 2)
    assert output.read_text() == "before", told
    assert len(list(parts.glob("*.entry"))) >= 2, (code, told)
    if number != signal.SIGKILL:
        assert code == 130
        assert f"of {INPUTS} inputs done; run the same command with --resume" in told
        assert "is as it was" in told
        assert [name for name in files_in(tmp_path) if name.startswith(".out")] == [".out.csv.parts"]
    kept = {path.name: path.stat().st_mtime_ns for path in parts.glob("*.rows") if path.with_suffix(".entry").exists()}
    code, told = stopped_with(number, started(park, output, environment, "--resume"), parts, len(kept) + 1)
    assert kept.items() <= {path.name: path.stat().st_mtime_ns for path in parts.glob("*.rows")}.items(), "parts are not made twice"
    resumed = started(park, output, environment, "--resume")
    summary, told = resumed.communicate(timeout=60)
    assert resumed.returncode == 1
    assert f"read {INPUTS * COUNT + INPUTS} = assessed {INPUTS * COUNT} + rejected {INPUTS}" in told
    assert not parts.exists()
    once = started(park, whole, environment)
    assert once.communicate(timeout=60)[0] == summary
    assert whole.read_bytes() == output.read_bytes()
    assert (tmp_path / "out.csv.rejected.csv").read_bytes() == (whole.parent / "out.csv.rejected.csv").read_bytes()


def test_parts_that_no_longer_fit_are_made_again(run: Command, park: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    output, parts = tmp_path / "out.csv", tmp_path / ".out.csv.parts"
    stopped_with(signal.SIGINT, started(park, output, environment), parts, 2)
    table(park / "0.csv", FIRMS[:1])
    resumed = started(park, output, environment, "--resume")
    told = resumed.communicate(timeout=60)[1]
    assert f"read {(INPUTS - 1) * COUNT + INPUTS} = assessed {(INPUTS - 1) * COUNT + 1} + rejected {INPUTS - 1}" in told


def test_a_run_of_one_input_leaves_nothing_behind(tmp_path: Path, environment: dict[str, str]) -> None:
    rows = [[f"{row}", *FIRMS[row % 3][1:]] for row in range(20_000)]
    firms, output = table(tmp_path / "firms.csv", rows), tmp_path / "out.csv"
    process = started(firms, output, environment)
    deadline = time.monotonic() + 60
    while ".out.csv.parts" not in files_in(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=60)[1]
    assert (process.returncode, files_in(tmp_path)) == (130, ["firms.csv"])
    assert "was not written" in told
    assert "--resume" not in told


def test_parts_of_an_older_run_are_discarded_without_resume(run: Command, firms: Path, demo: Path, tmp_path: Path) -> None:
    parts = tmp_path / ".out.csv.parts"
    parts.mkdir()
    (parts / "x.entry").write_text("{}")
    assert run("batch", str(firms), str(demo), "-o", str(tmp_path / "out.csv"), *DAY).code == 0
    assert files_in(tmp_path) == ["firms.csv", "out.csv", "out.csv.meta.json"]


def test_nothing_of_the_progress_is_shown_without_a_terminal(run: Command, firms: Path, tmp_path: Path) -> None:
    assert "\r" not in run("batch", str(firms), "-o", str(tmp_path / "out.csv")).err


def test_on_a_terminal_a_long_run_shows_how_far_it_has_come(tmp_path: Path, environment: dict[str, str]) -> None:
    firms = table(tmp_path / "firms.csv", [[f"{row}", *FIRMS[row % 3][1:]] for row in range(3_000)])
    arguments = ["-m", "guangdong_ai", "batch", str(firms), "-o", str(tmp_path / "out.csv"), "--no-summary", "--engine", "plain"]
    process = pexpect.spawn(sys.executable, arguments, env=environment, encoding="utf-8", timeout=60, dimensions=(24, 70))
    process.expect(r"[\d,]+ of about 4,00\d records, [\d,]+ a second, about \d+ s left")
    process.sendintr()
    process.expect(pexpect.EOF)
    process.close()
    assert "out.csv was not written" in str(process.before).replace("\r\n", "")
    assert (process.exitstatus, files_in(tmp_path)) == (130, ["firms.csv"])


@pytest.mark.parametrize(
    ("done", "total", "seconds", "expected"),
    [
        (500, 1000, 1.0, "500 of about 1,000 records, 500 a second, about 1 s left"),
        (1000, 1000, 1.0, "1,000 of about 1,000 records, 1,000 a second"), (500, None, 2.0, "500 records, 250 a second"),
        (10, 40_000, 1.0, "10 of about 40,000 records, 10 a second, about 1 h 6 min left"), (0, 10, 1.0, "0 of about 10 records, 0 a second"),
    ],
)  # fmt: skip
def test_progress_in_words(done: int, total: int | None, seconds: float, expected: str) -> None:
    assert progress_text(done, total, seconds).en == expected


def test_a_folder_of_profiles_is_one_result(run: Command, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.toml").write_bytes(demo.read_bytes())
    (folder / "wrong.toml").write_text("schema = 1\n[enterprise]\ncity = 1\n")
    done = run("batch", str(folder), "-o", str(tmp_path / "out.jsonl"), "--no-summary", *DAY)
    assert done.code == 1
    assert "read 6 = assessed 5 + rejected 1" in done.err
    (told,) = read_back(tmp_path / "out.jsonl.rejected.csv")
    assert (told["file"], told["line"], told["column"]) == (str(folder / "wrong.toml"), "3", "enterprise.city")


def test_a_first_columns_map_is_written_and_taken(run: Command, tmp_path: Path) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("公司,产业,注册地市\n甲,同上,穗\n", encoding="utf-8")
    columns = tmp_path / "map.toml"
    assert "--make-map" in run("batch", "--make-map").err
    assert "suffix" not in run("batch", "--make-map", str(firms), "-o", str(tmp_path / "x.csv")).err
    assert run("batch", "--make-map", str(firms)).out.startswith("# What columns and cells mean, drafted for firms.csv from 1 row")
    done = run("batch", "--make-map", str(firms), "-o", str(columns))
    assert (done.code, done.out) == (0, "")
    assert "3 columns: 1 recognised, 1 guessed, 1 not recognised; 1 different cell that cannot be read" in done.err
    again = run("batch", "--make-map", str(firms), "-o", str(columns))
    assert (again.code, "may be filled in" in again.err) == (2, True)
    columns.write_text(columns.read_text(encoding="utf-8").replace('# "穗" = ""', '"穗" = "guangzhou"'), encoding="utf-8")
    done = run("batch", str(firms), "--columns", str(columns), "-o", str(tmp_path / "out.csv"), "--quiet", "--no-summary")
    assert (done.code, done.out) == (0, "")
    assert "written to" not in done.err
    firms.write_text("公司,业务领域\n甲,同上\n乙,某\n丙,某\n丁,x\n", encoding="utf-8")
    done = run("batch", str(firms), "-o", str(tmp_path / "out.csv"), "--measure", "industry-alliance")
    assert done.code == 1
    assert f"guangdong-ai batch --make-map {firms} -o map.toml" in done.err
    assert 'for example "同上", "某", "x"' in " ".join(done.out.split())


def test_a_unit_that_the_header_does_not_state_is_shown(run: Command, tmp_path: Path) -> None:
    """Each amount is multiplied by it."""
    firms = tmp_path / "firms.csv"
    command = ("batch", str(firms), "-o", str(tmp_path / "out.csv"), "--measure", "industry-alliance", "--no-summary", "--lang", "en")
    firms.write_text("企业情况表,,\n单位：万元,,\n企业名称,营业收入,资产总额（万元）\n甲,1200.5,3\n", encoding="utf-8")
    told = run(*command).err
    assert "营业收入 → Revenue (万元)" in told
    assert "资产总额" not in told
    firms.write_text("企业名称,营业收入\n甲,1200.5\n", encoding="utf-8")
    assert "营业收入 →" not in run(*command).err


def test_programs_follow_a_run_and_a_log_keeps_what_it_said(run: Command, tmp_path: Path) -> None:
    firms, log, output = tmp_path / "firms.csv", tmp_path / "run.log", tmp_path / "out.csv"
    firms.write_text("企业全称,城市\n甲,广州\n乙,x\n", encoding="utf-8")
    command = ("batch", str(firms), "-o", str(output), "--measure", "industry-alliance", "--no-summary", "--log", str(log))
    done = run(*command, "--progress", "json", "--quiet")
    lines = [json.loads(line) for line in done.err.splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines] == ["begun", "finished"]
    assert lines[-1]["counts"] == {"read": 2, "assessed": 2, "rejected": 0, "made_unknown": 1}
    assert "read as facts" not in done.err
    assert "written to" not in done.err
    loud = run(*command, "--verbose")
    assert "catalogue 20" in loud.err
    assert "{" not in loud.err
    kept = log.read_text(encoding="utf-8")
    assert [
        kept.count(words) for words in ("2 of 2 columns read as facts", '"event": "finished"', "read 2 = assessed 2", "catalogue 20")
    ] == [2, 1, 2, 1]
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", line) for line in kept.splitlines())
    assert run("batch", str(firms), "-o", str(output), "--log", str(firms)).code == 2
    assert run("batch", str(firms), "-o", str(output), "--log", str(tmp_path / "no" / "x")).code == 1
    assert run("batch", str(firms), "-o", str(output), "--progress", "dots").code == 2
