"""How input files are to be read: what the user said about their columns, on the command line and in a columns map.

A columns map is a TOML file in which a user says what the headers of a table mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final

from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import TomlFile, read_toml
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.unknown_key import unknown_fact_id
from guangdong_ai.profiles.wrong_value import given_but_expected


class Keep(Enum):
    """Has one member, so that a type can say "these columns or all of them"."""

    ALL = "all"


ALL: Final = Keep.ALL
"""Every column is carried through."""


@record
class ReadOptions:
    """What the user said about the columns. ``names`` (header → fact id) and ``ignored``, headers to pass over without a warning, come from a columns map.

    ``id_column``: the header of the column that names the applicants, or the id or label of the fact in it; None: the usual ones are looked
    for. ``keep``: the same of columns to carry through. ``lenient``: a cell that cannot be read makes its fact unknown instead of rejecting the row, and so do cells that exclude
    each other. ``answer_rules``: how answers hang together, by the catalogue. ``used``: the facts that measures read, None for all; of any other
    fact a cell that cannot be read is unknown in any case. ``sheet``: the name, or the number from 1, of the sheet of workbooks; None: the one
    that names most facts. ``strict``: a header that is only likely to mean a fact names none.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    id_column: str | None = None
    keep: Sequence[str] | Keep = ()
    lenient: bool = False
    used: frozenset[str] | None = None
    sheet: str | None = None
    strict: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    answer_rules: AnswerRules = AnswerRules()


_KEYS = ("columns", "ignore")
_EXAMPLE = Text('写成 "公司名" = "enterprise.name"', 'write "Company" = "enterprise.name"')


@record
class ColumnsMap:
    """``names``: header → fact id. ``ignored``: headers to pass over without a warning."""

    names: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def read_columns_map(path: Path, facts: Mapping[str, Fact]) -> ColumnsMap:
    """The map in the file: a table ``[columns]`` with header = fact id, and ``ignore``, an array of headers (or a table with ``headers``).

    Raises Refused with all findings, each with its line and column.
    """
    file = read_toml(path)
    findings = list(_findings(file.data, facts))
    if findings:
        raise Refused([_placed(file, finding) for finding in findings])
    return ColumnsMap(names=dict(file.data.get("columns", {})), ignored=tuple(_ignored(file.data)))


def _ignored(data: Mapping[str, Any]) -> Any:
    ignore = data.get("ignore", [])
    return ignore.get("headers", []) if isinstance(ignore, dict) else ignore


def _placed(file: TomlFile, finding: Finding) -> Finding:
    from guangdong_ai.profiles.quotation import one_line

    place = file.place(finding.path)
    return replace(finding, place=replace(place, key=place.key and one_line(place.key)))


def _findings(data: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    if not data:
        yield Finding(
            message=Text("没有内容", "it is empty"),
            hint=Text("写上 [columns]，下面{}", "begin with [columns]; below it {}").format(_EXAMPLE),
        )
    for key in data:
        if key not in _KEYS:
            yield _unknown(key, (key,), _KEYS)
    columns = data.get("columns", {})
    if isinstance(columns, dict):
        yield from _column_findings(columns, facts)
    else:
        yield Finding(message=Text("columns 应为一个表", "columns must be a table"), hint=_EXAMPLE, path=("columns",))
    yield from _ignore_findings(data.get("ignore", []))


def _column_findings(columns: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    header_of: dict[str, str] = {}
    for header, fact_id in columns.items():
        path = ("columns", header)
        if not isinstance(fact_id, str):
            # A header with a dot and no quotes is read as a table in a table.
            hint = Text("列名中有点号时要加引号", "a header with a dot in it needs quotes") if isinstance(fact_id, dict) else _EXAMPLE
            yield Finding(message=given_but_expected(fact_id, Text("加引号的信息项", "a fact id in quotes")), hint=hint, path=path)
        elif fact_id not in facts:
            yield replace(unknown_fact_id(fact_id, facts), path=path)
        elif fact_id in header_of:
            first = quoted(header_of[fact_id])
            yield Finding(message=Text("{} 已对应{}", "{} is given to {} already").format(fact_id, first), path=path)
        else:
            header_of[fact_id] = header


def _ignore_findings(ignore: Any) -> Iterator[Finding]:
    path: tuple[str, ...] = ("ignore",)
    if isinstance(ignore, dict):
        for key in ignore:
            if key != "headers":
                yield _unknown(key, ("ignore", key), ("headers",))
        ignore = ignore.get("headers", [])
        path = ("ignore", "headers")
    if not isinstance(ignore, list):
        hint = Text('写成 ignore = ["备注"]', 'write ignore = ["Notes"]')
        yield Finding(message=given_but_expected(ignore, Text("列名的数组", "an array of headers")), hint=hint, path=path)
        return
    for position, header in enumerate(ignore):
        if not isinstance(header, str):
            yield Finding(message=given_but_expected(header, Text("加引号的列名", "a header in quotes")), path=(*path, position))


def _unknown(key: str, path: tuple[str, ...], keys: tuple[str, ...]) -> Finding:
    near = closest(key, keys)
    return Finding(
        message=Text("不认识{0}；可用的键：{1}", "{0} is not known; the keys are {2}").format(
            quoted(key), "、".join(keys), ", ".join(keys)
        ),
        hint=did_you_mean(near) if near else None,
        path=path,
    )
