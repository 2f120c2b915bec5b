"""What each field of the catalogue is called where a change in it is told, and what a change in it is about.

A test changes every field of every record: a field that has no name here is found by it.
"""

from collections.abc import Mapping
from typing import Literal

from guangdong_ai.assessment.catalogue_on_day import DocumentOnDay, ManifestOnDay, MeasureOnDay, TableOnDay
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Manifest
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import DerivedFact, DerivedGroup, DerivedRule, Growth, SumRatio
from guangdong_ai.catalogue.document import ArticlesSeen, Document
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Choice, Fact, FactSection
from guangdong_ai.catalogue.funding import FigureSource, Funding, Reading
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.measure import Measure, OpenQuestion
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import Table, TableRow

About = Literal["rule", "source", "text"]
"""A rule decides what comes out of an assessment; a source says where it stands; a text is what people read beside it."""


@record(positional=True)
class FieldName:
    """The name, and what a change in the field is about."""

    name: Text
    about: About


@record(positional=True)
class RecordName:
    """The name of one of a kind, the English name of several, and what it is about that one is added or removed."""

    name: Text
    several: str
    about: About


def field_name(of: type, field: str) -> FieldName:
    """The name of a field of that record."""
    return _OWN[of][field] if field in _OWN.get(of, {}) else _SHARED[field]


def _rule(zh: str, en: str) -> FieldName:
    return FieldName(Text(zh, en), "rule")


def _source(zh: str, en: str) -> FieldName:
    return FieldName(Text(zh, en), "source")


def _text(zh: str, en: str) -> FieldName:
    return FieldName(Text(zh, en), "text")


_SHARED: Mapping[str, FieldName] = {
    "article": _source("条款", "article"),
    "confidence": _source("把握程度", "confidence"),
    "criteria": _rule("条件", "criterion"),
    "document": _source("文件", "document"),
    "note": _text("说明", "note"),
    "papers": _text("材料", "paper"),
    "reviewed_on": _source("核对日期", "day of review"),
    "source": _source("出处", "source"),
    "text": _text("文字", "text"),
    "title": _text("名称", "title"),
    "valid_from": _rule("起始日", "first day"),
    "valid_until": _rule("截止日", "last day"),
}

KINDS: Mapping[str, RecordName] = {
    "measures": RecordName(Text("措施", "measure"), "measures", "rule"),
    "calls": RecordName(Text("申报批次", "call"), "calls", "rule"),
    "stacking": RecordName(Text("叠加规则", "stacking rule"), "stacking rules", "rule"),
    "tables": RecordName(Text("数额表", "table"), "tables", "rule"),
    "facts": RecordName(Text("信息项", "fact"), "facts", "rule"),
    "implications": RecordName(Text("推定规则", "implication"), "implications", "rule"),
    "contradictions": RecordName(Text("矛盾规则", "contradiction"), "contradictions", "rule"),
    "papers": RecordName(Text("证明材料", "paper"), "papers", "text"),
    "without_paper": RecordName(Text("没有查到材料的信息", "fact without a paper"), "facts without a paper", "text"),
    "holders": RecordName(Text("材料持有部门", "holder of papers"), "holders of papers", "text"),
    "not_modelled": RecordName(Text("没有收入规则的内容", "thing left out"), "things left out", "text"),
    "derived": RecordName(Text("推算规则", "derived fact"), "derived facts", "rule"),
    "documents": RecordName(Text("政策文件", "document"), "documents", "source"),
    "sections": RecordName(Text("信息项分组", "section of facts"), "sections of facts", "text"),
    "manifest": RecordName(Text("政策目录", "catalogue"), "catalogues", "source"),
}
"""What a catalogue declares, as the fields of ``Declared`` and ``CatalogueOnDay`` have it."""

_OWN: Mapping[type, Mapping[str, FieldName]] = {
    Measure: {
        "document": _rule("依据", "document"),
        "kind": _rule("类别", "kind"),
        "gives": _rule("获得后可回答", "what its holder can answer"),
        "benefit": _text("支持内容", "what one gets"),
        "audience": _text("面向谁", "for whom"),
        "funding": _rule("资金", "funding"),
        "department": _text("主管部门", "department"),
        "apply_at": _text("在哪里申报", "where to apply"),
        "window": _rule("何时申报", "when to apply"),
        "questions_open": _text("没有查明的", "what is not known"),
    },
    Criterion: {"when": _rule("判定", "computed"), "review": _rule("由主管部门认定", "decided by the authority")},
    Funding: {
        "kind": _rule("形式", "kind"),
        "award": _rule("给予方式", "how it is awarded"),
        "amount": _rule("金额", "amount"),
        "readings": _rule("一种理解", "reading"),
        "per": _rule("金额按什么计", "what the amount is for"),
        "years": _rule("最长年数", "years at most"),
        "sources": _source("数额出处", "source of a figure"),
    },
    Reading: {"amount": _rule("金额", "amount")},
    FigureSource: {"figure": _text("数额", "figure"), "pool": _text("资金总量", "pool")},
    OpenQuestion: {"beside_the_rule": _text("规则以外的数", "figures beside the rule")},
    Call: {
        "measures": _rule("措施", "measure"),
        "posted": _rule("发布日", "day of publication"),
        "opens": _rule("开始日", "first day"),
        "closes": _rule("截止日", "last day"),
        "over_by": _rule("已结束的日期", "over by"),
        "dates_confidence": _source("日期的把握程度", "confidence of the days"),
    },
    StackingRule: {
        "form": _rule("形式", "form"),
        "certain": _rule("有明文", "stated in the document"),
        "measures": _rule("措施", "measure"),
        "pairs": _rule("一对措施", "pair of measures"),
        "most": _rule("合计上限", "joint cap"),
        "ceiling": _rule("按申报单位计算的合计上限", "joint cap that depends on the applicant"),
        "only_together": _rule("只限几项合计", "limits several together only"),
        "per": _rule("上限按什么计", "what the cap is for"),
    },
    Table: {
        "key": _rule("按什么查", "key"),
        "columns": _text("列", "column"),
        "rows": _rule("数额", "figure"),
    },
    TableRow: {"low": _rule("下限", "low end"), "high": _rule("上限", "high end")},
    Fact: {
        "kind": _rule("种类", "kind"),
        "label": _text("名称", "name"),
        "question": _text("问题", "question"),
        "change": _rule("改变的难易", "how it can change"),
        "change_reason": _text("改变难易的理由", "why it can change so"),
        "help": _text("帮助", "help"),
        "choices": _rule("选项", "choice"),
        "none_of_these": _rule("“都不是”这一情形", "what it is when no choice applies"),
        "format": _rule("格式", "format"),
        "unit": _text("单位", "unit"),
        "unit_of_one": _text("英文单数单位", "unit of one"),
        "never": _rule("“从未”这一答案", "the answer for never"),
        "synonyms": _text("其他名称", "other name"),
        "likely_names": _text("可能的列名", "likely header"),
        "within": _rule("各选项所在的区域", "place that all choices lie in"),
        "also_in": _rule("也可写在哪一项的列中", "fact in whose column it may stand"),
        "hangs_on": _text("以何为前提", "what it hangs on"),
        "outside": _rule("不在选项之内的区域", "place that no choice lies in"),
    },
    Implication: {
        "given": _rule("由哪一信息项推定", "what it follows from"),
        "when": _rule("推定的前提", "when it follows"),
        "then": _rule("推定的内容", "what follows"),
        "none_of": _rule("推定都不是的信息项", "fact of which no choice applies"),
    },
    Contradiction: {
        "hint": _text("提示", "hint"),
        "when": _rule("不能同时成立的回答", "answers that exclude each other"),
        "order": _rule("先后", "order in time"),
        "past": _rule("应已发生的", "what has happened"),
        "doubtful": _rule("可疑的回答", "what is doubtful"),
    },
    Paper: {
        "held_by": _text("由谁持有", "who has it"),
        "facts": _text("证明的信息", "fact that it proves"),
        "named_by": _text("写明要它的措施或批次", "measure or call that names it"),
    },
    Holder: {},
    WithoutPaper: {"facts": _text("没有查到材料的信息", "fact without a paper"), "reason": _text("理由", "reason")},
    NotModelled: {
        "subject": _text("内容", "what it is about"),
        "reason": _text("理由", "reason"),
        "words": _text("原话", "words of the notes"),
        "measures": _text("涉及的措施", "measure that it concerns"),
    },
    DerivedFact: {
        "fact": _rule("所推算的信息项", "fact that is worked out"),
        "ratio": _rule("由哪两项相除", "amounts that are divided"),
        "growth": _rule("增长率的算法", "growth"),
        "sum": _rule("相加的数额", "amount that is added up"),
        "average": _rule("求平均的数额", "amount that is averaged"),
        "ratio_of_sums": _rule("合计相除的算法", "sums that are divided"),
        "tolerance": _rule("允许的差异", "difference that is allowed"),
        "months_since": _rule("从哪一天起算", "day from which months are counted"),
        "by": _rule("按什么推算", "what it goes by"),
        "groups": _rule("一组选项", "group"),
        "unknown_for": _rule("无法推算的选项", "choice for which it is not known"),
    },
    Growth: {
        "later": _rule("后一年的数额", "later amount"),
        "earlier": _rule("前一年的数额", "earlier amount"),
        "years": _rule("相隔年数", "years between them"),
    },
    SumRatio: {
        "of": _rule("相加后被除的数额", "amount that is added up and divided"),
        "by": _rule("相加后作除数的数额", "amount that is added up and divided by"),
    },
    DerivedGroup: {
        "of": _rule("选项", "choice"),
        "otherwise": _rule("其余情形的结果", "what it is otherwise"),
        "rules": _rule("判定", "rule"),
    },
    DerivedRule: {"when": _rule("前提", "when it is so"), "then": _rule("结果", "what it is then")},
    Choice: {
        "label": _text("名称", "name"),
        "synonyms": _rule("其他写法", "other spelling"),
        "parts": _rule("所辖区域", "place in it"),
        "codes": _rule("分类代码", "code in a classification"),
        "nothing": _rule("表示没有", "says that there is none"),
        "coverage": _text("查找情况", "what was searched"),
    },
    Document: {
        "described": _text("标题为描述", "described, not titled"),
        "number": _source("文号", "number"),
        "issuer": _source("发文机关", "issuer"),
        "signed": _source("签发日", "day of signing"),
        "published": _source("公布日", "day of publication"),
        "dates_confidence": _source("日期的把握程度", "confidence of the days"),
        "articles": _source("条款的把握程度", "confidence of articles"),
        "carries_out": _source("所实施的文件", "document carried out"),
        "address": _source("网址", "address"),
        "address_opened": _source("网址打开日期", "day on which the address was opened"),
        "scope": _rule("支持层级", "scope"),
    },
    FactSection: {"order": _text("次序", "order")},
    Manifest: {
        "version": _source("版本", "version"),
        "covers_from": _rule("涵盖自", "covered from"),
        "covers_until": _rule("涵盖至", "covered until"),
        "languages": _text("语言", "language"),
    },
    ArticlesSeen: {"numbers": _source("条款", "article")},
    Source: {},
    ManifestOnDay: {"covered": _rule("政策目录涵盖这一天", "day covered by the catalogue")},
    MeasureOnDay: {
        "window": _rule("申报时间", "window"),
        "opens": _rule("开始日", "first day"),
        "closes": _rule("截止日", "last day"),
        "call": _rule("所依据的申报批次", "call that counts"),
    },
    DocumentOnDay: {"validity": _rule("效力", "validity")},
    TableOnDay: {"figures": _rule("数额", "figure")},
}
