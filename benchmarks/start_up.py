"""How long each way of starting takes, beside ``python -c pass`` on the same machine in the same run.

Whole processes are measured. The ways are run in turn, round after round, so that a busy moment of the machine falls on all of them. Those
that need the catalogue are run with all of its measures, and with a larger one that has some of them again, under other ids. Prints a markdown
table for docs/performance.md. Asserts nothing about time: a slow machine is no fault of the program.
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
from time import perf_counter, sleep

from grown_program import grown_program

import guangdong_ai
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.catalogue.remembered_files import SETTLED_NS

PACKAGE = Path(guangdong_ai.__file__).parent
PROFILE = PACKAGE / "cli" / "demo.toml"
LEAST_ROUNDS = 15
MEASURES = 150
"""Measures and titles of the larger catalogue."""

PROGRAM = (sys.executable, "-c", "import sys; from guangdong_ai.cli.main import main; sys.exit(main())")
"""What the installed command does."""

_NOT_HANDED_ON = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPROFILEIMPORTTIME", "GUANGDONG_AI_NO_CACHE")
"""What a developer's shell may set, and slows every start of Python."""

COMPLETION = {"_GUANGDONG_AI_COMPLETE": "complete_bash", "COMP_WORDS": "guangdong-ai check --titles", "COMP_CWORD": "2"}
"""What the shell sets when TAB is pressed after ``guangdong-ai check --titles``."""


@dataclass(frozen=True)
class Way:
    """One way of starting. ``cold``: the cache of the checked catalogue is taken away before each run. ``reads``: it needs the catalogue."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict, hash=False)
    cold: bool = False
    reads: bool = False


BARE = Way("`python -c pass`", (sys.executable, "-c", "pass"))
WAYS = (
    BARE,
    Way("`import guangdong_ai`", (sys.executable, "-c", "import guangdong_ai")),
    Way("nothing but `import msgspec, typer`", (sys.executable, "-c", "import gc, msgspec, typer; gc.freeze()")),
    Way("`--version`", (*PROGRAM, "--version")),
    Way("`--help`", (*PROGRAM, "--help")),
    Way("TAB after `check --titles`", PROGRAM, COMPLETION, reads=True),
    Way("`check` with JSON", (*PROGRAM, "check", str(PROFILE), "--format", "json"), reads=True),
    Way("`check` with a table", (*PROGRAM, "check", str(PROFILE)), reads=True),
    Way("`check` with JSON, read by Typer", (*PROGRAM, "check", str(PROFILE), "--format=json"), reads=True),
    Way("first `check` with JSON, no cache yet", (*PROGRAM, "check", str(PROFILE), "--format", "json"), cold=True, reads=True),
)


Seconds = Mapping[tuple[Way, int], Sequence[float]]
"""Of each run of each way, by the number of measures and titles that it had."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help=f"how often each way is run, at least {LEAST_ROUNDS} (default: 25)")
    parser.add_argument("--cpu", action="store_true", help="count the processor's time, on a machine that does other things as well")
    parser.add_argument("--measures", type=int, default=MEASURES, help=f"of the larger catalogue, titles among them (default: {MEASURES})")
    given = parser.parse_args()
    rounds = max(LEAST_ROUNDS, given.rounds)
    compileall.compile_dir(PACKAGE, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "cache").mkdir()
        sizes = {len(load_catalogue().with_titles): PACKAGE.parent, given.measures: grown_program(folder / "grown", given.measures)}
        seconds = measure(rounds, sizes, folder / "cache", _processor if given.cpu else perf_counter)
    sys.stdout.write(report(seconds, list(sizes), rounds, cpu=given.cpu))
    return 0


def _processor() -> float:
    """Seconds that the processes which have ended so far took of the processor, in the program and in the system."""
    import resource  # Windows has none

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(rounds: int, sizes: Mapping[int, Path], cache: Path, clock: Callable[[], float]) -> Seconds:
    """Seconds of each run of each way with each size of the catalogue. One unmeasured round comes first: it fills the caches.

    ``sizes``: Python's path for the program with so many measures and titles; what needs no catalogue is run with the first of them.
    """
    first = next(iter(sizes))
    seconds: dict[tuple[Way, int], list[float]] = {(way, size): [] for way in WAYS for size in sizes if way.reads or size == first}
    for number in range(rounds + 1):
        if number == 1:  # what was written a moment ago is read again at each start, and forgotten to have been
            sleep(SETTLED_NS / 1e9)
            for way, size in seconds:
                run(way, sizes[size], cache, clock)
        for (way, size), taken in seconds.items():
            if way.cold:
                kept = cache / "kept"
                shutil.move(cache / "guangdong-ai", kept)
                one = run(way, sizes[size], cache, clock)
                shutil.rmtree(cache / "guangdong-ai")
                shutil.move(kept, cache / "guangdong-ai")
            else:
                one = run(way, sizes[size], cache, clock)
            if number:
                taken.append(one)
    return seconds


def run(way: Way, path: Path, cache: Path, clock: Callable[[], float]) -> float:
    """Seconds of one run of the whole process, whose output is thrown away."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_HANDED_ON}
    environment |= {"XDG_CACHE_HOME": str(cache), "LANG": "C.UTF-8", "PYTHONPATH": str(path), **way.variables}
    start = clock()
    subprocess.run(way.command, env=environment, cwd=path, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return clock() - start


def report(seconds: Seconds, sizes: Sequence[int], rounds: int, *, cpu: bool) -> str:
    """The table: medians in milliseconds, and how many times as long as a bare Python, with each size of the catalogue."""
    bare = statistics.median(seconds[BARE, sizes[0]])
    titles = [f"{size} measures, ms | × `python -c pass`" for size in sizes]
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, median of {rounds} runs{', processor time' if cpu else ''}:",
        "",
        f"| start | {' | '.join(titles)} |",
        f"|---{'|---:|---:' * len(sizes)}|",
    ]
    for way in WAYS:
        medians = [statistics.median(seconds[way, size]) if (way, size) in seconds else None for size in sizes]
        cells = ["– | –" if median is None else f"{1000 * median:.0f} | {median / bare:.1f}" for median in medians]
        lines.append(f"| {way.name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
