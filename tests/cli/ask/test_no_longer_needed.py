from collections.abc import Mapping
from datetime import date
from pathlib import Path

from guangdong_ai.cli.ask.no_longer_needed import no_longer_needed
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import call, catalogue, criterion, fact, measure
from tests.assessment.test_questionnaire import wants, yes_no

ON = date(2026, 6, 1)
A, B, C = "firm.a", "firm.b", "firm.c"
ALL: Mapping[str, Value] = {A: True, B: True, C: True}


def test_an_answer_that_makes_a_measure_fail_makes_its_others_irrelevant(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A, B, C), facts=yes_no(A, B, C))
    assert no_longer_needed(made, ALL, {**ALL, A: False}, ON) == (B, C)
    assert no_longer_needed(made, ALL, ALL, ON) == ()
    assert no_longer_needed(made, {**ALL, A: False}, ALL, ON) == ()


def test_what_another_measure_needs_stays_relevant(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A, B, C), wants("two", B), facts=yes_no(A, B, C))
    assert no_longer_needed(made, ALL, {**ALL, A: False}, ON) == (C,)


def test_what_was_irrelevant_before_is_not_told_again(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A, B, C), facts=yes_no(A, B, C))
    before = {**ALL, B: False}
    assert no_longer_needed(made, before, {**before, A: False}, ON) == (B,)
    both = {**ALL, A: False, B: False}
    assert no_longer_needed(made, both, {**both, C: False}, ON) == ()


def test_an_answer_that_is_new_or_changed_itself_is_not_told(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A, B), facts=yes_no(A, B))
    assert no_longer_needed(made, {A: True}, {A: False, B: True}, ON) == ()


def test_an_answer_that_is_taken_back_makes_nothing_irrelevant(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A, B), facts=yes_no(A, B))
    assert no_longer_needed(made, {A: True, B: True}, {B: True}, ON) == ()


def test_what_only_the_amount_needs_counts_too(tmp_path: Path) -> None:
    amount = {"rate": 1, "of": {"fact": "firm.cost"}, "cap": 1_000_000}
    made = catalogue(tmp_path, wants("one", A, amount=amount), facts=(*yes_no(A), fact("firm.cost", "count")))
    known = {A: True, "firm.cost": 5}
    assert no_longer_needed(made, known, {**known, A: False}, ON) == ("firm.cost",)


def test_the_criteria_of_a_call_count_too(tmp_path: Path) -> None:
    opened = call("now", "one", opens=date(2026, 5, 1), criteria=[criterion("b", when={"fact": B, "is": True})])
    made = catalogue(tmp_path, wants("one", A), facts=yes_no(A, B), calls=(opened,))
    known = {A: True, B: True}
    assert no_longer_needed(made, known, {**known, A: False}, ON) == (B,)


def test_measures_that_are_over_need_nothing(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A, B), facts=yes_no(A, B), document={"valid_until": date(2026, 5, 31)})
    known = {A: True, B: True}
    assert no_longer_needed(made, known, {**known, A: False}, ON) == ()


def test_a_branch_that_is_settled_otherwise_makes_the_other_one_irrelevant(tmp_path: Path) -> None:
    either = {"any": [{"fact": A, "is": True}, {"fact": B, "is": True}]}
    made = catalogue(tmp_path, measure("one", criteria=[criterion("either", when=either)]), facts=yes_no(A, B))
    assert no_longer_needed(made, {A: False, B: True}, {A: True, B: True}, ON) == (B,)
