"""The facts alone, out of the cached catalogue: what TAB and the flags of ``check`` need."""

from pathlib import Path

import msgspec

from guangdong_ai.catalogue.cache_file import cache_file
from guangdong_ai.catalogue.fact import Section, in_order


class _Sections(msgspec.Struct):
    """Everything else in the file is passed over without being read."""

    sections: tuple[Section, ...]


def cached_sections(folder: Path, digest: str) -> tuple[Section, ...] | None:
    """The sections cached for this digest, in order, or None where there are none that this version can read."""
    try:
        return in_order(msgspec.json.decode(cache_file(folder, digest).read_bytes(), type=_Sections).sections)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
