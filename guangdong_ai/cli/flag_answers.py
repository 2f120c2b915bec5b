"""The answers from flags and ``--set``, read as values of their facts. Independent of how the command line was parsed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.usage_error import WrongUsage
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.value import Value

if TYPE_CHECKING:
    from guangdong_ai.profiles.unknown import Unknown

Given = list[tuple[str, str, str]]
"""Answers as they were typed: the flag, the fact's id, the text."""


def settings(pairs: Sequence[str]) -> Given:
    """The answers in ``--set fact.id=value``. Raises WrongUsage for one without ``=``."""
    for pair in pairs:
        if "=" not in pair:
            raise WrongUsage(
                Text(f"--set 缺少等号：{pair}", f"--set without an equals sign: {pair}"),
                Text("写法：--set enterprise.city=guangzhou", "written like --set enterprise.city=guangzhou"),
            )
    return [("--set", *_split(pair)) for pair in pairs]


def _split(pair: str) -> tuple[str, str]:
    fact_id, _, text = pair.partition("=")
    return fact_id.strip(), text


def answers(given: Given, facts: Mapping[str, Fact]) -> "dict[str, Value | Unknown]":
    """The values of all answers. Raises Refused with all findings."""
    if not given:
        return {}
    from guangdong_ai.profiles.parse_text import parse_text

    values: dict[str, Value | Unknown] = {}
    findings: list[Finding] = []
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for flag, fact_id, text in given:
        texts[fact_id].append((flag, text))
    for fact_id, typed in texts.items():
        place = Place(key=" ".join(dict.fromkeys(f"--set {fact_id}" if flag == "--set" else flag for flag, _ in typed)))
        fact = facts.get(fact_id)
        if fact is None:
            findings.append(_unknown_fact(fact_id, facts, place))
        elif len(typed) > 1 and not fact.traits.is_multi_valued:
            findings.append(
                Finding(
                    message=Text("“{}”给了 {} 次", "{}: given {} times").format(fact.label, len(typed)),
                    hint=Text("只保留一个", "keep one of them"),
                    place=place,
                )
            )
        else:
            value = parse_text(fact, ",".join(text for _, text in typed))
            if isinstance(value, Finding):
                findings.append(Finding(message=value.message, hint=value.hint, place=place))
            else:
                values[fact_id] = value
    if findings:
        raise Refused(findings)
    return values


def _unknown_fact(fact_id: str, facts: Mapping[str, Fact], place: Place) -> Finding:
    from guangdong_ai.foundation.suggestion import closest, did_you_mean

    near = closest(fact_id, list(facts))
    return Finding(
        message=Text(f"没有这个信息项：{fact_id}", f"no such fact: {fact_id}"),
        hint=did_you_mean(near, facts[near].label) if near else Text("全部信息项", "all facts"),
        command=() if near else ("profile", "template"),
        place=place,
    )
