"""Runs that are stopped at a random moment, and two runs of one batch at once."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

DAY = "2026-03-01"
FILES, ROWS = 3, 60
_WRONG = 7
"""Every so many rows one cannot be read."""
GOOD = FILES * sum(1 for row in range(ROWS) if row % _WRONG)
BAD = FILES * ROWS - GOOD


def inputs_in(folder: Path) -> list[Path]:
    """The tables that all runs read."""
    paths = [folder / f"in{number}.csv" for number in range(FILES)]
    for number, path in enumerate(paths):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "enterprise.city", "titles.little_giant_year"])
            writer.writerows([f"{number}-{row}", "广州", "2025" if row % _WRONG else "never so"] for row in range(ROWS))
    return paths


def _begun(inputs: list[Path], output: Path, engine: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "guangdong_ai", "batch", *map(str, inputs), "-o", str(output), "--no-summary", "--lang", "en"]
    command += ["--as-of", DAY, "--measure", "little-giant-award", "--engine", engine]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=dict(os.environ))


def _whole(output: Path) -> list[str]:
    rejected = output.with_name(f"{output.name}.rejected.csv")
    if output.exists() != rejected.exists():
        return [f"{output.name} is {'there' if output.exists() else 'missing'}, its rejected rows are not so"]
    if not output.exists():
        return []
    counts = (_rows(output), _rows(rejected))
    return [] if counts == (GOOD, BAD) else [f"{counts} rows instead of {(GOOD, BAD)}"]


def _rows(table: Path) -> int:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def try_kill(random: Random, folder: Path) -> list[str]:
    """What is wrong after a run that was killed or interrupted at a random moment, and after the next run."""
    inputs, output, engine = inputs_in(folder), folder / "out.csv", random.choice(["plain", "plain", "polars"])
    process = _begun(inputs, output, engine)
    time.sleep(random.uniform(0, 1.2 if engine == "plain" else 2.5))
    with_signal = random.choice([signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
    process.send_signal(with_signal)
    _, err = process.communicate(timeout=60)
    faults = [f"after {with_signal.name}: {fault}" for fault in _whole(output)]
    if with_signal is signal.SIGINT and _before_the_program(process.returncode, err):
        begun = sorted(path.name for path in folder.iterdir() if path not in inputs)
        faults += [f"after SIGINT: ended by Python with {begun} begun"] if begun else []
    elif with_signal is signal.SIGINT:
        if process.returncode not in {130, 1}:  # 1: it was done, with its rejected rows
            faults.append(f"after SIGINT: exit {process.returncode}\n{err[-1000:]}")
        if "Traceback" in err:
            faults.append(f"after SIGINT: a traceback\n{err[-1000:]}")
        left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
        if left and process.returncode == 130 and not output.exists() and "--resume" not in err:
            faults.append(f"after SIGINT: {left} left behind without a word")
    again = _begun(inputs, output, "plain")
    _, err = again.communicate(timeout=60)
    if again.returncode != 1 or not output.exists():
        faults.append(f"the next run: exit {again.returncode}\n{err[-1000:]}")
    faults += [f"the next run: {fault}" for fault in _whole(output)]
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
    return faults + ([f"the next run leaves {left}"] if left else [])


def _before_the_program(code: int, err: str) -> bool:
    """Whether Python itself was interrupted while it started: it tells that in its own way, or not at all before it listens, and nothing has been begun."""
    return (code == -signal.SIGINT and not err) or ("KeyboardInterrupt" in err and "guangdong_ai" not in err)


def try_pair(random: Random, folder: Path) -> list[str]:
    """What is wrong with two runs that write one result at the same time."""
    inputs, output = inputs_in(folder), folder / "out.csv"
    engine = random.choice(["plain", "plain", "polars"])
    first = _begun(inputs, output, engine)
    time.sleep(random.uniform(0, 0.3))
    runs = [first, _begun(inputs, output, engine)]
    told = [run.communicate(timeout=120)[1] for run in runs]
    faults = _whole(output)
    if not output.exists():
        faults.append(f"no result\n{told}")
    wrote = [text for text in told if f"assessed {GOOD}" in text]
    if [run.returncode for run in runs] != [1, 1] or not wrote or any("Traceback" in text for text in told):
        faults.append(f"exits {[run.returncode for run in runs]}\n{told}")
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
    return faults + ([f"{left} left behind"] if left else [])


def emptied(folder: Path) -> Path:
    """The folder without anything in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
