"""One meaning a word: no two public types of one name, and none (and no module) that hides what is imported from the standard library."""

import ast
import functools
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.house.test_layers import modules

TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


def types_in(tree: ast.Module) -> Iterator[str]:
    """The public classes and type aliases of a module."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name) and TYPE_NAME.fullmatch(target.id))


def standard_modules_in(tree: ast.Module) -> Iterator[str]:
    """The modules of the standard library from which something is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            yield from (name for name in names if name.split(".")[0] in sys.stdlib_module_names)


def standard_names_in(tree: ast.Module) -> Iterator[str]:
    """What is imported from them by its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in sys.stdlib_module_names:
            yield from (name.name for name in node.names)


def parsed(paths: list[Path]) -> Mapping[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@functools.cache
def package() -> Mapping[Path, ast.Module]:
    return parsed(modules())


def double_types(trees: Mapping[Path, ast.Module]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees.items():
        for name in types_in(tree):
            if not name.startswith("_"):
                found[name].append(path.name)
    return {name: paths for name, paths in found.items() if len(paths) > 1}


def hiding(trees: Mapping[Path, ast.Module]) -> set[str]:
    """Types with the name of one, and modules with the name of a module, that is imported from the standard library in one of these modules."""
    names = {name for tree in trees.values() for name in standard_names_in(tree)}
    standard = {name for tree in trees.values() for name in standard_modules_in(tree)}
    types = {f"{path.name}: {name}" for path, tree in trees.items() for name in types_in(tree) if name in names}
    return types | {path.as_posix() for path in trees if path.stem in standard}


def test_no_two_public_types_have_one_name() -> None:
    assert double_types(package()) == {}


def test_no_type_and_no_module_hides_a_name_of_the_standard_library() -> None:
    assert hiding(package()) == set()


def test_a_double_and_a_hiding_name_are_found(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    hidden = tmp_path / "json.py"
    one.write_text("import json\nfrom typing import Literal\nStep = tuple[int, ...]\nclass _Side: ...\n")
    other.write_text("class Step: ...\nclass Literal: ...\nclass _Side: ...\nMOST = 3\n")
    hidden.write_text("")
    assert double_types(parsed([one, other])) == {"Step": ["one.py", "other.py"]}
    assert hiding(parsed([one, other, hidden])) == {"other.py: Literal", hidden.as_posix()}
    assert hiding(parsed([other, hidden])) == set()
