"""A record of a catalogue as a whole, in words: what is told of one that was added or removed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import DerivedFact, DerivedGroup, DerivedRule, Growth, SumRatio
from guangdong_ai.catalogue.document import ArticlesSeen, Document
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Choice, Fact, FactSection
from guangdong_ai.catalogue.funding import FigureSource, Reading
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.measure import Measure, OpenQuestion
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.reports.content.blocks import Item, labelled
from guangdong_ai.reports.content.measure import criterion_item, document_item, funding_items
from guangdong_ai.reports.wording.amount_wording import amount_in_words
from guangdong_ai.reports.wording.call_days import call_days
from guangdong_ai.reports.wording.citation import articles_in_words, measure_place, place_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.phrase import AND, listed, quoted, with_colon
from guangdong_ai.reports.wording.stacking_wording import rule_in_words
from guangdong_ai.reports.wording.table_figures import key_of, period_of
from guangdong_ai.reports.wording.terms import range_in_words
from guangdong_ai.reports.wording.value_wording import FACT_KIND, named, with_id
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import Table, TableRow


def whole_item(value: object, catalogue: Catalogue) -> Item:
    """The record with what it says; ``catalogue`` is the one that it belongs to."""
    return _ITEMS[type(value)](value, catalogue)


def row_name(row: TableRow, table: Table, catalogue: Catalogue) -> Text:
    """The holder of the key and the meaning of the figure."""
    key, column = key_of(row, catalogue.facts[table.key]), table.columns[row.column]
    return Text("{}，{}", "{}, {}").format(key, column)


def _measure_item(measure: Measure, catalogue: Catalogue) -> Item:
    criteria = tuple(criterion_item(criterion, catalogue.facts) for criterion in measure.criteria)
    about = (
        labelled(Text("依据", "Document"), measure_place(measure, catalogue)),
        labelled(Text("支持内容", "What you get"), measure.benefit),
    )
    inside = (*about, *criteria, *funding_items(measure, catalogue))
    return Item(with_id(measure.title, measure.id), inside=tuple(_spelled_out(item) for item in inside))


def _spelled_out(item: Item) -> Item:
    """The item with its label in front of it, where it stands inside another."""
    if item.label is None:
        return item
    return Item(with_colon(item.label, item.text), item.details, inside=item.inside)


def _call(call: Call, catalogue: Catalogue) -> Item:
    served = joined(Text("、", "; "), [catalogue.with_titles[name].title for name in call.measures])
    criteria = tuple(criterion_item(criterion, catalogue.facts) for criterion in call.criteria)
    papers = tuple(_spelled_out(labelled(Text("材料", "Paper"), paper)) for paper in call.papers)
    return Item(with_id(call.title, call.id), (served, call_days(call), *_source(call.source)), inside=(*criteria, *papers))


def _source(source: Source) -> Iterator[Text]:
    yield place_in_words(source.document, source.article, source.confidence)
    if source.note is not None:
        yield source.note


def _row_item(row: TableRow, _catalogue: Catalogue) -> Item:
    """The figure alone: whose it is depends on the table."""
    figure = Text("没有查到", "not found")
    if row.low is not None:
        figure = range_in_words(int(row.low), None if row.high is None else int(row.high))
    details = [text for text in (period_of(row), row.note) if text is not None]
    return Item(figure, (*details, *(() if row.source is None else _source(row.source))))


def _table(table: Table, catalogue: Catalogue) -> Item:
    key = quoted(catalogue.facts[table.key].label)
    by = Text("按{}查", "by {}").format(key)
    rows = [replace(_row_item(row, catalogue), label=row_name(row, table, catalogue)) for row in table.rows]
    return Item(with_id(table.title, table.id), (by,), inside=tuple(_spelled_out(row) for row in rows))


def _fact(fact: Fact, _catalogue: Catalogue) -> Item:
    choices = tuple(_choice(choice, _catalogue).text for choice in fact.choices)
    kind = FACT_KIND[fact.kind]
    if choices:
        among = joined(Text("、", ", "), list(choices))
        kind = with_colon(kind, among)
    return Item(with_id(fact.label, fact.id), (fact.question, kind))


def _choice(choice: Choice, _catalogue: Catalogue) -> Item:
    return Item(with_id(choice.label, choice.id))


def _of_source(source: Source, _catalogue: Catalogue) -> Item:
    place, *notes = _source(source)
    return Item(place, tuple(notes))


def _stacking_rule(rule: StackingRule, catalogue: Catalogue) -> Item:
    measures = joined(Text("、", "; "), [catalogue.measures[name].title for name in rule.concerned])
    return Item(with_id(rule.text, rule.id), (measures, rule_in_words(rule, catalogue.facts, catalogue.tables), *_source(rule.source)))


def _implication(implication: Implication, catalogue: Catalogue) -> Item:
    details = []
    if implication.given is not None:
        fact = named("facts", implication.given, catalogue)
        details.append(Text("已知：{}", "known: {}").format(fact))
    if implication.when is not None:
        words = condition_in_words(implication.when, catalogue.facts)
        details.append(Text("前提：{}", "if: {}").format(words))
    if implication.then is not None:
        words = condition_in_words(implication.then, catalogue.facts)
        details.append(Text("可知：{}", "then: {}").format(words))
    none = None if implication.none_of is None else catalogue.facts[implication.none_of].none_of_these
    if none is not None:
        details.append(Text("可知：{}", "then: {}").format(none))
    sources = () if implication.source is None else _source(implication.source)
    return Item(with_id(implication.text, implication.id), (*details, *sources))


def _contradiction(contradiction: Contradiction, catalogue: Catalogue) -> Item:
    details = [] if contradiction.when is None else [condition_in_words(contradiction.when, catalogue.facts)]
    for label, facts in ((Text("先后", "in this order"), contradiction.order), (Text("应已发生", "has happened"), contradiction.past)):
        if facts:
            names = listed([named("facts", fact, catalogue) for fact in facts], AND)
            details.append(with_colon(label, names))
    if contradiction.doubtful is not None:
        details.append(Text("可疑：{}", "doubtful: {}").format(condition_in_words(contradiction.doubtful, catalogue.facts)))
    hints = () if contradiction.hint is None else (contradiction.hint,)
    return Item(with_id(contradiction.text, contradiction.id), (*details, *hints))


def _derived(one: DerivedFact, catalogue: Catalogue) -> Item:
    details = []
    if one.ratio is not None:
        part, whole = (named("facts", fact, catalogue) for fact in one.ratio)
        details.append(Text("{} ÷ {}", "{} ÷ {}").format(part, whole))
    if one.growth is not None:
        details.append(_growth(one.growth, catalogue).text)
    if one.sum:
        details.append(_added(one.sum, catalogue))
    if one.average:
        added, number = _added(one.average, catalogue), len(one.average)
        details.append(Text("（{0}）÷ {1}", "({0}) ÷ {1}").format(added, number))
    if one.ratio_of_sums is not None:
        details.append(_sum_ratio(one.ratio_of_sums, catalogue).text)
    if one.months_since is not None:
        details.append(Text("自{}起的月数", "months since {}").format(named("facts", one.months_since, catalogue)))
    if one.by is not None:
        details.append(Text("按{}推算", "by {}").format(named("facts", one.by, catalogue)))
    by, fact = None if one.by is None else catalogue.facts[one.by], catalogue.facts[one.fact]
    groups = tuple(_derived_group(group, catalogue, by, fact) for group in one.groups)
    if one.unknown_for:
        unknown = joined(Text("、", ", "), [_choice_of(by, choice) for choice in one.unknown_for])
        groups = (*groups, Item(with_colon(unknown, Text("未知", "not known"))))
    sources = () if one.source is None else _source(one.source)
    return Item(with_id(fact.label, one.id), (one.text, *details, *sources), inside=groups)


def _derived_group(group: DerivedGroup, catalogue: Catalogue, by: Fact | None = None, fact: Fact | None = None) -> Item:
    """``by`` and ``fact`` name the choices; where the group stands alone they are told by their ids."""
    of = joined(Text("、", ", "), [_choice_of(by, choice) for choice in group.of])
    rules = tuple(_derived_rule(rule, catalogue, fact) for rule in group.rules)
    return Item(with_colon(of, _choice_of(fact, group.otherwise)), inside=rules)


def _derived_rule(rule: DerivedRule, catalogue: Catalogue, fact: Fact | None = None) -> Item:
    return Item(with_colon(condition_in_words(rule.when, catalogue.facts), _choice_of(fact, rule.then)))


def _choice_of(fact: Fact | None, choice_id: str) -> Text:
    labels = {} if fact is None else {choice.id: choice.label for choice in fact.choices}
    return labels.get(choice_id, Text(choice_id, choice_id))


def _added(facts: Sequence[str], catalogue: Catalogue) -> Text:
    return joined(Text(" + ", " + "), [named("facts", fact, catalogue) for fact in facts])


def _sum_ratio(sums: SumRatio, catalogue: Catalogue) -> Item:
    return Item(Text("（{}）÷（{}）", "({}) ÷ ({})").format(_added(sums.of, catalogue), _added(sums.by, catalogue)))


def _growth(growth: Growth, catalogue: Catalogue) -> Item:
    earlier, later = named("facts", growth.earlier, catalogue), named("facts", growth.later, catalogue)
    words = Text("由{}到{}的年增长率，相隔 {} 年", "yearly growth from {} to {}, {} apart")
    return Item(words.format(earlier, later, Text(f"{growth.years}", counted(growth.years, "year"))))


def _paper(paper: Paper, catalogue: Catalogue) -> Item:
    held = joined(Text("、", ", "), [named("holders", holder, catalogue) for holder in paper.held_by])
    document = () if paper.document is None else (place_in_words(paper.document, None, paper.confidence),)
    notes = () if paper.note is None else (paper.note,)
    return Item(with_id(paper.text, paper.id), (held, _facts_named(paper.facts, catalogue), *document, *notes))


def _without_paper(one: WithoutPaper, catalogue: Catalogue) -> Item:
    return Item(with_id(one.reason, one.id), (_facts_named(one.facts, catalogue),))


def _facts_named(facts: Sequence[str], catalogue: Catalogue) -> Text:
    return joined(Text("、", ", "), [named("facts", fact, catalogue) for fact in facts])


def _not_modelled(one: NotModelled, catalogue: Catalogue) -> Item:
    document = () if one.document is None else (named("documents", one.document, catalogue),)
    return Item(with_id(one.subject, one.id), (one.reason, *document))


_ITEMS: Mapping[type, Callable[[Any, Catalogue], Item]] = {
    Measure: _measure_item,
    Call: _call,
    StackingRule: _stacking_rule,
    Implication: _implication,
    Contradiction: _contradiction,
    DerivedFact: _derived,
    SumRatio: _sum_ratio,
    DerivedGroup: _derived_group,
    DerivedRule: _derived_rule,
    Growth: _growth,
    Holder: lambda holder, _: Item(with_id(holder.title, holder.id)),
    Paper: _paper,
    WithoutPaper: _without_paper,
    NotModelled: _not_modelled,
    Table: _table,
    Fact: _fact,
    Document: lambda document, _: document_item(document),
    ArticlesSeen: lambda seen, _: Item(articles_in_words(seen)),
    FactSection: lambda section, _: Item(with_id(section.title, section.section)),
    Criterion: lambda criterion, catalogue: criterion_item(criterion, catalogue.facts),
    Reading: lambda reading, catalogue: Item(reading.text, (amount_in_words(reading.amount, catalogue.facts, catalogue.tables),)),
    FigureSource: lambda source, _: Item(source.figure, (place_in_words(source.document, source.article, source.confidence),)),
    OpenQuestion: lambda question, _: Item(question.text),
    TableRow: _row_item,
    Choice: _choice,
    Source: _of_source,
}
"""How each kind of record is told. A change of any other type is a value: it is told by ``value_wording``."""

WHOLE_RECORDS = frozenset(_ITEMS)
