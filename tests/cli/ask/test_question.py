from datetime import date
from pathlib import Path

from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.session import AskedFor, Session, answered, begin, looking_at
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.credit_code import EXAMPLE, check_character
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.profiles.unknown import UNKNOWN
from tests.assessment.small_catalogue import catalogue
from tests.assessment.test_questionnaire import wants, yes_no

from .bundled import CATALOGUE, CITY, CODE

ON = date(2026, 6, 1)
A, B = "firm.a", "firm.b"


def start(folder: Path, profile: Profile = EMPTY) -> Session:
    return begin(catalogue(folder, wants("one", A, B), facts=yes_no(A, B)), profile, ON, AskedFor())


def test_it_says_what_is_asked_where_why_and_how_many_may_follow(tmp_path: Path) -> None:
    question = open_question(start(tmp_path))
    assert question is not None
    assert (question.fact.id, question.section.section, question.following) == (A, "firm", 1)
    assert [(need.measure.id, need.settles) for need in question.needs] == [("one", "eligibility")]
    assert (question.tally.settled, question.tally.undetermined) == (0, 1)
    assert (question.answer, question.refused, question.hint) == (None, None, None)


def test_there_is_none_when_nothing_can_change(tmp_path: Path) -> None:
    assert open_question(start(tmp_path, Profile(facts={A: False}))) is None


def test_an_answer_that_is_looked_at_again_is_shown_with_what_needs_it(tmp_path: Path) -> None:
    session = answered(answered(start(tmp_path), A, True), B, UNKNOWN)
    first, second = open_question(looking_at(session, A)), open_question(looking_at(session, B))
    assert first is not None
    assert second is not None
    assert (first.answer, second.answer) == (True, UNKNOWN)
    assert [need.measure.id for need in first.needs] == ["one"]
    assert (first.following, second.following) == (0, 0)


def test_a_refused_answer_is_shown_as_the_file_has_it(tmp_path: Path) -> None:
    finding = Finding(message=Text("错", "wrong"))
    session = begin(start(tmp_path).catalogue, Profile(document={"firm": {"b": "maybe"}}), ON, AskedFor(), refused={B: finding})
    question = open_question(session)
    assert question is not None
    assert question.refused is not None
    assert (question.fact.id, question.refused.given, question.refused.finding) == (B, "maybe", finding)
    assert question.following == 1


def of_city(code: str) -> Text | None:
    """The hint at the question for the city, when the credit code is known."""
    session = begin(CATALOGUE, Profile(facts={CODE.id: code}), ON, AskedFor())
    question = open_question(looking_at(session, CITY.id))
    assert question is not None
    return question.hint


def test_the_credit_code_hints_at_the_city() -> None:
    of_foshan = "91440604MA4ABCDE1"
    assert of_city(of_foshan + check_character(of_foshan)) == Text(
        "按统一社会信用代码，登记机关在佛山；注册地可能已经迁移", "by the credit code it was registered in Foshan; it may have moved since"
    )
    assert of_city(EXAMPLE) is None


def test_it_hints_at_nothing_else() -> None:
    session = begin(CATALOGUE, Profile(facts={CODE.id: "91440604MA4ABCDE1X"}), ON, AskedFor())
    question = open_question(looking_at(session, "enterprise.kind"))
    assert question is not None
    assert question.hint is None
