from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.cli.ask.earlier_answers import NOTHING, EarlierAnswers, read_earlier_answers
from guangdong_ai.cli.demo import EXAMPLE
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.profiles.load import load_profile

from .bundled import DEMO, FACTS


def read(folder: Path, text: str) -> EarlierAnswers:
    path = folder / "a.toml"
    path.write_text(text, encoding="utf-8")
    return read_earlier_answers(path, FACTS)


def refusals(folder: Path, text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(folder, text)
    assert all(finding.place.file == folder / "a.toml" for finding in refused.value.findings)
    return [finding.message.en for finding in refused.value.findings]


def test_the_answers_of_a_file_are_those_that_check_reads() -> None:
    earlier = read_earlier_answers(EXAMPLE, FACTS)
    assert earlier.profile == DEMO
    assert (earlier.refused, earlier.kept, earlier.commented) == ({}, (), True)


@pytest.mark.parametrize("text", ["", " \n\n\t"])
def test_an_empty_file_has_no_answers(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == NOTHING


def test_a_value_that_the_catalogue_no_longer_accepts_is_refused_and_kept(tmp_path: Path) -> None:
    earlier = read(tmp_path, 'schema = 1\n[enterprise]\ncity = "atlantis"\nemployees = 5\n')
    assert earlier.profile.facts == {"enterprise.employees": 5}
    assert earlier.profile.document["enterprise"]["city"] == "atlantis"
    (finding,) = earlier.refused.values()
    assert list(earlier.refused) == ["enterprise.city"]
    assert "atlantis" in finding.message.zh
    assert (finding.place.line, finding.place.key) == (3, "enterprise.city")


def test_of_several_faults_of_one_answer_the_first_is_told(tmp_path: Path) -> None:
    earlier = read(tmp_path, 'schema = 1\n[enterprise]\nfields = ["x", "ai", "y"]\n')
    (finding,) = earlier.refused.values()
    assert '"x"' in finding.message.en
    assert "enterprise.fields" not in earlier.profile.facts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[future]\na = 1\n", "future"),
        ('[enterprise]\nnickname = "x"\n', "nickname"),
        ('dont_know = ["future.a"]\n', "future.a"),
        ("note = 1\n", "note"),
    ],
)
def test_names_that_nobody_knows_are_kept_and_told(tmp_path: Path, text: str, told: str) -> None:
    earlier = read(tmp_path, f"schema = 1\n{text}")
    (finding,) = earlier.kept
    assert told in finding.message.zh
    assert told in finding.message.en
    assert earlier.refused == {}


def test_what_is_not_known_is_read(tmp_path: Path) -> None:
    earlier = read(tmp_path, 'schema = 1\ndont_know = ["enterprise.city", "future.a"]\n')
    assert earlier.profile.dont_know == ("enterprise.city", "future.a")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema = 1\n[enterprise\n", "not valid TOML"),
        ("schema = 2\n", "given 2, expected 1"),
        ('[enterprise]\ncity = "foshan"\n', "schema = 1 is missing"),
        ("schema = 1\nenterprise = 5\n", "enterprise must be a table"),
        ("schema = 1\nenterprise = [5]\n", "enterprise must be a table"),
        ('schema = 1\ndont_know = "enterprise.city"\n', "expected an array"),
        ("schema = 1\ndont_know = [5]\n", "expected a fact id"),
        ('schema = 1\ndont_know = ["enterprise.city", "enterprise.city"]\n', "given twice"),
        ('schema = 1\ndont_know = ["enterprise.city"]\n[enterprise]\ncity = "foshan"\n', "answered too"),
        ("# nothing but a comment\n", "schema = 1 is missing"),
    ],
)
def test_what_is_no_profile_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (message,) = refusals(tmp_path, text)
    assert told in message


def test_all_that_makes_it_no_profile_is_told_at_once(tmp_path: Path) -> None:
    assert len(refusals(tmp_path, "schema = 1\nenterprise = 5\ntitles = 6\n")) == 2


@pytest.mark.parametrize(
    ("line", "commented"),
    [
        ("# a comment", True),
        ('name = "A"  # a comment', True),
        ("name = \"it's\" # don't", True),
        ('name = "A # B"', False),
        ("name = 'A # B'", False),
        (r'name = "a\" # b"', False),
        ("", False),
    ],
)
def test_comments_are_noticed(tmp_path: Path, line: str, commented: bool) -> None:
    assert read(tmp_path, f"schema = 1\n[enterprise]\n{line}\n").commented is commented


@given(st.sampled_from(sorted(FACTS)), st.sampled_from(['"?!"', "-1", "1979-05-27T07:32:00Z", "[[1]]", "{ a = 1 }", "nan", "1e999", '""']))
@settings(deadline=None)
def test_whatever_stands_instead_of_an_answer_is_either_accepted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, fact_id: str, value: str
) -> None:
    fact = FACTS[fact_id]
    path = tmp_path_factory.mktemp("any") / "a.toml"
    path.write_text(f"schema = 1\n[{fact.section}]\n{fact.name} = {value}\n", encoding="utf-8")
    earlier = read_earlier_answers(path, FACTS)
    assert (fact_id in earlier.refused) != (fact_id in earlier.profile.facts)
    if not earlier.refused:
        assert load_profile(path, FACTS) == earlier.profile
