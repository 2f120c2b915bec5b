"""The facts alone, out of the cached catalogue: what TAB and the flags of ``check`` need."""

from typing import TYPE_CHECKING

import msgspec

from guangdong_ai.catalogue.cache_file import CATALOGUE, cache_name, catalogue_key, read_kept
from guangdong_ai.catalogue.fact import FactSection, in_order

if TYPE_CHECKING:
    from pathlib import Path


class _Sections(msgspec.Struct):
    """Everything else in the file is passed over without being read: the rules, which are its first line, and the other records."""

    sections: tuple[FactSection, ...]


def cached_sections(folder: "Path | str", digest: str) -> tuple[FactSection, ...] | None:
    """The sections cached for this digest, in order, or None where there are none that this version can read."""
    try:
        content = read_kept(folder, cache_name(CATALOGUE, catalogue_key(digest)))
        if content is None:
            return None
        return in_order(msgspec.json.decode(content.partition(b"\n")[2], type=_Sections).sections)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
