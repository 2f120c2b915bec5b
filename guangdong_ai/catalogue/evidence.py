"""Evidence: the papers that prove answers, and who in the firm has them. Declared in ``policies/evidence.toml``.

A checklist follows from the criteria of the measures that an applicant wants: none is written for each of them.
"""

from collections.abc import Iterable, Mapping

from guangdong_ai.catalogue.derived_fact import DerivedFacts
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Confidence


@record
class Holder:
    """A department of the firm, or somebody in it, that has papers."""

    id: str
    title: Text


@record
class Paper:
    """A paper and the facts that it proves. ``held_by``: the ids of those who have it, the first of them first.

    ``document``: where it is asked for; None: it is what such applications usually ask for (``inferred``). ``named_by``: the measures and
    calls whose own list of papers has it, all papers of a list in its order: their wording counts there, and no other paper for the same facts.
    """

    id: str
    text: Text
    held_by: tuple[str, ...]
    facts: tuple[str, ...]
    confidence: Confidence
    document: str | None = None
    named_by: tuple[str, ...] = ()
    note: Text | None = None


@record
class WithoutPaper:
    """Facts that are asked for and that no paper is known to prove, and why."""

    id: str
    facts: tuple[str, ...]
    reason: Text


def without_evidence(
    facts: Iterable[str], papers: Mapping[str, Paper], without: Mapping[str, WithoutPaper], derived: DerivedFacts
) -> tuple[str, ...]:
    """Those of the facts of which nothing is said: neither a paper nor that there is none. What is worked out is proved by its parts, all of them."""
    said = {fact for paper in papers.values() for fact in paper.facts} | {fact for one in without.values() for fact in one.facts}

    def is_said(fact: str) -> bool:
        return fact in said or (fact in derived and all(map(is_said, derived[fact].parts)))

    return tuple(fact for fact in facts if not is_said(fact))
