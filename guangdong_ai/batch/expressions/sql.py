"""The plan as one SQL query for a warehouse, with the measures named beside their columns."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.expressions.dialects import DIALECTS
from guangdong_ai.batch.expressions.natural_form import natural_schema, normal_form
from guangdong_ai.batch.expressions.plan import Plan
from guangdong_ai.batch.expressions.result_columns import wide_columns

if TYPE_CHECKING:
    import ibis

_COLUMN = re.compile(r"""\bAS [`"](?P<name>[^`"]+)[`"](?P<comma>,?)$""")


def compiled_sql(plan: Plan, dialect: str, table: str = "applicants", kept: Sequence[str] = ("id",)) -> str:
    """A query over ``table``, which must be as ``natural_form`` says and have the columns ``kept`` too, in one of DIALECTS.

    It gives ``kept``, then for each measure ``MEASURE.status``, ``MEASURE.low`` and ``MEASURE.high`` (whole yuan, null where there is no
    figure), then ``total.low``, ``total.high`` and ``missing``. Every layer of the plan is a common table expression.
    """
    import ibis

    schema: dict[str, str] = {**dict.fromkeys(kept, "string"), **natural_schema(plan.columns)}
    source = ibis.table(schema, name=table)
    step = source.select(*(source[name] for name in kept), **normal_form(plan.columns, source))
    notes = {name: _stated_in(plan, name) for name in plan.conditions.values()}
    parts = [_part("normal", step, dialect, notes)]
    above = ibis.table(step.schema(), name="normal")
    for layer in plan.layers:
        step = layer.over(above, kept)
        parts.append(_part(layer.name, step, dialect, notes))
        above = ibis.table(step.schema(), name=layer.name)
    last = _sql(above.select(*(above[name] for name in kept), **wide_columns(plan, above)), dialect, {})
    return f"{_heading(plan, dialect, table)}WITH {', '.join(parts)}\n{last}\n"


def _part(name: str, step: "ibis.Table", dialect: str, notes: Mapping[str, str]) -> str:
    indented = "\n".join(f"  {line}" for line in _sql(step, dialect, notes).splitlines())
    return f"{name} AS (\n{indented}\n)"


def _sql(step: "ibis.Table", dialect: str, notes: Mapping[str, str]) -> str:
    import ibis

    return "\n".join(_noted(line, notes) for line in str(ibis.to_sql(step, dialect=DIALECTS[dialect])).splitlines())


def _noted(line: str, notes: Mapping[str, str]) -> str:
    column = _COLUMN.search(line)
    note = None if column is None else notes.get(column["name"])
    return line if note is None else f"{line} -- {note}"


def _stated_in(plan: Plan, column: str) -> str:
    """The criteria that state the condition in the column, each with its measure or call."""
    stated = [
        f"{measure.id if call is None else call.id}/{criterion.id}"
        for measure in plan.measures
        for criterion, call in measure.criteria
        if criterion.when is not None and plan.conditions[criterion.when] == column
    ]
    return ", ".join(dict.fromkeys(stated))


def _heading(plan: Plan, dialect: str, table: str) -> str:
    catalogue = plan.catalogue
    lines = [
        f"guangdong-ai: catalogue {catalogue.manifest.version} ({catalogue.digest}), as of {plan.as_of.isoformat()}, {dialect}",
        f"reads {table}: a column for each fact, null where it is unknown; money in yuan; choices as ids with commas between them, none for none",
        "layers: normal form, criteria, eligibility (met: true, false, null for undetermined), amounts in whole yuan, totals under stacking rules",
    ]
    return "".join(f"-- {line}\n" for line in lines)
