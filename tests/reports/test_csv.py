"""An assessment as CSV: whatever a catalogue says in it, a spreadsheet program shows it as text."""

import csv
import io
from datetime import date

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.spreadsheet_text import runs_as_formula
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import EMPTY
from guangdong_ai.reports.content.assessment_rows import COLUMNS
from tests.reports.rendered import as_csv


@pytest.mark.parametrize("written", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝HYPERLINK(1)", "  =1"])
def test_what_would_run_has_an_apostrophe_in_front(catalogue: Catalogue, written: str) -> None:
    title = Text(f"{written}标题", f"{written}title")
    assessment = assess(catalogue, EMPTY, date(2026, 3, 1))
    results = [replace(result, measure=replace(result.measure, title=title, article=written)) for result in assessment.measures]
    assessment = replace(assessment, measures=tuple(results))
    header, *rows = csv.reader(io.StringIO(as_csv(assessment, "en")))
    assert tuple(header) == COLUMNS
    assert {row[COLUMNS.index("title")] for row in rows} == {f"'{title.en}"}
    assert {row[COLUMNS.index("article")] for row in rows} == {f"'{written}"}
    assert not any(runs_as_formula(cell) for row in rows for cell in row)


def test_everything_else_stays_as_it_is(catalogue: Catalogue) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(assess(catalogue, EMPTY, date(2026, 3, 1)), "zh"))))
    titles = [row[COLUMNS.index("title")] for row in rows[1:]]
    assert titles == [measure.title.zh for measure in catalogue.measures.values()]
