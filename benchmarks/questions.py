"""How many questions it takes until no answer can change anything, for several orders of asking, and how long the next question takes.

Made-up firms answer everything, the bundled example firm says that it does not know what its profile does not say. All orders must end
with the same assessment, and so must a profile with every answer; whoever does not go on with what only closed measures need must get the
same for all others. Prints markdown tables for docs/performance.md. Asserts nothing about
time: a slow machine is no fault of the program.
"""

import argparse
import compileall
import gc
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter

import pexpect  # type: ignore[import-untyped,unused-ignore]
from firms import random_firm

import guangdong_ai
from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.questionnaire import plan
from guangdong_ai.assessment.stacking import total
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.live_reading import confirmation
from guangdong_ai.cli.ask.question import Question, open_question
from guangdong_ai.cli.ask.question_wording import heading, reason, remarks
from guangdong_ai.cli.ask.session import AskedFor, Session, answered, begin
from guangdong_ai.cli.ask.sitting import NAME
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Value

PACKAGE = Path(guangdong_ai.__file__).parent
EXAMPLE = PACKAGE / "cli" / "demo.toml"
ON = date(2026, 11, 23)
NEW_PROMPT, LAST_KEY = b"\x1b[?2004h", b"finish, show result"
"""What is written when a prompt begins (pasting is bracketed from here on), and the end of its line of keys: what is drawn last."""

CITY, DISTRICT, IN_GUANGDONG = "enterprise.city", "enterprise.district", "enterprise.in_guangdong"

Answers = Mapping[str, Value | Unknown]


@dataclass(frozen=True)
class Asked:
    """How many questions were asked, with the profile at the end."""

    count: int
    profile: Profile


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1000, help="how many made-up firms (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="what makes them (default: 1)")
    options = parser.parse_args()
    gc.set_threshold(100_000)  # as the program does
    compileall.compile_dir(PACKAGE, quiet=1)
    catalogue = load_catalogue()
    random = Random(options.seed)  # noqa: S311
    firms: list[Answers] = [consistent_firm(catalogue, random) for _ in range(options.firms)]
    known = load_profile(EXAMPLE, catalogue.facts).facts
    example = {fact: known.get(fact, UNKNOWN) for fact in catalogue.facts}
    with tempfile.TemporaryDirectory() as folder:
        of_policy, _ = in_sessions(catalogue, [example, *firms], Path(folder) / "0", AskedFor())
        up_to_closed, _ = in_sessions(catalogue, [example, *firms], Path(folder) / "1", AskedFor(up_to="others"))
        ours, seconds = in_sessions(catalogue, [example, *firms], Path(folder) / "2", AskedFor(up_to="closed"))
        in_a_terminal = list(from_enter_to_question(catalogue, [example, *firms[:5]], Path(folder)))
    orders = {
        "the questionnaire, with what only closed measures need": ours,
        "the catalogue's order, without what no longer matters": [in_order(catalogue, firm, list) for firm in (example, *firms)],
        "a random order, without what no longer matters": [in_order(catalogue, firm, shuffled(random)) for firm in (example, *firms)],
        "every fact of the catalogue": [every_fact(firm) for firm in (example, *firms)],
    }
    assert_same_assessments(catalogue, orders.values(), closed_too=True)
    assert_same_assessments(catalogue, [up_to_closed, ours], closed_too=False)
    sys.stdout.write(
        counts_table(
            {"the policy itself": of_policy, "the questionnaire": up_to_closed, **orders}, len(catalogue.facts), options.firms, options.seed
        )
    )
    sys.stdout.write(
        times_table({"in the process, with the answer saved": seconds, "from Enter to the prompt, in a terminal": in_a_terminal})
    )
    return 0


def consistent_firm(catalogue: Catalogue, random: Random) -> Answers:
    """A made-up firm whose answers do not contradict each other: with a contradiction the result hangs on which of them was asked for.

    Its district is one of its city, and what follows from other answers is what follows from them; where the city has no district, or nothing
    follows, that is not known.
    """
    follows = {*catalogue.derived, *catalogue.may_follow, DISTRICT} - {CITY, IN_GUANGDONG}
    while True:
        firm = {fact: value for fact, value in random_firm(catalogue.facts, random).items() if fact not in follows}
        if catalogue.conflicts(firm, ON):
            continue
        districts = districts_of(catalogue).get(firm[CITY])
        known = catalogue.known({**firm, DISTRICT: random.choice(districts)} if districts else firm)
        return {fact: known.get(fact, UNKNOWN) for fact in catalogue.facts}


@cache
def districts_of(catalogue: Catalogue) -> Mapping[Value, Sequence[str]]:
    """The districts of each city that has any."""
    found: dict[Value, list[str]] = {}
    for choice in catalogue.facts[DISTRICT].choices:
        found.setdefault(catalogue.known({DISTRICT: choice.id})[CITY], []).append(choice.id)
    return found


def in_sessions(catalogue: Catalogue, firms: Sequence[Answers], folder: Path, scope: AskedFor) -> tuple[list[Asked], list[float]]:
    """What the questionnaire asks each firm; and the seconds from each answer to the next question, with the answer saved in between."""
    asked: list[Asked] = []
    seconds: list[float] = []
    folder.mkdir()
    for number, firm in enumerate(firms):
        session = begin(catalogue, EMPTY, ON, scope)
        question = open_question(session)
        count = 0
        with Draft(folder / f"{number}.toml", catalogue.facts) as draft:
            while question is not None:
                start = perf_counter()
                session, question = next_question(session, question, firm[question.fact.id], draft)
                taken = perf_counter() - start
                count += 1
                if question is not None:
                    seconds.append(taken)
        asked.append(Asked(count, session.profile))
    return asked, seconds


def next_question(session: Session, question: Question, answer: Value | Unknown, draft: Draft) -> tuple[Session, Question | None]:
    """All that is done between an answer and the prompt of the next question, but for drawing it."""
    session = answered(session, question.fact.id, answer)
    draft.save(session.profile, session.refused)
    texts = [confirmation(question.fact, answer)]
    following = open_question(session)
    if following is not None:
        texts += [heading(following), following.fact.question, reason(following), *remarks(following)]
    for text in texts:
        text.in_language("zh")
    return session, following


def in_order(catalogue: Catalogue, firm: Answers, arrange: Callable[[list[str]], list[str]]) -> Asked:
    """The facts one after the other, leaving out each that can change nothing any more when its turn comes."""
    profile, count = EMPTY, 0
    can_matter = set(plan(catalogue, profile, ON).remaining)
    for fact in arrange(list(catalogue.facts)):
        if fact in can_matter:
            profile, count = change_profile(profile, {fact: firm[fact]}), count + 1
            can_matter = set(plan(catalogue, profile, ON).remaining)
    assert not can_matter, "a fact that could change nothing can do so later"
    return Asked(count, profile)


def shuffled(random: Random) -> Callable[[list[str]], list[str]]:
    """An order of its own for each firm."""
    return lambda facts: random.sample(facts, len(facts))


def every_fact(firm: Answers) -> Asked:
    """All questions, whatever they are good for."""
    return Asked(len(firm), change_profile(EMPTY, firm))


def assert_same_assessments(catalogue: Catalogue, orders: Iterable[Sequence[Asked]], *, closed_too: bool) -> None:
    """Whatever the order, each firm gets the same result for each measure that can still be applied for, and the same total."""
    for of_one_firm in zip(*orders, strict=True):
        results = [assessment(catalogue, asked.profile, closed_too=closed_too) for asked in of_one_firm]
        assert all(result == results[0] for result in results)


def assessment(catalogue: Catalogue, profile: Profile, *, closed_too: bool) -> object:
    """Eligibility and money of each measure whose document is not over, and the total; ``closed_too``: also of those closed on the day."""
    results = [result for result in assess_measures(catalogue, profile.facts, ON) if not result.window.over]
    results = [result for result in results if closed_too or result.window.state != "closed"]
    totals = total(results, catalogue, profile.facts, ON)
    return [(result.measure.id, result.eligibility, result.funding.low, result.funding.high) for result in results], totals.low, totals.high


def from_enter_to_question(catalogue: Catalogue, firms: Sequence[Answers], folder: Path) -> Iterator[float]:
    """Whole sittings of the program in a pseudo-terminal: seconds from pressing Enter to the prompt of the next question."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    for number, firm in enumerate(firms):
        arguments = ["-m", "guangdong_ai", "ask", str(folder / f"terminal {number}.toml"), "--as-of", str(ON), "--lang", "en"]
        program = pexpect.spawn(sys.executable, arguments, env=environment, dimensions=(30, 100), timeout=60)
        program.delaybeforesend = None
        wait_for_prompt(program)
        session = begin(catalogue, EMPTY, ON, AskedFor(), first=(NAME,))
        while (question := open_question(session)) is not None:
            answer = firm[question.fact.id]
            program.send("don't know" if isinstance(answer, Unknown) else typed_form(question.fact, answer, "en"))
            read_until_quiet(program)
            session = answered(session, question.fact.id, answer)
            if open_question(session) is not None:
                start = perf_counter()
                program.send("\r")
                wait_for_prompt(program)
                yield perf_counter() - start
        program.close(force=True)


def wait_for_prompt(program: pexpect.spawn) -> None:
    """Read until the next prompt is drawn."""
    program.expect_exact(NEW_PROMPT)
    program.expect_exact(LAST_KEY)


def read_until_quiet(program: pexpect.spawn) -> None:
    """Read what is drawn while something is typed, until nothing more comes."""
    try:
        while True:
            program.read_nonblocking(1 << 16, 0.1)
    except pexpect.TIMEOUT:
        program.buffer = b""


def counts_table(orders: Mapping[str, Sequence[Asked]], facts: int, firms: int, seed: int) -> str:
    """How many questions each order takes: for the example firm, and over the made-up ones."""
    lines = [
        f"The catalogue has {facts} facts. {firms:,} made-up firms (seed {seed}); each order ended with the same assessment.",
        "",
        "| what is asked | example firm | mean | median | most |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, (example, *others) in orders.items():
        counts = [asked.count for asked in others]
        lines.append(f"| {name} | {example.count} | {statistics.mean(counts):.1f} | {statistics.median(counts):.0f} | {max(counts)} |")
    ours, fixed = (list(asked)[1:] for asked in list(orders.values())[2:4])
    differences = [one.count - other.count for one, other in zip(ours, fixed, strict=True)]
    fewer, more = (sum(sign(difference) == way for difference in differences) / firms for way in (-1, 1))
    compared = f"fewer questions for {fewer:.1%} of the firms, more for {more:.1%}"
    lines += ["", f"Against the catalogue's order, without what no longer matters: {compared}.", ""]
    return "\n".join(lines) + "\n"


def sign(number: int) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def times_table(measured: Mapping[str, Sequence[float]]) -> str:
    """The time from an answer to the next question."""
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}:",
        "",
        "| from an answer to the next question | answers | median ms | 99 % within ms | most ms |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, seconds in measured.items():
        ms = sorted(1000 * taken for taken in seconds)
        lines.append(f"| {name} | {len(ms):,} | {statistics.median(ms):.1f} | {ms[len(ms) * 99 // 100]:.1f} | {ms[-1]:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
