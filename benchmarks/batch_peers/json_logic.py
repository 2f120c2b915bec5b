"""JSON Logic documents made from the catalogue, evaluated firm by firm with datalogic-py, whose core is native."""

from pathlib import Path
from typing import Any

from datalogic_py import Engine  # type: ignore[import-not-found,unused-ignore]

from batch_peers.firm_by_firm import assess_file
from batch_peers.logic_documents import as_given, documents, given, variable
from batch_peers.provincial_measures import MEASURES, WITH_MONEY
from guangdong_ai.catalogue.load import load_catalogue


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file."""
    catalogue = load_catalogue()
    engine = Engine()
    rules = [engine.compile_template(dict(document)) for document in documents(catalogue)]
    kinds = given(catalogue)
    names = {fact: variable(fact) for fact in kinds}
    columns = result_columns()
    with engine.session() as session:

        def assess(firm: dict[str, Any]) -> dict[str, object]:
            facts = as_given(firm, kinds, names)
            for rule in rules:
                facts |= session.evaluate(rule, facts)
            return {column: facts[name] for column, name in columns.items()}

        assess_file(source, target, assess)


def result_columns() -> dict[str, str]:
    """The name that the documents have for each column of the result."""
    return {
        **{f"{measure}.status": f"{variable(measure)}_status" for measure in MEASURES},
        **{f"{measure}.{end}": f"{variable(measure)}_{end}" for measure in WITH_MONEY for end in ("low", "high")},
        "total.low": "total_low",
        "total.if_all_met": "total_if_all_met",
    }
