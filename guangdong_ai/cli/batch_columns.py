"""What ``batch`` took the columns of its inputs for, told before the run: once for all inputs with the same columns."""

from collections.abc import Callable, Sequence

from guangdong_ai.batch.read.header_words import header_parts
from guangdong_ai.batch.read.layout import FactColumn, Layout
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.cli.output import say
from guangdong_ai.foundation.spelling import header_key
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.profiles.quotation import one_line

_MOST_TABLES = 5
_MOST_COLUMNS = 60


def tell_columns(inputs: Sequence[Surveyed], language: Language, *, verbose: bool = False, show: Callable[[str], None] = say) -> None:
    """Show it, a line for each group of inputs, one for columns that are called otherwise than their facts, and one for what was guessed.

    ``verbose``: columns that are called as their facts are shown too, and every kind of table. ``show``: where a line goes.
    """
    groups: dict[object, list[Surveyed]] = {}
    for surveyed in inputs:
        if surveyed.layout is not None:
            groups.setdefault(_alike(surveyed.layout), []).append(surveyed)
    for several in [*groups.values()][: None if verbose else _MOST_TABLES]:
        for line in columns_in_words(several, verbose=verbose):
            show(line.in_language(language))
    more = len(groups) - _MOST_TABLES
    if more > 0 and not verbose:
        show(Text(f"还有 {more} 种表格", f"{more} more kinds of tables").in_language(language))


def _alike(layout: Layout) -> object:
    return layout.headers, tuple((column.index, column.fact.id, column.unit, column.by) for column in layout.columns)


def columns_in_words(several: Sequence[Surveyed], *, verbose: bool = False) -> Sequence[Text]:
    """The lines about inputs with the same columns. There is at least one input, and it is a table."""
    layout = several[0].layout
    if layout is None:
        raise TypeError(several[0].file.format)
    file, more = one_line(several[0].file.path.as_posix()), len(several) - 1
    of_file = Text(file, file) if not more else Text(f"{file} 等 {more + 1} 个文件", f"{file} and {more} more")
    headed = [header for header in layout.headers if header.strip()]
    line = layout.where.line
    where = Text("", "") if line in (None, 1) or more else Text(f"，列名在第 {line} 行", f", headers on line {line}")
    of_columns = counted(len(headed), "column")
    taken = Text("{file}：{all} 列中有 {used} 列对应信息项{where}", "{file}: {used} of {columns} read as facts{where}")
    lines = [
        taken.format(file=of_file, all=len(headed), used=len({column.index for column in layout.columns}), where=where, columns=of_columns)
    ]
    for guessed in (False, True):
        told = [
            _column(column)
            for column in layout.columns
            if column.source == "own" and (column.by == "guess") == guessed and (guessed or verbose or not _goes_without_saying(column))
        ]
        if told:
            rest = len(told) - _MOST_COLUMNS
            shown = joined(Text("；", "; "), told[:_MOST_COLUMNS])
            left = Text(f"；还有 {rest} 列", f"; {rest} more") if rest > 0 else Text("", "")
            title = Text("推测（--strict 不推测）：", "guessed (not with --strict): ") if guessed else Text("", "")
            lines.append(Text("  {}{}{}", "  {}{}{}").format(title, shown, left))
    return lines


def _column(column: FactColumn) -> Text:
    unit = Text("（{0}）", " ({0})").format(column.unit) if column.unit else Text("", "")
    return Text("{} → {}{}", "{} → {}{}").format(one_line(column.header), column.fact.label, unit)


def _goes_without_saying(column: FactColumn) -> bool:
    """Whether the header is what the fact is called, with the unit where amounts have one, or says that in two ways as the template does.

    A unit that stands elsewhere (单位：万元 above the headers, a columns map) does not: each amount is multiplied by it.
    """
    if column.unit and header_key(column.unit) not in header_key(column.header):
        return False
    names = (column.fact.id, column.fact.label.zh, column.fact.label.en)
    called = {header_key(f"{name}{unit}") for name in names for unit in {"", column.unit}}
    return header_key(column.header) in called or called.issuperset(map(header_key, header_parts(column.header)))
