"""A plain value in TOML notation, on one line."""

from datetime import date
from decimal import Decimal

Plain = str | bool | int | Decimal | date | list[str]
"""A value of a fact in the form that TOML and JSON know."""


def toml_literal(value: Plain) -> str:
    """``value`` in TOML notation. Texts must be free of control characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(toml_literal(entry) for entry in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
