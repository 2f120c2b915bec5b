"""The JSON Schemas of what is written as JSON, made from the forms of its writers. docs/json.md is made from that of an assessment."""  # the scripts of this folder are no package

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

import msgspec

from guangdong_ai.reports.content.data.forms.assessment import AssessmentData
from guangdong_ai.reports.content.data.forms.batch_progress import BatchProgressData
from guangdong_ai.reports.content.data.forms.batch_summary import BatchSummaryData
from guangdong_ai.reports.content.data.forms.calendar import CalendarData
from guangdong_ai.reports.content.data.forms.catalogue_diff import CatalogueDiffData
from guangdong_ai.reports.content.data.forms.columns import ColumnsData
from guangdong_ai.reports.content.data.forms.comparison import ComparisonData
from guangdong_ai.reports.content.data.forms.explanation import ExplanationData
from guangdong_ai.reports.content.data.forms.near_miss_search import NearMissSearchData
from guangdong_ai.reports.content.data.forms.preparation import PreparationData
from guangdong_ai.reports.content.data.forms.provenance import BatchRecordData, ResultRecordData
from guangdong_ai.reports.content.data.forms.replay import ReplayData
from guangdong_ai.reports.content.data.forms.review import ReviewData
from guangdong_ai.reports.content.data.forms.shared import PlainValue
from guangdong_ai.reports.content.data.forms.since import SinceData

Schema = dict[str, Any]

FORMS: Mapping[str, type] = {
    "assessment": AssessmentData,
    "explanation": ExplanationData,
    "near-misses": NearMissSearchData,
    "comparison": ComparisonData,
    "since": SinceData,
    "replay": ReplayData,
    "result-record": ResultRecordData,
    "batch-record": BatchRecordData,
    "review": ReviewData,
    "calendar": CalendarData,
    "preparation": PreparationData,
    "batch-summary": BatchSummaryData,
    "batch-progress": BatchProgressData,
    "catalogue-diff": CatalogueDiffData,
    "columns": ColumnsData,
}
"""By the name that stands in ``schema`` of the document."""

_KEPT = {"TextData": "text", "SourceData": "source", "BranchData": "branch"}
"""What is described once: it comes again and again, or contains itself."""

_VALUE: Schema = {
    "title": "Value",
    "description": "A value of a fact, as in `profile.facts`.",
    **msgspec.json.schema(PlainValue),
}


def json_schemas() -> Mapping[str, Schema]:
    """The schema of each form. Nothing is optional, and no other key is there."""
    return {name: _schema(form) for name, form in FORMS.items()}


def _schema(form: type) -> Schema:
    (reference,), components = msgspec.json.schema_components([form], ref_template="{name}")
    components = {name: _in_order(name, schema, *_declared(form)) for name, schema in components.items()}
    whole = _resolved(components[reference["$ref"]], components)
    kept = {name: components[name] for name in _KEPT if name in components}
    definitions = {_KEPT[name]: {"title": _KEPT[name].capitalize(), **_resolved(inner, components)} for name, inner in kept.items()}
    title = form.__name__.removesuffix("Data")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in title).strip().capitalize(),
        "$defs": {**definitions, "value": _VALUE},
    }


def _resolved(schema: Any, components: Mapping[str, Schema]) -> Any:
    """The schema with what it refers to in its place."""
    if isinstance(schema, list):
        return [_resolved(inner, components) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name, beside = schema["$ref"], {key: value for key, value in schema.items() if key != "$ref"}
        if name in _KEPT:
            return {**beside, "$ref": f"#/$defs/{_KEPT[name]}"}
        return {**_resolved(components[name], components), **beside}
    made = {key: _resolved(value, components) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if "properties" in made:
        made["additionalProperties"] = False
    if "anyOf" in made:
        made["anyOf"] = list(_with_values(made["anyOf"]))
        if len(made["anyOf"]) == 1:
            made |= made.pop("anyOf")[0]
    return made


def _with_values(alternatives: list[Schema]) -> Iterator[Schema]:
    """The alternatives, with one reference for those that are any value of a fact."""
    of_values = {"string", "number", "boolean", "array"}
    if of_values <= {entry.get("type") for entry in alternatives}:
        yield {"$ref": "#/$defs/value"}
        alternatives = [entry for entry in alternatives if entry.get("type") not in of_values]
    yield from alternatives


def _declared(form: type) -> tuple[Mapping[str, list[str]], list[str]]:
    """The keys of the form, and of every one within it by its name, as they are declared; and all words of which one may be chosen."""
    keys_of: dict[str, list[str]] = {}
    words: list[str] = []

    def walk(part: object) -> None:
        if get_origin(part) is Literal:
            words.extend(str(word) for word in get_args(part))
        elif is_typeddict(part) and isinstance(part, type) and part.__name__ not in keys_of:
            hints = get_type_hints(part)
            keys_of[part.__name__] = list(hints)
            for value in hints.values():
                walk(value)
        else:
            for inner in get_args(part):
                walk(inner)

    walk(form)
    return keys_of, words


def _in_order(name: str, schema: Schema, keys_of: Mapping[str, list[str]], words: list[str]) -> Schema:
    """The schema of a form with its keys and words as they are declared: msgspec has them in alphabetical order."""
    properties = {key: _words_in_order(schema["properties"][key], words) for key in keys_of[name]}
    return {**schema, "properties": properties, "required": list(properties)}


def _words_in_order(schema: Any, words: list[str]) -> Any:
    if isinstance(schema, list):
        return [_words_in_order(inner, words) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: sorted(value, key=words.index) if key == "enum" else _words_in_order(value, words) for key, value in schema.items()}


def keys(schema: Schema, before: str = "") -> Mapping[str, Schema]:
    """Each key of the schema by its path (``measures[].window.opens``), in order. Texts and sources are one key: they are told apart once."""
    found: dict[str, Schema] = {}
    for name, inner in schema.get("properties", {}).items():
        path = f"{before}{name}"
        found[path] = inner
        table = _without_null(inner)
        if table.get("type") == "array":
            path, table = f"{path}[]", _without_null(table["items"])
        found |= keys(table, f"{path}.")
    return found


def kind_of(schema: Schema) -> str:
    """What a value of the schema is, in a word or two."""
    inner = _without_null(schema)
    null = " or null" if inner is not schema and "anyOf" in schema else ""
    if "$ref" in inner:
        word = str(inner["$ref"]).rpartition("/")[2]
    elif "const" in inner:
        word = f"`{inner['const']}`"
    elif "enum" in inner:
        word = " ".join(f"`{value}`" for value in inner["enum"])
    elif inner.get("type") == "array":
        word = f"list of {kind_of(inner['items'])}"
    elif inner.get("format") == "date":
        word = "day"
    else:
        word = {"integer": "whole number", "string": "string", "boolean": "true or false"}.get(inner.get("type", ""), "object")
    return word + null


def _without_null(schema: Schema) -> Schema:
    alternatives: list[Schema] = [entry for entry in schema.get("anyOf", ()) if entry != {"type": "null"}]
    return alternatives[0] if len(alternatives) == 1 else schema
