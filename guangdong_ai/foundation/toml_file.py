"""Reading a TOML file that a person wrote: every fault is a finding with a place, never a traceback."""

import re
import tomllib
from codecs import BOM_UTF8
from datetime import date
from decimal import Decimal
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath, Place
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_depth import MOST_LEVELS, first_too_deep, has_deep_keys, path_too_deep

if TYPE_CHECKING:
    from pathlib import Path

_ENDLESS_NUMBER = lazy_pattern(r"[0-9][0-9_]{4000,}+|[0-9][eE][+-]?[0-9_]{9,}+")
"""What int and Decimal do not take."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF_8 = Text("请把文件另存为 UTF-8 编码", "save the file as UTF-8")
_NO_TEXT = Text("这不是文本文件；请指定一个 .toml 文件", "this is not a text file; name a .toml file")

LARGEST = 1_048_576
"""Bytes. A profile or a measure has a few thousand; a file beyond this was given by mistake."""


@record
class TomlFile:
    """The content of one TOML file. Fractions are Decimal, exactly as written. ``source``: its path; None for standard input."""

    data: dict[str, Any]
    text: str
    source: str | None

    @property
    def path(self) -> "Path | None":
        """Where it was read from; None for standard input."""
        return _path(self.source)

    def place(self, path: KeyPath) -> Place:
        """Where the value at ``path`` stands: line and column of its key, or of the nearest table around it."""
        from guangdong_ai.foundation.toml_places import locate

        line, column = locate(self.text, path)
        return Place(file=self.path, line=line, column=column, key=key_name(path))


def key_name(path: KeyPath) -> str | None:
    """``("criteria", 2, "when")`` as a person would write it: ``criteria[3].when`` (positions count from 1)."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name or None


def _path(source: "str | PathLike[str] | None") -> "Path | None":
    """Pathlib is a thirtieth of a start: it is loaded where a place is told only."""
    if source is None:
        return None
    from pathlib import Path

    return Path(source)


def read_toml(path: "str | PathLike[str]") -> TomlFile:
    """The TOML file at ``path``. Raises Refused where it cannot be read or is not TOML."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            content = stream.read(LARGEST + 1)
    except IsADirectoryError:
        raise _refused(
            path,
            Text("这是一个文件夹，不是文件", "this is a folder, not a file"),
            Text("请指定一个 .toml 文件", "name a .toml file"),
        ) from None
    except FileNotFoundError:
        raise _refused(
            path,
            Text("找不到这个文件", "no such file"),
            Text("请检查文件名和所在文件夹", "check the name and the folder"),
        ) from None
    except PermissionError:
        raise _refused(
            path,
            Text("没有读取权限", "no permission to read this file"),
            Text("请检查文件权限", "check its permissions"),
        ) from None
    except (OSError, ValueError) as error:
        raise _refused(path, Text(f"无法读取：{error}", f"cannot be read: {error}"), None) from None
    return parse_toml(content, path)


def parse_toml(content: bytes, path: "str | PathLike[str] | None") -> TomlFile:
    """Parse TOML from bytes; ``path`` only names the source. A byte order mark and CRLF are accepted. Raises Refused."""
    if len(content) > LARGEST:
        raise _refused(
            path,
            Text(f"文件超过 {LARGEST:,} 字节", f"larger than {LARGEST:,} bytes"),
            Text("档案通常只有几千字节，可能选错了文件", "a profile has a few thousand: this may be the wrong file"),
        )
    try:
        text = content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(
            path,
            Text(
                f"第 {error.start + 1} 个字节（0x{content[error.start]:02x}）不是 UTF-8 编码",
                f"byte {error.start + 1} (0x{content[error.start]:02x}) is not UTF-8",
            ),
            _NO_TEXT if b"\0" in content and content[:2] not in _UTF_16 else _SAVE_AS_UTF_8,
            line,
        ) from None
    text = text.replace("\r\n", "\n")
    # A dotted key takes memory with the square of its parts: it is looked at before it is read.
    if has_deep_keys(text) and first_too_deep(text) is not None:
        raise _too_deep(text, path)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Refused([_syntax_finding(str(error), text, path)]) from None
    except (ValueError, ArithmeticError):
        # tomllib hands numbers to int and Decimal, which refuse what no figure here can be.
        found = _ENDLESS_NUMBER.search(text)
        at = None if found is None else text.count("\n", 0, found.start()) + 1
        raise _refused(path, Text("有一个数过大", "a number is too large"), None, at) from None
    except RecursionError:
        raise _too_deep(text, path) from None
    deep = path_too_deep(data)
    if deep is not None:
        raise _too_deep(text, path, deep)
    return TomlFile(data=data, text=text, source=None if path is None else fspath(path))


def _too_deep(text: str, path: "str | PathLike[str] | None", deep: KeyPath = ()) -> Refused:
    """The refusal of a text that is nested too deeply. ``deep``: the path to blame where no single key or bracket is at fault."""
    from guangdong_ai.foundation.toml_places import locate

    line, column = first_too_deep(text) or locate(text, deep)
    message = Text("嵌套层数过多", "nested too deeply")
    hint = Text(f"最多 {MOST_LEVELS} 层", f"at most {MOST_LEVELS} levels are accepted")
    return Refused([Finding(message=message, hint=hint, place=Place(file=_path(path), line=line, column=column))])


def _refused(path: "str | PathLike[str] | None", message: Text, hint: Text | None, line: int | None = None) -> Refused:
    return Refused([Finding(message=message, hint=hint, place=Place(file=_path(path), line=line))])


def _syntax_finding(message: str, text: str, path: "str | PathLike[str] | None") -> Finding:
    """The finding for a message of tomllib, with the position from the message as its place."""
    from guangdong_ai.foundation.toml_syntax import full_width_sign, syntax_message

    found = re.fullmatch(r"(?P<said>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", message, flags=re.DOTALL)
    said = syntax_message(found["said"] if found else message)
    line = int(found["line"]) if found and found["line"] else text.count("\n") + 1
    column = int(found["column"]) if found and found["column"] else None
    wide = full_width_sign(text, line, column)
    if wide is not None:
        column, sign, narrow = wide
        return Finding(
            message=Text(f"不是有效的 TOML：此处的 {sign} 是全角字符", f"not valid TOML: the {sign} is a full-width character"),
            hint=Text(f"请改用半角的 {narrow}", f"use the half-width {narrow}"),
            place=Place(file=_path(path), line=line, column=column),
        )
    return Finding(
        message=Text("不是有效的 TOML：{}", "not valid TOML: {}").format(said),
        hint=Text(
            '文字要加引号：name = "粤智"；表名写在方括号里：[enterprise]；同一个键只能出现一次',
            'text needs quotes: name = "Yuezhi"; a table is written [enterprise]; a key may appear once',
        ),
        place=Place(file=_path(path), line=line, column=column),
    )


def type_name(value: object) -> Text:
    """The type of a TOML value, in words, for messages."""
    names: tuple[tuple[type | tuple[type, ...], Text], ...] = (
        (bool, Text("是/否", "true or false")),
        (int, Text("整数", "a whole number")),
        (Decimal, Text("小数", "a fraction")),
        (str, Text("文字", "text")),
        (date, Text("日期", "a date")),
        (list, Text("数组", "an array")),
        (dict, Text("表", "a table")),
    )
    return next((name for kinds, name in names if isinstance(value, kinds)), Text("其他", "something else"))
