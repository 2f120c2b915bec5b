"""A city written with its province or a district is that city; what only looks alike is not suggested."""

import pytest

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.parse_text import parse_text
from tests.bundled_catalogue import bundled_catalogue

FACTS = bundled_catalogue().facts
CITY = FACTS["enterprise.city"]


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
        ("前海", "shenzhen"),
        ("深汕特别合作区", "shenzhen"),
        ("深圳市腾飞大道1号", "shenzhen"),
        ("东莞市松山湖学府路1号", "dongguan"),
        ("广州市（黄埔区）", "guangzhou"),
        ("珠海市横琴新区环岛东路1号", "hengqin"),
        ("广东省普宁市流沙大道", "jieyang"),
        ("440305", "shenzhen"),
        ("4419", "dongguan"),
        ("440605001002", "foshan"),
        ("珠海市横琴新区", "hengqin"),
    ],
)
def test_where_the_city_is_certain_it_is_read(text: str, city: str) -> None:
    assert parse_text(CITY, text) == city


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
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
        ("珠海市香洲区横琴镇", None),
        ("中山市场", "zhongshan"),
        ("440000", None),
        ("110108", None),
    ],
)
def test_where_it_is_not_a_likely_one_is_suggested_or_none(text: str, suggested: str | None) -> None:
    found = parse_text(CITY, text)
    assert isinstance(found, Finding)
    assert (found.hint.en.split()[3] if found.hint else None) == suggested


def test_no_place_lies_in_two_cities() -> None:
    parts = [part for choice in CITY.choices for part in choice.parts]
    assert len(parts) == len(set(parts))


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("广东省深圳市南山区科技园1号", "shenzhen_nanshan"),
        ("深圳市前海深港合作区前湾一路1号", "shenzhen_qianhai"),
        ("佛山市顺德区大良街道", "foshan_shunde"),
        ("深汕", "shenzhen_shenshan"),
        ("440111", "guangzhou_baiyun"),
    ],
)
def test_an_address_or_a_code_names_the_district(text: str, district: str) -> None:
    assert parse_text(FACTS["enterprise.district"], text) == district


@pytest.mark.parametrize("text", ["440300", "深圳市", "广州市天河区、越秀区", "440116"])
def test_a_district_is_read_only_where_it_is_certain(text: str) -> None:
    assert isinstance(parse_text(FACTS["enterprise.district"], text), Finding)


def test_the_code_of_each_district_begins_with_that_of_its_city() -> None:
    cities = {code: choice.id for choice in CITY.choices for code in choice.codes}
    assert len(cities) == 21
    districts = [choice for choice in FACTS["enterprise.district"].choices if choice.codes]
    assert len({choice.codes for choice in districts}) == len(districts) == 122
    assert all(choice.id.startswith(f"{cities[code[:4]]}_") for choice in districts for code in choice.codes)


@pytest.mark.parametrize(
    ("text", "sector"),
    [("65", "software_it"), ("I6513", "software_it"), ("C39", "industry"), ("3962", "industry"), ("0610", "industry"), ("0111", "agriculture"),
     ("51", "wholesale"), ("专用设备制造业", "industry"), ("A01", "agriculture")],
)  # fmt: skip
def test_a_code_or_name_of_the_national_classification_names_the_sector(text: str, sector: str) -> None:
    assert parse_text(FACTS["enterprise.sector"], text) == sector


@pytest.mark.parametrize("text", ["111", "53", "59", "C", "批发和零售业", "9999"])
def test_where_the_classification_does_not_decide_nothing_is_read(text: str) -> None:
    """111 may have been 0111."""
    assert isinstance(parse_text(FACTS["enterprise.sector"], text), Finding)
