"""The files in ``wrong/``: each changes something in the small catalogue for the worse. What is then said stands in the .txt beside it."""

import os
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from guangdong_ai.catalogue.lint import lint
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.cli.error_output import finding_text
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import LANGUAGES

from .small_catalogue import Edit, small_catalogue

FOLDER = Path(__file__).parent / "wrong"
FILES = sorted(FOLDER.glob("*.toml"))
AS_OF = date(2026, 1, 1)


def findings_of(case: Path, folder: Path) -> Sequence[Finding]:
    """What is found in the small catalogue, copied to ``folder``, after the edits of the case (on its day ``as_of``)."""
    told = tomllib.loads(case.read_text(encoding="utf-8"))
    small_catalogue(folder, [Edit(**edit) for edit in told["edits"]])
    try:
        catalogue, files, findings = check_folders((folder,))
    except Refused as refused:
        return refused.findings
    return findings if catalogue is None else lint(catalogue, files, told.get("as_of", AS_OF))


def messages(case: Path) -> str:
    """The findings as a user sees them, in both languages, with the names of the files as they are in the catalogue folder."""
    with TemporaryDirectory() as folder:
        findings = findings_of(case, Path(folder))
        blocks = ["\n".join(finding_text(finding, language) for finding in findings) for language in LANGUAGES]
        whole = "\n\n".join(blocks) + "\n"
        return whole.replace(folder + os.sep, "").replace(folder, "the catalogue folder").replace(os.sep, "/")
