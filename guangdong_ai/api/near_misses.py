"""What would open more measures to an applicant."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guangdong_ai.api.assessment import Assessment, assess
from guangdong_ai.api.checked_answers import Answers, Policies
from guangdong_ai.assessment.near_misses import NearMiss
from guangdong_ai.assessment.near_misses import near_misses as search
from guangdong_ai.record import record
from guangdong_ai.text import Language


@record
class NearMisses:
    """The measures that are neither eligible nor conditional, with the fewest changes that would open each; the best money for effort first."""

    assessment: Assessment
    found: tuple[NearMiss, ...]

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[NearMiss]:
        return iter(self.found)

    def __getitem__(self, position: int) -> NearMiss:
        return self.found[position]

    def to_dict(self) -> dict[str, Any]:
        """The near misses as plain data: what ``what-if --format json`` prints."""
        from guangdong_ai.reports.content.data.near_miss_search import plain_search

        return plain_search(self.found, self.assessment.result)

    def to_json(self) -> str:
        """The same as a JSON document, indented, with a line feed at its end."""
        from guangdong_ai.reports.content.data.near_miss_search import near_misses_json

        return near_misses_json(self.found, self.assessment.result)

    def to_markdown(self, language: Language, *, show_all: bool = False) -> str:
        """The near misses for people, in one language; with ``show_all`` all ways."""
        from guangdong_ai.reports.content.near_misses_page import near_misses_markdown

        return near_misses_markdown(self.found, self.assessment.result, language, show_all=show_all)

    def __repr__(self) -> str:
        return f"<NearMisses {self.assessment.as_of}: {len(self)}, of which {sum(bool(miss.options) for miss in self)} can be opened>"


def near_misses(answers: Answers, *, as_of: date | str | None = None, policies: Policies = ()) -> NearMisses:
    """What would open more measures, and what each may bring then. The arguments, and what it raises, are those of ``assess``."""
    return near_misses_of(assess(answers, as_of=as_of, policies=policies))


def near_misses_of(assessment: Assessment) -> NearMisses:
    """The near misses of an assessment: the way of the command line and of scripts."""
    return NearMisses(assessment=assessment, found=search(assessment.result))
