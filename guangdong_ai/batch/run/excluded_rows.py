"""Rows whose answers exclude each other, as Polars expressions over the encoded columns: what ``compile.conflicts`` says, for frames."""

from collections.abc import Mapping, Sequence

import ibis
import polars as pl
from ibis.backends.polars.compiler import translate

from guangdong_ai.batch.compile.conflicts import columns_of, excluded, filled_in_once, made_unknown, rounds
from guangdong_ai.batch.encode.encoded_columns import EncodedColumn
from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.catalogue.fact import Fact

_KNOWN = "known:"
EXCLUDED = "excluded"
"""Whether some answers of the row exclude each other."""


class ExcludedRows:
    """Looks for them among the facts that a file has columns for. Where nothing can exclude anything, the frame stays as it is."""

    def __init__(self, answer_rules: AnswerRules, facts: Mapping[str, Fact]) -> None:
        self._answer_rules, self._facts = answer_rules, facts
        self.columns: tuple[EncodedColumn, ...] = columns_of(answer_rules, facts)

    def marked(self, frame: pl.LazyFrame, *, lenient: bool) -> pl.LazyFrame:
        """The frame, with encoded columns and with ``columns``, with EXCLUDED; ``lenient``: with the answers that exclude each other null."""
        if not self._answer_rules.exclusions:
            return frame.with_columns(pl.lit(value=False).alias(EXCLUDED))
        types = {column.name: column.type for column in self.columns}
        marks = [f"{EXCLUDED}:{number}" for number in range(len(self._answer_rules.exclusions))]
        all_types = types | {f"{_KNOWN}{name}": type_ for name, type_ in types.items()} | dict.fromkeys(marks, "boolean")
        table = ibis.table(all_types, name="normal")
        given, known = ({name: table[f"{prefix}{name}"] for name in types} for prefix in ("", _KNOWN))
        completed = frame.with_columns(pl.col(name).alias(f"{_KNOWN}{name}") for name in types)
        # Round by round in columns: one expression for all rounds would repeat itself without end.
        once = {f"{_KNOWN}{name}": _translated(value) for name, value in filled_in_once(self._answer_rules, known, self._facts).items()}
        for _ in range(rounds(self._answer_rules)):
            completed = completed.with_columns(**once)
        broken = excluded(self._answer_rules, known, self._facts)
        marked = completed.with_columns(**{mark: _translated(is_broken) for mark, (_, is_broken) in zip(marks, broken, strict=True)})
        marked = marked.with_columns(pl.any_horizontal(*marks).alias(EXCLUDED))
        if not lenient:
            return marked
        marked_by = [(one, table[mark]) for mark, (one, _) in zip(marks, broken, strict=True)]
        named = made_unknown(marked_by, self._answer_rules, given, self._facts)
        nulled = {
            column.name: pl.when(~_translated(named[column.fact.id])).then(column.name)
            for column in self.columns
            if column.fact.id in named
        }
        return marked.with_columns(**nulled)


def _translated(value: ibis.Value) -> pl.Expr:
    """Ibis compiles whole tables only; its compiler for values is used here since the frame has columns of types that ibis does not know."""
    expression: pl.Expr = translate(value.op(), ctx={})
    return expression


def with_all(columns: Sequence[EncodedColumn], more: Sequence[EncodedColumn]) -> tuple[EncodedColumn, ...]:
    """Both, each name once."""
    return tuple({column.name: column for column in (*columns, *more)}.values())
