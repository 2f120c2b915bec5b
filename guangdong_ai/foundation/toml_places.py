"""Where a key stands in a TOML text: tomllib keeps no positions. Loaded only when something is wrong."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from guangdong_ai.foundation.finding import KeyPath


def locate(text: str, path: KeyPath) -> tuple[int | None, int | None]:
    """Line and column (from 1) of the key or array element at ``path``, else of the nearest one around it; (None, None) if there is none.

    A table that is only implied, as ``a`` by ``[a.b]`` or by ``[[a]]``, stands where the first thing in it does.
    """
    places = _all_places(text)
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return None, None


@lru_cache(maxsize=1)
def _all_places(text: str) -> Mapping[KeyPath, tuple[int, int]]:
    """The places of all keys of the text, cached: the findings about one file ask for them one after the other."""
    written = dict(_places(text))
    implied: dict[KeyPath, tuple[int, int]] = {}
    for path, place in written.items():
        for length in range(1, len(path)):
            implied.setdefault(path[:length], place)
    return implied | written


def _places(text: str) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
    source = text.encode()
    root = Parser(Language(tree_sitter_toml.language())).parse(source).root_node
    elements: dict[KeyPath, int] = defaultdict(int)
    last: dict[KeyPath, int] = {}

    def position(node: Node) -> tuple[int, int]:
        row, byte = node.start_point
        line_start = source.rfind(b"\n", 0, node.start_byte) + 1
        return row + 1, len(source[line_start : line_start + byte].decode(errors="replace")) + 1

    def key_parts(node: Node) -> KeyPath:
        if node.type == "dotted_key":
            return tuple(part for child in node.named_children for part in key_parts(child))
        written = source[node.start_byte : node.end_byte].decode(errors="replace")
        return (next(iter(tomllib.loads(f"{written} = 0"))) if node.type == "quoted_key" else written,)

    def resolved(path: KeyPath) -> KeyPath:
        """A header's path with the positions of the elements in the arrays of tables on its way."""
        whole: KeyPath = ()
        for part in path:
            whole = (*whole, part)
            if whole in last:
                whole = (*whole, last[whole])
        return whole

    def value(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    yield from pair(child, path)
        elif node.type == "array":
            entries = [child for child in node.named_children if child.type != "comment"]
            for index, child in enumerate(entries):
                yield (*path, index), position(child)
                yield from value(child, (*path, index))

    def pair(node: Node, table: KeyPath) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
        children = [child for child in node.named_children if child.type != "comment"]
        if not children:
            return
        path = (*table, *key_parts(children[0]))
        yield path, position(children[0])
        if len(children) > 1:
            yield from value(children[1], path)

    for node in root.named_children:
        if node.type == "pair":
            yield from pair(node, ())
        elif node.type in ("table", "table_array_element") and node.named_children:
            header = key_parts(node.named_children[0])
            path = resolved(header[:-1]) + header[-1:]
            if node.type == "table_array_element":
                index = elements[path]
                elements[path] += 1
                last[path] = index
                for inner in [known for known in last if known[: len(path)] == path and known != path]:
                    del last[inner]
                path = (*path, index)
            yield path, position(node)
            for child in node.named_children[1:]:
                if child.type == "pair":
                    yield from pair(child, path)
