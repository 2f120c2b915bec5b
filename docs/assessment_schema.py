"""The JSON Schema of ``check --format json``: every key of an assessment with what it means. docs/json.md is made from it."""  # the scripts of this folder are no package

from collections.abc import Mapping
from typing import Any, get_args

from guangdong_ai.assessment.criteria import CriterionOutcome, Eligibility
from guangdong_ai.assessment.near_misses.options import Effort
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.catalogue.funding import FundingKind
from guangdong_ai.catalogue.stacking_rule import CapPer, StackingForm
from guangdong_ai.reports.content.data.assessment import SCHEMA
from guangdong_ai.rules.source import Confidence

Schema = dict[str, Any]


def assessment_schema() -> Schema:
    """The schema. Nothing is optional: what is not known is null or an empty list."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Assessment",
        "description": "A catalogue held against the profile of one applicant on one day.",
        **_table(
            {
                "schema": _means("The name of this form; another number means other keys.", {"const": SCHEMA}),
                "as_of": _means("The day of the assessment.", _DAY),
                "catalogue": _means("The catalogue that was used.", _CATALOGUE),
                "profile": _means("The answers that were used.", _PROFILE),
                "measures": _means("Every measure of the catalogue, ineligible ones too, in catalogue order.", _list(_MEASURE)),
                "totals": _means("What the best permitted combination may bring.", _TOTALS),
                "next_question": _means(
                    "The fact that can settle the most for measures that are not closed; null: no answer can change anything for them.",
                    _or_null(_FACT_ID),
                ),
                "warnings": _means(
                    "What is out of date or soon will be, and what nobody could have known on the day.", _list({"$ref": "#/$defs/text"})
                ),
                "coverage": _means(
                    "What the catalogue lacks for an applicant with these answers: a city whose own measures nobody has searched, say.",
                    _list(_GAP),
                ),
                "near_misses": _means(
                    "Measures that are neither eligible nor conditional, unless their document is over, the most money for effort first, those that only another place would open last.",
                    _list(_NEAR_MISS),
                ),
            }
        ),
        "$defs": {"text": _TEXT, "source": _SOURCE, "value": _VALUE},
    }


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


def _table(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}


def _means(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_STRING: Schema = {"type": "string", "minLength": 1}
_FACT_ID: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_YUAN: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {
    "title": "Text",
    "description": "The same statement in Chinese and in English.",
    **_table({"zh": _STRING, "en": _STRING}),
}
_SOURCE: Schema = {
    "title": "Source",
    "description": "A place in a policy document.",
    **_table(
        {
            "document": _means("The document's id.", _STRING),
            "article": _means("Article or chapter; null: not seen.", _or_null(_STRING)),
            "confidence": _means("How sure the catalogue is.", {"enum": list(get_args(Confidence))}),
            "note": _means("A remark on it.", _or_null({"$ref": "#/$defs/text"})),
        }
    ),
}
_A_TEXT: Schema = {"$ref": "#/$defs/text"}
_A_SOURCE: Schema = {"$ref": "#/$defs/source"}

_CATALOGUE = _table(
    {
        "version": _means("Its version.", _STRING),
        "digest": _means("`sha256:` and the digest of its files.", {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
        "reviewed_on": _means("The day on which it was last held against what is published.", _DAY),
    }
)
_PROFILE = _table(
    {
        "name": _means("The applicant's name, if given.", _or_null(_STRING)),
        "facts": _means(
            "The known facts by id. Choices are lists of ids, days ISO dates, money yuan, shares from 0 to 1. A fact that is absent is unknown.",
            {"type": "object", "propertyNames": _FACT_ID, "additionalProperties": {"type": ["string", "number", "boolean", "array"]}},
        ),
        "dont_know": _means("Facts that were asked for and are not known.", _list(_FACT_ID)),
        "implied": _means(
            "What follows from the facts that were given, by id: known, never asked. Null: none of the choices.",
            {"type": "object", "propertyNames": _FACT_ID, "additionalProperties": {"type": ["string", "number", "boolean", "null"]}},
        ),
    }
)
_GAP = _table(
    {
        "fact": _means("The fact that was answered.", _FACT_ID),
        "choice": _means("The answer.", _STRING),
        "state": _means("Nobody has looked, or something is missing although somebody has.", {"enum": ["not_searched", "incomplete"]}),
        "text": _means("What is missing, in words.", _A_TEXT),
    }
)
_WINDOW = _table(
    {
        "state": _means("Whether applications are taken on the day.", {"enum": list(get_args(WindowState))}),
        "opens": _means("The first day; null: not published or not seen.", _or_null(_DAY)),
        "closes": _means("The last day, inclusive; null: not published or not seen.", _or_null(_DAY)),
        "days_left": _means("Days from `as_of` to the last day, 0 on it; only while open.", _or_null({"type": "integer", "minimum": 0})),
        "weekdays_left": _means(
            "The Mondays to Fridays among these days; public holidays are not taken off, make-up working days not added.",
            _or_null({"type": "integer", "minimum": 0}),
        ),
        "working_days_left": _means(
            "The working days among these days, without public holidays and with make-up working days; null also where not all holidays are "
            "announced yet, or not known to this version.",
            _or_null({"type": "integer", "minimum": 0}),
        ),
        "call": _means(
            "The round of applications that the state comes from.",
            _or_null(_table({"id": _means("Its id.", _STRING), "title": _means("Its title.", _A_TEXT)})),
        ),
        "note": _means("Why the state is what it is, where that is not plain.", _or_null(_A_TEXT)),
        "source": _means("Where the state and its days come from; null: nothing is published.", _or_null(_A_SOURCE)),
    }
)
_ROW = _table(
    {
        "key": _means("The applicant's key in the table, for example its city.", _STRING),
        "column": _means("The column of the table.", _STRING),
        "low": _means("The figure's low end; null: looked for and not found.", _or_null(_YUAN)),
        "high": _means("The figure's high end; null: looked for and not found.", _or_null(_YUAN)),
        "source": _means("Where the figure stands.", _or_null(_A_SOURCE)),
        "note": _means("A remark on the figure.", _or_null(_A_TEXT)),
    }
)
_FUNDING = _table(
    {
        "kind": _means("What the measure brings. Only `cash` and `voucher` have amounts.", {"enum": list(get_args(FundingKind))}),
        "low": _means("Whole yuan; null: the kind has no amount.", _or_null(_YUAN)),
        "high": _means("Whole yuan; null: the kind has no amount, or, beside a `low`, no upper figure can be given.", _or_null(_YUAN)),
        "note": _means("What limits or explains the amount.", _or_null(_A_TEXT)),
        "missing": _means("Facts that would make the amount more exact.", _list(_FACT_ID)),
        "estimated_from": _means("Rows of tables that the amount rests on. With a figure in one of them it is an estimate.", _list(_ROW)),
    }
)
_CRITERION = _table(
    {
        "id": _means("Its id within the measure.", _STRING),
        "call": _means("The call that it belongs to; null: the measure's own.", _or_null(_STRING)),
        "outcome": _means(
            "What came out; `review`: what can be computed is met, people judge the rest.", {"enum": list(get_args(CriterionOutcome))}
        ),
        "decisive": _means("Whether the eligibility is what it is because of this one.", {"type": "boolean"}),
        "facts": _means("The facts that it looks at.", _list(_FACT_ID)),
        "missing": _means("Unknown facts that can still settle it.", _list(_FACT_ID)),
        "text": _means("The condition in words.", _A_TEXT),
        "review": _means("What people judge.", _or_null(_A_TEXT)),
        "source": _means("Where the condition stands.", _A_SOURCE),
    }
)
_MEASURE = _table(
    {
        "id": _means("Its id.", _STRING),
        "document": _means("The id of its policy document.", _STRING),
        "article": _means("Article of the document; null: it has none, or it was not seen.", _or_null(_STRING)),
        "title": _means("Its title.", _A_TEXT),
        "eligibility": _means("The first axis of the result.", {"enum": list(get_args(Eligibility))}),
        "window": _means("The second axis of the result.", _WINDOW),
        "funding": _means("What it may bring to this applicant.", _FUNDING),
        "criteria": _means("Its criteria and those of the call, in order.", _list(_CRITERION)),
        "missing": _means("Facts that the eligibility still depends on.", _list(_FACT_ID)),
        "open_questions": _means("What the published text does not say.", _list(_A_TEXT)),
        "published_later": _means(
            "Documents that the result rests on although they had not been published on the day.",
            _list(
                _table(
                    {
                        "document": _means("The document's id.", _STRING),
                        "day": _means("The day from which it counts as published.", _DAY),
                    }
                )
            ),
        ),
        "publication_unknown": _means(
            "Documents that the result rests on and of which it is not known whether they had been published on the day.", _list(_STRING)
        ),
    }
)
_BEARING = _table(
    {
        "rule": _means("The rule's id.", _STRING),
        "form": _means("What the rule does to the measures; see docs/stacking.md.", {"enum": list(get_args(StackingForm))}),
        "measures": _means("The measures to which it does so here.", _list(_STRING)),
        "most": _means("The cap in whole yuan; null: the rule has none.", _or_null(_YUAN)),
        "per": _means("What the cap is for; null: the rule has none.", _or_null({"enum": list(get_args(CapPer))})),
        "text": _means("The rule in words.", _A_TEXT),
        "source": _means("Where it stands.", _A_SOURCE),
    }
)
_VALUE: Schema = {
    "title": "Value",
    "description": "A value of a fact, as in `profile.facts`.",
    "type": ["string", "number", "boolean", "array"],
}
_REQUIREMENT = _table(
    {
        "fact": _means("The fact.", _FACT_ID),
        "now": _means("What it is; null: not known.", _or_null({"$ref": "#/$defs/value"})),
        "target": _means("The nearest value that will do; null: a text, any but some.", _or_null({"$ref": "#/$defs/value"})),
        "effort": _means(
            "How it can be changed, as declared of the fact; `answer`: it is not known, and must turn out so or be changed.",
            {"enum": list(get_args(Effort))},
        ),
    }
)
_NEAR_MISS = _table(
    {
        "measure": _means("The measure.", _STRING),
        "complete": _means("Whether these are all smallest sets of changes; false: the search was cut off.", {"type": "boolean"}),
        "ways": _means(
            "Smallest sets of changes that open the measure, the most money for effort first, those that take another place last; of no way any part can be left out.",
            _list(
                _table(
                    {
                        "eligibility": _means("What the measure would then be.", {"enum": ["eligible", "conditional"]}),
                        "low": _means("Whole yuan that it would then bring at least; null: the kind has no amount.", _or_null(_YUAN)),
                        "high": _means("Whole yuan that it may then bring; null: as in `measures[].funding.high`.", _or_null(_YUAN)),
                        "effort": _means(
                            "The effort of all requirements: 1 for an answer, 2 for a quick change, 4 for a slow one, 8 for a hard one or another place.",
                            {"type": "integer", "minimum": 1},
                        ),
                        "within_reach": _means(
                            "Whether it takes quick and slow changes only: nothing unknown, nothing hard, no other place.",
                            {"type": "boolean"},
                        ),
                        "requirements": _means("The facts that have to change or to turn out so.", _list(_REQUIREMENT)),
                    }
                )
            ),
        ),
        "obstacles": _means(
            "Without ways: the criteria that nothing the applicant can change would meet; none: they exclude each other.",
            _list(
                _table(
                    {
                        "criterion": _means("The criterion's id.", _STRING),
                        "call": _means("The call that it belongs to; null: the measure's own.", _or_null(_STRING)),
                        "facts": _means("The known facts in its way, which stay as they are.", _list(_FACT_ID)),
                    }
                )
            ),
        ),
    }
)
_TOTALS = _table(
    {
        "low": _means(
            "Whole yuan that the best permitted combination of eligible and conditional measures gives at least; null: there is no sum, since "
            "next to nothing is known of the applicant (docs/stacking.md).",
            _or_null(_YUAN),
        ),
        "high": _means("Whole yuan that it may give; null beside a `low`: no upper figure can be given.", _or_null(_YUAN)),
        "if_all_met": _means("What `high` would be if every undetermined measure were met too; null as for `high`.", _or_null(_YUAN)),
        "counted": _means("The measures in the combination of `high`.", _list(_STRING)),
        "left_out": _means(
            "Measures with money that are not in it.",
            _list(_table({"id": _means("The measure.", _STRING), "because": _means("Why it is left out.", _A_TEXT)})),
        ),
        "limits": _means("Stacking rules because of which `high` or `if_all_met` is less than the sum of its measures.", _list(_BEARING)),
        "doubts": _means(
            "Stacking rules of which it is not published whether they hold: `low` is as if they did, `high` and `if_all_met` as if they did not.",
            _list(_BEARING),
        ),
    }
)
