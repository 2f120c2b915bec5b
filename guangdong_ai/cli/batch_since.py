"""``batch --since``: the new result held against an earlier one, told in a few lines, with a table of what changed beside the result."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.api.changes_since import EarlierLines, SinceCount, changes_of, read_earlier_lines
from guangdong_ai.batch.write.result_files import rows_into
from guangdong_ai.batch.write.result_formats import OutputColumn, ResultCell, Shape
from guangdong_ai.batch.write.text_writers import CsvWriter
from guangdong_ai.cli.batch_messages import tell
from guangdong_ai.cli.overwriting import refuse_to_overwrite
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.atomic_file import pending_file
from guangdong_ai.foundation.not_written import refused_where_not_written
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.reports.content.since import CAUSE, SINCE_COLUMNS, not_compared, since_row
from guangdong_ai.reports.wording.column_titles import in_words, titles_of

if TYPE_CHECKING:
    from guangdong_ai.api.changes_since import Alone
    from guangdong_ai.assessment.since import Since
    from guangdong_ai.catalogue.catalogue import Catalogue


def changes_path(output: Path) -> Path:
    """The table beside the result ``output`` of what is different from an earlier one."""
    return output.with_name(f"{output.name}.changes.csv")


def earlier_lines(path: Path, output: Path, shape: Shape) -> EarlierLines:
    """The earlier result, looked at before anything is assessed. Raises WrongUsage where the new one is not of whole assessments, and Refused."""
    if shape != "assessment":
        raise WrongUsage(
            Text("--since 需要完整结果", "--since needs whole assessments"),
            Text("请把结果写入 .jsonl 文件，如 --output result.jsonl", "write the result to a .jsonl file, like --output result.jsonl"),
        )
    refuse_to_overwrite(changes_path(output), [path])
    return read_earlier_lines(path)


def compare_lines(earlier: EarlierLines, output: Path, catalogue: "Catalogue", language: Language, *, plain: bool) -> None:
    """Write the table, even when it has no row: one for each applicant and measure that comes out differently, and for each applicant of one result alone. Then tell how many."""
    names = ("id", *SINCE_COLUMNS)
    columns = [OutputColumn(name, "text") for name in names]
    titles = None if plain else titles_of(names, language)
    count = SinceCount()
    with refused_where_not_written(changes_path(output)), pending_file(changes_path(output)) as pending:
        with rows_into(pending.path, lambda path: CsvWriter(path, columns, titles)) as rows:
            for one in changes_of(earlier, output, catalogue, count):
                for cells in _rows(one.since, language):
                    row = (one.applicant, *cells)
                    rows.write(row if plain else [in_words(name, cell, language) for name, cell in zip(names, row, strict=True)])
        pending.get_ready()
        pending.take_place()
    for line in _told(count, earlier, changes_path(output)):
        tell(line, language)


def _rows(since: "Since | Alone", language: Language) -> Iterator[tuple[ResultCell, ...]]:
    """Of who is in one result alone there is one row, which says so where the others have the reason."""
    if isinstance(since, str):
        yield tuple(since if name == "because" else None for name in SINCE_COLUMNS)
    else:
        yield from (since_row(change, language) for change in since.measures)


def _told(count: SinceCount, earlier: EarlierLines, table: Path) -> list[Text]:
    """Who is in both, whose result changed, how and why; who is in one only; and where the table is."""
    semicolon, comma = Text("；", "; "), Text("，", ", ")
    heads = Text(
        "与 {path} 相比：{both} 家都在，其中 {changed} 家有变化", "since {path}: {en_both} in both, {changed} with a change"
    ).format(path=earlier.path, both=count.both, en_both=counted(count.both, "applicant"), changed=count.changed)
    lines = [heads]
    if any(count.directions.values()):
        better, worse, otherwise = (count.directions[name] for name in ("better", "worse", "otherwise"))
        ways = Text(
            f"措施变好 {better} 处，变差 {worse} 处，申报时间或金额另有变化 {otherwise} 处",
            f"measures: {better:,} better, {worse:,} worse, {otherwise:,} with another window or amount",
        )
        causes = [Text("{} {} 处", "{} {}").format(CAUSE[cause], number) for cause, number in count.causes.items()]
        lines.append(joined(semicolon, [ways, Text("原因：{}", "because: {}").format(joined(comma, causes))]))
    if count.not_compared:
        lines.append(not_compared(len(count.not_compared)))
    alone = [
        (count.only_now, Text("只在这次的有 {} 家", "{} only now")),
        (count.only_then, Text("只在上次的有 {} 家", "{} only then")),
        (count.unnamed, Text("上次没有编号和名称的有 {} 行", "{} earlier without id and name")),
    ]
    told = [words.format(number) for number, words in alone if number]
    if told:
        lines.append(joined(semicolon, told))
    lines.append(Text("逐项变化见 {}", "each change is in {}").format(table))
    return lines
