"""Folders of policies that are there without being named: those of installed packages, and the user's own.

The order in which folders are laid over each other: the bundled catalogue, installed packages by the names of their entry points (of one name by what they name), the user's folder,
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
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from pathlib import Path

NO_PACKS = "GUANGDONG_AI_NO_PACKS"
"""Set to anything to leave out the folders of installed packages and the user's own."""

WITHOUT_PACKS = Text(f"设 {NO_PACKS}=1 可以不用政策包和自己的文件夹", f"{NO_PACKS}=1 leaves out packs and your own folder")
"""How to go on where one of them is wrong."""

GROUP = "guangdong_ai.policies"
"""The group of the entry points, each of which names a package of Python whose folder is laid out like ``policies/``."""

_MARKER = "guangdong_ai_"
"""How the name of a package that brings policies begins, as it is written where packages are installed.

Without one there nothing else is looked at: to read what all installed packages declare would cost a start many milliseconds.
"""


def packs(besides: "Sequence[Path]" = ()) -> "tuple[Path, ...]":
    """The folders, in order, without those that are named anyway in ``besides``. Raises Refused as ``pack_names``."""
    from pathlib import Path

    named = {os.path.realpath(folder) for folder in besides}
    return tuple(Path(name) for name in pack_names() if not named or os.path.realpath(name) not in named)


def laid_over(added: "Sequence[Path]") -> "tuple[Path, ...]":
    """Everything that is laid over the bundled catalogue, in order: ``packs``, then the folders that are named; each once, at its last place."""
    from pathlib import Path

    return tuple(map(Path, names_laid_over(list(map(os.fspath, added)))))


def names_laid_over(added: Sequence[str]) -> tuple[str, ...]:
    """The same as ``laid_over``, as plain strings, for which pathlib need not be loaded."""
    names = (*pack_names(), *added)
    if len(names) < 2:
        return names
    last = {os.path.realpath(name): index for index, name in enumerate(names)}
    return tuple(names[index] for index in sorted(last.values()))


def pack_names() -> tuple[str, ...]:
    """The folders of ``packs``, in order. Raises Refused where an installed package names one that is not there, and where the user's is no folder."""
    if os.environ.get(NO_PACKS):
        return ()
    own = user_folder()
    if own is None or not os.path.lexists(own):
        return installed_packs(tuple(sys.path))
    if not os.path.isdir(own):  # noqa: PTH112  # pathlib is not loaded by a plain check
        raise Refused([_no_folder(own)])
    return (*installed_packs(tuple(sys.path)), own)


def _no_folder(own: str) -> Finding:
    from pathlib import Path

    message = Text("这里应当是政策文件夹，但它不是文件夹", "this should be a folder of policies, and is no folder")
    hint = Text("移走或改正它；{}", "move or correct it; {}").format(WITHOUT_PACKS)
    return Finding(message=message, hint=hint, place=Place(file=Path(own)))


def with_way_out(refused: Refused) -> Refused:
    """The same findings; the last one about a file of ``packs``, which nobody named, says how to go on without them."""
    folders = packs()
    findings = list(refused.findings)
    for index in reversed(range(len(findings))):
        finding = findings[index]
        file = finding.place.file
        if file is not None and not finding.command and any(file.is_relative_to(folder) for folder in folders):
            hint = WITHOUT_PACKS if finding.hint is None else Text("{}；{}", "{}; {}").format(finding.hint, WITHOUT_PACKS)
            findings[index] = replace(finding, hint=hint)
            return Refused(findings)
    return refused


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

    points = [point for path in marked for point in Distribution.at(Path(path)).entry_points if point.group == GROUP]
    return tuple(map(_folder_of, sorted(points, key=lambda point: (point.name, point.value))))


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
    hint = Text("卸载或改正该包；{}", "remove or correct the package; {}").format(WITHOUT_PACKS)
    raise Refused([Finding(message=message, hint=hint, place=Place(key=GROUP))])
