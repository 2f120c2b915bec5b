"""Windows: first the validity of the document, then the calls."""

from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.window import window_of
from tests.assessment.small_catalogue import call, catalogue, measure

SPRING = {"opens": date(2026, 3, 1), "closes": date(2026, 3, 31)}
AUTUMN = {"opens": date(2026, 9, 1), "closes": date(2026, 9, 30)}


@pytest.mark.parametrize(
    ("day", "state", "chosen", "days_left"),
    [
        (date(2025, 12, 31), "upcoming", "spring", None),  # the document is not valid yet
        (date(2026, 1, 1), "upcoming", "spring", None),
        (date(2026, 2, 28), "upcoming", "spring", None),
        (date(2026, 3, 1), "open", "spring", 30),
        (date(2026, 3, 31), "open", "spring", 0),
        (date(2026, 4, 1), "upcoming", "autumn", None),
        (date(2026, 9, 1), "open", "autumn", 29),
        (date(2026, 10, 1), "closed", "autumn", None),
        (date(2026, 12, 31), "closed", "autumn", None),
        (date(2027, 1, 1), "closed", "autumn", None),  # the document is not valid any more
    ],
)
def test_the_call_in_force_else_the_next_else_the_last(tmp_path: Path, day: date, state: str, chosen: str, days_left: int | None) -> None:
    made = catalogue(tmp_path, measure("award"), calls=(call("autumn", "award", **AUTUMN), call("spring", "award", **SPRING)))
    window = window_of(made.measures["award"], made, day)
    assert window.call is not None
    assert (window.state, window.call.id, window.days_left) == (state, chosen, days_left)


def test_of_two_open_calls_the_one_that_closes_first_counts(tmp_path: Path) -> None:
    long = call("long", "award", opens=date(2026, 1, 1), closes=date(2026, 12, 31))
    made = catalogue(tmp_path, measure("award"), calls=(long, call("spring", "award", **SPRING)))
    window = window_of(made.measures["award"], made, date(2026, 3, 10))
    assert window.call is not None
    assert window.call.id == "spring"


@pytest.mark.parametrize(("day", "state"), [(date(2026, 5, 31), "unannounced"), (date(2026, 6, 1), "closed")])
def test_a_call_without_seen_dates_is_over_when_it_is_known_to_be(tmp_path: Path, day: date, state: str) -> None:
    made = catalogue(tmp_path, measure("award"), calls=(call("unseen", "award", over_by=date(2026, 6, 1)),))
    assert window_of(made.measures["award"], made, day).state == state


def test_without_a_call_it_is_unannounced_or_rolling(tmp_path: Path) -> None:
    made = catalogue(tmp_path, measure("award"), measure("service", window="rolling"))
    assert window_of(made.measures["award"], made, date(2026, 6, 1)).state == "unannounced"
    assert window_of(made.measures["service"], made, date(2026, 6, 1)).state == "rolling"


@pytest.mark.parametrize(("day", "state"), [(date(2029, 12, 31), "rolling"), (date(2030, 1, 1), "closed")])
def test_after_the_period_that_the_catalogue_covers_all_is_closed(tmp_path: Path, day: date, state: str) -> None:
    made = catalogue(tmp_path, measure("service", window="rolling"), document={"valid_until": date(2035, 1, 1)})
    window = window_of(made.measures["service"], made, day)
    assert window.state == state
    assert (window.note is not None) == (state == "closed")


SIGNED = {"signed": date(2026, 2, 1), "valid_from": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("document", "day", "opens", "note"),
    [
        (SIGNED, date(2026, 1, 31), None, "its document was not yet published on 2026-01-31 (signed 2026-02-01)"),
        (SIGNED, date(2026, 2, 1), date(2026, 3, 1), "its document is valid from 2026-03-01"),
        (
            {**SIGNED, "published": date(2026, 2, 5)},
            date(2026, 2, 4),
            None,
            "its document was not yet published on 2026-02-04 (published 2026-02-05)",
        ),
        ({}, date(2025, 12, 31), date(2026, 1, 1), "its document is valid from 2026-01-01"),
    ],
)
def test_before_its_document_was_published_a_measure_is_upcoming_and_no_day_is_known(
    tmp_path: Path, document: dict[str, date], day: date, opens: date | None, note: str
) -> None:
    made = catalogue(tmp_path, measure("award"), document=document)
    window = window_of(made.measures["award"], made, day)
    assert (window.state, window.opens, window.unpublished) == ("upcoming", opens, opens is None)
    assert window.note is not None
    assert window.note.en == note


@pytest.mark.parametrize(("day", "chosen"), [(date(2026, 8, 14), "spring"), (date(2026, 8, 15), "autumn")])
def test_a_call_that_was_posted_later_is_not_considered(tmp_path: Path, day: date, chosen: str) -> None:
    calls = (call("autumn", "award", posted=date(2026, 8, 15), **AUTUMN), call("spring", "award", posted=date(2026, 2, 1), **SPRING))
    made = catalogue(tmp_path, measure("award"), calls=calls)
    window = window_of(made.measures["award"], made, day)
    assert window.call is not None
    assert window.call.id == chosen


@pytest.mark.parametrize(("day", "state"), [(date(2026, 8, 14), "unannounced"), (date(2026, 8, 15), "upcoming")])
def test_a_call_whose_posting_was_not_seen_counts_from_the_day_of_its_notice(tmp_path: Path, day: date, state: str) -> None:
    notice = {"id": "notice", "signed": date(2026, 8, 15)}
    made = catalogue(tmp_path, measure("award"), calls=(call("autumn", "award", **{**AUTUMN, "document": "notice"}),), documents=[notice])
    assert window_of(made.measures["award"], made, day).state == state


def test_weekdays_and_working_days_are_counted_only_while_it_is_open(tmp_path: Path) -> None:
    made = catalogue(tmp_path, measure("award"), calls=(call("spring", "award", **SPRING),))
    window = window_of(made.measures["award"], made, date(2026, 3, 1))  # a Sunday
    assert (window.days_left, window.weekdays_left, window.working_days_left) == (30, 22, 22)
    later = window_of(made.measures["award"], made, date(2026, 4, 1))
    assert (later.days_left, later.weekdays_left, later.working_days_left) == (None, None, None)


def test_a_window_says_where_it_comes_from(tmp_path: Path) -> None:
    source = {"document": "policy", "article": "notice", "confidence": "inferred"}
    made = catalogue(
        tmp_path,
        measure("award"),
        measure("service", window="rolling", article="7"),
        measure("other"),
        calls=(call("spring", "award", source=source, **SPRING),),
        document={"dates_confidence": "reported"},
    )

    def place(measure_id: str, day: date) -> tuple[str, str | None, str] | None:
        found = window_of(made.measures[measure_id], made, day).source
        return None if found is None else (found.document, found.article, found.confidence)

    assert place("award", date(2026, 3, 1)) == ("policy", "notice", "inferred")
    assert place("service", date(2026, 3, 1)) == ("policy", "7", "official")
    assert place("other", date(2026, 3, 1)) is None
    assert place("award", date(2027, 1, 1)) == place("other", date(2025, 12, 31)) == ("policy", None, "reported")
    assert place("award", date(2025, 12, 31)) == ("policy", "notice", "inferred"), "its first day is later than that of the document"
    assert place("award", date(2030, 1, 1)) == ("policy", None, "reported")
