"""A number that its own comma parted in two cells moves all cells after it: such a row is rejected, by every engine, and never read moved."""

from pathlib import Path

import pytest

from guangdong_ai.batch.read.split_number import split_number
from tests.batch.run.conftest import FEW, Same

HEADER = "企业名称,城市,营业收入（万元）,员工人数,备注"
USUAL = "乙,深圳,300,20,x"


def told(same: Same, folder: Path, *lines: str) -> str:
    source = folder / "firms.csv"
    source.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return same(str(source), *FEW)


@pytest.mark.parametrize("moved", ["甲,深圳,1,200,30,", "甲,深圳,1,200.50万元,30,", "甲,深圳,１,２００,30,,", "甲,深圳,12,345,678,30,"])
def test_a_row_whose_cells_moved_is_rejected(same: Same, tmp_path: Path, moved: str) -> None:
    assert "read 2 = assessed 1 + rejected 1" in told(same, tmp_path, moved, USUAL)
    assert "read 2 = assessed 1 + rejected 1" in told(same, tmp_path, USUAL, moved)
    assert (tmp_path / "by plain" / "out.csv.rejected.csv").exists()


@pytest.mark.parametrize("number", [1, 2])
def test_where_every_row_is_so_none_is_read(same: Same, tmp_path: Path, number: int) -> None:
    assert f"assessed 0 + rejected {number}" in told(same, tmp_path, *["甲,深圳,1,200,30,"] * number)


@pytest.mark.parametrize(
    "lines",
    [
        ("甲,深圳,1200,30,x,", "乙,深圳,12,120,,"),  # each record ends in a comma: the numbers of the second are two
        ("甲,深圳,1200,30,x,", USUAL),
        ('甲,深圳,"1,200",30,x,', USUAL),
        ("甲,深圳,12,120,x", USUAL),
    ],
)
def test_other_rows_are_read(same: Same, tmp_path: Path, lines: tuple[str, str]) -> None:
    assert "read 2 = assessed 2 + rejected 0" in told(same, tmp_path, *lines)


def test_what_may_be_one_number() -> None:
    assert split_number(["a", "1", "200"], ",") == "1,200"
    for cells in (["0", "200"], ["1234", "200"], ["1", "20"], ["1", "2000"], ["1", "", "200"], ["1", "020-123"]):
        assert split_number(cells, ",") is None
    assert split_number(["1", "200"], ";") is None
