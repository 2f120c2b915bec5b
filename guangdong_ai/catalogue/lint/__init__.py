"""Lint: what is doubtful or wrong in a catalogue whose form and references are right. One invariant a function.

``INVARIANTS`` is the table of contents. The form of the files is checked in ``check_files``, references in ``references``, the cases beside
the measures in ``assessment.cases``.
"""

from collections.abc import Sequence
from datetime import date

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.confidence import a_last_day_that_was_not_seen_is_inferred, sources_are_no_surer_than_their_document
from guangdong_ai.catalogue.lint.contradictions import a_criterion_tells_applicants_apart, a_tier_can_be_reached, criteria_agree
from guangdong_ai.catalogue.lint.days import documents_are_in_force, periods_begin_before_they_end, reviews_are_recent
from guangdong_ai.catalogue.lint.evidence import documents_have_addresses, facts_of_criteria_have_papers
from guangdong_ai.catalogue.lint.figures import (
    benefits_state_the_amount,
    both_languages_state_the_same,
    caps_are_stated,
    figures_have_a_source,
    rows_state_their_figure,
    sources_state_what_the_rule_says,
    texts_state_the_thresholds,
    texts_state_what_the_rule_says,
)
from guangdong_ai.catalogue.lint.headers import headers_name_one_fact
from guangdong_ai.catalogue.lint.questions import (
    a_measure_has_criteria,
    an_unpublished_amount_is_an_open_question,
    facts_of_rules_are_asked_for,
)
from guangdong_ai.catalogue.lint.references import (
    calls_serve_a_measure,
    documents_are_cited,
    facts_are_used,
    places_not_searched_have_no_measures,
    tables_are_looked_up,
)
from guangdong_ai.catalogue.lint.repetition import criteria_differ, named_criteria_are_used
from guangdong_ai.catalogue.lint.subject import LintCheck, subject_of
from guangdong_ai.catalogue.lint.texts import (
    a_gbk_console_can_show_it,
    chinese_is_chinese,
    english_is_english,
    punctuation_fits_the_language,
    texts_say_something,
)
from guangdong_ai.foundation.finding import Finding

INVARIANTS: tuple[LintCheck, ...] = (
    # what the rules say
    a_criterion_tells_applicants_apart,
    criteria_agree,
    criteria_differ,
    named_criteria_are_used,
    a_tier_can_be_reached,
    a_measure_has_criteria,
    # what they rest on
    figures_have_a_source,
    caps_are_stated,
    sources_are_no_surer_than_their_document,
    a_last_day_that_was_not_seen_is_inferred,
    texts_state_the_thresholds,
    texts_state_what_the_rule_says,
    benefits_state_the_amount,
    sources_state_what_the_rule_says,
    rows_state_their_figure,
    both_languages_state_the_same,
    facts_of_rules_are_asked_for,
    an_unpublished_amount_is_an_open_question,
    facts_of_criteria_have_papers,
    documents_have_addresses,
    # what leads nowhere
    documents_are_cited,
    tables_are_looked_up,
    calls_serve_a_measure,
    facts_are_used,
    places_not_searched_have_no_measures,
    headers_name_one_fact,
    # what has become old
    reviews_are_recent,
    documents_are_in_force,
    periods_begin_before_they_end,
    # what a user reads
    texts_say_something,
    chinese_is_chinese,
    english_is_english,
    punctuation_fits_the_language,
    a_gbk_console_can_show_it,
)


def lint(catalogue: Catalogue, checked_files: Sequence[CheckedFile], as_of: date) -> list[Finding]:
    """The errors in the catalogue, then the warnings; each group by file and line."""
    subject = subject_of(catalogue, checked_files, as_of)
    findings = [finding for invariant in INVARIANTS for finding in invariant(subject)]
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[bool, str, int, int]:
    return finding.severity == "warning", str(finding.place.file), finding.place.line or 0, finding.place.column or 0
