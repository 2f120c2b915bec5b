"""Whole sittings in a terminal, as a person has them: what is asked and shown, and what stands in the file afterwards."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import Move, keys_in_words
from guangdong_ai.cli.ask.question_wording import closing
from guangdong_ai.cli.ask.session import AskedFor, back, beyond, looking_at, skipped
from guangdong_ai.cli.ask.sitting import NAME
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.profiles.unknown import UNKNOWN
from guangdong_ai.rules.value import Facts, Value
from tests.cli.ask.bundled import CATALOGUE, CITY
from tests.cli.ask.example_firm import of_example_firm, shortly_before_the_end
from tests.cli.ask.real.conftest import Start
from tests.cli.ask.real.person import Person
from tests.cli.ask.real.sitting import AS_OF, BACK, CHANGE, CLEAR, DOWN, ENTER, INTERRUPT, SAVE_AND_QUIT, ask, document, keep, saved
from tests.cli.ask.real.terminal import Terminal, unbroken

NOTHING_CAN_CHANGE = Text("再问也不会改变结果了", "No further answer can change anything")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_firm_answers_until_nothing_can_change(start: Start, tmp_path: Path, language: Language) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, language)
    person = Person(terminal, language)
    assert terminal.shows(Text(f"新档案 {file}，", f"New profile {file},").in_language(language))
    person.answers_all()
    assert len(person.asked) > 10
    before = len(person.asked)
    person.goes_on_to_the_end()
    assert len(person.asked) > before
    assert saved(file).facts == person.session.profile.facts
    assert terminal.shows(NOTHING_CAN_CHANGE.in_language(language))
    for line in closing(person.session):
        assert terminal.shows(line.in_language(language))
    terminal.press(ENTER)
    assert terminal.exit_code() == 0
    table = start("check", str(file), *AS_OF, "--lang", language)
    assert table.exit_code() == 0
    assert len(table.lines) > 30
    assert terminal.shown().endswith("\n".join(table.lines))


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_does_not_go_on_gets_the_result(start: Start, tmp_path: Path, language: Language, columns: int) -> None:
    file = tmp_path / "firm.toml"
    earlier = keep(shortly_before_the_end(3), file)
    terminal = ask(start, file, language, columns=columns)
    person = Person(terminal, language, earlier)
    person.answers_all()
    terminal.press("y\t" + CLEAR + ENTER)
    for line in closing(person.session):
        assert unbroken(line.in_language(language)) in unbroken(terminal.said)
    assert "--closed-too" in terminal.said
    terminal.press(ENTER)
    assert terminal.exit_code() == 0
    assert terminal.widest_line() <= columns
    assert saved(file).facts == person.session.profile.facts


def test_interrupted_at_the_question_whether_to_go_on(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    earlier = keep(shortly_before_the_end(3), file)
    terminal = ask(start, file)
    person = Person(terminal, profile=earlier)
    person.answers_all()
    terminal.type(INTERRUPT)
    assert terminal.exit_code() == 130
    assert terminal.is_restored()
    assert terminal.shows(f"Saved in {file}")
    assert saved(file).facts == person.session.profile.facts


def test_going_back_and_changing_an_answer_keeps_the_others(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file)
    person = Person(terminal)
    for _ in range(5):
        person.answers(of_example_firm(person.sees_question()))
    before, open_fact = saved(file).facts, person.sees_question()
    first, last = CATALOGUE.facts[person.asked[0]], CATALOGUE.facts[person.asked[-1]]

    terminal.press(BACK)
    earlier = back(person.session)
    assert earlier is not None
    person.session = earlier
    assert person.sees_question() == last
    assert terminal.prompt == typed_form(last, before[last.id], "en")
    changed = another(last, before)
    person.answers(changed, CLEAR + typed_form(last, changed, "en") + ENTER)
    assert saved(file).facts == {**before, last.id: changed}

    terminal.press(CHANGE)
    terminal.press(first.label.en + ENTER)
    person.session = looking_at(person.session, first.id)
    assert person.sees_question() == first
    assert terminal.shows(f"Answered before: {value_in_words(first, before[first.id]).en} (Enter keeps it)")
    terminal.press(ENTER)
    assert "not changed" in terminal.said
    assert saved(file).facts == {**before, last.id: changed}
    assert open_fact.id not in saved(file).facts


def another(fact: Fact, facts: Facts) -> Value:
    """A different answer to a question, which can be true together with the others."""
    value = facts[fact.id]
    match fact.kind:
        case "yes_no":
            possible: list[Value] = [not value]
        case "choice":
            possible = [choice.id for choice in fact.choices if choice.id != value]
        case "choices":
            possible = [frozenset()] if value else [frozenset({choice.id}) for choice in fact.choices]
        case _:
            possible = [7, 8]
    return next(
        other for other in possible if other != value and not CATALOGUE.conflicts({**facts, fact.id: other}, date.fromisoformat(AS_OF[1]))
    )


def test_whoever_knows_nothing_gets_to_the_end_and_is_told_what_stays_open(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    earlier = keep(shortly_before_the_end(6), file)
    terminal = ask(start, file)
    person = Person(terminal, profile=earlier)
    person.answers_all(UNKNOWN)
    assert len(person.asked) > 4
    person.goes_on(yes=False)
    assert terminal.shows("That was the last question for now: ")
    assert terminal.shows("Skipped or not known, and able to change the result: ")
    assert not terminal.shows(NOTHING_CAN_CHANGE.en)
    for line in closing(person.session):
        assert terminal.shows(line.en)
    assert saved(file).facts == earlier.facts
    assert document(file)["dont_know"] == person.asked
    terminal.press(ENTER)
    assert terminal.exit_code() == 0
    assert terminal.shows("Undetermined (")


def test_chinese_is_typed_and_completed(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, "zh")
    person = Person(terminal, "zh")
    terminal.press(ENTER)
    person.session = skipped(person.session, NAME)
    while person.sees_question() != CITY:
        person.answers(of_example_firm(person.sees_question()))
    terminal.type("广")
    terminal.wait_until(lambda: menu(terminal) == ["广州"], "广州 alone in the menu")
    terminal.type(DOWN)
    terminal.wait_until(lambda: terminal.prompt == "广州", "广州 at the prompt")
    person.answers("guangzhou", ENTER)
    assert document(file)[CITY.section][CITY.name] == "guangzhou"
    terminal.press(BACK)
    terminal.type(f"{CLEAR}sz")
    terminal.wait_until(lambda: "= 深圳" in terminal.below_prompt, "the city that its pinyin means")
    terminal.press(ENTER)
    assert document(file)[CITY.section][CITY.name] == "shenzhen"
    terminal.type(SAVE_AND_QUIT)
    assert terminal.exit_code() == 0
    assert terminal.shows(f"已保存在 {file}")


def menu(terminal: Terminal) -> list[str]:
    """What the menu below the prompt offers, in the language of the run."""
    return [line.split()[0] for line in terminal.below_prompt if line.startswith(" ")]


def test_an_amount_is_read_back_in_yuan_and_in_words(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, "zh", "--section", "finance")
    person = Person(terminal, "zh", scope=AskedFor(section="finance", up_to="others"))
    while person.sees_question().kind != "money":
        person.answers(of_example_firm(person.sees_question()))
    money = person.sees_question()
    terminal.type("300万")
    terminal.wait_until(lambda: "= 3,000,000 元（300万元）" in terminal.below_prompt, "the amount in yuan and in words")
    assert not file.exists() or money.id not in saved(file).facts
    person.answers(Decimal(3_000_000), ENTER)
    assert "√ 3,000,000 元（300万元）" in terminal.said
    assert document(file)[money.section][money.name] == 3_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_columns_are_enough(start: Start, tmp_path: Path, language: Language) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, language, columns=60)
    person = Person(terminal, language)
    keys = unbroken("".join(keys_in_words(tuple(Move), language)))
    while person.question is not None:
        terminal.wait_until(lambda: keys in unbroken("".join(terminal.screen)), "all keys on the screen")
        terminal.press("?")
        person.answers(of_example_firm(person.sees_question()))
    while beyond(person.session):
        terminal.wait_until(lambda: terminal.is_ready, "the question whether to go on")
        person.goes_on(yes=True)
        while person.question is not None:
            terminal.press("?")
            person.answers(of_example_firm(person.sees_question()))
    terminal.press(CHANGE)
    terminal.wait_until(lambda: bool(menu(terminal)), "the answers that can be changed")
    terminal.press(BACK)
    terminal.press(ENTER)
    assert terminal.exit_code() == 0
    assert 50 < terminal.widest_line() <= 60
    assert "…" not in terminal.shown()
    assert "..." not in terminal.shown()
    assert saved(file).facts == person.session.profile.facts


def test_the_language_may_change_between_two_sittings(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    earlier = keep(shortly_before_the_end(6), file)
    terminal = ask(start, file, "zh")
    person = Person(terminal, "zh", earlier)
    for _ in range(2):
        person.answers(of_example_firm(person.sees_question()))
    person.answers(UNKNOWN)
    before, open_fact = saved(file), person.sees_question()
    terminal.type(SAVE_AND_QUIT)
    assert terminal.exit_code() == 0
    english = ask(start, file, "en")
    person = Person(english, "en", before)
    assert english.shows(f"Loaded {file}: {len(earlier.facts) + 2} answers, 1 not known")
    assert person.sees_question() == open_fact
    person.answers_all()
    person.goes_on(yes=False)
    for line in closing(person.session):
        assert english.shows(line.en)
    assert saved(file).facts == person.session.profile.facts
    assert before.facts.items() <= saved(file).facts.items()
    assert saved(file).dont_know == before.dont_know
