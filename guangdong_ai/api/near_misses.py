"""What would open more measures to an applicant."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from guangdong_ai.api.assessment import Assessment, assess
from guangdong_ai.api.checked_answers import Answers, Policies, Scopes
from guangdong_ai.api.reportable import Reportable
from guangdong_ai.assessment.near_misses import NearMiss
from guangdong_ai.assessment.near_misses import near_misses as search
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Report, Rows

if TYPE_CHECKING:
    from guangdong_ai.assessment.titles.goals import TitleGoal
    from guangdong_ai.reports.content.blocks import Content


@record
class NearMisses(Reportable):
    """The measures that are neither eligible nor conditional, with the fewest changes that would open each; the most money for the effort first."""

    assessment: Assessment
    found: tuple[NearMiss, ...]

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[NearMiss]:
        return iter(self.found)

    def __getitem__(self, position: int) -> NearMiss:
        return self.found[position]

    @property
    def title_goals(self) -> "tuple[TitleGoal, ...]":
        """The titles that the applicant does not have and is not ready for, with what would make each possible, the least effort first."""
        from guangdong_ai.assessment.titles.goals import title_goals

        return title_goals(self.assessment.result)

    def report(self, *, show_all: bool = False, profile_file: str | None = None) -> Report:
        """What ``what-if`` shows, all options with ``show_all``. ``profile_file``: the file with all the answers, for commands in the report."""
        assessment = self.assessment.result

        def content() -> "Content":
            from guangdong_ai.reports.content.near_misses import near_misses_content

            return near_misses_content(self.found, assessment, show_all=show_all, profile_file=profile_file)

        def data() -> Any:
            from guangdong_ai.reports.content.data.near_misses import plain_search

            return plain_search(self.found, assessment)

        def rows(language: Language) -> Rows:
            from guangdong_ai.reports.content.near_misses import near_misses_rows

            return near_misses_rows(self.found, language)

        return Report(content, data, rows)

    def __repr__(self) -> str:
        return f"<NearMisses {self.assessment.as_of}: {len(self)}, of which {sum(bool(miss.options) for miss in self)} can be opened>"


def near_misses(answers: Answers, *, as_of: date | str | None = None, policies: Policies = (), scopes: Scopes = ()) -> NearMisses:
    """What would open more measures, and what each may bring then. The arguments, and what it raises, are those of ``assess``."""
    return near_misses_of(assess(answers, as_of=as_of, policies=policies, scopes=scopes))


def near_misses_of(assessment: Assessment) -> NearMisses:
    """The near misses of an assessment, for the command line and scripts alike."""
    return NearMisses(assessment=assessment, found=search(assessment.result))
