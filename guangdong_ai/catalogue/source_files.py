"""The files of a catalogue, what each declares, and the digest of all of them."""

import os
from collections.abc import Iterator, Sequence
from stat import S_ISREG
from typing import TYPE_CHECKING, Literal

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:
    from pathlib import Path

Declares = Literal[
    "manifest",
    "sections",
    "documents",
    "tables",
    "calls",
    "stacking",
    "implications",
    "contradictions",
    "derived",
    "criteria",
    "evidence",
    "not_modelled",
    "measures",
]

_BY_NAME: dict[str, Declares] = {
    "catalogue.toml": "manifest",
    "stacking.toml": "stacking",
    "implications.toml": "implications",
    "contradictions.toml": "contradictions",
    "criteria.toml": "criteria",
    "evidence.toml": "evidence",
    "not_modelled.toml": "not_modelled",
}
_BY_FOLDER: dict[str, Declares] = {
    "facts": "sections",
    "documents": "documents",
    "tables": "tables",
    "calls": "calls",
    "derived": "derived",
}


@record
class SourceFile:
    """One file: its path, its path within the catalogue folder, and its bytes."""

    path: "Path"
    relative: str
    content: bytes

    @property
    def declares(self) -> Declares:
        """The kind of declaration, by the file's name or its top folder; any other folder holds measures."""
        top, _, rest = self.relative.partition("/")
        return _BY_FOLDER.get(top, "measures") if rest else _BY_NAME.get(top, "measures")

    @property
    def folder(self) -> "Path":
        """The catalogue folder that it lies in."""
        return self.path.parents[self.relative.count("/")]


def bundled_folder() -> "Path":
    """The catalogue that comes with the program: inside the installed package, or at the top of a checkout."""
    from pathlib import Path

    return Path(bundled_name())


def bundled_name() -> str:
    """The same as a plain string, for which pathlib need not be loaded."""
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    installed = os.path.join(package, "policies")  # noqa: PTH118
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "policies")  # noqa: PTH112, PTH118, PTH120


def read_files(folders: "Sequence[Path]") -> tuple[SourceFile, ...]:
    """All TOML files of the folders, in the order of the folders. Raises Refused for a path that is no folder and for a file that cannot be read."""
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        raise Refused(
            [
                Finding(
                    message=Text("找不到这个政策文件夹", "no such catalogue folder"),
                    hint=Text(
                        "--policies 应指向一个与内置 policies/ 结构相同的文件夹", "--policies names a folder laid out like policies/"
                    ),
                    place=Place(file=folder),
                )
                for folder in missing
            ]
        )
    files: list[SourceFile] = []
    unread: list[Finding] = []
    for folder, relative in [(top, name) for top in folders for name in sorted(_toml_files(str(top), unread))]:
        path = folder / relative
        try:
            status = os.stat(path)  # noqa: PTH116  # as below
            if not S_ISREG(status.st_mode):
                unread.append(_no_file(path))
                continue
            content = path.read_bytes()
        except OSError as error:
            unread.append(_unread(path, error))
        else:
            files.append(SourceFile(path=path, relative=relative, content=content))
    if unread:
        raise Refused(unread)
    return tuple(files)


def _toml_files(top: str, unread: list[Finding]) -> Iterator[str]:
    """The names of the TOML files below a folder, relative to it; findings about unreadable folders are added to ``unread``.

    On plain strings: pathlib takes four times as long.
    """
    from pathlib import Path

    for place, _, names in os.walk(top, onerror=lambda error: unread.append(_unread(Path(error.filename or top), error))):
        inside = place[len(top) :].replace(os.sep, "/").strip("/")
        yield from (f"{inside}/{name}" if inside else name for name in names if name.endswith(".toml"))


def _no_file(path: "Path") -> Finding:
    message = Text("不是普通文件，没有读取", "not a regular file; it is not read")
    return Finding(message=message, place=Place(file=path))


def _unread(path: "Path", error: OSError) -> Finding:
    reason = error.strerror or str(error)
    return Finding(message=Text(f"无法读取：{reason}", f"cannot be read: {reason}"), place=Place(file=path))


def digest_of(files: Sequence[SourceFile]) -> str:
    """``sha256:`` and the hexadecimal digest of the files' names and bytes."""
    import hashlib

    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative}\0{len(file.content)}\0".encode())
        whole.update(file.content)
    return f"sha256:{whole.hexdigest()}"
