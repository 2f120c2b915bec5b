"""The catalogue of this run: the bundled one with the folders laid over it (``packs``, then those of ``--policies``), cached in the user's cache folder."""

import os
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from guangdong_ai.api.packs import names_laid_over, with_way_out
from guangdong_ai.catalogue.fact import FactSection
from guangdong_ai.catalogue.source_files import bundled_name
from guangdong_ai.foundation.errors import Refused

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from guangdong_ai.catalogue.catalogue import Catalogue
    from guangdong_ai.catalogue.source_files import SourceFile

NO_CACHE = "GUANGDONG_AI_NO_CACHE"
"""Set to anything to keep no checked catalogue in the cache folder."""


class CatalogueAccess:
    """The catalogue, read when it is needed, and no more of it than is needed: TAB wants the facts alone.

    Each part raises Refused with what is wrong in the added folders.
    """

    def __init__(self, added: "Sequence[Path]") -> None:
        self._names = (bundled_name(), *names_laid_over(tuple(map(os.fspath, added))))

    @property
    def _folders(self) -> "tuple[Path, ...]":
        from pathlib import Path

        return tuple(map(Path, self._names))

    @cached_property
    def _read(self) -> "tuple[tuple[SourceFile, ...], str]":
        """The files and their digest. Where the digest is remembered, this is done only if nothing is cached for it."""
        import time

        from guangdong_ai.catalogue.remembered_files import read_and_remember

        try:
            return read_and_remember(self._folders, _cache_folder(), time.time_ns())
        except Refused as refused:
            raise with_way_out(refused) from None

    @cached_property
    def _remembered(self) -> str | None:
        """The digest of the files, if it can be told without reading them."""
        from guangdong_ai.catalogue.remembered_files import remembered_digest

        cache = _cache_name()
        return None if cache is None else remembered_digest(cache, self._names)

    @property
    def digest(self) -> str:
        """The digest of all files, as in results."""
        return self._remembered or self._read[1]

    @cached_property
    def sections(self) -> tuple[FactSection, ...]:
        """The sections with their facts, in order."""
        cache = _cache_name()
        if cache is not None:
            from guangdong_ai.catalogue.cached_sections import cached_sections

            sections = cached_sections(cache, self.digest)
            if sections is not None:
                return sections
        return self.whole.sections

    @cached_property
    def whole(self) -> "Catalogue":
        """The whole catalogue."""
        catalogue, laid_over = self._loaded(), self._names[1:]
        if not laid_over:
            return catalogue
        # Without their paths: a result that is handed on tells nothing of this machine.
        return catalogue.with_laid_over(tuple(os.path.basename(os.path.realpath(name)) for name in laid_over))  # noqa: PTH119  # as below

    def _loaded(self) -> "Catalogue":
        from guangdong_ai.catalogue.load import cached_catalogue, load_files

        cache = _cache_name()
        if cache is not None and self._remembered is not None:
            cached = cached_catalogue(cache, self._remembered)
            if cached is not None:
                return cached
        files, digest = self._read
        try:
            return load_files(files, digest, self._folders, cache_folder=_cache_folder())
        except Refused as refused:
            raise with_way_out(refused) from None


def catalogue_with(added: "Sequence[Path]", scopes: Sequence[str] = ()) -> "Catalogue":
    """The whole catalogue, or its measures of these scopes. Raises Refused with findings about the added folders."""
    return narrowed(CatalogueAccess(added).whole, scopes)


def narrowed(catalogue: "Catalogue", scopes: Sequence[str]) -> "Catalogue":
    """The catalogue with its measures of these scopes; without scopes, the whole."""
    return catalogue.with_scopes(scopes) if scopes else catalogue


def due(catalogue: "Catalogue", as_of: "date", within: int | None) -> "Catalogue":
    """The catalogue with its measures that close within so many days of ``as_of``; None: the whole."""
    if within is None:
        return catalogue
    from guangdong_ai.assessment.closing import closing_within

    return closing_within(catalogue, as_of, within)


def kept_catalogue(added: "Sequence[Path]", scopes: Sequence[str] = ()) -> "Catalogue":
    """``catalogue_with`` for a process that asks repeatedly: as long as the files are unchanged it is the same object, checked once."""
    access = CatalogueAccess(added)
    key = access.digest, frozenset(scopes)
    kept = _KEPT.get(key)
    if kept is None:
        kept = narrowed(kept_catalogue(added), scopes) if scopes else access.whole
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = kept
    return kept


_KEPT: "dict[tuple[str, frozenset[str]], Catalogue]" = {}
_MOST_KEPT = 4


def catalogue_in(folders: "Sequence[Path]") -> "Catalogue":
    """The whole catalogue in these folders, a later one replacing declarations of an earlier. Raises Refused with findings about them."""
    from guangdong_ai.catalogue.load import load_folders

    return load_folders(folders, cache_folder=_cache_folder())


def _cache_folder() -> "Path | None":
    from pathlib import Path

    name = _cache_name()
    return None if name is None else Path(name)


def _cache_name() -> str | None:
    """Where checked catalogues are kept; None where they are not."""
    if os.environ.get(NO_CACHE):
        return None
    if sys.platform == "linux":
        # The XDG rule is one line; platformdirs, which knows the other systems, costs every start four milliseconds.
        cache = os.path.expanduser(os.environ.get("XDG_CACHE_HOME") or "~/.cache")  # noqa: PTH111  # pathlib is not loaded by a plain check
        return None if cache.startswith("~") else os.path.join(cache, "guangdong-ai")  # noqa: PTH118  # as above
    from platformdirs import user_cache_dir

    return user_cache_dir("guangdong-ai", appauthor=False)
