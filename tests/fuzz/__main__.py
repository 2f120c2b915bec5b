"""Many random inputs of each kind, each told by its number, and what did not hold: ``python -m tests.fuzz --tables 20000``."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.fuzz.packs import try_pack
from tests.fuzz.processes import emptied, try_kill, try_pair
from tests.fuzz.tables import try_table

KINDS = {"tables": try_table, "packs": try_pack, "kills": try_kill, "pairs": try_pair}


def told(text: str) -> None:
    """What was found, as soon as it was."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Tries what is asked for; 1 where anything did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first attempt")
    for name in KINDS:
        parser.add_argument(f"--{name}", type=int, default=0)
    chosen = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, attempt in KINDS.items():
            number, began, faulty = getattr(chosen, name), time.monotonic(), 0
            for index in range(chosen.first, chosen.first + number):
                # Each attempt has a seed of its own, so that it can be tried again alone.
                found = attempt(Random(f"{name} {chosen.seed} {index}"), emptied(Path(scratch) / name))
                if found:
                    faulty += 1
                    told(f"{name} {index}:\n  " + "\n  ".join(found))
                if (tried := index + 1 - chosen.first) % 1_000 == 0 and tried < number:
                    told(f"{name}: {tried} so far, {faulty} with a fault")
            if number:
                told(f"{name}: {number} tried, {faulty} with a fault, {time.monotonic() - began:.0f} s")
            wrong += faulty
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
