"""What an applicant has to do, in words: every kind of fact, known and not known, in both languages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.assessment.near_misses import Requirement
from guangdong_ai.assessment.near_misses.search_space import CommonSpace, SearchSpace
from guangdong_ai.assessment.near_misses.targets import nearest
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.near_miss_wording import requirement_in_words
from guangdong_ai.rules.constraints import ValueConstraint, conjunction, constraint_of
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.read_condition import read_condition
from guangdong_ai.rules.value import Facts, Value
from tests.profiles.sample_facts import FACTS

SIGNATURES = {fact.id: fact.signature for fact in FACTS.values()}
ENOUGH = Budget(1_000)


def required(rule: dict[str, Any], now: Value | None) -> Requirement:
    """What a rule about one fact asks of an applicant with this answer, on 15 June 2026."""
    condition = read_condition(rule, RuleContext())
    assert condition is not None
    constraint = conjunction([constraint_of(condition, SIGNATURES)], ENOUGH)
    assert isinstance(constraint, ValueConstraint)
    fact = FACTS[constraint.fact]
    known: Facts = {} if now is None else {fact.id: now}
    domain = SearchSpace(known, CommonSpace(FACTS, date(2026, 6, 15))).domain(fact.id)
    assert domain is not None
    accepted = domain.meet(constraint.values)
    effort = "answer" if now is None else "slow"
    return Requirement(fact=fact, now=now, target=nearest(fact, accepted, now, ENOUGH), accepted=accepted, effort=effort)  # type: ignore[arg-type]  # one of them


CITY, FIELDS, STAFF = "enterprise.city", "enterprise.fields", "enterprise.employees"
CHANGES: list[tuple[dict[str, Any], Value, Text]] = [
    (
        {"fact": STAFF, "more_than": 200},
        150,
        Text("把“从业人员”从150人提高到超过200人", "raise Employees from 150 to more than 200 people"),
    ),
    (
        {"fact": STAFF, "between": [200, 300]},
        1150,
        Text(
            "把“从业人员”从1,150人降低到300人（200人至300人均可）",
            "lower Employees from 1,150 to 300 people (from 200 people to 300 people will do)",
        ),
    ),
    (
        {"fact": "titles.users", "more_than": 1_000_000},
        999,
        Text("把“活跃用户数”从999提高到超过100万", "raise Active users from 999 to more than 1,000,000"),
    ),
    (
        {"fact": STAFF, "at_least": 1},
        0,
        Text("把“从业人员”从0人提高到1人及以上", "raise Employees from 0 to 1 person or more"),
    ),
    (
        {"fact": STAFF, "less_than": 300},
        300,
        Text("把“从业人员”从300人降低到低于300人", "lower Employees from 300 to less than 300 people"),
    ),
    ({"fact": STAFF, "at_most": 20}, 21, Text("把“从业人员”从21人降低到20人及以下", "lower Employees from 21 to 20 people or less")),
    ({"fact": STAFF, "is": 20}, 19, Text("把“从业人员”从19人提高到20人", "raise Employees from 19 to 20 people")),
    (
        {"fact": "titles.users", "at_least": 1000},
        999,
        Text("把“活跃用户数”从999提高到1,000及以上", "raise Active users from 999 to 1,000 or more"),
    ),
    (
        {"fact": "enterprise.revenue", "at_least": 20_000_000},
        Decimal(3_000_000),
        Text("把“营业收入”从300万元提高到2000万元及以上", "raise Revenue from CNY 3,000,000 to CNY 20,000,000 or more"),
    ),
    (
        {"fact": "enterprise.revenue", "less_than": 20_000_000},
        Decimal(30_000_000),
        Text("把“营业收入”从3000万元降低到低于2000万元", "lower Revenue from CNY 30,000,000 to less than CNY 20,000,000"),
    ),
    (
        {"fact": "titles.own_funding_share", "more_than": Decimal("0.5")},
        Decimal("0.4"),
        Text("把“自筹经费占比”从40%提高到超过50%", "raise Share of own funding from 40% to more than 50%"),
    ),
    (
        {"fact": "titles.own_funding_share", "at_least": Decimal("0.7")},
        Decimal("0.4"),
        Text("把“自筹经费占比”从40%提高到70%及以上", "raise Share of own funding from 40% to 70% or more"),
    ),
    (
        {"fact": "titles.champion_year", "between": [2024, 2027]},
        0,
        Text(
            "把“单项冠军年份”从没有这一称号改为2026年（2026年至2027年均可）",
            "change Champion year from never had the title to 2026 (from 2026 to 2027 will do)",
        ),
    ),
    (
        {"fact": "titles.champion_year", "between": [2024, 2026]},
        0,
        Text("把“单项冠军年份”从没有这一称号改为2026年", "change Champion year from never had the title to 2026"),
    ),
    (
        {"fact": "titles.champion_year", "at_least": 2024},
        0,
        Text("把“单项冠军年份”从没有这一称号改为2026年或更晚", "change Champion year from never had the title to 2026 or later"),
    ),
    (
        {"fact": "enterprise.founded", "after": date(2026, 7, 1)},
        date(2026, 7, 1),
        Text("把“成立日期”从2026-07-01改为2026-07-02或更晚", "change Date of foundation from 2026-07-01 to 2026-07-02 or later"),
    ),
    (
        {"fact": "enterprise.founded", "at_most": date(2026, 7, 1)},
        date(2026, 8, 1),
        Text(
            "把“成立日期”从2026-08-01改为2026-07-01（2026-06-15至2026-07-01均可）",
            "change Date of foundation from 2026-08-01 to 2026-07-01 (from 2026-06-15 to 2026-07-01 will do)",
        ),
    ),
    ({"fact": CITY, "is": "huizhou"}, "guangzhou", Text("把“注册地市”从广州改为惠州", "change City from Guangzhou to Huizhou")),
    (
        {"fact": CITY, "in": ["huizhou", "shenzhen"]},
        "guangzhou",
        Text("把“注册地市”从广州改为深圳或惠州", "change City from Guangzhou to Shenzhen or Huizhou"),
    ),
    ({"fact": "titles.high_tech", "is": True}, False, Text("把“高新技术企业”从否改为是", "change High-tech enterprise from no to yes")),
    (
        {"not": {"fact": "enterprise.name", "in": ["甲", "乙"]}},
        "甲",
        Text("把“单位名称”从甲改为“乙”或“甲”以外", 'change Name from 甲 to anything but "乙" or "甲"'),
    ),
    ({"fact": "enterprise.name", "is": "乙"}, "甲", Text("把“单位名称”从甲改为“乙”", 'change Name from 甲 to "乙"')),
    (
        {"fact": FIELDS, "any_of": ["ai", "robotics"]},
        frozenset({"other"}),
        Text("在“业务领域”中增加人工智能或机器人", "add Artificial intelligence or Robotics to Fields"),
    ),
    (
        {"fact": FIELDS, "all_of": ["ai", "robotics"]},
        frozenset({"other"}),
        Text("在“业务领域”中增加人工智能和机器人", "add Artificial intelligence and Robotics to Fields"),
    ),
    (
        {"not": {"fact": FIELDS, "any_of": ["other", "farming"]}},
        frozenset({"other", "farming"}),
        Text(
            "在“业务领域”中去掉农、林、牧、渔业和其他",
            "take Agriculture, forestry, husbandry and fishery and Other away from Fields",
        ),
    ),
    (
        {"not": {"fact": FIELDS, "all_of": ["ai", "robotics"]}},
        frozenset({"ai", "robotics"}),
        Text("在“业务领域”中去掉人工智能或机器人", "take Artificial intelligence or Robotics away from Fields"),
    ),
    (
        {"all": [{"fact": FIELDS, "any_of": ["ai"]}, {"not": {"fact": FIELDS, "any_of": ["other"]}}]},
        frozenset({"other"}),
        Text("在“业务领域”中增加人工智能，去掉其他", "add Artificial intelligence to Fields and take Other away from it"),
    ),
]


@pytest.mark.parametrize(("rule", "now", "expected"), CHANGES)
def test_a_change(rule: dict[str, Any], now: Value, expected: Text) -> None:
    assert requirement_in_words(required(rule, now)) == expected


ANSWERS: list[tuple[dict[str, Any], Text]] = [
    ({"fact": STAFF, "more_than": 200}, Text("回答“从业人员”：须超过200人", "answer Employees: must be more than 200 people")),
    (
        {"not": {"fact": STAFF, "between": [5, 10]}},
        Text("回答“从业人员”：须不超过4人或超过10人", "answer Employees: must be at most 4 people or more than 10 people"),
    ),
    (
        {"fact": "enterprise.revenue", "less_than": 20_000_000},
        Text("回答“营业收入”：须低于2000万元", "answer Revenue: must be less than CNY 20,000,000"),
    ),
    (
        {"fact": "titles.own_funding_share", "at_least": Decimal("0.7")},
        Text("回答“自筹经费占比”：须不低于70%", "answer Share of own funding: must be at least 70%"),
    ),
    (
        {"fact": "titles.little_giant_year", "between": [2024, 2026]},
        Text("回答“小巨人认定年份”：须为2024年至2026年", "answer Little giant year: must be from 2024 to 2026"),
    ),
    (
        {"not": {"fact": "titles.champion_year", "more_than": 2000}},
        Text(
            "回答“单项冠军年份”：须为没有这一称号或不晚于2000年",
            "answer Champion year: must be never had the title or 2000 or earlier",
        ),
    ),
    (
        {"fact": "enterprise.founded", "at_least": date(2022, 7, 1)},
        Text("回答“成立日期”：须不早于2022-07-01", "answer Date of foundation: must be 2022-07-01 or later"),
    ),
    ({"fact": "titles.high_tech", "is": False}, Text("回答“高新技术企业”：须为否", "answer High-tech enterprise: must be no")),
    (
        {"not": {"fact": CITY, "is": "shenzhen"}},
        Text("回答“注册地市”：须为广州、惠州、湛江或阳江", "answer City: must be Guangzhou, Huizhou, Zhanjiang or Yangjiang"),
    ),
    (
        {"fact": FIELDS, "any_of": ["robotics", "ai"]},
        Text(
            "回答“业务领域”：须含人工智能或机器人",
            "answer Fields: must be one that includes Artificial intelligence or Robotics",
        ),
    ),
    (
        {"all": [{"not": {"fact": FIELDS, "any_of": ["other"]}}, {"fact": FIELDS, "any_of": ["ai"]}]},
        Text(
            "回答“业务领域”：须含人工智能，且不含其他",
            "answer Fields: must be one that includes Artificial intelligence, and does not include Other",
        ),
    ),
    ({"fact": "enterprise.name", "in": ["乙"]}, Text("回答“单位名称”：须为“乙”", 'answer Name: must be "乙"')),
]


@pytest.mark.parametrize(("rule", "expected"), ANSWERS)
def test_an_answer(rule: dict[str, Any], expected: Text) -> None:
    assert requirement_in_words(required(rule, None)) == expected
