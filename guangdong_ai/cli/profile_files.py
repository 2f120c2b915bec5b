"""Profiles that a person named one by one or by the folder."""

import os
from collections.abc import Sequence
from pathlib import Path

from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text


def profile_files(named: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """The files, those of a folder by their names, each once; and a finding for each folder in which there is none, or that cannot be read."""
    files: list[Path] = []
    findings: list[Finding] = []
    for path in named:
        unread: list[Finding] = []
        inside = _inside(path, unread) if path.is_dir() else [path]
        files += inside
        findings += unread
        if not inside and not unread:
            message = Text("文件夹里没有档案", "there is no profile in this folder")
            hint = Text("档案是 .toml 文件", "profiles are .toml files")
            findings.append(Finding(message=message, hint=hint, place=Place(file=path)))
    return tuple(dict.fromkeys(files)), tuple(findings)


def _inside(folder: Path, unread: list[Finding]) -> list[Path]:
    """The profiles in the folder and in folders inside it; to ``unread`` what is told of those that cannot be read."""

    def tell(error: OSError) -> None:
        reason = error.strerror or str(error)
        unread.append(
            Finding(
                message=Text(f"这个文件夹无法读取：{reason}", f"this folder cannot be read: {reason}"),
                hint=Text("请检查文件夹权限，或不要包括它", "check its permissions, or leave it out"),
                place=Place(file=Path(error.filename or folder)),
            )
        )

    found = sorted(Path(place, name) for place, _, names in os.walk(folder, onerror=tell) for name in names if name.endswith(".toml"))
    unread += [_endless(path) for path in found if path.exists() and not path.is_file()]
    return [path for path in found if path.is_file() or not path.exists()]


def _endless(path: Path) -> Finding:
    return Finding(
        message=Text("不是普通文件（是管道或设备），没有读取", "not a regular file but a pipe or a device; it is not read"),
        hint=Text("请先保存为文件", "save it as a file first"),
        place=Place(file=path),
    )
