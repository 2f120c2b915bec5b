"""What to do after an assessment: the answer that would settle the most, and the changes that would open more."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.near_misses import NearMiss, Option, Requirement, WithinReach
from guangdong_ai.assessment.question_order import worth_answering
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles import TitleReadiness, titles_that_give
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.content.blocks import Block, Command, Section, TextBlock
from guangdong_ai.reports.wording.near_miss_wording import requirement_in_words
from guangdong_ai.reports.wording.phrase import beside, with_colon
from guangdong_ai.reports.wording.terms import funding_in_words, window_in_words
from guangdong_ai.reports.wording.title_wording import counts_in_words
from guangdong_ai.reports.wording.what_if_command import what_if_command
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

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
        "months": Text("月数", "MONTHS"),
    },
)

_MOST_QUESTIONS = 5
_MOST_MEASURES = 3


def next_question(assessment: AssessmentResult) -> Iterator[Section]:
    """The question, and the flag that answers it; nothing when no answer can change anything for a measure that is not closed."""
    if assessment.next_question is None:
        return
    fact = assessment.catalogue.facts[assessment.next_question]
    setting = Text("--set {}={}", "--set {}={}").format(fact.id, _ANSWERS[fact.kind])
    lines = [fact.question, setting]
    if fact.choices:
        lines.append(_choices(fact))
    if fact.never is not None:
        lines.append(Text("{never}：--set {id}=无", "{never}: --set {id}=never").format(never=fact.never, id=fact.id))
    if not assessment.totals.is_given:
        lines += _further_questions(assessment)
    title = Text("最值得补充：{}", "Most worth answering: {}").format(fact.label)
    yield Section(title, tuple(TextBlock(text, level=1) for text in lines))


def _further_questions(assessment: AssessmentResult) -> Iterator[Text]:
    """What to answer after it: where next to nothing is known, that is worth more than any figure."""
    order = worth_answering(assessment.measures, assessment.catalogue, assessment.profile, assessment.totals)
    for name in order[1:_MOST_QUESTIONS]:
        yield Text("其次：{}", "then: {}").format(beside(assessment.catalogue.facts[name].label, name))


def _choices(fact: Fact) -> Text:
    """As they may be typed: the labels in Chinese, the ids in English (labels there have spaces)."""
    names = joined(Text("、", ", "), [Text("{label}", "{id}").format(label=choice.label, id=choice.id) for choice in fact.choices])
    return Text("选项：{}", "choices: {}").format(names)


def within_reach_sections(
    reach: WithinReach, titles: Sequence[TitleReadiness], catalogue: Catalogue, profile_file: str | None
) -> Iterator[Section]:
    """The best ways that take nothing but changes an applicant may well make, one for each measure whose window is not closed.

    Where a change is a title, how ready the applicant is for that. Nothing where no change would open anything: then answers come first.
    """
    if not reach.any_change:
        return
    best = ways_in_short(reach, titles, catalogue)
    blocks: list[Block] = [*best]
    if profile_file is not None:
        blocks.append(Command(Text("改变什么可以申请更多措施：", "What would open more measures:"), what_if_command(profile_file)))
    else:
        purpose = Text(
            "改变什么可以申请更多措施，由 what-if 对照档案给出；一份可填写的档案：",
            "What would open more measures, what-if tells from a profile. One to fill in:",
        )
        blocks.append(Command(purpose, ("profile", "template", "--output", "profile.toml")))
    yield Section(Text("接近符合条件：", "Within reach:") if best else None, tuple(blocks))


def ways_in_short(reach: WithinReach, titles: Sequence[TitleReadiness], catalogue: Catalogue) -> tuple[TextBlock, ...]:
    """A line for each of the best ways: the money, the changes, the measure."""
    return tuple(TextBlock(_in_short(miss, option, titles, catalogue), level=1) for miss, option in reach.best[:_MOST_MEASURES])


def _change(change: Requirement, titles: Sequence[TitleReadiness], catalogue: Catalogue) -> Text:
    """The change; of a title with how many of its criteria are met."""
    words, needed = requirement_in_words(change), titles_that_give(change, catalogue)
    counts = [counts_in_words(one) for one in titles if one.title.id in needed and one.prospect is not None]
    if not counts:
        return words
    of_title = with_colon(Text("称号的条件", "of the title's criteria"), joined(Text("；", "; "), counts))
    return joined(Text("，", ", "), [words, of_title])


def _in_short(miss: NearMiss, option: Option, titles: Sequence[TitleReadiness], catalogue: Catalogue) -> Text:
    """The money, the changes, the measure, and the window that they have to meet, as far as it is announced."""
    window = miss.result.window
    changes = joined(Text("；", "; "), [_change(change, titles, catalogue) for change in option.changes])
    when = [] if window.state == "unannounced" else [window_in_words(window)]
    for_what = joined(Text("，", ", "), [miss.measure.title, *when])
    return with_colon(funding_in_words(option.funding), beside(changes, for_what))
