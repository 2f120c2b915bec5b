"""The sizes that a footer tells are those the library tells; a footer that makes no sense is refused."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.batch.read.parquet_footer import ChunkSize, begins_in_its_dictionary, row_groups
from guangdong_ai.foundation.record import replace


@pytest.mark.parametrize("rows", [0, 1, 7, 100])
@pytest.mark.parametrize("dictionaries", [True, False])
def test_sizes_are_those_that_the_library_tells(tmp_path: Path, rows: int, dictionaries: bool) -> None:  # a parameter of the test
    columns = {f"column {number}": pa.array([str(row % 3) for row in range(rows)], pa.string()) for number in range(20)}
    columns["list"] = pa.array([[1, 2]] * rows, pa.list_(pa.int64()))
    columns["struct"] = pa.array([{"a": row, "b": None} for row in range(rows)], pa.struct({"a": pa.int32(), "b": pa.bool_()}))
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=6, use_dictionary=dictionaries, write_page_index=True)
    metadata = pq.read_metadata(path)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    with path.open("rb") as stream:
        found = row_groups(stream, 23)
    assert [group.rows for group in found] == [group.num_rows for group in groups]
    assert [[(one.packed, one.unpacked, one.has_dictionary) for one in group.columns] for group in found] == [
        [
            (one.total_compressed_size, one.total_uncompressed_size, one.has_dictionary_page)
            for one in map(group.column, range(group.num_columns))
        ]
        for group in groups
    ]
    with path.open("rb") as stream:
        if rows:
            with pytest.raises(ValueError, match="other columns"):
                row_groups(stream, 22)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize(("dictionaries", "limit", "begins"), [(True, None, True), (False, None, False), (True, 1, True)])
def test_the_first_page_of_rows_says_whether_it_is_in_the_dictionary(
    tmp_path: Path, version: str, dictionaries: bool, limit: int | None, begins: bool
) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"a": [f"text {row}" for row in range(5_000)], "b": [None, "x"] * 2_500})
    pq.write_table(table, path, use_dictionary=dictionaries, data_page_version=version, dictionary_pagesize_limit=limit)
    with path.open("rb") as stream:
        ((first, second),) = (group.columns for group in row_groups(stream, 2))
        assert begins_in_its_dictionary(stream, first) == begins_in_its_dictionary(stream, second) == begins
        assert not begins_in_its_dictionary(stream, replace(first, dictionary=None))
        for damaged in (0, path.stat().st_size, 2**62):
            assert not begins_in_its_dictionary(stream, replace(first, dictionary=damaged))


@given(st.binary(max_size=60))
def test_pages_that_make_no_sense_begin_in_no_dictionary(content: bytes) -> None:
    assert begins_in_its_dictionary(io.BytesIO(content), ChunkSize(1, 1, 0)) in (True, False)


@given(st.binary(max_size=60))
def test_a_footer_that_makes_no_sense_is_refused(footer: bytes) -> None:
    content = b"PAR1" + footer + len(footer).to_bytes(4, "little") + b"PAR1"
    try:
        found = row_groups(io.BytesIO(content), 1)
    except ValueError:
        return
    assert all(len(group.columns) == 1 and group.rows >= 0 for group in found)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"x" * 20, b"\x39\xf5\xff\xff\xff\x7f\xff"])
def test_what_has_no_footer_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, OSError)):
        row_groups(io.BytesIO(content), 1)
