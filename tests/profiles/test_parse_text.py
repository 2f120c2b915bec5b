from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Kind

from .no_deadline import no_deadline
from .sample_facts import FACTS, choice, fact

NAME, CODE, CITY, FIELDS = (f"enterprise.{name}" for name in ("name", "credit_code", "city", "fields"))
LEGAL, EMPLOYEES, REVENUE, FOUNDED = (f"enterprise.{name}" for name in ("independent_legal_person", "employees", "revenue", "founded"))
YEAR, CHAMPION, SHARE, USERS = "titles.little_giant_year", "titles.champion_year", "titles.own_funding_share", "titles.users"

YES = ["是", "yes", "Y", "有", "对", "true", "TRUE", "1", "１", "ｙｅｓ", "√", "1.0", "☑", "已认定", "☑是 □否", "是 ☑ / 否 □", "■是□否"]
NO = ["否", "no", "N", "无", "不是", "false", "0", "没有", "×", "0.0", "不", "未认定", "□是 ☑否", "❌"]
DAY = date(2025, 7, 31)
DAYS = [
    *(
        "2025-07-31",
        "2025-7-31",
        "2025/7/31",
        "2025/07/31",
        "2025.7.31",
        "2025年7月31日",
        "2025 年 7 月 31 日",
        "2025年7月31号",
        "20250731",
    ),
    *(
        "２０２５－０７－３１",
        "２０２５／７／３１",
        "2025-07-31 00:00:00",
        "2025-07-31T00:00:00",
        "2025/7/31 0:00",
        "2025-07-31 00:00:00.000",
        "2025-07-31T00:00:00+08:00",
        "2025-07-30T16:00:00Z",
        "2025-07-30T16:00:00.000Z",
    ),
]
READ: list[tuple[str, str, Any]] = [
    *[(LEGAL, text, True) for text in YES],
    *[(LEGAL, text, False) for text in NO],
    *[(FOUNDED, text, DAY) for text in DAYS],
    (FOUNDED, "2024-02-29", date(2024, 2, 29)),
    (FOUNDED, "1900-01-01", date(1900, 1, 1)),
    (FOUNDED, "2100-12-31", date(2100, 12, 31)),
    *[(YEAR, text, 2025) for text in ("2025", "２０２５", "2025年", "2025年度", " 2025 年 ", "2025.0", "2025年3月", "2025-07-31")],
    *[(YEAR, text, int(text)) for text in ("1900", "2100")],
    *[
        (EMPLOYEES, text, 1_200)
        for text in ("1200", "1,200", "１，２００", "1200人", "1,200 people", "1200.0", "0.12万", "一千二百", "一千二百人")
    ],
    *[(EMPLOYEES, text, 12_000) for text in ("1.2万", "1.2 万人", "12,000", "1万2千")],
    *[
        (CHAMPION, text, 0)
        for text in ("0", "０", "没有", "无", "从未", "never", "None", "no", "否", "没有这一称号", "Never had the title", "0.0")
    ],
    (CHAMPION, "2024年", 2024),
    (EMPLOYEES, "一百", 100),
    (EMPLOYEES, "0", 0),
    (USERS, "10亿", 1_000_000_000),
    *[
        (SHARE, text, Decimal("0.5"))
        for text in ("50%", "50％", "５０％", "50 %", "0.5", ".5", "0.50", "1/2", "1 / 2", "百分之五十", "百分之50", "50 percent")
    ],
    *[(SHARE, text, Decimal(1)) for text in ("100%", "1", "1.0", "3/3")],
    *[(SHARE, text, Decimal(0)) for text in ("0", "0%", "0/5")],
    (SHARE, "33.3333%", Decimal("0.333333")),
    (SHARE, "1/8", Decimal("0.125")),
    (SHARE, "0.4999", Decimal("0.4999")),
    (REVENUE, "300万", Decimal(3_000_000)),
    (REVENUE, "１，２００万元", Decimal(12_000_000)),
    (REVENUE, "0.01", Decimal("0.01")),
    (REVENUE, "9999999999999.99", Decimal("9999999999999.99")),
    (REVENUE, "3000000.0", Decimal(3_000_000)),
    *[(CITY, text, "guangzhou") for text in ("guangzhou", "Guangzhou", "GUANGZHOU", "广州", "广州市", "gz", "GZ", "ｇｚ", " 广州 ")],
    *[
        (FIELDS, text, frozenset({"ai"}))
        for text in ("ai", "AI", "ＡＩ", "人工智能", "Artificial  Intelligence", "ai,", "ai，AI、人工智能")
    ],
    *[
        (FIELDS, text, frozenset({"ai", "robotics"}))
        for text in (
            "ai,robotics",
            "ai, robotics",
            "AI，机器人",
            "人工智能、机器人",
            "ai;robot",
            "ai；robotics",
            "ai robotics",
            "人工智能 机器人",
            "ai\nrobotics",
        )
    ],
    (FIELDS, "artificial intelligence robotics", frozenset({"ai", "robotics"})),
    (FIELDS, "Software and IT services, AI", frozenset({"software", "ai"})),
    (FIELDS, "public service", frozenset({"public_service"})),
    (FIELDS, "public_service", frozenset({"public_service"})),
    (FIELDS, "public-service", frozenset({"public_service"})),
    (FIELDS, "农、林、牧、渔业、人工智能", frozenset({"farming", "ai"})),
    (FIELDS, "Agriculture, forestry, husbandry and fishery; AI", frozenset({"farming", "ai"})),
    *[(FIELDS, text, frozenset()) for text in ("无", "none", "都没有", "None", "[]")],
    (NAME, " 粤智机器人有限公司 ", "粤智机器人有限公司"),
    (NAME, "𠮷野科技（广东）有限公司", "𠮷野科技（广东）有限公司"),
    (CODE, "９１３５０１００ｍ000100y43", "91350100M000100Y43"),
]


@pytest.mark.parametrize(("fact_id", "text", "expected"), READ)
def test_what_people_type_is_read(fact_id: str, text: str, expected: Any) -> None:
    value = parse_text(FACTS[fact_id], text)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize("fact_id", FACTS)
@pytest.mark.parametrize(
    "text", ["不知道", "不清楚", "unknown", "UNKNOWN", "?", "？", "dont know", "don't know", "don’t know", "dont_know", " 不知道 "]
)
def test_not_known_is_an_answer_for_every_fact(fact_id: str, text: str) -> None:
    assert parse_text(FACTS[fact_id], text) is UNKNOWN


NOT_READ: list[tuple[str, str]] = [
    *[(fact_id, "") for fact_id in FACTS],
    *[(fact_id, " \u3000\t") for fact_id in FACTS],
    *[(fact_id, "x" * 100_000) for fact_id in FACTS],
    *[(fact_id, "1e3\x1b[31m") for fact_id in FACTS],
    *[(LEGAL, text) for text in ("maybe", "2", "是否", "01", "也许", "-1")],
    *[
        (FOUNDED, text)
        for text in (
            *(
                "2025-02-29",
                "2025-13-01",
                "2025-00-10",
                "2025-07",
                "2025",
                "31/7/2025",
                "25-07-31",
                "2025-07/31",
                "2025-07-31 12:00",
                "1899-12-31",
            ),
            *("2101-01-01", "202507", "2025年", "٢٠٢٥-٠٧-٣١", "45869", "2025-07-3100:00", "2025-7-31T0:00"),
        )
    ],
    *[(YEAR, text) for text in ("1899", "2101", "25", "2025.5", "2,025", "20251", "二〇二五", "-2025", "2e3", "２０２５．７")],
    *[(YEAR, text) for text in ("0", "没有", "never")],
    *[(CHAMPION, text) for text in ("1", "00", "-0", "0年", "1899")],
    *[(EMPLOYEES, text) for text in ("-5", "1.5", "12.34", "1.00005万", "1,20", "1e3", "1000000001", "many", "50k", "人", "50-60", "12个")],
    *[
        (SHARE, text)
        for text in (
            "70",
            "-0.1",
            "1.1",
            "101%",
            "1/3",
            "2/1",
            "1/0",
            "0.1234567",
            "12.34567%",
            "half",
            "1e-1",
            "50%%",
            "%",
            "/",
            "1/-2",
            ".",
            "百分之",
        )
    ],
    *[(LEGAL, text) for text in ("○", "x", "X", "☒", "□", "□是 □否", "☑是 ☑否", "●")],
    *[(FOUNDED, text) for text in ("2012年", "2024年3月", "2024-03", "2024-03-01T10:20:30Z", "2024-03-01T25:00:00Z", "2024-03-01 10:20")],
    *[(REVENUE, text) for text in ("约1.2亿", "1000-5000万", "1000万以上", "5000万元左右", "≥500万")],
    *[(EMPLOYEES, text) for text in ("1000-5000人", "约120", "50～99人")],
    (YEAR, "1905-07-13"),
    *[(REVENUE, text) for text in ("-1", "1,23", "0.001", "1.23456万分", "10万亿", "1e6", "lots", "50k", "9999999999999.991")],
    *[(CITY, text) for text in ("guangzhuo", "beijing", "guangzhou,shenzhen", "广")],
    *[(FIELDS, text) for text in ("robotik", "ai,robotik", "ai robotik", ",", "人工智能机器人", "ai/robotics", "public", "a " * 900)],
    *[(NAME, text) for text in ("a\nb", "a\x00b", "a\x1b[31mb", "a\u202eb", "a\u2028b", "\ud800", "字" * 201)],
    *[(CODE, text) for text in ("9135", "91350100M000100Y44", "9135010OM000100Y43")],
]


@pytest.mark.parametrize(("fact_id", "text"), NOT_READ, ids=lambda text: ascii(text[:30]))
def test_anything_else_is_a_finding_that_says_what_is_accepted(fact_id: str, text: str) -> None:
    finding = parse_text(FACTS[fact_id], text)
    assert isinstance(finding, Finding)
    assert finding.place.key == fact_id
    for words in (finding.message, finding.hint):
        for language in LANGUAGES if words else ():
            said = words.in_language(language) if words else ""
            assert said.isprintable()
            said.replace("𠮷", "").encode("gbk", errors="strict" if text.isascii() else "ignore")
    assert len(finding.message.en) < 500


@pytest.mark.parametrize(
    ("fact_id", "text", "zh", "en"),
    [
        (CITY, "guangzhuo", "是不是 guangzhou（广州）？", "did you mean guangzhou (Guangzhou)?"),
        (CITY, "广洲", "是不是 guangzhou（广州）？", "did you mean guangzhou (Guangzhou)?"),
        (FIELDS, "ai, robotcs", "是不是 robotics（机器人）？", "did you mean robotics (Robotics)?"),
        (SHARE, "70", "70% 写作 0.7", "70 % is written 0.7"),
        (FOUNDED, "2025-02-29", "没有这一天，或超出范围", "there is no such day, or it is out of range"),
        (CODE, "9135010OM000100Y43", "是不是 91350100M000100Y43？", "did you mean 91350100M000100Y43?"),
        (EMPLOYEES, "", "不知道可以填“不知道”", "if it is not known, say unknown"),
    ],
)
def test_a_hint_says_what_may_have_been_meant(fact_id: str, text: str, zh: str, en: str) -> None:
    finding = parse_text(FACTS[fact_id], text)
    assert isinstance(finding, Finding)
    assert finding.hint is not None
    assert (finding.hint.zh, finding.hint.en) == (zh, en)


def test_only_the_part_that_is_not_understood_is_named() -> None:
    finding = parse_text(FACTS[FIELDS], "人工智能、robotcs")
    assert isinstance(finding, Finding)
    assert '"robotcs"' in finding.message.en
    assert "人工智能、" not in finding.message.en


def several(*choices: Choice) -> Fact:
    return fact("x.y", "choices", "多项", "Several", choices=choices)


def test_an_id_stands_for_its_own_choice_whatever_else_is_called_the_same() -> None:
    both = (choice("retail", "零售", "Retail"), choice("shop", "商店", "Shop", "retail", "零售"))
    assert parse_text(fact("x.y", "choice", "一项", "One", choices=both), "retail") == "retail"
    assert parse_text(several(*both), "retail") == frozenset({"retail"})


def test_a_label_of_two_choices_is_ambiguous() -> None:
    both = (choice("a", "零售", "A"), choice("b", "零售", "B"))
    kinds: tuple[Kind, ...] = ("choice", "choices")
    for kind in kinds:
        finding = parse_text(fact("x.y", kind, "项", "It", choices=both), "零售")
        assert isinstance(finding, Finding)
        assert "can be read in several ways" in finding.message.en


def test_words_that_can_be_grouped_in_two_ways_are_ambiguous_until_commas_part_them() -> None:
    them = several(
        choice("ab", "甲乙", "deep learning"),
        choice("c", "丙", "robots"),
        choice("a", "甲", "deep"),
        choice("bc", "乙丙", "learning robots"),
    )
    assert isinstance(parse_text(them, "deep learning robots"), Finding)
    assert parse_text(them, "deep learning, robots") == frozenset({"ab", "c"})
    assert parse_text(them, "deep, learning robots") == frozenset({"a", "bc"})


def test_no_choices_at_all_can_be_said_unless_a_choice_is_called_so() -> None:
    assert parse_text(several(choice("a", "甲", "A")), "没有") == frozenset()
    assert parse_text(several(choice("none", "没有", "None")), "没有") == frozenset({"none"})


@no_deadline
@given(st.sampled_from(sorted(FACTS)), st.text(max_size=60))
def test_any_text_gives_a_value_that_a_file_accepts_or_a_finding(fact_id: str, text: str) -> None:
    asked = FACTS[fact_id]
    value = parse_text(asked, text)
    if not isinstance(value, Finding | Unknown):
        assert check_value(asked, to_plain(asked, value)) == value


@no_deadline
@given(
    st.sampled_from([YEAR, CHAMPION, EMPLOYEES, REVENUE, SHARE, FOUNDED, LEGAL, CITY, FIELDS]),
    st.text(alphabet="0123456789.,/%-年月日万亿一二十百广州深圳人工智能 aiyesno、；", max_size=14),
)
def test_plausible_texts_give_a_value_that_a_file_accepts_or_a_finding(fact_id: str, text: str) -> None:
    asked = FACTS[fact_id]
    value = parse_text(asked, text)
    if not isinstance(value, Finding | Unknown):
        assert check_value(asked, to_plain(asked, value)) == value


VALUES: dict[str, st.SearchStrategy[Any]] = {
    LEGAL: st.booleans(),
    EMPLOYEES: st.integers(0, 10**9),
    REVENUE: st.decimals(min_value=0, max_value=Decimal("9999999999999.99"), places=2),
    SHARE: st.decimals(min_value=0, max_value=1, places=6),
    YEAR: st.integers(1900, 2100),
    CHAMPION: st.integers(1900, 2100) | st.just(0),
    FOUNDED: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    CITY: st.sampled_from([one.id for one in FACTS[CITY].choices]),
    FIELDS: st.frozensets(st.sampled_from([one.id for one in FACTS[FIELDS].choices])),
}
fact_and_value = st.sampled_from(sorted(VALUES)).flatmap(lambda fact_id: st.tuples(st.just(fact_id), VALUES[fact_id]))


@no_deadline
@given(fact_and_value, st.sampled_from(LANGUAGES))
def test_what_is_shown_can_be_typed_back(known: tuple[str, Any], language: Language) -> None:
    asked, value = FACTS[known[0]], known[1]
    assert parse_text(asked, value_in_words(asked, value).in_language(language)) == value


@no_deadline
@given(fact_and_value)
def test_a_value_survives_the_way_through_a_file(known: tuple[str, Any]) -> None:
    asked, value = FACTS[known[0]], known[1]
    assert check_value(asked, to_plain(asked, value)) == value
