"""No rules: every column read, and the columns of a result written, from no more than which answers are missing.

What any engine has to do at least. (Copying the file is no floor: the amounts given compress far worse than a result does.)
"""

from pathlib import Path

import polars as pl

from batch_peers.provincial_measures import MEASURES, WITH_MONEY

STATUSES = pl.Enum(["undetermined", "conditional"])


def run(source: Path, target: Path) -> None:
    """Read a Parquet file and write one like a result."""
    firms = pl.scan_parquet(source)
    facts = firms.collect_schema().names()[1:]
    columns: list[pl.Expr] = [pl.col("id")]
    for number, measure in enumerate(MEASURES):
        incomplete = pl.any_horizontal(pl.col(fact).is_null() for fact in facts[number :: len(MEASURES)])
        status = pl.when(incomplete).then(pl.lit("undetermined", STATUSES)).otherwise(pl.lit("conditional", STATUSES))
        amount = pl.when(incomplete).then(pl.lit(0, pl.Int64)).otherwise(1_000_000) if measure in WITH_MONEY else pl.lit(None, pl.Int64)
        columns += [status.alias(f"{measure}.status"), amount.alias(f"{measure}.low"), amount.alias(f"{measure}.high")]
    total = pl.when(pl.col(facts[0]).is_null()).then(pl.lit(0, pl.Int64)).otherwise(1_000_000)
    columns += [total.alias("total.low"), total.alias("total.if_all_met")]
    firms.select(columns).sink_parquet(target, compression="zstd", row_group_size=125_000)
