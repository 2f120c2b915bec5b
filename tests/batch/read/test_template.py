"""The workbook to fill in."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import get_args
from xml.sax.saxutils import escape

import pytest

from guangdong_ai.batch.read.template import drop_down, template_workbook
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.unknown import UNKNOWN
from tests.batch.read.conftest import outcome

LANGUAGES: tuple[Language, ...] = get_args(Language)


def parts(workbook: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".vml"))}


def column(number: int) -> str:
    return chr(64 + number) if number <= 26 else chr(64 + (number - 1) // 26) + chr(65 + (number - 1) % 26)


def filled(workbook: bytes, rows: list[list[str]], target: Path) -> None:
    """The workbook with rows of texts below the header, as a spreadsheet program would store what a person typed."""
    xml = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{column(position)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for position, text in enumerate(cells, start=1)
        )
        + "</row>"
        for number, cells in enumerate(rows, start=2)
    )
    with zipfile.ZipFile(BytesIO(workbook)) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", xml.encode() + b"</sheetData>")
            out.writestr(name, content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_picked_from_the_lists_is_read_back(catalogue: Catalogue, tmp_path: Path, language: Language) -> None:
    facts = list(catalogue.facts.values())
    picked = [list(drop_down(fact, language)) for fact in facts]
    longest = max(len(values) for values in picked)
    rows = [[f"n{turn}", *(values[turn % len(values)] if values else "" for values in picked)] for turn in range(longest)]
    filled(template_workbook(catalogue.sections, language), rows, tmp_path / "a.xlsx")
    done = outcome(tmp_path / "a.xlsx", catalogue.facts)
    assert done.rejected == []
    assert done.warnings == ()
    assert [row.id for row in done.applicants] == [row[0] for row in rows]
    for row, applicant in zip(rows, done.applicants, strict=True):
        expected = {fact.id: parse_text(fact, text) for fact, text in zip(facts, row[1:], strict=True) if text}
        assert applicant.profile.facts == {fact_id: value for fact_id, value in expected.items() if value is not UNKNOWN}
        assert applicant.profile.dont_know == tuple(fact_id for fact_id, value in expected.items() if value is UNKNOWN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_list_is_accepted_and_every_choice_is_in_it(catalogue: Catalogue, language: Language) -> None:
    for fact in catalogue.facts.values():
        read = [parse_text(fact, entry) for entry in drop_down(fact, language)]
        assert not [value for value in read if isinstance(value, Finding)]
        if fact.kind == "choice":
            assert read == [*(choice.id for choice in fact.choices), UNKNOWN]


def test_drop_downs_notes_formats_and_a_frozen_header_are_there(catalogue: Catalogue) -> None:
    xml = parts(template_workbook(catalogue.sections))
    sheet = xml["xl/worksheets/sheet1.xml"]
    kinds = [fact.kind for fact in catalogue.facts.values()]
    lists = re.findall(r'<dataValidation type="list"', sheet)
    assert len(lists) == kinds.count("yes_no") + kinds.count("choice")
    assert "是,否,不知道" in sheet
    assert 'state="frozen"' in sheet
    assert 'type="date"' in sheet
    notes = next(text for name, text in xml.items() if "comments" in name)
    for fact in catalogue.facts.values():
        assert escape(fact.question.zh) in notes
        assert escape(fact.question.en) in notes
    assert "yyyy-mm-dd" in xml["xl/styles.xml"]


def test_long_lists_stand_on_a_hidden_sheet(catalogue: Catalogue) -> None:
    xml = parts(template_workbook(catalogue.sections, "en"))
    assert "choices!$A$1:$A$" in xml["xl/worksheets/sheet1.xml"]
    assert re.search(r'<sheet name="choices"[^>]*state="veryHidden"', xml["xl/workbook.xml"])
    for entries in re.findall(r'<formula1>"([^"]*)"</formula1>', xml["xl/worksheets/sheet1.xml"]):
        assert len(entries) <= 255


def test_the_same_catalogue_gives_the_same_bytes(catalogue: Catalogue) -> None:
    assert template_workbook(catalogue.sections) == template_workbook(catalogue.sections)


def test_an_empty_template_has_no_rows_and_no_warnings(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(template_workbook(catalogue.sections))
    done = outcome(tmp_path / "a.xlsx", catalogue.facts)
    assert (done.applicants, done.rejected, done.warnings) == ([], [], ())
