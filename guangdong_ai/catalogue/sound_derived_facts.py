"""What can be wrong in a derived fact: a form that is not whole, facts that are not declared or of another kind, a circle."""

from collections.abc import Iterator, Mapping
from typing import Any

from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import RuleContext, Signature
from guangdong_ai.rules.kinds import AMOUNTS
from guangdong_ai.rules.read_condition import read_condition
from guangdong_ai.rules.value import Kind

_KINDS: Mapping[str, Kind] = {
    "ratio": "share",
    "growth": "share",
    "sum": "money",
    "average": "money",
    "ratio_of_sums": "share",
    "months_since": "months",
    "by": "choice",
}
"""The kind of fact that each form makes."""


def wrong_in_derived_fact(
    derived: DerivedFact, plain: Mapping[str, Any], facts: Mapping[str, Fact], signatures: Mapping[str, Signature]
) -> Iterator[Finding]:
    """What is wrong with the derived fact, which is written as ``plain``, where ``facts`` are declared."""
    context = RuleContext(facts=signatures)
    if len(derived.forms) != 1:
        names = ", ".join(_KINDS)
        context.wrong((), Text(f"须有且只有其中一项：{names}", f"exactly one of these is needed: {names}"))
    else:
        _of_kind(derived.fact, (_KINDS[derived.forms[0]],), context, ("fact",))
    for index, fact in enumerate(derived.ratio or ()):
        _of_kind(fact, AMOUNTS, context, ("ratio", index))
    if derived.growth is not None:
        _of_kind(derived.growth.later, ("money",), context, ("growth", "later"))
        _of_kind(derived.growth.earlier, ("money",), context, ("growth", "earlier"))
        if derived.growth.years < 1:
            context.wrong(("growth", "years"), Text("至少一年", "one year at least"))
    for path, several in _summed(derived):
        for index, fact in enumerate(several):
            _of_kind(fact, ("money",), context, (*path, index))
            if fact in several[:index]:
                context.wrong((*path, index), Text(f"重复：{fact}", f"named twice: {fact}"))
        if len(several) < (1 if path[0] == "ratio_of_sums" else 2):
            context.wrong(path, Text("项数太少", "too few"))
    sums = derived.ratio_of_sums
    if sums is not None and set(sums.of) & set(sums.by):
        both = ", ".join(sorted(set(sums.of) & set(sums.by)))
        context.wrong(("ratio_of_sums",), Text(f"分子分母都有：{both}", f"on both sides: {both}"))
    if derived.tolerance is not None and derived.tolerance < 0:
        context.wrong(("tolerance",), Text("不能为负", "below zero"))
    if derived.months_since is not None:
        _of_kind(derived.months_since, ("date",), context, ("months_since",))
    if derived.by is not None and _of_kind(derived.by, ("choice",), context, ("by",)) and derived.fact in facts:
        _groups(derived, plain, facts, context)
    yield from context.findings


def _summed(derived: DerivedFact) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    """What is added up, and where it stands."""
    for key, several in (("sum", derived.sum), ("average", derived.average)):
        if several:
            yield (key,), several
    if derived.ratio_of_sums is not None:
        yield ("ratio_of_sums", "of"), derived.ratio_of_sums.of
        yield ("ratio_of_sums", "by"), derived.ratio_of_sums.by


def _groups(derived: DerivedFact, plain: Mapping[str, Any], facts: Mapping[str, Fact], context: RuleContext) -> None:
    """Each group is for other choices, and leads to choices of the fact by rules about other facts."""
    choices = _choices_of(facts[derived.by or ""])
    results = _choices_of(facts[derived.fact])
    if not derived.groups:
        context.wrong(("groups",), Text("至少要有一组", "at least one group is needed"))
    seen: set[str] = set()
    reached: set[str] = set()
    for index, group in enumerate(derived.groups):
        path: KeyPath = ("groups", index)
        for place, choice in enumerate(group.of):
            if choice not in choices:
                context.unknown_name((*path, "of", place), Text("选项", "choice"), choice, choices)
            elif choice in seen:
                context.wrong((*path, "of", place), Text(f"{choice} 已在前面的组中", f"{choice} is in an earlier group"))
            seen.add(choice)
        for where, then in (
            (("otherwise",), group.otherwise),
            *((("rules", at, "then"), rule.then) for at, rule in enumerate(group.rules)),
        ):
            if then not in results:
                context.unknown_name((*path, *where), Text("选项", "choice"), then, results)
        reached.update((group.otherwise, *(rule.then for rule in group.rules)))
        for at, rule in enumerate(plain["groups"][index].get("rules", ())):
            read_condition(rule["when"], context, (*path, "rules", at, "when"))
    for place, choice in enumerate(derived.unknown_for):
        if choice not in choices:
            context.unknown_name(("unknown_for", place), Text("选项", "choice"), choice, choices)
        elif choice in seen:
            context.wrong(("unknown_for", place), Text(f"{choice} 已在一组中", f"{choice} is in a group"))
        seen.add(choice)
    left = [choice for choice in choices if choice not in seen]
    if left:
        names = ", ".join(left)
        context.wrong(
            ("groups",),
            Text(f"没有说明 {names} 时如何得出", f"nothing says what it is for {names}"),
            Text("放进一组，或写入 unknown_for", "put it into a group, or into unknown_for"),
        )
    for choice in results:
        if choice not in reached:
            context.wrong(("groups",), Text(f"没有规则得出 {choice}", f"nothing leads to {choice}"))


def _choices_of(fact: Fact) -> tuple[str, ...]:
    """The ids of the choices of the fact; () where it has none."""
    return tuple(choice.id for choice in fact.choices)


def _of_kind(fact: str, kinds: tuple[Kind, ...], context: RuleContext, path: KeyPath) -> bool:
    signature = context.signature(fact, path)
    if signature is None:
        return False
    if signature.kind not in kinds:
        accepted = ", ".join(kinds)
        context.wrong(
            path,
            Text(
                f"{fact} 的类型是 {signature.kind}，这里须是 {accepted}", f"{fact} is of kind {signature.kind}; {accepted} is needed here"
            ),
        )
        return False
    return True
