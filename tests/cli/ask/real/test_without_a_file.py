"""``ask`` where no file is named, and the program alone: a newcomer's first steps."""

from pathlib import Path

import pytest

from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from tests.cli.ask.example_firm import of_example_firm
from tests.cli.ask.real.conftest import Start
from tests.cli.ask.real.person import Person
from tests.cli.ask.real.sitting import AS_OF, ENTER, SAVE_AND_QUIT, document, saved

NAME = "粤智机器人有限公司"


def test_a_profile_is_named_and_listed_next_time(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "guangdong-ai" / "profiles"
    file = folder / f"{NAME}.toml"
    terminal = start("ask", *AS_OF, "--lang", "zh")
    terminal.wait_for_prompt()
    assert terminal.shows(f"档案保存在 {folder}")
    terminal.press(ENTER)
    assert terminal.shows("请输入名称；^X 退出")
    terminal.press(NAME + ENTER)
    assert document(file) == {"schema": 1, "enterprise": {"name": NAME}}
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    terminal.type(SAVE_AND_QUIT)
    assert terminal.exit_code() == 0

    again = start("ask", *AS_OF, "--lang", "zh")
    again.wait_for_prompt()
    assert any(line.startswith(f"  1. {NAME}  20") for line in again.lines)
    again.press(f"1{ENTER}")
    assert again.shows(f"已读取 {file}：1 项答案，0 项不知道")
    person = Person(again, "zh", saved(file))
    person.answers(of_example_firm(person.sees_question()))
    assert saved(file).facts == person.session.profile.facts
    assert len(saved(file).facts) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_alone_shows_the_ways_in(start: Start, language: Language) -> None:
    terminal = start("--lang", language, columns=60)
    assert terminal.exit_code() == 0
    for command in ("guangdong-ai ask", "guangdong-ai check", "guangdong-ai demo"):
        assert f"  {command}" in terminal.lines
    assert terminal.lines[-1] == Text("全部命令：guangdong-ai --help", "All commands: guangdong-ai --help").in_language(language)
    assert terminal.widest_line() <= 60


def test_the_language_is_that_of_the_locale(start: Start, environment: dict[str, str]) -> None:
    environment["LANG"] = "zh_CN.UTF-8"
    terminal = start()
    assert terminal.exit_code() == 0
    assert "全部命令：guangdong-ai --help" in terminal.lines
