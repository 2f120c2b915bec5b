"""Files that a result must not overwrite: inputs of the same run, and files of answers or rules that somebody filled in."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import LARGEST, parse_toml

STANDARD_INPUT = "-"
_HINT = Text("请给 --output 另起文件名", "give --output another name")


def refuse_to_overwrite(output: Path, inputs: Iterable[str | Path]) -> None:
    """Raises WrongUsage when ``output`` is a file that the run reads, by whatever path, or one that is filled in.

    ``inputs``: the names on the command line; ``-`` is standard input. What is no ordinary file is not overwritten.
    """
    there = _ordinary(output)
    if there is None:
        return
    for named in inputs:
        if _is_same(named, there):
            raise WrongUsage(
                Text(f"输入文件会被结果覆盖：{named}", f"an input would be overwritten by the result: {named}"),
                _HINT,
            )
    if is_filled_in(output, there.st_size):
        raise WrongUsage(
            Text(f"文件已存在，可能已经填写：{output}", f"the file exists already and may be filled in: {output}"),
            Text("请另起文件名，或先删除它", "choose another name, or delete it first"),
        )


def is_filled_in(path: Path, size: int) -> bool:
    """Whether the file holds TOML other than an empty template: no result is TOML, so a person wrote it.

    A broken ``.toml`` file counts: somebody may be in the middle of it. An unreadable one does not: writing will report it.
    """
    called_toml = path.suffix.lower() == ".toml"
    if size > LARGEST:
        return called_toml
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        return False
    except UnicodeDecodeError:
        return called_toml
    try:
        data = parse_toml(text.encode(), path).data
    except Refused:
        return called_toml
    return any(_says_something(value) for key, value in data.items() if key != "schema")


def _says_something(value: object) -> bool:
    return value not in ({}, []) and not (isinstance(value, dict) and all(entry == {} for entry in value.values()))


def _ordinary(path: Path) -> os.stat_result | None:
    try:
        there = path.stat()
    except (OSError, ValueError):
        return None
    return there if stat.S_ISREG(there.st_mode) else None


def _is_same(named: str | Path, there: os.stat_result) -> bool:
    """Whether both are the same file, also by links, other spellings of a path and hard links."""
    try:
        status = os.fstat(0) if named == STANDARD_INPUT else Path(named).stat()
    except (OSError, ValueError):
        return False
    return os.path.samestat(status, there)
