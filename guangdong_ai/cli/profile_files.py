"""Profiles that a person named one by one or by the folder."""

from collections.abc import Sequence
from pathlib import Path

from guangdong_ai.finding import Finding, Place
from guangdong_ai.text import Text


def profile_files(named: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """The files, those of a folder by their names, each once; and a finding for each folder in which there is none."""
    files: list[Path] = []
    findings: list[Finding] = []
    for path in named:
        inside = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        files += inside
        if not inside:
            message = Text("文件夹里没有档案", "there is no profile in this folder")
            hint = Text("档案是 .toml 文件", "profiles are .toml files")
            findings.append(Finding(message=message, hint=hint, place=Place(file=path)))
    return tuple(dict.fromkeys(files)), tuple(findings)
