"""Checks of a stacking rule: keys that its form does not have, undeclared measures, sums that overlap."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from guangdong_ai.catalogue.stacking_rule import StackingForm, StackingRule
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import RuleContext

_KEYS: Mapping[StackingForm, tuple[str, ...]] = {
    "exclusive": ("measures",),
    "pairs": ("pairs",),
    "cap": ("measures", "per", "only_together"),
    "difference": ("measures",),
}
"""What a rule of each form says beside what all rules say. A cap says besides how much, by ``most`` or by ``ceiling``."""
_MAY_BE_LEFT_OUT = ("only_together",)


def wrong_in_rule(rule: StackingRule, path: KeyPath, measures: Collection[str], rules: Iterable[StackingRule]) -> Iterator[Finding]:
    """Findings about the rule at ``path``, where ``measures`` are declared and ``rules`` are all in force."""
    found = [*_wrong_keys(rule, path), *_unknown_measures(rule, path, measures)]
    yield from found or (*_too_few(rule, path), *_crossing(rule, path, rules))


def _wrong_keys(rule: StackingRule, path: KeyPath) -> Iterator[Finding]:
    how_much = {"most": rule.most, "ceiling": rule.ceiling}
    given = {"measures": rule.measures, "pairs": rule.pairs, **how_much, "per": rule.per, "only_together": rule.only_together or None}
    for key, value in given.items():
        absent = value is None or value == ()
        if key in _KEYS[rule.form] and absent and key not in _MAY_BE_LEFT_OUT:
            yield _wrong(path, Text(f"{rule.form} 须有 {key}", f"{rule.form} needs {key}"))
        elif key not in _KEYS[rule.form] and not absent and not (rule.form == "cap" and key in how_much):
            yield _wrong((*path, key), Text(f"{rule.form} 不带 {key}", f"{rule.form} has no {key}"))
    if rule.form == "cap" and sum(value is not None for value in how_much.values()) != 1:
        yield _wrong(path, Text("cap 须有 most 或 ceiling 之一", "cap needs either most or ceiling"))
    if rule.most is not None and rule.most <= 0:
        yield _wrong((*path, "most"), Text("上限应大于0", "a cap is above 0"))


def _unknown_measures(rule: StackingRule, path: KeyPath, measures: Collection[str]) -> Iterator[Finding]:
    named: list[tuple[KeyPath, str]] = [((*path, "measures", index), name) for index, name in enumerate(rule.measures)]
    named += [((*path, "pairs", index, end), name) for index, pair in enumerate(rule.pairs) for end, name in enumerate(pair)]
    context = RuleContext()
    for place, name in named:
        if name not in measures:
            context.unknown_name(place, Text("措施", "measure"), name, measures)
    yield from context.findings


def _too_few(rule: StackingRule, path: KeyPath) -> Iterator[Finding]:
    for key, together in (("measures", [rule.measures] if rule.measures else []), ("pairs", rule.pairs)):
        for index, names in enumerate(together):
            place = (*path, key, index) if key == "pairs" else (*path, key)
            twice = [name for name, times in Counter(names).items() if times > 1]
            if twice:
                yield _wrong(place, Text(f"措施重复：{twice[0]}", f"named twice: {twice[0]}"))
            elif len(names) < 2:
                yield _wrong(place, Text("须有至少两项措施", "at least two measures are needed"))


def _crossing(rule: StackingRule, path: KeyPath, rules: Iterable[StackingRule]) -> Iterator[Finding]:
    """Caps and differences must be nested or disjoint: only then is the total under all of them computed exactly."""
    if not rule.caps_the_sum:
        return
    mine = set(rule.measures)
    for other in rules:
        theirs = set(other.measures)
        if other.caps_the_sum and other is not rule and mine & theirs and not (mine <= theirs or theirs <= mine):
            yield _wrong(
                (*path, "measures"),
                Text(f"与规则 {other.id} 交叉", f"it crosses the rule {other.id}"),
                Text(
                    "两条 cap 或 difference 规则共有措施的，其中一条须包含另一条的全部措施",
                    "of two rules of the forms cap and difference that share a measure, one names all measures of the other",
                ),
            )


def _wrong(path: KeyPath, message: Text, hint: Text | None = None) -> Finding:
    return Finding(message=message, hint=hint, path=path)
