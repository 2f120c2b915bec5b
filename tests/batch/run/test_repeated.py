"""Applicants that stand in a table several times are told, by every engine that reads row after row or piece after piece."""

from pathlib import Path

import polars as pl
import pytest

from guangdong_ai.batch.run.polars_sightings import SightingsInPieces
from guangdong_ai.profiles.credit_code import EXAMPLE
from tests.batch.run.conftest import FEW, Same, write_csv, write_texts

ROWS = [
    ["编号", "统一社会信用代码", "注册地市"],
    ["A", EXAMPLE, "广州"],
    ["B", "", "广州"],
    ["A ", EXAMPLE.lower(), "深圳"],
    ["", "", "深圳"],
    ["", "", "深圳"],
    ["C", EXAMPLE, "nowhere"],
    ["B", "x", "珠海"],
    ["A", "", "珠海"],
    ["合计", "", ""],
    ["合计", "", ""],
]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_by_id_and_by_credit_code(same: Same, tmp_path: Path, form: str) -> None:
    write, first = (write_csv, 2) if form == "csv" else (write_texts, 1)
    source = write(tmp_path / f"firms.{form}", ROWS)
    told = same(str(source), *FEW)
    lines = [first, first + 2, first + 7]
    assert f'"编号" repeats: 2 values in 5 rows, for example on lines {", ".join(map(str, lines))}; each row was assessed' in told
    assert f'"统一社会信用代码" repeats: 1 value in 2 rows, for example on lines {first}, {first + 2}' in told
    assert "1 value in 3 rows" in same(str(source), *FEW, "--lenient")
    assert "repeats" not in same(str(write(tmp_path / f"once.{form}", ROWS[:3])), *FEW)


def test_a_piece_that_is_looked_at_twice_repeats_nobody() -> None:
    seen = SightingsInPieces(1, 2)
    for _ in range(2):
        seen([pl.Series([0, 2], dtype=pl.UInt8), pl.Series([0, 1]), pl.Series(["a", "a"])])
    several = pl.concat(seen._seen[0]).unique("row")  # what is kept is what is asked
    assert several["name"].is_duplicated().sum() == 0
