"""Tables as JSON: one object a line, flat, nested by section, or an assessment that this program wrote."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NoReturn

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout, layout_of
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.table import InputTable, ReadRow
from guangdong_ai.batch.read.text_file import encoding_of, encoding_warning, text_lines
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import header_key
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.document_findings import OWN_KEYS
from guangdong_ai.profiles.quotation import one_line, quoted

_ASSESSMENT: Final = "guangdong-ai/assessment/"
_OF_AN_ASSESSMENT: Final = frozenset({"as_of", "catalogue", "measures", "totals", "next_question"})
MOST_KEYS: Final = 5_000
"""Different ones in a file. Where keys are data, like names or dates, each line has others."""

_ONE_A_LINE: Final = Text("每行应为一个 JSON 对象：{…}", "each line must be one JSON object: {…}")
_NOT_JSON: Final = Text("不是有效的 JSON", "not valid JSON")


@record
class _Object:
    """What one line holds: cells by header, and the ids of facts that are said not to be known."""

    cells: Mapping[str, object]
    dont_know: tuple[str, ...]


class _InvalidJsonError(ValueError):
    """The line is JSON that is not read; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason.en)
        self.fault = fault


def jsonl_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The table in a file of JSON lines. It is read twice, first for all keys, so that they are judged as the headers of a table are.

    A key is a header; in the table of a section, ``{"enterprise": {"city": …}}``, it is the name of a fact. Raises Refused when the keys
    cannot be used; a line that is not an object, or gives a key twice, is rejected. Numbers are read exactly.
    """
    encoding = encoding_of(file.path, file.compression)
    told = encoding_warning(file.path, encoding)
    headers: dict[str, None] = {}
    objects = lines = 0
    for number, found in _objects(file, encoding, facts):
        lines += 1
        if isinstance(found, _Object):
            objects += 1
            headers.update(dict.fromkeys(found.cells))
            if len(headers) > MOST_KEYS:
                raise _too_many_keys(file, number)
    if not lines:
        raise Refused([Finding(message=Text("文件是空的", "the file is empty"), hint=_ONE_A_LINE, place=Place(file=file.path))])
    layout = Layout(headers=(), columns=())
    if headers or (objects and (reading.id_column or reading.keep)):
        layout = layout_of(
            tuple(headers),
            facts,
            reading,
            place=Place(file=file.path),
        )
    maker = RowMaker(file, layout, lenient=reading.lenient, drafting=reading.drafting, answer_rules=reading.answer_rules)
    warnings = [*([told] if told else []), *layout.warnings]
    return InputTable(file=file, layout=layout, warnings=tuple(warnings), rows=_rows(file, encoding, facts, layout, maker))


def _too_many_keys(file: InputFile, line: int) -> Refused:
    message = Text(f"到这一行已有 {MOST_KEYS:,} 多个不同的键", f"up to this line there are more than {MOST_KEYS:,} different keys")
    hint = Text("键应是信息项的名称，不是数据", "keys must be the names of facts, not data")
    return Refused([Finding(message=message, hint=hint, place=Place(file=file.path, line=line))])


def _rows(file: InputFile, encoding: str, facts: Mapping[str, Fact], layout: Layout, maker: RowMaker) -> Iterator[ReadRow]:
    used = [index for index in range(len(layout.headers)) if maker.looks_at(index)]
    for number, found in _objects(file, encoding, facts):
        if isinstance(found, _Object):
            cells: list[object] = [None] * len(layout.headers)
            for index in used:
                cells[index] = found.cells.get(layout.headers[index])
            yield maker.row(number, cells, dont_know=found.dont_know)
        else:
            fault, text = found
            yield maker.rejected(number, fault, text)


def _objects(file: InputFile, encoding: str, facts: Mapping[str, Fact]) -> Iterator[tuple[int, _Object | tuple[Fault, str]]]:
    """What each line that is not blank holds, with its number from 1."""
    sections = {header_key(fact.section): fact.section for fact in facts.values()}
    with text_lines(file, encoding, newline="\n") as lines:
        for line in lines:
            number = lines.number
            lines.begin()
            if line.strip():
                found = _object(line, facts, sections)
                yield number, (found, line.strip()) if isinstance(found, Fault) else found


def _object(line: str, facts: Mapping[str, Fact], sections: Mapping[str, str]) -> _Object | Fault:
    try:
        data = json.loads(line, object_pairs_hook=_without_repeats, parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return Fault(Text(f"第 {error.colno} 列：不是有效的 JSON", f"column {error.colno}: not valid JSON"), _ONE_A_LINE, _NOT_JSON)
    except _InvalidJsonError as error:
        return error.fault
    except (ValueError, ArithmeticError):
        return Fault(Text("有一个数过大", "a number is too large"))
    except RecursionError:
        return Fault(Text("嵌套层数过多", "nested too deeply"))
    if not isinstance(data, dict):
        return Fault(Text("不是 JSON 对象", "this is not a JSON object"), _ONE_A_LINE)
    return _flat(data, facts, sections)


def _without_repeats(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _InvalidJsonError(_twice(key))
            seen.add(key)
    return data


def _no_constant(name: str) -> NoReturn:
    raise _InvalidJsonError(Fault(Text(f"{name} 不是 JSON 允许的值", f"{name} is not a value that JSON allows")))


def _twice(key: str) -> Fault:
    given = quoted(key)
    return Fault(Text("键{}写了两次", "the key {} is given twice").format(given), Text("只保留一个", "keep one of them"))


def _flat(data: dict[str, Any], facts: Mapping[str, Fact], sections: Mapping[str, str]) -> _Object | Fault:
    """The object with the keys of tables as ``section.name``; of an assessment or a profile only the answers."""
    cells: dict[str, object] = {}
    dont_know = data.get("dont_know", [])
    of_assessment = str(data.get("schema", "")).startswith(_ASSESSMENT)
    for key, value in data.items():
        if key in OWN_KEYS or (of_assessment and key in _OF_AN_ASSESSMENT):
            continue
        if key == "profile" and isinstance(value, dict) and isinstance(value.get("facts"), dict):
            dont_know = value.get("dont_know", dont_know)
            inside = value["facts"]
        elif isinstance(value, dict) and (section := sections.get(header_key(key))):
            inside = {f"{section}.{name}": given for name, given in value.items()}
        else:
            inside = {key: value}
        for name, given in inside.items():
            if name in cells:
                return _twice(name)
            cells[name] = given
    if not isinstance(dont_know, list) or not all(isinstance(fact_id, str) for fact_id in dont_know):
        return Fault(Text("dont_know 应为信息项的数组", "dont_know must be an array of fact ids"))
    for fact_id in dont_know:
        if fact_id not in facts:
            return Fault(Text(f"dont_know 中没有 {one_line(fact_id)} 这个信息项", f"dont_know: there is no fact {one_line(fact_id)}"))
    return _Object(cells=cells, dont_know=tuple(dict.fromkeys(dont_know)))
