from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.shown_value import value_in_words

from .sample_facts import FACTS
from .test_parse_text import CHAMPION, CITY, EMPLOYEES, FIELDS, FOUNDED, LEGAL, NAME, REVENUE, SHARE, USERS, YEAR


@pytest.mark.parametrize(
    ("fact_id", "value", "plain", "zh", "en"),
    [
        (NAME, "粤智", "粤智", "粤智", "粤智"),
        (CITY, "guangzhou", "guangzhou", "广州", "Guangzhou"),
        (CITY, "atlantis", "atlantis", "atlantis", "atlantis"),
        (FIELDS, frozenset({"robotics", "ai"}), ["ai", "robotics"], "人工智能、机器人", "Artificial intelligence, Robotics"),
        (FIELDS, frozenset({"z", "y", "ai"}), ["ai", "y", "z"], "人工智能、y、z", "Artificial intelligence, y, z"),
        (FIELDS, frozenset(), [], "无", "none"),
        (LEGAL, True, True, "是", "yes"),
        (LEGAL, False, False, "否", "no"),
        (EMPLOYEES, 1_200, 1_200, "1,200人", "1,200 people"),
        (EMPLOYEES, 1, 1, "1人", "1 person"),
        (USERS, 1_200, 1_200, "1,200", "1,200"),
        (REVENUE, Decimal(3_000_000), 3_000_000, "300万元", "CNY 3,000,000"),
        (REVENUE, Decimal("0.5"), Decimal("0.5"), "0.5元", "CNY 0.50"),
        (SHARE, Decimal("0.5"), Decimal("0.5"), "50%", "50%"),
        (SHARE, Decimal("0.123456"), Decimal("0.123456"), "12.3456%", "12.3456%"),
        (SHARE, Decimal(1), 1, "100%", "100%"),
        (YEAR, 2025, 2025, "2025年", "2025"),
        (CHAMPION, 0, 0, "没有这一称号", "never had the title"),
        (CHAMPION, 2024, 2024, "2024年", "2024"),
        (FOUNDED, date(2025, 7, 31), date(2025, 7, 31), "2025-07-31", "2025-07-31"),
    ],
)
def test_a_value_for_a_file_and_for_people(fact_id: str, value: Any, plain: Any, zh: str, en: str) -> None:
    fact = FACTS[fact_id]
    assert to_plain(fact, value) == plain
    assert type(to_plain(fact, value)) is type(plain)
    assert value_in_words(fact, value) == Text(zh, en)
