"""Which answers exclude each other is the same row by row and in columns: with implications that follow from each other, too."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.batch.compile.answers import rounds
from guangdong_ai.batch.run.polars_plan import EXCLUDED, ExcludedRows
from guangdong_ai.catalogue.apart import months_between
from guangdong_ai.catalogue.conflicts import AnswerRules, exclusions
from guangdong_ai.catalogue.derived_fact import months_before
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.implied_facts import derived_values, follows
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.value import Facts
from tests.batch.compile.applicants_table import encoded_frame
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

DAY = date(2026, 11, 29)
SAID = Text("由此可知", "it follows")
CHAIN = (
    Implication(
        id="a-sector-has-a-city",
        text=SAID,
        when=Compare(fact="enterprise.sector", operator="in", operand=("retail", "transport", "industry")),
        then=Compare(fact="enterprise.city", operator="in", operand=("foshan",)),
    ),
    Implication(
        id="a-city-has-a-level",
        text=SAID,
        when=Compare(fact="enterprise.city", operator="in", operand=("foshan", "zhuhai")),
        then=Compare(fact="smart_factory.level", operator="in", operand=("factory",)),
    ),
)


def test_columns_say_what_rows_say() -> None:
    catalogue = bundled_catalogue()
    rules = follows((*CHAIN, *catalogue.contents.implications), catalogue.facts)
    answer_rules = AnswerRules(
        exclusions=exclusions(rules, catalogue.contents.derived, catalogue.contents.contradictions, DAY), follows=rules
    ).among(catalogue.facts)
    assert rounds(answer_rules) > 1
    rows = ExcludedRows(answer_rules, catalogue.facts)
    firms = list(partial_firms(catalogue.facts, Random(15), 500))  # no secret
    frame = encoded_frame(rows.columns, firms)
    before, after = frame.collect().to_dicts(), rows.marked(frame, lenient=True).collect().to_dicts()
    broken = 0
    for firm, was, row in zip(firms, before, after, strict=True):
        found = answer_rules.conflicts(firm)
        broken += bool(found)
        assert row[EXCLUDED] == bool(found), (firm, found)
        unknown = {fact for conflict in found for fact in conflict.facts}
        for column in rows.columns:
            assert row[column.name] == (None if column.fact.id in unknown else was[column.name]), (firm, found, column.name)
    assert 50 < broken < 450


@pytest.mark.parametrize("as_of", [date(2026, 2, 28), date(2024, 2, 29), date(2026, 3, 1), date(2026, 11, 29), date(2026, 11, 30)])
def test_an_age_and_a_founding_day_are_held_against_each_other_in_columns(as_of: date) -> None:
    catalogue = bundled_catalogue()
    answer_rules = catalogue.answer_rules(as_of).among(["enterprise.founded", "enterprise.age"])
    days = [as_of - timedelta(days=days) for days in range(800)]
    firms: list[Facts] = [
        {"enterprise.founded": day, "enterprise.age": age}
        for day in days
        for age in {max(0, months_between(day, as_of) + step) for step in (-1, 0, 1)}
    ]
    firms += [{"enterprise.founded": as_of}, {"enterprise.age": 3}, {"enterprise.founded": as_of + timedelta(days=1), "enterprise.age": 0}]
    rows = ExcludedRows(answer_rules, catalogue.facts)
    marked = rows.marked(encoded_frame(rows.columns, firms), lenient=False).collect()[EXCLUDED].to_list()
    assert marked == [bool(answer_rules.conflicts(firm)) for firm in firms]
    assert marked.count(False) == len(days) + 2


def test_sums_are_held_against_the_parts_that_are_known_in_columns() -> None:
    catalogue = bundled_catalogue()
    names = ["finance.rnd_cost", "finance.rnd_cost_1_year_earlier", "finance.rnd_cost_2_years"]
    answer_rules = catalogue.answer_rules(DAY).among(names)
    values = (None, Decimal(0), Decimal("1000000.01"), Decimal(2_000_000), Decimal(2_010_000), Decimal("2010000.01"))
    firms: list[Facts] = [
        {name: value for name, value in zip(names, answers, strict=True) if value is not None} for answers in product(values, repeat=3)
    ]
    rows = ExcludedRows(answer_rules, catalogue.facts)
    marked = rows.marked(encoded_frame(rows.columns, firms), lenient=False).collect()[EXCLUDED].to_list()
    assert marked == [bool(answer_rules.conflicts(firm)) for firm in firms]
    assert {(len(firm), found) for firm, found in zip(firms, marked, strict=True) if len(firm) > 1} == {
        (2, True),
        (2, False),
        (3, True),
        (3, False),
    }


SUM = "finance.rnd_cost_2_years", ("finance.rnd_cost", "finance.rnd_cost_1_year_earlier")
AVERAGE = "finance.average_revenue_3_years", ("enterprise.revenue", "finance.revenue_1_year_earlier", "finance.revenue_2_years_earlier")
PARTS = st.sampled_from([None, 0, 4_000_000, 4_010_000, 4_010_001, 12_000_000, 12_030_000, 12_030_001])


@pytest.mark.parametrize(("whole", "parts"), [SUM, AVERAGE])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_whole_and_some_of_its_parts_agree_where_the_others_could_make_it_so(
    whole: str, parts: tuple[str, ...], data: st.DataObject
) -> None:
    catalogue = bundled_catalogue()
    answer_rules = catalogue.answer_rules(DAY).among((whole, *parts))
    drawn = data.draw(
        st.lists(st.tuples(st.sampled_from([4_000_000, 12_000_000]), st.tuples(*[PARTS] * len(parts))), min_size=1, max_size=20)
    )
    firms: list[Facts] = [
        {whole: made} | {part: value for part, value in zip(parts, values, strict=True) if value is not None} for made, values in drawn
    ]
    rows = ExcludedRows(answer_rules, catalogue.facts)
    marked = rows.marked(encoded_frame(rows.columns, firms), lenient=False).collect()[EXCLUDED].to_list()
    times = 1 if whole == SUM[0] else len(parts)
    for (made, values), firm, mark in zip(drawn, firms, marked, strict=True):
        known = [value for value in values if value is not None]
        highest, lowest = (made + 10_000) * times, (made - 10_000) * times
        can_agree = sum(known) <= highest and (len(known) < len(values) or sum(known) >= lowest)
        assert bool(answer_rules.conflicts(firm)) == mark == (not can_agree), firm


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)), as_of=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@settings(max_examples=200)
def test_months_are_counted_as_rules_count_them(day: date, as_of: date) -> None:
    months = months_between(day, as_of)
    assert months_before(as_of, months + 1) < day <= months_before(as_of, months)


def test_nothing_is_looked_at_where_nothing_can_be_excluded() -> None:
    answer_rules = bundled_catalogue().answer_rules(DAY)
    assert answer_rules.among({"enterprise.city", "titles.little_giant_year"}).exclusions == ()
    possible = answer_rules.among({"enterprise.city", "enterprise.in_guangdong"})
    assert {one.id for one in possible.exclusions} == {"city-lies-in-guangdong", "outside-guangdong-is-in-none-of-its-cities"}
    assert {rule.id for rule in possible.follows} == {"city-lies-in-guangdong", "outside-guangdong-is-in-none-of-its-cities"}


def test_rules_that_cannot_apply_are_left_out_and_no_others() -> None:
    catalogue = bundled_catalogue()
    rules = follows((*CHAIN, *catalogue.contents.implications), catalogue.facts)
    rules += derived_values(catalogue.contents.derived, catalogue.facts)
    answer_rules = AnswerRules(
        exclusions=exclusions(rules, catalogue.contents.derived, catalogue.contents.contradictions, DAY), follows=rules
    )
    read = answer_rules.facts(catalogue.facts)
    random = Random(7)  # no secret
    left_out = broken = 0
    for _ in range(300):
        given = frozenset(random.sample(read, random.randint(1, 6)))
        fewer = answer_rules.among(given)
        left_out += len(answer_rules.exclusions) - len(fewer.exclusions)
        for firm in partial_firms({fact: catalogue.facts[fact] for fact in sorted(given)}, random, 10):
            found = answer_rules.conflicts(firm)
            broken += bool(found)
            assert fewer.conflicts(firm) == found, firm
    assert left_out > 0 < broken
