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
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.profile import EMPTY, Profile
from tests.assessment.small_catalogue import call, catalogue, measure
from tests.reports.rendered import as_ics

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
    description = found[only(found, "award.round.window-closes")].description.value
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


def test_an_event_keeps_its_uid_whatever_the_day_the_language_and_what_else_is_known(catalogue: Catalogue) -> None:
    uid = only(events(ics(catalogue, SHENZHEN)), "sz-ai-measures-2024.document-ends")
    assert uid.endswith("@guangdong-ai")
    more = Profile(facts={**SHENZHEN.facts, "enterprise.fields": frozenset({"ai"})})
    for language in LANGUAGES:
        for profile in (SHENZHEN, more):
            for day in (date(2026, 3, 1), DAY, date(2026, 12, 17)):
                found = events(ics(catalogue, profile, day, language))
                assert found[uid].dtstart.value == date(2026, 12, 17)
    assert not starting(events(ics(catalogue, Profile(facts={CITY: "guangzhou"}))), "sz-ai-measures-2024")
    assert uid not in events(ics(catalogue, SHENZHEN, date(2026, 12, 18)))


def starting(found: dict[str, Any], name: str) -> list[str]:
    return [uid for uid in found if uid.startswith(f"{name}.")]


def only(found: dict[str, Any], name: str) -> str:
    (uid,) = starting(found, name)
    return uid


def with_window(folder: Path, opens: date, closes: date, reviewed_on: date = date(2026, 1, 1), **manifest: Any) -> Catalogue:
    return catalogue(
        folder,
        measure("award", reviewed_on=reviewed_on),
        calls=(call("round", "award", opens=opens, closes=closes),),
        manifest=manifest,
    )


@pytest.mark.parametrize("moved", [{"closes": date(2026, 12, 10)}, {"closes": date(2027, 1, 15)}, {"opens": date(2026, 12, 5)}])
@pytest.mark.parametrize(
    "later", [{"reviewed_on": date(2026, 11, 26)}, {"version": "2026.11.26"}], ids=["the measure reviewed", "another version"]
)
def test_a_day_that_was_moved_replaces_the_event(tmp_path: Path, moved: dict[str, date], later: dict[str, Any]) -> None:
    days = {"opens": date(2026, 12, 1), "closes": date(2026, 12, 20)}
    before = events(ics(with_window(tmp_path / "before", **days)))
    after = events(ics(with_window(tmp_path / "after", **(days | moved), **later)))
    assert after.keys() == before.keys(), "imported, each event takes the place of the earlier one"
    assert {uid.partition(".")[2].rpartition(".")[0] for uid in after} == {"round.window-opens", "round.window-closes", "document-ends"}
    changed = [uid for uid in after if after[uid].dtstart.value != before[uid].dtstart.value]
    assert len(changed) == 1
    for uid in changed:
        assert int(after[uid].sequence.value) > int(before[uid].sequence.value)
        assert after[uid].last_modified.value == datetime(2026, 11, 26, tzinfo=UTC)


def test_a_file_of_a_later_day_has_the_higher_sequence_but_a_later_review_counts_first(tmp_path: Path) -> None:
    days = (date(2027, 1, 1), date(2027, 1, 20))
    early, late = with_window(tmp_path / "early", *days), with_window(tmp_path / "late", *days, reviewed_on=date(2026, 12, 1))
    of = [events(ics(made, day=day)) for made in (early, late) for day in (date(2026, 11, 1), DAY, date(2026, 12, 31))]
    uid = only(of[0], "award.round.window-closes")
    sequences = [int(found[uid].sequence.value) for found in of]
    assert sequences == sorted(set(sequences))
    far = events(ics(late, day=date(2026, 12, 31)))
    assert 0 <= int(far[uid].sequence.value) < 2**31, "RFC 5545 has 32 bits for it"


def test_two_applicants_events_stand_side_by_side_and_say_whose_they_are(small: Catalogue) -> None:
    one, other = (Profile(facts={"enterprise.name": name}) for name in ("甲机器人有限公司", "乙机器人有限公司"))
    first, second, anybody = (events(ics(small, profile)) for profile in (one, other, EMPTY))
    assert len({*first, *second, *anybody}) == 3 * len(first)
    for found, profile in ((first, one), (second, other)):
        for event in found.values():
            assert event.summary.value.endswith(f"（{profile.name}）")
            assert event.description.value.startswith(f"申报单位：{profile.name}\n")
    assert all("（" not in event.summary.value.partition("：")[2] for event in anybody.values())


def test_the_credit_code_tells_applicants_apart_and_outlives_a_change_of_name(small: Catalogue) -> None:
    code = {"enterprise.credit_code": "91110000600037341L"}
    old, new = (Profile(facts={"enterprise.name": name, **code}) for name in ("旧名有限公司", "新名有限公司"))
    assert list(events(ics(small, old))) == list(events(ics(small, new)))
    another = Profile(facts={"enterprise.name": "旧名有限公司"})
    assert not {*events(ics(small, old))} & {*events(ics(small, another))}
    assert b"91110000600037341L" not in ics(small, old), "a calendar is passed on: the code stays at home"


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
    ends = found[only(found, "policy.document-ends")]
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
