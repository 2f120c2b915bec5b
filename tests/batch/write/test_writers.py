"""The same rows in every format read back the same."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai.batch.write.result_formats import OUTPUT_FORMATS, OutputColumn, OutputFormat, ResultCell, output_format, row_writer
from guangdong_ai.foundation.errors import Refused
from tests.batch.write.conftest import read_back

COLUMNS = (
    OutputColumn("id", "text"),
    OutputColumn("note", "text"),
    OutputColumn("status", "word"),
    OutputColumn("low", "number"),
    OutputColumn("closes", "day"),
)
ROWS: list[tuple[ResultCell, ...]] = [
    ("1", "甲", "eligible", 0, date(2026, 11, 23)),
    ("2", "", "ineligible", None, None),
    ("3", 'a "quoted", text\nwith\r\ntwo lines', "eligible", 30_000_000_000, None),
    ("4", " spaces ", "conditional", 1, date(2027, 1, 1)),
    ("5", "_x0041_ \x01 &<>", "conditional", 1, None),
]


def written(path: Path, rows: list[tuple[ResultCell, ...]]) -> list[dict[str, ResultCell]]:
    format_ = output_format(path)
    assert format_ is not None
    writer = row_writer(format_, path, COLUMNS)
    try:
        for row in rows:
            writer.write(row)
        writer.finish()
    finally:
        writer.give_up()
    return read_back(path)


@pytest.mark.parametrize("format_", OUTPUT_FORMATS)
def test_rows_read_back_as_they_were_written(tmp_path: Path, format_: OutputFormat) -> None:
    rows = written(tmp_path / f"out.{format_}", ROWS)
    names = [column.name for column in COLUMNS]
    assert rows == [dict(zip(names, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize("format_", OUTPUT_FORMATS)
def test_without_rows_there_are_the_headers(tmp_path: Path, format_: OutputFormat) -> None:
    assert written(tmp_path / f"out.{format_}", []) == []
    assert format_ == "jsonl" or (tmp_path / f"out.{format_}").stat().st_size


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_reads_back(tmp_path: Path, format_: str, text: str) -> None:
    (row,) = written(tmp_path / f"out.{format_}", [("1", text, "eligible", 1, None)])
    assert row["note"] in (text, f"'{text}")
    assert row["note"] == text or format_ == "csv"


@pytest.mark.parametrize("text", ["=1+1", "  @x", "＝1", "\t+1"])
def test_formulas_are_plain_text_in_workbooks(tmp_path: Path, text: str) -> None:
    (row,) = written(tmp_path / "out.xlsx", [(text, text, "eligible", -1, None)])
    assert (row["id"], row["note"], row["low"]) == (text, text, -1)
    import zipfile

    with zipfile.ZipFile(tmp_path / "out.xlsx") as workbook:
        assert b"<f>" not in workbook.read("xl/worksheets/sheet1.xml")


def test_only_text_is_neutralised_in_csv(tmp_path: Path) -> None:
    written(tmp_path / "out.csv", [("=1", "+1", "eligible", -1, None)])
    assert (tmp_path / "out.csv").read_text() == "id,note,status,low,closes\n'=1,'+1,eligible,-1,\n"


def test_parquet_has_the_promised_types(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    written(tmp_path / "out.parquet", ROWS)
    schema = pq.read_schema(tmp_path / "out.parquet")
    types = [str(kind) for kind in schema.types]
    assert types[:2] == ["string", "string"]
    assert types[2].startswith("dictionary<values=string")
    assert types[3:] == ["int64", "date32[day]"]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for format_ in OUTPUT_FORMATS:
        one, other = tmp_path / f"one.{format_}", tmp_path / f"other.{format_}"
        written(one, ROWS)
        written(other, ROWS)
        assert one.read_bytes() == other.read_bytes()


def test_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        written(tmp_path / "out.xlsx", [("1", "x" * 32_768, "eligible", 1, None)])
    assert '"note"' in refused.value.findings[0].message.en


@pytest.mark.parametrize("format_", OUTPUT_FORMATS)
def test_a_writer_that_gives_up_leaves_no_files_open(tmp_path: Path, format_: OutputFormat) -> None:
    writer = row_writer(format_, tmp_path / f"out.{format_}", COLUMNS)
    writer.write(ROWS[0])
    writer.give_up()
    writer.give_up()
