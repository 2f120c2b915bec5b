"""What the titles need that can be won: asked for after the measures, where one asks for it, and counted at the end where one does not."""

import pytest

from guangdong_ai.assessment.assess import assess_titles
from guangdong_ai.assessment.questionnaire import plan
from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.question_wording import closing, help_lines, reason
from guangdong_ai.cli.ask.session import AskedFor, answered, begin, current_plan, for_titles
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.profiles.unknown import UNKNOWN

from .bundled import CATALOGUE, DEMO, ON
from .conftest import Hold
from .example_firm import of_example_firm, typed_by_example_firm
from .script import Script

SHOW_RESULT = ""
TITLES_TOO = AskedFor(up_to="others", titles=True)


def asked(scope: AskedFor) -> tuple[list[str], Profile]:
    """What is asked of the example firm in one sitting, and what is known then."""
    session, found = begin(CATALOGUE, EMPTY, ON, scope), []
    while (question := current_plan(session).question) is not None:
        found.append(question)
        session = answered(session, question, of_example_firm(CATALOGUE.facts[question]))
    return found, session.profile


def test_they_come_after_the_measures_and_settle_every_title_that_can_be_won() -> None:
    of_measures, _ = asked(AskedFor(up_to="others"))
    with_titles, known = asked(TITLES_TOO)
    assert with_titles[: len(of_measures)] == of_measures
    assert len(with_titles) > len(of_measures)
    results = assess_titles(CATALOGUE, CATALOGUE.known(known.facts), ON)
    assert [result.id for result in results if result.eligibility == "undetermined" and not result.window.over] == []


def test_the_end_counts_them_as_they_are_asked_then() -> None:
    of_measures, known = asked(AskedFor(up_to="others"))
    session = begin(CATALOGUE, known, ON, AskedFor(up_to="others"))
    count = for_titles(session)
    assert count > 0
    said = [line for line in closing(session) if "--titles" in line.en]
    assert len(said) == 1
    assert (str(count) in said[0].en, str(count) in said[0].zh, "--titles" in said[0].zh) == (True, True, True)
    with_titles, _ = asked(TITLES_TOO)
    assert 0 < len(with_titles) - len(of_measures) <= count
    wanted = begin(CATALOGUE, known, ON, TITLES_TOO)
    assert for_titles(wanted) == 0
    assert all("--titles" not in line.en for line in closing(wanted))


def test_nothing_is_said_of_titles_while_a_question_is_open_or_one_measure_is_asked_for() -> None:
    assert for_titles(begin(CATALOGUE, EMPTY, ON, AskedFor())) == 0
    assert for_titles(begin(CATALOGUE, DEMO, ON, AskedFor(only="standards"))) == 0


def test_a_question_of_titles_alone_names_titles() -> None:
    _, known = asked(AskedFor(up_to="others"))
    question = open_question(begin(CATALOGUE, known, ON, TITLES_TOO))
    assert question is not None
    assert {need.measure.kind for need in question.needs} == {"title"}
    assert "measure" not in reason(question).en
    assert "措施" not in reason(question).zh
    assert any("titles" in line.en for line in help_lines(question, CATALOGUE))


def test_a_title_that_is_held_or_fails_asks_nothing() -> None:
    age = "enterprise.founded"  # of all titles only the high-tech one reads it
    assert age in plan(CATALOGUE, EMPTY, ON, titles=True).remaining
    for facts in ({"titles.high_tech": True}, {"ip.owns_core_ip": False}):
        assert plan(CATALOGUE, Profile(facts=facts), ON, titles=True).remaining.count(age) == plan(
            CATALOGUE, Profile(facts=facts), ON
        ).remaining.count(age)


def test_who_does_not_know_is_not_asked_without_end() -> None:
    session, count = begin(CATALOGUE, EMPTY, ON, TITLES_TOO), 0
    while (question := current_plan(session).question) is not None:
        session, count = answered(session, question, UNKNOWN), count + 1
        assert count <= len(CATALOGUE.facts)
    assert for_titles(session) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sitting_with_titles_asks_all_of_it_and_ends(hold: Hold, language: Language) -> None:
    held = hold(Script(otherwise=typed_by_example_firm(language), lines=[SHOW_RESULT]), scope=TITLES_TOO, language=language)
    expected, _ = asked(TITLES_TOO)
    assert set(expected) <= set(held.asked)
    assert "--titles" not in held.said
