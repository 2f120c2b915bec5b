"""Typed columns mean what they mean to the reader of every input, also outside what is usual."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guangdong_ai.batch.encode.polars_cells import encoded_value
from guangdong_ai.batch.encode.polars_columns import ColumnEncoder
from guangdong_ai.batch.read.cell import NOT_GIVEN, CellReader
from guangdong_ai.batch.read.frames.frame import parquet_frame
from guangdong_ai.batch.read.guess import Guessed
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import FactColumn
from guangdong_ai.batch.read.parquet_rows import column_cells
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.table import open_table
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.unknown import Unknown
from tests.batch.run.conftest import FEW, Same

FLOATS = [
    0.1,
    0.07,
    1e13,
    1e15,
    1e22,
    0.005,
    0.29,
    1.005,
    30.0,
    30.5,
    -1.0,
    -0.0,
    2025.0,
    1e-7,
    float("nan"),
    float("inf"),
    None,
    123456.789,
]
COLUMNS: Mapping[str, Any] = {
    "floats": pa.array(FLOATS, pa.float64()),
    "single floats": pa.array([0.1, 0.7, 1e-7, 16777217.0, 30.0, 2025.0, float("nan"), None, 1e20, 0.333333], pa.float32()),
    "whole numbers": pa.array([0, 1, -1, 2025, 1899, 2101, 10**9, 10**13, 10**13 + 1, 2**63 - 1, None], pa.int64()),
    "unsigned": pa.array([0, 2**64 - 1, 2**63, 7, None], pa.uint64()),
    "small": pa.array([0, 1, 127, -128, None], pa.int8()),
    "decimals": pa.array([Decimal("0.10"), Decimal("1.50"), Decimal(-1), Decimal(2025), Decimal("99999999999999.99"), None], pa.decimal128(18, 2)),
    "long decimals": pa.array([Decimal("0.123456"), Decimal("0.1"), Decimal("0.1234567"), Decimal(1), None], pa.decimal128(38, 30)),
    "booleans": pa.array([True, False, None]),
    "booleans as texts": pa.array(["true", "false", "TRUE", "是", "1", "", " ", None, "perhaps"]),
    "days": pa.array([date(2024, 2, 29), date(1, 1, 1), date(1899, 12, 31), date(2101, 1, 1), date(9999, 12, 31), None]),
    "days that no calendar has": pa.array([19_000, 2**31 - 1, -(2**31), None], pa.int32()).cast(pa.date32()),
    "times that no calendar has": pa.array([0, 2**62, -(2**62), None], pa.int64()).cast(pa.timestamp("ms")),
    "times": pa.array(["2024-02-29", "2024-02-29 12:00:00", "2024-02-29 00:00:00.000005", "1800-01-01", None]).cast(pa.timestamp("us")),
    "times in a zone": pa.array([datetime(2024, 2, 29, tzinfo=UTC), datetime(2024, 2, 29, 16, tzinfo=UTC)], pa.timestamp("us", tz="Asia/Shanghai")),
    "times to the nanosecond": pa.array([0, 5, 86_400_000_000_000, None], pa.timestamp("ns")),
    "times of a day": pa.array([time(1, 2), None], pa.time64("us")),
    "durations": pa.array([timedelta(1), None]),
    "bytes": pa.array([b"guangzhou", b"\xe7\xb2", None], pa.binary()),
    "choices": pa.array([["ai"], ["ai", "robotics"], ["robotics", "ai", "ai"], [], None, ["AI"], ["ai,robotics"], [None, "ai"], ["?"], ["x"], [""]]),
    "lists of numbers": pa.array([[1, 2], [], None]),
    "categories": pa.array(["guangzhou", "广州", "", None, "moon", "ai"]).dictionary_encode(),
    "texts": pa.array(["300万", "0.5", "50%", "007", "+3", "1e3", "2024-02-29", "2024-02-30", "20240229", "none", "ai,robotics", "robotics,ai",
                       "不知道", "?", "１２", "N/A", "—", "□", "☑是 □否", "2024-02-29T16:00:00Z", "2024-02-29 10:20", "440305", "深圳市南山区", "南山区", "约300", "1000-5000", "10000000000000.00", "10000000000000.01", "0.1234567", "1.", ".5", "", " ", None, "dongguan"]),
    "nothing": pa.nulls(3),
}  # fmt: skip
FACTS = {
    "yes_no": "enterprise.in_guangdong",
    "choice": "enterprise.city",
    "choices": "enterprise.fields",
    "count": "enterprise.employees",
    "money": "enterprise.revenue",
    "share": "rnd_special.own_funding_share",
    "year": "titles.little_giant_year",
    "months": "enterprise.age",
    "date": "enterprise.founded",
    "text": "enterprise.name",
}


def expected(column: FactColumn, cells: Sequence[object]) -> list[tuple[object, bool]]:
    """What the reader of every input says: the value, and whether the cell is wrong."""
    answers = [CellReader(column).read(cell) for cell in cells]
    answers = [(NOT_GIVEN if answer.value is None else answer.value) if isinstance(answer, Guessed) else answer for answer in answers]
    return [
        (None, isinstance(answer, Finding))
        if isinstance(answer, Finding | Unknown) or answer.__class__.__name__ == "NotGiven"
        else (encoded_value(column.fact, answer), False)  # type: ignore[arg-type]  # what is left is a value
        for answer in answers
    ]


@pytest.mark.parametrize("unit", ["", "万元", "%"])
@pytest.mark.parametrize("fact_id", FACTS.values(), ids=list(FACTS))
@pytest.mark.parametrize("cells", COLUMNS.values(), ids=list(COLUMNS))
def test_every_type_is_read_as_by_the_reader_of_every_input(
    facts: Mapping[str, Fact], tmp_path: Path, cells: Any, fact_id: str, unit: str
) -> None:
    fact = facts[fact_id]
    if (unit == "万元" and fact.kind != "money") or (unit == "%" and fact.kind != "share"):
        return
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"x": cells}), path)
    column = FactColumn(index=0, header="x", fact=fact, unit=unit)
    frame = pl.scan_parquet(path)
    encoder = ColumnEncoder([column], {0: "x"}, frame.collect_schema())
    read = encoder.read(frame).rename({"unreadable": "wrong"}).collect(engine="streaming")
    values = [str(value) if fact.kind == "choice" and value is not None else value for value in read[f"value:{fact_id}"]]
    told = list(zip(values, read["wrong"], strict=True))
    assert told == expected(column, column_cells(pq.read_table(path).column("x")))


@pytest.mark.parametrize("cells", COLUMNS.values(), ids=list(COLUMNS))
def test_every_type_is_carried_through_and_names_applicants(same: Same, tmp_path: Path, cells: Any) -> None:
    pq.write_table(pa.table({"enterprise.city": ["gz"] * len(cells), "x": cells}), tmp_path / "a.parquet")
    same(str(tmp_path / "a.parquet"), "--keep", "x", "--id", "x", "--no-summary", *FEW[:2])


def test_columns_within_columns_are_columns(same: Same, facts: Mapping[str, Fact], tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    inner = [{"city": "dongguan", "kind": "enterprise"}, None, {"city": "火星", "kind": None}]
    pq.write_table(pa.table({"nr": [1, 2, 3], "enterprise": inner, "*": ["a", "b", "c"], "^x$": [{"y": 1}, {"y": None}, None]}), path)
    assert "read 3 = assessed 1 + rejected 2" in same(str(path), "--keep", "all", *FEW)
    file = InputFile(path=path, format="parquet")
    layout = open_table(file, facts, ReadOptions()).layout
    assert layout is not None
    assert parquet_frame(file, layout, first=1, rows=1).frame.select("row").collect()["row"].to_list() == [1]
