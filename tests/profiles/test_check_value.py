from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.check_value import check_value, findings_about

from .no_deadline import no_deadline
from .sample_facts import FACTS
from .test_parse_text import CHAMPION, CITY, CODE, EMPLOYEES, FIELDS, FOUNDED, LEGAL, NAME, REVENUE, SHARE, YEAR

HUGE = 1 << 4_000_000


@pytest.mark.parametrize(
    ("fact_id", "value", "expected"),
    [
        (NAME, "粤智机器人有限公司", "粤智机器人有限公司"),
        (NAME, " 粤智 ", "粤智"),
        (NAME, "unknown", "unknown"),
        (NAME, "字" * 200, "字" * 200),
        (CODE, "91350100m000100y43", "91350100M000100Y43"),
        (CITY, "guangzhou", "guangzhou"),
        (FIELDS, ["robotics", "ai"], frozenset({"ai", "robotics"})),
        (FIELDS, ["机器人", "AI"], frozenset({"ai", "robotics"})),
        (CITY, "广州", "guangzhou"),
        (CITY, "Guangzhou", "guangzhou"),
        (FIELDS, [], frozenset()),
        (LEGAL, True, True),
        (LEGAL, False, False),
        (EMPLOYEES, 0, 0),
        (EMPLOYEES, 10**9, 10**9),
        (REVENUE, 3_000_000, Decimal(3_000_000)),
        (REVENUE, Decimal("0.10"), Decimal("0.1")),
        (REVENUE, Decimal("1E+6"), Decimal(1_000_000)),
        (REVENUE, Decimal("-0.0"), Decimal(0)),
        (REVENUE, Decimal("9999999999999.99"), Decimal("9999999999999.99")),
        (SHARE, Decimal("0.700"), Decimal("0.7")),
        (SHARE, 1, Decimal(1)),
        (SHARE, Decimal("0.000001"), Decimal("0.000001")),
        (YEAR, 1900, 1900),
        (YEAR, 2100, 2100),
        (CHAMPION, 0, 0),
        (CHAMPION, 2024, 2024),
        (FOUNDED, date(1900, 1, 1), date(1900, 1, 1)),
        (FOUNDED, date(2100, 12, 31), date(2100, 12, 31)),
    ],
)
def test_a_value_of_the_right_kind_is_taken(fact_id: str, value: Any, expected: Any) -> None:
    checked = check_value(FACTS[fact_id], value)
    assert checked == expected
    assert type(checked) is type(expected)
    assert str(checked) == str(expected) or isinstance(expected, frozenset)


ANY_KIND = [
    "x",
    True,
    3,
    HUGE,
    -HUGE,
    Decimal("1.5"),
    date(2025, 1, 1),
    datetime(2025, 1, 1, tzinfo=UTC),
    time(1),
    [],
    ["x"],
    [[]],
    {},
    [{}],
    [3],
]
FITTING = {
    NAME: [0],
    CODE: [],
    CITY: [],
    FIELDS: [9],
    LEGAL: [1],
    EMPLOYEES: [2],
    REVENUE: [2, 5],
    SHARE: [],
    YEAR: [],
    FOUNDED: [6],
}


@pytest.mark.parametrize(
    ("fact_id", "value"),
    [(fact_id, value) for fact_id, fitting in FITTING.items() for number, value in enumerate(ANY_KIND) if number not in fitting],
    ids=lambda value: f"{type(value).__name__}",
)
def test_a_value_of_another_kind_is_refused(fact_id: str, value: Any) -> None:
    finding = check_value(FACTS[fact_id], value)
    assert isinstance(finding, Finding)
    assert finding.place.key == fact_id
    assert len(finding.message.zh) < 400


@pytest.mark.parametrize(
    ("fact_id", "value", "hint"),
    [
        (NAME, "", "leave out what is not known"),
        (NAME, "a\nb", "take it out: one line of plain text is accepted"),
        (NAME, "字" * 201, None),
        (NAME, 360, 'write "360"'),
        (CODE, "91350100M000100Y44", "compare it with the licence or certificate"),
        (CITY, "guangzhuo", "did you mean guangzhou (Guangzhou)?"),
        (CITY, ["guangzhou"], 'write "guangzhou"'),
        (CITY, "不知道", 'what is not known goes into dont_know = ["enterprise.city"]'),
        (FIELDS, "ai", 'write ["ai"]'),
        (FIELDS, "人工智能、机器人", 'write ["ai", "robotics"]'),
        (FIELDS, ["robotic"], "did you mean robotics (Robotics)?"),
        (LEGAL, "是", "write true"),
        (LEGAL, 0, "write false"),
        (EMPLOYEES, -1, None),
        (EMPLOYEES, 10**9 + 1, None),
        (EMPLOYEES, "1.2万", "write 12000"),
        (EMPLOYEES, Decimal("50.0"), "write 50"),
        (REVENUE, "300万", "write 3000000"),
        (REVENUE, "12元5角", "write 12.5"),
        (REVENUE, -1, None),
        (REVENUE, Decimal("0.001"), None),
        (REVENUE, 10**13, None),
        (REVENUE, Decimal("NaN"), None),
        (REVENUE, Decimal("Infinity"), None),
        (REVENUE, Decimal("1E-999999"), None),
        (REVENUE, Decimal("1E+999999"), None),
        (SHARE, 70, "70 % is written 0.7"),
        (SHARE, Decimal("66.6"), "66.6 % is written 0.666"),
        (SHARE, 100, "100 % is written 1"),
        (SHARE, 101, None),
        (SHARE, Decimal("NaN"), None),
        (SHARE, Decimal("1.23456"), None),
        (SHARE, Decimal("0.1234567"), None),
        (SHARE, "50%", "write 0.5"),
        (SHARE, "70", "70 % is written 0.7"),
        (YEAR, 1899, None),
        (YEAR, 2101, None),
        (YEAR, 0, None),
        (YEAR, "2025年", "write 2025"),
        (CHAMPION, 1, None),
        (CHAMPION, "没有", "write 0"),
        (CHAMPION, False, None),
        (FOUNDED, "2025年7月31日", "write 2025-07-31"),
        (FOUNDED, "2025-07-31", "write 2025-07-31"),
        (FOUNDED, 20250731, "write 2025-07-31"),
        (FOUNDED, datetime(2025, 7, 31, 9, 30, tzinfo=UTC), "write 2025-07-31"),
        (FOUNDED, date(1899, 12, 31), None),
        (FOUNDED, date(2101, 1, 1), None),
    ],
)
def test_a_wrong_value_gets_a_hint_where_its_meaning_can_be_guessed(fact_id: str, value: Any, hint: str | None) -> None:
    finding = check_value(FACTS[fact_id], value)
    assert isinstance(finding, Finding)
    assert (finding.hint.en if finding.hint else None) == hint


def test_a_finding_names_what_was_given_and_what_is_accepted() -> None:
    finding = check_value(FACTS[EMPLOYEES], "thirty")
    assert isinstance(finding, Finding)
    assert finding.message.en == 'given "thirty", expected a whole number from 0 to 1,000,000,000'
    assert finding.message.zh == "给出的是“thirty”，应为 0 到 1,000,000,000 的整数"


def test_never_is_named_where_it_is_an_answer() -> None:
    finding = check_value(FACTS[CHAMPION], 1)
    assert isinstance(finding, Finding)
    assert finding.message.en == "given 1, expected a year from 1900 to 2100, or 0 (never had the title)"
    assert finding.message.zh == "给出的是 1，应为 1900 到 2100 的年份，或 0（没有这一称号）"


def test_every_wrong_element_of_an_array_is_found_with_its_position() -> None:
    findings = list(findings_about(FACTS[FIELDS], ["ai", "robotik", 3, "ai"]))
    assert [finding.path for finding in findings] == [("enterprise", "fields", position) for position in (1, 2, 3)]
    assert findings[2].message.en == '"ai" is given twice'


def test_an_array_is_checked_one_by_one_so_that_a_reader_may_stop() -> None:
    assert next(findings_about(FACTS[FIELDS], ["nonsense"] * 1_000_000)).path == ("enterprise", "fields", 0)


leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.text(max_size=20)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.lists(st.text(max_size=5))
    | st.dictionaries(st.text(), st.integers())
)


@no_deadline
@given(st.sampled_from(sorted(FACTS)), leaves)
def test_any_toml_value_is_taken_or_refused_but_never_fails(fact_id: str, value: Any) -> None:
    checked = check_value(FACTS[fact_id], value)
    assert isinstance(checked, Finding) == bool(list(findings_about(FACTS[fact_id], value)))
