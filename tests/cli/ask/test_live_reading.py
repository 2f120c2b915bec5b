from decimal import Decimal

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.live_reading import confirmation, expected_form, live_reading, placeholder
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.credit_code import EXAMPLE
from guangdong_ai.profiles.unknown import UNKNOWN

from .bundled import CITY, CODE, EMPLOYEES, FACTS, FIELDS, GIANT_YEAR, IN_GUANGDONG, OF_EACH_KIND, REVENUE

OF_GUANGZHOU = "914401000000000000"


@pytest.mark.parametrize(
    ("typed", "zh"),
    [
        ("300万", "3,000,000 元（300万元）"),
        ("1.2亿", "120,000,000 元（1.2亿元）"),
        ("12元5角", "12.5 元（12.5元）"),
        ("3", "3 元（3元）"),
    ],
)
def test_an_amount_is_read_back_in_yuan_and_in_words(typed: str, zh: str) -> None:
    read = live_reading(REVENUE, typed)
    assert read is not None
    assert read.zh == zh
    assert read.en == zh.replace(" 元（", " yuan (").replace("）", ")")


def test_a_choice_is_read_back_by_its_name() -> None:
    assert live_reading(CITY, "fs") == Text("佛山", "Foshan")
    assert live_reading(FIELDS, "ai,rob") == Text("人工智能、机器人", "Artificial intelligence, Robotics")
    assert live_reading(IN_GUANGDONG, "y") == Text("是", "yes")


@pytest.mark.parametrize(
    ("fact", "typed"), [(CITY, ""), (CITY, "  "), (CITY, "sh"), (CITY, "圳"), (REVENUE, "3百万亿x"), (REVENUE, "/b"), (CODE, "/x")]
)
def test_nothing_is_said_while_there_is_nothing_to_say(fact: Fact, typed: str) -> None:
    assert live_reading(fact, typed) is None


def test_a_choice_that_does_not_exist_is_told_at_once() -> None:
    assert live_reading(CITY, "北京") == Text("没有这样的选项", "no such choice")


@pytest.mark.parametrize("fact", OF_EACH_KIND, ids=lambda fact: fact.id)
def test_not_knowing_is_read_back(fact: Fact) -> None:
    assert live_reading(fact, "不知道") == Text("不知道", "not known")


@pytest.mark.parametrize(
    ("typed", "zh"),
    [
        ("9", "已输入 1 位，共 18 位"),
        ("91 4401", "已输入 6 位，共 18 位"),
        ("91440101", "已输入 8 位，共 18 位；登记机关在广州"),
        ("91440301ma5", "已输入 11 位，共 18 位；登记机关在深圳"),
        ("９１４４９９００", "已输入 8 位，共 18 位；登记机关在广东，看不出是哪个地市"),
        (EXAMPLE, "校验码正确；登记机关不在广东（110000）"),
        (f"{EXAMPLE}1", "已输入 19 位，共 18 位；登记机关不在广东（110000）"),
        ("91I", "代码中不会有“I”"),
    ],
)
def test_a_credit_code_is_counted_checked_and_placed(typed: str, zh: str) -> None:
    read = live_reading(CODE, typed)
    assert read is not None
    assert read.zh == zh


def test_a_wrong_check_character_is_told_with_the_right_one() -> None:
    read = live_reading(CODE, OF_GUANGZHOU)
    assert read is not None
    assert "校验码（第 18 位）应为" in read.zh
    assert "the check character (the last one) should be" in read.en
    assert read.en.endswith("; issued in Guangzhou")


def test_the_confirmation_of_a_code_says_where_it_was_issued() -> None:
    assert confirmation(CODE, EXAMPLE) == Text(f"{EXAMPLE}，登记机关不在广东（110000）", f"{EXAMPLE}, not issued in Guangdong (110000)")


def test_the_confirmation_of_other_answers() -> None:
    assert confirmation(REVENUE, UNKNOWN) == Text("不知道", "not known")
    assert confirmation(REVENUE, Decimal(0)) == Text("0 元（0元）", "0 yuan (0元)")
    assert confirmation(EMPLOYEES, 1_200) == Text("1,200人", "1,200 people")
    assert confirmation(GIANT_YEAR, 0) == Text("没有这一称号", "never had the title")


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.id)
def test_every_fact_says_in_short_what_may_be_typed(fact: Fact) -> None:
    form = expected_form(fact)
    assert (placeholder(fact, "zh"), placeholder(fact, "en")) == (form.zh, form.en)
    assert form.zh
    assert form.en
    assert (fact.never is not None) == ("0 表示" in form.zh) == ("; 0: " in form.en)


def test_a_credit_code_says_how_long_it_is() -> None:
    assert expected_form(CODE) == Text("18 位代码", "18 characters")
