"""What many assessments have in common: counts and sums, the same whichever engine made them."""

from collections.abc import Mapping

from guangdong_ai.record import record


@record
class MeasureSummary:
    """One measure over all applicants: how many have each eligibility, and the sums of what it may bring them in whole yuan.

    ``low`` and ``high`` are None for kinds of funding without amounts. ``without_upper``: applicants for whom no upper figure can be
    given; they are not in ``high``.
    """

    eligible: int
    conditional: int
    undetermined: int
    ineligible: int
    low: int | None
    high: int | None
    without_upper: int


@record(positional=True)
class CriterionOf:
    """A criterion of a measure, or of the call of it that counts."""

    measure: str
    call: str | None
    criterion: str


@record
class Summary:
    """All applicants that were assessed. Sums are sums of the applicants' totals, in whole yuan.

    ``missing``: for each fact how many applicants' eligibility for some measure still depends on it; facts that nobody misses are not in
    it. ``only_obstacle``: for each criterion how many applicants fail this one of the measure's criteria and no other, with nothing unknown: a
    near miss. Both in the order of the catalogue.
    """

    applicants: int
    measures: Mapping[str, MeasureSummary]
    low: int
    high: int
    without_upper: int
    missing: Mapping[str, int]
    only_obstacle: Mapping[CriterionOf, int]
