"""Caps and ceilings as expressions: what measures that may all count bring together. The compiled form of ``assessment.stacking.caps``."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from guangdong_ai.batch.compile.amounts import AmountContext
from guangdong_ai.batch.compile.funding import whole_yuan_of
from guangdong_ai.batch.compile.not_compilable import Piece, RuleAt, naming
from guangdong_ai.batch.compile.whole_numbers import Whole, as_column, greatest, least, total
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.amount import Amount

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


@record
class CompiledCap:
    """As ``assessment.stacking.caps.Cap``, with a limit that may differ from row to row."""

    measures: frozenset[str]
    most: Whole
    only_together: bool


def ceilings_on(catalogue: Catalogue, as_of: date, measures: Collection[str]) -> Mapping[str, Amount]:
    """The ceilings, as amounts on that day, of the rules that concern one of the measures; by rule."""
    return {
        rule.id: catalogue.parts_on(as_of).amount(rule.ceiling)
        for rule in catalogue.stacking.values()
        if rule.ceiling is not None and not set(rule.measures).isdisjoint(measures)
    }


def ceiling_columns(ceilings: Mapping[str, Amount], context: AmountContext, pieces: list[Piece]) -> dict[str, "ir.Value"]:
    """Two columns for each ceiling, its ends in whole yuan; to ``pieces`` is added what each contributes. Raises NotCompilable."""
    columns: dict[str, ir.Value] = {}
    for name, ceiling in ceilings.items():
        rule = RuleAt(declares="stacking", id=name, path=(), name=name)
        with naming(rule):
            low, high = whole_yuan_of([ceiling], context)
        columns[_column(name, "low")], columns[_column(name, "high")] = ends = as_column(low), as_column(high)
        pieces.append(Piece(rule=rule, values=ends))
    return columns


def _column(rule: str, end: Literal["low", "high"]) -> str:
    return f"ceiling {end}:{rule}"


def caps_over(
    rules: Iterable[StackingRule], ceilings: Collection[str], table: "ibis.Table", end: Literal["low", "high"]
) -> tuple[CompiledCap, ...]:
    """The caps of these rules, each after those nested in it; the columns of ``ceilings`` are in the table, other ceilings concern no measure."""
    caps: list[CompiledCap] = []
    for rule in rules:
        if rule.caps_the_sum and (rule.ceiling is None or rule.id in ceilings):
            together = rule.only_together or rule.form == "difference"
            most: Whole = table[_column(rule.id, end)] if rule.ceiling is not None else rule.most or 0
            caps.append(CompiledCap(measures=frozenset(rule.measures), most=most, only_together=together))
    return tuple(sorted(caps, key=lambda cap: len(cap.measures)))


def capped_sum(amounts: Mapping[str, Whole], caps: Sequence[CompiledCap]) -> Whole:
    """What measures that can be had together bring under caps that lie one inside the other or apart, the inner ones first."""
    sums: dict[frozenset[str], Whole] = {}
    for name, amount in amounts.items():
        on_it = [cap.most for cap in caps if not cap.only_together and name in cap.measures]
        sums[frozenset([name])] = least([amount, *on_it])
    alone = {name: sums[frozenset([name])] for name in amounts}
    for cap in caps:
        inside = [names for names in sums if names <= cap.measures]
        if inside:
            members = frozenset[str]().union(*inside)
            most = greatest([cap.most, *(alone[name] for name in members)]) if cap.only_together else cap.most
            together = total([sums.pop(names) for names in inside])
            sums[members] = least([together, most])
    return total(list(sums.values()))
