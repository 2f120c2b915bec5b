"""What an applicant has to do for certain measures: days, questions, papers, addresses."""

from collections.abc import Sequence
from datetime import date

from guangdong_ai.api.assessment import Assessment, assessed
from guangdong_ai.api.checked_answers import Answers, CheckedAnswers, Policies, Scopes, catalogue_of, checked_answers
from guangdong_ai.api.measure_names import measures_named
from guangdong_ai.api.reportable import Reportable
from guangdong_ai.assessment.papers_needed import PapersNeeded
from guangdong_ai.assessment.preparation import Preparation, preparation
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.reports.content.report import Report


@record
class PreparationPlan(Reportable):
    """A plan: the measures, the days, what is worth answering, and one checklist of papers."""

    assessment: Assessment
    content: Preparation

    @property
    def measures(self) -> tuple[MeasureResult, ...]:
        """The measures that it is about, those that can be applied for first."""
        return self.content.results

    @property
    def now(self) -> tuple[MeasureResult, ...]:
        """Those for which applications are taken on the day."""
        return self.content.now

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the facts worth answering, in order."""
        return self.content.questions

    @property
    def papers(self) -> PapersNeeded:
        """The papers to bring, each once: ``named`` by a call or a document, ``held`` by who in the firm has them, and what is ``unproved``."""
        return self.content.papers

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Answers that tell what has happened and lie after the day."""
        return self.assessment.warnings

    def report(self, *, show_all: bool = False, asked: Sequence[str] | None = None, profile_file: str | None = None) -> Report:
        """What ``prepare`` tells: always all of it. ``asked``: the words of the command that tells it; ``profile_file``: that holds all answers."""
        del show_all
        from guangdong_ai.reports.content.preparation import preparation_report

        return preparation_report(self.content, self.assessment.result, asked, profile_file)

    def __repr__(self) -> str:
        return f"<PreparationPlan {self.assessment.as_of}: measures {len(self.measures)}, now {len(self.now)}>"


def prepare(
    answers: Answers,
    measures: Sequence[str | Measure | MeasureResult] = (),
    *,
    as_of: date | str | None = None,
    policies: Policies = (),
    scopes: Scopes = (),
) -> PreparationPlan:
    """What the applicant has to do for the measures; without any, for all that are eligible or conditional and not over for good.

    ``measures``: each itself, its id, its title or a part of one, titles that can be won included; the rest as for ``assess``. Raises
    Refused with everything that is wrong.
    """
    catalogue = catalogue_of(policies, scopes)
    findings: list[Finding] = []
    meant: tuple[str, ...] = ()
    checked = None
    try:
        meant = measures_named(
            [str(getattr(measure, "id", measure)) for measure in measures], catalogue_of(policies), catalogue, titles=True
        )
    except Refused as refused:
        findings += refused.findings
    try:
        checked = checked_answers(answers, as_of, catalogue)
    except Refused as refused:
        findings += refused.findings
    if findings or checked is None:
        raise Refused(findings)
    return prepared(checked, meant)


def prepared(checked: CheckedAnswers, measures: Sequence[str]) -> PreparationPlan:
    """The plan for answers that are checked: the way of the command line and of scripts. ``measures``: ids."""
    assessment = assessed(checked)
    return PreparationPlan(assessment=assessment, content=preparation(assessment.result, measures))
