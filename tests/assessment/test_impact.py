"""What a change of the catalogue does to one applicant."""

from datetime import date
from pathlib import Path
from typing import Any

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.impact import Impact, impact
from guangdong_ai.profiles.profile import Profile
from tests.assessment.small_catalogue import call, catalogue, criterion, measure

DAY = date(2026, 3, 1)
READY = criterion("ready", when={"fact": "firm.ready", "is": True})
SURE = {"sources": [{"figure": {"zh": "数", "en": "figure"}, "document": "policy", "confidence": "official"}]}


def cash(amount: object) -> dict[str, Any]:
    return {"kind": "cash", "award": "formula", "amount": amount, **SURE}


def between(folder: Path, old: tuple[dict[str, Any], ...], new: tuple[dict[str, Any], ...], **facts: Any) -> Impact:
    """What it does to an applicant with these facts that the measures ``old`` give way to ``new``."""
    profile = Profile(facts={f"firm.{name}": value for name, value in facts.items()})
    made = catalogue(folder / "old", *old), catalogue(folder / "new", *new)
    return impact(*(assess(one, profile, DAY) for one in made))


def changed(found: Impact) -> list[str]:
    return [measure.measure.id for measure in found.measures]


def test_of_the_same_catalogue_nothing_differs(tmp_path: Path) -> None:
    found = between(tmp_path, (measure("grant"),), (measure("grant"),))
    assert (found.measures, found.low, found.high, found.changed) == ((), 0, 0, False)


def test_eligibility_funding_and_totals_differ(tmp_path: Path) -> None:
    found = between(tmp_path, (measure("grant", criteria=[READY]), measure("other")), (measure("grant"), measure("other")), ready=False)
    assert changed(found) == ["grant"]
    assert (found.low, found.high, found.changed) == (1000, 1000, True)
    (one,) = found.measures
    assert one.old is not None
    assert one.new is not None
    assert (one.old.eligibility, one.new.eligibility) == ("ineligible", "eligible")


def test_an_amount_that_differs_is_enough(tmp_path: Path) -> None:
    found = between(tmp_path, (measure("grant"),), (measure("grant", funding=cash(400)),))
    assert (changed(found), found.low, found.high) == (["grant"], -600, -600)


def test_a_new_measure_counts_where_it_brings_something(tmp_path: Path) -> None:
    old, new = (measure("grant"),), (measure("grant"), measure("added", criteria=[READY]))
    assert changed(between(tmp_path / "a", old, new, ready=True)) == ["added"]
    assert not between(tmp_path / "b", old, new, ready=False).changed, "it is empty for this applicant"
    gone = between(tmp_path / "c", new, old, ready=True)
    assert (changed(gone), gone.low, gone.measures[0].new) == (["added"], -1000, None)


def test_for_the_ineligible_a_change_of_money_changes_nothing(tmp_path: Path) -> None:
    old, new = measure("grant", criteria=[READY]), measure("grant", criteria=[READY], funding=cash(5))
    assert not between(tmp_path, (old,), (new,), ready=False).changed


def test_without_an_upper_figure_the_difference_of_the_high_end_is_not_known(tmp_path: Path) -> None:
    cost = {"id": "firm.cost", "kind": "money"}
    both = {"zh": "投入", "en": "cost"}
    fact = {**cost, "label": both, "question": both, "change": "quick", "change_reason": both}
    open_ended = measure("grant", funding=cash({"fact": "firm.cost"}))
    old, new = catalogue(tmp_path / "old", measure("grant"), facts=(fact,)), catalogue(tmp_path / "new", open_ended, facts=(fact,))
    found = impact(assess(old, Profile(), DAY), assess(new, Profile(), DAY))
    assert (found.low, found.high, found.changed) == (-1000, None, True)


def test_from_day_to_day_the_window_counts_and_the_days_left_do_not(tmp_path: Path) -> None:
    grant = measure("grant", funding={"kind": "in_kind"})
    made = catalogue(tmp_path, grant, calls=(call("round", "grant", opens=date(2026, 1, 1), closes=date(2026, 3, 31)),))

    def found(new: date) -> Impact:
        return impact(assess(made, Profile(), DAY), assess(made, Profile(), new))

    assert not found(date(2026, 3, 31)).changed
    assert changed(found(date(2026, 4, 1))) == ["grant"]
