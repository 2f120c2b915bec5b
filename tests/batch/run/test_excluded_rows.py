"""Rows whose answers exclude each other: both engines set aside the same ones, for the same reason, or make the same answers unknown."""

import csv
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.run.conftest import FEW, Same
from tests.cli.conftest import Command

ANSWERS = {
    "enterprise.city": ("dongguan", ""),
    "enterprise.in_guangdong": ("true", "false", ""),
    "enterprise.founded": ("2024-06-30", ""),
    "titles.little_giant_year": ("2023", "2024", "0"),
    "benchmark.started": ("2025-01-02", ""),
    "benchmark.finished": ("2025-01-01", "2025-01-02"),
    "enterprise.independent_legal_person": ("true", "false"),
    "enterprise.independent_civil_liability": ("true", "false"),
}
ROWS = list(product(*ANSWERS.values()))


def as_csv(folder: Path) -> Path:
    with (folder / "firms.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([list(ANSWERS), *ROWS])
    return folder / "firms.csv"


def as_parquet(folder: Path) -> Path:
    columns = {name: [row[place] or None for row in ROWS] for place, name in enumerate(ANSWERS)}
    pq.write_table(pa.table(columns), folder / "firms.parquet")
    return folder / "firms.parquet"


def is_wrong(row: tuple[str, ...]) -> bool:
    city, inside, founded, titled, started, finished, person, liable = row
    return (
        (city != "" and inside == "false")
        or (founded != "" and titled == "2023")
        or (started == "2025-01-02" and finished == "2025-01-01")
        or (person == "true" and liable == "false")
    )


@pytest.mark.parametrize("write", [as_csv, as_parquet])
def test_they_are_rejected(same: Same, tmp_path: Path, write: type) -> None:
    wrong = sum(map(is_wrong, ROWS))
    assert 0 < wrong < len(ROWS)
    told = same(str(write(tmp_path)), *FEW)
    assert f"read {len(ROWS)} = assessed {len(ROWS) - wrong} + rejected {wrong}" in told
    content = (tmp_path / "by polars" / "out.csv.rejected.csv").read_text(encoding="utf-8-sig")
    rejects = list(csv.DictReader(content.splitlines()))
    assert {reject["column"] for reject in rejects} == {
        "enterprise.city, enterprise.in_guangdong",
        "enterprise.founded, titles.little_giant_year",
        "benchmark.started, benchmark.finished",
        "enterprise.independent_legal_person, enterprise.independent_civil_liability",
    }
    assert "dongguan, false" in {reject["value"] for reject in rejects}
    assert all(reject["hint"] for reject in rejects)


@pytest.mark.parametrize("write", [as_csv, as_parquet])
def test_lenient_they_are_unknown(same: Same, tmp_path: Path, write: type) -> None:
    told = same(str(write(tmp_path)), *FEW, "--lenient")
    assert f"read {len(ROWS)} = assessed {len(ROWS)} + rejected 0" in told


def test_profiles_as_files_too(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('schema = 1\n[enterprise]\nin_guangdong = false\ncity = "foshan"\n', encoding="utf-8")
    fine = tmp_path / "other.toml"
    fine.write_text("schema = 1\n[enterprise]\nin_guangdong = false\n", encoding="utf-8")
    both = ("batch", str(path), str(fine), *FEW, "-o", str(tmp_path / "out.csv"))
    assert "read 2 = assessed 1 + rejected 1" in run(*both).err
    assert "read 2 = assessed 2 + rejected 0" in run(*both, "--lenient").err
