"""The checked catalogue as one JSON file, so that starting does not check it again. Guarded by the digest of the files it was made from.

The file holds what the TOML files say (without their cases), nothing that could be executed. Losing it costs a quarter of a second. What
leads from one record to another was checked before it was written, and what is read is what was written (see ``cache_file``).
"""

import contextlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from guangdong_ai.catalogue.cache_file import cache_file, make_cache_folder, read_cache, signed_cache
from guangdong_ai.catalogue.catalogue import Contents
from guangdong_ai.catalogue.reads import read_from_cache
from guangdong_ai.foundation.deferred_signals import signals_deferred

KEPT = 8
"""How many catalogues stay cached: the bundled one, and some with additions."""


def cached_contents(folder: Path, digest: str) -> Contents | None:
    """The contents cached for this digest, or None where there are none that this version can read."""
    try:
        content = read_cache(folder, digest)
        if content is None:
            return None
        with signals_deferred():
            return msgspec.json.Decoder(Contents, dec_hook=read_from_cache, float_hook=Decimal).decode(content)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def keep(folder: Path, digest: str, plain: dict[str, Any]) -> None:
    """Cache the plain contents of checked files. A folder that cannot be written to is no reason to stop; no link is followed."""
    from guangdong_ai.foundation.atomic_file import write_whole

    content = msgspec.json.Encoder(decimal_format="number").encode(plain)
    with contextlib.suppress(OSError):
        if not make_cache_folder(folder):
            return
        path = cache_file(folder, digest)
        if path.is_symlink():  # what it leads to is not ours to write
            path.unlink()
        write_whole(path, signed_cache(content), private=True)
        for old in sorted(folder.glob("catalogue-*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink()
