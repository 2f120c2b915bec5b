"""The bundled catalogue, and files of every format read back."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.catalogue.catalogue import Catalogue
from tests.bundled_catalogue import bundled_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def read_back(path: Path) -> list[dict[str, Any]]:
    """The rows of a result: text, whole numbers and days, None where nothing stands."""
    return {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet, ".xlsx": _xlsx}[path.suffix](path)


def _csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [{name: _as_typed(name, cell) for name, cell in row.items()} for row in csv.DictReader(stream)]


def _as_typed(name: str, cell: str) -> Any:
    last = name.rpartition(".")[2]
    if last in ("opens", "closes"):
        return date.fromisoformat(cell) if cell else None
    return (int(cell) if cell else None) if last in ("low", "high", "if_all_met", "missing") else cell


def _jsonl(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    for row in rows:
        for name in ("opens", "closes"):
            if row.get(name):
                row[name] = date.fromisoformat(row[name])
    return rows


def _parquet(path: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def _xlsx(path: Path) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook

    headers, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [{str(name): _cell(str(name), cell) for name, cell in zip(headers, row, strict=True)} for row in rows]


def _cell(name: str, cell: Any) -> Any:
    last = name.rpartition(".")[2]
    if cell == "":
        return None if last in ("low", "high", "if_all_met", "missing", "opens", "closes") else ""
    if isinstance(cell, datetime):
        return cell.date()
    return int(cell) if isinstance(cell, float) else cell
