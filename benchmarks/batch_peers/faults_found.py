"""Whether a list of rejected rows names every fault that was put into a file, with its line, and nothing else."""

import csv
import json
from pathlib import Path


def faults_found(source: Path, rejected: Path) -> str:
    """A line that says so. Raises AssertionError where they differ."""
    injected = json.loads(Path(f"{source}.faults.json").read_text())
    expected = sorted((line, column) for line, column, _ in injected)
    with rejected.open(encoding="utf-8", newline="") as file:
        found = sorted((int(row["line"]), row["column"]) for row in csv.DictReader(file))
    assert found == expected, (
        len(found),
        len(expected),
        [one for one in expected if one not in found][:3],
        [one for one in found if one not in expected][:3],
    )
    return f"{len(expected):,} faults, each found with its physical line; nothing else was rejected"
