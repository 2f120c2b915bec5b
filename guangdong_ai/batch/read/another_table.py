"""A second table below the first one in a sheet: read under the headers of the first, its cells would mean something else."""

from collections.abc import Sequence
from typing import Final

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text

_LEAST_NAMED: Final = 2


class HeadersBelow:
    """Tells rows that hold headers of another table than this one."""

    def __init__(self, known: FactHeaders, layout: Layout) -> None:
        self._known = known
        self._headers = layout.headers
        self._used = frozenset(column.index for column in layout.columns)

    def are_in(self, cells: Sequence[object]) -> bool:
        """Whether the row holds nothing but texts, names two facts or more, the name or the code of applicants among them, and differs from our headers.

        It differs where anything but our header stands in a column in use.
        """
        texts = {index: cell.strip() for index, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()}
        if len(texts) < _LEAST_NAMED or any(not isinstance(cell, str) and cell is not None for cell in cells):
            return False
        if all(self._is_ours(index, text) for index, text in texts.items() if index in self._used):
            return False
        named = {fact.id: fact for text in texts.values() if (fact := self._named(text)) is not None}
        return len(named) >= _LEAST_NAMED and any(fact.traits.is_identifying for fact in named.values())

    def _is_ours(self, index: int, text: str) -> bool:
        return text == self._headers[index].strip()

    def _named(self, text: str) -> Fact | None:
        match = self._known.match(text) or self._known.doubted(text)
        return None if match is None else match.fact


def under_other_headers(row: int) -> Fault:
    """Why a row below headers of another table, which stand in ``row`` (from 1), is not read."""
    return Fault(
        Text(f"第 {row} 行起是另一张表，列名不同，没有读取", f"another table with other headers begins in row {row}, and is not read"),
        Text("请把它放到另一张工作表或另一个文件中", "put it on a sheet or into a file of its own"),
    )
