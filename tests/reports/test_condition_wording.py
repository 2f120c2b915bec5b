"""Conditions in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_condition import read_condition
from tests.profiles.sample_facts import FACTS


def words(data: dict[str, Any]) -> Text:
    context = RuleContext()
    condition = read_condition(data, context)
    assert condition is not None, context.findings
    return condition_in_words(condition, FACTS)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"fact": "titles.high_tech", "is": True}, Text("高新技术企业：是", "High-tech enterprise: yes")),
        ({"not": {"fact": "titles.high_tech", "is": True}}, Text("高新技术企业：否", "High-tech enterprise: no")),
        ({"fact": "enterprise.city", "is": "shenzhen"}, Text("注册地市：深圳", "City: Shenzhen")),
        (
            {"fact": "enterprise.city", "in": ["guangzhou", "shenzhen", "huizhou"]},
            Text("注册地市：广州、深圳或惠州", "City: Guangzhou, Shenzhen or Huizhou"),
        ),
        ({"not": {"fact": "enterprise.city", "is": "shenzhen"}}, Text("注册地市：不是深圳", "City: not Shenzhen")),
        (
            {"fact": "enterprise.fields", "any_of": ["ai", "robotics"]},
            Text("业务领域：含人工智能或机器人", "Fields: includes Artificial intelligence or Robotics"),
        ),
        (
            {"fact": "enterprise.fields", "all_of": ["ai", "robotics"]},
            Text("业务领域：含人工智能和机器人", "Fields: includes Artificial intelligence and Robotics"),
        ),
        (
            {"fact": "enterprise.fields", "none_of": ["ai", "robotics"]},
            Text("业务领域：不含人工智能或机器人", "Fields: does not include Artificial intelligence or Robotics"),
        ),
        (
            {"fact": "enterprise.city", "not_in": ["guangzhou", "shenzhen"]},
            Text("注册地市：不是广州或深圳", "City: not Guangzhou or Shenzhen"),
        ),
        ({"fact": "enterprise.employees", "at_least": 20}, Text("从业人员：不少于20人", "Employees: at least 20 people")),
        ({"fact": "enterprise.employees", "less_than": 20}, Text("从业人员：少于20人", "Employees: less than 20 people")),
        ({"fact": "titles.users", "more_than": 1_000_000}, Text("活跃用户数：超过100万", "Active users: more than 1,000,000")),
        ({"fact": "enterprise.revenue", "at_most": 20_000_000}, Text("营业收入：不超过2000万元", "Revenue: at most CNY 20,000,000")),
        (
            {"fact": "titles.own_funding_share", "at_least": Decimal("0.5")},
            Text("自筹经费占比：不低于50%", "Share of own funding: at least 50%"),
        ),
        (
            {"fact": "titles.little_giant_year", "between": [2024, 2026]},
            Text("小巨人认定年份：2024年至2026年", "Little giant year: from 2024 to 2026"),
        ),
        (
            {"fact": "enterprise.founded", "at_least": date(2022, 7, 1)},
            Text("成立日期：不早于2022-07-01", "Date of foundation: 2022-07-01 or later"),
        ),
        (
            {"fact": "enterprise.founded", "before": date(2022, 7, 1)},
            Text("成立日期：早于2022-07-01", "Date of foundation: before 2022-07-01"),
        ),
        (
            {"ratio": ["titles.users", "enterprise.employees"], "at_least": Decimal("0.125")},
            Text("活跃用户数 ÷ 从业人员：不低于12.5%", "Active users ÷ Employees: at least 12.5%"),
        ),
        (
            {
                "any": [
                    {"fact": "enterprise.city", "is": "huizhou"},
                    {"all": [{"fact": "titles.high_tech", "is": True}, {"fact": "enterprise.employees", "at_least": 20}]},
                ]
            },
            Text(
                "注册地市：惠州，或者（高新技术企业：是，并且从业人员：不少于20人）",
                "City: Huizhou, or (High-tech enterprise: yes, and Employees: at least 20 people)",
            ),
        ),
        (
            {"not": {"any": [{"fact": "enterprise.city", "is": "huizhou"}, {"fact": "titles.high_tech", "is": False}]}},
            Text("不满足（注册地市：惠州，或者高新技术企业：否）", "not (City: Huizhou, or High-tech enterprise: no)"),
        ),
    ],
)
def test_each_form(data: dict[str, Any], expected: Text) -> None:
    assert words(data) == expected


def test_every_condition_of_the_catalogue_has_words(catalogue: Catalogue) -> None:
    holders: list[Measure | Call] = [*catalogue.measures.values(), *catalogue.calls]
    conditions = [criterion.when for holder in holders for criterion in holder.criteria if criterion.when is not None]
    assert conditions
    for condition in conditions:
        text = condition_in_words(condition, catalogue.facts)
        assert "_" not in text.zh + text.en, "an id has slipped into the words"
        (text.zh + text.en).encode("gbk")
