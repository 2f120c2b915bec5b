"""A columns map: a TOML file in which a user says what the headers and the cells of a table mean, and what holds for all of its records.

    ignore = ["联系人"]                        # headers to pass over without a warning

    lenient = ["成立时间"]                     # headers of columns in which a cell that cannot be read is unknown and rejects nothing

    [columns]
    "公司" = "enterprise.name"                 # header = fact

    [units]
    "产值" = "万元"                            # header = unit of its bare numbers, before what the header says

    [values."主营方向"]                        # header, or fact
    "智能制造" = ["manufacturing"]             # cell = what to read in its place; "" for nothing; amounts in yuan

    [constants]
    enterprise.in_guangdong = true             # for every record

Profiles are taken as they are.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.header_units import with_remarks
from guangdong_ai.batch.read.layout import value_key
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import TomlFile, read_toml
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.profiles.unknown_key import unknown_fact_id
from guangdong_ai.profiles.wrong_value import given_but_expected

_KEYS: Final = ("columns", "ignore", "lenient", "units", "values", "constants")
_EXAMPLE: Final = Text('写成 "公司名" = "enterprise.name"', 'write "Company" = "enterprise.name"')
_A_VALUE: Final = Text("文字、数、是否、日期或数组", "a text, a number, true or false, a day or an array")


@record
class ColumnsMap:
    """``names``: header → fact id. ``ignored``: headers to pass over without a warning. ``units``: header → unit.

    ``lenient``: headers of columns in which what cannot be read is unknown. ``values``: header or fact id → cell → the text that is read in its place. ``constants``: fact id → the text that every record says.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    lenient: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


def read_columns_map(path: Path, facts: Mapping[str, Fact]) -> ColumnsMap:
    """The map in the file. Raises Refused with all findings, each with its line and column."""
    file = read_toml(path)
    findings = list(_findings(file.data, facts))
    if findings:
        raise Refused([_placed(file, finding) for finding in findings])
    data = file.data
    return ColumnsMap(
        names=dict(data.get("columns", {})),
        ignored=tuple(_ignored(data)),
        lenient=tuple(data.get("lenient", [])),
        units=dict(data.get("units", {})),
        values={key: {cell: _as_text(value) or "" for cell, value in cells.items()} for _, key, cells in _tables(data.get("values", {}))},
        constants={key: _as_text(value) or "" for _, key, value in _leaves(data.get("constants", {}))},
    )


def _ignored(data: Mapping[str, Any]) -> Any:
    ignore = data.get("ignore", [])
    return ignore.get("headers", []) if isinstance(ignore, dict) else ignore


def _placed(file: TomlFile, finding: Finding) -> Finding:
    place = file.place(finding.path)
    return replace(finding, place=replace(place, key=place.key and one_line(place.key)))


def _tables(values: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
    """Each table of values with its place and the header or fact id: ``[values.enterprise.city]`` without quotes is a table in a table."""
    for key, inside in values.items():
        if isinstance(inside, dict) and inside and all(isinstance(one, dict) for one in inside.values()):
            for name, cells in inside.items():
                yield ("values", key, name), f"{key}.{name}", cells
        else:
            yield ("values", key), key, inside


def _leaves(constants: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
    for key, inside in constants.items():
        if isinstance(inside, dict):
            for name, value in inside.items():
                yield ("constants", key, name), f"{key}.{name}", value
        else:
            yield ("constants", key), key, inside


def _as_text(value: Any) -> str | None:
    """The value as a cell would say it; None for what no cell holds."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case list() if all(isinstance(part, str) for part in value):
            return ",".join(value) or "none"
        case date():
            return value.isoformat()
    return None


def _findings(data: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    if not data:
        yield Finding(
            message=Text("没有内容", "it is empty"),
            hint=Text("写上 [columns]，下面{}", "begin with [columns]; below it {}").format(_EXAMPLE),
        )
    for key in data:
        if key not in _KEYS:
            yield _unknown(key, (key,), _KEYS)
    for key in ("columns", "units", "values", "constants"):
        if not isinstance(data.get(key, {}), dict):
            hint = _EXAMPLE if key == "columns" else None
            yield Finding(message=Text(f"{key} 应为一个表", f"{key} must be a table"), hint=hint, path=(key,))
    columns, units, values, constants = (
        table if isinstance(table := data.get(key, {}), dict) else {} for key in ("columns", "units", "values", "constants")
    )
    yield from _column_findings(columns, facts)
    yield from _ignore_findings(data.get("ignore", []))
    yield from _header_findings(data.get("lenient", []), ("lenient",))
    known = FactHeaders(facts, {header: fact for header, fact in columns.items() if isinstance(fact, str) and fact in facts})
    yield from _unit_findings(units, known)
    yield from _value_findings(values, known)
    yield from _constant_findings(constants, facts)


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
    yield from _header_findings(ignore, path)


def _header_findings(headers: Any, path: tuple[str, ...]) -> Iterator[Finding]:
    if not isinstance(headers, list):
        hint = Text(f'写成 {path[0]} = ["备注"]', f'write {path[0]} = ["Notes"]')
        yield Finding(message=given_but_expected(headers, Text("列名的数组", "an array of headers")), hint=hint, path=path)
        return
    for position, header in enumerate(headers):
        if not isinstance(header, str):
            yield Finding(message=given_but_expected(header, Text("加引号的列名", "a header in quotes")), path=(*path, position))


def _unit_findings(units: Mapping[str, Any], known: FactHeaders) -> Iterator[Finding]:
    for header, unit in units.items():
        path = ("units", header)
        match = known.match(header)
        if match is None:
            yield _no_column(header, path)
        elif not isinstance(unit, str):
            yield Finding(message=given_but_expected(unit, Text('加引号的单位，如 "万元"', 'a unit in quotes, like "万元"')), path=path)
        elif (told := with_remarks(match.fact, [unit])) is None or told.doubt is not None:
            words = Text("{}不是 {}（{}）的单位", "{} is no unit of {} ({})")
            yield Finding(
                message=words.format(quoted(unit), match.fact.id, match.fact.label),
                hint=Text("金额可用：元、千元、万元、百万元、亿元", 'accepted for amounts are "元", "千元", "万元", "百万元" and "亿元"')
                if match.fact.traits.is_money
                else None,
                path=path,
            )


def _value_findings(values: Mapping[str, Any], known: FactHeaders) -> Iterator[Finding]:
    for path, key, cells in _tables(values):
        match = known.match(key)
        fact = known.facts.get(key) or (None if match is None else match.fact)
        if fact is None:
            yield _no_column(key, path)
        elif not isinstance(cells, dict):
            hint = Text(f'写成 [values."{key}"]，下面一行一个值', f'write [values."{key}"], and below it a line for each value')
            yield Finding(message=given_but_expected(cells, Text("一个表", "a table")), hint=hint, path=path)
        else:
            yield from _cell_findings(cells, fact, path)


def _cell_findings(cells: Mapping[str, Any], fact: Fact, path: KeyPath) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for cell, value in cells.items():
        text = _as_text(value)
        key = value_key(cell)
        if not key:
            words = Text("空单元格总是未知，不能换成别的值", "an empty cell is always unknown: nothing can be read in its place")
            yield Finding(
                message=words,
                hint=Text("所有行都相同的值写在 [constants] 中", "what holds for every row goes under [constants]"),
                path=(*path, cell),
            )
        elif key in seen:
            yield Finding(
                message=Text("{}与{}是同一个值", "{} and {} are the same value").format(quoted(cell), quoted(seen[key])), path=(*path, cell)
            )
        elif text is None:
            yield Finding(message=given_but_expected(value, _A_VALUE), path=(*path, cell))
        elif text.strip() and isinstance(wrong := parse_text(fact, text), Finding):
            yield replace(wrong, path=(*path, cell))
        seen.setdefault(key, cell)


def _constant_findings(constants: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    for path, name, value in _leaves(constants):
        fact, text = facts.get(name), _as_text(value)
        if fact is None:
            yield replace(unknown_fact_id(name, facts), path=path)
        elif fact.traits.is_identifying:
            words = Text("{}（{}）每个单位各不相同", "{} ({}) is each applicant's own")
            yield Finding(message=words.format(fact.id, fact.label), path=path)
        elif text is None or not text.strip():
            yield Finding(message=given_but_expected(value, _A_VALUE), path=path)
        elif isinstance(said := parse_text(fact, text), Finding):
            yield replace(said, path=path)
        elif isinstance(said, Unknown):
            hint = Text("去掉这一行：没有写的就是未知", "leave the line out: what is not written is unknown")
            yield Finding(message=Text("未知不是可以写的值", "unknown is no value to write"), hint=hint, path=path)


def _no_column(header: str, path: KeyPath) -> Finding:
    return Finding(
        message=Text("{}不是信息项，也不是已知的列名", "{} is neither a fact nor a header that is known").format(quoted(header)),
        hint=Text("先在 [columns] 中写明它是哪个信息项", "say under [columns] first which fact it is"),
        path=path,
    )


def _unknown(key: str, path: tuple[str, ...], keys: tuple[str, ...]) -> Finding:
    near = closest(key, keys)
    return Finding(
        message=Text("不认识{0}；可用的键：{1}", "{0} is not known; the keys are {2}").format(
            quoted(key), "、".join(keys), ", ".join(keys)
        ),
        hint=did_you_mean(near) if near else None,
        path=path,
    )
