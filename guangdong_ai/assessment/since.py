"""What is different from an earlier result, and why: the catalogue, the answers, or the day.

Catalogue, answers and day may all have changed. They are changed one after the other, in this order: the earlier answers on the earlier day are
assessed with the catalogue of today, then today's answers, then today's day. A step after which a measure comes out differently is a reason.
"""

from collections.abc import Mapping
from typing import Literal

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.comparison import (
    Direction,
    EligibilityAndMoney,
    FactChange,
    MeasureChange,
    changed_facts,
    direction,
    measure_changes,
)
from guangdong_ai.assessment.kept_result import KeptMeasure, KeptResult, kept_measure
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.catalogue import EVERYTHING, Catalogue
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

Cause = Literal["catalogue", "program", "altered", "facts", "day"]
"""What made a measure come out differently. ``program``: the catalogue is the same and what is made of it is not, so that this program is another
version; ``altered``: nor is it another version, so that the earlier result is not what came out then."""


@record
class ChangeSince:
    """A measure that comes out differently. None: it was not, or is not, in the result.

    ``because``: at least one cause, in the order of the steps. ``by_answers``: what changed answers did to it, where they did anything.
    """

    before: KeptMeasure | None
    after: KeptMeasure | None
    because: tuple[Cause, ...]
    by_answers: MeasureChange | None

    @property
    def measure(self) -> KeptMeasure:
        """The measure as it is now, else as it was."""
        one = self.after or self.before
        if one is None:
            raise TypeError(self)
        return one

    @property
    def title(self) -> Text:
        """The title of the measure."""
        return self.measure.title

    @property
    def direction(self) -> Direction:
        """Whether eligibility, or else the money, is better or worse; a measure that is not there is like one that does not apply."""
        return direction(_eligibility_and_money(self.before), _eligibility_and_money(self.after))


@record
class Since:
    """Both results, the answers that differ, and the measures that come out differently, in the order of the catalogue, those that are gone last.

    ``not_compared``: the ids of measures that one of the results was not asked for; where there are any, totals cannot be compared either.
    """

    earlier: KeptResult
    now: KeptResult
    facts: tuple[FactChange, ...]
    measures: tuple[ChangeSince, ...]
    not_compared: tuple[str, ...] = ()

    @property
    def same_catalogue(self) -> bool:
        """Whether both are of the same files."""
        return self.earlier.digest == self.now.digest

    @property
    def same_day(self) -> bool:
        """Whether both are of one day."""
        return self.earlier.as_of == self.now.as_of

    @property
    def same_applicant(self) -> bool:
        """Whether nothing says that they are of different applicants."""
        return self.earlier.name is None or self.now.name is None or self.earlier.name == self.now.name

    @property
    def changed(self) -> bool:
        """Whether the applicant would notice: a measure comes out differently, or the total does."""
        return bool(self.measures) or (not self.not_compared and self.earlier.totals != self.now.totals)


def since(earlier: KeptResult, now: KeptResult, catalogue: Catalogue) -> Since:
    """What differs. ``catalogue``: the one that ``now`` is of; the earlier one is not needed."""
    facts = changed_facts(earlier.facts, now.facts, catalogue)
    ids = [*now.measures, *(name for name in earlier.measures if name not in now.measures)]
    left_out = tuple(name for name in ids if _was_not_asked_for(name, earlier, now))
    compared = [name for name in ids if name not in left_out]
    different = [name for name in compared if _outcome(earlier.measures.get(name)) != _outcome(now.measures.get(name))]
    steps = _Steps(earlier, now, catalogue, facts) if different else None
    measures = tuple(steps.change(name) for name in different) if steps is not None else ()
    return Since(earlier=earlier, now=now, facts=tuple(facts.values()), measures=measures, not_compared=left_out)


def _was_not_asked_for(name: str, earlier: KeptResult, now: KeptResult) -> bool:
    """Whether the measure is in one result alone because the other was asked for some measures only: that says nothing about it."""
    if earlier.selection == now.selection:
        return False
    return any(name not in one.measures and one.selection != EVERYTHING for one in (earlier, now))


class _Steps:
    """The results between the earlier one and that of today."""

    def __init__(self, earlier: KeptResult, now: KeptResult, catalogue: Catalogue, facts: Mapping[str, FactChange]) -> None:
        self._earlier, self._now = earlier, now
        by_catalogue = assess_measures(catalogue, earlier.facts, earlier.as_of)
        by_facts = assess_measures(catalogue, now.facts, earlier.as_of) if facts else by_catalogue
        self._by_catalogue, self._by_facts = _kept(by_catalogue), _kept(by_facts)
        self._by_answers = {change.measure.id: change for change in measure_changes(by_catalogue, by_facts, facts, catalogue)}

    def change(self, name: str) -> ChangeSince:
        before, after = self._earlier.measures.get(name), self._now.measures.get(name)
        between, later = self._by_catalogue.get(name), self._by_facts.get(name)
        because: list[Cause] = []
        if _outcome(before) != _outcome(between):
            because.append(self._of_the_rules())
        if _outcome(between) != _outcome(later):
            because.append("facts")
        if _outcome(later) != _outcome(after):
            because.append("day")
        change = self._by_answers.get(name) if "facts" in because else None
        return ChangeSince(before=before, after=after, because=tuple(because), by_answers=change)

    def _of_the_rules(self) -> Cause:
        if self._earlier.digest != self._now.digest:
            return "catalogue"
        return "altered" if self._earlier.program is not None and self._earlier.program == self._now.program else "program"


def _kept(results: tuple[MeasureResult, ...]) -> dict[str, KeptMeasure]:
    return {result.id: kept_measure(result) for result in results}


def _outcome(measure: KeptMeasure | None) -> tuple[object, ...]:
    """What an applicant notices: the days left until a window closes are no difference, and a measure that does not apply is like none."""
    if measure is None or measure.eligibility == "ineligible":
        return ()
    return measure.eligibility, measure.window, measure.opens, measure.closes, measure.funding, measure.low, measure.high


def _eligibility_and_money(measure: KeptMeasure | None) -> EligibilityAndMoney:
    return ("ineligible", 0, 0) if measure is None else (measure.eligibility, measure.low, measure.high)
