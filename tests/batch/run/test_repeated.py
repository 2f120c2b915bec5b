"""Applicants that stand in a table several times are told, whether it is read row after row, in pieces or in slices."""

from pathlib import Path

import polars as pl
import pytest

from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.repeated import Repeated
from guangdong_ai.batch.run.polars_sightings import SightingsInPieces, repeated_in, seen_together
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
    layout = plain_layout("id")
    assert not list(repeated_in(Path("firms.csv"), layout, seen.seen(), list))


def test_who_comes_again_in_another_slice() -> None:
    slices = []
    for first, names in ((0, ["a", "b", None]), (3, ["c", "", ""]), (6, ["b", "x", "a"])):
        seen = SightingsInPieces(1, 2, kept=lambda names: names)
        verdicts = [0 if name != "x" else 2 for name in names]
        seen([pl.Series(verdicts, dtype=pl.UInt8), pl.Series(range(first, first + 3)), pl.Series(names, dtype=pl.String)])
        slices.append(seen.seen())
    (one,) = repeated_in(Path("firms.parquet"), plain_layout("id"), seen_together(slices), lambda rows: [row + 1 for row in rows])
    assert one == Repeated(file="firms.parquet", column="id", values=2, rows=4, lines=(1, 9))


def plain_layout(header: str) -> Layout:
    """Of a table with one column, which names the applicants."""
    return Layout(headers=(header,), columns=(), id=0)
