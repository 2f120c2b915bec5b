"""When enough is known of an applicant for a sum: before that, any figure would be one of the catalogue and not of the applicant."""

from collections.abc import Collection, Iterable, Sequence

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import MeasureResult

FEWEST_FACTS = 3
"""With fewer known facts that criteria look at, next to nothing is known (docs/stacking.md)."""

PASSED: tuple[Eligibility, ...] = ("eligible", "conditional")
"""What a measure must be to count in the range of a total; an undetermined one only adds to what stands apart."""


def enough_known(countable: Iterable[MeasureResult], results: Sequence[MeasureResult], known: Collection[str]) -> bool:
    """Whether a sum says something of this applicant. ``countable``: those of the results that may bring money, as in a total.

    Next to nothing is known while some of them is undetermined, none of them that has a condition is eligible or conditional, and fewer
    than FEWEST_FACTS of the facts that criteria of any measure look at are known.
    """
    undetermined = False
    for result in countable:
        if result.eligibility in PASSED and any(item.evaluated is not None for item in result.criteria):
            return True
        undetermined = undetermined or result.eligibility == "undetermined"
    if not undetermined:
        return True
    looked_at = {fact for result in results for item in result.criteria for fact in item.facts}
    return len(looked_at.intersection(known)) >= FEWEST_FACTS
