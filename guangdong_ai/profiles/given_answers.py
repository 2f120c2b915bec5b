"""Answers from a program: a mapping by ids of facts, flat, in tables as in a profile file, or mixed.

One rule for every value: a text is read as if typed (``"300万"``, ``"广州"``, ``"unknown"``), anything else is checked as in a
file, and None is no answer.
"""

import math
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import key_name
from guangdong_ai.profiles.check_value import check_value, findings_about
from guangdong_ai.profiles.document_findings import OWN_KEYS, dont_know_findings, schema_findings
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.profiles.unknown_key import unknown_fact, unknown_fact_id, unknown_table
from guangdong_ai.rules.value import Value

MOST_FINDINGS = 100
"""With more, what was given has one fault throughout: it is no answers at all, say."""


def given_answers(answers: Mapping[Any, Any], facts: Mapping[str, Fact]) -> dict[str, Value | Unknown]:
    """The answers by fact, in the order of the catalogue; UNKNOWN where the answer is that it is not known. Raises Refused with all findings.

    Contradictions between answers are not checked here.
    """
    reader = _Reader(facts)
    findings = []
    for finding in reader.findings(answers):
        findings.append(replace(finding, place=Place(key=_key(finding))))
        if len(findings) > MOST_FINDINGS:
            message = Text(f"还有更多问题，只列出前 {MOST_FINDINGS} 个", f"there is more: only the first {MOST_FINDINGS} are listed")
            raise Refused([*findings[:MOST_FINDINGS], Finding(message=message)])
    if findings:
        raise Refused(findings)
    return {fact_id: reader.values[fact_id] for fact_id in facts if fact_id in reader.values}


def _key(finding: Finding) -> str | None:
    name = finding.place.key or key_name(finding.path)
    if len(finding.path) > 2:
        name = key_name(finding.path)
    return name and one_line(name)


class _Reader:
    """Collects ``values`` while findings are produced."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._sections = {fact.section for fact in facts.values()}
        self.values: dict[str, Value | Unknown] = {}

    def findings(self, answers: Mapping[Any, Any]) -> Iterator[Finding]:
        """All findings, lazily."""
        given: dict[str, Any] = {}
        for key, value in answers.items():
            if key == "schema" and value is not None:
                yield from schema_findings({"schema": value})
            elif key not in OWN_KEYS:
                yield from self._flat(key, value, given)
        for fact_id, value in given.items():
            yield from self._value(self._facts[fact_id], value)
        dont_know = as_in_file(answers.get("dont_know"))
        if dont_know is not None:
            yield from self._dont_know(dont_know)

    def _flat(self, key: Any, value: Any, given: dict[str, Any]) -> Iterator[Finding]:
        """Put what ``key`` answers into ``given``: one fact by its id, or those of a section by their names."""
        if not isinstance(key, str):
            words = quoted(key)
            message = Text("键{}不是信息项的编号", "the key {} is not the id of a fact").format(words)
            yield Finding(message=message, hint=Text("写成 enterprise.city", "written like enterprise.city"))
        elif key in self._facts:
            if value is not None:
                yield from self._once(self._facts[key], value, given)
        elif not isinstance(value, Mapping):
            if key not in self._sections:
                yield replace(unknown_fact_id(key, self._facts), path=(key,))
            elif value is not None:
                yield _no_section(key, value)
        elif key not in self._sections:
            yield unknown_table(key, self._facts, OWN_KEYS)
        else:
            for name, inner in value.items():
                fact = self._facts.get(f"{key}.{name}")
                if fact is None:
                    yield unknown_fact(key, str(name), self._facts)
                elif inner is not None:
                    yield from self._once(fact, inner, given)

    def _once(self, fact: Fact, value: Any, given: dict[str, Any]) -> Iterator[Finding]:
        if fact.id in given:
            label = fact.label
            message = Text("“{}”给了两次", "{} is given twice").format(label)
            yield Finding(message=message, hint=Text("只保留一个", "keep one of them"), place=Place(key=fact.id))
        given[fact.id] = value

    def _value(self, fact: Fact, value: Any) -> Iterator[Finding]:
        plain = as_in_file(value)
        checked = parse_text(fact, plain) if isinstance(plain, str) else check_value(fact, plain)
        if not isinstance(checked, Finding):
            self.values[fact.id] = checked
        elif isinstance(plain, str):
            yield checked
        else:
            no_number = isinstance(plain, float)
            hint = Text("没有答案时用 None", "None says that there is no answer")
            yield from (replace(found, hint=hint) if no_number else found for found in findings_about(fact, plain))

    def _dont_know(self, dont_know: Any) -> Iterator[Finding]:
        answered: dict[str, dict[str, object]] = {}
        for fact_id, value in self.values.items():
            if not isinstance(value, Unknown):
                fact = self._facts[fact_id]
                answered.setdefault(fact.section, {})[fact.name] = value
        sound = True
        for finding in dont_know_findings(dont_know, answered, self._facts):
            sound = False
            yield finding
        if sound:
            self.values |= dict.fromkeys(dont_know, UNKNOWN)


def _no_section(section: str, value: object) -> Finding:
    given = quoted(value)
    message = Text("给出的是{}，应为这一部分中各信息项的映射", "given {}, expected a mapping of the facts in this section").format(given)
    example = f'{{"{section}": {{…}}}}'
    return Finding(message=message, hint=Text(f"如 {example}", f"like {example}"), path=(section,))


def as_in_file(value: Any) -> Any:
    """``value`` as a file would give it.

    A float becomes the shortest Decimal that reads back as it, or a whole number; a tuple or a set an array; scalars and arrays of numpy become
    plain values. NaN and infinity stay floats.
    """
    if isinstance(getattr(value, "shape", None), tuple) and callable(getattr(value, "tolist", None)):
        value = value.tolist()
    if isinstance(value, AbstractSet):
        value = sorted(value, key=str)
    if isinstance(value, tuple | list):
        return [_number_in_file(element) for element in value]
    return dict(value) if isinstance(value, Mapping) else _number_in_file(value)


def _number_in_file(value: Any) -> Any:
    if not isinstance(value, float) or not math.isfinite(value):
        return value
    return int(value) if value.is_integer() else Decimal(repr(value))


def again_checked(profile: Profile, facts: Mapping[str, Fact]) -> Profile:
    """Check a profile that a program hands over: from another catalogue, perhaps, or made by hand. Raises Refused with all findings.

    Its values are taken as they are: no text in it is read as if typed.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for fact_id, value in profile.facts.items():
        fact = facts.get(fact_id)
        checked = unknown_fact_id(fact_id, facts) if fact is None else check_value(fact, as_in_file(value))
        if isinstance(checked, Finding):
            findings.append(replace(checked, place=Place(key=fact_id)))
        else:
            values[fact_id] = checked
    if findings:
        raise Refused(findings)
    return replace(profile, facts=values)
