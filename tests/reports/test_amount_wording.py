"""Amounts in words."""

from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.amount_wording import amount_in_words
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_amount import read_amount
from guangdong_ai.rules.table import Table
from tests.profiles.sample_facts import FACTS

AWARDS = Table(
    id="city-awards",
    title=Text("各市奖励", "City awards"),
    key="enterprise.city",
    columns={"giant": Text("“小巨人”", "Little giant")},
    rows=(),
)


def words(data: object) -> Text:
    reading = RuleContext()
    amount = read_amount(data, reading)
    assert amount is not None, reading.findings
    return amount_in_words(amount, FACTS, {AWARDS.id: AWARDS})


COST: dict[str, Any] = {"fact": "enterprise.revenue"}
CITY: dict[str, Any] = {"fact": "enterprise.city", "is": "huizhou"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (2_000_000, Text("200万元", "CNY 2,000,000")),
        (COST, Text("“营业收入”", '"Revenue"')),
        ({"rate": Decimal("0.3"), "of": COST}, Text("“营业收入”的30%", '30% of "Revenue"')),
        ({"rate": Decimal("0.125"), "of": COST}, Text("“营业收入”的12.5%", '12.5% of "Revenue"')),
        (
            {"rate": Decimal("0.3"), "of": COST, "cap": 8_000_000},
            Text("“营业收入”的30%，最高800万元", '30% of "Revenue", at most CNY 8,000,000'),
        ),
        (
            {"rate": Decimal(20_000), "of": {"fact": "titles.users"}, "cap": 50_000},
            Text("“活跃用户数”×2万元，最高5万元", '"Active users" × CNY 20,000, at most CNY 50,000'),
        ),
        (
            {"up_to": {"rate": Decimal("0.3"), "of": COST, "cap": 8_000_000}},
            Text("至多“营业收入”的30%，最高800万元", 'up to 30% of "Revenue", at most CNY 8,000,000'),
        ),
        (
            {"smaller_of": [COST, {"rate": Decimal("0.5"), "of": COST}, 30]},
            Text("“营业收入”、“营业收入”的50%和30元中较小者", 'the smaller of "Revenue", 50% of "Revenue" and CNY 30'),
        ),
        ({"larger_of": [COST, 30]}, Text("“营业收入”和30元中较大者", 'the larger of "Revenue" and CNY 30')),
        ({"sum": [COST, 30]}, Text("“营业收入”加30元", '"Revenue" plus CNY 30')),
        (
            {"difference": [2_000_000, COST], "cap": 30},
            Text("（200万元减去“营业收入”，不低于0元），最高30元", '(CNY 2,000,000 less "Revenue", not below CNY 0), at most CNY 30'),
        ),
        (
            {"tiers": [{"when": CITY, "amount": 10}], "otherwise": 5},
            Text("注册地市：惠州 → 10元；其他 → 5元", "City: Huizhou → CNY 10; otherwise → CNY 5"),
        ),
        ({"tiers": [{"when": CITY, "amount": 10}]}, Text("注册地市：惠州 → 10元", "City: Huizhou → CNY 10")),
        (
            {"tiers": [{"when": CITY, "amount": 10}], "cap": 7},
            Text("（注册地市：惠州 → 10元），最高7元", "(City: Huizhou → CNY 10), at most CNY 7"),
        ),
        ({"first_known": [COST, 30]}, Text("“营业收入”，没有填写则取30元", '"Revenue", or where that is not given CNY 30')),
        (
            {"table": "city-awards", "column": "giant"},
            Text(
                "“各市奖励”中按“注册地市”和自评当日查得的“‘小巨人’”数额",
                'the figure of "Little giant" in the table "City awards" by "City", on the day of the assessment',
            ),
        ),
        (
            {"table": "city-awards", "column": "giant", "year": "titles.little_giant_year"},
            Text(
                "“各市奖励”中按“注册地市”和“小巨人认定年份”当年查得的“‘小巨人’”数额",
                'the figure of "Little giant" in the table "City awards" by "City", for the year in "Little giant year"',
            ),
        ),
    ],
)
def test_each_form(data: object, expected: Text) -> None:
    assert words(data) == expected


def test_every_amount_of_the_catalogue_has_words(catalogue: Catalogue) -> None:
    fundings = [measure.funding for measure in catalogue.measures.values()]
    amounts = [amount for funding in fundings for amount in (funding.amount, *(reading.amount for reading in funding.readings)) if amount]
    assert amounts
    for amount in amounts:
        text = amount_in_words(amount, catalogue.facts, catalogue.tables)
        assert "_" not in text.zh + text.en, "an id has slipped into the words"
        (text.zh + text.en).encode("gbk")
