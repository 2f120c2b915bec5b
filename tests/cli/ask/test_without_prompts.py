from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.session import AskedFor, begin
from guangdong_ai.cli.ask.without_prompts import profile_needed, prompt_needed
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import catalogue
from tests.assessment.test_questionnaire import wants, yes_no

A, B = "firm.a", "firm.b"


def refused_in(folder: Path, file: str | None, answered: dict[str, Value], *, forbidden: bool) -> WrongUsage:
    made = catalogue(folder, wants("one", A, B), facts=yes_no(A, B))
    question = open_question(begin(made, Profile(facts=answered), date(2026, 6, 1), AskedFor()))
    assert question is not None
    return prompt_needed(question, file, forbidden=forbidden)


def test_it_names_the_open_question_and_how_many_may_follow(tmp_path: Path) -> None:
    message = refused_in(tmp_path, "a.toml", {}, forbidden=False).message
    assert message == Text(
        "没有终端可以提问，而还有问题要问：firm.a（文字），之后可能还有 1 题",
        "there is no terminal to ask in, and a question is open: firm.a (text), and 1 more may follow",
    )
    message = refused_in(tmp_path, "a.toml", {A: True}, forbidden=True).message
    assert message == Text(
        "--no-input 不允许提问，而还有问题要问：firm.b（文字）", "--no-input forbids questions, and a question is open: firm.b (text)"
    )


@pytest.mark.parametrize("file", ["a.toml", "my firm.toml", None])
def test_it_names_the_flag_and_the_place_in_the_file(tmp_path: Path, file: str | None) -> None:
    refused = refused_in(tmp_path, file, {}, forbidden=True)
    assert refused.hint == Text(
        "写进档案：[firm] a = true（示例），或用选项回答，如", "answer in the file: [firm] a = true (an example), or with a flag, like"
    )
    assert refused.command == ("check", *([] if file is None else [file]), "--firm-a", "yes")


def test_without_a_file_it_says_how_to_make_one() -> None:
    for forbidden, why in ((True, "--no-input"), (False, "terminal")):
        refused = profile_needed(forbidden=forbidden)
        assert why in refused.message.en
        assert refused.command == ("profile", "template", "--output", "profile.toml")
