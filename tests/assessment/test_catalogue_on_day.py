"""How a catalogue stands on a day, and what differs from one day to another."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.catalogue_on_day import Validity, catalogue_on_day, changes_between_days
from guangdong_ai.catalogue.changes.change import Change, path_name
from guangdong_ai.catalogue.load import load_folders
from tests.assessment.small_catalogue import call, catalogue, criterion, measure
from tests.catalogue.small_catalogue import SMALL


def told(changes: tuple[Change, ...]) -> dict[str, tuple[object, object]]:
    return {path_name(change.path): (change.old, change.new) for change in changes}


def test_on_one_day_nothing_differs() -> None:
    small = load_folders((SMALL,))
    assert changes_between_days(small, date(2026, 2, 1), date(2026, 2, 1)) == ()


def test_the_days_that_are_left_are_no_difference() -> None:
    small = load_folders((SMALL,))
    assert changes_between_days(small, date(2026, 2, 1), date(2026, 2, 2)) == ()


def test_a_window_opens_and_closes() -> None:
    small = load_folders((SMALL,))
    opened = told(changes_between_days(small, date(2025, 12, 31), date(2026, 1, 1)))
    assert opened["measures[project].window"] == ("upcoming", "open")
    assert told(changes_between_days(small, date(2026, 3, 31), date(2026, 4, 1))) == {"measures[project].window": ("open", "closed")}


def test_the_figure_in_force_changes_as_a_whole() -> None:
    small = load_folders((SMALL,))
    before, after, _ = small.tables["awards"].rows
    changes = told(changes_between_days(small, date(2025, 12, 31), date(2026, 1, 1)))
    assert changes["tables[awards].figures[north, title]"] == (before, after)
    assert "tables[awards].figures[south, title]" not in changes, "it holds on both days"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}, ["not_yet", "valid", "valid", "over"]),
        ({"valid_from": date(2026, 1, 1)}, ["not_yet", "valid", "valid", "valid"]),
        ({"published": date(2026, 12, 31), "valid_from": date(2026, 1, 1)}, ["unpublished", "unpublished", "valid", "valid"]),
        ({"signed": date(2025, 12, 31), "valid_from": date(2026, 12, 31)}, ["not_yet", "not_yet", "valid", "valid"]),
    ],
)
def test_a_document_is_in_force_from_its_first_day_to_its_last(tmp_path: Path, document: dict[str, Any], expected: list[Validity]) -> None:
    made = catalogue(tmp_path, document={"valid_until": date(2100, 1, 1), **document})
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [catalogue_on_day(made, day).documents["policy"].validity for day in days] == expected


def test_a_window_under_a_document_that_nobody_could_have_read_is_told_as_such(tmp_path: Path) -> None:
    made = catalogue(tmp_path, measure("grant"), document={"published": date(2026, 6, 1)})
    changes = told(changes_between_days(made, date(2026, 5, 31), date(2026, 6, 1)))
    assert changes["measures[grant].window"] == ("unpublished", "unannounced")
    assert changes["documents[policy].validity"] == ("unpublished", "valid")


def test_of_a_document_without_days_nothing_is_known() -> None:
    assert catalogue_on_day(load_folders((SMALL,)), date(2026, 1, 1)).documents["notice-2026"].validity is None


def test_another_call_counts_with_its_own_criteria(tmp_path: Path) -> None:
    ready, size = {"fact": "firm.ready", "is": True}, {"fact": "firm.ready", "is": False}
    first = call("first", "grant", opens=date(2026, 1, 1), closes=date(2026, 1, 31), criteria=[criterion("ready", when=ready)])
    second = call("second", "grant", opens=date(2026, 2, 1), closes=date(2026, 2, 28), criteria=[criterion("not-ready", when=size)])
    made = catalogue(tmp_path, measure("grant"), calls=(first, second))
    changes = told(changes_between_days(made, date(2026, 1, 31), date(2026, 2, 1)))
    assert changes["measures[grant].call"] == ("first", "second")
    assert changes["measures[grant].closes"] == (date(2026, 1, 31), date(2026, 2, 28))
    assert "measures[grant].window" not in changes, "open on both days"
    assert [name for name, (old, _) in changes.items() if old is None] == ["measures[grant].criteria[not-ready]"]
    assert [name for name, (_, new) in changes.items() if new is None] == ["measures[grant].criteria[ready]"]


def test_a_day_beyond_the_catalogue_is_told() -> None:
    small = load_folders((SMALL,))
    changes = told(changes_between_days(small, date(2027, 12, 31), date(2028, 1, 1)))
    assert changes["manifest.covered"] == (True, False)


def test_the_way_back_is_the_way_there_reversed() -> None:
    small = load_folders((SMALL,))
    one, other = date(2025, 6, 1), date(2028, 1, 1)
    there, back = told(changes_between_days(small, one, other)), told(changes_between_days(small, other, one))
    assert there == {name: (old, new) for name, (new, old) in back.items()}
