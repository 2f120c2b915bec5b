"""What is set aside of a piece: the rows that are wrong, and nothing that keeps the rest of the piece in memory."""

from pathlib import Path

import polars as pl

from guangdong_ai.batch.read.frames.frame import ROW
from guangdong_ai.batch.run.polars_table import HELD, RejectedRows

ROWS = 10_000
TEXT = "a text that is too long to stand in its own place, "


def piece(first: int) -> list[pl.Series]:
    """A piece from that row on, of which each hundredth row is wrong, and every cell another long text."""
    rows = range(first, first + ROWS)
    return [pl.Series([row % 100 == 0 for row in rows]), pl.Series(ROW, rows), pl.Series("cell", [f"{TEXT}{row}" for row in rows])]


def held(texts: pl.Series) -> int:
    """The bytes that the texts keep in memory."""
    return sum(buffer.size for buffer in texts.to_arrow(compat_level=pl.CompatLevel.newest()).buffers() if buffer is not None)


def test_wrong_rows_come_back_in_order_each_once(tmp_path: Path) -> None:
    passed: list[int] = []
    wrong = RejectedRows(tmp_path, passed.append)
    for first in (20_000, 0, 10_000, 0):  # a piece may be looked at twice
        assert wrong(piece(first)).sum() == ROWS // 100
    assert passed == [ROWS] * 4
    found = pl.concat(wrong.pieces(70))
    assert found[ROW].to_list() == list(range(0, 30_000, 100))
    assert found["cell"].to_list() == [f"{TEXT}{row}" for row in range(0, 30_000, 100)]


def test_many_wrong_rows_go_to_files(tmp_path: Path) -> None:
    wrong = RejectedRows(tmp_path, lambda _: None)
    number = 3 * HELD // ROWS
    for first in range(0, number * ROWS, ROWS):
        everything, *cells = piece(first)
        wrong([pl.Series([True] * len(everything)), *cells])
    assert list(tmp_path.iterdir())
    assert [row for found in wrong.pieces(ROWS) for row in found[ROW]] == list(range(number * ROWS))


def test_a_wrong_row_does_not_keep_the_others_in_memory(tmp_path: Path) -> None:
    wrong = RejectedRows(tmp_path, lambda _: None)
    wrong(piece(0))
    (found,) = wrong.pieces(ROWS)
    assert len(found) == ROWS // 100
    assert held(found["cell"]) < 2 * sum(map(len, found["cell"]))
