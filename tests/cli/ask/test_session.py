"""The steps of a questionnaire as values: one rule a test, on a few lines of catalogue."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.ask.session import (
    AskedFor,
    Session,
    answered,
    asked_now,
    back,
    begin,
    current_plan,
    looking_at,
    needing,
    skipped,
    still_open,
)
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.profiles.unknown import UNKNOWN
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import catalogue, fact
from tests.assessment.test_questionnaire import wants, yes_no

ON = date(2026, 6, 1)
WRONG = Finding(message=Text("错", "wrong"))
A, B, C = "firm.a", "firm.b", "other.c"


@pytest.fixture(name="made")
def three_questions(tmp_path: Path) -> Catalogue:
    """One measure that asks for three facts in two sections, and a name that decides nothing."""
    return catalogue(tmp_path, wants("one", A, B, C), facts=(fact("firm.name", "text"), *yes_no(A, B, C)))


def start(made: Catalogue, facts: Mapping[str, Value] | None = None, scope: AskedFor | None = None, **how: object) -> Session:
    dont_know = how.pop("dont_know", ())
    assert isinstance(dont_know, tuple)
    return begin(made, Profile(facts=facts or {}, dont_know=dont_know), ON, scope or AskedFor(), **how)  # type: ignore[arg-type]


def question(session: Session) -> str | None:
    return asked_now(session, current_plan(session))


def answer_all(session: Session, *answers: tuple[str, bool]) -> Session:
    for name, value in answers:
        assert question(session) == name
        session = answered(session, name, value)
    return session


def test_the_questions_of_the_plan_are_asked_in_turn(made: Catalogue) -> None:
    session = answer_all(start(made), (C, True), (A, True), (B, True))
    assert question(session) is None
    assert session.trail == (C, A, B)


def test_only_questions_of_the_plan_say_which_section_to_finish(made: Catalogue) -> None:
    first = start(made)
    assert answered(first, C, True).after == C
    assert skipped(first, C).after == C
    assert answered(looking_at(first, A), A, True).after is None
    assert answered(start(made, refused={A: WRONG}), A, True).after is None


def test_going_back_and_changing_an_answer_keeps_the_others(made: Catalogue) -> None:
    session = answer_all(start(made), (C, True), (A, True))
    earlier = back(session)
    assert earlier is not None
    first = back(earlier)
    assert first is not None
    assert (question(earlier), question(first)) == (A, C)
    changed = answered(first, C, False)
    assert changed.profile.facts == {C: False, A: True}
    assert question(answered(first, C, True)) == B


def test_there_is_nothing_before_the_first_question(made: Catalogue) -> None:
    assert back(start(made)) is None
    session = back(answered(start(made), C, True))
    assert session is not None
    assert back(session) is None


def test_one_can_go_back_to_a_question_that_was_skipped(made: Catalogue) -> None:
    session = skipped(start(made), C)
    assert question(session) == A
    earlier = back(session)
    assert earlier is not None
    assert question(earlier) == C
    assert answered(earlier, C, True).skipped == frozenset()


def test_a_question_that_was_skipped_is_not_asked_again_in_this_sitting(made: Catalogue) -> None:
    session = skipped(skipped(skipped(start(made), C), A), B)
    assert question(session) is None
    assert session.profile == EMPTY
    assert still_open(session) == (C, A, B)


def test_skipping_a_question_that_is_looked_at_again_keeps_its_answer(made: Catalogue) -> None:
    session = skipped(looking_at(answered(start(made), C, True), C), C)
    assert session.profile.facts == {C: True}
    assert session.skipped == frozenset()
    assert question(session) == A


def test_every_answer_can_be_looked_at_again_wherever_it_is(made: Catalogue) -> None:
    session = answer_all(start(made), (C, True), (A, True))
    assert question(looking_at(session, C)) == C
    assert question(looking_at(session, B)) == B
    assert looking_at(session, B).trail == (C, A, B)


def test_what_is_not_known_is_not_asked_again(made: Catalogue) -> None:
    session = answered(start(made), C, UNKNOWN)
    assert session.profile.dont_know == (C,)
    assert question(session) == A


def test_what_is_not_known_is_asked_again_once_on_request(made: Catalogue) -> None:
    session = start(made, scope=AskedFor(again=True), dont_know=(C,))
    assert question(session) == C
    assert question(answered(session, C, UNKNOWN)) == A
    assert question(start(made, dont_know=(C,))) == A


def test_a_later_sitting_goes_on_in_the_section_that_was_begun(made: Catalogue) -> None:
    assert question(start(made)) == C
    session = start(made, {A: True})
    assert question(session) == B
    assert session.trail == (A,)


def test_refused_answers_are_asked_for_first(made: Catalogue) -> None:
    session = start(made, refused={B: WRONG})
    assert question(session) == B
    assert question(skipped(session, B)) == A
    assert skipped(session, B).refused == {B: WRONG}
    after = answered(session, B, True)
    assert after.refused == {}
    assert question(after) == A


def test_what_only_describes_the_applicant_is_asked_for_where_it_was_named(made: Catalogue) -> None:
    assert question(start(made)) == C
    named = start(made, named_here=True)
    assert question(named) == "firm.name"
    assert question(answered(named, "firm.name", "x")) == C
    assert question(start(made, scope=AskedFor(section="firm"))) == "firm.name"
    assert question(start(made, {"firm.name": "x"}, named_here=True)) == A


def test_only_one_section(made: Catalogue) -> None:
    session = start(made, {A: True, C: True}, scope=AskedFor(section="other"))
    assert question(session) is None
    assert session.trail == (C,)
    assert still_open(session) == (B,)


def test_only_one_measure(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", A), wants("two", B, amount=9_000), facts=yes_no(A, B))
    session = start(made, scope=AskedFor(only="one"))
    assert question(session) == A
    assert question(answered(session, A, True)) is None


def test_what_an_answer_was_needed_for_can_be_told_afterwards(made: Catalogue) -> None:
    session = answer_all(start(made), (C, True), (A, True))
    assert [need.measure.id for need in needing(session, A).needs] == ["one"]
    assert needing(answered(session, B, False), A).needs == ()
    assert needing(session, "firm.name").needs == ()
