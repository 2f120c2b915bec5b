"""What answers mean for each other and for the applicant, over each row: facts that follow, answers that exclude each other, facts that can change.

As ``catalogue.implied_facts``, ``catalogue.conflicts`` and ``SummaryBuilder`` have them for one applicant.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from guangdong_ai.assessment.can_change import NOT_ADVISED
from guangdong_ai.batch.compile.conditions import every, is_unknown, joined, some, truth_of
from guangdong_ai.batch.compile.not_compilable import Piece, RuleAt, naming, refuse_too_large_columns
from guangdong_ai.batch.encode.encoded_columns import SCALE, EncodedColumn, encoded_columns
from guangdong_ai.catalogue.apart import Apart, MonthsApart, ends_month
from guangdong_ai.catalogue.conflicts import AnswerRules, Exclusion
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows, all_behind, longest_chain
from guangdong_ai.rules.condition import Condition, facts_of
from guangdong_ai.rules.kinds import IN_TIME, KINDS
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def filled_in(rules: Sequence[Follows], table: "ibis.Table", facts: Mapping[str, Fact], pieces: list[Piece]) -> Mapping[str, "ir.Value"]:
    """The column of each fact that may follow: what is given, else what the first implication says that holds in the row, else null.

    To ``pieces`` is added what each implication contributes.
    """
    return {fact: _filled_in(fact, rules, table, facts, pieces) for fact in dict.fromkeys(rule.fact for rule in rules)}


def _filled_in(fact: str, rules: Sequence[Follows], table: "ibis.Table", facts: Mapping[str, Fact], pieces: list[Piece]) -> "ir.Value":
    import ibis

    given = table[fact]
    ways: list[tuple[ir.BooleanValue, ir.Value]] = []
    for rule in rules:
        if rule.fact == fact:
            at = RuleAt(declares=rule.declared_by, id=rule.id, path=(), name=rule.id)
            with naming(at):
                holds = truth_of(rule.when, table, facts)
            pieces.append(Piece(rule=at, values=(holds,)))
            ways.append((holds, ibis.literal(rule.value, type=given.type())))
    return given.coalesce(ibis.cases(*ways, else_=ibis.null(given.type())))


EncodedValues = Mapping[str, "ir.Value"]
"""The encoded columns, by name."""


def columns_of(answer_rules: AnswerRules, facts: Mapping[str, Fact]) -> tuple[EncodedColumn, ...]:
    """The encoded columns that the exclusions and implications read."""
    conditions: list[Condition] = [one.when for one in answer_rules.exclusions if one.when is not None]
    conditions += [rule.when for rule in answer_rules.follows]
    return encoded_columns([facts[fact] for fact in answer_rules.facts(facts)], conditions)


def rounds(answer_rules: AnswerRules) -> int:
    """How many times ``filled_in_once`` must be applied, each time over the columns of the time before."""
    return longest_chain(answer_rules.follows)


def filled_in_once(answer_rules: AnswerRules, known: EncodedValues, facts: Mapping[str, Fact]) -> EncodedValues:
    """The columns that one round of what follows changes. Raises NotCompilable."""
    pieces: list[Piece] = []
    columns = filled_in(answer_rules.follows, _as_table(known), facts, pieces)
    refuse_too_large_columns(columns.values(), pieces)
    return columns


def excluded(answer_rules: AnswerRules, known: EncodedValues, facts: Mapping[str, Fact]) -> "list[tuple[Exclusion, ir.BooleanValue]]":
    """Each exclusion, and over each row whether it is broken by what is ``known``, all rounds done; never null. Raises NotCompilable."""
    found = []
    for one in answer_rules.exclusions:
        at = RuleAt(declares=one.declared_by, id=one.id, path=(), name=one.id)
        with naming(at):
            is_broken = _is_so(one, known, facts)
            refuse_too_large_columns([is_broken])
        found.append((one, is_broken))
    return found


def made_unknown(
    broken: "Sequence[tuple[Exclusion, ir.BooleanValue]]", answer_rules: AnswerRules, given: EncodedValues, facts: Mapping[str, Fact]
) -> "Mapping[str, ir.BooleanValue]":
    """For each fact that an exclusion may name, over each row whether it does; never null. As ``given_behind`` has it."""
    named: dict[str, list[ir.BooleanValue]] = {}
    for one, is_broken in broken:
        for fact in one.facts:
            named.setdefault(fact, []).append(is_broken)
            for other in all_behind([fact], answer_rules.follows) - {fact}:
                named.setdefault(other, []).append(is_broken & is_unknown(facts[fact], _as_table(given)))
    return {fact: some(ways) for fact, ways in named.items()}


def _is_so(one: Exclusion, known: EncodedValues, facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    if one.order is not None:
        first, second = one.order
        truth = _is_earlier((facts[second], known[second]), (facts[first], known[first]))
    elif isinstance(one.apart, MonthsApart):
        truth = _is_months_apart(one.apart, known)
    elif one.apart is not None:
        truth = _is_apart(one.apart, known, facts)
    elif one.when is not None:
        truth = truth_of(one.when, _as_table(known), facts)
    else:
        raise ValueError(one)
    return truth.fill_null(False)


def _is_apart(one: Apart, known: EncodedValues, facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    """As ``catalogue.apart``; null, or false, where it does not say so."""
    whole, kind = cast("ir.IntegerValue", known[one.whole]), facts[one.whole].kind
    above, least_above = _sums(one.above, known)
    if not one.below:
        spare, made = int(one.tolerance * one.times * SCALE[kind]), whole * one.times
        return (made - above > spare) | (least_above - made > spare)
    below, least_below = _sums(one.below, known)
    share = whole.cast("float64") / float(SCALE[kind])
    low, high = (share + end for end in one.ends)
    least, most = (value.cast("float64") / float(SCALE[facts[one.below[0]].kind]) for value in (least_below, below))
    for _ in range(one.years or 1):
        least, most = least * (low < 0.0).ifelse(0.0, low), most * high
    value, least_value = (value.cast("float64") / float(SCALE[facts[one.above[0]].kind]) for value in (above, least_above))
    apart: ir.BooleanValue = ((least_below != 0) & (least > value)) | ((below != 0) & (most < least_value))
    return apart


def _sums(parts: Sequence[str], known: EncodedValues) -> "tuple[ir.IntegerValue, ir.IntegerValue]":
    """The sum, null where a part is not known; then the least that it can be, null where no part is known."""
    columns = [cast("ir.IntegerValue", known[part]) for part in parts]
    whole = joined(columns, operator.add)
    if len(columns) == 1:
        return whole, whole
    least = joined([cast("ir.IntegerValue", column.fill_null(0)) for column in columns], operator.add)
    return whole, cast("ir.IntegerValue", some([column.notnull() for column in columns]).ifelse(least, whole))


def _is_months_apart(one: MonthsApart, known: EncodedValues) -> "ir.BooleanValue":
    """As ``catalogue.apart``; null where one of the answers is not known."""
    import ibis

    day, given, as_of = cast("ir.DateValue", known[one.since]), cast("ir.IntegerValue", known[one.whole]), one.as_of
    months = (as_of.year - day.year().cast("int64")) * 12 + as_of.month - day.month().cast("int64")
    if not ends_month(as_of):
        months -= ibis.ifelse(day.day() > as_of.day, 1, 0)
    return cast("ir.BooleanValue", (months - given).abs() > one.tolerance)


def _is_earlier(one: "tuple[Fact, ir.Value]", other: "tuple[Fact, ir.Value]") -> "ir.BooleanValue":
    """As ``catalogue.conflicts``: a year and a day are compared by their years; "never" is neither before nor after anything."""
    years = [_YEARS[fact.kind](value) for fact, value in (one, other)]
    before = one[1] < other[1] if one[0].kind == other[0].kind else years[0] < years[1]
    return every([before, *(value != NEVER for fact, value in (one, other) if fact.traits.can_be_never)])


def _as_table(columns: EncodedValues) -> "ibis.Table":
    """Columns that need not be of one table: conditions only ask for them by name."""
    return cast("ibis.Table", _Columns(columns))


class _Columns(dict[str, "ir.Value"]):
    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self)


def changing(condition: Condition, declared: Mapping[str, Fact]) -> list[Fact]:
    """The facts of the condition that some applicant can change where it is."""
    return [declared[fact] for fact in facts_of(condition) if declared[fact].change not in NOT_ADVISED]


def may_change(condition: Condition, declared: Mapping[str, Fact], table: "ibis.Table", as_of: date) -> "ir.BooleanValue | None":
    """Whether the applicant of the row can change one of these facts; never null. None: every applicant can."""
    facts = changing(condition, declared)
    if any(fact.kind not in IN_TIME for fact in facts):
        return None
    return some([_may_come(fact, table, as_of) for fact in facts])


def _may_come(fact: Fact, table: "ibis.Table", as_of: date) -> "ir.BooleanValue":
    """As ``assessment.can_change``; what is not known may be anything."""
    column = table[fact.id]
    return column.isnull() | _TO_COME[fact.kind](column, as_of).fill_null(False)


def _day_to_come(column: "ir.Value", as_of: date) -> "ir.BooleanValue":
    import ibis

    return column >= ibis.date(as_of.isoformat())


_NOT_IN_TIME = {name: "not in time" for name in KINDS if name not in IN_TIME}
_TO_COME: Mapping[Kind, "Callable[[ir.Value, date], ir.BooleanValue]"] = Registry(
    "what has not happened in compiled expressions",
    "kinds",
    {"year": lambda column, _as_of: column == NEVER, "date": _day_to_come},
    without=_NOT_IN_TIME,
)
_YEARS: Mapping[Kind, "Callable[[Any], ir.Value]"] = Registry(
    "years in compiled expressions", "kinds", {"year": lambda year: year, "date": lambda day: day.year()}, without=_NOT_IN_TIME
)
