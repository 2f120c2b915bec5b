"""Holds the catalogue against the notes that it is written from: ``python -m tests.held_against_notes FOLDER [POLICIES]``.

FOLDER has the notes, as Markdown. Exit code 1 where a line of them says what the catalogue does not have and ``not_modelled.toml`` does not name, or
where the catalogue has a figure that no line about the same thing has, or calls official what no line does; each is printed with its file and line.
"""

import sys
from pathlib import Path

from .comparison import compared


def main(arguments: list[str]) -> int:
    """Print what differs."""
    if not 1 <= len(arguments) <= 2 or not Path(arguments[0]).is_dir():
        sys.stderr.write(f"{__doc__}")
        return 2
    policies = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).parents[2] / "policies"
    findings = list(compared(Path(arguments[0]), policies))
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    sys.stderr.write(f"{len(findings)} findings\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
