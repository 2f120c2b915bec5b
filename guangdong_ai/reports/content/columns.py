"""The columns of the result of a batch: what each is called, of which type it is, and what it holds."""

from collections.abc import Sequence

from guangdong_ai.batch.write.described import COLUMNS_SCHEMA, TYPES, DescribedColumn
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.content.blocks import Content, NamedRow, Section, TableBlock, TableColumn, TableGroup, TextBlock
from guangdong_ai.reports.content.report import Report, Rows


def columns_report(shape: str, columns: Sequence[DescribedColumn]) -> Report:
    """The columns in each form."""

    def data() -> object:
        from guangdong_ai.reports.content.data.columns import columns_data

        return columns_data(shape, columns)

    return Report(content=lambda: _content(shape, columns), data=data, rows=lambda language: _rows(columns, language))


def _content(shape: str, columns: Sequence[DescribedColumn]) -> Content:
    rows = [NamedRow(Text(one.name, one.name), "", ((TextBlock(TYPES[one.type]),), (TextBlock(_meaning(one)),))) for one in columns]
    table = TableBlock(
        Text("列", "Column"),
        (TableColumn(Text("类型", "Type")), TableColumn(Text("含义", "Meaning"))),
        (TableGroup(None, tuple(rows)),),
    )
    note = Text(f"这些列在 {COLUMNS_SCHEMA} 之内不变", f"the columns stay as they are within {COLUMNS_SCHEMA}")
    title = Text(f"结果的列：--shape {shape}", f"Columns of a result: --shape {shape}")
    return Content(title, (), (Section(None, (table,)), Section(None, (TextBlock(note, "aside"),))))


def _meaning(column: DescribedColumn) -> Text:
    if not column.values:
        return column.meaning
    values = " ".join(column.values)
    return Text("{}：{}", "{}: {}").format(column.meaning, Text(values, values))


def _rows(columns: Sequence[DescribedColumn], language: Language) -> Rows:
    return Rows(
        ("name", "type", "may_be_empty", "values", "meaning"),
        [(one.name, one.type, one.may_be_empty, " ".join(one.values), one.meaning.in_language(language)) for one in columns],
    )
