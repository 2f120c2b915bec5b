"""Who stands in an input several times, in words."""

from guangdong_ai.batch.read.repeated import Repeated
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.quotation import quoted


def repeated_in_words(one: Repeated) -> Text:
    """A sentence; the file is not in it."""
    lines = [str(line) for line in one.lines]
    words = Text(
        "{column}有重复：{values} 个值出现在 {rows} 行中，例如第 {lines_zh} 行；每一行都作了自评",
        "{column} repeats: {values_en} in {rows} rows, for example on lines {lines_en}; each row was assessed",
    )
    return words.format(
        column=quoted(one.column),
        values=f"{one.values:,}",
        values_en=counted(one.values, "value"),
        rows=f"{one.rows:,}",
        lines_zh="、".join(lines),
        lines_en=", ".join(lines),
    )
