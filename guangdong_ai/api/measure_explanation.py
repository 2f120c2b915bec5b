"""Why one measure has its result for an applicant."""

from datetime import date
from typing import TYPE_CHECKING, Any

from guangdong_ai.api.checked_answers import Answers, CheckedAnswers, Policies, catalogue_of, checked_answers
from guangdong_ai.api.measure_names import measure_named
from guangdong_ai.api.reportable import Reportable
from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.content.explanation import ExplainedCriterion, Explanation, WorkedOut, explanation
from guangdong_ai.reports.content.report import Report, Rows

if TYPE_CHECKING:
    from guangdong_ai.reports.content.blocks import Content


@record
class MeasureExplanation(Reportable):
    """The criteria of a measure one by one, each with the applicant's answer, and the steps to its amount."""

    content: Explanation
    answers: CheckedAnswers

    @property
    def measure(self) -> MeasureResult:
        """The explained result."""
        return self.content.result

    @property
    def criteria(self) -> tuple[ExplainedCriterion, ...]:
        """The criteria, each with its outcome and the tree of its conditions (none where only the authority decides)."""
        return self.content.criteria

    @property
    def amounts(self) -> tuple[WorkedOut, ...]:
        """The steps to the amount, once for each reading of the text."""
        return self.content.amounts

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Answers that report a past event but lie after the day."""
        return self.answers.warnings

    def report(self, *, show_all: bool = False) -> Report:
        """What ``explain`` shows; ``show_all`` makes no difference."""
        del show_all
        answers = self.answers

        def content() -> "Content":
            from guangdong_ai.reports.content.explanation import explanation_content

            return explanation_content(self.content, answers.profile, answers.catalogue, answers.as_of)

        def data() -> Any:
            from guangdong_ai.reports.content.data.explanation import plain_explanation

            return plain_explanation(self.content, answers.profile, answers.catalogue, answers.as_of)

        def rows(language: Language) -> Rows:
            from guangdong_ai.reports.content.explanation import explanation_rows

            return explanation_rows(self.content, language)

        return Report(content, data, rows)

    def __repr__(self) -> str:
        return f"<MeasureExplanation {self.measure.id}, {self.answers.as_of}: {self.measure.eligibility}>"


def explain(
    measure: str | Measure | MeasureResult, answers: Answers, *, as_of: date | str | None = None, policies: Policies = ()
) -> MeasureExplanation:
    """Why the measure has its result. ``measure``: the object, its id, its title or a part of one; the rest as for ``assess``.

    Raises Refused with all findings about the answers, and where there is no such measure or several match.
    """
    catalogue = catalogue_of(policies)
    findings: list[Finding] = []
    meant, checked = None, None
    try:
        meant = _meant(getattr(measure, "id", measure), catalogue)
    except Refused as refused:
        findings += refused.findings
    try:
        checked = checked_answers(answers, as_of, catalogue)
    except Refused as refused:
        findings += refused.findings
    if meant is None or checked is None:
        raise Refused(findings)
    return explained(meant, checked)


def _meant(name: object, catalogue: Catalogue) -> Measure:
    if isinstance(name, str):
        return measure_named(name, catalogue)
    message = Text(f"没有这项措施：{name!r}", f"no such measure: {name!r}")
    raise Refused([Finding(message=message, hint=Text("给出措施、它的 id 或名称", "give a measure, its id or its title"))])


def explained(measure: Measure, checked: CheckedAnswers) -> MeasureExplanation:
    """The explanation for checked answers, for the command line and scripts alike."""
    from guangdong_ai.assessment.assess import assess
    from guangdong_ai.assessment.titles import readiness_of, titles_that_open
    from guangdong_ai.assessment.titles.asked_for import may_take_a_title

    catalogue, profile = checked.catalogue, checked.profile
    if measure.kind == "title":
        readiness = readiness_of(measure, assess(catalogue, profile, checked.as_of))
        return MeasureExplanation(content=explanation(readiness.result, profile, catalogue, readiness), answers=checked)
    content = explanation(assess_measure(measure, catalogue, profile.facts, checked.as_of), profile, catalogue)
    if may_take_a_title(measure, catalogue):
        content = replace(content, opened_by=titles_that_open(measure, assess(catalogue, profile, checked.as_of)))
    return MeasureExplanation(content=content, answers=checked)
