"""The parts of batch stand on each other in one order: who reads a rule's expression needs to know nothing of files, and a reader nothing of engines."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "guangdong_ai" / "batch"
MAY_KNOW = {
    "read": set[str](),
    "encode": {"read"},
    "compile": {"encode"},
    "write": {"read", "checkpoints"},
    "checkpoints": {"read", "write"},
    "run": {"read", "encode", "compile", "write", "checkpoints"},
}
"""The parts that a part may import, besides what a run came to (``outcome``, ``summary``) and other modules that no part is above."""

OF_A_JOB = {"run", "checkpoints"}
"""The parts that know what a job is."""


def imported(path: Path) -> set[str]:
    """The parts and modules of batch that the module imports, also inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[2] for name in names if name.startswith("guangdong_ai.batch.")}


@pytest.mark.parametrize("part", MAY_KNOW)
def test_a_part_imports_only_what_it_stands_on(part: str) -> None:
    assert any((PACKAGE / part).rglob("*.py"))
    for path in (PACKAGE / part).rglob("*.py"):
        parts = {name for name in imported(path) if (PACKAGE / name).is_dir()} - {part}
        assert parts <= MAY_KNOW[part], f"{path.relative_to(PACKAGE)} imports {parts - MAY_KNOW[part]}"
        assert part in OF_A_JOB or "job" not in imported(path), f"{path.relative_to(PACKAGE)} knows of jobs"


def test_every_folder_is_such_a_part() -> None:
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} == set(MAY_KNOW)
