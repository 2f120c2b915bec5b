"""All the results compared with those that are kept, or with ``--write`` kept anew; ``--report GROUP NUMBER`` prints one of them whole."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

import msgspec

from tests.golden.assessments import GROUPS, KEPT, digests, kept, plain_result, profiles


def main() -> int:
    """1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--report", nargs=2, type=int, metavar=("GROUP", "NUMBER"))
    chosen = parser.parse_args()
    if chosen.report:
        group, number = chosen.report
        profile, day = list(profiles(group))[number]
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(plain_result(profile, day))).decode() + "\n")
        return 0
    with ProcessPoolExecutor() as workers:
        found = dict(enumerate(workers.map(digests, range(GROUPS))))
    if chosen.write:
        KEPT.write_text("".join(f"{group} {without} {whole}\n" for group, (without, whole) in found.items()), encoding="ascii")
        return 0
    before = kept()
    figures = [group for group, (without, _) in found.items() if before[group][0] != without]
    words = [group for group, (_, whole) in found.items() if before[group][1] != whole and group not in figures]
    sys.stdout.write(f"{GROUPS} groups: results differ in {figures or 'none'}, words alone in {words or 'none'}\n")
    return 1 if figures or words else 0


if __name__ == "__main__":
    sys.exit(main())
