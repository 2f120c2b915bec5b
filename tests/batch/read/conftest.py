"""Input files made on the spot, and what becomes of them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.batch.read.input_files import InputFile, input_file
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.table import Applicant, Rejected, open_table
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from tests.bundled_catalogue import bundled_catalogue

Facts = Mapping[str, Fact]


@record
class Outcome:
    """A file, read to its end."""

    applicants: list[Applicant]
    rejected: list[Rejected]
    warnings: tuple[Finding, ...]

    @property
    def facts(self) -> list[Mapping[str, Any]]:
        """The facts of each applicant."""
        return [applicant.profile.facts for applicant in self.applicants]

    @property
    def reasons(self) -> list[str]:
        """What is wrong with the rejected rows, in English."""
        return [wrong.reason.en for row in self.rejected for wrong in row.wrong]

    @property
    def told(self) -> str:
        """The warnings, in English."""
        return "\n".join(finding.message.en + " " + (finding.hint.en if finding.hint else "") for finding in self.warnings)


Read = Callable[..., Outcome]


def outcome(path: Path, facts: Facts, **reading: Any) -> Outcome:
    """What becomes of the file."""
    file = input_file(path)
    assert isinstance(file, InputFile)
    table = open_table(file, facts, ReadOptions(**reading))
    rows = list(table.rows)
    return Outcome(
        applicants=[row for row in rows if isinstance(row, Applicant)],
        rejected=[row for row in rows if isinstance(row, Rejected)],
        warnings=table.warnings,
    )


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The bundled catalogue."""
    return bundled_catalogue()


@pytest.fixture(scope="session")
def facts(catalogue: Catalogue) -> Facts:
    """Its facts."""
    return catalogue.facts


@pytest.fixture
def read(tmp_path: Path, facts: Facts) -> Read:
    """Writes a file with this name and content, and reads it; keywords are those of ReadOptions."""

    def written(name: str, content: bytes | str, **reading: Any) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return outcome(path, facts, **reading)

    return written
