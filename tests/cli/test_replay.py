"""``check --replay``: a file with a result is assessed again from what it holds, and tells what differs and whether it was altered."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai import assess
from tests.cli.conftest import Command

FORMATS = ("html", "docx", "xlsx", "json", "md", "csv")
FAST = tuple(name for name in FORMATS if name != "docx")
"""Those of which a test may write several."""

DAY = ("--as-of", "2026-02-01")
HOSTILE = "<script>alert(1)</script> </template> --> =1+1 & ]]> {“”}\" 'x' 企業😀"

PACK = (
    'id = "made-up"\ndocument = "gd-measures-2025"\nreviewed_on = 2026-11-01\ntitle = { zh = "虚构", en = "Made up" }\n'
    'benefit = { zh = "虚构。", en = "Made up." }\naudience = { zh = "所有企业。", en = "Every firm." }\nfunding = { kind = "in_kind" }\n'
)


@pytest.fixture
def written(run: Command, demo: Path, tmp_path: Path) -> Callable[..., Path]:
    def write(format_: str, *more: str) -> Path:
        path = tmp_path / f"result.{format_}"
        done = run("check", str(demo), *DAY, "--output", str(path), *more)
        assert done.code == 0, done
        return path

    return write


def told(run: Command, path: Path, *more: str, code: int = 0) -> dict[str, object]:
    done = run("check", "--replay", str(path), "--format", "json", *more)
    assert done.code == code, done
    data: dict[str, object] = json.loads(done.out)
    return data


def in_archive(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))


@pytest.mark.parametrize("format_", FORMATS)
def test_every_file_is_reproduced_on_its_own_day_whatever_the_applicant_is_called(
    run: Command, written: Callable[..., Path], format_: str
) -> None:
    path = written(format_, "--scope", "policy", "--set", f"enterprise.name={HOSTILE}")
    data = told(run, path)
    assert (data["verdict"], data["altered"], data["format"]) == ("same", [], {"md": "markdown"}.get(format_, format_))
    since = data["since"]
    assert isinstance(since, dict)
    assert since["earlier"] == since["now"]
    assert (since["now"]["as_of"], since["now"]["name"]) == ("2026-02-01", HOSTILE)
    if format_ == "html":
        assert "<script" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_in_both_languages(run: Command, written: Callable[..., Path], language: str) -> None:
    done = run("check", "--replay", str(written("html", "--bilingual", "--lang", language)), "--lang", language)
    assert done.code == 0
    assert {"zh": "结果一致", "en": "Reproduced"}[language] in done.out


@pytest.mark.parametrize("more", [("--all",), ("--titles",), ("--set", "enterprise.employees=unknown")])
def test_what_a_file_shows_is_shown_again(run: Command, written: Callable[..., Path], more: tuple[str, ...]) -> None:
    assert told(run, written("md", *more))["verdict"] == "same"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_holds_inputs_day_catalogue_and_what_is_not_decided(
    run: Command, written: Callable[..., Path], tmp_path: Path, format_: str
) -> None:
    path = written(format_, "--set", "enterprise.revenue=unknown", "--scope", "policy")
    held = path.read_bytes() if format_ not in {"csv", "md"} else path.with_name(f"result.{format_}.meta.json").read_bytes()
    if held[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            held = b"".join(map(archive.read, archive.namelist()))
    digest = json.loads(run("check", "--format", "json").out)["catalogue"]["digest"]
    text = held.decode(errors="replace").replace("&quot;", '"')
    for words in (digest, "2026-02-01", "enterprise.revenue", "titles.little_giant_year", "构成承诺", '"scopes"'):
        assert words in text, words


@pytest.mark.parametrize("format_", FAST)
def test_another_day_and_another_catalogue_are_the_reasons(
    run: Command, written: Callable[..., Path], tmp_path: Path, format_: str
) -> None:
    path = written(format_)
    data = told(run, path, "--as-of", "2026-11-23")
    since = data["since"]
    assert isinstance(since, dict)
    assert data["verdict"] == "different"
    assert {cause for measure in since["measures"] for cause in measure["because"]} == {"day"}
    (tmp_path / "pack" / "made-up").mkdir(parents=True)
    (tmp_path / "pack" / "made-up" / "made-up.toml").write_text(PACK, encoding="utf-8")
    data = told(run, path, "--policies", str(tmp_path / "pack"))
    since = data["since"]
    assert isinstance(since, dict)
    assert [(measure["id"], measure["because"]) for measure in since["measures"]] == [("made-up", ["catalogue"])]


def test_policies_that_are_missing_are_named(run: Command, written: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "my-pack" / "made-up").mkdir(parents=True)
    (tmp_path / "my-pack" / "made-up" / "made-up.toml").write_text(PACK, encoding="utf-8")
    path = written("html", "--policies", str(tmp_path / "my-pack"))
    assert str(tmp_path) not in path.read_text(encoding="utf-8")
    assert told(run, path, "--policies", str(tmp_path / "my-pack"))["verdict"] == "same"
    assert "my-pack in the file, none in this run" in run("check", "--replay", str(path)).out.replace("\n  ", " ")


SHOWN = {"html": "1,000,000", "md": "1,000,000", "json": '"low": 1000000', "csv": "1000000", "docx": "1,000,000", "xlsx": "1000000"}


def test_an_alteration_in_many_places_is_told_once_and_where_long_texts_differ(run: Command, written: Callable[..., Path]) -> None:
    path = written("html", "--scope", "policy")
    path.write_text(path.read_text(encoding="utf-8").replace("1,000,000", "9,000,000"), encoding="utf-8")
    altered = told(run, path, code=1)["altered"]
    assert isinstance(altered, list)
    pairs = [(one["file_says"], one["inputs_give"]) for one in altered]
    assert len(pairs) == len(set(pairs)) < 20
    for says, gives in pairs:
        assert says != gives
        assert max(len(says), len(gives)) <= 122
        assert "9,000,000" in says
        assert says.replace("9,000,000", "1,000,000") == gives


@pytest.mark.parametrize("format_", FORMATS)
def test_a_number_altered_by_hand_is_told(run: Command, written: Callable[..., Path], format_: str) -> None:
    path = written(format_, "--scope", "policy")
    other = SHOWN[format_].replace("1", "9", 1)
    if format_ in {"docx", "xlsx"}:
        part = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet2.xml"}[format_]
        in_archive(path, lambda name, old: old.replace(SHOWN[format_].encode(), other.encode(), 1) if name == part else old)
    else:
        path.write_text(path.read_text(encoding="utf-8").replace(SHOWN[format_], other, 1), encoding="utf-8", newline="")
    data = told(run, path, code=1)
    assert data["verdict"] == "altered"
    altered = data["altered"]
    assert isinstance(altered, list)
    assert len(altered) == 1
    assert "9" in altered[0]["file_says"]
    if format_ == "html":
        done = run("check", "--replay", str(path))
        assert (done.code, "its inputs give" in done.out) == (1, True)
    # On another day it cannot be told where, but that it was altered can; JSON has no checksum.
    if format_ not in {"json", "docx"}:
        assert told(run, path, "--as-of", "2026-02-02", code=1)["altered"] == [{"where": None, "file_says": None, "inputs_give": None}]


@pytest.mark.parametrize("format_", FAST)
def test_an_answer_altered_by_hand_is_told(run: Command, written: Callable[..., Path], format_: str) -> None:
    path = written(format_)
    file = path.with_name(f"result.{format_}.meta.json") if format_ in {"csv", "md"} else path

    def change(content: bytes) -> bytes:
        return re.sub(rb'("enterprise\.city": ?")guangzhou', rb"\1shenzhen", content.replace(b"&quot;", b'"'))

    if format_ in {"docx", "xlsx"}:
        in_archive(path, lambda _, old: change(old))
    else:
        file.write_bytes(change(file.read_bytes()))
    assert told(run, path, code=1)["verdict"] == "altered"


def bomb(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"<w:p>" + b" " * 80_000_000)
    return file.getvalue()


def entities(name: str) -> bytes:
    file = io.BytesIO()
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{declared}]><x>&e11;</x>')
    return file.getvalue()


def archive_of(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def page(record: str) -> bytes:
    return f'<html><body><template id="guangdong-ai-result-record">{record}</template></body></html>'.encode()


WRONG: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("r.html", b"", "no record of a result"),
    "foreign-page": ("r.html", b"<html><body>=1+1</body></html>", "no record of a result"),
    "foreign-text": ("r.md", b"# hello\n=1+1", "r.md.meta.json is not beside it"),
    "foreign-note": ("r.note", b"# hello\n=1+1", "no record of a result"),
    "picture": ("r.docx", b"\x89PNG\r\n\x1a\n" + bytes(200), "no record of a result"),
    "half-a-document": ("r.docx", b"PK\x03\x04" + bytes(200), "damaged"),
    "foreign-archive": ("r.xlsx", archive_of(readme="hello"), "no record of a result"),
    "foreign-document": ("r.docx", archive_of(**{"word/document.xml": "<x/>"}), "no record of a result"),
    "broken-document": ("r.docx", archive_of(**{"word/document.xml": "<x"}), "damaged"),
    "broken-workbook": ("r.xlsx", archive_of(**{"xl/workbook.xml": "<x", "xl/_rels/workbook.xml.rels": ""}), "damaged"),
    "document-bomb": ("r.docx", bomb("word/document.xml"), "unpacks to too much"),
    "workbook-bomb": ("r.xlsx", bomb("xl/workbook.xml"), "unpacks to too much"),
    "document-entities": ("r.docx", entities("word/document.xml"), "declares a document type"),
    "workbook-entities": ("r.xlsx", entities("xl/workbook.xml"), "declares a document type"),
    "document-deep": ("r.docx", archive_of(**{"word/document.xml": "<t>x" * 300_000}), "nested too deep"),
    "workbook-deep": ("r.xlsx", archive_of(**{"xl/workbook.xml": "<x/>", "xl/sharedStrings.xml": "<t>x" * 300_000}), "nested too deep"),
    "csv-alone": ("r.csv", b"a,b\n=1+1,2\n", "r.csv.meta.json is not beside it"),
    "no-json": ("r.json", b"{", "this is not JSON"),
    "list": ("r.json", b"[1]", "a result does not hold this"),
    "deep": ("r.json", b"[" * 100_000, ""),
    "another": ("r.json", b'{"schema": "guangdong-ai/calendar/1"}', "guangdong-ai/calendar/1"),
    "later": ("r.json", b'{"schema": "guangdong-ai/assessment/2"}', "does not read such results"),
    "later-record": ("r.html", page('{"schema": "guangdong-ai/result-record/2"}'), "does not read such results"),
    "whole-in-a-page": ("r.html", page('{"schema": "guangdong-ai/assessment/1"}'), ""),
    "empty-record": ("r.html", page(""), ""),
    "record-of-nothing": ("r.html", page('{"schema": "guangdong-ai/result-record/1"}'), "a result does not hold this"),
    "record-cut-off": ("r.html", page('{"schema": '), "this is not JSON"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_holds_no_result_is_refused_with_what_to_do(run: Command, tmp_path: Path, name: str, language: str) -> None:
    called, content, words = WRONG[name]
    path = tmp_path / called
    path.write_bytes(content)
    done = run("check", "--replay", str(path), "--lang", language)
    assert (done.code, done.out) == (1, "")
    assert {"zh": "提示：", "en": "hint:"}[language] in done.err
    if language == "en":
        assert words in done.err


def test_a_file_that_cannot_be_read_is_refused(run: Command, tmp_path: Path) -> None:
    for path, words in ((tmp_path / "nowhere.html", "no such file"), (tmp_path, "cannot be read")):
        done = run("check", "--replay", str(path))
        assert (done.code, words in done.err) == (1, True)


def test_a_workbook_with_a_cell_of_a_text_that_is_not_there_is_read(run: Command, written: Callable[..., Path]) -> None:
    path = written("xlsx")
    in_archive(path, lambda name, old: old.replace(b"<v>3</v>", b"<v>999999</v>", 1) if name.endswith("sheet1.xml") else old)
    assert told(run, path, code=1)["verdict"] == "altered"


@pytest.mark.parametrize("more", [("--set", "enterprise.city=shenzhen"), ("--all",), ("--titles",), ("DEMO",)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_other_answers_do_not_go_with_it(
    run: Command, written: Callable[..., Path], demo: Path, more: tuple[str, ...], language: str
) -> None:
    given = [str(demo) if word == "DEMO" else word for word in more]
    done = run("check", "--replay", str(written("json")), *given, "--lang", language)
    assert (done.code, "--replay" in done.err) == (2, True)


def test_an_answer_that_is_no_longer_taken_is_told(run: Command, written: Callable[..., Path]) -> None:
    path = written("json")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["profile"]["facts"]["enterprise.shoe_size"] = 44
    data["profile"]["dont_know"] = ["enterprise.shoe_size", "enterprise.revenue"]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "enterprise.shoe_size" in run("check", "--replay", str(path)).out


def test_the_line_of_a_batch_is_done_again(run: Command, tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_text("企业名称,注册城市\n甲公司,深圳\n", encoding="utf-8")
    output = tmp_path / "r.jsonl"
    run("batch", str(tmp_path / "firms.csv"), "-o", str(output), *DAY, "--measure", "little-giant-award", "--no-summary")
    line = tmp_path / "line.json"
    line.write_text(output.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert told(run, line)["verdict"] == "same"


def test_a_table_is_told_too(run: Command, written: Callable[..., Path]) -> None:
    rows = csv.DictReader(run("check", "--replay", str(written("html")), "--as-of", "2026-11-23", "--format", "csv").out.splitlines())
    assert {row["because"] for row in rows} == {"day"}


def test_what_python_saves_is_done_again(run: Command, demo: Path, tmp_path: Path) -> None:
    for suffix in ("html", "csv"):
        assess(demo, as_of="2026-02-01").save(tmp_path / f"r.{suffix}", "zh")
        assert told(run, tmp_path / f"r.{suffix}")["verdict"] == "same"


def test_the_result_is_not_written_over_the_file(run: Command, written: Callable[..., Path]) -> None:
    path = written("json")
    assert run("check", "--replay", str(path), "--output", str(path)).code == 2
