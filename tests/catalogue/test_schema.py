"""The schemas accept every file of both catalogues and refuse what the program refuses."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.catalogue.check_files import FORMS, checker_of
from guangdong_ai.catalogue.schema import AMOUNT_KEYS, KINDS, catalogue_schemas, measure_schema
from guangdong_ai.catalogue.source_files import SourceFile, bundled_folder, read_files
from guangdong_ai.foundation.record import fields
from guangdong_ai.foundation.toml_file import parse_toml
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.operators import SYNTAX
from guangdong_ai.rules.read_amount import FORMS as AMOUNT_FORMS
from guangdong_ai.rules.read_amount import read_amount
from guangdong_ai.rules.read_condition import read_condition
from tests.rules.wrong_rules import Case, wrong

from .small_catalogue import SMALL
from .wrong_catalogues import FILES as WRONG
from .wrong_catalogues import findings_of

NAMES = {declares: name for name, declares in KINDS.items()}


@cache
def schemas() -> dict[str, Any]:
    return catalogue_schemas()


def as_json(data: Any) -> Any:
    """Plain data as an editor sees it: days as text, fractions as numbers."""
    if isinstance(data, dict):
        return {key: as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_json(value) for value in data]
    return str(data) if isinstance(data, date) else float(data) if isinstance(data, Decimal) else data


def errors(name: str, data: Any) -> list[str]:
    validator = Draft202012Validator(schemas()[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(as_json(data))]


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    assert list(schemas()) == [
        "measures",
        "calls",
        "facts",
        "documents",
        "tables",
        "stacking",
        "implications",
        "contradictions",
        "derived",
        "criteria",
        "evidence",
        "not_modelled",
        "catalogue",
    ]
    assert set(KINDS.values()) == set(FORMS)
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False
        json.dumps(schema, ensure_ascii=False).encode("utf-8")
    assert measure_schema() == schemas()["measures"]


def test_the_schemas_hold_no_reference_that_leads_nowhere_and_no_null() -> None:
    for schema in schemas().values():
        definitions = schema.get("$defs", {})
        references = {value for key, value in walk(schema) if key == "$ref"}
        assert references == {f"#/$defs/{name}" for name in definitions}
        assert ("type", "null") not in list(walk(schema))


def walk(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if isinstance(value, str):
                yield key, value
            yield from walk(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from walk(value)


FILES = read_files((bundled_folder(), SMALL))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative)
def test_every_file_is_accepted(file: SourceFile) -> None:
    assert errors(NAMES[file.declares], parse_toml(file.content, file.path).data) == []


def required(name: str) -> list[str]:
    return [field.name for field in fields(FORMS[KINDS[name]]) if field.required]


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in KINDS for key in required(name)])
def test_a_file_without_what_it_needs_is_refused(name: str, key: str) -> None:
    data = next(parse_toml(file.content, None).data for file in FILES if NAMES[file.declares] == name)
    assert errors(name, data) == []
    assert errors(name, {other: value for other, value in data.items() if other != key})
    assert errors(name, {**data, "unknown_key": 1})
    assert errors(name, {**data, key: None})


FORM_IS_WRONG = {
    "missing-keys",
    "renamed-keys",
    "unknown-keys",
    "wrong-expectation",
    "wrong-form-of-rules",
    "wrong-form-of-stacking",
    "wrong-types",
    "wrong-words",
    "empty-file",
}


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.stem)
def test_what_the_check_of_the_form_refuses_the_schema_refuses_too(case: Path, tmp_path: Path) -> None:
    findings_of(case, tmp_path)
    refused = set()
    for file in read_files((tmp_path,)):
        try:
            data = parse_toml(file.content, file.path).data
        except Exception:  # noqa: BLE001, S112  # no TOML: not for a schema
            continue
        try:
            checker_of(file.declares).validate_python(data)
        except ValueError:
            refused.add(file.relative)
            assert errors(NAMES[file.declares], data), file.relative
        else:
            assert errors(NAMES[file.declares], data) == [], file.relative
    assert bool(refused) == (case.stem in FORM_IS_WRONG)


MEASURE = parse_toml((SMALL / "province" / "title-award.toml").read_bytes(), None).data


def with_condition(when: Any) -> Any:
    return {**MEASURE, "criteria": [{**MEASURE["criteria"][0], "when": when}]}


def with_amount(amount: Any) -> Any:
    return {**MEASURE, "funding": {"kind": "cash", "award": "formula", "amount": amount}}


@pytest.mark.parametrize("operator", SYNTAX)
def test_each_operator_is_known(operator: str) -> None:
    shape = SYNTAX[operator].shape
    scalar: Any = "2025-01-01" if operator in ("before", "after") else "x" if operator in ("any_of", "all_of", "none_of") else 1
    operand = {"one": scalar, "several": [scalar], "pair": [scalar, scalar]}[shape]
    assert errors("measures", with_condition({"fact": "a.b", operator: operand})) == []
    assert errors("measures", with_condition({"fact": "a.b", operator: {}}))
    assert errors("measures", with_condition({"fact": "a.b", operator: [scalar] if shape == "one" else scalar}))
    assert errors("measures", with_condition({"fact": "a.b", operator: []}))
    on_ratio = errors("measures", with_condition({"ratio": ["a.b", "c.d"], operator: operand}))
    assert (on_ratio == []) == SYNTAX[operator].on_ratio


def test_each_form_of_an_amount_is_known() -> None:
    assert set(AMOUNT_KEYS) == {key for keys, _ in AMOUNT_FORMS.values() for key in keys} | {"cap"}
    tier = {"when": {"fact": "a.b", "is": True}, "amount": 1}
    for amount in (
        1,
        0.5,
        {"fact": "a.b"},
        {"rate": 0.3, "of": 1},
        {"up_to": {"fact": "a.b"}, "cap": 5},
        {"smaller_of": [1, 2]},
        {"larger_of": [1, 2, 3]},
        {"sum": [1, 2]},
        {"difference": [1, 2]},
        {"tiers": [tier]},
        {"tiers": [tier], "otherwise": 3},
        {"first_known": [{"fact": "a.b"}, 1]},
        {"table": "t", "column": "c"},
        {"table": "t", "column": "c", "year": "a.b", "cap": {"sum": [1, 2]}},
    ):
        assert errors("measures", with_amount(amount)) == [], amount


BEYOND_A_SCHEMA = {
    "ends in the wrong order",
    "days in the wrong order",
    "ratio with ends in the wrong order",
    "one end of another kind",
    "a day for money",
    "equality on a day",
    "a day that does not exist",
    "a day written in another way",
}
"""Which of two values is larger, and of one kind with the other, no schema says; days are a text with a format to it."""


def is_json(data: Any) -> bool:
    if isinstance(data, dict):
        return all(map(is_json, data.values()))
    return all(map(is_json, data)) if isinstance(data, list) else not isinstance(data, Decimal) or data.is_finite()


@pytest.mark.parametrize("case", [*wrong("wrong-conditions"), *wrong("wrong-amounts")], ids=lambda case: case["name"])
def test_the_schema_refuses_a_rule_whose_form_is_wrong(case: Case) -> None:
    rule = case.get("when", case.get("amount"))
    if not is_json(rule):
        pytest.skip("JSON has no such number")
    read: Any = read_condition if "when" in case else read_amount
    found = errors("measures", with_condition(rule) if "when" in case else with_amount(rule))
    form_is_right = read(rule, RuleContext()) is not None
    assert (found == []) == form_is_right or case["name"] in BEYOND_A_SCHEMA
