"""What is wrong in the inputs of a batch, counted by column and reason, as a person and as a program reads it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guangdong_ai.batch.outcome import FaultCount, Faults
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.reports.content.data.assessment import plain_text
from guangdong_ai.reports.render.page import EMPTY, STRONG, Row, line
from guangdong_ai.text import Language, Text, counted

_MOST_LINES = 10


def fault_rows(faults: Faults, width: int, language: Language) -> Iterator[Row]:
    """The most frequent ones, each with an example, and how many more there are. Nothing where nothing is wrong."""
    if not faults:
        return
    yield EMPTY
    yield line(width, Text("有问题的行，按列和原因计：", "What is wrong, by column and reason:").in_language(language), STRONG)
    for fault in faults[:_MOST_LINES]:
        yield line(width, _in_words(fault).in_language(language), indent=2, hanging=2)
    more = len(faults) - _MOST_LINES
    if more > 0:
        reasons = "reason" if more == 1 else "reasons"
        yield line(width, Text(f"还有 {more:,} 种原因", f"{more:,} more {reasons}").in_language(language), indent=2)


def _in_words(fault: FaultCount) -> Text:
    number = counted(fault.rows, "row")
    rows = Text(f"{fault.rows:,} 行", number)
    if fault.lenient:
        rows = Text(f"{rows.zh}按未知处理", f"{rows.en} made unknown")
    column = f"{one_line(fault.column)}：" if fault.column else ""
    column_en = f"{one_line(fault.column)}: " if fault.column else ""
    example = Text("", "")
    if fault.example:
        given = quoted(fault.example)
        example = Text(f"，例如{given.zh}", f", for example {given.en}")
    where = _where(fault)
    return Text(
        f"{rows.zh}：{column}{fault.reason.zh}{example.zh}（{where.zh}）",
        f"{rows.en}: {column_en}{fault.reason.en}{example.en} ({where.en})",
    )


def _where(fault: FaultCount) -> Text:
    file = one_line(fault.file.as_posix())
    return Text(file, file) if fault.line is None else Text(f"{file} 第 {fault.line} 行", f"{file}, line {fault.line}")


def plain_faults(faults: Faults) -> Sequence[Mapping[str, Any]]:
    """All of them, for JSON."""
    return [
        {
            "column": fault.column,
            "reason": plain_text(fault.reason),
            "effect": "made_unknown" if fault.lenient else "rejected",
            "rows": fault.rows,
            "example": {"file": fault.file.as_posix(), "line": fault.line, "value": fault.example},
        }
        for fault in faults
    ]
