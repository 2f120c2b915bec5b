"""The old or new value of a field, in words: rules from their trees, names of what they refer to, and the words of results."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from guangdong_ai.assessment.catalogue_on_day import DocumentOnDay, MeasureOnDay
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.declared import declared
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.derived_fact import DerivedFact, Growth, SumRatio
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.evidence import Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.catalogue.funding import FigureSource, Funding
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.wording.amount_wording import amount_in_words
from guangdong_ai.reports.wording.caveats import COVERAGE
from guangdong_ai.reports.wording.citation import article_in_words, document_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.phrase import AND, beside, listed
from guangdong_ai.reports.wording.stacking_wording import FORM, PER
from guangdong_ai.reports.wording.terms import AWARD, CHANGE, CONFIDENCE, KIND, SCOPE, WINDOW
from guangdong_ai.rules.amount import Amount
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Not, Ratio
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import Table
from guangdong_ai.rules.value import Kind

FACT_KIND: Mapping[Kind, Text] = Registry(
    "names of kinds",
    "kinds",
    {
        "text": Text("文字", "text"),
        "choice": Text("单选", "one choice"),
        "choices": Text("多选", "several choices"),
        "yes_no": Text("是或否", "yes or no"),
        "count": Text("数量", "number"),
        "money": Text("金额", "amount of money"),
        "share": Text("比例", "share"),
        "year": Text("年份", "year"),
        "date": Text("日期", "date"),
        "months": Text("月数", "number of months"),
    },
)
_UNPUBLISHED = Text("文件尚未公布", "document not published yet")
_VALIDITY: Mapping[str, Text] = {
    "unpublished": Text("尚未公布", "not published yet"),
    "not_yet": Text("尚未生效", "not in force yet"),
    "valid": Text("有效", "in force"),
    "over": Text("已失效", "no longer in force"),
}

_WORDS: Mapping[tuple[type, str], Mapping[Any, Text]] = {
    (Measure, "window"): WINDOW,
    (Measure, "kind"): {"support": Text("支持措施", "support"), "title": Text("资质称号", "title")},
    (MeasureOnDay, "window"): {**WINDOW, "unpublished": _UNPUBLISHED},
    (Funding, "kind"): KIND,
    (Funding, "award"): AWARD,
    (Funding, "per"): {"year": Text("每年", "a year"), "in_all": Text("合计", "in all")},
    (Choice, "coverage"): COVERAGE,
    (Fact, "kind"): FACT_KIND,
    (Fact, "change"): CHANGE,
    (Fact, "format"): {"credit_code": Text("统一社会信用代码", "unified social credit code")},
    (Source, "confidence"): CONFIDENCE,
    (FigureSource, "confidence"): CONFIDENCE,
    (Document, "scope"): SCOPE,
    (Document, "confidence"): CONFIDENCE,
    (Document, "dates_confidence"): CONFIDENCE,
    (Paper, "confidence"): CONFIDENCE,
    (DocumentOnDay, "validity"): _VALIDITY,
    (StackingRule, "form"): FORM,
    (StackingRule, "per"): PER,
}
"""Fields that hold one of a few words."""

_REFERS_TO: Mapping[tuple[type, str], str] = {
    (Measure, "document"): "documents",
    (StackingRule, "measures"): "measures",
    (StackingRule, "pairs"): "measures",
    (Source, "document"): "documents",
    (FigureSource, "document"): "documents",
    (Call, "document"): "documents",
    (Call, "measures"): "measures",
    (Table, "key"): "facts",
    (Implication, "given"): "facts",
    (Implication, "none_of"): "facts",
    (Contradiction, "order"): "facts",
    (Contradiction, "past"): "facts",
    (DerivedFact, "fact"): "facts",
    (DerivedFact, "ratio"): "facts",
    (DerivedFact, "sum"): "facts",
    (DerivedFact, "average"): "facts",
    (SumRatio, "of"): "facts",
    (SumRatio, "by"): "facts",
    (DerivedFact, "months_since"): "facts",
    (DerivedFact, "by"): "facts",
    (Growth, "later"): "facts",
    (Growth, "earlier"): "facts",
    (MeasureOnDay, "call"): "calls",
    (Paper, "held_by"): "holders",
    (Paper, "facts"): "facts",
    (Paper, "document"): "documents",
    (WithoutPaper, "facts"): "facts",
    (NotModelled, "document"): "documents",
    (NotModelled, "measures"): "measures",
}
"""Fields that hold the id of something."""

_ARTICLES: frozenset[tuple[type, str]] = frozenset({(Measure, "article"), (Source, "article"), (FigureSource, "article")})


def value_in_words(of: type, field: str, value: object, catalogue: Catalogue) -> Text:
    """What the field of that record holds, as ``catalogue`` names the facts, tables and documents in it."""
    match value:
        case Text():
            return value
        case Compare() | Ratio() | AllOf() | AnyOf() | Not():
            return condition_in_words(value, catalogue.facts)
        case _ if isinstance(value, Amount):
            return amount_in_words(value, catalogue.facts, catalogue.tables)
        case bool():
            return Text("是", "yes") if value else Text("否", "no")
        case Decimal() if (of, field) == (DerivedFact, "tolerance"):
            return Text(f"{value:,}", f"{value:,}")
        case Decimal():
            return money_in_words(value)
        case int() if (of, field) == (StackingRule, "most"):
            return money_in_words(value)
        case int() | date():
            return Text(f"{value}", f"{value}")
        case str():
            return _string(of, field, value, catalogue)
        case tuple():
            return listed([value_in_words(of, field, part, catalogue) for part in value], AND)
    raise TypeError(value)


def _string(of: type, field: str, value: str, catalogue: Catalogue) -> Text:
    if (of, field) in _WORDS:
        return _WORDS[of, field][value]
    if (of, field) in _REFERS_TO:
        return named(_REFERS_TO[of, field], value, catalogue)
    return article_in_words(value) if (of, field) in _ARTICLES else Text(value, value)


def named(kind: str, name_id: str, catalogue: Catalogue) -> Text:
    """What the catalogue calls the thing of that kind (a field of ``Declared``) and id."""
    thing = getattr(declared(catalogue), kind)[name_id]
    match thing:
        case Document():
            name = document_in_words(thing)
        case Fact():
            name = thing.label
        case DerivedFact():
            name = catalogue.facts[thing.fact].label
        case StackingRule() | Implication() | Contradiction() | Paper():
            name = thing.text
        case WithoutPaper():
            name = thing.reason
        case NotModelled():
            name = thing.subject
        case _:
            name = thing.title
    return with_id(name, name_id)


def with_id(name: Text, name_id: str) -> Text:
    """The name, and the id that files and commands know it by."""
    return beside(name, name_id)
