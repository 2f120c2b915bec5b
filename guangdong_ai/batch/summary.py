"""What many assessments have in common: counts and sums, the same whichever engine made them."""

from collections.abc import Mapping

from guangdong_ai.record import record


@record
class Sums:
    """Amounts of many applicants added up, in whole yuan. ``low`` and ``high``: from measures that are eligible or conditional.

    ``if_all_met`` is the high end if what is undetermined were met too. ``without_upper`` and ``if_all_met_without_upper``: applicants for
    whom the one or the other has no upper figure; they are not in it.
    """

    low: int = 0
    high: int = 0
    without_upper: int = 0
    if_all_met: int = 0
    if_all_met_without_upper: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            low=self.low + other.low,
            high=self.high + other.high,
            without_upper=self.without_upper + other.without_upper,
            if_all_met=self.if_all_met + other.if_all_met,
            if_all_met_without_upper=self.if_all_met_without_upper + other.if_all_met_without_upper,
        )


@record
class MeasureSummary:
    """One measure over all applicants: how many have each eligibility, and what it may bring them; None for kinds without amounts."""

    eligible: int
    conditional: int
    undetermined: int
    ineligible: int
    sums: Sums | None


@record(positional=True)
class CriterionOf:
    """A criterion of a measure, or of the call of it that counts."""

    measure: str
    call: str | None
    criterion: str


@record
class Summary:
    """All applicants that were assessed. ``sums`` are those of the applicants' totals; ``without_sum`` of them have none, too little being known.

    ``missing``: for each fact how many applicants' eligibility for some measure still depends on it; facts that nobody misses are not in
    it. ``only_obstacle``: for each criterion how many applicants fail this one of the measure's criteria and no other, with nothing unknown: a
    near miss, if the applicant can change one of its facts and need not move for it. Both in the order of the catalogue.
    """

    applicants: int
    measures: Mapping[str, MeasureSummary]
    sums: Sums
    without_sum: int
    missing: Mapping[str, int]
    only_obstacle: Mapping[CriterionOf, int]
