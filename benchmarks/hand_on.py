"""What is handed on of 300 firms: the workbook of all of them and a page for each, beside the plain table. ``python benchmarks/hand_on.py``.

Whole commands are measured, one after another, as somebody waits for them.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from firms import random_firm
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.api.checked_answers import catalogue_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Language
from guangdong_ai.rules.value import Value

AS_OF = date(2026, 11, 29)
KNOWN = (0.4, 0.7, 1.0)
"""The share of answers that are given: a firm has one of these. Names, cities and kinds are always known."""

ALWAYS = ("enterprise.name", "enterprise.city", "enterprise.kind", "enterprise.in_guangdong")


def write_firms(path: Path, firms: int, language: Language = "zh", seed: int = 1) -> None:
    """A workbook as a consultant keeps one: a row a firm, labels as headers, gaps."""
    catalogue, random = catalogue_of(()), Random(seed)  # noqa: S311
    facts = [fact for fact in catalogue.facts.values() if fact.id != "enterprise.credit_code"]
    book = Workbook(path)
    sheet = book.add_worksheet()
    for column, header in enumerate(["编号", *(fact.id for fact in facts)]):
        sheet.write_string(0, column, header)
    for row in range(1, firms + 1):
        answers, known = possible(random_firm(catalogue.facts, random), catalogue), random.choice(KNOWN)
        answers["enterprise.name"] = f"第{row}号智能科技有限公司"
        sheet.write_string(row, 0, f"F{row:04}")
        for column, fact in enumerate(facts, 1):
            if fact.id in answers and (fact.id in ALWAYS or random.random() < known):
                sheet.write_string(row, column, cell(answers[fact.id], fact, language))
    book.close()


def possible(answers: dict[str, Value], catalogue: Catalogue) -> dict[str, Value]:
    """The answers without those that others exclude: rows with such answers are rejected."""
    left = dict(answers)
    while conflicts := catalogue.conflicts(left, AS_OF):
        for conflict in conflicts:
            left.pop(next((name for name in reversed(conflict.facts) if name not in ALWAYS), conflict.facts[-1]), None)
    return left


def cell(value: Value, fact: Fact, language: Language) -> str:
    """The answer as a person types it."""
    match value:
        case bool():
            return {"zh": "是否", "en": ["yes", "no"]}[language][not value]
        case frozenset():
            return ",".join(sorted(value)) or {"zh": "无", "en": "none"}[language]
        case date():
            return value.isoformat()
        case Decimal() | int():
            return "无" if fact.never is not None and value == 0 else f"{value}"
        case _:
            return value


def measured(*command: str) -> float:
    """Seconds of the whole command. Raises CalledProcessError where it ends with anything but 0 or 1 (rows rejected)."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "guangdong_ai", *command], capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return time.perf_counter() - begin


def main() -> None:
    """Write the firms, run each way, print the seconds of the fastest and the slowest run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--firms", type=int, default=300)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--keep", type=Path, help="folder for the files, instead of a temporary one")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        firms = folder / "firms.xlsx"
        write_firms(firms, asked.firms)
        ways = {
            "plain csv": ("-o", str(folder / "out.csv")),
            "xlsx for programs": ("-o", str(folder / "wide.xlsx"), "--shape", "wide"),
            "workbook": ("-o", str(folder / "out.xlsx")),
            "pages": ("--reports", str(folder / "pages")),
            "workbook and pages": ("-o", str(folder / "both.xlsx"), "--reports", str(folder / "both")),
        }
        print(f"{asked.firms} firms, {asked.runs} runs each")
        for name, options_of_way in ways.items():
            seconds = [
                measured("batch", str(firms), *options_of_way, "--as-of", AS_OF.isoformat(), "--no-summary") for _ in range(asked.runs)
            ]
            print(f"{name:20} {min(seconds):6.2f} s to {max(seconds):6.2f} s")


if __name__ == "__main__":
    main()
