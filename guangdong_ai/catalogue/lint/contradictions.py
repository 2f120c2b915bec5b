"""Criteria that no applicant can meet, that every applicant meets, or that contradict each other."""

from collections.abc import Iterator, Sequence

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.satisfiable import Signatures, can_be_false, can_be_true
from guangdong_ai.catalogue.lint.subject import Subject, criteria_of, error
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import Condition, Not
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_condition import read_condition


@record
class Rule:
    """A criterion that can be computed, and the place of its condition."""

    name: str
    when: Condition
    file: CheckedFile
    path: KeyPath


def a_criterion_tells_applicants_apart(subject: Subject) -> Iterator[Finding]:
    """Each criterion can be met by some applicant and failed by another."""
    facts = _signatures(subject)
    for rule in _all_rules(subject):
        if not can_be_true([rule.when], facts):
            yield error(
                rule.file,
                rule.path,
                Text(f"条件 {rule.name} 不可能满足", f"no applicant can ever meet the criterion {rule.name}"),
                Text("请检查其中的界限和选项是否互相排斥", "see whether its bounds or choices exclude each other"),
            )
        elif not can_be_false(rule.when, facts):
            yield error(
                rule.file,
                rule.path,
                Text(f"条件 {rule.name} 总是满足", f"every applicant meets the criterion {rule.name}"),
                Text("由主管部门认定的条件只写 review，不写 when", "a criterion that the authority decides has review and no when"),
            )


def criteria_agree(subject: Subject) -> Iterator[Finding]:
    """Some applicant can meet all criteria of a measure, together with those of each of its calls."""
    facts = _signatures(subject)
    calls = list(subject.declaring("calls"))
    told: set[frozenset[str]] = set()
    for file in subject.declaring("measures"):
        own = _rules(file)
        rounds = [_rules(call) for call in calls if isinstance(file.value, Measure) and file.value.id in call.value.measures]
        for rules in [[*own, *of_call] for of_call in rounds] or [own]:
            conflict = _conflict([rule for rule in rules if can_be_true([rule.when], facts)], facts)
            names = frozenset(f"{rule.file.value.id}/{rule.name}" for rule in conflict)
            if conflict and names not in told:
                told.add(names)
                yield _contradiction(file, conflict)


def _contradiction(file: CheckedFile, conflict: Sequence[Rule]) -> Finding:
    last, listed = conflict[-1], [rule.name for rule in conflict]
    measure = file.value.id
    return error(
        last.file,
        last.path,
        Text(
            f"没有申报单位能同时满足措施 {measure} 的这些条件：{'、'.join(listed)}",
            f"no applicant can meet these criteria of {measure} together: {', '.join(listed)}",
        ),
        Text("它们对同一信息项的要求互相排斥", "what they ask of one fact excludes each other"),
    )


def _conflict(rules: Sequence[Rule], facts: Signatures) -> Sequence[Rule]:
    """A smallest set of rules that nobody can meet together; () where somebody can meet them all."""
    if can_be_true([rule.when for rule in rules], facts):
        return ()
    needed = list(rules)
    for rule in rules:
        without = [other for other in needed if other is not rule]
        if not can_be_true([other.when for other in without], facts):
            needed = without
    return needed


def a_tier_can_be_reached(subject: Subject) -> Iterator[Finding]:
    """Each tier of an amount is for some applicant the first whose condition is true."""
    facts = _signatures(subject)
    for file in subject.declaring("measures"):
        for path, tiers in _tiers_in(file.plain.get("funding", {}), ("funding",)):
            conditions = [read_condition(tier["when"], RuleContext()) for tier in tiers]
            earlier: list[Condition] = []
            for index, condition in enumerate(conditions):
                if condition is None:
                    continue
                if not can_be_true([*earlier, condition], facts):
                    yield error(
                        file,
                        (*path, index),
                        Text("这一档永远轮不到", "this tier is never reached"),
                        Text(
                            "前面的档次已经覆盖了它，或者它的条件不可能满足", "earlier tiers cover it, or its condition can never be true"
                        ),
                    )
                earlier.append(Not(part=condition))


def _tiers_in(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, list[dict[str, object]]]]:
    """Each array of tiers in an amount, as written, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "tiers" and isinstance(value, list):
                yield (*path, key), value
            yield from _tiers_in(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _tiers_in(value, (*path, index))


def _all_rules(subject: Subject) -> Iterator[Rule]:
    for file in subject.declaring("measures", "calls"):
        yield from _rules(file)


def _rules(file: CheckedFile) -> list[Rule]:
    return [
        Rule(name=criterion.id, when=criterion.when, file=file, path=("criteria", index, "when"))
        for index, criterion in enumerate(criteria_of(file))
        if criterion.when is not None
    ]


def _signatures(subject: Subject) -> Signatures:
    return {fact.id: fact.signature for fact in subject.catalogue.facts.values()}
