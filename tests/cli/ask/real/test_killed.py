"""Killed at any moment, with no chance to do anything about it: the file can be read, and no answer that was confirmed is lost.

An answer is confirmed by a line that begins with √ and was read from the terminal, were it the last thing that the program wrote.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from signal import SIGKILL
from time import sleep

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.live_reading import confirmation
from guangdong_ai.foundation.text import counted
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Value
from tests.cli.ask.bundled import CATALOGUE
from tests.cli.ask.real.conftest import StartUnseen
from tests.cli.ask.real.plain_dialogue import QUESTIONS, PlainDialogue
from tests.cli.ask.real.program_in_terminal import ProgramInTerminal
from tests.cli.ask.real.sitting import AS_OF, document, saved

BATCHES, KILLS = 3, 20
"""Together 60 kills in the middle of a questionnaire. The batches can be spread over the cores."""

MOST_ANSWERS = 7
LONGEST_DELAY = 0.03
"""Seconds from the answer given last to the kill. Mostly it is much shorter: saving takes a few milliseconds, the next question some more."""

Answers = dict[str, Value | Unknown]


def test_a_question_tells_its_fact() -> None:
    assert len(QUESTIONS) == len(CATALOGUE.facts)


@pytest.mark.parametrize("seed", range(BATCHES))
def test_no_confirmed_answer_is_lost(start_unseen: StartUnseen, tmp_path: Path, seed: int) -> None:
    random = Random(f"killed {seed}")
    happened: Counter[str] = Counter()
    file, kept = tmp_path / "0.toml", Answers()
    while happened["in the middle"] < KILLS:
        program = start_unseen("ask", str(file), *AS_OF, "--plain", "--lang", "en")
        dialogue = PlainDialogue(program)
        given, is_over = answer_and_kill(program, dialogue, random, kept)
        assert what_is_loaded(file, kept) in dialogue.text
        assert kept.keys().isdisjoint(fact.id for fact, _ in given), "asked for although it was answered"

        confirmed = dialogue.confirmed
        assert len(given) - (not is_over) <= len(confirmed) <= len(given)
        assert [confirmation(*answer).en for answer in given[: len(confirmed)]] == confirmed
        kept |= {fact.id: answer for fact, answer in given[: len(confirmed)]}
        in_file = answers_in(file) if file.exists() else Answers()
        for fact, answer in given[len(confirmed) :]:
            if fact.id in in_file:  # it was saved, and there was no time to say so
                kept[fact.id] = answer
        assert in_file == kept, "lost, or changed"
        assert all(of_a_sitting(name) for name in tmp_path.iterdir() if name.is_file())

        happened["confirmed"] += len(confirmed)
        happened["at the end" if is_over else "in the middle"] += 1
        if is_over:
            file, kept = tmp_path / f"{happened.total()}.toml", Answers()
    assert happened["confirmed"] >= 2 * KILLS, happened
    assert happened["at the end"] < KILLS, happened


def answer_and_kill(
    program: ProgramInTerminal, dialogue: PlainDialogue, random: Random, before: Answers
) -> tuple[list[tuple[Fact, Value | Unknown]], bool]:
    """Answer some questions, as one applicant can, and kill the program soon after the last answer; what was answered, and whether no question was left."""
    given: list[tuple[Fact, Value | Unknown]] = []
    number = random.randint(1, MOST_ANSWERS)
    while len(given) < number and (fact := dialogue.open_question()) is not None:
        known = {**before, **{fact.id: answer for fact, answer in given}}
        given.append((fact, random_answer(fact, random, known)))
        dialogue.answer(*given[-1])
    sleep(LONGEST_DELAY * random.random() ** 3)
    program.send_signal(SIGKILL)
    assert program.exit_code() == -SIGKILL, "it ended by itself"
    assert program.leaves_no_process()
    return given, len(given) < number


def what_is_loaded(file: Path, answers: Answers) -> str:
    """What a sitting says at its beginning."""
    if not answers:
        return f"New profile {file}, saved after each answer"
    unknown = sum(answer is UNKNOWN for answer in answers.values())
    return f"Loaded {file}: {counted(len(answers) - unknown, 'answer')}, {unknown} not known"


def answers_in(file: Path) -> Answers:
    """All that a file says, which is a profile that the program accepts."""
    assert document(file)["schema"] == 1
    profile = saved(file)
    return {**profile.facts, **dict.fromkeys(profile.dont_know, UNKNOWN)}


def of_a_sitting(path: Path) -> bool:
    """Whether a sitting leaves such a file behind when it is killed: the profile, its lock, and what was not yet the profile."""
    return path.suffix == ".toml" or (path.name.startswith(".") and path.suffix in (".lock", ".tmp"))


def random_answer(fact: Fact, random: Random, known: Answers) -> Value | Unknown:
    """Mostly what some applicant could answer of which ``known`` is known; now and then it is not known."""
    while True:
        answer = _random_answer(fact, random)
        facts = {name: value for name, value in {**known, fact.id: answer}.items() if not isinstance(value, Unknown)}
        if not CATALOGUE.conflicts(facts, date.fromisoformat(AS_OF[1])):
            return answer


def _random_answer(fact: Fact, random: Random) -> Value | Unknown:
    if random.random() < 0.1:
        return UNKNOWN
    ids = [choice.id for choice in fact.choices]
    match fact.kind:
        case "yes_no":
            return random.random() < 0.7
        case "choice":
            return random.choice(ids)
        case "choices":
            return frozenset(random.sample(ids, random.randrange(len(ids) + 1)))
        case "count" | "months":
            return random.randrange(1000)
        case "money":
            return Decimal(random.randrange(10_000_000_000)) / 100
        case "share":
            return Decimal(random.randrange(101)) / 100
        case "year":
            return random.randrange(2015, 2027)
        case "date":
            return date(2020, 1, 1) + timedelta(days=random.randrange(2500))
        case _:
            return "粤智"
