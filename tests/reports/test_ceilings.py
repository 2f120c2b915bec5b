"""What a total says of a ceiling: its figure and reason where it limits, and what is not known while it may."""

from collections.abc import Mapping
from datetime import date

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.totals import totals_blocks
from guangdong_ai.reports.wording.terms import funding_in_words
from guangdong_ai.rules.value import Value
from tests.assessment.test_loan_ceilings import LOAN, with_answers

ON = date(2026, 11, 29)


def told(catalogue: Catalogue, facts: Mapping[str, Value], language: Language) -> list[str]:
    assessment = assess(catalogue, Profile(facts=facts), ON)
    return [block.text.in_language(language) for block in totals_blocks(assessment)]


def test_a_ceiling_that_limits_is_told_with_its_figure_and_its_rule(catalogue: Catalogue) -> None:
    limited = with_answers(yearly_interest=400_000)
    assert any("CNY 400,000 a year: All subsidies of a loan" in text for text in told(catalogue, limited, "en"))
    assert any("每年 40万元：各项贴息" in text for text in told(catalogue, limited, "zh"))


@pytest.mark.parametrize(
    ("language", "begins", "lacks"),
    [("en", "the high end is an upper bound only", '"Interest of one year"'), ("zh", "上限只是“至多”", "“一年的贷款利息”")],
)
def test_while_it_is_not_known_the_high_end_is_called_an_upper_bound(
    catalogue: Catalogue, language: Language, begins: str, lacks: str
) -> None:
    facts = {name: value for name, value in LOAN.items() if name != "loan.yearly_interest"}
    (text,) = (text for text in told(catalogue, facts, language) if text.startswith(begins))
    assert lacks in text


def test_what_is_paid_by_the_year_is_told_so_with_its_years(catalogue: Catalogue) -> None:
    assert any(
        "of what is paid by the year one year is in it" in text and "for at most 2 years" in text for text in told(catalogue, LOAN, "en")
    )
    (result,) = (one for one in assess(catalogue, Profile(facts=LOAN), ON).measures if one.id == "cn-small-private-loan-subsidy")
    assert funding_in_words(result.funding).en == "up to CNY 300,000 a year, for at most 2 years"
    assert funding_in_words(result.funding).zh == "每年（最长2年） 至多 30万元"
