"""Reading a result that ``check --format json`` or ``batch`` wrote earlier. Keys that a result of that time lacked are not asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.kept_result import KeptMeasure, KeptResult, KeptTotals
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.catalogue.catalogue import Chosen
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.funding import FundingKind
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.given_answers import as_in_file
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.reports.content.data.assessment import SCHEMA
from guangdong_ai.rules.value import Value

LARGEST = 64 * 1024 * 1024
"""Bytes. A result has less than one million; a file, or a line, beyond this was given by mistake."""

_Form = TypeVar("_Form")


class _Catalogue(msgspec.Struct):
    version: str
    digest: str


class _Profile(msgspec.Struct):
    facts: dict[str, Any]
    name: str | None = None


class _Window(msgspec.Struct):
    state: WindowState
    opens: date | None = None
    closes: date | None = None


class _Funding(msgspec.Struct):
    kind: FundingKind
    low: int | None = None
    high: int | None = None


class _Measure(msgspec.Struct):
    id: str
    eligibility: Eligibility
    window: _Window
    funding: _Funding
    title: Text | None = None


class _Totals(msgspec.Struct):
    low: int | None = None
    high: int | None = None
    if_all_met: int | None = None


class _Provenance(msgspec.Struct):
    program: str | None = None
    scopes: tuple[Scope, ...] = ()
    only_measures: tuple[str, ...] = ()
    closing_by: date | None = None


class _Result(msgspec.Struct):
    as_of: date
    catalogue: _Catalogue
    profile: _Profile
    measures: list[_Measure]
    totals: _Totals
    provenance: _Provenance | None = None


class _Row(msgspec.Struct):
    id: str | None = None


class _Name(msgspec.Struct):
    name: str | None = None


class _Head(msgspec.Struct):
    """What every form may begin with."""

    schema: str | None = None
    row: _Row | None = None
    profile: _Name | None = None


@record
class ResultLine:
    """A line of a batch: what the applicant is called in it (its id, else its name; None: neither), and where it stands. ``line`` counts from 1."""

    applicant: str | None
    line: int
    offset: int


def read_result(path: Path, facts: Mapping[str, Fact]) -> KeptResult:
    """The result in the file, its answers as ``facts`` of today take them. Raises Refused with what is wrong with it."""
    place = Place(file=path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _unread(error, place) from None
    if len(content) > LARGEST:
        message = Text("文件过大，不是自评结果", "the file is too large to be a result")
        raise Refused([Finding(message=message, hint=_HINT, command=_ONE, place=place)])
    return result_in(content, facts, place)


def lines_of(path: Path) -> Iterator[ResultLine]:
    """The lines that ``batch`` wrote as whole assessments, none of them read any further. Raises Refused for one that is none."""
    place = Place(file=path)
    try:
        with path.open("rb") as stream:
            offset = 0
            for number, content in enumerate(_lines(stream, path), 1):
                if content.strip():
                    head = head_in(content, Place(file=path, line=number))
                    called = None if head.row is None else head.row.id
                    yield ResultLine(applicant=called or (head.profile and head.profile.name) or None, line=number, offset=offset)
                offset += len(content)
    except (OSError, ValueError) as error:
        raise _unread(error, place) from None


def result_at(path: Path, line: ResultLine, facts: Mapping[str, Fact]) -> KeptResult:
    """The result in a line of the file. Raises Refused."""
    place = Place(file=path, line=line.line)
    try:
        with path.open("rb") as stream:
            stream.seek(line.offset)
            content = stream.readline(LARGEST)
    except OSError as error:
        raise _unread(error, place) from None
    return result_in(content, facts, place)


def result_in(content: bytes, facts: Mapping[str, Fact], place: Place) -> KeptResult:
    """The result that these bytes of JSON are, found at ``place``. Raises Refused with what is wrong with it."""
    head_in(content, place)
    return kept_in(content, facts, place)


def kept_in(content: bytes, facts: Mapping[str, Fact], place: Place) -> KeptResult:
    """The same of JSON that is known to be of a form with what a result keeps. A measure without a title has its id for one."""
    read = decoded(content, _Result, place)
    made_of = read.provenance or _Provenance()
    known: dict[str, Value] = {}
    dropped: list[tuple[str, str]] = []
    for name, plain in read.profile.facts.items():
        value = _value(facts.get(name), plain)
        if value is None:
            dropped.append((name, quoted(plain).en))
        else:
            known[name] = value
    return KeptResult(
        as_of=read.as_of,
        version=read.catalogue.version,
        digest=read.catalogue.digest,
        name=read.profile.name,
        facts=known,
        dropped=tuple(dropped),
        measures={measure.id: _kept(measure) for measure in read.measures},
        totals=KeptTotals(low=read.totals.low, high=read.totals.high, if_all_met=read.totals.if_all_met),
        program=made_of.program,
        selection=Chosen(scopes=made_of.scopes, measures=made_of.only_measures, closing_by=made_of.closing_by),
    )


def _value(fact: Fact | None, plain: Any) -> Value | None:
    """None for a fact that is no longer there, and for an answer that it no longer takes."""
    if fact is None:
        return None
    value = parse_text(fact, plain) if isinstance(plain, str) else check_value(fact, as_in_file(plain))
    return None if isinstance(value, Finding | Unknown) else value


def _kept(measure: _Measure) -> KeptMeasure:
    window, funding = measure.window, measure.funding
    return KeptMeasure(
        id=measure.id,
        title=measure.title or Text(measure.id, measure.id),
        eligibility=measure.eligibility,
        window=window.state,
        opens=window.opens,
        closes=window.closes,
        funding=funding.kind,
        low=funding.low,
        high=funding.high,
    )


_ONE = ("check", "firm.toml", "--format", "json", "--output", "result.json")
_SEVERAL = ("batch", "firms.csv", "--output", "result.jsonl")
_HINT = Text("自评结果由此写出", "a result is written by")


def head_in(content: bytes, place: Place, accepted: Sequence[str] = (SCHEMA,)) -> _Head:
    """What says which form it is. Raises Refused for one that is not among the accepted."""
    head = decoded(content, _Head, place)
    if head.schema in accepted:
        return head
    families = tuple(f"{schema.rpartition('/')[0]}/" for schema in accepted)
    if head.schema is not None and head.schema.startswith(families):
        named = quoted(head.schema)
        message = Text("这一版本的程序不能读取这种结果：{}", "this version of the program does not read such results: {}").format(named)
        raise Refused([Finding(message=message, hint=Text("请用写出它的版本", "use the version that wrote it"), place=place)])
    what = Text("没有 schema", "it has no schema") if head.schema is None else Text("它是 {}", "it is {}").format(quoted(head.schema))
    message = Text("这不是自评结果：{}", "this is no result of an assessment: {}").format(what)
    raise Refused([Finding(message=message, hint=_HINT, command=_command(place), place=place)])


def _command(place: Place) -> tuple[str, ...]:
    return _ONE if place.line is None else _SEVERAL


def decoded(content: bytes, form: type[_Form], place: Place) -> _Form:
    """JSON as this form. Raises Refused where it is none, or not of the form."""
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=form)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        key = where.rstrip("`").lstrip(".") or None
        message = Text(f"这不是自评结果的内容：{what}", f"a result does not hold this: {what}")
        at = Place(file=place.file, line=place.line, key=key)
        raise Refused([Finding(message=message, hint=_HINT, command=_command(place), place=at)]) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        found = re.search(r"\(byte (\d+)\)", str(error))
        at_byte = Text("", "") if found is None else Text("（第 {} 字节）", " (byte {})").format(int(found[1]) + 1)
        message = Text("这不是 JSON{}", "this is not JSON{}").format(at_byte)
        if place.line is not None:
            message = Text("这一行不是一个完整的 JSON 结果{}", "the line is not one whole result in JSON{}").format(at_byte)
        raise Refused([Finding(message=message, hint=_HINT, command=_command(place), place=place)]) from None


def _lines(stream: Any, path: Path) -> Iterator[bytes]:
    number = 0
    while content := stream.readline(LARGEST):
        number += 1
        if len(content) >= LARGEST:
            message = Text("这一行过长，不是自评结果", "the line is too long to be a result")
            raise Refused([Finding(message=message, hint=_HINT, command=_SEVERAL, place=Place(file=path, line=number))])
        yield content


def _unread(error: Exception, place: Place) -> Refused:
    words = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    message = Text("无法读取：{}", "cannot be read: {}").format(words)
    if isinstance(error, FileNotFoundError):
        message = Text("找不到这个文件", "no such file")
    if isinstance(error, IsADirectoryError):
        message = Text("是文件夹，不是文件", "is a folder, not a file")
    hint = Text("请检查文件名和权限", "check its name and permissions")
    return Refused([Finding(message=message, hint=hint, place=place)])
