"""A profile as a person reads it."""

from decimal import Decimal

import pytest
from rich.cells import cell_len

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile
from tests.reports.conftest import DEMO, printed, words_of
from tests.reports.rendered import profile_table

PROFILE = Profile(
    facts={"enterprise.name": "甲公司", "enterprise.city": "guangzhou", "enterprise.revenue": Decimal(180_000_000)},
    dont_know=("enterprise.employees",),
)


def test_answers_stand_under_their_sections(catalogue: Catalogue) -> None:
    lines = printed(profile_table(PROFILE, catalogue, "zh"), 60).splitlines()
    assert lines[0] == "甲公司"
    assert lines[2] == "申报单位"
    values = {tuple(line.split()) for line in lines if line.startswith("  ")}
    assert {("注册地市", "广州"), ("营业收入", "1.8亿元"), ("从业人员", "不知道")} <= values
    following = {("在广东省内注册", "是（由此可知：注册地市在广东"), ("所在区域", "珠三角（由此可知：由注册地市")}
    assert following <= values
    rest = len(catalogue.facts) - len(PROFILE.facts) - len(PROFILE.dont_know) - len(following)
    assert "".join(lines[-2:]).endswith(f"已知 3 项，另推知 2 项，不知道 1 项，未填 {rest} 项（未填的按未知处理）")
    assert "标杆" not in "".join(lines), "a section without answers is not shown"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_it_fits_every_width(catalogue: Catalogue, width: int, language: Language) -> None:
    text = printed(profile_table(load_profile(DEMO, catalogue.facts), catalogue, language), width)
    text.encode("gbk")
    assert "…" not in text
    assert all(cell_len(line) <= width and line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_profile_says_so(catalogue: Catalogue, language: Language) -> None:
    text = printed(profile_table(EMPTY, catalogue, language), 80)
    assert str(len(catalogue.facts)) in words_of(text)
