"""One flag for each fact, made from the catalogue, and the answers given by flags and ``--set``."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import typer
from typer.core import TyperOption

from guangdong_ai.catalogue.fact import Fact, Section
from guangdong_ai.cli.completion.values import answers_to
from guangdong_ai.cli.flag_name import flag_of
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind, Value
from guangdong_ai.text import Language, Text

if TYPE_CHECKING:
    from guangdong_ai.profiles.unknown import Unknown

Given = list[tuple[str, str, str]]
"""Answers as they were typed: the flag, the fact's id, the text."""


def fact_options(sections: Sequence[Section], language: Language) -> list[TyperOption]:
    """An option for each fact, in a help panel for each section. Their values are collected in the context's ``obj``."""
    return [
        TyperOption(
            param_decls=[flag_of(fact.id)],
            type=str,
            multiple=True,
            default=None,
            required=False,
            show_default=False,
            expose_value=False,
            callback=_collect(fact),
            help=fact.label.in_language(language),
            metavar=_METAVARS[fact.kind].in_language(language),
            rich_help_panel=section.title.in_language(language),
            autocompletion=answers_to(fact, language),
        )
        for section in sections
        for fact in section.facts
    ]


_METAVARS: Mapping[Kind, Text] = Registry(
    "flags",
    "kinds",
    {
        "text": Text("文字", "TEXT"),
        "choice": Text("选项", "CHOICE"),
        "choices": Text("选项,…", "CHOICE,…"),
        "yes_no": Text("是|否", "YES|NO"),
        "count": Text("数量", "COUNT"),
        "money": Text("金额", "YUAN"),
        "share": Text("比例", "SHARE"),
        "year": Text("年份", "YEAR"),
        "date": Text("日期", "DATE"),
    },
)


def _collect(fact: Fact) -> Callable[[typer.Context, object, Sequence[str] | None], None]:
    def callback(context: typer.Context, _option: object, values: Sequence[str] | None) -> None:
        given: Given = context.ensure_object(list)
        given += [(flag_of(fact.id), fact.id, value) for value in values or ()]

    return callback


def settings(pairs: Sequence[str]) -> Given:
    """What ``--set fact.id=value`` says. Raises WrongUsage for one without ``=``."""
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
    """The values of all answers. Raises Refused with everything that is wrong with them."""
    if not given:
        return {}
    from guangdong_ai.profiles.typed_value import parse_text

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
        elif len(typed) > 1 and fact.kind != "choices":
            findings.append(
                Finding(
                    message=Text(f"“{fact.label.zh}”给了 {len(typed)} 次", f"{fact.label.en}: given {len(typed)} times"),
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
    from guangdong_ai.suggestion import closest, did_you_mean

    near = closest(fact_id, list(facts))
    return Finding(
        message=Text(f"没有这个信息项：{fact_id}", f"no such fact: {fact_id}"),
        hint=did_you_mean(near, facts[near].label) if near else Text("全部信息项", "all facts"),
        command=() if near else ("profile", "template"),
        place=place,
    )
