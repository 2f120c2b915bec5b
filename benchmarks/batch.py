"""Our batch engine beside its peers: the nineteen provincial measures over the same made-up firms, side by side in one run.

First every peer must give the result of the plain evaluator, the one behind ``check``, for firms around every threshold and for a mix as a
province might have. Then each is measured as a whole process on two cores, in turn, round after round. Prints a markdown table for
docs/performance.md. Asserts nothing about time. What the peers need beside the project's own packages: ``benchmarks/requirements.txt``;
one that is not installed is left out.
"""

import argparse
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from batch_peers.peers import PEERS, WITHOUT_RESULT, Peer, missing_packages, versions
from batch_peers.provincial_measures import AS_OF, MEASURES
from batch_peers.timed_run import Run, pin, timed

# This process must stay small (see ``timed``): whatever needs a library runs in a process of its own.

CORES = 2
FEW = 1
"""Rows of the file on which the start is measured: what is taken off before rows a second are counted."""

MEASURE_COUNTS = (25, 50, 100, 200)
GROWN = 150
"""Measures and titles of the larger catalogue: some stand in it again, under other ids."""

OURS = Peer("ours", "guangdong-ai batch", ("polars",))
STATUS_ONLY = Peer("ours_status", "guangdong-ai batch --shape status", ("polars",))

STEP = (sys.executable, "-m", "batch_peers")
FOR_PEERS: Mapping[str, str] = {"PYTHONPATH": str(Path(__file__).parent), "POLARS_MAX_THREADS": str(CORES)}
"""Our command is run without these, as a user would."""


@dataclass(frozen=True)
class Figures:
    """What was measured of one peer: seconds and peak megabytes of each run, and the seconds that it takes to start."""

    peer: Peer
    rows: int
    seconds: Sequence[float]
    peak: float
    start: float

    @property
    def rows_a_second(self) -> float:
        """Without the start, so that few rows and many can be compared."""
        return self.rows / max(statistics.median(self.seconds) - self.start, 1e-3)


def main() -> int:
    """Check and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="firms that are assessed (default: 1,000,000)")
    parser.add_argument("--slow-rows", type=int, default=20_000, help="for peers that look at one firm at a time (default: 20,000)")
    parser.add_argument(
        "--check-rows", type=int, default=100_000, help="firms whose results are compared first; 0: none (default: 100,000)"
    )
    parser.add_argument("--edge-rows", type=int, default=5_000, help="beside them firms around the thresholds (default: 5,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    names = [OURS.module, STATUS_ONLY.module, *(peer.module for peer in PEERS)]
    parser.add_argument("--peers", nargs="+", choices=names, default=names, metavar="PEER", help=f"of {', '.join(names)} (default: all)")
    parser.add_argument(
        "--folder",
        type=Path,
        help="where data and results are kept and found again, to be emptied when rules change (default: a temporary folder)",
    )
    parser.add_argument("--csv", action="store_true", help="CSV instead: with all checks, beside the same reader and rules without any")
    parser.add_argument(
        "--curve",
        choices=["measures", "catalogue"],
        help=f"our engine alone: with {MEASURE_COUNTS} measures of the province, some again and again; with the catalogue, and {GROWN} of it",
    )
    options = parser.parse_args()
    cores = pin(CORES)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if options.csv:
            return csv_checks(folder, options.rows, options.rounds, cores)
        if options.curve == "catalogue":
            return whole_catalogue(folder, options.rows, options.rounds, cores)
        if options.curve:
            return curve(folder, options.rows, options.rounds, cores)
        peers = [peer for peer in available(options.peers) if peer != OURS or runs(peer, folder)]
        if options.check_rows and not same_results(peers, folder, options.check_rows, options.edge_rows):
            return 1
        print(report(measure(peers, folder, options.rows, options.slow_rows, options.rounds), cores))
    return 0


def available(names: Sequence[str]) -> Iterator[Peer]:
    """The peers with these names that are installed; a line about each that is not."""
    for peer in (OURS, STATUS_ONLY, *PEERS):
        if peer.module in names:
            missing = missing_packages(peer)
            if missing:
                note(f"left out: {peer.shown}, not installed: {', '.join(missing)}")
            else:
                yield peer


def runs(peer: Peer, folder: Path) -> bool:
    """Whether it can be run at all; a line that says why not."""
    run = assess(peer, data(folder, FEW), folder)
    if run.code:
        note(f"left out: {peer.shown}, exit code {run.code}: {run.said}")
    return not run.code


def same_results(peers: Sequence[Peer], folder: Path, rows: int, edge_rows: int) -> bool:
    """Whether all of them say what the plain evaluator says; what differs is printed."""
    same = True
    for source in (edges(folder, edge_rows), data(folder, rows)):
        expected = made(source.with_suffix(".plain.parquet"), "run", "plain_evaluator", str(source))
        for peer in peers:
            if peer.module not in (*WITHOUT_RESULT, STATUS_ONLY.module):
                done(assess(peer, source, folder), peer.shown)
                run = timed([*STEP, "same", str(result_of(peer, folder)), str(expected)], FOR_PEERS)
                note(f"{source.name}: {peer.shown}: {run.said or 'as the plain evaluator'}")
                same &= not run.code
    return same


def measure(peers: Sequence[Peer], folder: Path, rows: int, slow_rows: int, rounds: int) -> Sequence[Figures]:
    """The figures of each. They take turns, so that a busy moment of the machine falls on all; a run that is not counted comes first."""
    few = data(folder, FEW)
    sources = {peer: data(folder, slow_rows if peer.slow else rows) for peer in peers}
    measured: dict[Peer, list[Run]] = {peer: [] for peer in peers}
    starts: dict[Peer, list[float]] = {peer: [] for peer in peers}
    for number in range(rounds + 1):
        for peer, source in sources.items():
            start = done(assess(peer, few, folder), peer.shown)
            if number:
                starts[peer].append(start.seconds)
                measured[peer].append(done(assess(peer, source, folder), peer.shown))
    return [
        Figures(
            peer=peer,
            rows=slow_rows if peer.slow else rows,
            seconds=[run.seconds for run in measured[peer]],
            peak=max(run.peak for run in measured[peer]),
            start=statistics.median(starts[peer]),
        )
        for peer in peers
    ]


def curve(folder: Path, rows: int, rounds: int, cores: int) -> int:
    """Print how our engine does with more and more measures."""
    few, source = data(folder, FEW), data(folder, rows)
    figures = []
    for count in MEASURE_COUNTS:
        policies = folder / f"{count}-measures"
        policies.mkdir(exist_ok=True)
        measures = done(timed([*STEP, "repeat", str(count), str(policies)], FOR_PEERS), "repeat").said.split()
        peer = Peer(OURS.module, f"{OURS.shown}, {count} measures", OURS.packages)
        all_runs = [done(timed(our_command(source, result_of(peer, folder), measures, policies), {}), peer.shown) for _ in range(rounds)]
        start = done(timed(our_command(few, result_of(peer, folder), measures, policies), {}), peer.shown).seconds
        figures.append(Figures(peer, rows, [run.seconds for run in all_runs], max(run.peak for run in all_runs), start))
    print(report(figures, cores))
    return 0


def whole_catalogue(folder: Path, rows: int, rounds: int, cores: int) -> int:
    """Print how our engine does with all measures of the catalogue, and with a larger one. They take turns."""
    few, source = data(folder, FEW), data(folder, rows)
    grown = folder / f"{GROWN}-of-the-catalogue"
    grown.mkdir(exist_ok=True)
    done(timed([*STEP, "grow", str(GROWN), str(grown)], FOR_PEERS), "grow")
    size = done(timed([*STEP, "size"], FOR_PEERS), "size").said.strip()
    sizes = {
        Peer(OURS.module, f"{OURS.shown}, all {size} measures and titles", OURS.packages): None,
        Peer(f"{OURS.module}_{GROWN}", f"{OURS.shown}, {GROWN} measures and titles", OURS.packages): grown,
    }
    runs: dict[Peer, list[Run]] = {peer: [] for peer in sizes}
    starts: dict[Peer, list[Run]] = {peer: [] for peer in sizes}
    for number in range(rounds + 1):
        for peer, policies in sizes.items():
            start = done(timed(our_command(few, result_of(peer, folder), [], policies), {}), peer.shown)
            if number:
                starts[peer].append(start)
                runs[peer].append(done(timed(our_command(source, result_of(peer, folder), [], policies), {}), peer.shown))
    figures = [
        Figures(
            peer,
            rows,
            [run.seconds for run in runs[peer]],
            max(run.peak for run in runs[peer]),
            statistics.median(run.seconds for run in starts[peer]),
        )
        for peer in sizes
    ]
    print(report(figures, cores))
    return 0


def csv_checks(folder: Path, rows: int, rounds: int, cores: int) -> int:
    """Print what checking every cell and record of a CSV file costs, and whether every fault in it is found."""
    clean, faulty, few = (csv_data(folder, *of) for of in ((rows, 0), (rows, rows // 1_000), (FEW, 0)))
    target = folder / "result-csv.parquet"
    checked = Peer("ours", "guangdong-ai batch, no faults in the file", ("polars", "duckdb"))
    finding = Peer("ours_faulty", "guangdong-ai batch, one fault in a thousand records", ())
    unchecked = Peer("csv_unchecked", "the same reader and rules, unchecked", ())
    commands = {
        checked: (our_command(clean, target, MEASURES, None), our_command(few, target, MEASURES, None), {}),
        finding: (our_command(faulty, target, MEASURES, None), our_command(few, target, MEASURES, None), {}),
        unchecked: (
            [*STEP, "run", unchecked.module, str(clean), str(target)],
            [*STEP, "run", unchecked.module, str(few), str(target)],
            FOR_PEERS,
        ),
    }
    runs: dict[Peer, list[Run]] = {peer: [] for peer in commands}
    starts: dict[Peer, list[float]] = {peer: [] for peer in commands}
    for number in range(rounds + 1):
        for peer, (command, start, variables) in commands.items():
            run = timed(command, variables)
            if peer == finding:
                assert run.code == 1, run.said
                note(done(timed([*STEP, "found", str(faulty), f"{target}.rejected.csv"], FOR_PEERS), "found").said)
            else:
                done(run, peer.shown)
            if number:
                runs[peer].append(run)
                starts[peer].append(timed(start, variables).seconds)
    print(
        report(
            [
                Figures(
                    peer, rows, [run.seconds for run in runs[peer]], max(run.peak for run in runs[peer]), statistics.median(starts[peer])
                )
                for peer in commands
            ],
            cores,
        )
    )
    return 0


def csv_data(folder: Path, rows: int, faults: int) -> Path:
    """The CSV file with so many firms and faults, made if it is not there."""
    file = folder / f"firms-{rows}-{faults}.csv"
    if not file.exists():
        done(timed([*STEP, "csv", str(rows), str(faults), str(file)], FOR_PEERS), "csv")
    return file


def report(figures: Sequence[Figures], cores: int) -> str:
    """The table: medians of whole processes; rows a second without the start; the time a row takes as a multiple of ours."""
    ours = next((one for one in figures if one.peer.module == OURS.module), None)
    packages = "; ".join(dict.fromkeys(versions(one.peer) for one in figures))
    lines = [
        f"Python {platform.python_version()}, {cores} cores, {platform.system()} {platform.machine()}; {packages}:",
        "",
        "| peer | rows | seconds | of these start | rows a second | peak MB | time a row, × ours |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for one in figures:
        multiple = f"{ours.rows_a_second / one.rows_a_second:,.2f}" if ours else "–"
        lines.append(
            f"| {one.peer.shown} | {one.rows:,} | {statistics.median(one.seconds):.2f} | {one.start:.2f} "
            f"| {one.rows_a_second:,.0f} | {one.peak:,.0f} | {multiple} |"
        )
    return "\n".join(lines)


def assess(peer: Peer, source: Path, folder: Path) -> Run:
    """One run over a file."""
    target = result_of(peer, folder)
    target.unlink(missing_ok=True)
    if peer in (OURS, STATUS_ONLY):
        shape = "wide" if peer == OURS else "status"
        return timed([*our_command(source, target, MEASURES, None), "--shape", shape], {})
    return timed([*STEP, "run", peer.module, str(source), str(target)], FOR_PEERS)


def our_command(source: Path, target: Path, measures: Sequence[str], policies: Path | None) -> Sequence[str]:
    """The real command."""
    command = [sys.executable, "-m", "guangdong_ai", "batch", str(source), "--output", str(target), "--engine", "polars", "--plain-csv"]
    command += ["--as-of", AS_OF.isoformat(), "--no-summary", *(word for measure in measures for word in ("--measure", measure))]
    return command if policies is None else [*command, "--policies", str(policies)]


def result_of(peer: Peer, folder: Path) -> Path:
    """Where a peer puts its result."""
    return folder / f"result-{peer.module}.parquet"


def data(folder: Path, rows: int) -> Path:
    """The file with so many firms, made if it is not there."""
    return made(folder / f"firms-{rows}.parquet", "data", str(rows))


def edges(folder: Path, rows: int) -> Path:
    """The file with so many firms around the thresholds, made if it is not there."""
    return made(folder / f"edges-{rows}.parquet", "edges", str(rows))


def made(file: Path, *step: str) -> Path:
    """The file, made by this step if it is not there: written whole or not at all."""
    if not file.exists():
        unfinished = file.with_suffix(".part")
        done(timed([*STEP, *step, str(unfinished)], FOR_PEERS), " ".join(step))
        unfinished.replace(file)
    return file


def done(run: Run, what: str) -> Run:
    """The run, which must not have failed."""
    if run.code:
        raise SystemExit(f"{what}: exit code {run.code}\n{run.said}")
    return run


def note(line: str) -> None:
    """Say it beside the table."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
