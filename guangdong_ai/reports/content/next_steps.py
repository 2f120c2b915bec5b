"""What to do after an assessment: the answer that would settle the most, and a command that shows more."""

from collections.abc import Iterator, Mapping

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.question_order import worth_answering
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.reports.render.page import EMPTY, STRONG, Row, command_row, line
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind
from guangdong_ai.text import Language, Text, joined

_ANSWERS: Mapping[Kind, Text] = Registry(
    "the next question",
    "kinds",
    {
        "text": Text("文字", "TEXT"),
        "choice": Text("选项", "CHOICE"),
        "choices": Text("选项,选项", "CHOICE,CHOICE"),
        "yes_no": Text("是/否", "yes/no"),
        "count": Text("数量", "COUNT"),
        "money": Text("金额", "YUAN"),
        "share": Text("比例", "SHARE"),
        "year": Text("年份", "YEAR"),
        "date": Text("日期", "DATE"),
    },
)

_MOST_QUESTIONS = 5


def next_question_rows(assessment: AssessmentResult, width: int, language: Language) -> Iterator[Row]:
    """The question, and the flag that answers it; nothing when no answer can change anything for a measure that is not closed."""
    if assessment.next_question is None:
        return
    fact = assessment.catalogue.facts[assessment.next_question]
    label = Text(f"最值得补充：{fact.label.zh}", f"Most worth answering: {fact.label.en}")
    yield EMPTY
    yield line(width, label.in_language(language), STRONG, hanging=2)
    yield line(width, fact.question.in_language(language), indent=2)
    yield line(width, f"--set {fact.id}={_ANSWERS[fact.kind].in_language(language)}", indent=2)
    if fact.choices:
        yield line(width, _choices(fact).in_language(language), indent=2)
    if fact.none is not None:
        never = Text(f"{fact.none.zh}：--set {fact.id}=无", f"{fact.none.en}: --set {fact.id}=never")
        yield line(width, never.in_language(language), indent=2)
    if not assessment.totals.is_given:
        yield from _further_questions(assessment, width, language)


def _further_questions(assessment: AssessmentResult, width: int, language: Language) -> Iterator[Row]:
    """What to answer after it: where next to nothing is known, that is worth more than any figure."""
    for name in worth_answering(assessment.measures, assessment.catalogue, assessment.profile)[1:_MOST_QUESTIONS]:
        fact = assessment.catalogue.facts[name]
        words = Text(f"其次：{fact.label.zh}（{name}）", f"then: {fact.label.en} ({name})")
        yield line(width, words.in_language(language), indent=2, hanging=2)


def _choices(fact: Fact) -> Text:
    """As they may be typed: the labels in Chinese, the ids in English (labels there have spaces)."""
    names = joined(Text("、", ", "), [Text(choice.label.zh, choice.id) for choice in fact.choices])
    return Text(f"选项：{names.zh}", f"choices: {names.en}")


def useful_command_row(groups: Mapping[Eligibility, list[MeasureResult]], width: int, language: Language) -> Iterator[Row]:
    """The command that shows the conditions and sources of the measure at the top of the list."""
    first = next(iter(groups.values()), None)
    if first is None:
        return
    yield EMPTY
    yield line(width, Text("查看条件、出处和未知之处：", "Conditions, sources and what is not known:").in_language(language))
    yield command_row("measures", "show", first[0].measure.id)
