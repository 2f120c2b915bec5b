"""Where ``locate`` says that something stands, it stands: random TOML in every way of writing it, held against what tomllib reads."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.toml_places import locate

LEAF = object()
KEYS = ["a", "b-1", "long_name", "1234", '"with space"', "'lite.ral'", '"中文"', '"say \\"x\\""', '"\\u4e2d"', '"tab\\there"', "''"]
COMMENTS = ["", "", "# a = 1", "# 注释：[table] “引号”", '#"']
STRUCTURES = st.recursive(
    st.just(LEAF),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


class Writer:
    """Writes nested tables and arrays as a person might; each leaf is a number of its own."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.leaves = 10_000_000
        self.lines: list[str] = []

    def choose(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def flip(self) -> bool:
        return self.draw(st.booleans())

    def line(self, text: str) -> None:
        self.lines.append(f"{self.choose('', '', '  ')}{text} {self.draw(st.sampled_from(COMMENTS))}".rstrip())
        if self.draw(st.integers(0, 4)) == 0:
            self.lines.append(self.draw(st.sampled_from(COMMENTS)))

    def inline(self, node: Any) -> str:
        if isinstance(node, dict):
            return "{ " + ", ".join(f"{key} = {self.inline(value)}" for key, value in node.items()) + " }"
        if isinstance(node, list):
            entries = [self.inline(entry) for entry in node]
            if entries and self.flip():
                return "[ # 第一\n" + ",\n".join(f"    {entry}" for entry in entries) + ", # last\n]"
            return f"[{', '.join(entries)}]"
        self.leaves += 1
        return str(self.leaves)

    def table(self, node: Mapping[str, Any], header: Sequence[str]) -> None:
        later: list[tuple[str, Any]] = []
        for key, value in node.items():
            as_tables = isinstance(value, dict) or (isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value))
            if as_tables and self.flip():
                later.append((key, value))
            elif isinstance(value, dict) and value and self.flip():
                for inner, content in value.items():
                    self.line(f"{key}{self.choose('.', ' . ')}{inner} = {self.inline(content)}")
            else:
                self.line(f"{key} = {self.inline(value)}")
        for key, value in later:
            path = [*header, key]
            for entry in value if isinstance(value, list) else [value]:
                name = ".".join(path)
                if isinstance(value, list):
                    self.line(f"[[{name}]]")
                elif not entry or not all(isinstance(inner, dict) for inner in entry.values()) or self.flip():
                    self.line(f"[{name}]")
                else:
                    self.only_subtables(entry, path)
                    continue
                self.table(entry, path)

    def only_subtables(self, node: Mapping[str, Any], header: Sequence[str]) -> None:
        """The tables inside one that has no header of its own."""
        for key, value in node.items():
            self.line(f"[{'.'.join([*header, key])}]")
            self.table(value, [*header, key])


@st.composite
def documents(draw: DrawFn) -> str:
    writer = Writer(draw)
    writer.table(draw(st.dictionaries(st.sampled_from(KEYS), STRUCTURES, max_size=5)), [])
    return "\n".join(writer.lines) + "\n"


def contents(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Everything in the data, with its path, a container after what is in it."""
    entries: Sequence[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        entries = list(data.items())
    elif isinstance(data, list):
        entries = list(enumerate(data))
    for key, value in entries:
        yield from contents(value, (*path, key))
    if path:
        yield path, data


def offset(text: str, place: tuple[int | None, int | None]) -> int:
    line, column = place
    assert line is not None
    assert column is not None
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1


@settings(deadline=None, derandomize=True, max_examples=300, database=None)
@given(documents())
def test_everything_is_where_it_is_said_to_be(text: str) -> None:
    found: dict[KeyPath, int] = {}
    for path, value in contents(tomllib.loads(text)):
        start = offset(text, locate(text, path))
        found[path] = start
        if isinstance(value, int):
            before = "" if isinstance(path[-1], int) else r"[^=\n]*=\s*"
            assert re.match(rf"{before}{value}\b", text[start:]), (path, text[start : start + 40])
        for inside in (other for other in found if other[: len(path)] == path):
            assert start <= found[inside], (path, inside)
        assert locate(text, (*path, "not there", 7)) == locate(text, path)


TEXT = """\
# 注释
title = "标题"
"引号" = 1
nested = { one = 1, "two" = [10, 20] }
list = [
    1,  # one
    { deep = 2 },
]

[implied.table]
a.b.c = 3

[[rows]]
key = "x"

[[rows]]
key = "y"
[rows.more]
z = 1
[[rows.parts]]
p = 1

[[rows]]
[[rows.parts]]
p = 2
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (2, 1)),
        (("引号",), (3, 1)),
        (("nested", "two", 1), (4, 34)),
        (("list", 0), (6, 5)),
        (("list", 1, "deep"), (7, 7)),
        (("list", 5), (5, 1)),
        (("implied",), (10, 1)),
        (("implied", "table"), (10, 1)),
        (("implied", "table", "a"), (11, 1)),
        (("implied", "table", "a", "b", "c"), (11, 1)),
        (("rows",), (13, 1)),
        (("rows", 0), (13, 1)),
        (("rows", 1, "key"), (17, 1)),
        (("rows", 1, "more", "z"), (19, 1)),
        (("rows", 1, "parts", 0, "p"), (21, 1)),
        (("rows", 2, "parts", 0, "p"), (25, 1)),
        (("rows", 2, "key"), (23, 1)),
        (("nothing",), (None, None)),
        ((), (None, None)),
    ],
)
def test_examples(path: KeyPath, place: tuple[int | None, int | None]) -> None:
    assert locate(TEXT, path) == place


def test_nothing_stands_in_an_empty_text() -> None:
    assert locate("", ("a", 1)) == (None, None)
