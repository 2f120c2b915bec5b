"""What is to be looked at in a catalogue, on each side of every day that matters."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from guangdong_ai.assessment.review import TASKS, Task, review_tasks
from guangdong_ai.catalogue.load import load_folders
from tests.catalogue.small_catalogue import Edit, small_catalogue

REVIEWED, CLOSES, VALID_UNTIL = date(2026, 1, 1), date(2026, 3, 31), date(2027, 12, 31)


def found(folder: Path, as_of: date, *edits: Edit) -> set[tuple[Task, str]]:
    return {(one.task, one.id) for one in review_tasks(load_folders((small_catalogue(folder, edits),)), as_of)}


@pytest.mark.parametrize(("days", "old"), [(180, False), (181, True)])
def test_a_review_is_old_after_180_days(tmp_path: Path, days: int, old: bool) -> None:
    assert (("stale", "project") in found(tmp_path, REVIEWED + timedelta(days))) == old


@pytest.mark.parametrize(("as_of", "ends"), [(-91, False), (-90, True), (0, True), (1, False)])
def test_a_call_and_a_document_end_within_90_days_the_last_day_among_them(tmp_path: Path, as_of: int, ends: bool) -> None:
    assert (("ends", "call-2026") in found(tmp_path, CLOSES + timedelta(as_of))) == ends
    assert (("ends", "measures-2025") in found(tmp_path, VALID_UNTIL + timedelta(as_of))) == ends


@pytest.mark.parametrize(("as_of", "ends"), [(-91, False), (-90, True), (0, True), (1, False)])
def test_a_figure_ends_where_no_later_one_is_known(tmp_path: Path, as_of: int, ends: bool) -> None:
    assert ("ends", "awards") not in found(tmp_path, date(2025, 12, 31) + timedelta(as_of)), "another figure holds from the next day on"
    last = Edit(file="tables/awards.toml", old='key    = "south"\n', new='key    = "south"\nvalid_until = 2026-06-30\n')
    assert (("ends", "awards") in found(tmp_path / "edited", date(2026, 6, 30) + timedelta(as_of), last)) == ends


@pytest.mark.parametrize(("as_of", "rests"), [(-91, False), (-90, True), (1, True), (400, True)])
def test_what_rests_on_a_document_that_ends_or_is_over(tmp_path: Path, as_of: int, rests: bool) -> None:
    assert (("rests_on_end", "title-award") in found(tmp_path, VALID_UNTIL + timedelta(as_of))) == rests


def test_validity_that_is_not_known_is_to_be_looked_up_where_measures_stand_under_the_document(tmp_path: Path) -> None:
    assert "validity_unknown" not in {task for task, _ in found(tmp_path, REVIEWED)}
    without = Edit(file="documents/measures-2025.toml", old="valid_until = 2027-12-31\n", new="")
    assert ("validity_unknown", "measures-2025") in found(tmp_path / "without", REVIEWED, without)
    assert ("validity_unknown", "notice-2026") not in found(tmp_path / "without-2", REVIEWED, without)


ADDRESS = 'address    = "example.org/policy"\n'


@pytest.mark.parametrize(
    ("address", "task"),
    [
        ("", "no_address"),
        (ADDRESS, "address_unopened"),
        (f"{ADDRESS}address_opened = 2025-07-04\n", "address_unopened"),
        (f"{ADDRESS}address_opened = 2025-07-05\n", None),
    ],
)
def test_addresses_are_looked_for_and_opened(tmp_path: Path, address: str, task: str | None) -> None:
    edit = Edit(file="documents/notice-2026.toml", old=ADDRESS, new=address)
    told = {task for task, name in found(tmp_path, REVIEWED, edit) if name == "notice-2026"}
    assert told == ({task} if task else set())


@pytest.mark.parametrize(("address", "task"), [("", "no_address"), (ADDRESS, "address_unopened")])
def test_no_address_is_looked_for_of_a_document_that_is_over(tmp_path: Path, address: str, task: Task) -> None:
    edit = Edit(file="documents/measures-2025.toml", old=ADDRESS, new=address)
    assert (task, "measures-2025") in found(tmp_path / "one", VALID_UNTIL, edit)
    assert (task, "measures-2025") not in found(tmp_path / "two", VALID_UNTIL + timedelta(1), edit)


def test_tasks_come_in_their_order_and_what_ends_first_before(tmp_path: Path) -> None:
    tasks = review_tasks(load_folders((small_catalogue(tmp_path),)), VALID_UNTIL)
    assert [TASKS.index(one.task) for one in tasks] == sorted(TASKS.index(one.task) for one in tasks)
    days = [one.day for one in tasks if one.task == "stale"]
    assert days == sorted(days, key=lambda day: day or date.max)
