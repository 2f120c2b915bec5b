"""What stands around the plan's layers where Polars runs them: before them the answers that exclude each other, behind them the shapes of ``batch.write``."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import ibis
import polars as pl

from guangdong_ai.batch.compile.amounts import OPEN_YUAN
from guangdong_ai.batch.compile.answers import columns_of, excluded, filled_in_once, made_unknown, rounds
from guangdong_ai.batch.compile.dated_measure import DatedMeasure
from guangdong_ai.batch.compile.plan import CODES, QueryPlan
from guangdong_ai.batch.encode.encoded_columns import EncodedColumn
from guangdong_ai.batch.run.interruptible import collected
from guangdong_ai.batch.run.polars_layers import translated, translated_fact
from guangdong_ai.batch.write.result_formats import RECORD_KEY, OutputFormat, Shape
from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.spreadsheet_text import as_plain_text

STATUS = pl.Enum(CODES)


def results_of(plan: QueryPlan, *, with_amounts: bool = True) -> list[pl.Expr]:
    """Status, low and high of each measure, the totals and the number of missing facts, named as in the wide shape (or in status)."""
    columns: list[pl.Expr] = []
    for measure in plan.measures:
        columns.append(status_of(measure).alias(f"{measure.id}.status"))
        if not with_amounts:
            continue
        low, high = pl.lit(None, dtype=pl.Int64), pl.lit(None, dtype=pl.Int64)
        if measure.amounts:
            low, high = pl.col(f"low:{measure.id}"), closed(pl.col(f"high:{measure.id}"))
        columns += [low.alias(f"{measure.id}.low"), high.alias(f"{measure.id}.high")]
    highs = [closed(pl.col(f"total:{end}")).alias(f"total.{end}") for end in ("high", "if_all_met")]
    return [*columns, pl.col("total:low").alias("total.low"), *highs, pl.col("missing")]


def status_of(measure: DatedMeasure) -> pl.Expr:
    """The measure's status over the plan's last layer. Asked code by code: to make the numbers a category costs five times as much."""
    code = pl.col(f"code:{measure.id}")
    *others, last = CODES
    status = pl.lit(last, dtype=STATUS)
    for number, name in reversed(list(enumerate(others))):
        status = pl.when(code == number).then(pl.lit(name, dtype=STATUS)).otherwise(status)
    return status


def closed(high: pl.Expr) -> pl.Expr:
    """A high end, null where it is open."""
    return pl.when(high < OPEN_YUAN).then(high)


ROWS_IN_A_GROUP = 100_000
"""Rows of a group in Parquet: whoever reads in pieces holds whole groups."""

_MAY_RUN = r"^[^\p{L}\p{N}]"


def shaped_frame(plan: QueryPlan, results: pl.LazyFrame, shape: Shape, kept: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """``id``, the columns ``kept`` and the results, in the columns of ``write.shapes`` or ``write.shapes``."""
    if shape == "long":
        return _long(plan, results, kept)
    return results.select("id", *_named(kept), *results_of(plan, with_amounts=shape == "wide"))


def _named(kept: Mapping[str, pl.Expr]) -> list[pl.Expr]:
    return [column.alias(name) for name, column in kept.items()]


def _long(plan: QueryPlan, results: pl.LazyFrame, kept: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    names = pl.Enum([measure.id for measure in plan.measures])
    words = pl.Enum(sorted({measure.window.state for measure in plan.measures}))
    kinds = pl.Enum(sorted({measure.measure.funding.kind for measure in plan.measures}))
    rows = []
    for measure in plan.measures:
        low, high = pl.lit(None, dtype=pl.Int64), pl.lit(None, dtype=pl.Int64)
        if measure.amounts:
            low, high = pl.col(f"low:{measure.id}"), closed(pl.col(f"high:{measure.id}"))
        rows.append(
            pl.struct(
                pl.lit(measure.id, dtype=names).alias("measure"),
                status_of(measure).alias("status"),
                pl.lit(measure.window.state, dtype=words).alias("window"),
                pl.lit(measure.window.opens, dtype=pl.Date).alias("opens"),
                pl.lit(measure.window.closes, dtype=pl.Date).alias("closes"),
                pl.lit(measure.measure.funding.kind, dtype=kinds).alias("funding"),
                low.alias("low"),
                high.alias("high"),
            )
        )
    # What the user calls the columns may be a name of the plan's, or a pattern: they get their names last, and by their places.
    carried = {name: f"kept {place}" for place, name in enumerate(kept)}
    columns = [column.alias(carried[name]) for name, column in kept.items()]
    unpacked = results.select("id", *columns, pl.concat_list(rows).alias("result")).explode("result").unnest("result")
    of_measures = ("measure", "status", "window", "opens", "closes", "funding", "low", "high")
    return unpacked.select("id", *_named({name: pl.col(carried[name]) for name in kept}), *of_measures)


def written(frame: pl.LazyFrame, path: Path, format_: OutputFormat, record: str = "") -> pl.LazyFrame:
    """The frame as one that writes itself to the file when it is collected. In CSV no text runs as a formula; ``record``: for the footer of Parquet."""
    if format_ == "parquet":
        return frame.sink_parquet(path, lazy=True, row_group_size=ROWS_IN_A_GROUP, metadata={RECORD_KEY: record} if record else None)
    if format_ == "jsonl":
        return frame.sink_ndjson(path, lazy=True)
    schema = frame.collect_schema()
    # By their places: a name may be taken for a pattern.
    columns = [
        _safe(pl.nth(place).alias(str(place))) if dtype == pl.String else pl.nth(place).alias(str(place))
        for place, dtype in enumerate(schema.dtypes())
    ]
    names = [pl.col(str(place)).alias(as_plain_text(name)) for place, name in enumerate(schema.names())]
    return frame.select(columns).select(names).sink_csv(path, lazy=True)


def write_together(parts: Sequence[Path], target: Path, format_: OutputFormat, record: str = "") -> None:
    """Write the rows of Parquet files, which have the same columns, one file after the other, to one file."""
    collected(written(pl.concat([pl.scan_parquet(part, glob=False) for part in parts]), target, format_, record))


def _safe(text: pl.Expr) -> pl.Expr:
    """An empty text is an empty cell: as a text it would be written in quotes."""
    return pl.when(text != "").then(text).map_batches(_plain_texts, return_dtype=pl.String, is_elementwise=True)


def _plain_texts(texts: pl.Series) -> pl.Series:
    doubtful = texts.str.contains(_MAY_RUN).fill_null(value=False)
    if not doubtful.any():
        return texts
    return pl.Series([as_plain_text(text) if doubt else text for text, doubt in zip(texts, doubtful, strict=True)], dtype=pl.String)


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
        followed = filled_in_once(self._answer_rules, known, self._facts)
        once = {f"{_KNOWN}{name}": translated_fact(value.op(), self._facts[name]) for name, value in followed.items()}
        for _ in range(rounds(self._answer_rules)):
            completed = completed.with_columns(**once)
        broken = excluded(self._answer_rules, known, self._facts)
        marked = completed.with_columns(**{mark: translated(is_broken.op()) for mark, (_, is_broken) in zip(marks, broken, strict=True)})
        marked = marked.with_columns(pl.any_horizontal(*marks).alias(EXCLUDED))
        if not lenient:
            return marked
        marked_by = [(one, table[mark]) for mark, (one, _) in zip(marks, broken, strict=True)]
        named = made_unknown(marked_by, self._answer_rules, given, self._facts)
        nulled = {
            column.name: pl.when(~translated(named[column.fact.id].op())).then(column.name)
            for column in self.columns
            if column.fact.id in named
        }
        return marked.with_columns(**nulled)


def with_all(columns: Sequence[EncodedColumn], more: Sequence[EncodedColumn]) -> tuple[EncodedColumn, ...]:
    """The columns of both, each name once."""
    return tuple({column.name: column for column in (*columns, *more)}.values())
