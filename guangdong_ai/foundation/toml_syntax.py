"""Messages of tomllib about a text that is not TOML, in both languages. Loaded only when something is wrong."""

import re

from guangdong_ai.foundation.text import Text

_MEANINGS: tuple[tuple[str, Text], ...] = (
    (r"Invalid statement", Text("这一行既不是键也不是表头", "neither a key nor a table header")),
    (r"Expected '=' after a key.*", Text("键的后面缺少等号", "an equals sign is missing after a key")),
    (r"Expected '\]{1,2}' at the end of .*", Text("表头缺少右方括号", "a closing bracket is missing at the end of a table header")),
    (r"Expected newline or end of document.*", Text("值的后面还有多余的内容", "something follows the value on the same line")),
    (r"Expected (.+)", Text(r"此处应为 \1", r"\1 is expected")),
    (r"Invalid initial character for a key part", Text("键以不允许的字符开头", "a key begins with a character that is not allowed")),
    (r"Invalid value", Text("不是有效的值", "not a valid value")),
    (r"Invalid date or datetime", Text("不是有效的日期", "not a valid date")),
    (
        r"Invalid hex value|Escaped character .*|Unescaped .*",
        Text("文字里的反斜杠用法不对", "a backslash in a text is not used as TOML wants it"),
    ),
    (r"Unterminated string", Text("文字缺少右引号", "a text lacks its closing quote")),
    (r"Unclosed array", Text("数组缺少右方括号", "an array lacks its closing bracket")),
    (r"Unclosed inline table", Text("内联表缺少右花括号", "an inline table lacks its closing brace")),
    (r"Cannot overwrite a value|Duplicate inline table key .*", Text("同一个键出现了两次", "a key appears twice")),
    (
        r"Cannot declare .* twice|Cannot mutate immutable .*|Cannot redefine .*",
        Text("同一个表出现了两次", "a table appears twice"),
    ),
    (r"(?:Illegal|Found invalid) character (.+)", Text(r"不允许的字符 \1", r"the character \1 is not allowed")),
)


_HALF_WIDTH = (
    dict.fromkeys("“”„‟＂「」『』", '"')
    | dict.fromkeys("‘’＇", "'")
    | dict(zip("，、＝［］【】｛｝．。＃－＋０１２３４５６７８９", ",,=[][]{}..#-+0123456789", strict=True))
)
"""What Chinese keyboards write, and what of TOML is meant."""


def full_width_sign(text: str, line: int, column: int | None) -> tuple[int, str, str] | None:
    """The full-width sign that makes this line wrong: its column, the sign, and the half-width one that TOML has; else None.

    It is the one where tomllib stopped, or, in a string that does not end, the first full-width quotation mark of the line.
    """
    lines = text.split("\n")
    wrong = lines[line - 1] if line <= len(lines) else ""
    if column is not None and column <= len(wrong) and wrong[column - 1] in _HALF_WIDTH:
        return column, wrong[column - 1], _HALF_WIDTH[wrong[column - 1]]
    ended = column is None or column > len(wrong)
    marks = [at for at, sign in enumerate(wrong) if _HALF_WIDTH.get(sign) in {'"', "'"}] if ended else []
    return (marks[0] + 1, wrong[marks[0]], _HALF_WIDTH[wrong[marks[0]]]) if marks else None


def syntax_message(said: str) -> Text:
    """A message of tomllib (without its position) in both languages; an unknown message is quoted."""
    for pattern, meaning in _MEANINGS:
        found = re.fullmatch(pattern, said, flags=re.DOTALL)
        if found:
            return Text(found.expand(meaning.zh), found.expand(meaning.en))
    return Text(f"“{said}”", said)
