"""Profiles as the tables that the engines read, and results of all engines in one form, to be compared."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.stacking import total
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.encode.encoded_columns import SCALE, EncodedColumn
from guangdong_ai.batch.encode.warehouse_table import warehouse_schema
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Facts, Value

Row = Mapping[str, Any]
"""The columns of the wide shape, but the id, with their values for one applicant."""

_POLARS = {"string": pl.String(), "boolean": pl.Boolean(), "int64": pl.Int64(), "date": pl.Date()}
_WAREHOUSE = {**_POLARS, "decimal(15, 2)": pl.Decimal(15, 2), "decimal(7, 6)": pl.Decimal(7, 6)}


def expected_row(catalogue: Catalogue, facts: Facts, as_of: date) -> Row:
    """What the plain evaluator says."""
    results = assess_measures(catalogue, facts, as_of)
    totals = total(results, catalogue, facts, as_of)
    row: dict[str, Any] = {}
    for result in results:
        name = result.measure.id
        row |= {f"{name}.status": result.eligibility, f"{name}.low": result.funding.low, f"{name}.high": result.funding.high}
    missing = len({fact for result in results for fact in result.missing})
    ends = {"total.low": totals.low, "total.high": totals.high, "total.if_all_met": totals.if_all_met}
    return {**row, **ends, "missing": missing}


def encoded_frame(columns: Sequence[EncodedColumn], profiles: Sequence[Facts]) -> pl.LazyFrame:
    """The profiles with encoded columns."""
    cells = {column.name: [_normal(column.fact, column.choice, facts.get(column.fact.id)) for facts in profiles] for column in columns}
    rows = pl.Series("id", [str(number) for number in range(len(profiles))], dtype=pl.String)
    return pl.LazyFrame({"id": rows, **cells}, schema={"id": pl.String(), **{column.name: _POLARS[column.type] for column in columns}})


def _normal(fact: Fact, choice: str | None, value: Value | None) -> object:
    if value is None or choice is None:
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return int(value * SCALE[fact.kind]) if is_number else value  # type: ignore[operator]  # a number, as just seen
    return isinstance(value, frozenset) and choice in value


def warehouse_frame(plan: QueryPlan, profiles: Sequence[Facts]) -> pl.DataFrame:
    """The profiles as a warehouse has them."""
    schema = warehouse_schema(plan.columns)
    facts = plan.catalogue.facts
    cells = {name: [_warehouse_cell(facts[name], profile.get(name)) for profile in profiles] for name in schema}
    rows = [str(number) for number in range(len(profiles))]
    return pl.DataFrame({"id": rows, **cells}, schema={"id": pl.String(), **{name: _WAREHOUSE[kind] for name, kind in schema.items()}})


def _warehouse_cell(fact: Fact, value: Value | None) -> object:
    if isinstance(value, frozenset):
        return ",".join(choice.id for choice in fact.choices if choice.id in value) or "none"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value) if fact.kind in ("money", "share") else int(value)
    return value


def same_rows(found: Sequence[Row], expected: Sequence[Row], profiles: Sequence[Facts]) -> None:
    """Each applicant's results are the same; one that differs is shown."""
    assert len(found) == len(expected)
    for row, wanted, facts in zip(found, expected, profiles, strict=True):
        different = {name: (row[name], value) for name, value in wanted.items() if row[name] != value}
        assert not different, f"engine, plain: {different} for {dict(facts)}"
