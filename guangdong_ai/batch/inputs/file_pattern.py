"""The files and folders that match a pattern. What cannot be read is told, where ``glob`` passes over it; links to folders are not followed by ``**``."""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

_SIGNS = "*?["
_ANY_DEPTH = "**"


def is_pattern(path: Path) -> bool:
    """Whether the path holds ``*``, ``?`` or ``[``."""
    return any(sign in str(path) for sign in _SIGNS)


def matching(pattern: Path, unread: Callable[[OSError], None]) -> list[Path]:
    """What matches, hidden names only where the pattern names them; ``unread`` is told of each folder that must be looked at and cannot be."""
    found = [Path()]
    for number, part in enumerate(pattern.parts, 1):
        last = number == len(pattern.parts)
        if part == _ANY_DEPTH:
            below = [path for folder in found for path in _below(folder, unread, with_files=last)]
            found = list(dict.fromkeys(below))
        elif is_pattern(Path(part)):
            found = [folder / name for folder in found for name in _names(folder, unread) if _matches(name, part)]
        else:
            found = [path / part for path in found if os.path.lexists(path / part)]
    return found


def _matches(name: str, part: str) -> bool:
    return fnmatch(name, part) and (part.startswith(".") or not name.startswith("."))


def _names(folder: Path, unread: Callable[[OSError], None]) -> list[str]:
    """What is in the folder; nothing in what is none."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except (NotADirectoryError, FileNotFoundError):
        return []
    except OSError as error:
        unread(error)
        return []


def _below(folder: Path, unread: Callable[[OSError], None], *, with_files: bool) -> Iterator[Path]:
    """The folder and those in it, at any depth."""
    if not folder.is_dir():
        return
    for place, folders, names in os.walk(folder, onerror=unread):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(place)
        yield from (Path(place, name) for name in sorted(names) if with_files and not name.startswith("."))
