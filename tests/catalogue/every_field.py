"""Every small way in which a record can differ: each field of it, and of every record inside it, with another value of its type.

It goes by the declared types, so that a field that is added to a record is changed without anybody thinking of it.
"""

import types
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from guangdong_ai.assessment.catalogue_on_day import MeasureOnDay
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue, Contents
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.derived_fact import DerivedFact, DerivedGroup, DerivedRule, Growth, SumRatio
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.funding import FigureSource
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import Amount, AmountForm, FactValue, Rate
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, ConditionForm, Not, Ratio
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import Table, TableRow
from tests.catalogue.small_catalogue import SMALL

T = TypeVar("T")


@record(positional=True)
class Variant:
    """A changed record, and which field of it differs: ``measures.0.funding.kind = equity``."""

    what: str
    value: Any


REFERENCES: Mapping[tuple[type, str], tuple[Any, ...]] = {
    (Measure, "document"): ("measures-2025", "notice-2026"),
    (Source, "document"): ("measures-2025", "notice-2026"),
    (FigureSource, "document"): ("measures-2025", "notice-2026"),
    (Document, "carries_out"): ("measures-2025", "notice-2026"),
    (Call, "document"): ("measures-2025", "notice-2026"),
    (NotModelled, "document"): ("measures-2025", "notice-2026"),
    (NotModelled, "measures"): ("project", "advice"),
    (Paper, "held_by"): ("finance", "legal"),
    (Paper, "facts"): ("firm.staff", "firm.city"),
    (Paper, "document"): ("measures-2025", "notice-2026"),
    (Paper, "named_by"): ("project", "advice"),
    (WithoutPaper, "facts"): ("firm.staff", "firm.city"),
    (Call, "measures"): ("project", "advice"),
    (StackingRule, "measures"): ("project", "advice"),
    (StackingRule, "pairs"): (("title-award", "project"), ("project", "advice")),
    (Table, "key"): ("firm.city", "firm.fields"),
    (Implication, "given"): ("firm.city", "firm.fields"),
    (Implication, "none_of"): ("firm.city", "firm.fields"),
    (Contradiction, "order"): ("firm.city", "firm.fields"),
    (Contradiction, "past"): ("firm.city", "firm.fields"),
    (DerivedFact, "fact"): ("firm.own_share", "firm.titled"),
    (DerivedFact, "ratio"): ("firm.cost", "firm.staff"),
    (DerivedFact, "sum"): ("firm.cost", "firm.staff"),
    (DerivedFact, "average"): ("firm.cost", "firm.staff"),
    (SumRatio, "of"): ("firm.cost", "firm.staff"),
    (SumRatio, "by"): ("firm.cost", "firm.staff"),
    (DerivedFact, "months_since"): ("firm.finished", "firm.titled"),
    (DerivedFact, "by"): ("firm.city", "firm.fields"),
    (Growth, "later"): ("firm.cost", "firm.staff"),
    (Growth, "earlier"): ("firm.cost", "firm.staff"),
    (Fact, "hangs_on"): ("firm.city", "firm.fields"),
    (TableRow, "key"): ("north", "south"),
    (TableRow, "column"): ("title", "second"),
    (MeasureOnDay, "call"): ("call-2026", "call-2027"),
}
"""Fields that name something: their other values are names too."""


def small_contents() -> Contents:
    """What the small catalogue declares, with a second stacking rule, column and call, so that every name can be another."""
    catalogue = load_folders((SMALL,))
    table, rule, call = catalogue.tables["awards"], catalogue.stacking["one-of-two"], catalogue.calls[0]
    return Contents(
        manifest=catalogue.manifest,
        sections=catalogue.sections,
        documents=tuple(catalogue.documents.values()),
        tables=(replace(table, columns={**table.columns, "second": Text("另一列", "Second")}),),
        calls=(call, replace(call, id="call-2027", title=Text("2027年申报", "Call of 2027"), measures=("title-award",), criteria=())),
        stacking=(rule, replace(rule, id="another", text=Text("另一条规则", "Another rule"))),
        implications=(
            Implication(
                id="follows",
                text=Text("由此可知", "It follows"),
                given="firm.city",
                when=Compare(fact="firm.listed", operator="in", operand=(True,)),
                then=Compare(fact="firm.listed", operator="in", operand=(True,)),
                none_of="firm.city",
                source=rule.source,
            ),
        ),
        derived=(
            DerivedFact(
                id="worked-out",
                fact="firm.fields",
                text=Text("由此得出", "It follows"),
                source=rule.source,
                ratio=("firm.cost", "firm.staff"),
                growth=Growth(later="firm.cost", earlier="firm.staff", years=2),
                sum=("firm.cost", "firm.staff"),
                average=("firm.cost", "firm.staff"),
                ratio_of_sums=SumRatio(of=("firm.cost",), by=("firm.staff",)),
                tolerance=Decimal(1),
                months_since="firm.finished",
                by="firm.city",
                groups=(
                    DerivedGroup(
                        of=("north",),
                        otherwise="robotics",
                        rules=(DerivedRule(when=Compare(fact="firm.listed", operator="in", operand=(True,)), then="ai"),),
                    ),
                ),
                unknown_for=("south",),
            ),
        ),
        contradictions=(
            Contradiction(
                id="cannot-be",
                text=Text("不能同时成立", "Cannot both be"),
                hint=Text("改一项", "Change one"),
                when=Compare(fact="firm.listed", operator="in", operand=(True,)),
                order=("firm.city", "firm.fields"),
                past=("firm.city",),
            ),
        ),
        measures=tuple(replace(measure, cases=()) for measure in catalogue.measures.values()),
        holders=(Holder(id="finance", title=Text("财务", "Finance")), Holder(id="legal", title=Text("法务", "Legal"))),
        papers=(
            Paper(
                id="statement",
                text=Text("报表", "Statement"),
                held_by=("finance",),
                facts=("firm.staff",),
                confidence="inferred",
                document="measures-2025",
                named_by=("project",),
                note=Text("说明", "A note"),
            ),
        ),
        without_paper=(WithoutPaper(id="no-paper", facts=("firm.city",), reason=Text("没有查到材料", "No paper was found")),),
        not_modelled=(
            NotModelled(
                id="left-out",
                subject=Text("没有收入的内容", "What is left out"),
                reason=Text("没有查到", "Not found"),
                words=("left out",),
                document="measures-2025",
                measures=("project",),
            ),
        ),
    )


def made_of(contents: Contents) -> Catalogue:
    """The catalogue of these contents."""
    return Catalogue(contents, "sha256:0")


def variants(original: T) -> Iterator[tuple[str, T]]:
    """The record with one field changed, in every way; what is called ``cases`` is left alone."""
    for variant in _variants_of_record(original):
        yield variant.what, variant.value


def _variants_of_record(original: Any) -> Iterator[Variant]:
    hints = get_type_hints(type(original))
    for field in msgspec.structs.fields(type(original)):
        if field.name == "cases":
            continue
        value = getattr(original, field.name)
        for variant in _variants(hints[field.name], value, (type(original), field.name)):
            yield Variant(f"{field.name}{variant.what}", replace(original, **{field.name: variant.value}))


def _variants(hint: Any, value: Any, where: tuple[type, str]) -> Iterator[Variant]:
    """Other values of the type: of one that may be None also None, or a first value."""
    inner = [part for part in get_args(hint) if part is not type(None)] if get_origin(hint) in (Union, types.UnionType) else [hint]
    if type(None) in get_args(hint):
        if value is None:
            yield Variant(" given", _first(inner[0], where))
            return
        yield Variant(" left out", None)
    if get_origin(inner[0]) is tuple:
        yield from _variants_of_several(get_args(inner[0])[0], value, where)
    elif get_origin(inner[0]) in (Mapping, dict):
        yield from _variants_of_mapping(get_args(inner[0])[1], value, where)
    elif get_origin(inner[0]) is Literal:
        yield from (Variant(f" = {other}", other) for other in get_args(inner[0]) if other != value)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Text | Condition | Amount):
        yield from (Variant(f".{variant.what}", variant.value) for variant in _variants_of_record(value))
    else:
        yield from (Variant(f" = {other}", other) for other in _others(value, where))


def _variants_of_several(hint: Any, values: tuple[Any, ...], where: tuple[type, str]) -> Iterator[Variant]:
    for index, value in enumerate(values):
        for variant in _variants(hint, value, where):
            yield Variant(f".{index}{variant.what}", (*values[:index], variant.value, *values[index + 1 :]))
    if values:
        yield Variant(" without the first", values[1:])
    else:
        yield Variant(" with one", (_first(hint, where),))


def _variants_of_mapping(hint: Any, values: Mapping[str, Any], where: tuple[type, str]) -> Iterator[Variant]:
    for key, value in values.items():
        for variant in _variants(hint, value, where):
            yield Variant(f".{key}{variant.what}", {**values, key: variant.value})


def _others(value: Any, where: tuple[type, str]) -> Iterator[Any]:
    match value:
        case Text():
            yield Text(f"{value.zh}改", f"{value.en} changed")
            yield Text(value.zh, f"{value.en} changed")
            yield Text(f"{value.zh}改", value.en)
        case Compare() | Ratio() | AllOf() | AnyOf() | Not():
            yield Not(part=value)
        case _ if isinstance(value, Amount):
            yield Rate(rate=Decimal("0.5"), of=value)
        case bool():
            yield not value
        case int() | Decimal():
            yield value + 1
        case date():
            yield value + timedelta(days=1)
        case str():
            yield next(other for other in REFERENCES.get(where, (f"{value}-x",)) if other != value)
        case _:
            raise TypeError(f"{where}: no other value for {value!r}")


_FIRST: Mapping[Any, Any] = {
    str: "x",
    int: 5,
    date: date(2026, 7, 1),
    Decimal: Decimal(5),
    Text: Text("新的", "new"),
    ConditionForm: Compare(fact="firm.staff", operator="at_least", operand=3),
    AmountForm: FactValue(fact="firm.cost"),
}


def _first(hint: Any, where: tuple[type, str]) -> Any:
    """A value of the type, where there was none."""
    if where in REFERENCES:
        return REFERENCES[where][-1]
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is tuple:
        return (_first(get_args(hint)[0], where),)
    return _FIRST[hint] if hint in _FIRST else _first_record(hint)


def _first_record(of: type) -> Any:
    """A record with nothing but what it must have."""
    hints = get_type_hints(of)
    required = [field.name for field in msgspec.structs.fields(of) if field.required]
    return of(**{name: _first(hints[name], (of, name)) for name in required})
