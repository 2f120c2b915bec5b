"""What a table of figures may say: its rows fit the fact that it is looked up by, and each other."""

from collections.abc import Iterator, Mapping

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import RuleContext, Signature
from guangdong_ai.rules.kinds import SINGLE_CHOICE
from guangdong_ai.rules.table import Table, overlapping


def wrong_in_table(table: Table, facts: Mapping[str, Signature]) -> Iterator[Finding]:
    """What is wrong in the table. ``facts``: those that are declared."""
    signature = facts.get(table.key)
    context = RuleContext()
    if signature is None or signature.kind not in SINGLE_CHOICE:
        signature = None
        context.unknown_name(
            ("key",), Text("单选信息项", "choice fact"), table.key, [name for name, fact in facts.items() if fact.kind in SINGLE_CHOICE]
        )
    for index, row in enumerate(table.rows):
        if signature is not None and row.key not in signature.choices:
            context.unknown_name(("rows", index, "key"), Text("选项", "choice"), row.key, signature.choices)
        if row.column not in table.columns:
            context.unknown_name(("rows", index, "column"), Text("列", "column"), row.column, table.columns)
        if (row.low is None) != (row.high is None) or (row.low is not None and row.high is not None and not 0 <= row.low <= row.high):
            context.wrong(
                ("rows", index), Text("low 与 high 须同时给出，且 0 ≤ low ≤ high", "low and high come together, with 0 ≤ low ≤ high")
            )
        if row.low is not None and row.source is None:
            context.wrong(("rows", index), Text("金额没有出处", "the figure has no source"))
    for index in overlapping(table.rows):
        context.wrong(("rows", index), Text("与前面一行的有效期重叠", "its days overlap with those of an earlier row"))
    yield from context.findings
