"""Files → records: the form of each file, checked by pydantic against the records themselves. References are checked elsewhere.

This is the slow path (lint, and the first start after the files changed); the cache spares it afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import StructMeta
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, SchemaValidator, core_schema

from guangdong_ai.catalogue.bounds import findings_about_bounds
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Contents, Manifest
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Choice, Fact, FactSection
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.named_criteria import NamedCriterion, expand
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.source_files import Declares, SourceFile
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import fields, record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import TomlFile, parse_toml
from guangdong_ai.rules.table import Table


@record
class Stacking:
    """The form of ``stacking.toml``."""

    rules: tuple[StackingRule, ...]


@record
class Implications:
    """The form of ``implications.toml``."""

    implications: tuple[Implication, ...]


@record
class Contradictions:
    """The form of ``contradictions.toml``."""

    contradictions: tuple[Contradiction, ...]


@record
class NamedCriteria:
    """The form of ``criteria.toml``."""

    criteria: tuple[NamedCriterion, ...]


@record
class Evidence:
    """The form of ``evidence.toml``."""

    holders: tuple[Holder, ...] = ()
    papers: tuple[Paper, ...] = ()
    without_paper: tuple[WithoutPaper, ...] = ()


@record
class NotModelledThings:
    """The form of ``not_modelled.toml``."""

    not_modelled: tuple[NotModelled, ...]


LISTS: Mapping[Declares, Mapping[str, str]] = {
    "stacking": {"rules": "stacking"},
    "implications": {"implications": "implications"},
    "contradictions": {"contradictions": "contradictions"},
    "criteria": {"criteria": "criteria"},
    "evidence": {"holders": "holders", "papers": "papers", "without_paper": "without_paper"},
    "not_modelled": {"not_modelled": "not_modelled"},
}
"""Files that are lists of records with ids: the key of each list, and the field of ``Contents`` that it fills. Several folders may each have one, and their records are added up."""


FORMS: Mapping[Declares, type] = {
    "manifest": Manifest,
    "sections": FactSection,
    "documents": Document,
    "tables": Table,
    "calls": Call,
    "stacking": Stacking,
    "implications": Implications,
    "contradictions": Contradictions,
    "derived": DerivedFact,
    "criteria": NamedCriteria,
    "evidence": Evidence,
    "not_modelled": NotModelledThings,
    "measures": Measure,
}


@record
class CheckedFile:
    """A file whose form is right, as text, as plain data and as a record. ``used``: which of its criteria, by position, it names with ``use``."""

    source: SourceFile
    toml: TomlFile
    value: Any
    used: frozenset[int] = frozenset()

    @property
    def plain(self) -> dict[str, Any]:
        """The file as it was written."""
        return self.toml.data


@cache
def form_of(declares: Declares) -> TypeAdapter[Any]:
    """The type adapter of pydantic for such a file."""
    return TypeAdapter(FORMS[declares])


@cache
def checker_of(declares: Declares) -> SchemaValidator:
    """The validator for such a file: a value must be of the declared type, none is converted."""
    return SchemaValidator(_without_conversions(form_of(declares).core_schema))


def _without_conversions(schema: Any) -> Any:
    """The schema with strict scalars. By default pydantic takes ``"yes"`` for true and 86400 for a day of 1970."""
    if isinstance(schema, list):
        return [_without_conversions(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: _without_conversions(part) for key, part in schema.items()}
    if schema.get("type") in ("bool", "int", "str", "date"):
        return {**inside, "strict": True}
    if schema.get("type") == "decimal":
        return core_schema.no_info_before_validator_function(_fraction, {**inside, "strict": True})
    return inside


def _fraction(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def ids_of_lists(file: CheckedFile) -> Iterator[tuple[str, Sequence[tuple[KeyPath, str]]]]:
    """Of a file of lists: the field that each list fills, and the ids in it with their paths."""
    for key, field in LISTS[file.source.declares].items():
        yield field, [((key, index, "id"), one.id) for index, one in enumerate(getattr(file.value, key))]


def check_files(files: Sequence[SourceFile]) -> tuple[list[CheckedFile], list[Finding]]:
    """The files whose form is right, with named criteria expanded, and findings about the others."""
    checked: list[CheckedFile] = []
    read, findings = _parsed(files)
    named = {
        str(entry["id"]): entry
        for file, toml in read
        if file.declares == "criteria"
        for entry in toml.data.get("criteria", ())
        if isinstance(entry, dict) and "id" in entry
    }
    for file, as_written in read:
        data, wrong = expand(as_written.data, named) if file.declares in ("measures", "calls") else (as_written.data, ())
        if wrong:
            findings += [replace(finding, place=as_written.place(finding.path)) for finding in wrong]
            continue
        toml = replace(as_written, data=data)
        try:
            value = checker_of(file.declares).validate_python(toml.data)
        except ValidationError as error:
            findings += [_finding(details, toml, FORMS[file.declares]) for details in error.errors(include_url=False)]
        else:
            written = as_written.data.get("criteria", ()) if file.declares in ("measures", "calls") else ()
            used = frozenset(index for index, entry in enumerate(written) if "use" in entry)
            checked.append(CheckedFile(source=file, toml=toml, value=value, used=used))
    return checked, findings


def _parsed(files: Sequence[SourceFile]) -> tuple[list[tuple[SourceFile, TomlFile]], list[Finding]]:
    """The files that are TOML within bounds, and what is wrong with the others."""
    read: list[tuple[SourceFile, TomlFile]] = []
    findings: list[Finding] = []
    for file in files:
        try:
            toml = parse_toml(file.content, file.path)
        except Refused as refused:
            findings += refused.findings
            continue
        beyond = findings_about_bounds(toml)
        findings += beyond
        if not beyond:
            read.append((file, toml))
    return read, findings


def merged(checked: Sequence[CheckedFile]) -> Contents | None:
    """All files as one: what a later file declares replaces what an earlier one declared under the same id; facts are added to a section.

    Without the cases of measures. None without a catalogue.toml.
    """
    plain: dict[str, Any] = {"manifest": None}
    for file in checked:
        declares = file.source.declares
        if declares == "manifest":
            plain["manifest"] = file.plain
        elif declares == "criteria":
            continue  # they stand in the measures and calls that use them
        elif declares in LISTS:
            for key, field in LISTS[declares].items():
                _replace(plain, field, "id", file.plain.get(key, ()))
        elif declares == "sections":
            known = plain.get("sections", {}).get(file.plain["section"])
            facts = {fact["id"]: fact for fact in (*(known or {"facts": []})["facts"], *file.plain["facts"])}
            _replace(plain, "sections", "section", [{**file.plain, "facts": list(facts.values())}])
        else:
            _replace(plain, declares, "id", [{key: value for key, value in file.plain.items() if key != "cases"}])
    lists = {key: list(value.values()) if isinstance(value, dict) and key != "manifest" else value for key, value in plain.items()}
    nothing: dict[str, Any] = {name: [] for name in get_type_hints(Contents) if name != "manifest"}
    whole = nothing | lists
    return None if whole["manifest"] is None else TypeAdapter(Contents).validate_python(whole)


def _replace(plain: dict[str, Any], name: str, key: str, entries: Sequence[dict[str, Any]]) -> None:
    plain.setdefault(name, {}).update({entry[key]: entry for entry in entries})


_RENAMED: Mapping[tuple[type, str], str] = {(Fact, "none"): "never", (Fact, "also"): "synonyms", (Choice, "also"): "synonyms"}
"""Keys that had other names: a folder that somebody wrote for an earlier version is told the new one."""

_MESSAGES: Mapping[str, Text] = {
    "missing": Text("缺少这一项", "this is missing"),
    "extra_forbidden": Text("未知的键", "unknown key"),
    "string_type": Text("应为文字", "text is expected"),
    "int_type": Text("应为整数", "a whole number is expected"),
    "bool_type": Text("应为 true 或 false", "true or false is expected"),
    "is_instance_of": Text("应为一个数", "a number is expected"),
    "finite_number": Text("应为一个数", "a number is expected"),
    "date_type": Text(
        "应为日期，如 2025-03-10（不加引号，不带时刻）", "a date like 2025-03-10 is expected, without quotes or a time of day"
    ),
    "tuple_type": Text("应为数组", "an array is expected"),
    "too_long": Text("数组过长", "the array is too long"),
    "mapping_type": Text("应为一个表", "a table is expected"),
    "dict_type": Text("应为一个表", "a table is expected"),
}


def _finding(details: ErrorDetails, toml: TomlFile, form: type) -> Finding:
    context = details.get("ctx", {})
    path = _path_in(toml.data, details["loc"])
    hint: Text | None = None
    if details["type"] == "rule":
        message = Text(context["zh"], context["en"])
        hint = context["hint"]
    elif details["type"] == "literal_error":
        accepted = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        message = Text(f"不接受这个值：{details['input']}", f"not accepted: {details['input']}")
        hint = Text(f"可用：{accepted}", f"accepted: {accepted}")
    else:
        message = _MESSAGES.get(details["type"], Text(f"格式不对：{details['msg']}", details["msg"]))
    if details["type"] == "extra_forbidden":
        hint = _nearest(form, path)
    return Finding(message=message, hint=hint, place=toml.place(path), path=path)


def _path_in(data: Any, location: Sequence[str | int]) -> KeyPath:
    """The part of pydantic's location that is a path in the data, possibly with a missing key at its end; the rest names pydantic's own schemas."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            break
        path.append(part)
    return tuple(path)


def _nearest(form: object, path: KeyPath) -> Text | None:
    """The key that the unknown one at the end of ``path`` is most similar to, else all that the record there accepts."""
    from guangdong_ai.foundation.suggestion import closest, did_you_mean

    record_there, key = _record_at(form, path[:-1]), str(path[-1])
    if new := _RENAMED.get((record_there, key)):
        return Text(f"该键已更名为 {new}", f"this key is now called {new}")
    accepted = [field.name for field in fields(record_there)]
    near = closest(key, accepted)
    if near:
        return did_you_mean(near)
    return Text(f"可用：{', '.join(accepted)}", f"accepted: {', '.join(accepted)}")


def _record_at(form: object, path: KeyPath) -> Any:
    """The record type that stands at ``path`` in a file of this form."""
    if not isinstance(form, StructMeta):
        inner = [argument for argument in get_args(form) if argument not in (type(None), ..., str)]
        return _record_at(inner[-1], path[1:] if get_origin(form) in (tuple, Mapping) else path)
    return _record_at(get_type_hints(form)[str(path[0])], path[1:]) if path else form
