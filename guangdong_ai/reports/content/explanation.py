"""Why a measure came out as it did: the criteria as trees with what the applicant answered, the amount step by step, and what there is to act on.

All words come from the condition tree, the amount tree and the facts' own texts: a new measure is explained without any code.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guangdong_ai.assessment.criteria import CriterionOutcome
from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.assessment.titles import TitleReadiness
from guangdong_ai.assessment.window import past_calls
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.funding import Funding
from guangdong_ai.catalogue.implied_facts import Follows
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.content.amount_steps import AmountStep, amount_steps
from guangdong_ai.reports.content.blocks import Content, Item, Section, TextBlock, labelled
from guangdong_ai.reports.content.measure import adding_up, documents_cited, past_calls_section
from guangdong_ai.reports.content.report import Rows
from guangdong_ai.reports.content.titles import opened_by_section, title_items
from guangdong_ai.reports.wording.caveats import caveats_of
from guangdong_ai.reports.wording.citation import measure_place, place_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.phrase import with_colon
from guangdong_ai.reports.wording.terms import (
    AWARD,
    ELIGIBILITY,
    KIND,
    MARKS,
    MEANING,
    OUTCOME,
    OUTCOME_MARKS,
    confidence_legend,
    exact_range_in_words,
    funding_in_words,
    window_in_words,
)
from guangdong_ai.rules.condition import AllOf, AnyOf, Condition, Derived, Not, children, facts_of
from guangdong_ai.rules.evaluate import Outcome, Truth, deciding
from guangdong_ai.rules.value import Facts, Value


@record
class Answer:
    """What is known of a fact: ``value`` None where nothing is, ``dont_know`` where the applicant said so.

    ``implied``: why it follows from other answers, where it was not given.
    """

    fact: Fact
    value: Value | None
    dont_know: bool
    implied: Text | None = None

    @property
    def words(self) -> Text:
        """The answer as people read it."""
        if self.value is not None:
            shown = value_in_words(self.fact, self.value)
            if self.implied is None:
                return shown
            return Text("{}（由此可知：{}）", "{} (implied: {})").format(shown, self.implied)
        return Text("不知道", "not known") if self.dont_know else Text("未填写", "not given")


@record
class Branch:
    """One node of a condition tree. ``words``: what it demands, or how its ``parts`` go together.

    ``decisive``: it is on the path that makes the criterion what it is, and the criterion on the one that makes the measure what it is.
    """

    words: Text
    truth: Truth
    decisive: bool
    answers: tuple[Answer, ...] = ()
    parts: tuple["Branch", ...] = ()


@record
class ExplainedCriterion:
    """A criterion with its outcome. ``tree`` is None where people alone judge it; ``call``: the round that it belongs to, if any."""

    criterion: Criterion
    call: Call | None
    outcome: CriterionOutcome
    decisive: bool
    tree: Branch | None


@record
class WorkedOut:
    """An amount step by step, in one ``reading`` of the text (None: there is only one); the last step is the result."""

    reading: Text | None
    steps: tuple[AmountStep, ...]


@record
class Explanation:
    """A result with everything that explains it; of a title, how ready the applicant is for it, and what it would open.

    ``opened_by``: the titles that would meet a criterion of the measure.
    """

    result: MeasureResult
    criteria: tuple[ExplainedCriterion, ...]
    amounts: tuple[WorkedOut, ...]
    readiness: TitleReadiness | None = None
    opened_by: tuple[TitleReadiness, ...] = ()


def explanation(result: MeasureResult, profile: Profile, catalogue: Catalogue, readiness: TitleReadiness | None = None) -> Explanation:
    """The explanation of a measure's result for the profile that it was assessed for. ``readiness``: that of a title."""
    known, implied = catalogue.known(profile.facts), catalogue.implied(profile.facts)
    read = {fact: None for item in result.criteria for fact in item.facts}
    answers = {fact: _answer(catalogue.facts[fact], profile, known, implied.get(fact)) for fact in read}
    criteria = tuple(
        ExplainedCriterion(
            criterion=item.criterion,
            call=item.call,
            outcome=item.outcome,
            decisive=item.decisive,
            tree=None if item.evaluated is None else _branch(item.evaluated, answers, catalogue.facts, decisive=item.decisive),
        )
        for item in result.criteria
    )
    amounts = tuple(
        WorkedOut(reading=None if reading is None else reading.text, steps=amount_steps(worth, known, catalogue))
        for reading, worth in result.funding.readings
    )
    return Explanation(result=result, criteria=criteria, amounts=amounts, readiness=readiness)


def _answer(fact: Fact, profile: Profile, known: Facts, rule: Follows | None) -> Answer:
    implied = None if rule is None else rule.text
    return Answer(fact=fact, value=known.get(fact.id), dont_know=fact.id in profile.dont_know, implied=implied)


_TOGETHER: Mapping[type, Text] = {
    AllOf: Text("以下各项都要满足", "all of these"),
    AnyOf: Text("以下满足一项即可", "one of these"),
    Not: Text("以下不得成立", "not this"),
}


def _branch(outcome: Outcome, answers: Mapping[str, Answer], facts: Mapping[str, Fact], *, decisive: bool) -> Branch:
    condition = outcome.condition
    if _is_one_phrase(condition):
        return Branch(
            words=condition_in_words(condition, facts),
            truth=outcome.truth,
            decisive=decisive,
            answers=tuple(answers[fact] for fact in facts_of(condition)),
        )
    on_path = deciding(outcome)
    parts = tuple(_branch(part, answers, facts, decisive=decisive and any(part is other for other in on_path)) for part in outcome.parts)
    return Branch(words=_TOGETHER[type(condition)], truth=outcome.truth, decisive=decisive, parts=parts)


def _is_one_phrase(condition: Condition) -> bool:
    """A comparison, or one that is turned round."""
    return isinstance(condition, Derived) or not children(condition) or (isinstance(condition, Not) and not children(condition.part))


DECISIVE = Text("→ ", "→ ")
"""Stands before what decides the result."""

_TRUTH: Mapping[Truth, CriterionOutcome] = {True: "met", False: "not_met", None: "unknown"}


def explanation_content(explained: Explanation, profile: Profile, catalogue: Catalogue, as_of: date) -> Content:
    """The explanation with whom it is for, and what its marks mean."""
    measure, call = explained.result.measure, explained.result.window.call
    lead = (TextBlock(Text(measure.id, measure.id), "id"), TextBlock(_for_whom(profile, as_of), "aside"))
    first, *rest = explanation_sections(explained, catalogue, as_of)
    documents = documents_cited(measure, () if call is None else (call,), catalogue)
    legend = Section(None, (TextBlock(_legend(), "aside"), TextBlock(confidence_legend(), "aside")))
    return Content(measure.title, lead, (replace(first, divided=True), *rest, documents, legend))


def explanation_sections(explained: Explanation, catalogue: Catalogue, as_of: date) -> Iterator[Section]:
    """Everything that an applicant needs to follow the result, and to act on it, but for the documents cited: a page of many measures lists them once."""
    result = explained.result
    measure, call = result.measure, result.window.call
    warnings = (Item(caveat, (), Text("提醒", "Warning"), strong=True) for caveat in caveats_of(result, catalogue, as_of))
    yield Section(None, (*_result(result, catalogue), *warnings))
    own = tuple(_criterion(item) for item in explained.criteria if item.call is None)
    yield Section(Text("条件", "Criteria"), own, numbered=True)
    if call is not None:
        of_call = tuple(_criterion(item) for item in explained.criteria if item.call is not None)
        title = Text("申报批次的条件：{}", "Criteria of the call: {}").format(call.title)
        yield Section(title, of_call or (Item(Text("没有另外的条件", "none of its own")),), numbered=bool(of_call))
    for worked_out in explained.amounts:
        yield _amount(worked_out)
    if explained.readiness is None:
        yield Section(Text("因此可能得到", "What it may bring"), tuple(_outcome_of_funding(result.funding, result)))
    else:
        yield _as_a_goal(explained.readiness, catalogue)
    if explained.opened_by:
        yield opened_by_section(explained.opened_by, catalogue)
    papers = (*measure.papers, *(() if call is None else call.papers))
    if papers:
        yield Section(Text("材料", "Papers"), tuple(Item(paper) for paper in papers))
    history = past_calls(measure, catalogue, as_of)
    if history:
        yield past_calls_section(history)
    if measure.questions_open:
        yield Section(Text("没有查明的", "Not known"), tuple(Item(question.text) for question in measure.questions_open))


def _as_a_goal(readiness: TitleReadiness, catalogue: Catalogue) -> Section:
    """Of a title: by how much it is missed, when it can be had, what it would open, and the remarks on it."""
    funding = readiness.title.funding
    note = () if funding.note is None else (labelled(Text("说明", "Note"), funding.note),)
    return Section(Text("作为称号", "As a title"), (*title_items(readiness, catalogue), *note, *_sources(funding)))


def _result(result: MeasureResult, catalogue: Catalogue) -> Iterator[Item]:
    measure, window = result.measure, result.window
    eligibility, mark, meaning = ELIGIBILITY[result.eligibility], MARKS[result.eligibility], MEANING[result.eligibility]
    verdict = Text("{} {}：{}", "{} {}: {}").format(mark, eligibility, meaning)
    yield Item(verdict, (), Text("结论", "Result"), strong=True)
    state = window_in_words(window)
    source = None if window.source is None else place_in_words(window.source.document, window.source.article, window.source.confidence)
    yield Item(state, tuple(text for text in (window.note, source) if text is not None), Text("申报时间", "Window"))
    yield labelled(Text("依据", "Document"), measure_place(measure, catalogue))
    yield labelled(Text("支持内容", "What you get"), measure.benefit)
    if measure.department is not None:
        yield labelled(Text("主管部门", "Department"), measure.department)
    if measure.apply_at is not None:
        yield labelled(Text("在哪里申报", "Where to apply"), measure.apply_at)
    yield from adding_up(measure, catalogue)


def _criterion(item: ExplainedCriterion) -> Item:
    """The criterion with its outcome; below it what is demanded, what the applicant answered, and where it stands."""
    criterion, source = item.criterion, item.criterion.source
    details: list[Text] = []
    inside: tuple[Item, ...] = ()
    if item.tree is not None and not item.tree.parts:
        details += [_named(Text("要求", "required"), item.tree.words), *_answered(item.tree.answers)]
    elif item.tree is not None:
        inside = (_branch_item(item.tree),)
    if criterion.review is not None:
        details.append(_named(Text("由主管部门认定", "decided by the authority"), criterion.review))
    details += [_named(Text("说明", "note"), note) for note in (criterion.note, source.note) if note is not None]
    details.append(_named(Text("出处", "source"), place_in_words(source.document, source.article, source.confidence)))
    return Item(_marked(item.outcome, criterion.text, decisive=item.decisive), tuple(details), inside=inside, strong=item.decisive)


def _branch_item(branch: Branch) -> Item:
    return Item(
        _marked(_TRUTH[branch.truth], branch.words, decisive=branch.decisive),
        tuple(_answered(branch.answers)),
        inside=tuple(_branch_item(part) for part in branch.parts),
        strong=branch.decisive,
    )


def _marked(outcome: CriterionOutcome, words: Text, *, decisive: bool) -> Text:
    mark, name = OUTCOME_MARKS[outcome], OUTCOME[outcome]
    arrow = DECISIVE if decisive else Text("", "")
    return Text("{}{} {}：{}", "{}{} {}: {}").format(arrow, mark, name, words)


def _answered(answers: Sequence[Answer]) -> Iterator[Text]:
    """The answers, each with its name where there are several; where one is lacking, the question that asks for it."""
    for answer in answers:
        words = answer.words if len(answers) == 1 else _named(answer.fact.label, answer.words)
        if answer.value is None:
            words = joined(Text("；", "; "), [words, answer.fact.question])
        yield _named(Text("申报单位", "applicant"), words)


def _named(name: Text, words: Text) -> Text:
    return with_colon(name, words)


def _amount(worked_out: WorkedOut) -> Section:
    title = Text("金额怎么算", "How the amount is worked out")
    if worked_out.reading is not None:
        title = _named(title, worked_out.reading)
    items = []
    for step in worked_out.steps:
        worth = exact_range_in_words(step.range)
        equation = step.words if step.words == worth else Text("{} ＝ {}", "{} = {}").format(step.words, worth)
        items.append(Item(equation, step.notes))
    return Section(title, tuple(items), numbered=True)


def _outcome_of_funding(funding: FundingEstimate, result: MeasureResult) -> Iterator[Item]:
    """The kind and what makes the range what it is; then the range."""
    declared = result.measure.funding
    kind = KIND[funding.kind] if declared.award is None else joined(Text("，", ", "), [KIND[funding.kind], AWARD[declared.award]])
    yield labelled(Text("形式", "Kind"), kind)
    if funding.low is not None:
        if len(funding.readings) > 1:
            yield Item(
                Text("公布的文字有几种理解，区间取全部理解", "the published text can be read in several ways; the range covers them all")
            )
        if result.eligibility == "ineligible":
            yield Item(Text("不符合条件，没有金额", "the applicant is ineligible: nothing"))
        elif result.eligibility == "undetermined":
            yield Item(Text("条件尚未确定，下限为0元", "not settled whether the criteria are met: the low end is CNY 0"))
        elif declared.award in ("competition", "review"):
            yield Item(Text("须竞争或评审，下限为0元", "won in competition or after review: the low end is CNY 0"))
        yield Item(funding_in_words(funding), (), Text("区间", "Range"), strong=True)
    if declared.note is not None:
        yield labelled(Text("说明", "Note"), declared.note)
    yield from _sources(declared)


def _sources(funding: Funding) -> Iterator[Item]:
    for source in funding.sources:
        yield Item(source.figure, (place_in_words(source.document, source.article, source.confidence),), Text("出处", "Source"))


def _for_whom(profile: Profile, as_of: date) -> Text:
    name = profile.name
    who = Text("未命名的申报单位", "an unnamed applicant") if name is None else Text(name, name)
    if not profile.facts:
        who = Text("没有填写任何信息的申报单位", "an applicant about whom nothing is known")
    return Text("{}，按 {} 自评", "for {}, assessed for {}").format(who, as_of)


def _legend() -> Text:
    marks = [Text("{} {}", "{} {}").format(mark, OUTCOME[outcome]) for outcome, mark in OUTCOME_MARKS.items()]
    decisive = Text("{}决定结果", "{}decides the result").format(DECISIVE)
    return joined(Text("，", ", "), [*marks, decisive])


def explanation_rows(explained: Explanation, language: Language) -> Rows:
    """A row for each criterion."""
    columns = ("criterion", "call", "outcome", "decisive", "text", "document", "article", "confidence", "facts", "missing")
    rows = []
    for item in explained.result.criteria:
        criterion, source = item.criterion, item.criterion.source
        about = (criterion.id, None if item.call is None else item.call.id, item.outcome, "yes" if item.decisive else "no")
        place = (criterion.text.in_language(language), source.document, source.article, source.confidence)
        rows.append((*about, *place, " ".join(item.facts), " ".join(item.missing)))
    return Rows(columns, rows)
