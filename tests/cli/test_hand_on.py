"""Results to hand on: as a page, a document, a workbook, from the command line and from Python."""

import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import guangdong_ai
from guangdong_ai.foundation.text import Language
from tests.cli.conftest import Command
from tests.reports.office_text import document_text

DAY = "2026-11-29"


@pytest.mark.parametrize("command", ["check", "prepare", "calendar", "what-if"])
@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_what_is_told_can_be_handed_on(run: Command, demo: Path, tmp_path: Path, command: str, suffix: str) -> None:
    path = tmp_path / f"r{suffix}"
    done = run(command, str(demo), "--as-of", DAY, "-o", str(path), "--lang", "zh")
    assert (done.code, done.out) == (0, "")
    said = path.read_text(encoding="utf-8") if suffix == ".html" else document_text(path.read_bytes())
    assert "粤智机器人有限公司" in said


def test_both_languages_are_in_it_where_both_are_asked_for(run: Command, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    assert run("explain", "little-giant-award", str(demo), "-o", str(path), "--bilingual", "--lang", "en").code == 0
    page = path.read_text(encoding="utf-8")
    assert 0 < page.index('lang="en"') < page.index("Documents cited") < page.index("所引文件")
    refused = run("check", str(demo), "--format", "csv", "--bilingual")
    assert (refused.code, refused.out) == (2, "")
    assert "html, docx" in refused.err


def test_a_workbook_has_a_row_for_each_measure_and_a_summary(run: Command, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    assert run("check", str(demo), "--as-of", DAY, "-o", str(path), "--lang", "en").code == 0
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Summary", "Measures", "Criteria", "Papers", "Answers", "guangdong-ai"]
    made = guangdong_ai.assess(demo, as_of=DAY).to_dict()
    head, *rows = book.get_sheet_by_name("Measures").to_python()
    places = {title: index for index, title in enumerate(head)}
    told = {row[places["Id"]]: (row[places["Least (yuan)"]], row[places["Most (yuan)"]]) for row in rows}
    funding = {one["id"]: (one["funding"]["low"], one["funding"]["high"]) for one in made["measures"]}
    assert {name: tuple(None if amount == "" else amount for amount in amounts) for name, amounts in told.items()} == funding
    summary = str(book.get_sheet_by_name("Summary").to_python())
    assert made["catalogue"]["digest"] in summary
    assert DAY in summary
    assert run("check", str(demo), "--titles", "-o", str(tmp_path / "t.xlsx")).code == 2


def test_a_terminal_is_not_filled_with_what_it_cannot_show(run: Command, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for format_ in ("docx", "xlsx"):
        refused = run("check", str(demo), "--format", format_)
        assert (refused.code, refused.out) == (2, "")
        assert f"--output result.{format_}" in refused.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_python_writes_the_same_page(run: Command, demo: Path, tmp_path: Path, language: Language) -> None:
    made = guangdong_ai.assess(demo, as_of=DAY)
    assert run("check", str(demo), "--as-of", DAY, "-o", str(tmp_path / "r.html"), "--lang", language).code == 0
    # The record at the end says whether one file held all the answers, which a script does not know.
    page = (tmp_path / "r.html").read_text(encoding="utf-8").partition("<template")[0]
    assert page == made.to_html(language).partition("<template")[0]
    made.save(tmp_path / "s.HTM", language)
    assert (tmp_path / "s.HTM").read_text(encoding="utf-8") == made.to_html(language)
    with pytest.raises(ValueError, match=r"\.pdf.*\.html"):
        made.save(tmp_path / "s.pdf", language)
    assert not (tmp_path / "s.pdf").exists()


@pytest.mark.parametrize("scope", ["policy", "city", "district", "province", "nation"])
def test_the_measures_of_one_giver_can_be_handed_on(run: Command, demo: Path, tmp_path: Path, scope: str) -> None:
    """Rules on adding up name measures of other givers, which are not there."""
    assert run("check", str(demo), "--as-of", DAY, "--scope", scope, "-o", str(tmp_path / "r.html")).code == 0
