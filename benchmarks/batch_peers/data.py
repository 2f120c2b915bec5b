"""Made-up firms as a table, as many as wanted: the shares of ``firms.py``, drawn in columns, with gaps as registers have them.

A file is written in row groups, each drawn alone from the seed and its number, so that memory does not grow with the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from firms import CHOSEN, NEVER, TRUE, WEIGHTS, WITH_SUCH_A_PROJECT

from batch_peers.consistent import consistent
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Kind

ROWS_IN_A_GROUP = 125_000
"""Engines that stream hold whole row groups: larger ones cost memory."""

LEAST_UNKNOWN, MOST_UNKNOWN = 0.10, 0.25
"""Between these lies the share of firms of which a fact is not known, drawn for each fact."""

HARDLY_KNOWN, UNKNOWN_OF_THEM = 0.03, 0.92
"""The share of firms of which hardly anything is known, and the share of facts that is not known of them."""

TYPES: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "choice": pa.string(),
    "choices": pa.string(),
    "yes_no": pa.bool_(),
    "count": pa.int64(),
    "money": pa.int64(),
    "share": pa.float64(),
    "year": pa.int64(),
    "months": pa.int64(),
    "date": pa.date32(),
}
"""The type of a column: whole yuan, a share as a fraction of 1, several choices as their ids with commas between ("none" for none)."""

_FIRST_DAY = (date(2019, 1, 1) - date(1970, 1, 1)).days

_Bits = npt.NDArray[np.bool_]


def schema_of(facts: Sequence[Fact]) -> pa.Schema:
    """The columns of the data: ``id``, and one for each fact, under its id."""
    return pa.schema([pa.field("id", pa.string()), *(pa.field(fact.id, TYPES[fact.kind]) for fact in facts)])


def write_parquet(path: Path, facts: Sequence[Fact], rows: int, seed: int = 1) -> None:
    """The firms as a Parquet file, compressed as the peers compress their results."""
    with pq.ParquetWriter(path, schema_of(facts), compression="zstd") as writer:
        for batch in batches(facts, rows, seed):
            writer.write_batch(batch, row_group_size=ROWS_IN_A_GROUP)


def batches(facts: Sequence[Fact], rows: int, seed: int = 1) -> Iterator[pa.RecordBatch]:
    """The firms, a row group at a time. The same arguments give the same firms."""
    for number, first in enumerate(range(0, rows, ROWS_IN_A_GROUP)):
        yield _batch(facts, first, min(ROWS_IN_A_GROUP, rows - first), seed, number)


def code(number: int) -> str:
    """The name of a firm: as long as a credit code, which is what registers go by, and none."""
    return f"91440100{number:010}"


def _batch(facts: Sequence[Fact], first: int, rows: int, seed: int, number: int) -> pa.RecordBatch:
    shares = np.random.default_rng(seed).uniform(LEAST_UNKNOWN, MOST_UNKNOWN, len(facts))
    rng = np.random.default_rng([seed, number])
    active = {section: rng.random(rows) < WITH_SUCH_A_PROJECT.get(section, 1) for section in dict.fromkeys(fact.section for fact in facts)}
    hardly_known = rng.random(rows) < HARDLY_KNOWN
    columns = [pa.array([code(number) for number in range(first + 1, first + rows + 1)])]
    for fact, share in zip(facts, shares, strict=True):
        unknown = rng.random(rows) < np.where(hardly_known, UNKNOWN_OF_THEM, share)
        columns.append(_column(fact, active[fact.section], unknown, rng))
    return consistent(pa.RecordBatch.from_arrays(columns, schema=schema_of(facts)))


def _column(fact: Fact, active: _Bits, unknown: _Bits, rng: np.random.Generator) -> pa.Array:
    """The answers to one question: of firms that have nothing to say in its section no, none or 0."""
    rows = len(active)
    match fact.kind:
        case "yes_no":
            return pa.array(active & (rng.random(rows) < TRUE.get(fact.id, 0.6)), mask=unknown)
        case "choice":
            return _choice(fact, active, unknown, rng)
        case "choices":
            return _choices(fact, active, unknown, rng)
        case "count":
            return pa.array(np.where(active, (10 ** rng.uniform(0, 6.5, rows)).astype(np.int64), 0), mask=unknown)
        case "money":
            return pa.array(np.where(active, (10 ** rng.uniform(5, 8.5, rows)).astype(np.int64), 0), mask=unknown)
        case "share":
            return pa.array(rng.integers(0, 101, rows) / 100, mask=unknown)
        case "year":
            never = ~active | (rng.random(rows) < NEVER.get(fact.id, 0)) if fact.never is not None else np.zeros(rows, np.bool_)
            return pa.array(np.where(never, 0, rng.integers(2019, 2028, rows)), mask=unknown)
        case "months":
            return pa.array(rng.integers(0, 241, rows), mask=unknown)
        case "date":
            days = _FIRST_DAY + rng.integers(0, 8 * 365, rows)
            return pa.array(days.astype(np.int32), mask=unknown).cast(pa.date32())
        case "text":
            return pa.array(["x"] * rows, mask=unknown)


def _choice(fact: Fact, active: _Bits, unknown: _Bits, rng: np.random.Generator) -> pa.Array:
    ids = [choice.id for choice in fact.choices]
    weights = np.array([0 if name == "none" else WEIGHTS.get(fact.id, {}).get(name, 1) for name in ids], np.float64)
    codes = rng.choice(len(ids), len(active), p=weights / weights.sum()).astype(np.int32)
    if "none" in ids:
        codes = np.where(active, codes, ids.index("none")).astype(np.int32)
    return _spelled(codes, unknown, ids)


def _choices(fact: Fact, active: _Bits, unknown: _Bits, rng: np.random.Generator) -> pa.Array:
    ids = [choice.id for choice in fact.choices]
    codes = np.zeros(len(active), np.int32)
    for bit, name in enumerate(ids):
        codes |= (active & (rng.random(len(active)) < CHOSEN.get(fact.id, {}).get(name, 0.3))).astype(np.int32) << bit
    return _spelled(codes, unknown, list(subsets(ids)))


def subsets(ids: Sequence[str]) -> Iterator[str]:
    """Every set of choices as the data spells it; the bits of its place say which are in it."""
    for code in range(1 << len(ids)):
        yield ",".join(name for bit, name in enumerate(ids) if code >> bit & 1) or "none"


def _spelled(codes: npt.NDArray[np.int32], unknown: _Bits, words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=unknown), pa.array(words, pa.string())).dictionary_decode()
