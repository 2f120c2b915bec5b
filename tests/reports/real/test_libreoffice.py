"""The document in LibreOffice: it opens, and as a PDF it says what it should."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.reports.content.full_assessment.full_assessment import full_assessment_content
from guangdong_ai.reports.content.portfolio.sheets import Run, portfolio_sheets
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting, rendered
from guangdong_ai.reports.render.xlsx import workbook
from tests.reports.conftest import DEMO, words_of
from tests.reports.portfolios import portfolio

SOFFICE, PDFTOTEXT = shutil.which("soffice") or "", shutil.which("pdftotext") or ""
pytestmark = pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="LibreOffice or pdftotext is not installed")


def on_paper(content: bytes, path: Path) -> str:
    """The text of the file, printed."""
    path.write_bytes(content)
    own = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = [SOFFICE, own, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pdf = path.with_suffix(".pdf")
    return subprocess.run([PDFTOTEXT, "-raw", pdf, "-"], capture_output=True, check=True, timeout=60).stdout.decode()


def test_a_portfolio_opens_with_all_its_sheets(catalogue: Catalogue, tmp_path: Path) -> None:
    of, counts, rejects = portfolio(catalogue, ["甲公司", "=1+1"], "zh")
    sheets = portfolio_sheets(of, Run(counts=counts, rejects=rejects, inputs=(), kept=("联系人",), lenient=False))
    said = words_of(on_paper(workbook(sheets, "zh"), tmp_path / "r.xlsx"))
    for words in ("甲公司", "=1+1", "乙公司", "Atlantis", catalogue.digest, "最近的截止日", "剩余天数"):
        assert words_of(words) in said
    for measure in of.measures:
        if measure.summary.ineligible == 0:
            assert words_of(measure.measure.title.zh) in said


def test_a_document_opens_and_is_whole(catalogue: Catalogue, tmp_path: Path) -> None:
    of = assess(catalogue, load_profile(DEMO, catalogue.facts), date(2026, 11, 29))
    content = full_assessment_content(of)
    made = rendered(Report(lambda: content, dict), "docx", Setting(language="zh", bilingual=True))
    assert isinstance(made, bytes)
    text = on_paper(made, tmp_path / "r.docx")
    said = words_of(text)
    for language in ("zh", "en"):
        for section in content.sections:
            if section.title is not None:
                assert words_of(section.title.in_language(language).rstrip("：:")) in said
    assert content.foot is not None
    assert said.count(words_of(content.foot.zh)) == text.count("\f")
