"""Whatever is answered: the file that the questionnaire saves gives the result that the answers give."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.session import AskedFor
from guangdong_ai.cli.ask.sitting import sit
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from tests.assessment.test_questionnaire_sessions import Answer, firms, partly_unknown

from .bundled import CATALOGUE, FACTS, ON
from .script import Entered, Script, ScriptedAsker

SHOW_RESULT, GO_ON = "", "yes"
"""What is entered at the end, and where the questionnaire asks whether to go on with further questions: those ask for no fact of the catalogue."""


def as_typed(answers: Mapping[str, Answer], language: Language) -> Callable[[Fact], Entered]:
    """Each answer as a person could type it."""

    def typed(fact: Fact) -> Entered:
        if fact.id not in FACTS:
            return GO_ON
        answer = answers[fact.id]
        return Move.DONT_KNOW if isinstance(answer, Unknown) else typed_form(fact, answer, language)

    return typed


def agrees(answer: Answer, fact: Fact, others: Mapping[str, Answer]) -> bool:
    """Whether one applicant can give this answer with the others: else both would be asked for again."""
    together = {**others, fact.id: answer}
    return not CATALOGUE.conflicts({name: value for name, value in together.items() if not isinstance(value, Unknown)}, ON)


def results(assessment: AssessmentResult) -> object:
    """Eligibility and funding of each measure, and the totals."""
    return [(result.measure.id, result.eligibility, result.funding) for result in assessment.measures], assessment.totals


def finished(path: Path, script: Script, language: Language) -> tuple[Profile, list[str]]:
    """The profile at the end of a sitting, and what was asked."""
    asker = ScriptedAsker(script)
    with Draft(path, FACTS) as draft:
        profile = sit(draft, None, AskedFor(), ON, CATALOGUE, asker, language)
    assert profile is not None
    return profile, [name for name in asker.asked if name in FACTS]


@given(answers=st.one_of(firms, partly_unknown), language=st.sampled_from(LANGUAGES))
@settings(max_examples=8, deadline=None)
def test_the_saved_file_gives_the_result_of_the_answers(
    tmp_path_factory: pytest.TempPathFactory, answers: Mapping[str, Answer], language: Language
) -> None:
    path = tmp_path_factory.mktemp("sitting") / "firm.toml"
    profile, asked = finished(path, Script(otherwise=as_typed(answers, language), lines=[SHOW_RESULT]), language)
    given_in_the_same_way = change_profile(EMPTY, {name: answers[name] for name in asked})
    expected = results(assess(CATALOGUE, given_in_the_same_way, ON))
    assert results(assess(CATALOGUE, profile, ON)) == expected
    assert results(assess(CATALOGUE, load_profile(path, FACTS), ON)) == expected


@given(answers=firms, language=st.sampled_from(LANGUAGES), stops=st.sets(st.integers(0, 40), max_size=3))
@settings(max_examples=5, deadline=None)
def test_it_does_so_in_however_many_sittings_it_is_answered(
    tmp_path_factory: pytest.TempPathFactory, answers: Mapping[str, Answer], language: Language, stops: set[int]
) -> None:
    path = tmp_path_factory.mktemp("sittings") / "firm.toml"
    typed = as_typed(answers, language)
    asked: list[str] = []

    def until_it_is_time_to_stop(fact: Fact) -> Entered:
        if len(asked) in stops:
            stops.remove(len(asked))
            return Move.SAVE_AND_QUIT
        if fact.id in FACTS:
            asked.append(fact.id)
        return typed(fact)

    profile = None
    while profile is None:
        with Draft(path, FACTS) as draft:
            asker = ScriptedAsker(Script(otherwise=until_it_is_time_to_stop, lines=[SHOW_RESULT]))
            profile = sit(draft, None, AskedFor(), ON, CATALOGUE, asker, language)
    assert len(set(asked)) == len(asked), "a question was asked in two sittings"
    expected = results(assess(CATALOGUE, change_profile(EMPTY, {name: answers[name] for name in asked}), ON))
    assert results(assess(CATALOGUE, load_profile(path, FACTS), ON)) == expected


@given(firm=firms, other=firms, random=st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_last_answer_to_each_question_counts(
    tmp_path_factory: pytest.TempPathFactory, firm: Mapping[str, Answer], other: Mapping[str, Answer], random: Random
) -> None:
    path = tmp_path_factory.mktemp("changed") / "firm.toml"
    last: dict[str, Answer] = {}
    ways_back = iter(range(10))

    def answer_or_go_back(fact: Fact) -> Entered:
        if fact.id not in FACTS:
            return GO_ON
        if random.random() < 0.3 and next(ways_back, None) is not None:
            return Move.BACK
        either = [firm[fact.id], other[fact.id], UNKNOWN]
        random.shuffle(either)
        last[fact.id] = next(answer for answer in either if agrees(answer, fact, last))
        return as_typed(last, "zh")(fact)

    finished(path, Script(otherwise=answer_or_go_back, lines=[SHOW_RESULT]), "zh")
    saved = load_profile(path, FACTS)
    assert saved.facts == {name: answer for name, answer in last.items() if not isinstance(answer, Unknown)}
    assert set(saved.dont_know) == {name for name, answer in last.items() if isinstance(answer, Unknown)}
