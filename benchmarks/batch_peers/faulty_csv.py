"""The firms as a CSV file, whole or with faults at known places: whether a reader finds each of them, and counts lines as an editor does."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

import pyarrow as pa

from batch_peers.data import batches, schema_of
from guangdong_ai.catalogue.fact import Fact

FaultKind = Literal["wrong choice", "negative money", "letters in a number", "ragged row", "embedded newline", "bad date"]

NONE_CHOSEN = "none"
"""How a cell says that of several choices none was taken: an empty cell says that nothing is known."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with the record that begins on the physical ``line`` (the header is line 1). ``column`` "" where it is the whole row."""

    kind: FaultKind
    line: int
    id: int
    column: str
    value: str


def write_csv(path: Path, facts: Sequence[Fact], rows: int, seed: int = 1, faults: int = 0) -> Sequence[Fault]:
    """Write the firms that ``write_parquet`` writes, with so many faults spread over them at random, one a row; where they are."""
    random = Random(seed)  # noqa: S311
    kinds = list(_FAULTY)
    faulty = {row: kinds[number % len(kinds)] for number, row in enumerate(random.sample(range(rows), faults))}
    injected: list[Fault] = []
    line = 2
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(schema_of(facts).names) + "\n")
        for batch in batches(facts, rows, seed):
            first = int(batch.column("id")[0].as_py()[-10:]) - 1
            lines = _lines(facts, batch)
            before = 0
            for row in sorted(row for row in faulty if first <= row < first + batch.num_rows):
                number = row - first
                cells = next(csv.reader([lines[number]]))
                column, value = _FAULTY[faulty[row]](facts, cells, random)
                injected.append(Fault(faulty[row], line + number + before, row + 1, column, value))
                lines[number] = _line(cells)
                before += lines[number].count("\n")
            line += batch.num_rows + before
            file.write("\n".join(lines) + "\n")
    return injected


def _lines(facts: Sequence[Fact], batch: pa.RecordBatch) -> list[str]:
    """Each row as it stands in the file: yes/no as true and false, an unknown fact as an empty cell."""
    columns = [_texts(fact.kind, batch.column(fact.id)) for fact in facts]
    return [",".join(cells) for cells in zip(batch.column("id").to_pylist(), *columns, strict=True)]


def _texts(kind: str, column: pa.Array) -> list[str]:
    values = column.to_pylist()
    match kind:
        case "yes_no":
            return ["" if value is None else "true" if value else "false" for value in values]
        case "choices":
            spelled = {value: _spelled(value) for value in column.unique().to_pylist()}
            return [spelled[value] for value in values]
        case _:
            return ["" if value is None else str(value) for value in values]


def _spelled(chosen: str | None) -> str:
    if chosen is None:
        return ""
    return f'"{chosen}"' if "," in chosen else chosen or NONE_CHOSEN


def _line(cells: Sequence[str]) -> str:
    """The cells as a record. Only a writer that ends lines with both characters puts quotes round either of them."""
    record = io.StringIO()
    csv.writer(record, lineterminator="\r\n").writerow(cells)
    return record.getvalue().removesuffix("\r\n")


def _in_a(kind: str, value: str) -> Callable[[Sequence[Fact], list[str], Random], tuple[str, str]]:
    """Puts a wrong value into some column of that kind."""

    def inject(facts: Sequence[Fact], cells: list[str], random: Random) -> tuple[str, str]:
        place = random.choice([place for place, fact in enumerate(facts, start=1) if fact.kind == kind])
        cells[place] = value
        return facts[place - 1].id, value

    return inject


def _ragged(_facts: Sequence[Fact], cells: list[str], random: Random) -> tuple[str, str]:
    """One cell too many, or one too few."""
    if random.random() < 0.5:
        cells.append("x")
    else:
        cells.pop()
    return "", ""


_FAULTY: Mapping[FaultKind, Callable[[Sequence[Fact], list[str], Random], tuple[str, str]]] = {
    "wrong choice": _in_a("choice", "no-such-choice"),
    "negative money": _in_a("money", "-5000"),
    "letters in a number": _in_a("count", "12a4"),
    "ragged row": _ragged,
    "embedded newline": _in_a("choice", "two\nlines"),
    "bad date": _in_a("date", "2024-02-30"),
}
