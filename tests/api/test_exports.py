"""What `import guangdong_ai` brings: names at once, modules when they are used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import guangdong_ai

INIT = Path(guangdong_ai.__file__)


def loaded_by(code: str) -> set[str]:
    """The modules of the package that are in memory after ``code`` has run in a process of its own."""
    done = subprocess.run([sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], capture_output=True, text=True, check=True)
    return {
        name for name in done.stdout.split() if name.partition(".")[0] in ("guangdong_ai", "msgspec", "pydantic", "typer", "rich", "polars")
    }


def test_importing_it_loads_nothing_else() -> None:
    assert loaded_by("import guangdong_ai") == {"guangdong_ai"}


def test_asking_what_there_is_loads_nothing_else() -> None:
    assert loaded_by("import guangdong_ai; dir(guangdong_ai); guangdong_ai.__version__; hasattr(guangdong_ai, 'nothing')") == {
        "guangdong_ai"
    }


def test_assessing_loads_neither_the_command_line_nor_what_it_does_not_need() -> None:
    modules = loaded_by("from guangdong_ai import assess; assess({}).to_json()")
    assert not {name for name in modules if name.startswith(("guangdong_ai.cli", "guangdong_ai.batch", "typer", "rich", "polars"))}


@pytest.mark.parametrize("name", guangdong_ai.__all__)
def test_everything_that_is_exported_is_there_and_documented(name: str) -> None:
    exported = getattr(guangdong_ai, name)
    assert name in dir(guangdong_ai)
    assert name.startswith("__") or exported.__doc__


def test_type_checkers_see_the_same_names_from_the_same_modules() -> None:
    imported = {
        alias.name: str(node.module).removeprefix("guangdong_ai.")
        for node in ast.walk(ast.parse(INIT.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("guangdong_ai")
        for alias in node.names
    }
    assert imported == vars(guangdong_ai)["_HOMES"]
    assert sorted({*imported, "__version__"}) == guangdong_ai.__all__


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'asess'"):
        _ = vars(guangdong_ai)["__getattr__"]("asess")


def test_a_star_import_takes_what_is_exported() -> None:
    taken: dict[str, object] = {}
    exec("from guangdong_ai import *", taken)  # noqa: S102
    assert set(guangdong_ai.__all__) <= set(taken)
