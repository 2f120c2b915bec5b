"""Plans kept in this process: to compile the rules takes as long as to assess a hundred thousand applicants."""

from datetime import date
from functools import lru_cache

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.catalogue.catalogue import Catalogue


def plan_of(catalogue: Catalogue, as_of: date, *, with_summary: bool) -> QueryPlan:
    """The plan of a catalogue that was read from files: the same object as long as it is kept. Raises as ``QueryPlan``."""
    return _made_once(_ByDigest(catalogue), as_of, with_summary)


class _ByDigest:
    """A catalogue, the same as another one where the digest of the files and the measures left of them are: comparing all of it would take long."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._key = (catalogue.digest, tuple(catalogue.with_titles))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=4)
def _made_once(of: _ByDigest, as_of: date, with_summary: bool) -> QueryPlan:
    return QueryPlan(of.catalogue, as_of, with_summary=with_summary)
