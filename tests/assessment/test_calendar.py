"""The days that matter, the measures without days, and what lies behind."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.calendar import Calendar, calendar_of
from guangdong_ai.assessment.window import past_calls
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Facts
from tests.assessment.small_catalogue import call, catalogue, criterion, measure

READY = criterion("ready", when={"fact": "firm.ready", "is": True})
NOT_READY = criterion("not-ready", when={"fact": "firm.ready", "is": False})
SPRING = {"opens": date(2026, 3, 1), "closes": date(2026, 3, 31)}
AUTUMN = {"opens": date(2026, 9, 1), "closes": date(2026, 9, 30)}


@pytest.fixture
def made(tmp_path: Path) -> Catalogue:
    """Two measures of which a firm can get one, one that is open at any time, and one of which nothing is published."""
    return catalogue(
        tmp_path,
        measure("for-ready", criteria=[READY]),
        measure("for-others", criteria=[NOT_READY]),
        measure("any-time", window="rolling"),
        measure("not-announced"),
        calls=(
            call("autumn", "for-ready", posted=date(2026, 8, 1), **AUTUMN),
            call("spring", "for-ready", "for-others", **SPRING),
            call("earlier", "for-ready", posted=date(2025, 3, 1), over_by=date(2025, 12, 31)),
        ),
    )


def on(made: Catalogue, day: date, facts: Facts, **more: Any) -> Calendar:
    return calendar_of(assess(made, Profile(facts=facts), day), **more)


def told(calendar: Calendar) -> list[tuple[str, str, list[str]]]:
    return [(str(event.day), event.kind, [measure.id for measure in event.measures]) for event in calendar.events]


END = ("2026-12-31", "document_ends")


def test_windows_open_and_close_and_the_document_ends(made: Catalogue) -> None:
    calendar = on(made, date(2026, 1, 10), {"firm.ready": True})
    assert told(calendar) == [
        ("2026-03-01", "window_opens", ["for-ready"]),
        ("2026-03-31", "window_closes", ["for-ready"]),
        (*END, ["any-time", "for-ready", "not-announced"]),
    ]


def test_only_what_matters_to_the_applicant_is_in_it_unless_all_is_asked_for(made: Catalogue) -> None:
    facts: Facts = {"firm.ready": True}
    assert "for-others" not in str(told(on(made, date(2026, 1, 10), facts)))
    assert "for-others" in str(told(on(made, date(2026, 1, 10), facts, with_ineligible=True)))
    nobody = on(made, date(2026, 1, 10), {})
    assert {measure_id for _, _, ids in told(nobody) for measure_id in ids} == set(made.measures)


def test_a_call_is_in_it_from_the_day_on_which_it_was_posted(made: Catalogue) -> None:
    before, after = (on(made, day, {"firm.ready": True}) for day in (date(2026, 7, 31), date(2026, 8, 1)))
    assert [kind for _, kind, _ in told(before)] == ["document_ends"]
    assert [kind for _, kind, _ in told(after)] == ["window_opens", "window_closes", "document_ends"]


@pytest.mark.parametrize(("day", "there"), [(date(2026, 3, 31), True), (date(2026, 4, 1), False)])
def test_the_day_itself_is_still_to_come(made: Catalogue, day: date, there: bool) -> None:
    calendar = on(made, day, {"firm.ready": True})
    assert ("2026-03-31", "window_closes", ["for-ready"]) in told(calendar) or not there
    last = [event for event in calendar.events if event.kind == "window_closes"]
    assert [(event.days_left, event.weekdays_left, event.working_days_left) for event in last] == ([(0, 0, 0)] if there else [])


def test_measures_without_days_are_listed(made: Catalogue) -> None:
    calendar = on(made, date(2026, 1, 10), {"firm.ready": True})
    assert {result.measure.id: result.window.state for result in calendar.undated} == {
        "any-time": "rolling",
        "not-announced": "unannounced",
    }


def test_every_measure_is_dated_or_listed_as_undated(made: Catalogue) -> None:
    for step in range(0, 800, 13):
        calendar = on(made, date(2025, 10, 1) + timedelta(days=step), {})
        dated = {measure.id for event in calendar.events if event.call is not None for measure in event.measures}
        undated = {result.measure.id for result in calendar.undated}
        assert dated | undated == set(made.measures)
        assert not dated & undated
        assert [event.day for event in calendar.events] == sorted(event.day for event in calendar.events)


def test_after_the_document_ends_there_is_nothing_to_come(made: Catalogue) -> None:
    assert told(on(made, date(2027, 1, 1), {})) == []
    assert len(on(made, date(2026, 12, 31), {}).events) == 1


def test_before_the_document_is_published_nobody_knows_a_day(tmp_path: Path) -> None:
    document = {"published": date(2026, 2, 1), "valid_from": date(2026, 2, 10)}
    made = catalogue(tmp_path, measure("award"), document=document)
    assert told(on(made, date(2026, 1, 31), {})) == []
    assert told(on(made, date(2026, 2, 1), {})) == [("2026-02-10", "document_begins", ["award"]), (*END, ["award"])]
    assert told(on(made, date(2026, 2, 10), {})) == [(*END, ["award"])]


def test_what_the_catalogue_does_not_cover_is_not_foretold(tmp_path: Path) -> None:
    made = catalogue(tmp_path, measure("award"), document={"valid_until": date(2035, 1, 1)})
    assert told(on(made, date(2029, 12, 31), {})) == [("2035-01-01", "document_ends", ["award"])]
    assert told(on(made, date(2030, 1, 1), {})) == []


def test_an_event_keeps_its_key_from_day_to_day_and_no_two_share_one(made: Catalogue) -> None:
    early, late = (on(made, day, {}) for day in (date(2026, 1, 10), date(2026, 3, 20)))
    keys = [event.key for event in early.events]
    assert len(set(keys)) == len(keys)
    assert "for-ready.spring.window-closes" in keys
    assert "policy.document-ends" in keys
    assert {event.key for event in late.events} <= set(keys)


def test_two_calls_that_say_the_same_of_a_measure_are_one_event(tmp_path: Path) -> None:
    calls = (call("one", "award", closes=date(2026, 5, 1)), call("two", "award", opens=date(2026, 4, 1), closes=date(2026, 5, 1)))
    made = catalogue(tmp_path, measure("award"), calls=calls)
    assert [day for day, _, _ in told(on(made, date(2026, 2, 1), {}))] == ["2026-04-01", "2026-05-01", "2026-12-31"]


def test_each_event_says_where_it_stands_and_how_sure_that_is(tmp_path: Path) -> None:
    source = {"document": "policy", "article": "notice", "confidence": "inferred"}
    calls = (call("spring", "award", source=source, **SPRING),)
    made = catalogue(tmp_path, measure("award"), calls=calls, document={"dates_confidence": "reported"})
    events = on(made, date(2026, 1, 10), {}).events
    assert [event.source.confidence for event in events] == ["inferred", "inferred", "reported"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 28), []),
        (date(2025, 3, 1), ["earlier"]),  # posted; that it is over by the end of the year is known later
        (date(2026, 3, 31), ["earlier"]),
        (date(2026, 4, 1), ["spring", "earlier"]),
        (date(2026, 8, 1), ["spring", "earlier"]),
        (date(2026, 10, 1), ["autumn", "spring", "earlier"]),
    ],
)
def test_past_calls_come_latest_first(made: Catalogue, day: date, expected: list[str]) -> None:
    assert [entry.id for entry in past_calls(made.measures["for-ready"], made, day)] == expected


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 12, 31), []), (date(2026, 1, 1), ["unseen"])])
def test_a_call_of_which_no_day_has_come_is_past_from_the_review_on(tmp_path: Path, day: date, expected: list[str]) -> None:
    made = catalogue(tmp_path, measure("award"), calls=(call("unseen", "award", over_by=date(2026, 6, 1)),))
    assert [entry.id for entry in past_calls(made.measures["award"], made, day)] == expected


def test_a_call_that_is_still_to_close_is_not_past(tmp_path: Path) -> None:
    made = catalogue(tmp_path, measure("award"), calls=(call("half-seen", "award", posted=date(2026, 1, 5), closes=date(2026, 6, 1)),))
    assert past_calls(made.measures["award"], made, date(2026, 6, 1)) == ()
    assert len(past_calls(made.measures["award"], made, date(2026, 6, 2))) == 1


def test_shenzhens_voucher_rules_end_for_shenzhen_and_not_for_guangzhou(tmp_path: Path) -> None:
    bundled = load_catalogue(cache_folder=tmp_path)
    shenzhen, guangzhou = (on(bundled, date(2026, 11, 25), {"enterprise.city": city}) for city in ("shenzhen", "guangzhou"))
    first = shenzhen.events[0]
    assert (str(first.day), first.kind, first.source.document) == ("2026-12-17", "document_ends", "sz-ai-measures-2024")
    assert (first.source.confidence, first.days_left, first.weekdays_left, first.working_days_left) == ("reported", 22, 16, 16)
    assert "shenzhen-training-voucher" in {measure.id for measure in first.measures}
    assert all(event.source.document != "sz-ai-measures-2024" for event in guangzhou.events)
