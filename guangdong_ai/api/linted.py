"""What lint says of folders: of the whole catalogue, or of those alone that are laid over it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from guangdong_ai.api.replaced import replaced
from guangdong_ai.assessment.cases import check_cases
from guangdong_ai.catalogue.lint import lint
from guangdong_ai.catalogue.lint.placeholders import left_to_fill_in
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text


@record
class Linted:
    """``files``: how many were looked at for their own sake; ``beneath``: how many others, of which only is told what those change."""

    files: int
    beneath: int
    findings: tuple[Finding, ...]


def linted(beneath: Sequence[Path], added: Sequence[Path], as_of: date, *, everything: bool) -> Linted:
    """What is wrong or doubtful in the folders, laid over each other in this order.

    Of what is ``beneath`` the ``added`` ones, findings that it has without them too are left out, unless there is nothing added or
    ``everything`` is asked for. Raises Refused for a folder that cannot be read.
    """
    catalogue, files, findings = check_folders((*beneath, *added))
    if catalogue is not None:
        findings = [*lint(catalogue, files, as_of), *replaced(files), *left_to_fill_in(files), *check_cases(catalogue, files)[1]]
    if everything or not added:
        return Linted(files=len(files), beneath=0, findings=tuple(findings))
    own = [file for file in files if file.source.folder in added]
    theirs = {finding.place.file for finding in findings} - {file.source.path for file in own}
    known = _of_itself(beneath, as_of) if catalogue is not None and theirs else frozenset()
    kept = tuple(finding for finding in findings if _what(finding) not in known)
    return Linted(files=len(own), beneath=len(files) - len(own), findings=kept)


_What = tuple[Path | None, tuple[str | int, ...], Text]


def _what(finding: Finding) -> _What:
    return finding.place.file, finding.path, finding.message


def _of_itself(folders: Sequence[Path], as_of: date) -> frozenset[_What]:
    """The findings of the folders without anything laid over them."""
    catalogue, files, findings = check_folders(folders)
    if catalogue is not None:
        findings = [*lint(catalogue, files, as_of), *replaced(files), *check_cases(catalogue, files)[1]]
    return frozenset(map(_what, findings))
