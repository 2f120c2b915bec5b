"""Every command of the program, with arguments that make it succeed. A test that goes over them misses none: what is not listed fails it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from guangdong_ai.cli.program import program

MEASURE = "little-giant-award"
ANSWERS = """schema = 1
[enterprise]
name = "岭南机器人"
kind = "enterprise"
city = "foshan"
fields = ["robotics"]
[titles]
little_giant_year = 2025
little_giant_city_award = 1_000_000
"""
"""All that MEASURE asks for: nothing is left to ask about it."""
TABLE = "企业名称,注册城市\n甲公司,深圳\n乙公司,佛山\n"


def filled_in(folder: Path) -> Path:
    """A profile with answers in ``folder``, and a table of firms beside it."""
    (folder / "firms.csv").write_text(TABLE, encoding="utf-8")
    profile = folder / "mine.toml"
    profile.write_text(ANSWERS, encoding="utf-8")
    return profile


def runs_of(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The arguments of a run of each command that ends with 0; ``folder`` is what ``filled_in`` made."""
    profile, firms = str(folder / "mine.toml"), str(folder / "firms.csv")
    return {
        "ask": ("--no-input", profile, "--only", MEASURE),
        "check": (profile,),
        "explain": (MEASURE, profile),
        "what-if": (profile,),
        "batch": (firms, "--output", str(folder / "result.csv")),
        "calendar": (profile,),
        "prepare": (profile,),
        "measures list": (),
        "measures show": (MEASURE,),
        "measures lint": (),
        "measures test": (),
        "measures diff": ("2026-01-01", "2026-11-23"),
        "measures compile": ("--dialect", "duckdb", "--measure", MEASURE),
        "measures review": (),
        "measures new": (
            *("--id", "foshan-made-up", "--document", "sz-ai-measures-2024", "--title-zh", "虚构", "--title-en", "Made up"),
            *("--output", str(folder / "policies")),
        ),
        "measures schema": (),
        "profile show": (profile,),
        "profile validate": (profile,),
        "profile template": (),
        "profile from-table": (firms, "--to", str(folder / "profiles")),
        "profile schema": (),
        "demo": ("--no-report",),
    }


def commands() -> tuple[str, ...]:
    """The names of all commands, as they are typed."""
    return tuple(_named(program("en"), ""))


def takes(name: str, option: str) -> bool:
    """Whether a command has an option."""
    command: Any = program("en")
    for part in name.split():
        found = command.get_command(_context(command), part)
        assert found is not None
        command = found
    return any(option in parameter.opts for parameter in command.params)


def _named(command: Any, prefix: str) -> list[str]:
    names = []
    for name in command.list_commands(_context(command)):
        found = command.get_command(_context(command), name)
        names += _named(found, f"{prefix}{name} ") if hasattr(found, "list_commands") else [f"{prefix}{name}"]
    return names


def _context(command: Any) -> typer.Context:
    return typer.Context(command)
