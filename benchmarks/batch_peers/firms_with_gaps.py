"""Firms that leave out what can be worked out from their other answers: made-up tables in which derived and implied facts have to be found.

The answers are those of ``data.py``, all facts of the catalogue but texts. Most firms do not say what is derived or may follow; of answers
that contradict each other some are taken out, since a row that contradicts itself would be rejected.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from batch_peers.data import batches, schema_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact

DERIVED_GIVEN = 0.1
"""The share of firms that say themselves what could be derived, for each such fact."""

MAY_FOLLOW_GIVEN = 0.5
"""The share of firms that say themselves what could follow from an implication, for each such fact."""

ANSWERED_ANYWAY = "compliance.tax_compliant"
"""What a firm says of which nothing would be left."""


def write_firms(path: Path, catalogue: Catalogue, as_of: date, rows: int, seed: int) -> Mapping[str, int]:
    """Write so many firms as Parquet, none of which contradicts itself on that day. Returns how many values were left to be found: "derived" choices, and "implied" facts."""
    facts = [fact for fact in catalogue.facts.values() if fact.kind != "text"]
    random = Random(seed)  # noqa: S311
    found = {"derived": 0, "implied": 0}
    with pq.ParquetWriter(path, schema_of(facts), compression="zstd") as writer:
        for batch in batches(facts, rows, seed):
            firms = list(_firms(batch, facts, catalogue, as_of, random, found))
            writer.write_table(pa.Table.from_pylist(firms, schema=batch.schema))
    return found


def _firms(
    batch: pa.RecordBatch, facts: Sequence[Fact], catalogue: Catalogue, as_of: date, random: Random, found: dict[str, int]
) -> Iterator[dict[str, Any]]:
    for row in batch.to_pylist():
        told = {fact.id: row[fact.id] for fact in facts if row[fact.id] is not None and random.random() < _given(fact, catalogue)}
        answers = {name: _value(catalogue.facts[name], value) for name, value in told.items()}
        while conflicts := catalogue.conflicts(answers, as_of):
            del answers[random.choice(conflicts[0].facts)]
        for rule in catalogue.implied(answers).values():
            found["derived" if rule.declared_by == "derived" else "implied"] += 1
        yield {"id": row["id"], **({name: told[name] for name in answers} or {ANSWERED_ANYWAY: True})}


def _given(fact: Fact, catalogue: Catalogue) -> float:
    if fact.id in catalogue.derived:
        return DERIVED_GIVEN
    return MAY_FOLLOW_GIVEN if fact.id in catalogue.may_follow else 1


def _value(fact: Fact, cell: Any) -> Any:
    """A cell as a profile holds it, for what rules between answers compare."""
    match fact.kind:
        case "choices":
            return frozenset(() if cell == "none" else cell.split(","))
        case "money" | "share":
            return Decimal(str(cell))
        case _:
            return cell
