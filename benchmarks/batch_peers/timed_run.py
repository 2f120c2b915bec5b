"""One run of a whole process: how long it took, and the most memory it held."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Run:
    """``seconds`` from start to end of the process, ``peak`` resident megabytes, ``code`` and the last of what it said if it failed."""

    seconds: float
    peak: float
    code: int
    said: str


def pin(cores: int) -> int:
    """Keep this process, and all that it starts, on so many cores; how many it has where that can be said, else all of the machine's.

    Virtual machines pack unpinned threads on one core.
    """
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    return len(os.sched_getaffinity(0))


def timed(command: Sequence[str], variables: Mapping[str, str]) -> Run:
    """Run it with these variables beside those of the environment.

    Linux counts into the peak of a process what its parent held when it started it: call this from a process that holds little.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(variables)
    start = perf_counter()
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    with process.stdout as output:
        said = output.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    megabyte = 2**20 if sys.platform == "darwin" else 2**10
    return Run(seconds, usage.ru_maxrss / megabyte, process.returncode, said.strip()[-20_000:])
