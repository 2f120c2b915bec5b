"""A result in a file, assessed once more from the inputs that it holds: what differs, and whether the file still says what came out then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

import msgspec

from guangdong_ai import __version__
from guangdong_ai.api.assessment import Assessment, assessed
from guangdong_ai.api.checked_answers import CheckedAnswers
from guangdong_ai.api.exported_result import ExportedResult
from guangdong_ai.assessment.kept_result import kept_result
from guangdong_ai.assessment.since import Since, since
from guangdong_ai.catalogue.catalogue import Chosen
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.record import record
from guangdong_ai.reports.content.replay import Alteration, Replayed
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.content.titled_rows import titled
from guangdong_ai.reports.render.formats import Setting, rendered
from guangdong_ai.reports.render.read_back.told import SEAL, ReadBack, ToldLine
from guangdong_ai.reports.render.record_beside import told_in_text

_MOST_SHOWN = 20
_MOST_LINES = 10_000
_LONGEST = 120
"""Characters of what a file says, or its inputs give, that are told."""
_BEFORE = 30
"""Of these so many before the first that differs."""
_NOT_OF_THE_RESULT = ("row", SEAL)
"""Keys beside the result: the row of a batch in which it stood, and the checksum."""


@record
class Replay:
    """``replayed``: what there is to tell. ``assessment``: that of now."""

    replayed: Replayed
    assessment: Assessment


def replay(export: ExportedResult, answers: CheckedAnswers) -> Replay:
    """The result of now for ``answers``, which are those of the export, held against it."""
    assessment = assessed(answers)
    now = kept_result(assessment.result, __version__)
    compared = since(export.kept, now, answers.catalogue)
    same = _same_inputs(export, compared, answers.catalogue.chosen)
    altered = list(islice(_each_once(_alterations(export, assessment)), _MOST_SHOWN + 1)) if same else []
    if export.intact is False and not altered:
        altered = [Alteration()]
    replayed = Replayed(
        file=export.file.name,
        format=export.format,
        since=compared,
        same_inputs=same,
        altered=tuple(altered[:_MOST_SHOWN]),
        more_altered=len(altered) > _MOST_SHOWN,
        chosen_then=export.chosen,
        chosen_now=answers.catalogue.chosen,
    )
    return Replay(replayed=replayed, assessment=assessment)


def _same_inputs(export: ExportedResult, compared: Since, chosen: Chosen) -> bool:
    """Whether nothing explains a difference: answers, day, catalogue, choices and version of the program are those of the file."""
    same_choices = (export.chosen.scopes, set(export.chosen.measures)) == (chosen.scopes, set(chosen.measures))
    same_answers = not compared.facts and not compared.earlier.dropped
    return same_answers and compared.same_day and compared.same_catalogue and same_choices and export.kept.program == __version__


def _alterations(export: ExportedResult, assessment: Assessment) -> Iterator[Alteration]:
    """Where the file says something else than its inputs give, in its record or in what it shows."""
    report = _report(export, assessment)
    whole = export.told is None and "shown" not in export.data
    given = report.data() if whole else report.kept(export.languages) if report.kept is not None else {}
    yield from _data_differences(export.data, msgspec.json.decode(msgspec.json.encode(given)))
    if export.told is not None:
        shown = _told_now(export, assessment)
        yield from () if shown is None else _told_differences(export.told, shown)


def _each_once(alterations: Iterator[Alteration]) -> Iterator[Alteration]:
    """An amount may stand in many places of a page: what is the same in several of them is one alteration."""
    seen: set[Alteration] = set()
    for one in alterations:
        if one not in seen:
            seen.add(one)
            yield one


def _report(export: ExportedResult, assessment: Assessment) -> Report:
    """What the file shows. In files there are no commands, so that any name stands for that of the profile."""
    shown = export.shown
    return assessment.report(show_all=shown.all, titles=shown.titles, profile_file="profile.toml" if shown.from_a_file else None)


def _data_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Alteration]:
    left: list[tuple[Any, Any, str]] = [({name: value for name, value in then.items() if name not in _NOT_OF_THE_RESULT}, now, "")]
    while left:
        before, after, where = left.pop()
        if isinstance(before, dict) and isinstance(after, dict):
            inner = [(before.get(name), after.get(name), f"{where}.{name}") for name in {**after, **before}]
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            inner = [
                (one, other, f"{where}[{_named(other, number)}]") for number, (one, other) in enumerate(zip(before, after, strict=True))
            ]
        else:
            inner = []
            if before != after:
                yield _alteration(where.lstrip("."), _as_text(before), _as_text(after))
        left += reversed(inner)


def _named(entry: object, number: int) -> str:
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else str(number)


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _alteration(where: str | None, says: str | None, gives: str | None) -> Alteration:
    """What is told of it: of long texts the piece in which they begin to differ."""
    before, after = says or "", gives or ""
    differs = next((index for index, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    begins = max(differs - _BEFORE, 0) if max(len(before), len(after)) > _LONGEST else 0
    return Alteration(where=where, file_says=_piece(says, begins), inputs_give=_piece(gives, begins))


def _piece(said: str | None, begins: int) -> str | None:
    """So many characters of it, with a mark where it is cut."""
    if said is None:
        return None
    ends = begins + _LONGEST
    return f"{'…' if begins else ''}{said[begins:ends]}{'…' if ends < len(said) else ''}"


def _told_now(export: ExportedResult, assessment: Assessment) -> Sequence[ToldLine] | None:
    """What the same file would tell now; None where its format cannot be written here."""
    report = _report(export, assessment)
    told = _told_by(report, export)
    if export.format == "csv" and told is not None and export.told is not None and told[:1] != export.told[:1]:
        return _told_by(titled(report), export)  # its headers are those for a person
    return told


def _told_by(report: Report, export: ExportedResult) -> Sequence[ToldLine] | None:
    language, *others = export.languages
    setting = Setting(language=language, bilingual=bool(others))
    try:
        made = rendered(report, export.format, setting)
    except Refused:  # the package that writes it is not installed: the checksum has to do
        return None
    return _READ[export.format](made if isinstance(made, bytes) else made.encode(errors="replace"))


def _told_differences(then: Sequence[ToldLine], now: Sequence[ToldLine]) -> Iterator[Alteration]:
    """The pieces of text that are not the same, in their order."""
    if then == now:
        return
    if max(len(then), len(now)) > _MOST_LINES:
        yield Alteration()
        return
    places = {line.where: line.said for line in now if line.where is not None}
    if places:
        before = {line.where or "": line.said for line in then}
        for where in dict.fromkeys((*before, *places)):
            if before.get(where) != places.get(where):
                yield _alteration(where, before.get(where), places.get(where))
        return
    for kind, start, end, first, last in SequenceMatcher(None, [line.said for line in then], [line.said for line in now]).get_opcodes():
        if kind != "equal":
            said, gives = (" ".join(line.said for line in lines) for lines in (then[start:end], now[first:last]))
            yield _alteration(None, said or None, gives or None)


def _page(content: bytes) -> ReadBack:
    from guangdong_ai.reports.render.read_back.html_page import read_page

    return read_page(content.decode(errors="replace"))


def _word(content: bytes) -> ReadBack:
    from guangdong_ai.reports.render.read_back.docx import read_document

    return read_document(content)


def _excel(content: bytes) -> ReadBack:
    from guangdong_ai.reports.render.read_back.xlsx import read_workbook

    return read_workbook(content)


_READ: Mapping[str, Callable[[bytes], Sequence[ToldLine]]] = {
    "html": lambda content: _page(content).told,
    "markdown": lambda content: told_in_text(content.decode(errors="replace")),
    "docx": lambda content: _word(content).told,
    "xlsx": lambda content: _excel(content).told,
    "csv": lambda content: told_in_text(content.decode(errors="replace")),
}
"""By format: what a file of it tells."""
