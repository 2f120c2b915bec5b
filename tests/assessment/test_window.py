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
