"""What a file tells, and the record of the result in it: the same for every format."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from guangdong_ai.foundation.control_characters import json_safely
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

MARK: Final = "guangdong-ai-result-record"
"""What the record is called inside a file."""

SEAL: Final = "seal"


@record
class ToldLine:
    """A piece of text, with white space as single spaces. ``where``: the cell in which it stands, where a format has cells."""

    said: str
    where: str | None = None


@record
class ReadBack:
    """``record``: the record as JSON, None where the file has none; ``told``: the rest of the file, in its order."""

    record: str | None
    told: tuple[ToldLine, ...]


def told_line(said: str, where: str | None = None) -> ToldLine | None:
    """The piece of text; None where there is nothing but white space."""
    words = " ".join(said.split())
    return ToldLine(said=words, where=where) if words else None


def sealed(data: Mapping[str, Any], told: Sequence[ToldLine]) -> str:
    """The record as one line of JSON, with a checksum of itself and of what the file tells. Nothing in it acts on a terminal."""
    return json_safely(msgspec.json.encode({**data, SEAL: _seal(data, told)}).decode())


def is_intact(data: Mapping[str, Any], told: Sequence[ToldLine]) -> bool:
    """Whether neither the record nor what the file tells was changed since it was written. Who changes the checksum too is not found out here."""
    try:
        return data.get(SEAL) == _seal({name: value for name, value in data.items() if name != SEAL}, told)
    except (OverflowError, RecursionError, ValueError):  # numbers and depths that no record has
        return False


def _seal(data: Mapping[str, Any], told: Sequence[ToldLine]) -> str:
    """A digest in which white space between words does not count: programs that save a file again set it anew."""
    digest = hashlib.sha256(msgspec.json.encode(data))
    digest.update("".join([f"\n{line.where or ''}\t{line.said}" for line in told]).encode(errors="replace"))
    return f"sha256:{digest.hexdigest()}"


def damaged(message: Text) -> Refused:
    """The refusal of a file that cannot be read back; whoever knows its name adds it."""
    hint = Text("请用写出的原文件，或重新写出一份", "take the file as it was written, or write it again")
    return Refused([Finding(message=message, hint=hint)])
