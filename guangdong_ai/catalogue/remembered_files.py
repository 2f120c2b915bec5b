"""The digest of a catalogue's files, remembered together with what the system says of each file and folder, so that a start need not read them.

The rule is that of git's index. As long as every file and every folder has the identity, size and times that it had, it holds what it held: whoever writes
to a file changes its time of change, which nobody can set, and whoever adds, removes or renames one changes that of its folder. Times are
coarse: what was changed only just before it was read may be changed again without getting another time. Nothing is remembered then.
See docs/decisions/0040-unchanged-files-are-not-read.md.
"""

import contextlib
import os
import zlib
from collections.abc import Sequence

import msgspec

from guangdong_ai.catalogue.cache_file import cache_name, keep_file, read_kept
from guangdong_ai.catalogue.source_files import SourceFile, digest_of, read_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

SETTLED_NS = 3_000_000_000
"""How long ago the last change must be, in nanoseconds: no file system in use has times coarser than two seconds."""

_KIND = "files"
_Status = tuple[int, int, int, int, int]
"""Device, number on the device, size, and the times of the last change of its content and of anything about it, in nanoseconds."""


class _Remembered(msgspec.Struct):
    """``tops``: the catalogue folders, as absolute paths; ``statuses``: every folder and every TOML file below them, and its status."""

    digest: str
    tops: list[str]
    statuses: dict[str, _Status]


def remembered_digest(cache: "Path | str", folders: "Sequence[Path | str]") -> str | None:
    """The digest of the files in these folders, where it is remembered and nothing has changed since; otherwise None."""
    try:
        tops = _absolute(folders)
        content = read_kept(cache, cache_name(_KIND, _key(tops)))
        if content is None:
            return None
        remembered = msgspec.json.decode(content, type=_Remembered)
        if remembered.tops != tops or any(_status(path) != status for path, status in remembered.statuses.items()):
            return None
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return remembered.digest


def read_and_remember(folders: "Sequence[Path]", cache: "Path | None", now_ns: int) -> tuple[tuple[SourceFile, ...], str]:
    """The files in these folders and their digest, which is remembered in ``cache`` where that is safe. Raises Refused, as ``read_files``.

    ``now_ns``: the time, in nanoseconds since 1970. A cache that cannot be written to is no reason to stop.
    """
    before = None if cache is None else _settled(folders, now_ns)
    files = read_files(folders)
    digest = digest_of(files)
    if cache is not None and before is not None and _settled(folders, now_ns) == before:
        # A name that is no text of Unicode cannot be kept: then nothing is.
        with contextlib.suppress(OSError, ValueError):
            tops = _absolute(folders)
            keep_file(cache, _KIND, _key(tops), msgspec.json.encode(_Remembered(digest, tops, before)))
    return files, digest


def _settled(folders: "Sequence[Path]", now_ns: int) -> dict[str, _Status] | None:
    """The status of each folder and file; None where one was changed only just now, lies in the future or cannot be looked at.

    Windows tells no time of change, only of the content, which any program may set: nothing is remembered there.
    """
    if os.name == "nt":
        return None
    statuses: dict[str, _Status] = {}
    try:
        for top in _absolute(folders):
            for place, inner, names in os.walk(top, onerror=_raise):
                statuses[place] = _status(place)
                # A folder with such a name may be a link, which is not gone into: a file may come to stand where it leads.
                for path in (os.path.join(place, name) for name in (*inner, *names) if name.endswith(".toml")):  # noqa: PTH118  # as below
                    statuses[path] = _status(path)
    except OSError:
        return None
    latest = now_ns - SETTLED_NS
    return statuses if all(max(status[3:]) < latest for status in statuses.values()) else None


def _status(path: str) -> _Status:
    status = os.stat(path)  # noqa: PTH116  # pathlib is loaded where files are read only
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _absolute(folders: "Sequence[Path | str]") -> list[str]:
    """Without taking anything out of a path: what ``..`` leads to depends on links. Raises OSError where there is no working directory."""
    names = [os.fspath(folder) for folder in folders]
    return [name if os.path.isabs(name) else os.path.join(os.getcwd(), name) for name in names]  # noqa: PTH109, PTH117, PTH118  # as above


def _key(tops: list[str]) -> str:
    return f"{zlib.crc32(os.fsencode(os.pathsep.join(tops))):08x}"


def _raise(error: OSError) -> None:
    raise error
