"""Everything that a comparison tells: both sides, the changes in words, and whom they concern."""

from collections.abc import Sequence
from datetime import date

from guangdong_ai.assessment.impact import Impact
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.catalogue_diff.worded import WordedChange, worded


@record
class ComparedCatalogue:
    """One of the two that are compared, as it was named. ``as_of``: the day on which it is looked at, where a day matters."""

    name: Text
    catalogue: Catalogue
    as_of: date | None


@record
class ApplicantImpact:
    """A profile by its file, and what the changes do to it."""

    file: str
    impact: Impact


@record
class Impacts:
    """What the changes do to several applicants. ``refused``: files that could not be read as profiles."""

    applicants: tuple[ApplicantImpact, ...]
    refused: tuple[str, ...]

    @property
    def changed(self) -> tuple[ApplicantImpact, ...]:
        """Those to whom they do anything."""
        return tuple(applicant for applicant in self.applicants if applicant.impact.changed)

    @property
    def low(self) -> int:
        """The change of all low ends together, in yuan."""
        return sum(applicant.impact.low or 0 for applicant in self.applicants)

    @property
    def high(self) -> int:
        """The change of all high ends together, in yuan, without those that have no upper figure."""
        return sum(applicant.impact.high or 0 for applicant in self.applicants)

    @property
    def without_high(self) -> int:
        """How many applicants have a sum before and after, and no upper figure in one of them."""
        return sum(applicant.impact.low is not None and applicant.impact.high is None for applicant in self.applicants)

    @property
    def without_sum(self) -> int:
        """The number of applicants without a sum before or after, since too little is known about them."""
        return sum(applicant.impact.low is None for applicant in self.applicants)


@record
class CatalogueDiff:
    """``between_days``: one catalogue on two days, not two catalogues. ``impacts`` is None where no profile was given."""

    old: ComparedCatalogue
    new: ComparedCatalogue
    between_days: bool
    changes: tuple[WordedChange, ...]
    impacts: Impacts | None = None


def catalogue_diff(
    old: ComparedCatalogue, new: ComparedCatalogue, changes: Sequence[Change], impacts: Impacts | None, *, between_days: bool
) -> CatalogueDiff:
    """The comparison, with each change put into words."""
    return CatalogueDiff(
        old=old,
        new=new,
        between_days=between_days,
        changes=tuple(worded(change, old.catalogue, new.catalogue) for change in changes),
        impacts=impacts,
    )
