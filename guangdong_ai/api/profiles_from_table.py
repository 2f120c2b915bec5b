"""A profile for each row of a table: which file it gets, and what is in it. Nothing is written here."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.input_formats import READERS
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.survey import without_one_fault
from guangdong_ai.batch.read.table import Applicant, Reject, Rejected, open_table, rejects_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.control_characters import is_acted_on
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.file_name import file_stem
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.save import profile_text

_LONGEST_STEM = 180
"""Bytes: systems take 255, of which the suffix, the number of a row and a program that copies the file need some."""


@record
class RowProfile:
    """The profile of a row: the name of its file, and the text."""

    file_name: str
    text: str


@record
class TableProfiles:
    """``read`` rows are ``profiles``, rejected ones and others that were not asked for. ``rejects``: all that is wrong, cells that were made unknown too."""

    profiles: tuple[RowProfile, ...]
    rejects: tuple[Reject, ...]
    rejected: int
    read: int
    warnings: tuple[Finding, ...]


def profiles_from(
    files: Sequence[InputFile], catalogue: Catalogue, reading: ReadOptions, *, only: Collection[str] = (), go_on: bool = False
) -> TableProfiles:
    """The profiles of all rows of these tables, or of ``only`` those with these ids or names, which are all there.

    Raises Refused for a file that cannot be read or is a profile already, for one whose first rows nearly all have the same fault unless it is to
    ``go_on``, and where an id or a name is in no row.
    """
    _refuse_profiles(files)
    names = _Names()
    made: list[RowProfile] = []
    rejects: list[Reject] = []
    warnings: list[Finding] = []
    found: set[str] = set()
    read = rejected = 0
    for file in files:
        table = open_table(file, catalogue.facts, reading)
        warnings += table.warnings
        has_ids = table.layout is not None and table.layout.id is not None
        for row in (table if go_on else without_one_fault(table)).rows:
            read += 1
            called = _called(row, has_ids=has_ids)
            if only and not _found_in(called, only, found):
                continue
            rejects += rejects_of(row)
            if isinstance(row, Rejected):
                rejected += 1
            else:
                made.append(RowProfile(file_name=names.new(called, row.line), text=profile_text(row.profile, catalogue.facts)))
    missing = [name for name in only if name not in found]
    if missing:
        raise Refused([_not_there(name) for name in missing])
    return TableProfiles(profiles=tuple(made), rejects=tuple(rejects), rejected=rejected, read=read, warnings=tuple(warnings))


def _found_in(called: Sequence[str], only: Collection[str], found: set[str]) -> bool:
    """Whether the row is one of those that were asked for; ``found`` is told which."""
    these = [name for name in called if name in only]
    found.update(these)
    return bool(these)


def _called(row: Applicant | Rejected, *, has_ids: bool) -> tuple[str, ...]:
    """The id, where there is a column of ids, and the name of the applicant, if given; each once."""
    name = row.profile.name if isinstance(row, Applicant) else row.name
    own_id = row.id if has_ids and row.id != f"{path_text(row.file)}:{row.line}" else ""  # an empty cell: its place stands for it
    both = (own_id, name or "")
    return tuple(dict.fromkeys(text.strip() for text in both if text.strip()))


class _Names:
    """Names of files, no two alike on any system: upper and lower case and the ways to write an accent do not tell them apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, called: Sequence[str], line: int | None) -> str:
        """The name for a row that is called so; the number of the row tells it from others where that is not enough."""
        row = "row" if line is None else f"row {line}"
        stem = _cut(file_stem(" ".join(_shown(text) for text in called)) or row)
        for candidate in self._candidates(stem, row):
            if _key(candidate) not in self._taken:
                self._taken.add(_key(candidate))
                return f"{candidate}.toml"
        raise AssertionError(stem)

    def _candidates(self, stem: str, row: str) -> Iterator[str]:
        yield stem
        yield f"{stem} {row}"
        yield from (f"{stem} {row} {number}" for number in range(2, len(self._taken) + 3))


def _key(stem: str) -> str:
    return unicodedata.normalize("NFKC", stem).casefold()


def _shown(text: str) -> str:
    return "".join(" " if is_acted_on(character) else character for character in text)


def _cut(stem: str) -> str:
    return stem.encode()[:_LONGEST_STEM].decode(errors="ignore").strip(". ")


def _refuse_profiles(files: Sequence[InputFile]) -> None:
    wrong = [
        Finding(
            message=Text("这已经是一份档案，不是表格", "this is a profile already, and no table"),
            hint=Text("直接使用它", "use it as it is"),
            command=("check", str(file.path)),
            place=Place(file=file.path),
        )
        for file in files
        if READERS[file.format].is_profile
    ]
    if wrong:
        raise Refused(wrong)


def _not_there(name: str) -> Finding:
    message = Text("没有一行的编号或名称是{}", "no row has the id or the name {}").format(quoted(name))
    return Finding(message=message, hint=Text("请照表中原样写", "write it as the table has it"), place=Place(key="--only"))
