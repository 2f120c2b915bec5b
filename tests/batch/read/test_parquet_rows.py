"""Typed columns."""

import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guangdong_ai.batch.read import parquet_pieces
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.parquet_pieces import ParquetPieces
from guangdong_ai.batch.read.table import count_at_most
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, Read, outcome


def test_typed_columns_are_read_exactly(tmp_path: Path, facts: Facts) -> None:
    day, noon = datetime(2020, 1, 2, tzinfo=UTC), datetime(2020, 1, 2, 12, tzinfo=UTC)
    table = pa.table(
        {
            "编号": [7, 8, 9],
            "enterprise": [{"city": "guangzhou", "fields": ["ai"]}, {"city": None, "fields": []}, {"city": "广州", "fields": None}],
            "enterprise.revenue": pa.array([Decimal("3000000.00"), None, Decimal("0.50")], pa.decimal128(18, 2)),
            "rnd_special.own_funding_share": pa.array([0.1, 0.7, None], pa.float32()),
            "national_project.own_funding": [0.1, 1e6, 2.0],
            "enterprise.founded": pa.array([day, None, noon], pa.timestamp("ns", tz="UTC")),
            "benchmark.started": [date(2024, 2, 29), None, None],
            "titles.high_tech": [True, False, None],
            "enterprise.kind": pa.array(["enterprise", None, "university"]).dictionary_encode(),
            "单位名称": pa.array(["粤智".encode(), None, b"x"], pa.binary()),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1)
    assert len(outcome(tmp_path / "a.parquet", facts).applicants) == 3  # noon is a guess
    done = outcome(tmp_path / "a.parquet", facts, strict=True)
    assert done.facts == [
        {
            "enterprise.city": "guangzhou",
            "enterprise.fields": frozenset({"ai"}),
            "enterprise.revenue": Decimal(3_000_000),
            "rnd_special.own_funding_share": Decimal("0.1"),
            "national_project.own_funding": Decimal("0.1"),
            "enterprise.founded": date(2020, 1, 2),
            "benchmark.started": date(2024, 2, 29),
            "titles.high_tech": True,
            "enterprise.kind": "enterprise",
            "enterprise.name": "粤智",
        },
        {
            "enterprise.fields": frozenset(),
            "rnd_special.own_funding_share": Decimal("0.7"),
            "national_project.own_funding": Decimal(1_000_000),
            "titles.high_tech": False,
        },
    ]
    assert [(row.id, row.line) for row in done.applicants] == [("7", 1), ("8", 2)]
    (wrong,) = done.rejected[0].wrong
    assert (wrong.line, wrong.column) == (3, "enterprise.founded")
    assert count_at_most(InputFile(path=tmp_path / "a.parquet", format="parquet"), 1) == 3


def test_nan_is_no_number(tmp_path: Path, facts: Facts) -> None:
    pq.write_table(pa.table({"revenue": [1.0, float("nan"), float("inf")], "name": ["a", "b", "c"]}), tmp_path / "a.parquet")
    assert outcome(tmp_path / "a.parquet", facts).reasons == ["nan is not a number", "inf is not a number"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"x" * 100, b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_a_damaged_file_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(Refused, match="Parquet"):
        read("a.parquet", content)


_EVERY_BIT = """
import sys
from pathlib import Path
from guangdong_ai.batch.read.parquet_pieces import ParquetPieces
from guangdong_ai.foundation.errors import Refused

content, damaged, ways = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), {"read": 0, "refused": 0}
footer = int.from_bytes(content[-8:-4], "little")
for at in range(len(content) - 8 - footer, len(content) - 8):
    for bit in range(8):
        damaged.write_bytes(content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1:])
        try:
            pieces = ParquetPieces(damaged)
            rows = sum(rows for rows, _ in pieces.read(range(len(pieces.headers)), 3))
            ways["read"] += 1
        except Refused:
            ways["refused"] += 1
print(ways["read"], ways["refused"])
"""


def test_no_damaged_bit_of_what_a_file_says_of_itself_ends_the_run(tmp_path: Path) -> None:
    """In a process of its own: the library ends the process where metadata of a column contradict themselves."""
    table = pa.table({"enterprise.city": ["guangzhou", None], "enterprise": [{"name": "x"}, None], "founded": [date(2020, 1, 2)] * 2})
    pq.write_table(table, tmp_path / "a.parquet", store_schema=False, compression="none")
    run = subprocess.run(
        [sys.executable, "-c", _EVERY_BIT, tmp_path / "a.parquet", tmp_path / "damaged.parquet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    read, refused = map(int, run.stdout.split())
    assert read > 100
    assert refused > 100


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, facts: Facts) -> None:
    for name in ("a.parquet", "a.xlsx", "a.csv", "a.csv.gz", "a.csv.zst", "a.jsonl"):
        with pytest.raises(Refused, match="no such file"):
            outcome(tmp_path / name, facts)


@pytest.mark.parametrize("stored_as", ["text", "dictionary", "inside"])
def test_a_long_text_that_many_rows_show_is_refused(tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch, stored_as: str) -> None:
    for length, read in ((900, True), (1_100, False)):
        texts = pa.array(["长" * (length // 3)] * 1_000)
        texts = texts.dictionary_encode() if stored_as == "dictionary" else texts
        cities = pa.array(["guangzhou"] * 1_000)
        columns = {"enterprise": pa.StructArray.from_arrays([texts, cities], ["name", "city"])}
        if stored_as != "inside":
            columns = {"enterprise.name": texts, "enterprise.city": cities}
        pq.write_table(pa.table(columns), tmp_path / "a.parquet")
        monkeypatch.setattr(parquet_pieces, "LARGEST_PIECE", 1_000_000)
        monkeypatch.setattr(parquet_pieces, "_SMALL", 10)
        if read:
            done = outcome(tmp_path / "a.parquet", facts)
            assert len(done.applicants) + len(done.rejected) == 1_000
        else:
            with pytest.raises(Refused, match=r"the texts of the column enterprise\.name are too long: more than 1,000,000 bytes"):
                outcome(tmp_path / "a.parquet", facts)


@pytest.mark.parametrize(("longest", "as_it_is"), [(900, True), (1_100, False)])
def test_texts_that_hardly_come_twice_are_read_as_they_are_where_they_cannot_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, longest: int, as_it_is: bool
) -> None:
    monkeypatch.setattr(parquet_pieces, "LARGEST_PIECE", 100_000)
    monkeypatch.setattr(parquet_pieces, "MOST_AT_ONCE", 100)
    monkeypatch.setattr(parquet_pieces, "_SMALL", 10)
    names = [None, *(f"enterprise number {row}" for row in range(998)), "长" * (longest // 3)]
    kinds = pa.array(["enterprise", None] * 500)
    pq.write_table(pa.table({"name": names, "kind": kinds}), tmp_path / "a.parquet", row_group_size=500)
    pieces = list(ParquetPieces(tmp_path / "a.parquet").read([0, 1], 100, in_bulk=True))
    read = [pa.concat_arrays([column.cast(pa.string()) for _, (name, _) in pieces for column in name.chunks]).to_pylist()]
    assert read == [names]
    assert [pa.types.is_dictionary(name.type) for _, (name, _) in pieces] == [not as_it_is] * len(pieces)
    assert all(pa.types.is_dictionary(kind.type) for _, (_, kind) in pieces)


def test_rows_in_which_nothing_stands_are_not_read_by_the_million(tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_pieces, "MOST_EMPTY_ROWS", 100_000)
    pq.write_table(pa.table({"enterprise.city": pa.nulls(200_000, pa.string())}), tmp_path / "a.parquet")
    with pytest.raises(Refused, match="says that it has 200,000 rows: nearly all of them hold nothing"):
        outcome(tmp_path / "a.parquet", facts)
