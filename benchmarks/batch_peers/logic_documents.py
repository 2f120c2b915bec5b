"""The catalogue's rules as JSON Logic, made from its conditions and amounts: what the peers that read rule documents are given.

A truth is a number: 0 no, 1 unknown, 2 yes, so that ``min`` is Kleene's and, ``max`` his or. An amount has two ends; OPEN stands for one
without upper figure. A document names its expressions; those of a later one may look at the facts and at what earlier ones gave.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from batch_peers.province import amounts_of, candidates, criteria_of, facts_read
from batch_peers.provincial_measures import MEASURES
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.rules.amount import (
    Amount,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tiers,
    UpTo,
    facts_of_amount,
)
from guangdong_ai.rules.condition import AllOf, Compare, Condition, Not, Operand, Scalar
from guangdong_ai.rules.condition import AnyOf as Some
from guangdong_ai.rules.table import TableRow

Logic = Any
"""A JSON Logic expression."""

Document = Mapping[str, Logic]
End = Literal["low", "high"]
ENDS: tuple[End, End] = ("low", "high")

SUPPLIER, OF_ENTERPRISES = "benchmark-supplier", ("single-champion-award", "little-giant-award", "benchmark-user")

OPEN = 10**15


def variable(fact: str) -> str:
    """The name of a fact or a measure in the documents."""
    return fact.replace(".", "_").replace("-", "_")


def documents(catalogue: Catalogue) -> Sequence[Document]:
    """Criteria and figures; then each measure's truth and amount; then its status and what it brings; then the total."""
    return _Documents(catalogue).all()


def given(catalogue: Catalogue) -> Mapping[str, str]:
    """The kind of each fact, by its id: with it ``as_given`` makes of a row what the documents look at."""
    return {fact.id: fact.kind for fact in facts_read(catalogue)}


def as_given(firm: Mapping[str, Any], kinds: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    """The facts of a row: sets of choices as lists, days as numbers."""
    facts: dict[str, Any] = {}
    for fact, kind in kinds.items():
        value = firm[fact]
        if value is not None:
            if kind == "choices":
                value = value.split(",") if value != "none" else []
            elif kind == "date":
                value = value.toordinal()
        facts[names[fact]] = value
    return facts


class _Documents:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.first: dict[str, Logic] = {}
        self.named: dict[Condition | Amount, str] = {}
        self.inside = False

    def all(self) -> Sequence[Document]:
        measures = [self.catalogue.measures[name] for name in MEASURES]
        second: dict[str, Logic] = {}
        third: dict[str, Logic] = {}
        for measure in measures:
            second |= self._truth_and_amount(measure)
            third |= self._result(measure)
        return (self.first, second, third, self._totals())

    def _truth_and_amount(self, measure: Measure) -> Document:
        name = variable(measure.id)
        conditions = [criterion.when for criterion in criteria_of(measure, self.catalogue) if criterion.when is not None]
        expressions: dict[str, Logic] = {f"{name}_truth": {"min": [self._once(condition) for condition in conditions]}}
        amounts = amounts_of(measure)
        if amounts:
            expressions[f"{name}_least"] = _min([self._end(amount, "low") for amount in amounts])
            expressions[f"{name}_most"] = _max([self._end(amount, "high") for amount in amounts])
        return expressions

    def _result(self, measure: Measure) -> Document:
        name = variable(measure.id)
        truth = {"var": f"{name}_truth"}
        met = "conditional" if any(criterion.review is not None for criterion in criteria_of(measure, self.catalogue)) else "eligible"
        status = {"if": [{"===": [truth, 0]}, "ineligible", {"===": [truth, 1]}, "undetermined", met]}
        if not amounts_of(measure):
            return {f"{name}_status": status}
        least = {"if": [{"===": [truth, 2]}, _floor({"var": f"{name}_least"}), 0]} if measure.funding.award == "formula" else 0
        most = {"if": [{"===": [truth, 0]}, 0, _floor({"var": f"{name}_most"})]}
        return {f"{name}_status": status, f"{name}_low": least, f"{name}_high": most}

    def _totals(self) -> Document:
        """Of measures that exclude each other the largest; where it is not published whether they do, only for the low end.

        Measures that no applicant can have together, because they ask different things of an unknown fact, exclude each other anyway here, but
        for what is said by hand: without AI only an institute is a supplier, and only an enterprise has titles or is a user.
        """
        names = candidates(self.catalogue)
        exclusive = [rule for rule in self.catalogue.stacking.values() if rule.form == "exclusive" and len({*rule.measures} & {*names}) > 1]
        totals: dict[str, Logic] = {}
        for end in ENDS:
            groups = [[name for name in names if name in rule.measures] for rule in exclusive if rule.certain or end == "low"]
            alone = [[name] for name in names if not any(name in group for group in groups)]
            largest = [_max([{"var": f"{variable(name)}_{end}"} for name in group]) for group in (*groups, *alone)]
            totals["total_low" if end == "low" else "total_if_all_met"] = {"+": largest}
        of_both = [name for name in names if name not in (SUPPLIER, *OF_ENTERPRISES)]
        as_either = [{"+": [{"var": f"{variable(name)}_high"} for name in (*of_both, *own)]} for own in ((SUPPLIER,), OF_ENTERPRISES)]
        without_ai = {"===": [self._once(Compare(fact="enterprise.fields", operator="any_of", operand=("ai",))), 0]}
        return {**totals, "total_if_all_met": {"if": [without_ai, _max(as_either), totals["total_if_all_met"]]}}

    def _once(self, part: Condition) -> Logic:
        """A condition that several measures may have: worked out in the first document."""
        if part not in self.named:
            self.named[part] = name = f"criterion_{len(self.named)}"
            self.first[name] = _truth(part)
        return {"var": self.named[part]}

    def _figure_once(self, amount: FirstKnown, end: End) -> Logic:
        """In the first document, unless it is part of a figure there: a document does not see what it works out itself."""
        if self.inside:
            return self._first_known(amount, end)
        if amount not in self.named:
            self.named[amount] = name = f"figure_{len(self.named)}"
            self.inside = True
            self.first[f"{name}_low"], self.first[f"{name}_high"] = (self._first_known(amount, each) for each in ENDS)
            self.inside = False
        return {"var": f"{self.named[amount]}_{end}"}

    def _end(self, amount: Amount, end: End) -> Logic:
        match amount:
            case Fixed(yuan=yuan):
                return _number(yuan)
            case FactValue(fact=fact):
                value = {"var": variable(fact)}
                return {"if": [_is_null(fact), 0 if end == "low" else OPEN, value]}
            case FirstKnown():
                return self._figure_once(amount, end)
            case LookUp():
                return self._row(amount, end)
            case Rate(rate=rate, of=of):
                fraction, part = Fraction(rate), self._end(of, end)
                product = {"/": [{"*": [part, fraction.numerator]}, fraction.denominator]}
                return product if end == "low" else {"if": [{">=": [part, OPEN]}, OPEN, product]}
            case UpTo(of=of):
                return 0 if end == "low" else self._end(of, end)
            case SmallerOf(parts=parts):
                return _min([self._end(part, end) for part in parts])
            case LargerOf(parts=parts):
                return _max([self._end(part, end) for part in parts])
            case Sum(parts=parts):
                return {"+": [self._end(part, end) for part in parts]}
            case Difference(minuend=minuend, subtrahend=subtrahend):
                other: End = "high" if end == "low" else "low"
                return _max([0, {"-": [self._end(minuend, end), self._end(subtrahend, other)]}])
            case Tiers():
                return self._tiers(amount, end)
        raise TypeError(amount)

    def _tiers(self, tiers: Tiers, end: End) -> Logic:
        """Below a tier that may hold lies what holds where it does not."""
        choose = _min if end == "low" else _max
        rest = self._end(tiers.otherwise, end)
        for tier in reversed(tiers.tiers):
            truth, value = _truth(tier.when), self._end(tier.amount, end)
            rest = {"if": [{"===": [truth, 2]}, value, {"===": [truth, 0]}, rest, choose([value, rest])]}
        return rest

    def _first_known(self, amount: FirstKnown, end: End) -> Logic:
        *better, last = amount.parts
        chosen = self._end(last, end)
        for part in reversed(better):
            unknown = {"or": [_is_null(fact) for fact in facts_of_amount(part, self.catalogue.tables)]}
            chosen = {"if": [unknown, chosen, self._end(part, end)]}
        return chosen

    def _row(self, look_up: Amount, end: End) -> Logic:
        """Rows with the same figure and validity together; what was not found, like what is not in the table, is open."""
        assert isinstance(look_up, LookUp)
        assert look_up.year is not None, "no measure of the province looks a figure up by the day"
        table = self.catalogue.tables[look_up.table]
        key, year = {"var": variable(table.key)}, {"var": variable(look_up.year)}
        unknown = {"or": [_is_null(table.key), _is_null(look_up.year)]}
        branches: list[Logic] = [unknown, 0 if end == "low" else OPEN, {"===": [year, 0]}, 0]
        figures: dict[tuple[Decimal, Decimal | None, int | None, int | None], list[str]] = {}
        for row in table.rows:
            if row.column == look_up.column and row.low is not None:
                figures.setdefault((row.low, row.high, *_years(row)), []).append(row.key)
        for (low, high, first, last), keys in figures.items():
            holds: list[Logic] = [{"in": [key, keys]}]
            holds += [] if first is None else [{">=": [year, first]}]
            holds += [] if last is None else [{"<=": [year, last]}]
            branches += [{"and": holds}, _number(low) if end == "low" else OPEN if high is None else _number(high)]
        return {"if": [*branches, 0 if end == "low" else OPEN]}


def _truth(condition: Condition) -> Logic:
    match condition:
        case Compare(fact=fact, operator=operator, operand=operand):
            return {"if": [_is_null(fact), 1, _comparison({"var": variable(fact)}, operator, operand), 2, 0]}
        case AllOf(parts=parts):
            return _min([_truth(part) for part in parts])
        case Some(parts=parts):
            return _max([_truth(part) for part in parts])
        case Not(part=part):
            return {"-": [2, _truth(part)]}
    raise TypeError(condition)


def _comparison(value: Logic, operator: str, operand: Operand) -> Logic:
    match operator, operand:
        case "in", (one,):
            return {"===": [value, one]}
        case "in", tuple():
            return {"in": [value, list(operand)]}
        case "any_of", tuple():
            return {"or": [{"in": [choice, value]} for choice in operand]}
        case "all_of", tuple():
            return {"and": [{"in": [choice, value]} for choice in operand]}
        case "between", (low, high):
            return {"and": [{">=": [value, _number(low)]}, {"<=": [value, _number(high)]}]}
        case _, date() | int() | Decimal():
            return {_SIGNS[operator]: [value, _number(operand)]}
    raise TypeError(operator)


_SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}


def _number(scalar: Scalar) -> int | float:
    if isinstance(scalar, date):
        return scalar.toordinal()
    if isinstance(scalar, Decimal):
        return int(scalar) if scalar == int(scalar) else float(scalar)
    assert isinstance(scalar, int)
    return scalar


def _is_null(fact: str) -> Logic:
    return {"===": [{"var": variable(fact)}, None]}


def _floor(value: Logic) -> Logic:
    return {"-": [value, {"%": [value, 1]}]}


def _min(parts: Sequence[Logic]) -> Logic:
    return parts[0] if len(parts) == 1 else {"min": list(parts)}


def _max(parts: Sequence[Logic]) -> Logic:
    return parts[0] if len(parts) == 1 else {"max": list(parts)}


def _years(row: TableRow) -> tuple[int | None, int | None]:
    """The first and the last year on whose 31 December the row holds."""
    last = row.valid_until
    return (
        None if row.valid_from is None else row.valid_from.year,
        None if last is None else last.year if (last.month, last.day) == (12, 31) else last.year - 1,
    )
