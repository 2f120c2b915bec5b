"""Criteria that are written twice."""

from collections.abc import Hashable, Iterator

from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.lint.subject import Subject, criteria_of, warning
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.named_criteria import NamedCriterion
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text


def criteria_differ(subject: Subject) -> Iterator[Finding]:
    """No two criteria of a measure, or of one of its calls, have the same text or the same condition."""
    calls = list(subject.declaring("calls"))
    for file in subject.declaring("measures", "calls"):
        others = [call for call in calls if isinstance(file.value, Measure) and file.value.id in call.value.measures]
        seen: dict[tuple[str, Hashable], str] = {}
        for other in others:
            for criterion in criteria_of(other):
                seen |= dict.fromkeys(_marks(criterion.text, criterion.when), criterion.id)
        for index, criterion in enumerate(criteria_of(file)):
            marks = list(_marks(criterion.text, criterion.when))
            same = next(((what, seen[what, mark]) for what, mark in marks if (what, mark) in seen), None)
            if same is not None:
                what, earlier = same
                yield warning(
                    file,
                    ("criteria", index, what if what == "when" else "text"),
                    Text(f"与条件 {earlier} 的{'规则' if what == 'when' else '文字'}相同", f"the same {what} as the criterion {earlier}"),
                )
            seen |= {mark: criterion.id for mark in marks if mark not in seen}


def named_criteria_are_used(subject: Subject) -> Iterator[Finding]:
    """A criterion with the condition, and what people decide, of a named one is no copy of it but uses it; one without a condition with its text."""
    named: dict[Hashable, str] = {}
    for file in subject.declaring("criteria"):
        for one in file.value.criteria:
            named.setdefault(_what_it_says(one), one.id)
    for file in subject.declaring("measures", "calls"):
        for index, criterion in enumerate(criteria_of(file)):
            name = None if index in file.used else named.get(_what_it_says(criterion))
            if name is not None:
                yield warning(
                    file,
                    ("criteria", index),
                    Text(
                        f"条件 {criterion.id} 与共用条件 {name} 相同", f"the criterion {criterion.id} says what the named one {name} says"
                    ),
                    Text(f'写 use = "{name}"，不重复文字和规则', f'write use = "{name}" in place of its text and rule'),
                )


def _what_it_says(one: Criterion | NamedCriterion) -> Hashable:
    return one.when or one.text, one.review


def _marks(text: Text, when: Hashable) -> Iterator[tuple[str, Hashable]]:
    yield "Chinese text", text.zh
    yield "English text", text.en
    if when is not None:
        yield "when", when
