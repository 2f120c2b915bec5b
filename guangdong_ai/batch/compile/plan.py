"""The plan: from a table of applicants with encoded columns to their assessments, in a few layers of expressions.

=============  ==========================================================================================
layer          its columns
=============  ==========================================================================================
implied        the facts that follow from others, filled in where they are not given, and ``given:FACT``: whether it was; once for
               each round that may be needed (``implied_2``, …), not at all where nothing follows
criteria       ``criterion:N``: each condition that criteria state, once; null is unknown
eligibility    ``met:MEASURE``: all criteria of the measure; null is undetermined. For the summary, ``only:N``: the
               applicant fails this criterion of the measure and no other, nothing is unknown, and one of its facts can change
amounts        ``code:MEASURE``: the eligibility as a number (see CODES); ``low:MEASURE`` and ``high:MEASURE`` in
               whole yuan, an open high end being OPEN_YUAN; the ends of each rule's ceiling; ``missing:FACT``: some measure's
               eligibility depends on it
totals         ``total:low``, ``total:high`` and ``total:if_all_met``, null where next to nothing is known (an open end is OPEN_YUAN
               here too), and ``missing``, the number of missing facts
=============  ==========================================================================================

Each layer reads the one before, so that a database works each column out once; a flat expression would repeat them thousands of times.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.stacking.total import FEWEST_FACTS
from guangdong_ai.batch.compile.amounts import AmountContext
from guangdong_ai.batch.compile.answers import changing, filled_in, may_change
from guangdong_ai.batch.compile.caps import caps_over, ceiling_columns, ceilings_on
from guangdong_ai.batch.compile.conditions import dependencies, every, is_known, is_unknown, negated, some, truth_of
from guangdong_ai.batch.compile.dated_measure import DatedMeasure, dated_measure
from guangdong_ai.batch.compile.funding import whole_yuan_of
from guangdong_ai.batch.compile.layer import Expressions, Layer
from guangdong_ai.batch.compile.not_compilable import (
    Piece,
    RuleAt,
    naming,
    refuse_too_large,
    refuse_too_large_columns,
)
from guangdong_ai.batch.compile.stacking import (
    RequiredComparison,
    alternatives_of,
    best_total,
    exclusions_of_facts,
    exclusions_of_rules,
    requirements_of,
)
from guangdong_ai.batch.compile.whole_numbers import Whole, as_column, total, where
from guangdong_ai.batch.encode.encoded_columns import EncodedColumn, encoded_columns
from guangdong_ai.batch.summary import CriterionOf
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.implied_facts import Follows, all_behind, longest_chain
from guangdong_ai.rules.amount import Amount, facts_of_amount, tiers_in
from guangdong_ai.rules.condition import Condition, facts_of, facts_to_ask

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

CODES: tuple[Eligibility, ...] = ("eligible", "conditional", "undetermined", "ineligible")
"""The eligibility that each code stands for."""
LAST_PASSED = CODES.index("conditional")
"""Up to this code a measure is eligible or conditional."""

_End = Literal["low", "high", "if_all_met"]


class QueryPlan:
    """The compiled catalogue on a day. ``columns`` is the table that it reads, ``layers`` what is made of it, one after the other.

    ``with_summary``: the columns that only a summary needs are there too. Raises NotCompilable, here or when a layer is laid, where the rules go beyond the engines.
    """

    def __init__(self, catalogue: Catalogue, as_of: date, *, with_summary: bool = False) -> None:
        self.catalogue, self.as_of, self.with_summary = catalogue, as_of, with_summary
        self.measures: tuple[DatedMeasure, ...] = tuple(dated_measure(measure, catalogue, as_of) for measure in catalogue.measures.values())
        refuse_too_large(self.measures)

    @cached_property
    def conditions(self) -> Mapping[Condition, str]:
        """Each condition of a criterion, with the column of the layer ``criteria`` that holds it."""
        different = dict.fromkeys(condition for measure in self.measures for condition in measure.conditions)
        return {condition: f"criterion:{number}" for number, condition in enumerate(different)}

    @cached_property
    def _stated_at(self) -> Mapping[Condition, RuleAt]:
        """For each condition the place of the last criterion that states it."""
        return {
            criterion.when: measure.rule_of(criterion, call)
            for measure in self.measures
            for criterion, call in measure.criteria
            if criterion.when is not None
        }

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that criteria and amounts read, and those from which they may follow, in the order of the catalogue."""
        used = {fact for condition in self.conditions for fact in facts_of(condition)}
        used |= {fact for amount in self._amounts for fact in facts_of_amount(amount, self.catalogue.tables)}
        used |= all_behind(used, self.catalogue.follows)
        return tuple(fact for fact in self.catalogue.facts if fact in used)

    @cached_property
    def follows(self) -> tuple[Follows, ...]:
        """The implications of these facts, in their order."""
        return tuple(rule for rule in self.catalogue.follows if rule.fact in self.facts)

    @cached_property
    def columns(self) -> tuple[EncodedColumn, ...]:
        """The encoded columns of these facts."""
        of_tiers = [tier.when for amount in self._amounts for part in tiers_in(amount) for tier in part.tiers]
        of_implications = [rule.when for rule in self.follows]
        return encoded_columns([self.catalogue.facts[fact] for fact in self.facts], [*self.conditions, *of_tiers, *of_implications])

    @cached_property
    def depended_on(self) -> tuple[str, ...]:
        """The facts on which the eligibility for some measure can depend, in the order of the catalogue."""
        used = {fact for condition in self.conditions for fact in facts_to_ask(condition)}
        return tuple(fact for fact in self.facts if fact in used)

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """The facts that criteria look at, derived ones too, in the order of the catalogue."""
        used = {fact for condition in self.conditions for fact in facts_of(condition)}
        return tuple(fact for fact in self.facts if fact in used)

    @cached_property
    def obstacles(self) -> Mapping[str, CriterionOf]:
        """For a summary: the criteria that can be the only obstacle, with their columns. One has a fact that an applicant can change where it is."""
        found = [
            CriterionOf(measure.id, None if call is None else call.id, criterion.id)
            for measure in self.measures
            for criterion, call in measure.criteria
            if criterion.when is not None and changing(criterion.when, self.catalogue.facts)
        ]
        return {f"only:{number}": obstacle for number, obstacle in enumerate(found)} if self.with_summary else {}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, from the one that reads the encoded columns."""
        facts = tuple(column.name for column in self.columns)
        met = tuple(f"met:{measure.id}" for measure in self.measures)
        results = [
            (f"code:{measure.id}", *((f"low:{measure.id}", f"high:{measure.id}") if measure.amounts else ())) for measure in self.measures
        ]
        flags = (*(f"missing:{fact}" for fact in self.depended_on if self.with_summary), *self.obstacles)
        implied = {rule.fact for rule in self.follows}
        never_implied = tuple(name for name in facts if name not in implied)
        rounds = longest_chain(self.follows)
        given = tuple(self._given.values())
        return (
            *(
                Layer(
                    name=f"implied_{number}" if number > 1 else "implied",
                    carried=never_implied if number == 1 else (*never_implied, *given),
                    columns=self._implied_first if number == 1 else self._implied,
                )
                for number in range(1, rounds + 1)
            ),
            Layer(name="criteria", carried=(*facts, *given), columns=self._criteria),
            Layer(name="eligibility", carried=(*facts, *given, *self.conditions.values()), columns=self._eligibility),
            Layer(name="amounts", carried=(*facts, *given, *met, *self.obstacles), columns=self._amounts_and_missing),
            Layer(name="totals", carried=(*(name for names in results for name in names), *flags), columns=self._totals),
        )

    @property
    def _amounts(self) -> list[Amount]:
        return [*(amount for measure in self.measures for amount in measure.amounts), *self._ceilings.values()]

    @cached_property
    def _ceilings(self) -> Mapping[str, Amount]:
        return ceilings_on(self.catalogue, self.as_of, {measure.id for measure in self.measures if measure.may_still_bring})

    @cached_property
    def _given(self) -> Mapping[str, str]:
        """For each fact that criteria look at and that may be implied, the column that says whether it was given."""
        implied = {rule.fact for rule in self.follows}
        return {fact: f"given:{fact}" for fact in self.looked_at if fact in implied}

    def _implied_first(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        """The first round, and what was given before it."""
        given = {name: is_known(self.catalogue.facts[fact], table) for fact, name in self._given.items()}
        return {**self._implied(table, pieces), **given}

    def _implied(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        return filled_in(self.follows, table, self.catalogue.facts, pieces)

    def _criteria(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        truths: dict[str, ir.Value] = {}
        for condition, name in self.conditions.items():
            rule = self._stated_at[condition]
            with naming(rule):
                truths[name] = truth_of(condition, table, self.catalogue.facts)
            pieces.append(Piece(rule=rule, values=(truths[name],)))
        return truths

    def _eligibility(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        import ibis

        truths = {condition: table[name] for condition, name in self.conditions.items()}
        met = {
            f"met:{measure.id}": every([truths[condition] for condition in measure.conditions])
            if measure.conditions
            else ibis.literal(True)
            for measure in self.measures
        }
        pieces += [Piece(rule=measure.rule_of_criteria, values=(met[f"met:{measure.id}"],)) for measure in self.measures]
        by_id = {measure.id: measure for measure in self.measures}
        return met | {name: self._only(obstacle, by_id[obstacle.measure], truths, table) for name, obstacle in self.obstacles.items()}

    def _only(
        self, obstacle: CriterionOf, measure: DatedMeasure, truths: Mapping[Condition, "ir.BooleanValue"], table: "ibis.Table"
    ) -> "ir.BooleanValue":
        conditions = [
            (criterion.when, (criterion.id, None if call is None else call.id) == (obstacle.criterion, obstacle.call))
            for criterion, call in measure.criteria
            if criterion.when is not None
        ]
        wanted = [negated(truths[condition]) if is_obstacle else truths[condition] for condition, is_obstacle in conditions]
        changes = (may_change(condition, self.catalogue.facts, table, self.as_of) for condition, is_obstacle in conditions if is_obstacle)
        wanted += [change for change in changes if change is not None]
        return every(wanted).fill_null(False)  # where something is unknown it is not the only obstacle

    def _amounts_and_missing(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        import ibis

        columns: dict[str, ir.Value] = {}
        for measure in self.measures:
            met, passed = table[f"met:{measure.id}"], 1 if measure.is_judged else 0
            columns[f"code:{measure.id}"] = ibis.cases((met.isnull(), 2), (met, passed), else_=3).cast("int8")
            if measure.amounts:
                low, high = self._estimate(measure, table)
                columns[f"low:{measure.id}"], columns[f"high:{measure.id}"] = ends = as_column(low), as_column(high)
                pieces.append(Piece(rule=measure.rule_of_amounts, values=ends))
        columns |= ceiling_columns(self._ceilings, AmountContext(table=table, catalogue=self.catalogue, as_of=self.as_of), pieces)
        return {**columns, **self._missing(table, pieces)}

    def _estimate(self, measure: DatedMeasure, table: "ibis.Table") -> tuple[Whole, Whole]:
        """As ``assessment.funding.estimate``: nothing to the ineligible, from nothing where something is undetermined or to be won."""
        met = table[f"met:{measure.id}"]
        with naming(measure.rule_of_amounts):
            low, high = whole_yuan_of(measure.amounts, AmountContext(table=table, catalogue=self.catalogue, as_of=self.as_of))
            refuse_too_large_columns([as_column(low), as_column(high)])
        sure = where(met.fill_null(False), low, 0) if measure.measure.funding.award == "formula" else 0
        return sure, where(met.fill_null(True), high, 0)

    def _missing(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        """Where a measure is undetermined and depends on the fact, and the fact is unknown."""
        facts, open_for = self.catalogue.facts, {measure.id: table[f"met:{measure.id}"].isnull() for measure in self.measures}
        needed: dict[str, list[ir.BooleanValue]] = {fact: [] for fact in self.depended_on}
        for measure in self.measures:
            for condition in measure.conditions:
                for fact, depends in dependencies(condition, table, facts):
                    needed[fact].append(open_for[measure.id] if depends is None else open_for[measure.id] & depends)
                    pieces.append(Piece(rule=self._stated_at[condition], values=(needed[fact][-1],)))
        return {f"missing:{fact}": is_unknown(facts[fact], table) & some(where_needed) for fact, where_needed in needed.items()}

    def _totals(self, table: "ibis.Table", pieces: list[Piece]) -> Expressions:
        import ibis

        little = self._little_known(table)
        ends: dict[str, ir.Value] = {f"total:{end}": as_column(self._total(end, table, pieces)) for end in get_args(_End)}
        if little is not None:
            ends = {name: little.ifelse(ibis.null("int64"), end) for name, end in ends.items()}
        return {**ends, "missing": self._counted([table[f"missing:{fact}"] for fact in self.depended_on])}

    def _counted(self, flags: Sequence["ir.BooleanValue"]) -> "ir.IntegerValue":
        """How many of the flags, one for each fact at most, are true. None of them is ever null."""
        import ibis

        # So small numbers are added several times faster, and chosen faster than cast.
        small = "int8" if len(self.looked_at) < 2**7 else "int16"
        one, none = ibis.literal(1, type=small), ibis.literal(0, type=small)
        # ibis takes the sum for one of 64 bits already, which engines do not: only by way of another size is it cast.
        return as_column(total([flag.ifelse(one, none) for flag in flags])).cast("int32").cast("int64")

    def _little_known(self, table: "ibis.Table") -> "ir.BooleanValue | None":
        """As ``enough_known`` of ``assessment.stacking.total``, the other way round; never null. None: it never happens."""
        candidates = [measure for measure in self.measures if measure.may_still_bring]
        with_conditions = [table[f"code:{measure.id}"] for measure in candidates if measure.conditions]
        if not with_conditions:
            return None
        some_undetermined = some([code == CODES.index("undetermined") for code in with_conditions])
        some_passed = some([code <= LAST_PASSED for code in with_conditions])
        given = self._given
        known = self._counted(
            [table[given[fact]] if fact in given else is_known(self.catalogue.facts[fact], table) for fact in self.looked_at]
        )
        return some_undetermined & ~some_passed & (known < FEWEST_FACTS)

    def _total(self, end: "_End", table: "ibis.Table", pieces: list[Piece]) -> Whole:
        """As ``assessment.stacking.total``: where it is not published whether a rule holds, the low end is as if it did, the high as if not.

        What is eligible or conditional has no unknown criteria, so that facts keep nothing of it apart.
        """
        candidates = [measure for measure in self.measures if measure.may_still_bring]
        if end == "low":
            candidates = [measure for measure in candidates if measure.measure.funding.award == "formula"]
        rules = [rule for rule in self.catalogue.stacking.values() if end == "low" or rule.certain]
        amounts: dict[str, Whole] = {measure.id: self._brings(end, measure, table) for measure in candidates}
        exclusions = list(exclusions_of_rules(rules, list(amounts)))
        if end == "if_all_met":
            facts = self.catalogue.facts
            requirements: list[RequiredComparison] = []
            for measure in candidates:
                for condition in measure.conditions:
                    made = list(requirements_of(measure.id, condition, table, facts))
                    arising = tuple(requirement.arises for requirement in made if requirement.arises is not None)
                    pieces.append(Piece(rule=self._stated_at[condition], values=arising))
                    requirements += made
            exclusions += exclusions_of_facts(alternatives_of(requirements, facts))
        return best_total(amounts, exclusions, caps_over(rules, self._ceilings, table, "low" if end == "low" else "high"))

    def _brings(self, end: "_End", measure: DatedMeasure, table: "ibis.Table") -> Whole:
        """What the measure brings to that end; its own low end is 0 already where it is undetermined."""
        if end == "low":
            return table[f"low:{measure.id}"]
        high: ir.IntegerValue = table[f"high:{measure.id}"]
        return where(table[f"code:{measure.id}"] <= LAST_PASSED, high, 0) if end == "high" and measure.conditions else high
