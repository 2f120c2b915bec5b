"""``batch --reports``: a report for each applicant and an overview of them, in a folder that is replaced as a whole."""

import concurrent.futures
import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest

import guangdong_ai.api.report_pages
import guangdong_ai.batch.run.plain_backend
from tests.cli.conftest import Command
from tests.cli.test_portfolio import DAY, HOSTILE, write_firms

FEW = ("--measure", "little-giant-award", "--measure", "single-champion-award")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def stopped_at_the_second_input() -> Callable[..., object]:
    """``assess_rows``, interrupted when it is called again."""
    called, real = [], guangdong_ai.batch.run.plain_backend.assess_rows

    def assess_rows(*given: Any) -> object:
        called.append(given)
        if len(called) > 1:
            raise KeyboardInterrupt
        return real(*given)

    return assess_rows


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_interruption_tells_of_the_result_and_of_the_reports(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    firms = write_firms(tmp_path / "firms.csv", 3, Random("interrupted"))
    result, folder = tmp_path / "r.xlsx", tmp_path / "reports"

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(guangdong_ai.api.report_pages.PageWriter, "write", interrupted)
    done = run("batch", str(firms), "-o", str(result), "--reports", str(folder), "--lang", language, *FEW, *DAY)
    assert done.code == 130
    state = {"zh": "没有写入", "en": "was not written"}[language]
    assert f"{result} {state}" in done.err
    assert f"{folder} {state}" in done.err
    assert not result.exists()
    assert not folder.exists()


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize(("kind", "overview"), [("html", "index.html"), ("docx", "index.html"), ("md", "index.md")])
def test_each_applicant_has_a_report_that_the_overview_leads_to(run: Command, tmp_path: Path, kind: str, overview: str) -> None:
    firms, folder = write_firms(tmp_path / "firms.csv", 3, Random(kind)), tmp_path / "reports"
    done = run("batch", str(firms), "--reports", str(folder), "--reports-format", kind, "--lang", "zh", "--no-summary", *FEW, *DAY)
    assert (done.code, done.out) == (0, ""), done.err
    assert "读取 3 = 自评 3 + 剔除 0" in done.err
    reports = [f"F{number}-Firm-{number}.{kind}" for number in range(3)]
    assert sorted(files_in(folder)) == [".reports.json", *reports, overview]
    told = (folder / overview).read_text(encoding="utf-8")
    linked = re.findall(r'href="([^"#]+)"' if overview.endswith("html") else r"\]\(([^)]+)\)", told)
    assert sorted(unquote(address) for address in linked) == reports
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".reports")] == []


def test_a_report_is_what_check_writes_and_the_overview_says_the_same(run: Command, tmp_path: Path) -> None:
    firms, folder, lines = write_firms(tmp_path / "firms.csv", 2, Random("same")), tmp_path / "reports", tmp_path / "r.jsonl"
    done = run("batch", str(firms), "-o", str(lines), "--reports", str(folder), "--lang", "en", "--no-summary", *FEW, *DAY)
    assert done.code == 0, done.err
    overview = words_of((folder / "index.html").read_text(encoding="utf-8"))
    for firm in map(json.loads, lines.read_text(encoding="utf-8").splitlines()):
        report = words_of((folder / f"{firm['row']['id']}-Firm-{firm['row']['id'][1:]}.html").read_text(encoding="utf-8"))
        assert firm["profile"]["name"] in report
        for measure in firm["measures"]:
            assert measure["title"]["en"] in report
        counts = [measure["eligibility"] for measure in firm["measures"]]
        row = overview.partition(f"{firm['profile']['name']} ({firm['row']['id']})")[2]
        for word in ("conditional", "undetermined"):
            if word in counts:
                assert f"{word} {counts.count(word)}" in row


def test_names_do_no_harm(run: Command, tmp_path: Path) -> None:
    names = [*HOSTILE, "CON", "con", "a/b", "a\\b", "a:b?*"]
    firms, folder = tmp_path / "firms.csv", tmp_path / "reports"
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    firms.write_text("enterprise.name,enterprise.city\n" + "".join(f"{name},广州\n" for name in quoted), encoding="utf-8")
    done = run("batch", str(firms), "--reports", str(folder), "--lang", "en", "--no-summary", *FEW, *DAY)
    assert done.code == 0, done.err
    made = [name for name in files_in(folder) if name not in {".reports.json", "index.html"}]
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert len(name.encode()) < 143
        assert re.fullmatch(r"[\w.-]+\.html", name)
        assert name.removesuffix(".html").casefold() not in {"con", "nul", "index"}
    for page in files_in(folder).values():
        assert b"<script" not in page
        assert b"\x1b" not in page
        assert "\u202e" not in page.decode()


def test_the_folder_of_somebody_else_is_left_alone(run: Command, tmp_path: Path) -> None:
    firms, folder = write_firms(tmp_path / "firms.csv", 2, Random("own")), tmp_path / "reports"
    command = ("batch", str(firms), "--reports", str(folder), "--lang", "en", "--no-summary", *FEW, *DAY)
    folder.mkdir()
    assert run(*command).code == 0  # an empty one is taken
    before = files_in(folder)
    assert run(*command).code == 0  # that of an earlier run is replaced
    assert files_in(folder) == before
    for name, words in (("notes.txt", "mine"), ("F0-Firm-0.html", "edited")):
        (folder / name).write_text(words, encoding="utf-8")
        kept = files_in(folder)
        refused = run(*command)
        assert refused.code == 1
        assert name in refused.err
        assert files_in(folder) == kept
        (folder / "notes.txt").unlink(missing_ok=True)
    (folder / "F0-Firm-0.html").write_bytes(before["F0-Firm-0.html"])
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.txt").write_text("precious", encoding="utf-8")
    assert run(*command).code == 1
    assert (folder / "mine" / "letter.txt").read_text(encoding="utf-8") == "precious"
    (folder / "mine").rename(tmp_path / "mine")
    (folder / "mine").symlink_to(tmp_path / "mine")
    assert run(*command).code == 1
    assert (folder / "mine").is_symlink()
    inside = run("batch", str(firms), "-o", str(tmp_path / "new" / "r.csv"), "--reports", str(tmp_path / "new"), *DAY)
    assert (inside.code, (tmp_path / "new").exists()) == (2, False)


def test_options_of_a_result_need_one(run: Command, tmp_path: Path) -> None:
    firms = write_firms(tmp_path / "firms.csv", 1, Random("usage"))
    for options in (("--shape", "wide"), ("--resume",), ("--engine", "plain"), ("--since", "r.jsonl")):
        refused = run("batch", str(firms), "--reports", str(tmp_path / "reports"), *options, "--lang", "en", *DAY)
        assert (refused.code, refused.out) == (2, "")
        assert options[0] in refused.err
    assert "--reports" in run("batch", str(firms), "-o", str(tmp_path / "r.csv"), "--reports-format", "md", "--lang", "en", *DAY).err


def test_who_stands_there_twice_is_told(run: Command, tmp_path: Path) -> None:
    firms, folder = tmp_path / "firms.csv", tmp_path / "reports"
    firms.write_text("id,enterprise.name,enterprise.city\nA1,甲公司,广州\nA1,甲公司,广州\n", encoding="utf-8")
    done = run("batch", str(firms), "--reports", str(folder), "--lang", "en", *FEW, *DAY)
    told = '"id" repeats: 1 value in 2 rows, for example on lines 2, 3; each row was assessed'
    assert told in done.err
    assert told in words_of((folder / "index.html").read_text(encoding="utf-8"))


def test_rejected_rows_are_in_the_overview(run: Command, tmp_path: Path) -> None:
    firms, folder = tmp_path / "firms.csv", tmp_path / "reports"
    firms.write_text("id,enterprise.name,enterprise.city\nA1,甲公司,广州\nA2,乙公司,Atlantis\n", encoding="utf-8")
    done = run("batch", str(firms), "--reports", str(folder), "--lang", "en", *FEW, *DAY)
    assert done.code == 1
    assert "1 applicant" in done.out
    overview = words_of((folder / "index.html").read_text(encoding="utf-8"))
    assert "A2 乙公司" in overview
    assert "Atlantis" in overview


def test_several_processes_write_the_same(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    firms = write_firms(tmp_path / "firms.csv", 4, Random("processes"))
    command = ("batch", str(firms), "--lang", "en", "--no-summary", *FEW, *DAY)
    assert run(*command, "--reports", str(tmp_path / "one")).code == 0
    monkeypatch.setattr(guangdong_ai.api.report_pages, "ALONE_UP_TO", 1)
    monkeypatch.setattr(guangdong_ai.api.report_pages, "_cores", lambda: 2)
    assert run(*command, "--reports", str(tmp_path / "two")).code == 0
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")

    def no_semaphores(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", no_semaphores)
    assert run(*command, "--reports", str(tmp_path / "three")).code == 0
    assert files_in(tmp_path / "one") == files_in(tmp_path / "three")


@pytest.mark.parametrize("result", ["r.xlsx", "r.csv", "r.jsonl"])
def test_reports_beside_a_result_are_those_of_a_run_of_their_own(run: Command, tmp_path: Path, result: str) -> None:
    first, second = write_firms(tmp_path / "a.csv", 3, Random("a")), tmp_path / "b.csv"
    second.write_text("id,enterprise.name,enterprise.city\nA1,甲公司,广州\nA2,乙公司,Atlantis\n", encoding="utf-8")
    command = ("batch", str(first), str(second), "--lang", "en", "--no-summary", *FEW, *DAY)
    assert run(*command, "--reports", str(tmp_path / "alone")).code == 1
    assert run(*command, "-o", str(tmp_path / result)).code == 1
    (tmp_path / "both").mkdir()
    done = run(*command, "-o", str(tmp_path / "both" / result), "--reports", str(tmp_path / "beside"))
    assert (done.code, done.err.count("read 5 = assessed 4 + rejected 1")) == (1, 1)
    assert "4 reports written" in done.err
    assert files_in(tmp_path / "beside") == files_in(tmp_path / "alone")
    if not result.endswith(".xlsx"):  # a workbook holds the time at which it was made
        assert (tmp_path / "both" / result).read_bytes() == (tmp_path / result).read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_reports_of_a_run_taken_up_are_of_all_applicants(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = [str(write_firms(tmp_path / f"{name}.csv", 2, Random(name))) for name in "ab"]
    command = ("batch", *inputs, "-o", str(tmp_path / "r.csv"), "--reports", str(tmp_path / "reports"), "--no-summary", *FEW, *DAY)
    monkeypatch.setattr(guangdong_ai.batch.run.plain_backend, "assess_rows", stopped_at_the_second_input())
    assert run(*command).code == 130
    assert not (tmp_path / "reports").exists()
    monkeypatch.undo()
    assert run(*command, "--resume").code == 0
    assert len(files_in(tmp_path / "reports")) == 4 + 2


def test_a_report_that_cannot_be_written_names_the_folder(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> str:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(guangdong_ai.api.report_pages.Pages, "write", no_room)
    firms, folder = write_firms(tmp_path / "firms.csv", 2, Random("full")), tmp_path / "reports"
    for result in ((), ("-o", str(tmp_path / "r.csv"))):
        done = run("batch", str(firms), *result, "--reports", str(folder), "--lang", "en", "--no-summary", *FEW, *DAY)
        assert (done.code, done.out) == (1, "")
        assert f"{folder}: " in done.err.replace("\n", "")
        assert "no space left" in done.err
        assert sorted(path.name for path in tmp_path.iterdir()) == ["firms.csv"]


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interruption_leaves_the_folder_as_it_was(run: Command, tmp_path: Path) -> None:
    firms, folder = write_firms(tmp_path / "firms.csv", 300, Random("stop")), tmp_path / "reports"
    few = write_firms(tmp_path / "few.csv", 1, Random("few"))
    assert run("batch", str(few), "--reports", str(folder), "--lang", "en", "--no-summary", *FEW, *DAY).code == 0
    before = files_in(folder)
    command = [sys.executable, "-m", "guangdong_ai", "batch", str(firms), "--reports", str(folder), "--lang", "en", *DAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        new = tmp_path / ".reports.parts" / "work" / "new"
        until = time.monotonic() + 120
        while not (new.is_dir() and len(list(new.iterdir())) > 2) and time.monotonic() < until and process.poll() is None:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=120)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert files_in(folder) == before
    assert not (tmp_path / ".reports.parts").exists()
