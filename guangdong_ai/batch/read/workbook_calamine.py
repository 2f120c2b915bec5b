"""Workbooks that are archives, read by calamine: .xlsx, .xlsm, .ods."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from guangdong_ai.batch.read import workbook_archive, workbook_marks, workbook_ods, workbook_size
from guangdong_ai.batch.read.workbook import Cells, MergedCells, OpenWorkbook, SheetState
from guangdong_ai.batch.read.workbook_archive import damaged, password_protected

_STATES: Final[dict[str, SheetState]] = {"Visible": "shown", "Hidden": "hidden", "VeryHidden": "very hidden"}
_ITS_SUFFIXES: Final = (".xlsx", ".xlsm", ".ods")


@contextmanager
def xlsx_workbook(path: Path) -> Iterator[OpenWorkbook]:
    """A workbook of Excel 2007 or newer. Raises Refused."""
    workbook_size.check_size(path)
    with _Archive(path) as archive:
        yield OpenWorkbook(
            sheets=archive.sheets(),
            rows=archive.rows,
            height=archive.height,
            merged_cells=archive.merged_cells,
            hidden_rows=lambda name: workbook_marks.hidden_rows(path, name),
            faulty_cells=lambda name: workbook_archive.faulty_cells(path, name),
            percent_cells=lambda name, columns: workbook_marks.percent_cells(path, name, columns),
            counts_otherwise=lambda: workbook_archive.counts_from_1904(path),
        )


@contextmanager
def ods_workbook(path: Path) -> Iterator[OpenWorkbook]:
    """An OpenDocument spreadsheet. Raises Refused."""
    workbook_ods.check_size(path)
    with _Archive(path) as archive:
        yield OpenWorkbook(
            sheets=archive.sheets(),
            rows=archive.rows,
            height=archive.height,
            merged_cells=lambda name: workbook_ods.merged_cells(path, name),
            hidden_rows=lambda name: workbook_ods.hidden_rows(path, name),
            faulty_cells=lambda name: workbook_ods.faulty_cells(path, name),
            percent_cells=lambda name, columns: workbook_ods.percent_cells(path, name, columns),
            counts_otherwise=lambda: workbook_ods.counts_otherwise(path),
        )


class _Archive:
    """The open workbook; what the library raises about a file that it cannot read becomes Refused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: tuple[str, Any] = ("", None)

    def __enter__(self) -> Self:
        with _refusing(self._path):
            self._opened = _load(self._path)
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._last = ("", None)
        self._opened.close()

    def sheets(self) -> dict[str, SheetState]:
        """The sheets with cells."""
        metadata = [one for one in self._opened.sheets_metadata if _last_name(one.typ) == "WorkSheet"]
        return {one.name: _STATES[_last_name(one.visible)] for one in metadata}

    def rows(self, name: str, most: int | None) -> list[Cells]:
        """The cells of the sheet."""
        with _refusing(self._path):
            rows: list[Cells] = self._sheet(name).to_python(skip_empty_area=False, nrows=most)
            return rows

    def height(self, name: str) -> int:
        """How many rows the sheet has."""
        with _refusing(self._path):
            end = self._sheet(name).end
            return end[0] + 1 if end else 0

    def merged_cells(self, name: str) -> tuple[MergedCells, ...]:
        """Its merged cells."""
        with _refusing(self._path):
            return tuple(self._sheet(name).merged_cell_ranges or ())

    def _sheet(self, name: str) -> Any:
        """The sheet, which the library reads whole; the one that was asked for last is kept."""
        if self._last[1] is None or self._last[0] != name:
            self._last = name, self._opened.get_sheet_by_name(name)
        return self._last[1]


def _load(path: Path) -> Any:
    from python_calamine import CalamineWorkbook

    if path.suffix.lower() in _ITS_SUFFIXES:
        return CalamineWorkbook.from_path(path)
    # By a path the library goes by its suffix.
    with path.open("rb") as stream:
        return CalamineWorkbook.from_filelike(stream)


def _last_name(member: object) -> str:
    return str(member).rpartition(".")[2]


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise password_protected(path) from None
    except (CalamineError, OSError, ValueError):
        raise damaged(path) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged(path) from None
        raise
