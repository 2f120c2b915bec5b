"""Parquet files that are damaged, or written in ways that few readers know: every engine makes the same of them, and none dies."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.run.conftest import DAY, FEW, Same
from tests.cli.conftest import Command, Run

_CITIES = ["guangzhou", "shenzhen", "foshan"]
_FLIPS = 40


def by_both(run: Command, source: Path, *options: str) -> tuple[Run, str, str]:
    """What both engines tell, which must be the same; the result and what is wrong of the one row by row."""
    told = []
    for engine in ("plain", "polars"):
        output = source.parent / engine / "out.csv"
        output.parent.mkdir(exist_ok=True)
        rejects = output.with_name("out.csv.rejected.csv")
        output.unlink(missing_ok=True)
        done = run("batch", str(source), "-o", str(output), "--engine", engine, "--no-summary", *FEW, *DAY, *options)
        result, wrong = (path.read_text("utf-8") if path.exists() else "" for path in (output, rejects))
        told.append((done.code, done.err.replace(str(output.parent), ""), result, wrong))
        assert done.code in (0, 1), done.err
    assert told[1] == told[0]
    return done, told[0][2], told[0][3]


def moments(zone: str) -> pa.Array:
    day = datetime(2020, 1, 2, tzinfo=UTC)
    return pa.array([day, None, day], pa.timestamp("us", tz=zone))


@pytest.mark.parametrize("zone", ["GMT+8", "CST", "UTC+8", "+05:30", "-02:15", "China Standard Time", "Asia/Shanghai", ""])
@pytest.mark.parametrize("name", ["exported", "enterprise.founded"])
def test_time_zones_that_nobody_knows(run: Command, tmp_path: Path, zone: str, name: str) -> None:
    table = pa.table({"enterprise.city": _CITIES, name: moments(zone)})
    pq.write_table(table, tmp_path / "a.parquet")
    done, result, _ = by_both(run, tmp_path / "a.parquet", "--keep", name)
    if name == "exported":
        assert "read 3 = assessed 3" in done.err, result


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("enterprise.revenue", pa.array([Decimal("3000000.00"), None, Decimal("0.50")], pa.decimal256(50, 2))),
        ("enterprise.revenue", pa.array([Decimal("3000000.00"), None, Decimal(-1)], pa.decimal256(50, 2))),
        ("enterprise.revenue", pa.array([1.5, None, float("nan")], pa.float16())),
        ("enterprise.founded", pa.array([0, None, 10**15], pa.timestamp("s"))),
        ("enterprise.founded", pa.array([date(2020, 1, 2), None, date(9999, 1, 2)], pa.date64())),
        ("enterprise.founded", pa.array([[1], None, []], pa.list_(pa.timestamp("s", tz="CST")))),
        ("enterprise.founded", pa.array([2**31 - 1, None, -(2**31)], pa.int32()).cast(pa.date32())),
        ("enterprise.founded", pa.array([10**18, None, -(10**18)], pa.int64()).view(pa.date64())),
        ("enterprise.name", pa.array([2**31 - 1, None, -(2**31)], pa.int32()).cast(pa.date32())),
        ("enterprise.fields", pa.array([[2**31 - 1], None, []], pa.list_(pa.int32())).cast(pa.list_(pa.date32()))),
        ("enterprise.fields", pa.array([["ai"], None, []], pa.large_list(pa.string()))),
        ("enterprise.fields", pa.array([[b"ai"], None, []], pa.list_(pa.binary()))),
        ("enterprise.fields", pa.array([["ai", None], None, ["x"]], pa.list_(pa.string()))),
        ("enterprise.name", pa.array([b"a" * 16, None, b"b" * 16], pa.uuid())),
        ("enterprise.name", pa.array(["x", None, "y"], pa.json_())),
        ("enterprise.name", pa.array([1, None, 2], pa.duration("ns"))),
        ("enterprise.name", pa.array([1, None, 2], pa.time64("ns"))),
        ("enterprise.name", pa.nulls(3)),
        ("enterprise.employees", pa.array([1, None, 2]).dictionary_encode()),
        ("enterprise.employees", pa.array([2**64 - 1, None, 2], pa.uint64())),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else None,
)
def test_types_that_few_know(run: Command, tmp_path: Path, name: str, cells: Any) -> None:
    pq.write_table(pa.table({"enterprise.city": _CITIES, name: cells}), tmp_path / "a.parquet")
    by_both(run, tmp_path / "a.parquet", "--keep", name)


def test_a_file_whose_total_contradicts_its_groups(run: Command, same: Same, tmp_path: Path) -> None:
    """Its groups count: what stands in the file is read, whatever the total says."""
    pq.write_table(pa.table({"enterprise.city": _CITIES * 2}), tmp_path / "a.parquet", row_group_size=3)
    content = (tmp_path / "a.parquet").read_bytes()
    # In the footer the total is the field of type i64 after the schema: 6 rows, as a zigzag number 12.
    places = [place for place in range(len(content)) if content[place : place + 2] == b"\x16\x0c"]
    for place in places:
        for said in (0, 8):
            (tmp_path / "b.parquet").write_bytes(content[: place + 1] + bytes([said]) + content[place + 2 :])
            if pq.read_metadata(tmp_path / "b.parquet").num_rows != said // 2:
                continue
            done, _, _ = by_both(run, tmp_path / "b.parquet")
            assert "read 6 = assessed 6" in done.err
            return
    raise AssertionError(places)


def test_flipped_bits(run: Command, tmp_path: Path) -> None:
    random = Random(37)  # no secret
    columns: Mapping[str, Any] = {
        "id": [f"F{number}" for number in range(60)],
        "enterprise.city": _CITIES * 20,
        "enterprise.revenue": pa.array([Decimal(number) for number in range(60)], pa.decimal128(15, 2)),
        "enterprise.employees": list(range(60)),
        "enterprise.founded": [date(2020, 1, 2)] * 60,
        "enterprise.fields": [["ai"]] * 60,
    }
    pq.write_table(pa.table(columns), tmp_path / "whole.parquet", row_group_size=20, compression="none")
    content = (tmp_path / "whole.parquet").read_bytes()
    refused = 0
    for number in range(_FLIPS):
        place = random.randrange(len(content))
        damaged = bytes([content[place] ^ (1 << random.randrange(8))])
        source = tmp_path / f"{number}.parquet"
        source.write_bytes(content[:place] + damaged + content[place + 1 :])
        done, _, _ = by_both(run, source)
        refused += "damaged" in done.err
    assert 0 < refused < _FLIPS


def test_cut_short(run: Command, tmp_path: Path) -> None:
    pq.write_table(pa.table({"enterprise.city": _CITIES}), tmp_path / "whole.parquet")
    content = (tmp_path / "whole.parquet").read_bytes()
    for length in (0, 3, 4, 8, len(content) // 2, len(content) - 1):
        (tmp_path / "a.parquet").write_bytes(content[:length])
        done, _, _ = by_both(run, tmp_path / "a.parquet")
        assert done.code == 1
        assert "not a Parquet file, or damaged" in done.err


def test_rows_that_hold_nothing_by_the_million(run: Command, tmp_path: Path) -> None:
    nothing = pa.table({"enterprise.city": pa.nulls(6_000_000, pa.string())})
    pq.write_table(nothing, tmp_path / "a.parquet", row_group_size=6_000_000)
    done, _, _ = by_both(run, tmp_path / "a.parquet")
    assert done.code == 1
    assert "6,000,000 rows" in done.err
