"""Whatever a name brings with it is text in a workbook and in a document: nothing runs, nothing is hidden."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from guangdong_ai.api.assessment import Assessment
from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.reports.render.formats import Setting, rendered
from tests.reports.test_html import HOSTILE


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_name_does_no_harm(assessments: dict[str, AssessmentResult], name: str, format_: str) -> None:
    of = assessments["empty"]
    few = of.catalogue.with_measures(["little-giant-award", "standards"])  # the name stands where it does whatever follows
    named = Assessment(result=assess(few, change_profile(of.profile, {"enterprise.name": name}), of.as_of))
    made = rendered(named.report(), format_, Setting(language="zh"))
    assert isinstance(made, bytes)
    parts = ZipFile(BytesIO(made))
    inside = "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))
    assert "<f>" not in inside, "nothing is a formula"
    assert not {"\x1b", "\u202e"}.intersection(inside)
    assert "<script>" not in inside
    assert "<svg" not in inside
