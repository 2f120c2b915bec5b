"""A drafted columns map as TOML: it can be used as it stands, and what is to be filled in stands behind ``#``."""

import json
from collections.abc import Iterator, Sequence

from guangdong_ai.batch.read.map_draft import MOST_ROWS, DraftedColumn, MapDraft
from guangdong_ai.foundation.text import Language, Text, counted
from guangdong_ai.profiles.accepted import accepted_typed
from guangdong_ai.profiles.quotation import one_line


def map_text(draft: MapDraft, language: Language) -> str:
    """The text of the file, with comments in this language."""
    lines = [line.in_language(language) if isinstance(line, Text) else line for line in _lines(draft)]
    return "\n".join(lines) + "\n"


def _lines(draft: MapDraft) -> Iterator[Text | str]:
    files = _listed([*(one_line(file.path.name) for file in draft.files[:3]), *(["…"] if len(draft.files) > 3 else [])])
    rows = Text(f"{draft.rows:,} 行", counted(draft.rows, "row"))
    yield _comment(
        Text("各列和单元格的含义，根据 {} 写成，读了 {}", "What columns and cells mean, drafted for {} from {}").format(files, rows)
    )
    if draft.rows >= MOST_ROWS:
        yield _comment(Text(f"每个文件只看了前 {MOST_ROWS:,} 行", f"Only the first {MOST_ROWS:,} rows of each file were looked at"))
    yield _comment(Text("前面有 # 的行不起作用：填好以后去掉 #", "A line that begins with # does nothing: fill it in, and take the # away"))
    yield ""
    unknown = [column for column in draft.columns if not column.by]
    yield _comment(Text("不用的列，写在这里就不再提醒", "Columns to pass over without a warning"))
    yield f"# ignore = [{', '.join(_quoted(column.header) for column in unknown)}]"
    if unread := [column.header for column in draft.columns if column.unreadable]:
        yield _comment(
            Text("无法识别的单元格按未知处理、不剔除整行的列", "Columns in which a cell that cannot be read is unknown and rejects nothing")
        )
        yield f"# lenient = [{', '.join(map(_quoted, unread))}]"
    yield ""
    yield "[columns]"
    yield from _columns(draft.columns)
    for column in draft.columns:
        if column.unreadable and column.fact is not None:
            yield from _values(column)
    yield ""
    yield _comment(Text("所有单位都相同的信息", "What holds for every applicant"))
    yield "[constants]"
    yield "# enterprise.in_guangdong = true"


def _columns(columns: Sequence[DraftedColumn]) -> Iterator[Text | str]:
    given: set[str] = set()
    for column in columns:
        if column.by in ("name", "map") and column.fact is not None:
            again = column.fact.id in given
            given.add(column.fact.id)
            yield _line(column, column.fact.id, column.fact.label, active=not again)
    guessed = [column for column in columns if column.by == "guess"]
    if guessed:
        yield _comment(Text("推测的列：确认后去掉 #", "Guessed: take the # away to confirm"))
    for column in guessed:
        if column.fact is not None:
            yield _line(column, column.fact.id, column.fact.label, active=False)
    unknown = [column for column in columns if not column.by]
    if unknown:
        yield _comment(Text("没有识别的列：填上信息项的编号", "Not recognised: put in the id of a fact"))
    for column in unknown:
        examples = _listed([*map(one_line, column.examples)])
        remark = Text("例如 {}", "like {}").format(examples) if column.examples else Text("没有内容", "empty")
        if column.fact is not None:
            remark = Text("可能是{}；{}", "may be {}; {}").format(column.fact.label, remark)
        yield _line(column, "" if column.fact is None else column.fact.id, remark, active=False)


def _line(column: DraftedColumn, fact_id: str, remark: Text, *, active: bool) -> Text:
    line = f"{'' if active else '# '}{_quoted(column.header)} = {_quoted(fact_id)}"
    return Text("{}  # {}", "{}  # {}").format(line, remark)


def _values(column: DraftedColumn) -> Iterator[Text | str]:
    if column.fact is None:
        return
    yield ""
    accepted = accepted_typed(column.fact)
    words = Text(
        '列“{0}”中无法识别的值：在引号中填上{1}；"" 表示没有填写', 'Cells of "{0}" that cannot be read: put in {1}; "" for not given'
    )
    yield _comment(words.format(one_line(column.header), accepted))
    yield f"[values.{_quoted(column.fact.id)}]"
    for cell, rows in column.unreadable:
        yield Text('# {} = ""  # {} 行', '# {} = ""  # rows: {}').format(_quoted(cell), f"{rows:,}")
    if column.others:
        yield _comment(Text(f"另有 {column.others:,} 种", f"and {column.others:,} different ones more"))


def _comment(text: Text) -> Text:
    """The comment. What comes from a table must be on one line already."""
    return Text("# {}", "# {}").format(text)


def _listed(names: Sequence[str]) -> Text:
    return Text("、".join(names), ", ".join(names))


def _quoted(text: str) -> str:
    """A TOML string on one line, whatever is in it: what JSON escapes, TOML reads."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
