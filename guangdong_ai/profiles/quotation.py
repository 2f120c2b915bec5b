"""Quoting what a person gave in a message: short, on one line, without characters that a terminal would act on."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from guangdong_ai.foundation.text import Text

_LONGEST = 60


def quoted(given: object) -> Text:
    """``given`` for a message: text in quotation marks, anything else in TOML notation."""
    if isinstance(given, str):
        return Text(f"“{one_line(given)}”", f'"{one_line(given)}"')
    if isinstance(given, dict):
        return Text("一个表", "a table")
    if isinstance(given, list):
        return _quoted_array(given)
    both = _plain(given)
    return Text(both, both)


def one_line(text: str) -> str:
    """``text`` shortened for a message; characters that cannot be printed as escapes."""
    shown = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii") for character in text[: _LONGEST + 1]
    )
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def _quoted_array(given: Sequence[object]) -> Text:
    if not given:
        return Text("空数组", "an empty array")
    if any(isinstance(entry, dict | list) for entry in given):
        return Text("一个嵌套的数组", "a nested array")
    inside = one_line(", ".join(quoted(entry).en for entry in given[:10]) + (", …" if len(given) > 10 else ""))
    return Text(f"数组 [{inside}]", f"the array [{inside}]")


def _plain(given: object) -> str:
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, int) and abs(given) >= 10**_LONGEST:
        return one_line(hex(given))
    if isinstance(given, date | time):
        return given.isoformat()
    if isinstance(given, int | Decimal):
        return one_line(str(given))
    return one_line(repr(given))
