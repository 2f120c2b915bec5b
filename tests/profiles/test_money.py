from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.money import parse_money
from guangdong_ai.profiles.shown_money import money_in_words

from .no_deadline import no_deadline

READ: dict[str, int | str] = {
    "300万": 3_000_000,
    "1.2亿": 120_000_000,
    "3,000,000": 3_000_000,
    "３，０００，０００": 3_000_000,
    "１２００万元": 12_000_000,
    "１．２亿": 120_000_000,
    "3000000元": 3_000_000,
    "1,200万元": 12_000_000,
    " 300 万 元 ": 3_000_000,
    "0": 0,
    "0.01元": "0.01",
    "1,200.50": "1200.5",
    "0.5万": 5_000,
    "0.0001万": 1,
    "12000万": 120_000_000,
    "3千万": 30_000_000,
    "1.5千万": 15_000_000,
    "3百万": 3_000_000,
    "1.2万亿": 1_200_000_000_000,
    "1亿2000万": 120_000_000,
    "1亿零500万": 105_000_000,
    "3万5千": 35_000,
    "3万5000": 35_000,
    "五百万": 5_000_000,
    "一千二百万元": 12_000_000,
    "壹佰万": 1_000_000,
    "人民币叁佰万元整": 3_000_000,
    "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角壹分": "12345678.91",
    "叁佰元零伍分": "300.05",
    "叁佰元伍角整": "300.5",
    "兩百萬元": 2_000_000,
    "两亿": 200_000_000,
    "百万": 1_000_000,
    "千万元": 10_000_000,
    "十二万": 120_000,
    "一百零五": 105,
    "一千零五十": 1_050,
    "三万零五": 30_005,
    "三万五千": 35_000,
    "三〇〇万": 3_000_000,
    "三○○万": 3_000_000,
    "一点二亿": 120_000_000,
    "零": 0,
    "一亿二千三百四十五万六千七百八十九": 123_456_789,
    "一万二千亿": 1_200_000_000_000,
    "¥3,000,000": 3_000_000,
    "￥300万": 3_000_000,
    "CNY 3,000,000": 3_000_000,
    "rmb 300": 300,
    "300万人民币": 3_000_000,
    "3000000 yuan": 3_000_000,
}


@pytest.mark.parametrize("text", READ)
def test_an_amount_is_read_exactly(text: str) -> None:
    assert parse_money(text) == Decimal(READ[text])


NOT_READ = [
    *("", " ", "元", "万", "万元", "亿", "百", "千元", "整", "abc", "-", "."),
    *("-3", "+3", "－300万", "-0", "1e6", "1E6", "3*2", "=3", "0x10", "inf", "nan", "Infinity", "1_000"),
    *("50k", "3m", "3 million", "$3", "3美元", "300%"),
    *("1,23", "1,234,56", "12,34,567", "1234,567", ",123", "1,,234", "1,234,", "3,000万,000", "300,0000"),
    *("3 000 000", "1.2.3", "5.", ".5", ".5万", "007", "0300"),
    *("约300万", "300多万", "几百万", "300万以上", "300-500万", "300~500万", "≥300万", "300万左右"),
    *("三五万", "三万五", "3万5", "3万500", "1亿5000", "一百五", "一千五百六", "一亿五", "一二"),
    *("一百零", "零五", "十十", "一十零三", "一百一十零三", "百百", "万万", "三万千", "一百零零五", "1二万", "万五千"),
    *("1.2亿300万", "1亿20000万", "1亿2亿", "0亿5000万", "3万0", "3万零", "一亿零"),
    *("3²万", "③万", "٣万", "३", "½", "Ⅲ万", "三分之一"),
    *("12.3元5角", "12元5角3", "5角", "3元元", "元300", "3\n4"),
    "9" * 61,
    "9" * 100_000,
    "一" * 100_000,
]


@pytest.mark.parametrize("text", NOT_READ, ids=lambda text: ascii(text[:20]))
def test_nonsense_and_what_could_mean_two_things_is_not_read(text: str) -> None:
    assert parse_money(text) is None


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("3000000", "300万元", "CNY 3,000,000"),
        ("1234567", "123.4567万元", "CNY 1,234,567"),
        ("120000000", "1.2亿元", "CNY 120,000,000"),
        ("1234567.89", "123.456789万元", "CNY 1,234,567.89"),
        ("10000", "1万元", "CNY 10,000"),
        ("9999", "9,999元", "CNY 9,999"),
        ("99999999", "9999.9999万元", "CNY 99,999,999"),
        ("100000000", "1亿元", "CNY 100,000,000"),
        ("1200000000000", "1.2万亿元", "CNY 1,200,000,000,000"),
        ("1.50", "1.5元", "CNY 1.50"),
        ("0", "0元", "CNY 0"),
        ("-3000000", "-300万元", "CNY -3,000,000"),
        ("3E+6", "300万元", "CNY 3,000,000"),
    ],
)
def test_an_amount_in_words_is_short_and_exact(amount: str, zh: str, en: str) -> None:
    assert money_in_words(Decimal(amount)) == Text(zh, en)


def test_whole_yuan_may_be_an_int() -> None:
    assert money_in_words(3_000_000).zh == "300万元"


amounts = st.decimals(min_value=0, max_value=Decimal("9999999999999.99"), places=2)


@no_deadline
@given(amounts, st.sampled_from(LANGUAGES))
def test_what_is_shown_reads_back_as_the_same_amount(amount: Decimal, language: Language) -> None:
    assert parse_money(money_in_words(amount).in_language(language)) == amount


@no_deadline
@given(st.text(max_size=90))
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    amount = parse_money(text)
    assert amount is None or amount >= 0


@no_deadline
@given(st.text(alphabet="0123456789,.零一二三五十百千万亿元角分整两壹佰 点", max_size=14))
def test_an_amount_read_from_figures_can_be_shown_and_read_again(text: str) -> None:
    amount = parse_money(text)
    assert amount is None or parse_money(money_in_words(amount).zh) == amount


FIGURES = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """A second, naive writer of Chinese numerals, for numbers from 1 to 10 ** 12 - 1."""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1_000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return chinese_numeral(high) + name + (gap + chinese_numeral(low) if low else "")
    return FIGURES[number]


@no_deadline
@given(st.integers(min_value=1, max_value=9_999_999_999))
def test_every_chinese_numeral_is_read(number: int) -> None:
    assert parse_money(chinese_numeral(number)) == number


@no_deadline
@given(st.integers(min_value=1, max_value=9_999_999_999))
def test_every_formal_numeral_is_read(number: int) -> None:
    formal = chinese_numeral(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    assert parse_money(f"{formal}元整") == number
