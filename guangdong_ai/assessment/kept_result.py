"""A result as its JSON keeps it: what came out for each measure, without the rules that it came from."""

from collections.abc import Mapping
from datetime import date

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.catalogue.catalogue import EVERYTHING, Chosen
from guangdong_ai.catalogue.funding import FundingKind
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.value import Facts


@record
class KeptMeasure:
    """What came out for a measure: eligibility, window with its days (inclusive), and the ends of the funding in whole yuan."""

    id: str
    title: Text
    eligibility: Eligibility
    window: WindowState
    opens: date | None
    closes: date | None
    funding: FundingKind
    low: int | None
    high: int | None


@record
class KeptTotals:
    """The ends of a total, as in ``Totals``."""

    low: int | None
    high: int | None
    if_all_met: int | None


@record
class KeptResult:
    """A result of one applicant on ``as_of``, of the catalogue with this version and digest.

    ``facts``: the answers that the catalogue of today still takes; ``dropped``: the others, by the ids that they had, as text. ``program``: the
    version that it is of, None where that is not known. ``selection``: the measures that
    it was asked for, as far as it says so, without the folders that they come from.
    """

    as_of: date
    version: str
    digest: str
    name: str | None
    facts: Facts
    measures: Mapping[str, KeptMeasure]
    totals: KeptTotals
    dropped: tuple[tuple[str, str], ...] = ()
    program: str | None = None
    selection: Chosen = EVERYTHING


def kept_result(assessment: AssessmentResult, program: str | None = None) -> KeptResult:
    """What the JSON of the assessment will keep of it; ``program``: the version that made it."""
    totals = assessment.totals
    return KeptResult(
        as_of=assessment.as_of,
        version=assessment.catalogue.manifest.version,
        digest=assessment.catalogue.digest,
        name=assessment.profile.name,
        facts=assessment.profile.facts,
        measures={result.id: kept_measure(result) for result in assessment.measures},
        totals=KeptTotals(low=totals.low, high=totals.high, if_all_met=totals.if_all_met),
        program=program,
        selection=replace(assessment.catalogue.chosen, laid_over=()),
    )


def kept_measure(result: MeasureResult) -> KeptMeasure:
    """The same of one measure."""
    window, funding = result.window, result.funding
    return KeptMeasure(
        id=result.id,
        title=result.title,
        eligibility=result.eligibility,
        window=window.state,
        opens=window.opens,
        closes=window.closes,
        funding=funding.kind,
        low=funding.low,
        high=funding.high,
    )
