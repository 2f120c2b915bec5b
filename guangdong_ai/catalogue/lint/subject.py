"""What lint examines: the catalogue, the files that it was made from, and the day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.in_force import in_force
from guangdong_ai.catalogue.source_files import Declares
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import Amount


@record
class Subject:
    """``files`` are those in force: a file that a later folder replaces is not examined."""

    catalogue: Catalogue
    files: tuple[CheckedFile, ...]
    as_of: date

    def declaring(self, *kinds: Declares) -> Iterator[CheckedFile]:
        """The files that declare something of these kinds."""
        return (file for file in self.files if file.source.declares in kinds)


LintCheck = Callable[[Subject], Iterator[Finding]]


def subject_of(catalogue: Catalogue, files: Sequence[CheckedFile], as_of: date) -> Subject:
    """The subject with the files in force."""
    return Subject(catalogue=catalogue, files=in_force(files), as_of=as_of)


def error(file: CheckedFile, path: KeyPath, message: Text, hint: Text | None = None) -> Finding:
    """An error at ``path`` of the file."""
    return Finding(message=message, hint=hint, path=path, place=file.toml.place(path))


def warning(file: CheckedFile, path: KeyPath, message: Text, hint: Text | None = None) -> Finding:
    """A warning at ``path`` of the file."""
    return Finding(message=message, hint=hint, path=path, place=file.toml.place(path), severity="warning")


def criteria_of(file: CheckedFile) -> Sequence[Criterion]:
    """The criteria of a measure or a call; () for other files."""
    criteria: Sequence[Criterion] = getattr(file.value, "criteria", ())
    return criteria


def amounts_of(file: CheckedFile) -> Iterator[tuple[KeyPath, Amount]]:
    """The amounts of a measure's funding, or the ceilings of stacking rules, each with its path."""
    if file.source.declares == "stacking":
        for index, rule in enumerate(file.value.rules):
            if rule.ceiling is not None:
                yield ("rules", index, "ceiling"), rule.ceiling
    funding = getattr(file.value, "funding", None)
    if funding is not None and funding.amount is not None:
        yield ("funding", "amount"), funding.amount
    for index, reading in enumerate(() if funding is None else funding.readings):
        yield ("funding", "readings", index, "amount"), reading.amount
