"""The JSON Schema (2020-12) of each kind of file in a catalogue, for editors. A date is its text.

Made from the records, from ``rules/operators/`` for the comparisons and from ``rules/read_amount.py`` for the forms of an amount. References
between files are checked by lint, not by a schema.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from guangdong_ai.catalogue.check_files import form_of
from guangdong_ai.catalogue.named_criteria import SAID_BESIDE
from guangdong_ai.catalogue.source_files import Declares
from guangdong_ai.rules.kinds import KINDS as KINDS_OF_FACTS
from guangdong_ai.rules.operators import SYNTAX
from guangdong_ai.rules.operators.interface import Syntax
from guangdong_ai.rules.read_amount import FORMS
from guangdong_ai.rules.value import Kind

KINDS: Mapping[str, Declares] = {
    "measures": "measures",
    "calls": "calls",
    "facts": "sections",
    "documents": "documents",
    "tables": "tables",
    "stacking": "stacking",
    "implications": "implications",
    "contradictions": "contradictions",
    "derived": "derived",
    "criteria": "criteria",
    "evidence": "evidence",
    "not_modelled": "not_modelled",
    "catalogue": "manifest",
}
"""The kinds of file as they are called in the folder, and what they declare."""

_NUMBER: dict[str, Any] = {"type": "number"}
_CONDITION: dict[str, Any] = {"$ref": "#/$defs/Condition"}
_AMOUNT: dict[str, Any] = {"$ref": "#/$defs/Amount"}
_FACT_ID: dict[str, Any] = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
_AMOUNTS: dict[str, Any] = {"type": "array", "items": _AMOUNT, "minItems": 2}


def catalogue_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by its name in ``KINDS``."""
    return {name: _schema_of(declares) for name, declares in KINDS.items()}


def measure_schema() -> dict[str, Any]:
    """The schema of a measure's file."""
    return _schema_of("measures")


def _schema_of(declares: Declares) -> dict[str, Any]:
    records: dict[str, dict[str, Any]] = {}
    whole = _with_references(form_of(declares).json_schema(), records)
    top = records.pop(whole["$ref"].rpartition("/")[2])
    rules = {"Condition": _condition(), "Amount": _amount()} if _mentions_rules(records) else {}
    if "Criterion" in records and "criteria" in top["properties"]:
        top["properties"]["criteria"]["items"] = {"anyOf": [{"$ref": "#/$defs/Criterion"}, {"$ref": "#/$defs/Use"}]}
        records["Use"] = _use(records["Criterion"])
    definitions = {**records, **rules}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, **({"$defs": definitions} if definitions else {})}


def _with_references(schema: dict[str, Any], records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema with a reference in place of each record, condition and amount, whose definitions are added to ``records``.

    TOML has no null: what may be absent is not required. An amount of money in a file is a number.
    """
    if schema.keys() == {"title"} and schema["title"] in ("Condition", "Amount"):
        return {"$ref": f"#/$defs/{schema['title']}"}
    if "anyOf" in schema:
        alternatives = [entry for entry in schema["anyOf"] if entry != {"type": "null"}]
        if _NUMBER in alternatives:
            return dict(_NUMBER)
        parts = [_with_references(entry, records) for entry in alternatives]
        return parts[0] if len(parts) == 1 else {"anyOf": parts}
    inside = {key: value for key, value in schema.items() if key != "title"}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            inside[key] = _with_references(schema[key], records)
    if "properties" not in schema:
        return inside
    inside["properties"] = {name: _with_references(value, records) for name, value in schema["properties"].items()}
    if "title" not in schema:
        return inside
    records[schema["title"]] = {"title": schema["title"], **inside}
    return {"$ref": f"#/$defs/{schema['title']}"}


def _mentions_rules(schema: object) -> bool:
    if isinstance(schema, dict):
        return schema in (_CONDITION, _AMOUNT) or any(_mentions_rules(value) for value in schema.values())
    return isinstance(schema, list) and any(_mentions_rules(value) for value in schema)


def _use(criterion: dict[str, Any]) -> dict[str, Any]:
    """A criterion that is written in criteria.toml, with what may be said beside its name."""
    beside = {name: criterion["properties"][name] for name in SAID_BESIDE}
    whole = _table({"use": {"type": "string"}, **beside})
    return {"title": "Use", "description": "A criterion of criteria.toml, by its id.", **whole, "required": ["use"]}


def _condition() -> dict[str, Any]:
    forms = [_table({"fact": _FACT_ID, name: _operand(operator, operator.kinds)}) for name, operator in SYNTAX.items()]
    pair = {"type": "array", "items": _FACT_ID, "minItems": 2, "maxItems": 2}
    forms += [_table({"ratio": pair, name: _operand(operator, ("money",))}) for name, operator in SYNTAX.items() if operator.on_ratio]
    group = {"type": "array", "items": _CONDITION, "minItems": 1}
    forms += [_table({"all": group}), _table({"any": group}), _table({"not": _CONDITION})]
    return {"title": "Condition", "description": "What must hold; see docs/rule-language.md.", "anyOf": forms}


def _operand(operator: Syntax, kinds: Iterable[Kind]) -> dict[str, Any]:
    scalars: list[dict[str, Any]] = []
    for kind in kinds:
        scalar = dict(KINDS_OF_FACTS[kind].operand)
        if scalar not in scalars:
            scalars.append(scalar)
    if {"type": "number"} in scalars and {"type": "integer"} in scalars:
        scalars.remove({"type": "integer"})  # an integer is a number
    either = scalars[0] if len(scalars) == 1 else {"anyOf": scalars}
    if operator.shape == "one":
        return either
    sizes = {"minItems": 2, "maxItems": 2} if operator.shape == "pair" else {"minItems": 1}
    return {"type": "array", "items": either, **sizes}


_TIER: dict[str, Any] = {
    "type": "object",
    "properties": {"when": _CONDITION, "amount": _AMOUNT},
    "required": ["when", "amount"],
    "additionalProperties": False,
}
AMOUNT_KEYS: Mapping[str, dict[str, Any]] = {
    "fact": _FACT_ID,
    "rate": {"type": "number", "minimum": 0},
    "of": _AMOUNT,
    "up_to": _AMOUNT,
    "smaller_of": _AMOUNTS,
    "larger_of": _AMOUNTS,
    "sum": _AMOUNTS,
    "difference": {**_AMOUNTS, "maxItems": 2},
    "tiers": {"type": "array", "items": _TIER, "minItems": 1},
    "otherwise": _AMOUNT,
    "first_known": _AMOUNTS,
    "table": {"type": "string"},
    "column": {"type": "string"},
    "year": _FACT_ID,
    "cap": _AMOUNT,
}
"""What each key of an amount holds."""

_MAY_BE_ABSENT = ("otherwise", "year", "cap")


def _amount() -> dict[str, Any]:
    forms = [_table({key: AMOUNT_KEYS[key] for key in (*keys, "cap")}) for keys, _ in FORMS.values()]
    number = {"type": "number", "minimum": 0}
    return {"title": "Amount", "description": "What it is worth, in yuan; see docs/rule-language.md.", "anyOf": [number, *forms]}


def _table(properties: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    required = [name for name in properties if name not in _MAY_BE_ABSENT]
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}
