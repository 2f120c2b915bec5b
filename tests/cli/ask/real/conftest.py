"""Terminals for the tests: each with folders of its own, one catalogue cache for all."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.ask.real.program_in_terminal import ProgramInTerminal
from tests.cli.ask.real.terminal import Terminal

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []
"""Windows has no pseudo-terminals that pexpect knows."""

Start = Callable[..., Terminal]
StartUnseen = Callable[..., ProgramInTerminal]

_OF_THE_TESTER = ("LC_", "LANG", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "GUANGDONG_AI_", "PROMPT_TOOLKIT_", "XDG_")
"""Variables, by how they begin, that would let a test depend on whose machine it runs on."""


@pytest.fixture
def environment(tmp_path: Path, checked_catalogue: Path) -> dict[str, str]:
    """The variables for the program."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_TESTER)}
    return {
        **others,
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(checked_catalogue),
    }


@pytest.fixture
def programs() -> Iterator[list[ProgramInTerminal]]:
    """The runs of a test: those that it leaves running are ended."""
    running: list[ProgramInTerminal] = []
    yield running
    for program in running:
        program.tidy_up()


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path, programs: list[ProgramInTerminal]) -> Start:
    """Starts the program with these arguments in a terminal that draws; keywords: ``columns``, ``rows``, ``term``."""

    def started(*arguments: str, **how: Any) -> Terminal:
        terminal = Terminal(*arguments, environment=environment, folder=tmp_path, **how)
        programs.append(terminal)
        return terminal

    return started


@pytest.fixture
def start_unseen(environment: dict[str, str], tmp_path: Path, programs: list[ProgramInTerminal]) -> StartUnseen:
    """The same where nothing need be drawn."""

    def started(*arguments: str, **how: Any) -> ProgramInTerminal:
        program = ProgramInTerminal(*arguments, environment=environment, folder=tmp_path, **how)
        programs.append(program)
        return program

    return started
