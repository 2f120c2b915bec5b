"""The assessment of one applicant for a script: the result of each measure, the totals, and the JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from guangdong_ai.api.checked_answers import Answers, CheckedAnswers, Policies, Scopes, catalogue_of, checked_answers
from guangdong_ai.api.reportable import Reportable
from guangdong_ai.assessment.assess import assess as assess_profile
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, Totals
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.report import Report, Rows, Sheet

if TYPE_CHECKING:
    from guangdong_ai.assessment.titles import TitleReadiness
    from guangdong_ai.reports.content.blocks import Content


@record
class Assessment(Reportable):
    """The result for an applicant's answers on a day. ``check`` prints it, ``assess`` returns it.

    ``warnings``: answers that report a past event but lie after the day. Of ``result`` only what the properties here return is stable.
    """

    result: AssessmentResult
    warnings: tuple[Finding, ...] = ()

    @property
    def as_of(self) -> date:
        """The day for which the assessment is made."""
        return self.result.as_of

    @property
    def profile(self) -> Profile:
        """The answers, which may be passed on, for example to ``explain``."""
        return self.result.profile

    @property
    def measures(self) -> tuple[MeasureResult, ...]:
        """Every measure of the catalogue, in its order, including ineligible ones."""
        return self.result.measures

    @property
    def eligible(self) -> tuple[MeasureResult, ...]:
        """The measures of which every criterion is met."""
        return self._with("eligible")

    @property
    def conditional(self) -> tuple[MeasureResult, ...]:
        """The measures of which everything that can be computed is met; the authority decides the rest."""
        return self._with("conditional")

    @property
    def undetermined(self) -> tuple[MeasureResult, ...]:
        """The measures that depend on facts not given: their ``missing``."""
        return self._with("undetermined")

    @property
    def ineligible(self) -> tuple[MeasureResult, ...]:
        """The measures of which a criterion fails."""
        return self._with("ineligible")

    @property
    def totals(self) -> Totals:
        """What the best permitted combination may bring, in whole yuan. ``low`` None: too little is known for a sum."""
        return self.result.totals

    @property
    def next_question(self) -> str | None:
        """The id of the fact that can settle the most; None: no answer can change anything any more."""
        return self.result.next_question

    @property
    def caveats(self) -> tuple[Text, ...]:
        """What is or soon will be out of date, what was not searched, and what had not been published on the day."""
        from guangdong_ai.reports.wording.caveats import caveats

        return tuple(caveats(self.result))

    def measure(self, name: str) -> MeasureResult:
        """One measure, by its id, its title or a part of one. Raises Refused where there is none, or several match, or it is a title to win."""
        from guangdong_ai.api.measure_names import measures_named

        catalogue = self.result.catalogue
        (meant,) = measures_named([name], catalogue, catalogue, titles=False)
        return next(result for result in self.measures if result.id == meant)

    @property
    def titles(self) -> "tuple[TitleReadiness, ...]":
        """How ready the applicant is for each title of the catalogue, and what the title would open. Titles are no measures, and in no total."""
        from guangdong_ai.assessment.titles import title_readiness

        return title_readiness(self.result)

    def report(self, *, show_all: bool = False, titles: bool = False, profile_file: str | None = None) -> Report:
        """What ``check`` shows, ineligible measures with ``show_all``; with ``titles`` what ``check --titles`` does. The data are the same.

        ``profile_file``: the file with all answers, for commands in it.
        """

        def content() -> "Content":
            if titles:
                from guangdong_ai.reports.content.titles import titles_content

                return titles_content(self.result, show_all=show_all, profile_file=profile_file)
            from guangdong_ai.reports.content.assessment import assessment_content

            return assessment_content(self.result, show_all=show_all, profile_file=profile_file)

        def data() -> Any:
            from guangdong_ai.reports.content.data.assessment import plain_assessment

            return plain_assessment(self.result, near_misses(self.result))

        def rows(language: Language) -> Rows:
            if titles:
                from guangdong_ai.reports.content.titles import titles_rows

                return titles_rows(self.result, language)
            from guangdong_ai.reports.content.assessment_rows import assessment_rows

            return assessment_rows(self.result, language)

        def in_full() -> "Content":
            from guangdong_ai.reports.content.full_assessment.full_assessment import full_assessment_content

            return full_assessment_content(self.result)

        def sheets() -> tuple[Sheet, ...]:
            from guangdong_ai.reports.content.full_assessment.sheets import assessment_sheets

            return assessment_sheets(self.result)

        def kept(languages: Sequence[Language]) -> Mapping[str, Any]:
            from guangdong_ai.reports.content.data.result_record import plain_record

            return plain_record(self.result, languages, show_all=show_all, titles=titles, from_a_file=profile_file is not None)

        return Report(content, data, rows, in_full=None if titles else in_full, sheets=None if titles else sheets, kept=kept)

    def __repr__(self) -> str:
        from guangdong_ai.reports.content.assessment_in_short import in_one_line

        return f"<Assessment {in_one_line(self.result)}>"

    def _repr_html_(self) -> str:
        """A small table for notebooks, in both languages."""
        from guangdong_ai.reports.content.assessment_in_short import short_content
        from guangdong_ai.reports.render.notebook import as_html

        return as_html(short_content(self.result))

    def _with(self, eligibility: Eligibility) -> tuple[MeasureResult, ...]:
        return tuple(result for result in self.measures if result.eligibility == eligibility)


def assess(answers: Answers, *, as_of: date | str | None = None, policies: Policies = (), scopes: Scopes = ()) -> Assessment:
    """Which measures apply to the applicant, what each may bring, until when, and what is missing.

    ``answers``: facts by id, the path of a TOML profile, or a Profile. ``as_of``: the day, None for today in China. ``policies``: folders that
    add to or replace the bundled catalogue. ``scopes``: only measures of these, as ``--scope``; none: all. Raises Refused with all findings
    about any of them. See docs/python.md.
    """
    return assessed(checked_answers(answers, as_of, catalogue_of(policies, scopes)))


def assessed(checked: CheckedAnswers) -> Assessment:
    """The assessment of checked answers, for the command line and scripts alike."""
    return Assessment(result=assess_profile(checked.catalogue, checked.profile, checked.as_of), warnings=checked.warnings)
