"""Random packs of measures: a sound one in which one thing is replaced by something that does not belong there."""

import re
from pathlib import Path
from random import Random

from tests.fuzz.command import command, faults_of

ROOT = Path(__file__).parents[2] / "policies"
NASTY = [
    '""', "0", "-1", "1e309", "nan", "9" * 5000, "[]", "[[[[[[[[1]]]]]]]]", "{}", "true", "2026-02-30", "2026-03-01", '"\\u001b]0;x\\u0007"', '"\\u202e甲"',
    '"a\\nb"', '"\\u2028"', '"*/ DROP TABLE x; --"', "'''x'''", '"' + "长" * 5000 + '"', "0.1", '"nowhere.nothing"', "[1, 2, 3]",
    '{ fact = "enterprise.city", is = 1 }', "{ all = [] }", "{ not = " * 60 + '{ fact = "enterprise.in_guangdong", is = true }' + " }" * 60,
    "{ sum = [" * 400 + "1" + "] }" * 400,
]  # fmt: skip
COMMANDS = [
    ["check", "--set", "enterprise.city=guangzhou", "--format", "json"],
    ["check", "--set", "enterprise.fields=robotics", "--format", "csv"],
    ["measures", "lint"],
    ["measures", "compile", "--dialect", "duckdb"],
    ["measures", "show", "little-giant-award"],
]


def try_pack(random: Random, folder: Path) -> list[str]:
    """What is wrong with the way a random pack is taken in; [] where all holds."""
    original = random.choice(sorted(ROOT.rglob("*.toml")))
    text = original.read_text(encoding="utf-8")
    for _ in range(random.randint(1, 3)):
        text = _changed(random, text)
    path = folder / original.relative_to(ROOT)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    arguments = [*random.choice(COMMANDS), "--policies", str(folder), "--lang", random.choice(["zh", "en"])]
    done = command(arguments)
    return [f"{' '.join(arguments)}: {fault}\n{done.err[-1500:]}" for fault in faults_of(done)]


def _changed(random: Random, text: str) -> str:
    values = [match.span(1) for match in re.finditer(r"= *([^\n=]+)", text)]
    lines = text.splitlines(keepends=True)
    match random.randrange(4):
        case 0 if values:
            start, end = random.choice(values)
            return text[:start] + random.choice(NASTY) + text[end:]
        case 1:
            del lines[random.randrange(len(lines))]
            return "".join(lines) or "x = 1\n"
        case 2:
            lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
            return "".join(lines)
        case _:
            place = random.randrange(len(text))
            return text[:place] + random.choice(['"', "[", "\x1b", "“", "，", "\t", "=", "\n"]) + text[place + 1 :]
