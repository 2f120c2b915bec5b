"""Processes of a cluster on this machine, started for some tests and ended after them."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

PATIENCE = 120.0
"""Seconds until a wait is given up: far more than a busy machine needs."""


@contextlib.contextmanager
def started(
    commands: Sequence[Sequence[str]], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes of these commands, for a block of code; what they say goes to ``log``."""
    processes: list[subprocess.Popen[bytes]] = []
    with log.open("ab") as output:
        try:
            for command in commands:
                processes.append(  # noqa: PERF401  # those that were started are ended, should one not start
                    subprocess.Popen(
                        command,
                        stdin=subprocess.DEVNULL,
                        stdout=output,
                        stderr=output,
                        env={**os.environ, **(environment or {})},
                        start_new_session=True,
                    )
                )
            yield processes
        finally:
            for process in reversed(processes):
                process.kill()
            for process in processes:
                process.wait()


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for it."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for: {what}"
        time.sleep(0.1)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module with this Python."""
    return [sys.executable, "-m", module, *arguments]
