"""Common subexpression elimination for Polars, which finds parts that are used several times, but not those inside one another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
from ibis.common.graph import Graph

from guangdong_ai.foundation.record import record

_SMALLEST = 5
"""Operations, columns and constants. What is made of fewer is sooner worked out again than kept in a column."""


@record
class FactoredValues:
    """``values``, over columns that ``steps`` make one after the other of the table: parts that are needed several times, each once."""

    steps: Sequence[Mapping[str, ops.Node]]
    values: Mapping[str, ops.Node]


def factored(values: Mapping[str, ir.Value]) -> FactoredValues:
    """The values with their common parts taken out."""
    roots = {name: value.op() for name, value in values.items()}
    in_order, users = Graph.from_bfs(list(roots.values())).toposort()
    as_results = Counter(roots.values())
    rewritten: dict[ops.Node, ops.Node] = {}
    sizes: dict[ops.Node, int] = {}
    depths: dict[ops.Node, int] = {}
    steps: list[dict[str, ops.Node]] = []
    for node, children in in_order.items():
        own = _over(node, rewritten)
        size = isinstance(node, ops.Value) + sum(sizes[child] for child in children)
        depth = max((depths[child] for child in children), default=0)
        if len(users[node]) + as_results[node] > 1 and size >= _SMALLEST and isinstance(node, ops.Value) and node.shape.is_columnar():
            name = f"shared:{sum(map(len, steps))}"
            if depth == len(steps):
                steps.append({})
            steps[depth][name] = own
            own, size, depth = ibis.table({name: node.dtype}, name="shared")[name].op(), 1, depth + 1
        rewritten[node], sizes[node], depths[node] = own, size, depth
    return FactoredValues(steps=steps, values={name: rewritten[root] for name, root in roots.items()})


def _over(node: ops.Node, rewritten: Mapping[ops.Node, ops.Node]) -> ops.Node:
    """The node over what its arguments have become; itself where they are as they were."""
    arguments = {name: _replaced(argument, rewritten) for name, argument in zip(node.__argnames__, node.__args__, strict=True)}
    if all(after is before for after, before in zip(arguments.values(), node.__args__, strict=True)):
        return node
    return type(node).__recreate__(arguments)


def _replaced(argument: Any, rewritten: Mapping[ops.Node, ops.Node]) -> Any:
    if isinstance(argument, ops.Node):
        return rewritten.get(argument, argument)
    if isinstance(argument, tuple):
        parts = tuple(_replaced(part, rewritten) for part in argument)
        return argument if all(after is before for after, before in zip(parts, argument, strict=True)) else parts
    return argument
