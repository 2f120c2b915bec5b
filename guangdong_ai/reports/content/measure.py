"""What there is to say about a measure, in order and in both languages: the terminal and the documentation show the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from guangdong_ai.assessment.titles.asked_for import look_at
from guangdong_ai.assessment.window import past_calls
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.reports.content.blocks import Content, Item, Section, TextBlock, labelled
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.amount_wording import amount_in_words
from guangdong_ai.reports.wording.call_days import NO_PROMISE, PAST_CALLS, call_days
from guangdong_ai.reports.wording.citation import (
    address_in_words,
    articles_in_words,
    document_days,
    document_in_words,
    measure_place,
    place_in_words,
)
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.phrase import beside, with_colon
from guangdong_ai.reports.wording.stacking_wording import rule_in_words
from guangdong_ai.reports.wording.table_figures import Column, column_title, columns_read, key_of, period_of, rows_of
from guangdong_ai.reports.wording.terms import (
    AWARD,
    CONFIDENCE,
    CONFIDENCE_MEANING,
    KIND,
    WINDOW,
    confidence_legend,
    period_in_words,
    range_in_words,
)


def measure_content(measure: Measure, catalogue: Catalogue) -> Content:
    """Who it is for, what it brings, its criteria and calls, where each statement comes from, and what is not known."""
    first, *rest = measure_sections(measure, catalogue)
    legend = Section(None, (TextBlock(confidence_legend(), "aside"),))
    return Content(measure.title, (TextBlock(Text(measure.id, measure.id), "id"),), (replace(first, divided=True), *rest, legend))


def measure_sections(measure: Measure, catalogue: Catalogue) -> Iterator[Section]:
    """Everything about the measure; a section that would be empty is left out, except where emptiness says something.

    Which calls lie behind is told as of the review of the catalogue: the page changes when the catalogue does, not with the calendar.
    """
    calls = catalogue.calls_of(measure.id)
    yield Section(None, tuple(_about(measure, calls, catalogue)))
    criteria = tuple(criterion_item(criterion, catalogue.facts) for criterion in measure.criteria)
    yield Section(Text("条件", "Criteria"), criteria, numbered=True)
    yield Section(Text("资金", "Funding"), tuple(funding_items(measure, catalogue)))
    if measure.kind == "title":
        yield _looked_at_by(measure, catalogue)
    for column in columns_read(measure):
        yield Section(column_title(column, catalogue), tuple(_published(column, catalogue)))
    for call in calls:
        yield from _call(call, catalogue)
    history = past_calls(measure, catalogue, catalogue.manifest.reviewed_on)
    if history:
        yield past_calls_section(history)
    if measure.papers:
        yield Section(Text("材料", "Papers"), tuple(Item(paper) for paper in measure.papers))
    if measure.questions_open:
        yield Section(Text("没有查明的", "Not known"), tuple(Item(question.text) for question in measure.questions_open))
    yield documents_cited(measure, calls, catalogue)


def _looked_at_by(title: Measure, catalogue: Catalogue) -> Section:
    """What a title is for: the measures and titles whose criteria look at it."""
    items = tuple(Item(beside(one.title, one.id)) for one in look_at(title, catalogue))
    nothing = Item(Text("目录中没有条件涉及这一称号的措施", "no criterion in the catalogue looks at it"))
    return Section(Text("条件涉及这一称号的措施", "Measures whose criteria look at this title"), items or (nothing,))


def _about(measure: Measure, calls: tuple[Call, ...], catalogue: Catalogue) -> Iterator[Item]:
    yield labelled(Text("依据", "Document"), measure_place(measure, catalogue))
    yield labelled(Text("支持内容", "What you get"), measure.benefit)
    yield labelled(Text("面向谁", "For whom"), measure.audience)
    if measure.department is not None:
        yield labelled(Text("主管部门", "Department"), measure.department)
    if measure.apply_at is not None:
        yield labelled(Text("在哪里申报", "Where to apply"), measure.apply_at)
    if measure.window is not None:
        yield labelled(Text("何时申报", "When to apply"), WINDOW[measure.window])
    elif not calls:
        yield labelled(Text("何时申报", "When to apply"), WINDOW["unannounced"])
    yield from adding_up(measure, catalogue)
    yield labelled(Text("核对日期", "Reviewed on"), Text(f"{measure.reviewed_on}", f"{measure.reviewed_on}"))


def _after(label: Text, value: Text) -> Text:
    return with_colon(label, value)


def criterion_item(criterion: Criterion, facts: Mapping[str, Fact]) -> Item:
    """The criterion with its id, what is computed, what people judge, remarks, and where it stands."""
    source = criterion.source
    details = [Text(criterion.id, criterion.id)]
    if criterion.when is not None:
        details.append(_after(Text("判定", "computed"), condition_in_words(criterion.when, facts)))
    if criterion.review is not None:
        details.append(_after(Text("由主管部门认定", "decided by the authority"), criterion.review))
    details += [_after(Text("说明", "note"), note) for note in (criterion.note, source.note) if note is not None]
    details.append(_after(Text("出处", "source"), place_in_words(source.document, source.article, source.confidence)))
    return Item(criterion.text, tuple(details))


def funding_items(measure: Measure, catalogue: Catalogue) -> Iterator[Item]:
    """The kind, the amount in each reading, remarks, and where the figures stand."""
    funding = measure.funding
    kind = KIND[funding.kind]
    if funding.award is not None:
        kind = joined(Text("，", ", "), [kind, AWARD[funding.award]])
    yield labelled(Text("形式", "Kind"), kind)
    if funding.amount is not None:
        yield labelled(Text("金额", "Amount"), amount_in_words(funding.amount, catalogue.facts, catalogue.tables))
    for reading in funding.readings:
        amount = amount_in_words(reading.amount, catalogue.facts, catalogue.tables)
        yield Item(reading.text, (amount,), Text("一种理解", "One reading"))
    if funding.per is not None:
        yield labelled(Text("金额所指", "The amount is"), period_in_words(funding.per, funding.years))
    if funding.note is not None:
        yield labelled(Text("说明", "Note"), funding.note)
    for source in funding.sources:
        place = place_in_words(source.document, source.article, source.confidence)
        yield Item(source.figure, (place,), Text("出处", "Source"))


def _published(column: Column, catalogue: Catalogue) -> Iterator[Item]:
    """The figures of a table's column, then the keys for which none was found, together where the reason is the same."""
    rows = rows_of(column, catalogue.tables)
    key = catalogue.facts[catalogue.tables[column[0]].key]
    for row in rows:
        if row.low is not None:
            period, amount = period_of(row), range_in_words(int(row.low), None if row.high is None else int(row.high))
            source = None if row.source is None else place_in_words(row.source.document, row.source.article, row.source.confidence)
            yield Item(amount, tuple(text for text in (period, row.note, source) if text is not None), key_of(row, key))
    not_found: dict[Text | None, list[Text]] = {}
    for row in rows:
        if row.low is None:
            period, name = period_of(row), key_of(row, key)
            words = name if period is None else beside(name, period)
            not_found.setdefault(row.note, []).append(words)
    for note, names in not_found.items():
        yield Item(joined(Text("、", ", "), names), () if note is None else (note,), Text("没有查到", "Not found"))


def _call(call: Call, catalogue: Catalogue) -> Iterator[Section]:
    """A round: its days and papers, then its own criteria."""
    items = [labelled(Text("名称", "Title"), call.title), labelled(Text("时间", "Days"), call_days(call))]
    if call.note is not None:
        items.append(labelled(Text("说明", "Note"), call.note))
    items += [labelled(Text("材料", "Paper"), paper) for paper in call.papers]
    place = place_in_words(call.source.document, call.source.article, call.source.confidence)
    items.append(labelled(Text("出处", "Source"), place))
    yield Section(Text(f"申报批次 {call.id}", f"Call {call.id}"), tuple(items))
    if call.criteria:
        criteria = tuple(criterion_item(criterion, catalogue.facts) for criterion in call.criteria)
        yield Section(Text(f"{call.id} 的条件", f"Criteria of {call.id}"), criteria, numbered=True)


def documents_cited(measure: Measure, calls: Sequence[Call], catalogue: Catalogue) -> Section:
    """The documents that statements about the measure and these calls come from."""
    return documents_section(cited(measure, calls, catalogue), catalogue)


def documents_section(names: Sequence[str], catalogue: Catalogue) -> Section:
    """The documents with these ids."""
    return Section(Text("所引文件", "Documents cited"), tuple(document_item(catalogue.documents[name]) for name in names))


def cited(measure: Measure, calls: Sequence[Call], catalogue: Catalogue) -> list[str]:
    """The ids of all documents that the page names, each once, the measure's own first."""
    criteria = (*measure.criteria, *(criterion for call in calls for criterion in call.criteria))
    rows = (row for column in columns_read(measure) for row in rows_of(column, catalogue.tables))
    named = [
        measure.document,
        *(criterion.source.document for criterion in criteria),
        *(source.document for source in measure.funding.sources),
        *(call.source.document for call in calls),
        *(row.source.document for row in rows if row.source is not None),
        *(rule.source.document for rule in catalogue.stacking.values() if measure.id in rule.concerned),
    ]
    return list(dict.fromkeys(named))


def document_item(document: Document) -> Item:
    """The document by id and title, who issued it when, on which days it is valid, and how sure the catalogue is of it."""
    sure = _after(CONFIDENCE[document.confidence], CONFIDENCE_MEANING[document.confidence])
    address = address_in_words(document)
    parts = [articles_in_words(seen) for seen in document.articles]
    details = [document.issuer, document_days(document), sure, *parts, document.note, address]
    title = document_in_words(document)
    name = with_colon(document.id, title)
    return Item(name, tuple(detail for detail in details if detail is not None))


def past_calls_section(calls: Sequence[Call]) -> Section:
    """Each round with its days, and that nothing follows from them for the next one."""
    items = (Item(call_days(call), (beside(call.title, call.id),)) for call in calls)
    return Section(PAST_CALLS, (*items, Item(NO_PROMISE)))


def adding_up(measure: Measure, catalogue: Catalogue) -> Iterator[Item]:
    """Each rule between the measure and others of the catalogue: its text, these measures, what the rule does, and where it stands.

    The catalogue may hold the measures of some givers only: a rule with none of these is left out.
    """
    for rule in catalogue.stacking.values():
        others = [catalogue.measures[name].title for name in _beside(measure.id, rule) if name in catalogue.measures]
        if others:
            together = joined(Text("、", "; "), others)
            source = place_in_words(rule.source.document, rule.source.article, rule.source.confidence)
            details = (
                Text("涉及：{}", "together with: {}").format(together),
                rule_in_words(rule, catalogue.facts, catalogue.tables),
                Text("出处：{}", "source: {}").format(source),
            )
            yield Item(rule.text, details, Text("能否叠加", "Adding up"))


def _beside(name: str, rule: StackingRule) -> Iterator[str]:
    """The measures that the rule sets beside this one."""
    together = (rule.measures,) if rule.measures else rule.pairs
    return (other for names in together if name in names for other in names if other != name)


def measure_report(measure: Measure, catalogue: Catalogue, source: Callable[[], object]) -> Report:
    """The measure in each form. ``source``: what its file says, for programs."""
    return Report(lambda: measure_content(measure, catalogue), source, lambda language: _criteria_rows(measure, catalogue, language))


def _criteria_rows(measure: Measure, catalogue: Catalogue, language: Language) -> Rows:
    """A row for each criterion, those of its calls too."""
    columns = ("criterion", "call", "text", "computed", "judged", "document", "article", "confidence")
    of_calls = ((call.id, criterion) for call in catalogue.calls_of(measure.id) for criterion in call.criteria)
    rows = []
    for call, criterion in (*((None, criterion) for criterion in measure.criteria), *of_calls):
        computed = None if criterion.when is None else condition_in_words(criterion.when, catalogue.facts).in_language(language)
        judged = None if criterion.review is None else criterion.review.in_language(language)
        source = criterion.source
        text = criterion.text.in_language(language)
        rows.append((criterion.id, call, text, computed, judged, source.document, source.article, source.confidence))
    return Rows(columns, rows)
