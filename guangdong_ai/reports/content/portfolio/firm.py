"""What the workbook and the overview of many applicants keep of one of them, in the words of one language."""

from collections.abc import Sequence
from typing import Literal

from guangdong_ai.assessment.coverage import coverage_gaps
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.titles import is_held, titles_to_win
from guangdong_ai.batch.read.table import Applicant
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.content.portfolio.answers_sheet import answers_of
from guangdong_ai.reports.wording.next_step import next_step
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.sum_wording import has_more
from guangdong_ai.reports.wording.terms import funding_in_words
from guangdong_ai.rules.value import NONE_OF_THESE

CITY = "enterprise.city"
_SEPARATOR = Text("；", "; ")


@record
class MeasureOfFirm:
    """A measure that is not ineligible for the applicant. ``low`` and ``high``: whole yuan, None where there is no figure.

    ``money``, ``why`` (what is missing or decisive) and ``step`` (what to do next) are in words.
    """

    eligibility: Eligibility
    low: int | None
    high: int | None
    money: str
    why: str
    step: str


@record
class TitleOfFirm:
    """A title that the applicant has (``held``), or can win: how it stands, and what is missing or decisive."""

    state: Eligibility | Literal["held"]
    why: str = ""


@record
class Firm:
    """One applicant. ``id``, ``file`` and ``line``: as the input has them. ``kept``: the cells of the columns that are carried over.

    ``measures``: by id, without those for which it is ineligible; ``titles``: by id, without those that it can neither have nor win.
    ``low`` to ``if_all_met``: the totals in whole yuan; ``low`` None: no sum, too little is known; another None: no upper figure. ``counted``: how
    many measures are in the sum; ``more``: whether undetermined measures could make it more. ``missing``: facts on which some result depends.
    ``not_searched``: ids of choices for which nobody has looked for measures. ``answers``: by fact, as the workbook shows them.
    """

    id: str
    file: str
    line: int | None
    name: str
    city: str
    kept: tuple[str, ...]
    measures: dict[str, MeasureOfFirm]
    titles: dict[str, TitleOfFirm]
    low: int | None
    high: int | None
    if_all_met: int | None
    counted: int
    more: bool
    missing: int
    not_searched: tuple[str, ...]
    answers: dict[str, str | int]

    def having(self, eligibility: Eligibility) -> list[str]:
        """The ids of the measures with this eligibility, which is not ineligible."""
        return [name for name, measure in self.measures.items() if measure.eligibility == eligibility]


def firm_of(applicant: Applicant, kept: Sequence[str], assessment: AssessmentResult, language: Language, *, whole: bool = True) -> Firm:
    """The applicant with its results. Not ``whole``: without titles, which take a third of the time, and without answers; an overview has neither."""
    catalogue, totals = assessment.catalogue, assessment.totals
    return Firm(
        id=applicant.id,
        file=path_text(applicant.file),
        line=applicant.line,
        name=assessment.profile.name or "",
        city=_city(assessment, language),
        kept=tuple(kept),
        measures={result.id: _measure(result, catalogue, language) for result in assessment.measures if result.eligibility != "ineligible"},
        titles=_titles(assessment, language) if whole else {},
        low=totals.low,
        high=totals.high,
        if_all_met=totals.if_all_met,
        counted=len(totals.counted),
        more=has_more(totals),
        missing=len({fact for result in assessment.measures for fact in result.missing}),
        not_searched=tuple(
            gap.choice.id for gap in coverage_gaps(catalogue, assessment.profile.facts) if gap.choice.coverage == "not_searched"
        ),
        answers=answers_of(assessment.profile, catalogue.facts, language) if whole else {},
    )


def _city(assessment: AssessmentResult, language: Language) -> str:
    fact, known = assessment.catalogue.facts.get(CITY), assessment.known
    if fact is None or known.get(CITY, NONE_OF_THESE) == NONE_OF_THESE:
        return ""
    return value_in_words(fact, known[CITY]).in_language(language)


def _measure(result: MeasureResult, catalogue: Catalogue, language: Language) -> MeasureOfFirm:
    return MeasureOfFirm(
        eligibility=result.eligibility,
        low=result.funding.low,
        high=result.funding.high,
        money=funding_in_words(result.funding).in_language(language),
        why=_why(result, catalogue, language),
        step=next_step(result, catalogue.facts).in_language(language),
    )


def _why(result: MeasureResult, catalogue: Catalogue, language: Language) -> str:
    return joined(_SEPARATOR, list(reasons(result, catalogue.facts))).in_language(language)


def _titles(assessment: AssessmentResult, language: Language) -> dict[str, TitleOfFirm]:
    """The titles in the order of the catalogue. One that the applicant has is told once for all conditions by which it can be won."""
    catalogue, known = assessment.catalogue, assessment.known
    to_win = {result.id: result for result in titles_to_win(assessment.catalogue, assessment.known, assessment.as_of, with_ineligible=True)}
    told = {}
    for title in catalogue.titles.values():
        if is_held(title, catalogue, known):
            told[title.id] = TitleOfFirm(state="held")
        elif title.id in to_win:
            result = to_win[title.id]
            told[title.id] = TitleOfFirm(state=result.eligibility, why=_why(result, catalogue, language))
    return told
