"""Rules that would be without end once they are compiled: refused with the line of the rule, and assessed row by row all the same."""

from pathlib import Path

import pytest

from guangdong_ai.batch.compile.not_compilable import MOST_COMPARISONS, size_of
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not
from tests.bundled_catalogue import bundled_catalogue
from tests.cli.conftest import Command

YES_NO = [fact.id for fact in bundled_catalogue().facts.values() if fact.kind == "yes_no"]
MONEY = [fact.id for fact in bundled_catalogue().facts.values() if fact.kind == "money"]
SOURCE = '{document = "gd-measures-2025", article = "1", confidence = "official"}'
TEXT = '{zh = "某", en = "Some"}'
SIMPLE = f'{{fact = "{YES_NO[0]}", is = true}}'
FIGURE = '{table = "city-awards", column = "little_giant"}'


def exclusive_or(facts: list[str]) -> Condition:
    """True where an odd number of the facts is."""
    first: Condition = Compare(fact=facts[0], operator="in", operand=(True,))
    if len(facts) == 1:
        return first
    rest = exclusive_or(facts[1:])
    return AnyOf(parts=(AllOf(parts=(first, Not(part=rest))), AllOf(parts=(Not(part=first), rest))))


def toml_of(condition: Condition) -> str:
    match condition:
        case Compare(fact=fact):
            return f'{{fact = "{fact}", is = true}}'
        case Not(part=part):
            return f"{{not = {toml_of(part)}}}"
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return f"{{{'all' if isinstance(condition, AllOf) else 'any'} = [{', '.join(toml_of(part) for part in parts)}]}}"
    raise TypeError(condition)


def odd(number: int) -> str:
    return toml_of(exclusive_or(YES_NO[:number]))


def among(number: int) -> str:
    """In one of many stretches of several facts."""
    parts = (f'{{fact = "{MONEY[place % 5]}", between = [{place * 10}, {place * 10 + 5}]}}' for place in range(number))
    return f"{{any = [{', '.join(parts)}]}}"


def nested(number: int, amount: str) -> str:
    """An amount of two of a kind, which are of two each, and so on."""
    return f'{{fact = "{MONEY[number % 5]}"}}' if not number else amount.replace("@", nested(number - 1, amount))


def measure(when: str = SIMPLE, amount: str = "1", more: str = "") -> str:
    """A measure in a file: the criterion on the fourth line, the amount on the seventh."""
    criterion = f'{{id = "odd", text = {TEXT}, when = {when}, source = {SOURCE}}}'
    return f"""id = "own-measure"
document = "gd-measures-2025"
reviewed_on = 2026-11-23
criteria = [{criterion}{more}]
title = {TEXT}
benefit = {TEXT}
funding.amount = {amount}
funding.kind = "cash"
funding.award = "formula"
funding.sources = [{{figure = {TEXT}, document = "gd-measures-2025", article = "1", confidence = "official"}}]
audience = {TEXT}
"""


def tiers(conditions: list[str]) -> str:
    return f"{{tiers = [{', '.join(f'{{when = {when}, amount = {place}}}' for place, when in enumerate(conditions))}], otherwise = 7}}"


MANY_TIERS = tiers([f'{{fact = "{MONEY[0]}", at_least = {1000 - place}}}' for place in range(400)])
MANY_ALTERNATIVES = ", ".join(
    f'{{first_known = [{{fact = "{MONEY[place]}"}}, {{rate = 0.{place + 1}, of = {FIGURE}}}]}}' for place in range(9)
)
CALL = f"""id = "own-call"
document = "gd-measures-2025"
measures = ["own-measure"]
title = {TEXT}
posted = 2026-01-01
opens = 2026-01-02
closes = 2026-12-31
source = {SOURCE}
criteria = [
    {{id = "small", text = {TEXT}, when = {SIMPLE}, source = {SOURCE}}},
    {{id = "large", text = {TEXT}, when = {odd(7)}, source = {SOURCE}}},
]
"""


@pytest.mark.parametrize(
    ("content", "line", "name"),
    [
        (measure(odd(7)), 4, "own-measure/odd"),
        (measure(odd(5)), 4, "own-measure/odd"),
        (measure(among(60)), 4, "own-measure"),
        (measure(among(200)), 4, "own-measure/odd"),
        (measure(amount=nested(11, "{difference = [@, @]}")), 7, "own-measure"),
        (measure(amount=f"{{larger_of = [{MANY_ALTERNATIVES}]}}"), 7, "own-measure"),
        (measure(amount=MANY_TIERS), 7, "own-measure"),
        (measure(amount=nested(28, f'{{sum = [{{fact = "{MONEY[0]}"}}, @]}}')), 7, "own-measure"),
    ],
    ids=["xor of 7", "xor of 5", "60 stretches", "200 stretches", "differences", "alternatives", "many tiers", "sums"],
)  # fmt: skip
def test_they_are_not_compiled_and_their_line_is_told(run: Command, tmp_path: Path, content: str, line: int, name: str) -> None:
    file = tmp_path / "own" / "own-measure.toml"
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    is_told(run, tmp_path, f"{file}:{line}:", name)


def test_so_is_a_rule_of_a_call(run: Command, tmp_path: Path) -> None:
    for name, content in (("own/own-measure.toml", measure()), ("calls/own-call.toml", CALL)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content, encoding="utf-8")
    is_told(run, tmp_path, f"{tmp_path / 'calls' / 'own-call.toml'}:11:", "own-call/large")


def test_so_is_an_implication(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "guangdong_ai.batch.compile.not_compilable.MOST_OPERATIONS", 1_000
    )  # else it takes a file as large as is read at all
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own-measure.toml").write_text(measure(f'{{fact = "{YES_NO[9]}", is = true}}'), encoding="utf-8")
    file = tmp_path / "implications.toml"
    then = f'then = {{fact = "{YES_NO[9]}", is = true}}'
    file.write_text(f"# What follows\n[[implications]]\nid = 'own'\ntext = {TEXT}\n{then}\nwhen = {odd(9)}\n", encoding="utf-8")
    is_told(run, tmp_path, f"{file}:2:", "own")


def test_so_is_a_contradiction_where_rows_are_held_against_it(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.compile.not_compilable.MOST_OPERATIONS", 1_000)
    file = tmp_path / "contradictions.toml"
    file.write_text(f"[[contradictions]]\nid = 'own'\ntext = {TEXT}\nwhen = {odd(9)}\n", encoding="utf-8")
    firms = tmp_path / "firms.csv"
    firms.write_text(",".join(YES_NO[:9]) + "\n" + ",".join(["yes"] * 9) + "\n", encoding="utf-8")
    told = run("batch", str(firms), "-o", str(tmp_path / "o.csv"), "--policies", str(tmp_path), "--engine", "polars", "--lang", "en")
    assert told.code == 1
    assert f"{file}:1:" in told.err
    assert "own: " in told.err


def is_told(run: Command, pack: Path, place: str, name: str) -> None:
    """By ``measures compile`` and by ``batch`` in columns, in both languages; row by row the same is assessed."""
    firms = pack / "firms.csv"
    firms.write_text("enterprise.city\ngz\nsz\n", encoding="utf-8")
    own = ("--policies", str(pack), "--measure", "own-measure", "--as-of", "2026-06-01")
    batch = ("batch", str(firms), "-o", str(pack / "o.csv"), *own)
    for command in (("measures", "compile", "--dialect", "duckdb", *own), (*batch, "--engine", "polars")):
        for language, said in (("zh", "不能编译"), ("en", "cannot be compiled")):
            done = run(*command, "--lang", language)
            assert done.code == 1, done.err
            assert place in done.err
            assert said in done.err
            assert f"{name}{'：' if language == 'zh' else ': '}" in done.err
            assert "--engine plain" in done.err
    assert not (pack / "o.csv").exists()
    done = run(*batch, "--engine", "plain")
    assert done.code == 0, done.err
    assert len((pack / "o.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_rules_with_many_parts_side_by_side_are_compiled(run: Command, tmp_path: Path) -> None:
    """Engines go only so deep: parts are joined in halves."""
    assert size_of(exclusive_or(YES_NO[:7])) > MOST_COMPARISONS
    more = "".join(
        f', {{id = "c{n}", text = {TEXT}, when = {{fact = "{MONEY[0]}", at_least = {n}}}, source = {SOURCE}}}' for n in range(150)
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own-measure.toml").write_text(measure(more=more), encoding="utf-8")
    firms = tmp_path / "firms.csv"
    header = f"{YES_NO[0]},{MONEY[0]}"
    firms.write_text(f"{header}\nyes,200\nyes,\nyes,100\n,149\n", encoding="utf-8")
    results = []
    for engine in ("plain", "polars"):
        own = ("--policies", str(tmp_path), "--measure", "own-measure", "--no-summary")
        done = run("batch", str(firms), "-o", str(tmp_path / f"{engine}.csv"), *own, "--engine", engine)
        assert done.code == 0, done.err
        results.append((tmp_path / f"{engine}.csv").read_text(encoding="utf-8"))
    assert results[0] == results[1]
    assert [line.split(",")[1] for line in results[0].splitlines()[1:]] == ["eligible", "undetermined", "ineligible", "undetermined"]
