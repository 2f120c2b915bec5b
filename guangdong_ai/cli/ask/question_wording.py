"""What stands above a prompt: how far things are, the question, and why it is asked."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.questionnaire import Need, Tally
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.ask.live_reading import confirmation
from guangdong_ai.cli.ask.question import Question
from guangdong_ai.cli.ask.session import Session, current_plan, only_for_closed, still_open
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.reports.wording.citation import article_in_words, titled
from guangdong_ai.reports.wording.terms import range_in_words
from guangdong_ai.text import Text, counted, joined


def tally_in_words(tally: Tally) -> Text:
    """How many measures are settled and open, and what they may bring together."""
    if tally.low is None:
        money = Text("信息太少，暂不合计", "too little known for a sum")
    elif tally.high is None and not tally.low:
        money = Text("合计金额上限未定", "no upper figure yet")
    else:
        amount = range_in_words(tally.low, tally.high)
        money = Text(f"合计 {amount.zh}", f"{amount.en} in total")
    return Text(
        f"已定 {tally.settled} 项，待定 {tally.undetermined} 项，{money.zh}",
        f"{tally.settled} settled, {tally.undetermined} open, {money.en}",
    )


def heading(question: Question) -> Text:
    """The section, the tally, and how many questions may follow."""
    section, tally, count = question.section.title, tally_in_words(question.tally), question.following
    follow = (
        Text(f"；之后可能还有 {count} 题", f"; {count} more may follow")
        if count
        else Text("；这可能是最后一题", "; this may be the last one")
    )
    return Text(f"【{section.zh}】{tally.zh}{follow.zh}", f"[{section.en}] {tally.en}{follow.en}")


def reason(question: Question) -> Text:
    """Why it is asked: the measure, or one of the measures, that waits for it."""
    deciding = [need for need in question.needs if need.settles == "eligibility"]
    measures = _measures(deciding or question.needs)
    depend = "depends" if len(deciding or question.needs) == 1 else "depend"
    if deciding:
        return Text(f"为什么问：{measures.zh}取决于它", f"Why: {measures.en} {depend} on it")
    if question.needs:
        amount = "the amount of" if len(question.needs) == 1 else "the amounts of"
        return Text(f"为什么问：{measures.zh}的金额取决于它", f"Why: {amount} {measures.en} {depend} on it")
    if question.fact.kind == "text":
        return Text("只用于显示，不影响结果；直接回车跳过", "For display only: the result does not depend on it; Enter skips it")
    return Text("按现有答案，没有措施取决于它", "With the other answers as they are, no measure depends on it")


def _measures(needs: Sequence[Need]) -> Text:
    """The one measure, or how many and the first of them; nothing for none."""
    if not needs:
        return Text("", "")
    first = needs[0].measure.title
    quoted_zh = f"“{_inside_quotes(first.zh)}”"
    if len(needs) == 1:
        return Text(quoted_zh, first.en)
    return Text(f"{quoted_zh}等 {len(needs)} 项措施", f"{len(needs)} measures, such as {first.en},")


def _inside_quotes(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")


def remarks(question: Question) -> Iterator[Text]:
    """What is known about the answer already: the one given before, the one in the file that is not accepted, a hint."""
    if question.refused is not None:
        given, finding = quoted(question.refused.given), question.refused.finding
        yield Text(f"档案中原来填的是{given.zh}，现在不能用", f"The file says {given.en}, which is not accepted now")
        if finding.hint is not None:
            yield finding.hint
    if question.answer is not None:
        now = confirmation(question.fact, question.answer)
        yield Text(f"现在的答案：{now.zh}（直接回车则保留）", f"Answered before: {now.en} (Enter keeps it)")
    if question.hint is not None:
        yield question.hint


def closing(session: Session) -> Iterator[Text]:
    """Why there is no further question.

    Either nothing can change the result any more, or what can was skipped, is not known, or is outside of what was to be asked for.
    """
    tally, facts = tally_in_words(current_plan(session).tally), session.catalogue.facts
    left = [facts[fact] for fact in still_open(session)]
    closed = only_for_closed(session)
    if left:
        yield Text(f"这次要问的都问完了：{tally.zh}", f"That was the last question for now: {tally.en}")
    elif closed:
        yield Text(
            f"除现在不能申报的措施外，再问也不会改变结果了：{tally.zh}",
            f"Apart from measures that are closed now, no further answer can change anything: {tally.en}",
        )
    else:
        yield Text(f"再问也不会改变结果了：{tally.zh}", f"No further answer can change anything: {tally.en}")
    if closed:
        about = only_closed_in_words(len(closed))
        yield Text(f"{about.zh}，要回答时用 --closed-too", f"{about.en}; --closed-too asks them")
    section = session.scope.section
    elsewhere = [fact for fact in left if section not in (None, fact.section)]
    here = joined(Text("、", ", "), [fact.label for fact in left if fact not in elsewhere])
    if here.zh:
        yield Text(f"跳过或不知道、但会影响结果的：{here.zh}", f"Skipped or not known, and able to change the result: {here.en}")
    if elsewhere:
        count = len(elsewhere)
        yield Text(f"其他部分还有 {count} 题可能影响结果", f"{counted(count, 'question')} in other sections may change the result")


def only_closed_in_words(count: int) -> Text:
    """How many questions are left that matter to closed measures alone."""
    concern = "question concerns" if count == 1 else "questions concern"
    return Text(f"还有 {count} 题只关系到现在不能申报的措施", f"{count} more {concern} only measures that are closed now")


def help_lines(question: Question, catalogue: Catalogue) -> Iterator[Text]:
    """What ``?`` shows: the fact's help, what is accepted, and every measure that needs it, with document and article."""
    from guangdong_ai.profiles.accepted import accepted_typed

    if question.fact.help is not None:
        yield question.fact.help
    accepted = accepted_typed(question.fact)
    yield Text(f"可以填：{accepted.zh}", f"Accepted: {accepted.en}")
    if not question.needs:
        yield reason(question)
    for heading_, settles in (
        (Text("是否符合取决于它的措施：", "Measures whose eligibility depends on it:"), "eligibility"),
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
    where = Text("", "") if measure.article is None else article_in_words(measure.article)
    return Text(f"· {measure.title.zh}：{name.zh}{where.zh}", f"· {measure.title.en}: {name.en}{', ' if where.en else ''}{where.en}")
