"""A portfolio of the example firm, many times."""

from datetime import date
from pathlib import Path

from guangdong_ai.assessment.assess import assess
from guangdong_ai.batch.outcome import Counts
from guangdong_ai.batch.read.table import Applicant, Reject, WrongCell
from guangdong_ai.batch.summary import SummaryBuilder
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.reports.content.portfolio.firm import firm_of
from guangdong_ai.reports.content.portfolio.measures_of_many import Many, many
from tests.reports.conftest import DEMO

DAY = date(2026, 11, 29)


def portfolio(catalogue: Catalogue, names: list[str], language: Language) -> tuple[Many, Counts, tuple[Reject, ...]]:
    """The example firm under each of these names, in two cities in turn, and one row that was rejected."""
    builder, firms = SummaryBuilder(catalogue, DAY), []
    for number, name in enumerate(names):
        city = ("guangzhou", "shenzhen")[number % 2]
        profile = change_profile(load_profile(DEMO, catalogue.facts), {"enterprise.name": name, "enterprise.city": city})
        of = assess(catalogue, profile, DAY)
        builder.add(profile.facts, of.measures, of.totals)
        applicant = Applicant(file=Path("firms.csv"), line=number + 2, id=f"F{number}", profile=profile)
        firms.append(firm_of(applicant, ["kept"], of, language))
    wrong = WrongCell(file=Path("firms.csv"), line=1, column="城市", value="Atlantis", reason=Text("不认识", "not known"))
    counts = Counts(read=len(names) + 1, assessed=len(names), rejected=1)
    return many(catalogue, DAY, firms, builder.summary()), counts, (Reject(wrong, False, "X1", "乙公司"),)
