"""What is right: the evaluator that ``check`` uses, firm after firm. Slow, and what all peers are compared with."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from batch_peers.firm_by_firm import assess_file
from batch_peers.province import MISSING, RESULT_SCHEMA, facts_read
from batch_peers.provincial_measures import AS_OF, MEASURES
from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.stacking import total
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.rules.value import Value


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file."""
    catalogue = load_catalogue()
    facts = facts_read(catalogue)
    measures = [catalogue.measures[name] for name in MEASURES]

    def assess(firm: dict[str, Any]) -> dict[str, object]:
        known = dict(_known(facts, firm))
        results = [assess_measure(measure, catalogue, known, AS_OF) for measure in measures]
        totals = total(results, catalogue, known, AS_OF)
        missing = {fact for result in results for fact in result.missing}
        row: dict[str, object] = {"total.low": totals.low, "total.if_all_met": totals.if_all_met, MISSING: len(missing)}
        for result in results:
            row |= {
                f"{result.measure.id}.status": result.eligibility,
                f"{result.measure.id}.low": result.funding.low,
                f"{result.measure.id}.high": result.funding.high,
            }
        return row

    assess_file(source, target, assess, RESULT_SCHEMA.append(pa.field(MISSING, pa.int64())))


def _known(facts: Iterable[Fact], firm: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    for fact in facts:
        value = firm[fact.id]
        if value is not None:
            yield fact.id, _as_the_rules_see_it(fact, value)


def _as_the_rules_see_it(fact: Fact, value: Any) -> Value:
    match fact.kind:
        case "choices":
            return frozenset(value.split(",") if value != "none" else ())
        case "money" | "share":
            return Decimal(str(value))
        case _:
            return value  # type: ignore[no-any-return]  # as Parquet has it
