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
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting, rendered
from tests.reports.conftest import DEMO, words_of

SOFFICE, PDFTOTEXT = shutil.which("soffice") or "", shutil.which("pdftotext") or ""
pytestmark = pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="LibreOffice or pdftotext is not installed")


def test_a_document_opens_and_is_whole(catalogue: Catalogue, tmp_path: Path) -> None:
    of = assess(catalogue, load_profile(DEMO, catalogue.facts), date(2026, 11, 29))
    content = full_assessment_content(of)
    made = rendered(Report(lambda: content, dict), "docx", Setting(language="zh", bilingual=True))
    assert isinstance(made, bytes)
    (tmp_path / "r.docx").write_bytes(made)
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [SOFFICE, own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "r.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    text = subprocess.run([PDFTOTEXT, "-raw", tmp_path / "r.pdf", "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    said = words_of(text)
    for language in ("zh", "en"):
        for section in content.sections:
            if section.title is not None:
                assert words_of(section.title.in_language(language).rstrip("：:")) in said
    assert content.foot is not None
    assert said.count(words_of(content.foot.zh)) == text.count("\f")
