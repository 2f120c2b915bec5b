"""Text leaves the program in one place, which escapes what a terminal would act on."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "guangdong_ai"
LETS_OUT = {
    "cli/output.py": {"sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write"},
    "cli/main.py": {"sys.stdout.write"},  # the version, before anything is loaded
    "cli/terminal.py": {"Console"},  # lays out pages, which escape
    "cli/ask/terminal_prompt.py": {"Console"},  # escapes what it says
}
WRITES = {
    "sys.stdout.write",
    "sys.stderr.write",
    "sys.stdout.buffer.write",
    "Console",
    "print",
    "traceback.print_exc",
    "typer.echo",
    "echo",
}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_else_writes_to_the_terminal(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called & WRITES <= LETS_OUT.get(path.relative_to(PACKAGE).as_posix(), set())
