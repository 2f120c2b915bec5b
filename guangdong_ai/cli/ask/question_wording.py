"""The text above a prompt: how much is settled, the question, and why it is asked."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.questionnaire import Need, Tally
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.ask.live_reading import confirmation
from guangdong_ai.cli.ask.question import Question
from guangdong_ai.cli.ask.session import Beyond, Session, beyond, current_plan, for_titles, still_open
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.reports.wording.citation import article_in_words, titled
from guangdong_ai.reports.wording.phrase import quoted_in_chinese
from guangdong_ai.reports.wording.terms import range_in_words


def tally_in_words(tally: Tally) -> Text:
    """How many measures are settled and how many open, and what they may bring together."""
    if tally.low is None:
        money = Text("信息太少，暂不合计", "too little known for a sum")
    elif tally.high is None and not tally.low:
        money = Text("合计金额上限未定", "no upper figure yet")
    else:
        amount = range_in_words(tally.low, tally.high)
        money = Text("合计 {}", "{} in total").format(amount)
    return Text("已定 {} 项，待定 {} 项，{}", "{} settled, {} open, {}").format(tally.settled, tally.undetermined, money)


def heading(question: Question) -> Text:
    """The section, the tally, and how many questions may follow."""
    section, tally, count = question.section.title, tally_in_words(question.tally), question.following
    follow = (
        Text(f"；之后可能还有 {count} 题", f"; {count} more may follow")
        if count
        else Text("；这可能是最后一题", "; this may be the last one")
    )
    return Text("【{}】{}{}", "[{}] {}{}").format(section, tally, follow)


def reason(question: Question) -> Text:
    """Why it is asked: the measure, or one of the measures, that depends on it."""
    of_measures = tuple(need for need in question.needs if need.measure.kind != "title")
    asked_by = of_measures or question.needs  # titles are named where no measure needs it
    deciding = [need for need in asked_by if need.settles == "eligibility"]
    measures = _measures(deciding or asked_by)
    depend = "depends" if len(deciding or asked_by) == 1 else "depend"
    if deciding:
        return Text("为什么问：{measures}取决于它", "Why: {measures} {depend} on it").format(measures=measures, depend=depend)
    if asked_by:
        amount = "the amount of" if len(asked_by) == 1 else "the amounts of"
        return Text("为什么问：{measures}的金额取决于它", "Why: {amount} {measures} {depend} on it").format(
            measures=measures, amount=amount, depend=depend
        )
    if question.fact.traits.is_identifying:
        return Text("只用于显示，不影响结果；直接回车跳过", "For display only: the result does not depend on it; Enter skips it")
    return Text("按现有答案，没有措施取决于它", "With the other answers as they are, no measure depends on it")


def _measures(needs: Sequence[Need]) -> Text:
    """The title of the one measure, or their number with the first title; empty for none."""
    if not needs:
        return Text("", "")
    first = quoted_in_chinese(needs[0].measure.title)
    if len(needs) == 1:
        return first
    if all(need.measure.kind == "title" for need in needs):
        return Text("{0}等 {1} 个称号", "{1} titles, such as {0},").format(first, len(needs))
    return Text("{0}等 {1} 项措施", "{1} measures, such as {0},").format(first, len(needs))


def remarks(question: Question) -> Iterator[Text]:
    """What is known about the answer already: the one given before, the refused one in the file, a hint."""
    if question.refused is not None:
        given, finding = quoted(question.refused.given), question.refused.finding
        yield Text("档案中原来填的是{}，现在不能用", "The file says {}, which is not accepted now").format(given)
        if finding.hint is not None:
            yield finding.hint
    if question.answer is not None:
        now = confirmation(question.fact, question.answer)
        yield Text("现在的答案：{}（直接回车则保留）", "Answered before: {} (Enter keeps it)").format(now)
    if question.hint is not None:
        yield question.hint


def settled_in_words(session: Session) -> Text:
    """Why there is no further question in the stages asked for, and how much is settled.

    Either nothing can change the result any more, or the facts that can were skipped, are not known, or are outside the scope.
    """
    tally, later = current_plan(session).tally, [one.stage for one in beyond(session)]
    last_for_now = bool(still_open(session))
    if "others" in later:
        what = (
            Text("本政策的措施，这次要问的都问完了", "That was the last question for now on the measures of the policy itself")
            if last_for_now
            else Text("本政策的措施，再问也不会改变结果了", "For the measures of the policy itself no further answer can change anything")
        )
    elif last_for_now:
        what = Text("这次要问的都问完了", "That was the last question for now")
    elif later:
        what = Text(
            "除现在不能申报的措施外，再问也不会改变结果了", "Apart from measures that are closed now, no further answer can change anything"
        )
    else:
        what = Text("再问也不会改变结果了", "No further answer can change anything")
    return Text("{}：{}", "{}: {}").format(what, tally_in_words(tally))


def closing(session: Session) -> Iterator[Text]:
    """What is settled, and which facts can still change the result: skipped, not known, or outside what was asked for."""
    facts = session.catalogue.facts
    left = [facts[fact] for fact in still_open(session)]
    yield settled_in_words(session)
    for rest in beyond(session):
        about = beyond_in_words(rest)
        yield about if rest.stage == "others" else Text("{}，要回答时用 --closed-too", "{}; --closed-too asks them").format(about)
    titles = for_titles(session)
    if titles:
        questions = counted(titles, "more question")
        yield Text(
            f"可争取的称号（专精特新、高新技术企业等）最多还有约 {titles} 题，要回答时用 --titles",
            f"On titles to win (specialised SME, high-tech enterprise and others): up to about {questions}; --titles asks them",
        )
    section = session.scope.section
    elsewhere = [fact for fact in left if section not in (None, fact.section)]
    here = joined(Text("、", ", "), [fact.label for fact in left if fact not in elsewhere])
    if here.zh:
        yield Text("跳过或不知道、但会影响结果的：{}", "Skipped or not known, and able to change the result: {}").format(here)
    if elsewhere:
        count = len(elsewhere)
        yield Text(f"其他部分还有 {count} 题可能影响结果", f"{counted(count, 'question')} in other sections may change the result")


def beyond_in_words(rest: Beyond) -> Text:
    """What the questions of a later stage concern, and about how many they are."""
    count = rest.questions
    if rest.stage == "others":
        about = f"up to about {counted(count, 'more question')}"
        return Text(
            f"政策之外的支持（市、区、省、国家）最多还有约 {count} 题",
            f"On support besides the policy (of cities, districts, the province, the nation): {about}",
        )
    concern = "question concerns" if count == 1 else "questions concern"
    return Text(f"还有 {count} 题只关系到现在不能申报的措施", f"{count} more {concern} only measures that are closed now")


def help_lines(question: Question, catalogue: Catalogue) -> Iterator[Text]:
    """What ``?`` shows: the fact's help, what is accepted, and every measure that needs it, with document and article."""
    from guangdong_ai.profiles.accepted import accepted_typed

    if question.fact.help is not None:
        yield question.fact.help
    accepted = accepted_typed(question.fact)
    yield Text("可以填：{}", "Accepted: {}").format(accepted)
    if not question.needs:
        yield reason(question)
    of_titles = any(need.measure.kind == "title" for need in question.needs)
    deciding = Text("是否符合取决于它的措施：", "Measures whose eligibility depends on it:")
    if of_titles:
        deciding = Text("是否符合取决于它的措施、称号：", "Measures and titles whose eligibility depends on it:")
    for heading_, settles in (
        (deciding, "eligibility"),
        (Text("金额取决于它的措施：", "Measures whose amount depends on it:"), "amount"),
    ):
        needs = [need for need in question.needs if need.settles == settles]
        if needs:
            yield heading_
            yield from (_cited(need, catalogue) for need in needs)


def _cited(need: Need, catalogue: Catalogue) -> Text:
    """``· title: number, article``."""
    measure = need.measure
    document = catalogue.documents[measure.document]
    name = Text(document.number, document.number) if document.number is not None else titled(document)
    if measure.article is None:
        return Text("· {}：{}", "· {}: {}").format(measure.title, name)
    return Text("· {}：{}{}", "· {}: {}, {}").format(measure.title, name, article_in_words(measure.article))
