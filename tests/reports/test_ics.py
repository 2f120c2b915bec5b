"""The calendar file, read by a library that had no part in writing it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.calendar import calendar_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.reports.ics import as_ics
from guangdong_ai.text import LANGUAGES, Language
from tests.assessment.small_catalogue import call, catalogue, measure

DAY = date(2026, 11, 25)
SHENZHEN = Profile(facts={"enterprise.name": "深圳某某人工智能股份有限公司", "enterprise.city": "shenzhen"})
TITLE = {"zh": "“训力券”，每年一次；最高1000万元", "en": "Training voucher, once a year; at most CNY 10,000,000"}
CITY = "enterprise.city"


def ics(made: Catalogue, profile: Profile = EMPTY, day: date = DAY, language: Language = "zh") -> bytes:
    assessment = assess(made, profile, day)
    return as_ics(calendar_of(assessment), assessment, language)


def parsed(content: bytes) -> Any:
    return vobject.readOne(content.decode())


def events(content: bytes) -> dict[str, Any]:
    return {event.uid.value: event for event in parsed(content).contents.get("vevent", [])}


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    """A measure with a window to come, an address, and marks in its texts that the format uses itself."""
    return catalogue(
        tmp_path,
        measure(
            "award", title=TITLE, benefit={"zh": "按合同金额的50%；见 C:\\附件，第2条", "en": "50 % of the contract; see C:\\annex, 2"}
        ),
        calls=(call("round", "award", opens=date(2026, 12, 1), closes=date(2026, 12, 31)),),
        document={"address": "pro.gdstc.gd.gov.cn", "valid_until": date(2027, 12, 31), "dates_confidence": "reported"},
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_longer_than_75_octets_and_no_character_is_broken(catalogue: Catalogue, small: Catalogue, language: Language) -> None:
    for content in (ics(catalogue, EMPTY, language=language), ics(catalogue, SHENZHEN, language=language), ics(small, language=language)):
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert any(line.startswith(b" ") for line in lines), "something is folded"
        for line in lines:
            assert len(line) <= 75
            assert b"\n" not in line
            assert b"\r" not in line
            line.decode()  # each line by itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_library_reads_the_same_texts(small: Catalogue, language: Language) -> None:
    found = events(ics(small, language=language))
    words = TITLE[language]
    assert [event.summary.value for event in found.values()][:2] == (
        [f"开始申报：{words}", f"申报截止：{words}"] if language == "zh" else [f"Applications open: {words}", f"Last day to apply: {words}"]
    )
    description = found["award.window-closes.2026-12-31@guangdong-ai"].description.value
    assert ("按合同金额的50%；见 C:\\附件，第2条" if language == "zh" else "50 % of the contract; see C:\\annex, 2") in description.split(
        "\n"
    )
    assert "award" in description


def test_an_event_is_a_whole_day_with_an_exclusive_end(small: Catalogue) -> None:
    content = ics(small)
    assert b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in content
    for event in events(content).values():
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)


def test_each_event_reminds_30_and_7_and_1_days_before(catalogue: Catalogue) -> None:
    found = events(ics(catalogue, SHENZHEN))
    assert found
    for event in found.values():
        alarms = event.contents["valarm"]
        assert [alarm.trigger.value for alarm in alarms] == [timedelta(days=-days) for days in (30, 7, 1)]
        assert {alarm.action.value for alarm in alarms} == {"DISPLAY"}
        assert {alarm.description.value for alarm in alarms} == {event.summary.value}


def test_an_event_keeps_its_uid_whatever_the_day_the_language_and_the_applicant(catalogue: Catalogue) -> None:
    uid = "sz-ai-measures-2024.document-ends.2026-12-17@guangdong-ai"
    for language in LANGUAGES:
        for profile in (EMPTY, SHENZHEN):
            for day in (date(2026, 3, 1), DAY, date(2026, 12, 17)):
                found = events(ics(catalogue, profile, day, language))
                assert uid in found
                assert found[uid].dtstart.value == date(2026, 12, 17)
    assert uid not in events(ics(catalogue, Profile(facts={CITY: "guangzhou"})))
    assert uid not in events(ics(catalogue, SHENZHEN, date(2026, 12, 18)))


def test_no_clock_is_in_it(catalogue: Catalogue) -> None:
    content = ics(catalogue, SHENZHEN)
    assert content == ics(catalogue, SHENZHEN)
    assert {event.dtstamp.value for event in events(content).values()} == {datetime(2026, 11, 25, tzinfo=UTC)}


def test_the_calendar_has_a_name_a_time_zone_and_says_what_is_missing(catalogue: Catalogue) -> None:
    content = ics(catalogue, SHENZHEN)
    made = parsed(content)
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//guangdong-ai//")
    assert made.method.value == "PUBLISH"
    assert made.contents["x-wr-timezone"][0].value == "Asia/Shanghai"
    assert made.contents["x-wr-calname"][0].value.endswith("深圳某某人工智能股份有限公司")
    about = made.contents["x-wr-caldesc"][0].value
    assert catalogue.measures["little-giant-award"].title.zh in about
    assert str(catalogue.manifest.reviewed_on) in about


def test_how_sure_the_day_is_and_where_it_stands_is_told(small: Catalogue) -> None:
    found = events(ics(small))
    ends = found["policy.document-ends.2027-12-31@guangdong-ai"]
    assert ends.summary.value.startswith("文件到期（报道）：")
    assert "出处：policy（报道）" in ends.description.value
    assert all(event.url.value == "http://pro.gdstc.gd.gov.cn" for event in found.values())
    assert ends.categories.value == ["guangdong-ai", "文件到期"]


def test_without_days_it_is_an_empty_calendar_that_can_be_read(catalogue: Catalogue) -> None:
    for language in LANGUAGES:
        content = ics(catalogue, EMPTY, date(2028, 1, 1), language)
        assert events(content) == {}
        assert "vtimezone" in parsed(content).contents, "RFC 5545 wants at least one component"


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
# Without a capital N: the library takes a backslash before it for a line break, whoever wrote it.
@given(name=st.text(alphabet="深圳，；：,;:\\\"'“”^ né𠮷😀\t-", min_size=1, max_size=120))
def test_any_name_comes_back_and_keeps_the_lines_short(small: Catalogue, name: str) -> None:
    content = ics(small, Profile(facts={"enterprise.name": name}))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    unfolded = content.replace(b"\r\n ", b"").decode()
    (line,) = (line for line in unfolded.split("\r\n") if line.startswith("X-WR-CALNAME"))
    text = line.partition(":")[2]
    for escaped, plain in (("\\,", ","), ("\\;", ";")):
        text = text.replace("\\\\", "\0").replace(escaped, plain).replace("\0", "\\\\")
    assert text.replace("\\\\", "\\") == f"广东人工智能与机器人扶持措施：{name}"
