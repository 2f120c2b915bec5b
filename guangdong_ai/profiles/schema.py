"""The JSON Schema (2020-12) of a profile file, for editors and for programs that write profiles."""

from collections.abc import Sequence
from typing import Any

from guangdong_ai.catalogue.fact import Choice, Fact, FactSection
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.asked_up_to import ASKED_UP_TO, STAGES
from guangdong_ai.profiles.credit_code import ALPHABET, LENGTH
from guangdong_ai.profiles.document_findings import SCHEMA
from guangdong_ai.rules.kinds import KINDS
from guangdong_ai.rules.value import NEVER


def profile_schema(sections: Sequence[FactSection]) -> dict[str, Any]:
    """The schema of a profile file with the facts of ``sections``. Titles and descriptions are in both languages; a date is its text."""
    facts = [fact for section in sections for fact in section.facts]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _both(Text("申报单位档案", "Profile of an applicant")),
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA, "title": _both(Text("档案格式版本", "Version of the form of the file"))},
            "dont_know": {
                "title": _both(Text("已询问但不清楚的信息项", "Facts asked for and not known")),
                "type": "array",
                "items": {"enum": [fact.id for fact in facts]},
                "uniqueItems": True,
            },
            ASKED_UP_TO: {
                "title": _both(Text("问卷问到哪里（由 ask 写入）", "How far the questionnaire has come (ask writes it)")),
                "enum": list(STAGES),
            },
            **{section.section: _table(section) for section in sections},
        },
        "required": ["schema"],
        "additionalProperties": False,
    }


def _table(section: FactSection) -> dict[str, Any]:
    return {
        "title": _both(section.title),
        "type": "object",
        "properties": {fact.name: _fact(fact) for fact in section.facts},
        "additionalProperties": False,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    texts = [fact.question, *([fact.help] if fact.help else [])]
    description = "\n".join([" ".join(text.zh for text in texts), " ".join(text.en for text in texts)])
    return {"title": _both(fact.label), "description": description, **_value(fact)}


def _value(fact: Fact) -> dict[str, Any]:
    schema = dict(KINDS[fact.kind].schema)
    if fact.traits.is_multi_valued:
        return {**schema, "items": _one_of(fact.choices)}
    if fact.traits.has_choices:
        return _one_of(fact.choices)
    if fact.format == "credit_code":
        return {"type": "string", "pattern": f"^[{ALPHABET}]{{{LENGTH}}}$"}
    if fact.never:
        return {"anyOf": [schema, {"const": NEVER, "title": _both(fact.never)}]}
    return schema


def _one_of(choices: Sequence[Choice]) -> dict[str, Any]:
    return {"oneOf": [{"const": choice.id, "title": _both(choice.label)} for choice in choices]}


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"
