"""Reading a file that ``check --output`` wrote, of any format: its answers and choices, what came out, and what it tells."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from guangdong_ai.api.earlier_result import LARGEST, decoded, head_in, kept_in
from guangdong_ai.assessment.kept_result import KeptResult
from guangdong_ai.batch.read.template import ID_HEADER
from guangdong_ai.catalogue.catalogue import Catalogue, Chosen
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.content.data.assessment import SCHEMA as WHOLE
from guangdong_ai.reports.content.data.result_record import SCHEMA as RECORD
from guangdong_ai.reports.content.portfolio.answers_sheet import TITLE as ANSWERS
from guangdong_ai.reports.render.read_back.told import ReadBack, ToldLine, is_intact
from guangdong_ai.reports.render.record_beside import BESIDE, beside, told_in_text

_TEXTS = {".csv": "csv", ".md": "markdown", ".markdown": "markdown"}
"""By suffix: formats that have no place for a record."""

_LARGEST_TEXT = 16 * 1024 * 1024


class _Chosen(msgspec.Struct):
    policies: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    only_measures: tuple[str, ...] = ()
    closing_by: date | None = None


class _Answers(msgspec.Struct):
    dont_know: tuple[str, ...] = ()


class ShownPart(msgspec.Struct):
    """What a file shows of a result; see ``ShownData``."""

    languages: tuple[Language, ...]
    all: bool = False
    titles: bool = False
    from_a_file: bool = False


class _Rest(msgspec.Struct):
    profile: _Answers
    provenance: _Chosen = msgspec.field(default_factory=_Chosen)
    shown: ShownPart | None = None


@record
class ExportedResult:
    """A result in a file. ``format``: by its name in ``FORMATS``. ``data``: the JSON of it, or of its record.

    ``told``: what the file tells beside the record, None for JSON, all of which is the result. ``intact``: whether it is as it was written, None
    where the file has no checksum. ``languages`` and ``shown``: in what languages it is, and what of the result it shows.
    """

    file: Path
    format: str
    kept: KeptResult
    dont_know: tuple[str, ...]
    chosen: Chosen
    data: Mapping[str, Any]
    told: tuple[ToldLine, ...] | None
    intact: bool | None
    languages: tuple[Language, ...]
    shown: ShownPart


def read_export(path: Path, catalogue: Catalogue) -> ExportedResult:
    """The result in the file, its answers as the catalogue of today takes them. Raises Refused with what is wrong with it, whatever it is."""
    place = Place(file=path)
    content = _content(path, place)
    try:
        format_, read = _read_back(path, content)
    except Refused as refused:
        raise Refused([replace(finding, place=place) for finding in refused.findings]) from None
    if format_ == "json":
        return _export(path, format_, content, None, catalogue, place)
    if read.record is None:
        raise Refused([_of_many(place) if _has_answers_of_many(read.told) else _no_record(place)])
    return _export(path, format_, read.record.encode(errors="replace"), read.told, catalogue, place)


def _content(path: Path, place: Place) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        message, hint = Text("找不到这个文件", "no such file"), Text("请检查文件名", "check its name")
        raise Refused([Finding(message=message, hint=hint, place=place)]) from None
    except (OSError, ValueError) as error:
        words = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        message, hint = (
            Text("无法读取：{}", "cannot be read: {}").format(words),
            Text("请检查文件名和权限", "check its name and permissions"),
        )
        raise Refused([Finding(message=message, hint=hint, place=place)]) from None
    if len(content) > LARGEST:
        raise Refused([_too_large(place)])
    return content


def _read_back(path: Path, content: bytes) -> tuple[str, ReadBack]:
    """The format, by what the file holds whatever it is called, and what is read back. Raises Refused without a place."""
    if content[:4] == b"PK\x03\x04":
        return _office(content)
    nothing = ReadBack(record=None, told=())
    format_ = _TEXTS.get(path.suffix.lower())
    if format_ is not None:
        record_file = beside(path)
        if not record_file.is_file():
            raise Refused([_no_record_beside(record_file)])
        record_text = _content(record_file, Place(file=record_file)).decode(errors="replace")
        return format_, ReadBack(record=record_text, told=told_in_text(content.decode(errors="replace")))
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in (b"{", b"["):
        return "json", nothing
    if len(content) > _LARGEST_TEXT:
        raise Refused([_too_large(Place())])
    if text[:1] == b"<":
        from guangdong_ai.reports.render.read_back.html_page import read_page

        return "html", read_page(content.decode(errors="replace"))
    return "markdown", nothing


def _office(content: bytes) -> tuple[str, ReadBack]:
    from guangdong_ai.reports.render.read_back.docx import is_document, read_document
    from guangdong_ai.reports.render.read_back.office_archive import opened
    from guangdong_ai.reports.render.read_back.xlsx import is_workbook, read_workbook

    with opened(content) as archive:
        names = archive.names
    if is_document(names):
        return "docx", read_document(content)
    if is_workbook(names):
        return "xlsx", read_workbook(content)
    return "", ReadBack(record=None, told=())


def _export(
    path: Path, format_: str, content: bytes, told: tuple[ToldLine, ...] | None, catalogue: Catalogue, place: Place
) -> ExportedResult:
    """The result in this JSON, that of an assessment or the record of one. ``told``: what the rest of the file tells."""
    head = head_in(content, place, (WHOLE, RECORD) if told is None else (RECORD,))
    rest, data = decoded(content, _Rest, place), decoded(content, dict[str, Any], place)
    kept = kept_in(content, catalogue.facts, place)
    titles = {name: measure.title for name, measure in catalogue.measures.items()}
    measures = {name: replace(one, title=titles.get(name, one.title)) for name, one in kept.measures.items()}
    shown = rest.shown or ShownPart(languages=("zh",))
    return ExportedResult(
        file=path,
        format=format_,
        kept=replace(kept, measures=measures),
        dont_know=tuple(name for name in dict.fromkeys(rest.profile.dont_know) if name in catalogue.facts and name not in kept.facts),
        chosen=Chosen(
            laid_over=rest.provenance.policies,
            scopes=rest.provenance.scopes,
            measures=rest.provenance.only_measures,
            closing_by=rest.provenance.closing_by,
        ),
        data=data,
        told=told,
        intact=is_intact(data, told) if told is not None and head.schema == RECORD else None,
        languages=shown.languages or ("zh",),
        shown=shown,
    )


_HINT = Text(
    "html、docx、xlsx、json、md 和 csv 的自评结果都可以，由此写出",
    "it takes results as html, docx, xlsx, json, md or csv, each written by",
)
_WRITES = ("check", "firm.toml", "--output", "result.html")


def _no_record(place: Place) -> Finding:
    message = Text(
        "文件中没有自评结果的记录：它不是由 guangdong-ai check 写出的，或记录已丢失",
        "no record of a result is in the file: guangdong-ai check did not write it, or the record is lost",
    )
    return Finding(message=message, hint=_HINT, command=_WRITES, place=place)


def _has_answers_of_many(told: Sequence[ToldLine]) -> bool:
    sheets = {f"{ANSWERS.zh}!A1", f"{ANSWERS.en}!A1"}
    return any(line.where in sheets and line.said == ID_HEADER for line in told)


def _of_many(place: Place) -> Finding:
    message = Text("这是多家单位的工作簿，不是一家单位的自评结果", "a workbook of many applicants, not the result of one")
    hint = Text(
        "它的“答案”表可以再次自评，加上 --as-of 和当时的日期", "its sheet of answers can be assessed again; add --as-of and the day of then"
    )
    file = "portfolio.xlsx" if place.file is None else place.file.name
    return Finding(message=message, hint=hint, command=("batch", file, "--output", f"again-{file}"), place=place)


def _no_record_beside(record_file: Path) -> Finding:
    message = Text("旁边没有它的记录 {}", "its record {} is not beside it").format(record_file.name)
    hint = Text("请把两个文件放在一起；它们由此写出", "keep the two files together; they are written by")
    return Finding(message=message, hint=hint, command=(*_WRITES[:-1], record_file.name.removesuffix(BESIDE)))


def _too_large(place: Place) -> Finding:
    message = Text("文件过大，不是自评结果", "the file is too large to be a result")
    return Finding(message=message, hint=_HINT, command=_WRITES, place=place)
