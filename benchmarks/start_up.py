"""How long each way of starting takes, beside ``python -c pass`` on the same machine in the same run.

Whole processes are measured. The ways are run in turn, round after round, so that a busy moment of the machine falls on all of them.
Prints a markdown table for docs/performance.md. Asserts nothing about time: a slow machine is no fault of the program.
"""

import argparse
import compileall
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import guangdong_ai

PACKAGE = Path(guangdong_ai.__file__).parent
PROFILE = PACKAGE / "cli" / "demo.toml"
LEAST_ROUNDS = 15

PROGRAM = (sys.executable, "-c", "import sys; from guangdong_ai.cli.main import main; sys.exit(main())")
"""What the installed command does."""

_NOT_HANDED_ON = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPROFILEIMPORTTIME", "GUANGDONG_AI_NO_CACHE")
"""What a developer's shell may set, and slows every start of Python."""

COMPLETION = {"_GUANGDONG_AI_COMPLETE": "complete_bash", "COMP_WORDS": "guangdong-ai check --titles", "COMP_CWORD": "2"}
"""What the shell sets when TAB is pressed after ``guangdong-ai check --titles``."""


@dataclass(frozen=True)
class Way:
    """One way of starting. ``cold``: the cache of the checked catalogue is taken away before each run."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict, hash=False)
    cold: bool = False


BARE = Way("`python -c pass`", (sys.executable, "-c", "pass"))
WAYS = (
    BARE,
    Way("`import guangdong_ai`", (sys.executable, "-c", "import guangdong_ai")),
    Way("nothing but `import msgspec, typer`", (sys.executable, "-c", "import gc, msgspec, typer; gc.freeze()")),
    Way("`--version`", (*PROGRAM, "--version")),
    Way("`--help`", (*PROGRAM, "--help")),
    Way("TAB after `check --titles`", PROGRAM, COMPLETION),
    Way("`check` with JSON", (*PROGRAM, "check", str(PROFILE), "--format", "json")),
    Way("`check` with a table", (*PROGRAM, "check", str(PROFILE))),
    Way("`check` with JSON, read by Typer", (*PROGRAM, "check", str(PROFILE), "--format=json")),
    Way("first `check` with JSON, no cache yet", (*PROGRAM, "check", str(PROFILE), "--format", "json"), cold=True),
)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help=f"how often each way is run, at least {LEAST_ROUNDS} (default: 25)")
    parser.add_argument("--cpu", action="store_true", help="count the processor's time, on a machine that does other things as well")
    given = parser.parse_args()
    rounds = max(LEAST_ROUNDS, given.rounds)
    compileall.compile_dir(PACKAGE, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(rounds, Path(folder), _processor if given.cpu else perf_counter)
    sys.stdout.write(report(seconds, rounds, cpu=given.cpu))
    return 0


def _processor() -> float:
    """Seconds that the processes which have ended so far took of the processor, in the program and in the system."""
    import resource  # Windows has none

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(rounds: int, cache: Path, clock: Callable[[], float]) -> Mapping[Way, Sequence[float]]:
    """Seconds of each run of each way. One unmeasured round comes first: it fills the caches."""
    seconds: dict[Way, list[float]] = {way: [] for way in WAYS}
    for number in range(rounds + 1):
        for way in WAYS:
            if way.cold:
                kept = cache / "kept"
                shutil.move(cache / "guangdong-ai", kept)
                taken = run(way, cache, clock)
                shutil.rmtree(cache / "guangdong-ai")
                shutil.move(kept, cache / "guangdong-ai")
            else:
                taken = run(way, cache, clock)
            if number:
                seconds[way].append(taken)
    return seconds


def run(way: Way, cache: Path, clock: Callable[[], float]) -> float:
    """Seconds of one run of the whole process, whose output is thrown away."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_HANDED_ON}
    environment |= {"XDG_CACHE_HOME": str(cache), "LANG": "C.UTF-8", **way.variables}
    start = clock()
    subprocess.run(way.command, env=environment, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return clock() - start


def report(seconds: Mapping[Way, Sequence[float]], rounds: int, *, cpu: bool) -> str:
    """The table: medians in milliseconds, and how many times as long as a bare Python."""
    bare = statistics.median(seconds[BARE])
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, median of {rounds} runs{', processor time' if cpu else ''}:",
        "",
        "| start | ms | × `python -c pass` |",
        "|---|---:|---:|",
    ]
    for way, taken in seconds.items():
        median = statistics.median(taken)
        lines.append(f"| {way.name} | {1000 * median:.0f} | {median / bare:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
