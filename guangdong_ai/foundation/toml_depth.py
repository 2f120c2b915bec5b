"""How deeply a TOML text is nested. Reading one that is nested too deeply exhausts memory and stack: the depth is checked first."""

import re
from typing import Any

from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.lazy_pattern import lazy_pattern

MOST_LEVELS = 64
"""Tables, arrays and parts of dotted keys inside each other. The deepest measure has 18."""

_KEY = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_TOKEN = lazy_pattern(
    r'"""(?:[^\\]|\\.)*?"""|' + r"'''.*?'''|#[^\n]*+|"
    rf"(?P<keys>{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY}){{{MOST_LEVELS},}}+)|"
    rf"{_KEY}|(?P<opens>[\[{{])|(?P<closes>[\]}}])",
    re.DOTALL,
)


def has_deep_keys(text: str) -> bool:
    """Whether some dotted key may have more than MOST_LEVELS parts. Cheap, for use before the text is parsed."""
    return any(line.count(".") >= MOST_LEVELS for line in text.split("\n"))


def first_too_deep(text: str) -> tuple[int, int] | None:
    """Line and column (from 1) of the first dotted key, table or array deeper than MOST_LEVELS, outside strings and comments; None without one."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token["opens"] is not None) - (token["closes"] is not None and depth > 0)
        if token["keys"] is not None or depth > MOST_LEVELS:
            return text.count("\n", 0, token.start()) + 1, token.start() - text.rfind("\n", 0, token.start())
    return None


def path_too_deep(data: dict[str, Any]) -> KeyPath | None:
    """The path to a value nested deeper than MOST_LEVELS in parsed data; None if there is none."""
    waiting: list[tuple[KeyPath, object]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > MOST_LEVELS:
            return path
        if isinstance(value, dict):
            waiting += [((*path, key), inside) for key, inside in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, index), inside) for index, inside in enumerate(value)]
    return None
