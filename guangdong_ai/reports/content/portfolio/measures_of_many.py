"""What is the same for all applicants of a portfolio: each measure with its window, how many of them can apply for it, and what to know before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.coverage import not_searched
from guangdong_ai.assessment.ranking import by_last_day
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.assessment.window import Window
from guangdong_ai.batch.summary import MeasureSummary, Summary
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.reports.content.portfolio.firm import Firm
from guangdong_ai.reports.wording.caveats import PLACES_NOT_SEARCHED, caveats_of_catalogue, caveats_of_useful
from guangdong_ai.reports.wording.phrase import beside


@record
class MeasureOfMany:
    """A measure with its window on the day, and how many applicants have each eligibility."""

    measure: Measure
    window: Window
    summary: MeasureSummary

    @property
    def has_a_deadline(self) -> bool:
        """Whether applications are taken now, until a day that is known."""
        return self.window.state == "open" and self.window.closes is not None


@record
class Many:
    """All applicants of a portfolio. ``measures``: those for which most can apply first; those for which nobody can are last.

    ``useful``: those for which at least one applicant is not ineligible, as they are for an applicant of whom nothing is known.
    ``deadlines``: of these the ones that take applications until a known day, the nearest day first.
    """

    catalogue: Catalogue
    as_of: date
    firms: Sequence[Firm]
    summary: Summary
    measures: tuple[MeasureOfMany, ...]
    useful: tuple[MeasureResult, ...]
    deadlines: tuple[MeasureOfMany, ...]

    @property
    def is_useful(self) -> frozenset[str]:
        """The ids of ``useful``."""
        return frozenset(result.id for result in self.useful)

    def next_deadline(self, firm: Firm) -> MeasureOfMany | None:
        """The deadline that comes first among the measures for which the applicant is not ineligible."""
        return next((one for one in self.deadlines if one.measure.id in firm.measures), None)


def many(catalogue: Catalogue, as_of: date, firms: Sequence[Firm], summary: Summary) -> Many:
    """The applicants, and what is the same for all of them."""
    results = {result.id: result for result in assess_measures(catalogue, {}, as_of)}
    measures = {
        name: MeasureOfMany(measure=results[name].measure, window=results[name].window, summary=of)
        for name, of in summary.most_useful_first()
    }
    useful = [results[name] for name, one in measures.items() if one.summary.ineligible < summary.applicants]
    ending = [measures[result.id] for result in by_last_day(useful) if measures[result.id].has_a_deadline]
    return Many(
        catalogue=catalogue,
        as_of=as_of,
        firms=firms,
        summary=summary,
        measures=tuple(measures.values()),
        useful=tuple(useful),
        deadlines=tuple(ending),
    )


def caveats_of_many(portfolio: Many) -> Iterator[Text]:
    """What is out of date or soon will be, of the catalogue and of the measures that are of use to somebody; and places that nobody has searched."""
    catalogue, as_of = portfolio.catalogue, portfolio.as_of
    yield from caveats_of_catalogue(catalogue, as_of)
    yield from caveats_of_useful(portfolio.useful, catalogue, as_of)
    counts = Counter(choice for firm in portfolio.firms for choice in firm.not_searched)
    places = [beside(choice.label, firms_in_words(counts[choice.id])) for choice in not_searched(catalogue) if counts[choice.id]]
    if places:
        yield PLACES_NOT_SEARCHED.format(joined(Text("、", ", "), places))


def firms_in_words(count: int) -> Text:
    """``12 家`` / ``12 applicants``."""
    return Text(f"{count:,} 家", counted(count, "applicant"))
