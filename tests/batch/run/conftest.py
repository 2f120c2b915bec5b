"""One command run by two engines, whose files and words are compared."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guangdong_ai.batch.write.result_formats import OutputFormat
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.credit_code import EXAMPLE
from guangdong_ai.rules.value import Facts, Value
from tests.batch.write.conftest import read_back
from tests.bundled_catalogue import bundled_catalogue
from tests.cli.conftest import Command, checked_catalogue, run
from tests.random_firms import partial_firms

__all__ = ["checked_catalogue", "run"]

DAY = ("--as-of", "2026-03-01")
FEW = ("--measure", "dongguan-ai-challenge", "--measure", "national-project-match")
"""Measures that are compiled in a moment; who tests how files are read needs no others."""

Same = Callable[..., str]
_TOGETHER = bundled_catalogue().answer_rules(date.fromisoformat(DAY[1]))


@pytest.fixture
def same(run: Command, tmp_path: Path) -> Same:
    """Runs a command with both engines into a result of the same name in two folders; everything must be the same. Gives what was told."""

    def execute(*arguments: str, format_: OutputFormat = "csv", options: Mapping[str, Sequence[str]] | None = None) -> str:
        told = {}
        for engine in ("plain", "polars"):
            folder = tmp_path / f"by {engine}"
            folder.mkdir(exist_ok=True)
            output = folder / f"out.{format_}"
            own = (options or {}).get(engine, ())
            done = run("batch", *arguments, "-o", str(output), "--engine", engine, "--format", "json", *own, *DAY)
            assert "written to" in done.err, done.err
            rejects = folder / f"out.{format_}.rejected.csv"
            rows = output.read_bytes() if format_ == "csv" else read_back(output)
            told[engine] = (done.code, done.out, done.err.replace(str(folder), ""), rejects.read_bytes() if rejects.exists() else b"", rows)
        for plain, polars in zip(told["plain"], told["polars"], strict=True):
            assert polars == plain
        return str(told["plain"][2])

    return execute


@pytest.fixture(scope="session")
def facts() -> Mapping[str, Fact]:
    """The facts of the bundled catalogue."""
    return bundled_catalogue().facts


@pytest.fixture(scope="session")
def firms(facts: Mapping[str, Fact]) -> list[Facts]:
    """Many firms with gaps, each with an answer. Of answers that exclude each other the last is left out."""
    possible = map(_possible, partial_firms(facts, Random(20260301), 400))  # no secret
    firms = [firm or {"enterprise.kind": "enterprise"} for firm in possible]
    return [{name: EXAMPLE if facts[name].format else value for name, value in firm.items()} for firm in firms]


CONTRARY: Sequence[Facts] = (
    {"enterprise.city": "foshan", "enterprise.in_guangdong": False},
    {"benchmark.started": date(2025, 6, 2), "benchmark.finished": date(2025, 6, 1), "enterprise.city": "dongguan"},
    {"enterprise.founded": date(2025, 1, 1), "titles.little_giant_year": 2024},
    {"enterprise.independent_legal_person": True, "enterprise.independent_civil_liability": False, "enterprise.in_guangdong": False},
)
"""Each with answers that cannot all be true; the last with more, of which nothing is wrong."""

IMPLYING: Sequence[Facts] = (
    {"enterprise.city": "zhuhai"},
    {"enterprise.in_guangdong": False},
    {"enterprise.city": "dongguan", "titles.little_giant_year": 2025},
    {"enterprise.city": "shenzhen", "enterprise.in_guangdong": True},
)
"""Of these more follows than is given."""

PLACES = (5, 44, 45, 130, 131, 202, 303, 398)
"""Where they stand among the firms: in the first piece of the table, in the last, and beside each other."""


def with_contrary(firms: Sequence[Facts]) -> list[Facts]:
    """The firms with CONTRARY and IMPLYING in the place of some."""
    mixed = list(firms)
    for place, firm in zip(PLACES, [firm for pair in zip(CONTRARY, IMPLYING, strict=True) for firm in pair], strict=True):
        mixed[place] = firm
    return mixed


def _possible(firm: Facts) -> Facts:
    while found := _TOGETHER.conflicts(firm):
        firm = {fact: value for fact, value in firm.items() if fact != found[0].facts[-1]}
    return firm


def text_of(value: Value | None) -> str:
    """A value as text, the way tables have it."""
    if value is None:
        return ""
    if isinstance(value, frozenset):
        return ",".join(sorted(value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def text_rows(facts: Mapping[str, Fact], firms: Sequence[Facts]) -> list[list[str]]:
    """A header line and a line for each firm, the id first and a note last."""
    notes = ["=1+1", "", " x", "@a", "two\nlines", 'a "quote", and', "-3", "普通", "'", "\t+"]
    rows = [["id", *facts, "note"]]
    for number, firm in enumerate(firms):
        rows.append([f"F{number}", *(text_of(firm.get(fact)) for fact in facts), notes[number % len(notes)]])
    return rows


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """A text table."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def typed_column(fact: Fact, firms: Sequence[Facts]) -> Any:
    """The fact's column with the type that it has in a database."""
    types = {
        "yes_no": pa.bool_(),
        "count": pa.int32(),
        "year": pa.int64(),
        "months": pa.int16(),
        "money": pa.decimal128(15, 2),
        "share": pa.float64(),
        "date": pa.date32(),
        "choices": pa.list_(pa.string()),
    }
    cells = [firm.get(fact.id) for firm in firms]
    plain: list[object] = [sorted(cell) if isinstance(cell, frozenset) else cell for cell in cells]
    if fact.kind == "share":
        plain = [None if cell is None else float(str(cell)) for cell in cells]
    return pa.array(plain, types.get(fact.kind, pa.string()))


def write_typed(path: Path, facts: Mapping[str, Fact], firms: Sequence[Facts]) -> Path:
    """A Parquet file with typed columns."""
    columns = {fact.id: typed_column(fact, firms) for fact in facts.values()}
    pq.write_table(pa.table({"id": [f"F{number}" for number in range(len(firms))], **columns}), path)
    return path


def write_texts(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A Parquet file with nothing but texts, null for those that are empty."""
    header, *lines = rows
    pq.write_table(pa.table({name: [line[place] or None for line in lines] for place, name in enumerate(header)}), path)
    return path
