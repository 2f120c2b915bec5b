"""The files that a user named: one by one, by a pattern, or by a folder."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from guangdong_ai.batch.read.input_formats import COMPRESSIONS, FORMATS, READERS, Compression, Format, accepted_formats
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line

_SPREADSHEETS: Final = (".xlsb", ".et", ".numbers")


@record
class InputFile:
    """A file to read: its path as it was named, and what its suffixes say that it is. ``compression`` is None for a file as it is."""

    path: Path
    format: Format
    compression: Compression | None = None


def input_files(named: Sequence[str | Path], *, without: Collection[Path] = ()) -> tuple[InputFile, ...]:
    """The files, each once, in the order in which they were named; those of a folder or a pattern by their paths.

    A pattern may hold ``*``, ``?``, ``[…]`` and ``**``; a file that has such a name is that file. Of a folder and of a pattern only files
    that can be read are taken, of a folder also those in folders inside it; hidden files, and the lock files that Excel leaves, are not.
    ``without``: files that are written, not read, when a folder or pattern holds them. Raises Refused with all findings.
    """
    files: dict[Path, InputFile] = {}
    findings: list[Finding] = []
    written = {path.resolve() for path in without}
    for name in named:
        for found in _files_of(Path(name), written):
            if isinstance(found, Finding):
                findings.append(found)
            else:
                files.setdefault(found.path.resolve(), found)
    if findings:
        raise Refused(findings)
    return tuple(files.values())


def input_file(path: Path) -> InputFile | Finding:
    """What the suffixes of ``path`` say that it is, in upper or lower case; a finding when they name nothing that can be read."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    inner = suffixes[-2:-1] if compression else suffixes[-1:]
    format_ = FORMATS.get(inner[0]) if inner else None
    if format_ is None:
        return _unsupported(path, suffixes)
    if compression and not READERS[format_].is_compressible:
        message = Text(f"不能读取压缩的 .{format_} 文件", f"a compressed .{format_} file cannot be read")
        hint = Text(f"请先解压，再指定 .{format_} 文件", f"unpack it and name the .{format_} file")
        return Finding(message=message, hint=hint, place=Place(file=path))
    return InputFile(path=path, format=format_, compression=compression)


def _files_of(path: Path, written: Collection[Path]) -> Iterator[InputFile | Finding]:
    try:
        if path.is_dir():
            yield from _inside(path, written)
        elif path.exists():
            yield _regular(input_file(path))
        elif is_pattern(path):
            yield from _matching(path, written)
        elif str(path) == "-":
            yield Finding(
                message=Text("不能从标准输入读取表格", "a table cannot be read from standard input"),
                hint=Text("请先保存为文件，后缀说明格式", "save it as a file first, whose suffix says the format"),
                place=Place(file=path),
            )
        else:
            yield _missing(path, Text("找不到这个文件", "no such file"))
    except (OSError, ValueError) as error:
        yield Finding(message=Text(f"无法读取：{error}", f"cannot be read: {error}"), place=Place(file=path))


def _inside(folder: Path, written: Collection[Path]) -> Iterator[InputFile | Finding]:
    found, unread = _walk(folder)
    files = _readable(found, written)
    yield from unread
    yield from map(_regular, files)
    if not files and not unread:
        yield Finding(
            message=Text("文件夹里没有可以读取的文件", "there is no file in this folder that can be read"),
            hint=accepted_formats(),
            place=Place(file=folder),
        )


def _walk(folder: Path) -> tuple[list[Path], list[Finding]]:
    """The files in a folder and in folders inside it, and what is told of folders that cannot be read."""
    found: list[Path] = []
    unread: list[Finding] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: unread.append(_unread(error, folder))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names]
    return found, unread


def _unread(error: OSError, folder: Path) -> Finding:
    reason = error.strerror or str(error)
    return Finding(
        message=Text(f"这个文件夹无法读取：{reason}", f"this folder cannot be read: {reason}"),
        hint=Text("请检查文件夹权限，或不要包括它", "check its permissions, or leave it out"),
        place=Place(file=Path(error.filename or folder)),
    )


def _regular(file: InputFile | Finding) -> InputFile | Finding:
    """The file, where it is one with an end and can be read several times: no pipe and no device."""
    if isinstance(file, Finding) or not file.path.exists() or file.path.is_file():
        return file
    return Finding(
        message=Text("不是普通文件（是管道或设备），没有读取", "not a regular file but a pipe or a device; it is not read"),
        hint=Text("请先保存为文件", "save it as a file first"),
        place=Place(file=file.path),
    )


def _readable(paths: Collection[Path], written: Collection[Path]) -> list[InputFile]:
    shown = [path for path in paths if not path.name.startswith((".", "~$")) and path.resolve() not in written]
    files = [input_file(path) for path in sorted(shown, key=lambda path: path.parts)]
    return [file for file in files if isinstance(file, InputFile)]


def _matching(pattern: Path, written: Collection[Path]) -> Iterator[InputFile | Finding]:
    closed: list[Finding] = []
    matches = matching(pattern, lambda error: closed.append(_unread(error, pattern)))
    folders = [match for match in matches if match.is_dir() and "**" not in pattern.parts]
    walked = [_walk(folder) for folder in folders]
    inside = [path for found, _ in walked for path in found]
    unread = [*closed, *(finding for _, findings in walked for finding in findings)]
    files = _readable({path for path in [*matches, *inside] if not path.is_dir()}, written)
    yield from unread
    yield from map(_regular, files)
    if not files and matches and not unread:
        yield Finding(
            message=Text("匹配的文件都不能读取", "none of the files that match can be read"),
            hint=accepted_formats(),
            place=Place(file=pattern),
        )
    elif not files and not unread:
        yield _missing(pattern, Text("没有文件与之匹配", "no file matches"))


def _missing(path: Path, message: Text) -> Finding:
    """The finding about a name that leads nowhere, with the name beside it that comes closest."""
    parent = path.parent
    try:
        beside = sorted(entry.name for entry in parent.iterdir()) if parent.is_dir() else []
    except OSError:
        beside = []
    near = closest(path.name, beside)
    hint = did_you_mean(one_line(near)) if near else Text("请检查文件名和所在文件夹", "check the name and the folder")
    return Finding(message=message, hint=hint, place=Place(file=path))


def _unsupported(path: Path, suffixes: Sequence[str]) -> Finding:
    suffix = suffixes[-1] if suffixes else ""
    message = (
        Text(f"不能读取 {one_line(suffix)} 文件", f"a {one_line(suffix)} file cannot be read")
        if suffix
        else Text("文件名没有后缀，不知道是什么格式", "the name has no suffix that would tell the format")
    )
    hint = accepted_formats()
    if suffix in _SPREADSHEETS:
        hint = Text("请在表格软件中另存为 .xlsx", "save it as .xlsx in the spreadsheet program")
    elif suffix == ".json":
        hint = Text("请改为每行一个 JSON 对象，保存为 .jsonl", "write one JSON object a line and save it as .jsonl")
    elif suffix == ".txt":
        hint = Text(
            "如果是表格，请另存为 .csv（逗号分隔）或 .tsv（制表符分隔）", "if it is a table, save it as .csv (commas) or .tsv (tabs)"
        )
    return Finding(message=message, hint=hint, place=Place(file=path))


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
