"""What certain changes would do to all measures."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from guangdong_ai.api.assessment import Assessment, assessed
from guangdong_ai.api.checked_answers import Answers, CheckedAnswers, Policies, Scopes, catalogue_of, checked_answers, checked_changes
from guangdong_ai.api.reportable import Reportable
from guangdong_ai.assessment.comparison import Comparison, FactChange, MeasureChange, compare
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Report, Rows

if TYPE_CHECKING:
    from guangdong_ai.assessment.titles.goals import TitleChanges
    from guangdong_ai.reports.content.blocks import Content


@record
class WhatIf(Reportable):
    """The assessments ``before`` and ``after`` the changes, and their differences."""

    before: Assessment
    after: Assessment
    content: Comparison

    @property
    def facts(self) -> tuple[FactChange, ...]:
        """The changed facts, each with its answers before and after."""
        return self.content.facts

    @property
    def measures(self) -> tuple[MeasureChange, ...]:
        """The measures whose results change, each with its results before and after."""
        return self.content.measures

    @property
    def titles(self) -> "TitleChanges":
        """The titles that come out differently, and the ``steps``, title after title, that the changes make possible. No promise, and in no total."""
        from guangdong_ai.assessment.titles.goals import title_changes

        return title_changes(self.content)

    def report(self, *, show_all: bool = False) -> Report:
        """What ``what-if --set …`` shows, measures that stay the same with ``show_all``."""

        def content() -> "Content":
            from guangdong_ai.reports.content.comparison import comparison_content

            return comparison_content(self.content, show_all=show_all)

        def data() -> Any:
            from guangdong_ai.reports.content.data.comparison import plain_comparison

            return plain_comparison(self.content)

        def rows(language: Language) -> Rows:
            from guangdong_ai.reports.content.comparison import comparison_rows

            return comparison_rows(self.content, language)

        return Report(content, data, rows)

    def __repr__(self) -> str:
        from guangdong_ai.reports.wording.sum_wording import sum_in_words

        before, after = (sum_in_words(side.totals).en for side in (self.before, self.after))
        return f"<WhatIf {self.after.as_of}: facts changed {len(self.facts)}, measures {len(self.measures)}; total {before} -> {after}>"


def what_if(
    answers: Answers, changes: Mapping[str, Any], *, as_of: date | str | None = None, policies: Policies = (), scopes: Scopes = ()
) -> WhatIf:
    """What ``changes`` to the answers would do. They are given as answers are; None changes nothing, ``"unknown"`` removes an answer.

    Raises Refused with all findings about the answers, or else about the changes.
    """
    before = checked_answers(answers, as_of, catalogue_of(policies, scopes))
    return changed(before, checked_changes(before, changes))


def changed(before: CheckedAnswers, after: CheckedAnswers) -> WhatIf:
    """The comparison of checked answers, for the command line and scripts alike. Both must be of one catalogue on one day."""
    one, other = assessed(before), assessed(after)
    return WhatIf(before=one, after=other, content=compare(one.result, other.result))
