"""Whether two peers say the same of the same firms."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from batch_peers.province import MISSING, RESULT_SCHEMA
from batch_peers.provincial_measures import MEASURES

SHOWN = 5
"""So many differing firms of a column are shown."""


def differences(found: Path, expected: Path) -> Iterator[str]:
    """What is not the same, a line each; none where both files hold the same result. Firms are matched by id, other columns passed over."""
    ours, theirs = _result(found), _result(expected)
    if not ours["id"].equals(theirs["id"]):
        yield f"{len(ours):,} firms instead of {len(theirs):,}, or other ids"
        return
    for column in [name for name in (*RESULT_SCHEMA.names[1:], MISSING) if name in ours.columns]:
        differs = ours[column].ne_missing(theirs[column])
        if column.startswith("total."):
            differs &= theirs[column].is_not_null()  # where next to nothing is known there is no sum: peers are let off that rule
        if differs.any():
            both = pl.DataFrame({"id": ours["id"], "is": ours[column], "should be": theirs[column]}).filter(differs)
            yield f"{column}: {len(both):,} firms, such as {both.head(SHOWN).rows()}"


def _result(path: Path) -> pl.DataFrame:
    """The columns that are compared, in one type whoever wrote them: a status may be text or a category, an amount any whole number."""
    wanted = [pl.col("id").cast(pl.String)]
    for measure in MEASURES:
        wanted += [pl.col(f"{measure}.status").cast(pl.String), pl.col(f"{measure}.low", f"{measure}.high").cast(pl.Int64)]
    result = pl.read_parquet(path)
    counted = [MISSING] if MISSING in result.columns else []
    return result.select(*wanted, pl.col("total.low", "total.if_all_met", *counted).cast(pl.Int64)).sort("id")
