from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.session import Scope, begin
from guangdong_ai.cli.ask.without_prompts import profile_needed, prompt_needed
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from guangdong_ai.text import Text
from tests.assessment.small_catalogue import catalogue
from tests.assessment.test_questionnaire import wants, yes_no

A, B = "firm.a", "firm.b"


def refusal(folder: Path, file: str | None, answered: dict[str, Value], *, forbidden: bool) -> tuple[Text, Text]:
    made = catalogue(folder, wants("one", A, B), facts=yes_no(A, B))
    question = open_question(begin(made, Profile(facts=answered), date(2026, 6, 1), Scope()))
    assert question is not None
    refused = prompt_needed(question, file, forbidden=forbidden)
    assert refused.hint is not None
    return refused.message, refused.hint


def test_it_names_the_open_question_and_how_many_may_follow(tmp_path: Path) -> None:
    message, _ = refusal(tmp_path, "a.toml", {}, forbidden=False)
    assert message == Text(
        "没有终端可以提问，而还有问题要问：firm.a（文字），之后可能还有 1 题",
        "there is no terminal to ask in, and a question is open: firm.a (text), and 1 more may follow",
    )
    message, _ = refusal(tmp_path, "a.toml", {A: True}, forbidden=True)
    assert message == Text(
        "--no-input 不允许提问，而还有问题要问：firm.b（文字）", "--no-input forbids to ask, and a question is open: firm.b (text)"
    )


@pytest.mark.parametrize(("file", "shown"), [("a.toml", "a.toml "), ("my firm.toml", "'my firm.toml' "), (None, "")])
def test_it_names_the_flag_and_the_place_in_the_file(tmp_path: Path, file: str | None, shown: str) -> None:
    _, hint = refusal(tmp_path, file, {}, forbidden=True)
    assert hint == Text(
        f"用选项回答：guangdong-ai check {shown}--firm-a …，或写进档案：[firm] a = true（示例）",
        f"answer with a flag: guangdong-ai check {shown}--firm-a …, or in the file: [firm] a = true (an example)",
    )


def test_without_a_file_it_says_how_to_make_one() -> None:
    for forbidden, why in ((True, "--no-input"), (False, "terminal")):
        refused = profile_needed(forbidden=forbidden)
        assert why in refused.message.en
        assert refused.hint is not None
        assert "guangdong-ai profile template > profile.toml" in refused.hint.zh
        assert "guangdong-ai profile template > profile.toml" in refused.hint.en
