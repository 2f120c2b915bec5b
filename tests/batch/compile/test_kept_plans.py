"""A plan is made once for the same files, measures, day and purpose, and for each other one anew."""

from datetime import date

from guangdong_ai.batch.compile.kept_plans import plan_of
from guangdong_ai.catalogue.catalogue import Catalogue
from tests.bundled_catalogue import bundled_catalogue

DAY, LATER = date(2026, 3, 1), date(2026, 11, 23)


def test_a_catalogue_that_is_read_again_has_the_same_plan() -> None:
    catalogue = bundled_catalogue().with_measures(["dongguan-ai-challenge"])
    again = Catalogue(catalogue.contents, catalogue.digest)
    assert plan_of(again, DAY, with_summary=True) is plan_of(catalogue, DAY, with_summary=True)


def test_other_measures_another_day_other_files_or_no_summary_is_another_plan() -> None:
    catalogue = bundled_catalogue().with_measures(["dongguan-ai-challenge"])
    plan = plan_of(catalogue, DAY, with_summary=True)
    changed = Catalogue(catalogue.contents, "sha256:0")
    others = [
        plan_of(catalogue, LATER, with_summary=True),
        plan_of(catalogue, DAY, with_summary=False),
        plan_of(changed, DAY, with_summary=True),
        plan_of(bundled_catalogue().with_measures(["little-giant-award"]), DAY, with_summary=True),
    ]
    assert all(other is not plan for other in others)
    assert (others[0].as_of, others[1].with_summary, list(others[3].catalogue.measures)) == (LATER, False, ["little-giant-award"])
