"""A layer of the plan: columns made from the table of the layer before."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.compile.not_compilable import TOO_DEEP, NotCompilable, Piece, refuse_too_large_columns
from guangdong_ai.foundation.record import record

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

Expressions = Mapping[str, "ir.Value"]


@record
class Layer:
    """One step: ``columns`` makes new ones from the table that the layer before gave; those that ``carried`` names are taken over.

    To ``pieces`` it adds what each rule contributes, so that a rule that makes the layer too large can be named.
    """

    name: str
    carried: tuple[str, ...]
    columns: Callable[["ibis.Table", list[Piece]], Expressions]

    def made(self, table: "ibis.Table") -> Expressions:
        """The new columns. Raises NotCompilable."""
        try:
            pieces: list[Piece] = []
            columns = self.columns(table, pieces)
            refuse_too_large_columns(columns.values(), pieces)
        except RecursionError:
            raise NotCompilable(TOO_DEEP) from None
        return columns

    def over(self, table: "ibis.Table", kept: Sequence[str] = ()) -> "ibis.Table":
        """The layer's table; ``kept`` are columns that are taken over from the first layer to the last. Raises NotCompilable."""
        columns = self.made(table)
        try:
            return table.select(*(table[name] for name in (*kept, *self.carried)), **columns)
        except RecursionError:
            raise NotCompilable(TOO_DEEP) from None
