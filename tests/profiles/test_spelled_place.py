"""A city written with its province or a district is that city; what only looks alike is not suggested."""

import pytest

from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.parse_text import parse_text

CITY = load_catalogue().facts["enterprise.city"]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("广东省东莞市", "dongguan"),
        ("广东 惠州", "huizhou"),
        ("广州市天河区", "guangzhou"),
        ("佛山南海", "foshan"),
        ("中国广东省汕头市龙湖区长平路1号", "shantou"),
        ("广东省四会市", "zhaoqing"),
        ("深圳市前海", "shenzhen"),
        ("珠海市横琴新区", "hengqin"),
    ],
)
def test_where_the_city_is_certain_it_is_read(text: str, city: str) -> None:
    assert parse_text(CITY, text) == city


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("前海", "shenzhen"),
        ("深汕特别合作区", "shenzhen"),
        ("天河区", "guangzhou"),
        ("广洲", "guangzhou"),
        ("上海", None),
        ("北海", None),
        ("威海市", None),
        ("广西", None),
        ("广东", None),
        ("某某合作区", None),
        ("深圳市顺德区", None),
        ("佛山市禅城区、珠海市", None),
    ],
)
def test_where_it_is_not_a_likely_one_is_suggested_or_none(text: str, suggested: str | None) -> None:
    found = parse_text(CITY, text)
    assert isinstance(found, Finding)
    assert (found.hint.en.split()[3] if found.hint else None) == suggested


def test_no_place_lies_in_two_cities() -> None:
    parts = [part for choice in CITY.choices for part in choice.parts]
    assert len(parts) == len(set(parts))
