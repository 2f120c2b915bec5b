"""The index of the decisions by subject, made from the records: each says its subject below its title."""

import re
from collections.abc import Mapping, Sequence

SUBJECTS = (
    "Rules and facts",
    "Days and windows",
    "Funding and totals",
    "Near misses",
    "Answers",
    "Screens and commands",
    "Results for other programs",
    "Many applicants",
    "Files that are written",
    "Records and loading",
)
"""From what is decided about the results to what is decided about the code, as the index lists them."""

_HEAD = """\
<!-- Made by docs/generate.py from the records. -->
# Decisions

One short record for each choice that a newcomer would question: why it was made, and what follows from it. Records are numbered in the order in
which they were made, and keep their numbers: code and pages refer to them.
"""
_RECORD = re.compile(r"# (?P<number>\d{4}) (?P<title>.+)\n\nSubject: (?P<subject>.+)\n")


class NoSubjectError(Exception):
    """A record does not say below its title, as ``Subject: …``, which of the subjects it belongs to."""


def decision_index(records: Mapping[str, str]) -> str:
    """The index of the records, which are given by the names of their files. Raises NoSubjectError."""
    rows: dict[str, list[str]] = {subject: [] for subject in SUBJECTS}
    for name, content in sorted(records.items()):
        record = _RECORD.match(content)
        if record is None or record["subject"] not in rows:
            raise NoSubjectError(f"{name}: below the title there must be a line “Subject: …” with one of: {', '.join(SUBJECTS)}")
        rows[record["subject"]].append(f"| [{record['number']}]({name}) | {record['title']} |\n")
    return _HEAD + "".join(_section(subject, rows[subject]) for subject in SUBJECTS if rows[subject])


def _section(subject: str, rows: Sequence[str]) -> str:
    return f"\n## {subject}\n\n| | decision |\n|---|---|\n{''.join(rows)}"
