"""The checked catalogue as one file of JSON, so that it is not checked at every start. Its key is the digest of the files it was made from.

The file holds what the TOML files declare (without their cases), nothing that could be executed. Losing it costs a quarter of a second. All was
checked before it was written, and ``cache_file`` makes sure that what is read is what was written.
"""

import contextlib
from typing import TYPE_CHECKING

import msgspec

from guangdong_ai.catalogue.cache_file import CATALOGUE, cache_name, catalogue_key, keep_file, read_kept
from guangdong_ai.catalogue.catalogue import Contents
from guangdong_ai.catalogue.stored_contents import contents_of, stored
from guangdong_ai.foundation.deferred_signals import signals_deferred

if TYPE_CHECKING:
    from pathlib import Path


def cached_contents(folder: "Path | str", digest: str) -> Contents | None:
    """The contents cached for this digest, or None where there are none that this version can read."""
    try:
        content = read_kept(folder, cache_name(CATALOGUE, catalogue_key(digest)))
        if content is None:
            return None
        with signals_deferred():
            return contents_of(content, Contents)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def keep(folder: "Path", digest: str, contents: Contents) -> None:
    """Cache the contents of checked files. A folder that cannot be written to is no reason to stop; no link is followed."""
    with contextlib.suppress(OSError):
        keep_file(folder, CATALOGUE, catalogue_key(digest), stored(contents))
