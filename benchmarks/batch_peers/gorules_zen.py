"""A decision graph for ZEN (GoRules) made from the catalogue, evaluated firm by firm: one expression node a document, in a row."""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import zen  # type: ignore[import-not-found,unused-ignore]

from batch_peers.firm_by_firm import assess_file
from batch_peers.json_logic import result_columns
from batch_peers.logic_documents import Document, Logic, as_given, documents, given, variable
from guangdong_ai.catalogue.load import load_catalogue


def run(source: Path, target: Path) -> None:
    """Assess every firm of a Parquet file."""
    catalogue = load_catalogue()
    columns = result_columns()
    rules: Any = {"type": "static", "content": {"rules": graph(documents(catalogue), list(columns.values()))}}
    engine = zen.ZenEngine({"loader": rules})  # from a loader it compiles a graph once, which is five times as fast
    kinds = given(catalogue)
    names = {fact: variable(fact) for fact in kinds}

    def assess(firm: dict[str, Any]) -> dict[str, object]:
        result = engine.evaluate("rules", as_given(firm, kinds, names))["result"]
        return {column: result[name] for column, name in columns.items()}

    assess_file(source, target, assess)


def graph(steps: Sequence[Document], wanted: Sequence[str]) -> dict[str, Any]:
    """The documents as a chain of nodes, each of which passes on what it was given; the last one gives what is wanted and nothing else."""
    *inner, last = [{name: zen_expression(logic) for name, logic in step.items()} for step in steps]
    outer = {name: last.get(name, name) for name in wanted}
    nodes = [_node(number, expressions, passes_on=True) for number, expressions in enumerate(inner)]
    nodes = [_end("in", "inputNode"), *nodes, _node(len(inner), outer, passes_on=False), _end("out", "outputNode")]
    ids = [node["id"] for node in nodes]
    edges = [{"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target} for source, target in pairwise(ids)]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _end(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}


def _node(number: int, expressions: Mapping[str, str], *, passes_on: bool) -> dict[str, Any]:
    listed = [{"id": name, "key": name, "value": value} for name, value in expressions.items()]
    return _end(f"step-{number}", "expressionNode") | {"content": {"expressions": listed, "passThrough": passes_on}}


def zen_expression(logic: Logic) -> str:
    """A JSON Logic expression of those that ``logic_documents`` makes, in ZEN's language."""
    if not isinstance(logic, dict):
        return json.dumps(logic)
    ((operator, operands),) = logic.items()
    if operator == "var":
        return str(operands)
    parts = [zen_expression(part) for part in operands]
    match operator:
        case "if":
            *branches, otherwise = parts
            for condition, value in reversed(list(zip(branches[::2], branches[1::2], strict=True))):
                otherwise = f"({condition} ? {value} : {otherwise})"
            return otherwise
        case "min" | "max":
            return f"{operator}([{', '.join(parts)}])"
        case "===":
            return f"({parts[0]} == {parts[1]})"
        case "and" | "or" | "in" | "+" | "-" | "*" | "/" | "%" | ">=" | ">" | "<=" | "<":
            return "(" + f" {operator} ".join(parts) + ")"
    raise TypeError(operator)
