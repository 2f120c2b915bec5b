"""Imports point down: a layer knows only the layers below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "guangdong_ai"
FROM_THE_TOP = ("cli", "api", "reports", "batch", "assessment", "profiles", "catalogue", "rules", "foundation")
MOST_LINES = 350
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "misc"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "policies" not in path.parts)


ROOT = {"__init__.py", "__main__.py"}


def layer_of(path: Path) -> str | None:
    """The layer a module is in; None for the two that stand at the root."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_layer_and_below(path: Path) -> None:
    layer = layer_of(path)
    allowed = set() if layer is None else set(FROM_THE_TOP[FROM_THE_TOP.index(layer) :])
    if path.name == "__main__.py":
        allowed = {"cli"}
    if path == PACKAGE / "__init__.py":
        allowed = set(FROM_THE_TOP) - {"cli"}  # the Python API is exported here: named for type checkers, loaded when it is used
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "guangdong_ai" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            assert parts[1] in allowed, f"{path.relative_to(PACKAGE)} ({layer or 'root'}) imports {name}"


def test_every_folder_is_a_layer_and_every_module_in_one() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == ROOT
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= set(FROM_THE_TOP)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_names_say_something(path: Path) -> None:
    assert path.stem not in NAMES_THAT_SAY_NOTHING


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_at_once(path: Path) -> None:
    """What is longer holds more than one idea: split it by what its parts are about."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


EDGES = {
    "api/clock.py": {"datetime.now"},  # a script that does not say the day means today, as a person does
    "api/catalogue_access.py": {"os.environ"},  # where the user's cache folder is, or that there is none
    "api/packs.py": {"os.environ"},  # where the user's folder of settings is, and whether packs are left out
}
"""What the Python API touches: it is an edge of the program, as the command line is. Everything below them is told."""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_touches_the_clock_the_terminal_and_the_environment(path: Path) -> None:
    if layer_of(path) == "cli" or path.name == "__main__.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    forbidden = {
        "date.today",
        "datetime.now",
        "datetime.today",
        "time.time",
        "os.environ",
        "os.getenv",
        "sys.stdout",
        "sys.stderr",
        "sys.stdin",
    }
    assert used & forbidden == EDGES.get(path.relative_to(PACKAGE).as_posix(), set())
    assert not called & {"print", "input"}
