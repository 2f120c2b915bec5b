"""The table of limits in the documentation says what the program holds to."""

import csv
import re
from pathlib import Path

from guangdong_ai.batch import outcome
from guangdong_ai.batch.read import jsonl_rows, parquet_pieces, text_file, workbook_size
from guangdong_ai.foundation.toml_file import LARGEST

PAGE = Path(__file__).parents[3] / "docs" / "batch.md"
LIMITS = [
    LARGEST,
    text_file.LONGEST_LINE,
    csv.field_size_limit(),
    text_file.MOST_BLANK_LINES,
    text_file.MOST_UNPACKED,
    jsonl_rows.MOST_KEYS,
    workbook_size.MOST_CELLS,
    workbook_size.MOST_CHARACTERS,
    workbook_size.LARGEST_ARCHIVE,
    parquet_pieces.MOST_EMPTY_ROWS,
    parquet_pieces.LARGEST_COLUMN,
    parquet_pieces.LARGEST_PIECE,
    outcome.MOST_KINDS,
]


def test_the_limits_in_the_documentation_are_those_of_the_program() -> None:
    section = PAGE.read_text("utf-8").partition("\n## Limits\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\|[^|]+\|([^|]+)\| ([0-9,]+) \|$", section, re.MULTILINE)
    assert [number for _, number in rows] == [f"{limit:,}" for limit in LIMITS]
    besides = [int(times) for text, _ in rows for times in re.findall(r"(\d+) t(?:imes|o each)", text)]
    assert besides == [text_file.TIMES_PACKED, parquet_pieces.ROWS_A_BYTE, parquet_pieces.TIMES_PACKED]
