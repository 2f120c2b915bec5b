"""The messages that a module can say, found in its source: so that a test can ask for an example of each."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType


def messages_in(*modules: ModuleType) -> list[str]:
    """The English half of every ``Text("…", "…")`` in the modules, with ``{}`` where something is filled in."""
    return sorted({message for module in modules for message in _messages(Path(str(module.__file__)))})


def _messages(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text" and len(node.args) == 2:
            english = _template(node.args[1])
            if english.replace("{}", "").strip(" :"):
                yield english


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]  # a text
    return "{}"


def without_example(messages: Iterable[str], examples: Iterable[str]) -> list[str]:
    """The messages of which none of the examples is one, or contains one."""
    whole = "\n".join(examples)
    return [message for message in messages if not re.search(".*?".join(re.escape(part) for part in message.split("{}")), whole)]
