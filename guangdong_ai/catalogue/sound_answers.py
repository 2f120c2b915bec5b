"""Checks of choices, implications, contradictions and dependent questions: incomplete forms, undeclared facts, wrong kinds."""

from collections.abc import Iterator, Mapping
from typing import Any

from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import Compare, facts_of
from guangdong_ai.rules.context import RuleContext, Signature
from guangdong_ai.rules.kinds import IN_TIME, SINGLE_CHOICE
from guangdong_ai.rules.read_condition import read_condition


def wrong_in_choices(fact: Fact, path: KeyPath) -> Iterator[Finding]:
    """Findings about the answers of the fact at ``path``, where they are not those of its kind."""
    context = RuleContext()
    ids, traits = [choice.id for choice in fact.choices], fact.traits
    if traits.has_choices and (len(ids) < 2 or len(set(ids)) < len(ids)):
        context.wrong(path, Text("须有至少两个互不相同的选项", "at least two different choices are needed"))
    if fact.never is not None and not traits.can_be_never:
        context.wrong((*path, "never"), Text(f"{fact.kind} 不带 never", f"{fact.kind} has no never: only a year"))
    elif fact.none_of_these is not None and not traits.can_be_none_of_these:
        where = (*path, "none_of_these")
        context.wrong(where, Text(f"{fact.kind} 不带 none_of_these", f"{fact.kind} has no none_of_these: only a choice"))
    elif ids and not traits.has_choices:
        context.wrong((*path, "choices"), Text(f"{fact.kind} 不带选项", f"{fact.kind} has no choices"))
    yield from context.findings


def wrong_in_implication(
    implication: Implication, plain: Mapping[str, Any], path: KeyPath, facts: Mapping[str, Fact], signatures: Mapping[str, Signature]
) -> Iterator[Finding]:
    """Findings about the implication at ``path``, written as ``plain``, where ``facts`` are declared."""
    context = RuleContext(facts=signatures)
    for keys in (("given", "when"), ("then", "none_of")):
        _exactly_one(keys, plain, context, path)
    for key in ("when", "then"):
        if key in plain:
            read_condition(plain[key], context, (*path, key))
    if implication.given is not None:
        _choice_fact(implication.given, context, (*path, "given"))
    if implication.none_of is not None and _choice_fact(implication.none_of, context, (*path, "none_of")):
        fact = facts[implication.none_of]
        if fact.none_of_these is None:
            context.wrong(
                (*path, "none_of"),
                Text(f"{fact.id} 没有 none_of_these", f"{fact.id} has no none_of_these"),
                Text("在该信息项中写明都不是时叫什么", "let the fact say what it is called when no choice applies"),
            )
    if implication.then is not None and not _is_one_value(implication.then):
        context.wrong((*path, "then"), Text("then 应写成 fact 加 is", "then is written as a fact with is"))
    rests_on = () if implication.when is None else facts_of(implication.when)
    fact_id = _implied_fact(implication)
    if fact_id is not None and fact_id in (*rests_on, implication.given):
        context.wrong(path, Text("信息项不能由它自己推出", "a fact does not follow from itself"))
    yield from context.findings


def wrong_in_what_it_hangs_on(fact: Fact, path: KeyPath, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Findings about ``fact.hangs_on``, which is at ``path``, where ``facts`` are declared."""
    for place, other in enumerate(fact.hangs_on):
        if other == fact.id:
            wrong, hint = Text("信息项不能以自己为前提", "a fact does not depend on itself"), None
        elif other not in facts:
            wrong, hint = Text(f"未知的信息项：{other}", f"unknown fact: {other}"), None
        elif not facts[other].can_say_nothing:
            wrong = Text(f"{other} 没有表示“没有”的回答", f"no answer to {other} says that there is none")
            hint = Text(
                "可以是：是/否、多选、带 none 的年份、有一个选项标明 nothing = true 的单选",
                "it can be yes/no, several choices, a year with none, or a choice one of which has nothing = true",
            )
        else:
            continue
        yield Finding(message=wrong, hint=hint, path=(*path, place))


def wrong_in_contradiction(
    contradiction: Contradiction, plain: Mapping[str, Any], path: KeyPath, signatures: Mapping[str, Signature]
) -> Iterator[Finding]:
    """Findings about the contradiction at ``path``, written as ``plain``."""
    context = RuleContext(facts=signatures)
    _exactly_one(("when", "order", "past", "doubtful"), plain, context, path)
    if "when" in plain:
        read_condition(plain["when"], context, (*path, "when"))
    if contradiction.when is not None and len(facts_of(contradiction.when)) < 2:
        context.wrong(
            (*path, "when"),
            Text("至少涉及两个信息项", "at least two facts are needed"),
            Text("一个信息项自己的界限由它的类型决定", "what one fact alone may be follows from its kind"),
        )
    if "doubtful" in plain:
        read_condition(plain["doubtful"], context, (*path, "doubtful"))
    named = [(("order", index), fact) for index, fact in enumerate(contradiction.order or ())]
    named += [(("past", index), fact) for index, fact in enumerate(contradiction.past)]
    for place, fact in named:
        signature = context.signature(fact, (*path, *place))
        if signature is not None and signature.kind not in IN_TIME:
            context.wrong(
                (*path, *place),
                Text(f"{fact} 的类型是 {signature.kind}，不是日期或年份", f"{fact} is of kind {signature.kind}: neither a day nor a year"),
            )
    if contradiction.order is not None and len(set(contradiction.order)) == 1:
        context.wrong((*path, "order"), Text("须是两个不同的信息项", "two different facts are needed"))
    yield from context.findings


def _exactly_one(keys: tuple[str, ...], plain: Mapping[str, Any], context: RuleContext, path: KeyPath) -> None:
    given = [key for key in keys if plain.get(key) not in (None, [])]
    if len(given) != 1:
        names = ", ".join(keys)
        context.wrong(path, Text(f"须有且只有其中一项：{names}", f"exactly one of these is needed: {names}"))


def _choice_fact(fact: str, context: RuleContext, path: KeyPath) -> bool:
    signature = context.signature(fact, path)
    if signature is not None and signature.kind not in SINGLE_CHOICE:
        context.wrong(path, Text(f"{fact} 的类型是 {signature.kind}，不是单选", f"{fact} is of kind {signature.kind}, not a choice"))
        return False
    return signature is not None


def _is_one_value(then: object) -> bool:
    return isinstance(then, Compare) and then.operator == "in" and isinstance(then.operand, tuple) and len(then.operand) == 1


def _implied_fact(implication: Implication) -> str | None:
    return implication.then.fact if isinstance(implication.then, Compare) else implication.none_of
