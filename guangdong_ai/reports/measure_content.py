"""What there is to say about a measure, in order and in both languages: the terminal and the documentation show the same."""

from collections.abc import Iterator, Mapping

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.record import record
from guangdong_ai.reports.amount_wording import amount_in_words
from guangdong_ai.reports.citation import article_in_words, document_days, document_in_words, place_in_words
from guangdong_ai.reports.condition_wording import condition_in_words
from guangdong_ai.reports.table_figures import Column, column_title, columns_read, key_of, period_of, rows_of
from guangdong_ai.reports.words import AWARD, CONFIDENCE, CONFIDENCE_MEANING, KIND, WINDOW, range_in_words
from guangdong_ai.text import Text, joined


@record(positional=True)
class Item:
    """A statement, and what belongs to it. ``label``: the statement is the value of something with this name."""

    text: Text
    details: tuple[Text, ...] = ()
    label: Text | None = None


@record(positional=True)
class Section:
    """Items that belong together; the first section of a measure has no title of its own."""

    title: Text | None
    items: tuple[Item, ...]
    numbered: bool = False


def measure_content(measure: Measure, catalogue: Catalogue) -> Iterator[Section]:
    """Everything about the measure; a section that would be empty is left out, except where emptiness says something."""
    calls = catalogue.calls_of(measure.id)
    yield Section(None, tuple(_about(measure, calls, catalogue)))
    criteria = tuple(_criterion(criterion, catalogue.facts) for criterion in measure.criteria)
    yield Section(Text("条件", "Criteria"), criteria, numbered=True)
    yield Section(Text("资金", "Funding"), tuple(_funding(measure, catalogue)))
    for column in columns_read(measure):
        yield Section(column_title(column, catalogue), tuple(_published(column, catalogue)))
    for call in calls:
        yield from _call(call, catalogue)
    if measure.papers:
        yield Section(Text("材料", "Papers"), tuple(Item(paper) for paper in measure.papers))
    if measure.questions_open:
        yield Section(Text("没有查明的", "Not known"), tuple(Item(question.text) for question in measure.questions_open))
    cited = (catalogue.documents[name] for name in _cited(measure, calls, catalogue))
    yield Section(Text("所引文件", "Documents cited"), tuple(_document(document) for document in cited))


def _about(measure: Measure, calls: tuple[Call, ...], catalogue: Catalogue) -> Iterator[Item]:
    document = document_in_words(catalogue.documents[measure.document])
    if measure.article is not None:
        article = article_in_words(measure.article)
        document = Text(f"{document.zh} {article.zh}", f"{document.en}, {article.en}")
    yield _labelled(Text("依据", "Document"), document)
    yield _labelled(Text("得到什么", "What one gets"), measure.benefit)
    yield _labelled(Text("面向谁", "For whom"), measure.audience)
    if measure.department is not None:
        yield _labelled(Text("主管部门", "Department"), measure.department)
    if measure.apply_at is not None:
        yield _labelled(Text("在哪里申报", "Where to apply"), measure.apply_at)
    if measure.window is not None:
        yield _labelled(Text("何时申报", "When to apply"), WINDOW[measure.window])
    elif not calls:
        yield _labelled(Text("何时申报", "When to apply"), WINDOW["unannounced"])
    for name in measure.exclusive_groups:
        yield _labelled(Text("能否叠加", "Adding up"), catalogue.groups[name].text)
    yield _labelled(Text("核对日期", "Reviewed on"), Text(f"{measure.reviewed_on}", f"{measure.reviewed_on}"))


def _labelled(label: Text, value: Text) -> Item:
    return Item(value, (), label)


def _after(label: Text, value: Text) -> Text:
    return Text(f"{label.zh}：{value.zh}", f"{label.en}: {value.en}")


def _criterion(criterion: Criterion, facts: Mapping[str, Fact]) -> Item:
    source = criterion.source
    details = [Text(criterion.id, criterion.id)]
    if criterion.when is not None:
        details.append(_after(Text("判定", "computed"), condition_in_words(criterion.when, facts)))
    if criterion.review is not None:
        details.append(_after(Text("由人判断", "judged by people"), criterion.review))
    details += [_after(Text("说明", "note"), note) for note in (criterion.note, source.note) if note is not None]
    details.append(_after(Text("出处", "source"), place_in_words(source.document, source.article, source.confidence)))
    return Item(criterion.text, tuple(details))


def _funding(measure: Measure, catalogue: Catalogue) -> Iterator[Item]:
    funding = measure.funding
    kind = KIND[funding.kind]
    if funding.award is not None:
        kind = joined(Text("，", ", "), [kind, AWARD[funding.award]])
    yield _labelled(Text("形式", "Kind"), kind)
    if funding.amount is not None:
        yield _labelled(Text("金额", "Amount"), amount_in_words(funding.amount, catalogue.facts, catalogue.tables))
    for reading in funding.readings:
        amount = amount_in_words(reading.amount, catalogue.facts, catalogue.tables)
        yield Item(reading.text, (amount,), Text("一种理解", "One reading"))
    if funding.note is not None:
        yield _labelled(Text("说明", "Note"), funding.note)
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
            words = name if period is None else Text(f"{name.zh}（{period.zh}）", f"{name.en} ({period.en})")
            not_found.setdefault(row.note, []).append(words)
    for note, names in not_found.items():
        yield Item(joined(Text("、", ", "), names), () if note is None else (note,), Text("没有查到", "Not found"))


def _call(call: Call, catalogue: Catalogue) -> Iterator[Section]:
    """A round: its days and papers, then its own criteria."""
    days = [Text(f"{day} {what.zh}", f"{what.en} {day}") for what, day in _days(call) if day is not None]
    known = joined(Text("，", ", "), days) if days else Text("起止日期没有查到", "first and last day not found")
    items = [_labelled(Text("名称", "Title"), call.title), _labelled(Text("时间", "Days"), known)]
    if call.note is not None:
        items.append(_labelled(Text("说明", "Note"), call.note))
    items += [_labelled(Text("材料", "Paper"), paper) for paper in call.papers]
    place = place_in_words(call.source.document, call.source.article, call.source.confidence)
    items.append(_labelled(Text("出处", "Source"), place))
    yield Section(Text(f"申报批次 {call.id}", f"Call {call.id}"), tuple(items))
    if call.criteria:
        criteria = tuple(_criterion(criterion, catalogue.facts) for criterion in call.criteria)
        yield Section(Text(f"{call.id} 的条件", f"Criteria of {call.id}"), criteria, numbered=True)


def _days(call: Call) -> tuple[tuple[Text, object], ...]:
    return (
        (Text("发布", "published"), call.posted),
        (Text("开始", "opens"), call.opens),
        (Text("截止", "closes"), call.closes),
        (Text("已经结束", "over by"), call.over_by),
    )


def _cited(measure: Measure, calls: tuple[Call, ...], catalogue: Catalogue) -> list[str]:
    """The ids of all documents that the page names, each once, the measure's own first."""
    criteria = (*measure.criteria, *(criterion for call in calls for criterion in call.criteria))
    rows = (row for column in columns_read(measure) for row in rows_of(column, catalogue.tables))
    named = [
        measure.document,
        *(criterion.source.document for criterion in criteria),
        *(source.document for source in measure.funding.sources),
        *(call.source.document for call in calls),
        *(row.source.document for row in rows if row.source is not None),
    ]
    return list(dict.fromkeys(named))


def _document(document: Document) -> Item:
    sure = _after(CONFIDENCE[document.confidence], CONFIDENCE_MEANING[document.confidence])
    address = None if document.address is None else Text(document.address, document.address)
    details = [document.issuer, document_days(document), sure, document.note, address]
    title = document_in_words(document)
    name = Text(f"{document.id}：{title.zh}", f"{document.id}: {title.en}")
    return Item(name, tuple(detail for detail in details if detail is not None))
