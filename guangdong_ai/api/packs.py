"""Folders of policies that are there without being named: those of installed packages, and the user's own.

The order in which folders are laid over each other: the bundled catalogue, installed packages by the names of their entry points, the user's folder,
the folders of ``--policies``. What a later one declares under an id stands for what an earlier one declares. Nothing in a package is run to find its
folder: its entry point names a package of Python, and that is looked up, not imported.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from pathlib import Path

NO_PACKS = "GUANGDONG_AI_NO_PACKS"
"""Set to anything to leave out the folders of installed packages and the user's own."""

GROUP = "guangdong_ai.policies"
"""The group of the entry points, each of which names a package of Python whose folder is laid out like ``policies/``."""

_MARKER = "guangdong_ai_"
"""How the name of a package that brings policies begins, as it is written where packages are installed.

Without one there nothing else is looked at: to read what all installed packages declare would cost a start many milliseconds.
"""


def packs() -> "tuple[Path, ...]":
    """The folders, in order. Raises Refused where an installed package names one that is not there."""
    from pathlib import Path

    return tuple(map(Path, pack_names()))


def laid_over(added: "Sequence[Path]") -> "tuple[Path, ...]":
    """Everything that is laid over the bundled catalogue, in order: ``packs``, then the folders that are named."""
    return (*packs(), *added)


def pack_names() -> tuple[str, ...]:
    """The same as ``packs``, as plain strings, for which pathlib need not be loaded. Raises Refused."""
    if os.environ.get(NO_PACKS):
        return ()
    own = user_folder()
    there = own is not None and os.path.isdir(own)  # noqa: PTH112  # pathlib is not loaded by a plain check
    return (*installed_packs(tuple(sys.path)), *([own] if own is not None and there else []))


def user_folder() -> str | None:
    """The user's own folder, which need not be there; None where the user has no home."""
    if sys.platform == "linux":
        # As for the cache: platformdirs costs every start four milliseconds.
        top = os.path.expanduser(os.environ.get("XDG_CONFIG_HOME") or "~/.config")  # noqa: PTH111  # pathlib raises without a home
        return None if top.startswith("~") else os.path.join(top, "guangdong-ai", "policies")  # noqa: PTH118  # as above
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir("guangdong-ai", appauthor=False), "policies")  # noqa: PTH118  # as above


@cache
def installed_packs(search_path: tuple[str, ...]) -> tuple[str, ...]:
    """The folders of the packages that are installed in these places, by the names of their entry points. Raises Refused."""
    marked = list(_marked(search_path))
    if not marked:
        return ()
    from importlib.metadata import Distribution
    from pathlib import Path

    points: dict[str, EntryPoint] = {}
    for path in marked:
        for point in Distribution.at(Path(path)).entry_points:
            if point.group == GROUP:
                points.setdefault(point.name, point)
    return tuple(_folder_of(points[name]) for name in sorted(points))


def _marked(search_path: Sequence[str]) -> Iterator[str]:
    """Where packages with a name that begins like that are described; of one that is there twice the first, as Python finds it."""
    seen: set[str] = set()
    library = os.path.dirname(os.__file__)  # noqa: PTH120  # as below
    for place in search_path:
        if place.startswith(library) and not place.endswith("-packages"):
            continue  # Python's own modules
        try:
            names = os.listdir(place or ".")  # noqa: PTH208  # on plain strings: there may be hundreds
        except OSError:
            continue
        for name in names:
            if not name.endswith(".dist-info"):
                continue
            project = name.partition("-")[0].lower().replace(".", "_")
            if project.startswith(_MARKER) and project not in seen:
                seen.add(project)
                yield os.path.join(place, name)  # noqa: PTH118  # as above


def _folder_of(point: "EntryPoint") -> str:
    from importlib.util import find_spec

    top, *inside = point.module.split(".")
    try:
        spec = find_spec(top)  # of a name without a dot nothing is imported
    except (ImportError, ValueError):
        spec = None
    for place in () if spec is None else spec.submodule_search_locations or ():
        folder = os.path.join(place, *inside)  # noqa: PTH118  # as above
        if os.path.isdir(folder):  # noqa: PTH112  # as above
            return folder
    message = Text(
        f"已安装的政策包 {point.name} 所指的文件夹不存在：{point.value}",
        f"the installed policies {point.name} name a folder that is not there: {point.value}",
    )
    hint = Text(f"卸载或改正该包；设 {NO_PACKS}=1 可以不用", f"remove or correct the package; with {NO_PACKS}=1 none is used")
    raise Refused([Finding(message=message, hint=hint, place=Place(key=GROUP))])
