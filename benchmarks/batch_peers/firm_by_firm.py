"""A Parquet file firm by firm: for the peers that look at one at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from batch_peers.province import RESULT_SCHEMA

ROWS_AT_ONCE = 10_000


def assess_file(
    source: Path, target: Path, assess: Callable[[dict[str, Any]], dict[str, object]], schema: pa.Schema = RESULT_SCHEMA
) -> None:
    """Write what ``assess`` makes of each row, a mapping from column to value, beside its ``id``. What it leaves out is null."""
    with pq.ParquetFile(source) as file, pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in file.iter_batches(ROWS_AT_ONCE):
            results = [{"id": firm["id"], **assess(firm)} for firm in batch.to_pylist()]
            writer.write_batch(pa.RecordBatch.from_pylist(results, schema=schema))
