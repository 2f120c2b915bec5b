"""Facts without a question, measures without criteria, and unknown amounts that are not among the open questions."""

from collections.abc import Iterator

from guangdong_ai.catalogue.lint.subject import Subject, amounts_of, criteria_of, error, warning
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.condition import facts_of


def facts_of_rules_are_asked_for(subject: Subject) -> Iterator[Finding]:
    """Each fact that a criterion or an amount reads has a question: without one nobody could answer it."""
    facts = subject.catalogue.facts
    for file in subject.declaring("measures", "calls"):
        used: list[tuple[KeyPath, str]] = [
            (("criteria", index, "when"), fact)
            for index, criterion in enumerate(criteria_of(file))
            if criterion.when is not None
            for fact in facts_of(criterion.when)
        ]
        used += [(path, fact) for path, amount in amounts_of(file) for fact in facts_of_amount(amount, subject.catalogue.tables)]
        for path, fact in dict.fromkeys(used):
            if not facts[fact].question.zh.strip() or not facts[fact].question.en.strip():
                yield error(
                    file,
                    path,
                    Text(f"没有问题询问 {fact}", f"no question asks for {fact}"),
                    Text("在 facts/ 中为它写 question", "give it a question in facts/"),
                )


def a_measure_has_criteria(subject: Subject) -> Iterator[Finding]:
    """Each measure has a criterion, of its own or in a call: without any, everyone would be eligible."""
    for file in subject.declaring("measures"):
        calls = subject.catalogue.calls_of(file.value.id)
        if not file.value.criteria and not any(call.criteria for call in calls):
            yield error(
                file,
                ("criteria",),
                Text("没有任何条件，人人都会显示为符合", "there is no criterion, so everyone would be eligible"),
                Text("只由主管部门认定的，写一个只有 review 的条件", "where the authority decides, write a criterion with review alone"),
            )


def an_unpublished_amount_is_an_open_question(subject: Subject) -> Iterator[Finding]:
    """Where no amount is published, the measure says among its open questions what is not known."""
    for file in subject.declaring("measures"):
        if file.value.funding.kind == "unpublished" and not file.value.questions_open:
            yield warning(
                file,
                ("funding", "kind"),
                Text("金额未公布，却没有写未知之处", "the amount is not published, yet no open question says so"),
                Text("写在 [[questions_open]]", "write it in [[questions_open]]"),
            )
