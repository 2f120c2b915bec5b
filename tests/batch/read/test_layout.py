"""What headers mean."""

from typing import Any

import pytest

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.layout import Layout, layout_of
from guangdong_ai.batch.read.read_options import ALL, ReadOptions
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts


def layout(facts: Facts, *headers: str, **more: Any) -> Layout:
    of_table = {key: more.pop(key) for key in ("place", "above", "units") if key in more}
    return layout_of(headers, facts, ReadOptions(**more), **of_table)


def errors(facts: Facts, *headers: str, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        layout(facts, *headers, **more)
    return "\n".join(
        finding.message.en + " " + (finding.hint.en if finding.hint else "")
        for finding in refused.value.findings
        if finding.severity == "error"
    )


def test_every_id_label_and_question_names_its_fact(facts: Facts) -> None:
    headers = FactHeaders(facts, {})
    for fact in facts.values():
        both = f"{fact.label.zh} | {fact.label.en}"
        for header in (fact.id, fact.id.upper(), fact.label.zh, fact.question.zh, fact.question.en, both, *fact.synonyms):
            match = headers.match(header)
            assert match is not None, header
            assert match.fact.id == fact.id


@pytest.mark.parametrize(
    ("header", "fact_id", "unit"),
    [
        ("city", "enterprise.city", ""),
        ("Own Funding of the project (yuan)", "national_project.own_funding", ""),
        ("own-funding", "national_project.own_funding", ""),
        ("*营业收入（必填，元）", "enterprise.revenue", ""),
        ("营业 收入(万元)*", "enterprise.revenue", "万元"),
        ("营业收入\n【亿元】", "enterprise.revenue", "亿元"),
        ("ｒｅｖｅｎｕｅ", "enterprise.revenue", ""),
        ("Revenue (million yuan)", "enterprise.revenue", "百万元"),
        ("从业人员（人）", "enterprise.employees", ""),
        ("项目投入（不含税，万元）", "benchmark.cost", "万元"),
        ("首次认定国家级专精特新小巨人的年份", "titles.little_giant_year", ""),
        ("自筹经费占比(%)", "rnd_special.own_funding_share", "%"),
        ("自筹经费占比（％）", "rnd_special.own_funding_share", "%"),
        ("自筹经费占比％", "rnd_special.own_funding_share", "%"),
        ("营业收入 | 万元", "enterprise.revenue", "万元"),
        ("资产总额亿元", "enterprise.assets", "亿元"),
        ("资产总额/仟元", "enterprise.assets", "千元"),
        ("Total assets in million yuan", "enterprise.assets", "百万元"),
        ("Total assets (RMB'000)", "enterprise.assets", "千元"),
        ("资产总额（万元/年）", "enterprise.assets", "万元"),
        ("从业人员（万人）", "enterprise.employees", "万"),
    ],
)
def test_headers_are_read_as_people_write_them(facts: Facts, header: str, fact_id: str, unit: str) -> None:
    match = FactHeaders(facts, {}).match(header)
    assert match is not None
    assert (match.fact.id, match.unit) == (fact_id, unit)


@pytest.mark.parametrize(
    "header",
    [
        "营业收入（美元）",
        "营业收入＄",
        "营业收入$",
        "营业收入（2024年）",
        "从业人员（万元）",
        "kind",
        "investment",
        "",
        "（元）",
        "营业收入%",
    ],
)
def test_a_header_that_may_mean_something_else_names_no_fact(facts: Facts, header: str) -> None:
    assert FactHeaders(facts, {}).match(header) is None


def test_an_unknown_header_is_told_with_what_may_have_been_meant(facts: Facts) -> None:
    told = layout(facts, "enterprise.cty", "单位名称", "kind", "备注").warnings
    hints = {finding.message.en: finding.hint.en if finding.hint else None for finding in told}
    assert hints['the column "enterprise.cty" matches no fact and is not used'] == "did you mean enterprise.city (City of registration)?"
    assert "benchmark.kind" in (hints['the column "kind" matches no fact and is not used'] or "")
    assert any("备注" in message for message in hints)
    assert all(finding.severity == "warning" for finding in told)


def test_ignored_and_kept_headers_are_not_told(facts: Facts) -> None:
    assert layout(facts, "单位名称", "备注", "区").warnings != ()
    assert layout(facts, "单位名称", "备注", "区", ignored=("备注",), keep=("区",)).warnings == ()


def test_a_misspelled_header_is_told_even_when_all_columns_are_kept(facts: Facts) -> None:
    (warning,) = layout(facts, "单位名称", "enterprise.cty", "备注", keep=ALL).warnings
    assert '"enterprise.cty"' in warning.message.en


def test_columns_without_a_header_are_told(facts: Facts) -> None:
    (warning,) = layout(facts, "", "单位名称", " ", ignored=("", "备注")).warnings
    assert warning.message.en == "columns without a header are not used: A, C"


def test_two_columns_for_one_fact_are_an_error(facts: Facts) -> None:
    assert 'enterprise.city (City of registration): A "注册地市", C "enterprise.city"' in errors(facts, "注册地市", "x", "enterprise.city")


def test_repeated_headers_are_an_error_where_they_are_used_and_a_warning_elsewhere(facts: Facts) -> None:
    assert "appears 2 times; it is not clear which is meant" in errors(facts, "city", "区", "区", keep=("区",))
    assert "appears 2 times; it is not clear which is meant" in errors(facts, "city", "区", "区", keep=ALL)
    assert "appears 2 times; it is not clear which is meant" in errors(facts, "id", "id", "city")
    assert any("appears 2 times" in finding.message.en for finding in layout(facts, "city", "区", "区").warnings)


def test_a_missing_column_is_an_error_with_a_suggestion(facts: Facts) -> None:
    assert "did you mean 企业编码?" in errors(facts, "企业编码", "city", id_column="企业编号")
    assert 'no column "区"' in errors(facts, "id", "city", keep=("区",))


def test_all_errors_come_together(facts: Facts) -> None:
    found = errors(facts, "a", "b", id_column="x", keep=("y", "z"))
    assert found.count("there is no column") == 3
    assert "no column holds a fact" in found


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (("city", "单位名称", "统一社会信用代码", "编号"), 3),
        (("city", "序号", "ID"), 2),
        (("city", "单位名称", "统一社会信用代码"), 2),
        (("city", "单位名称"), 1),
        (("city",), None),
    ],
)
def test_the_column_that_names_the_applicant_is_found(facts: Facts, headers: tuple[str, ...], expected: int | None) -> None:
    assert layout(facts, *headers).id == expected


def test_the_id_column_can_be_named_by_the_fact_that_it_holds(facts: Facts) -> None:
    assert layout(facts, "编号", "统一社会信用代码", id_column="enterprise.credit_code").id == 1


def test_a_columns_map_goes_before_everything_else(facts: Facts) -> None:
    made = layout(
        facts, "City", "公司（万元）", names={"City": "benchmark.kind", "公司（万元）": "enterprise.revenue", "没有": "enterprise.name"}
    )
    assert [(column.fact.id, column.unit) for column in made.columns] == [("benchmark.kind", ""), ("enterprise.revenue", "万元")]
    assert '"没有" of --columns is not a header of this file' in [finding.message.en for finding in made.warnings]


NAMED_UNITS = {
    "产值（單位：萬元）": "万元",
    "产值万元": "万元",
    "产值/仟元": "千元",
    "产值（亿元，未税）": "亿元",
    "产值(万元)（2023年）": "万元",
    "2023年产值【单位:百万元】": "百万元",
    "Sales (RMB 10k)": "万元",
    "Sales in 10,000 yuan": "万元",
    "sales_k": "千元",
    "Sales, CNY m": "百万元",
    "Sales, hundred million yuan": "亿元",
    "产值（人民币元）": "",
    "多元化产值": "",
}
"""What headers that the user gave to a fact of money say of the unit, whatever else they say."""


@pytest.mark.parametrize(("header", "unit"), NAMED_UNITS.items())
def test_the_unit_of_a_header_of_any_wording_is_read(facts: Facts, header: str, unit: str) -> None:
    (column,) = layout(facts, header, names={header: "enterprise.revenue"}).columns
    assert column.unit == unit


@pytest.mark.parametrize(
    "header",
    [
        "产值（万美元）",
        "产值（角）",
        "产值（台）",
        "产值（单位：%）",
        "产值[GPU·小时]",
        "Sales USD",
        "Sales ($)",
        "产值万港元",
        "产值€",
        "产值（元/股）",
        "产值（万元/月）",
        "亿元产值（元）",
        "产值（万元）亿元",
    ],
)
def test_a_unit_that_is_not_understood_is_never_yuan(facts: Facts, header: str) -> None:
    assert "the unit in the header" in errors(facts, header, names={header: "enterprise.revenue"})


@pytest.mark.parametrize("header", ["营业收入（万美元）", "营业收入（$）", "营业收入（HKD）", "营业收入（元/股）"])
def test_a_column_in_another_currency_is_not_used_and_told(facts: Facts, header: str) -> None:
    made = layout(facts, "单位名称", header)
    assert [column.fact.id for column in made.columns] == ["enterprise.name"]
    assert any("so the column is not used" in finding.message.en for finding in made.warnings)


def test_who_is_told_to_rename_a_header_is_told_to_keep_its_unit(facts: Facts) -> None:
    (warning,) = layout(facts, "单位名称", "营业收入额（万元，不含税）").warnings
    assert warning.hint is not None
    assert "keep its unit" in warning.hint.en


def test_a_unit_above_the_table_counts_where_the_header_says_none(facts: Facts) -> None:
    headers = ("单位名称", "营业收入", "资产总额（元）", "从业人员")
    made = layout(facts, *headers, above=("2025年亿元企业情况表", "填报单位：某局  单位：人、万元"))
    assert [column.unit for column in made.columns] == ["", "万元", "", ""]
    assert "the unit that the table states" in errors(facts, *headers, above=("单位：万美元",))
    assert "the unit that the table states" in errors(facts, *headers, above=("单位：万元", "（金额单位：亿元）"))


@pytest.mark.parametrize(
    ("header", "fact_id", "by"),
    [
        ("企业全称", "enterprise.name", "name"),
        ("职工人数", "enterprise.employees", "name"),
        ("是否高新技术企业", "titles.high_tech", "name"),
        ("是否为高企", "titles.high_tech", "name"),
        ("3、企业名称", "enterprise.name", "name"),
        ("（二）年营收（万元）", "enterprise.revenue", "name"),
        ("所在地市", "enterprise.city", "guess"),
        ("注册地址", "enterprise.city", "guess"),
        ("行业代码", "enterprise.sector", "guess"),
        ("小巨人认定年份", "titles.little_giant_year", "guess"),
        ("Annual sales (million yuan)", "enterprise.revenue", "guess"),
    ],
)
def test_usual_names_of_columns_are_known_and_likely_ones_are_guesses(facts: Facts, header: str, fact_id: str, by: str) -> None:
    match = FactHeaders(facts, {}).match(header)
    assert match is not None
    assert (match.fact.id, match.by) == (fact_id, by)
    assert (FactHeaders(facts, {}, guesses=False).match(header) is None) == (by == "guess")


def test_a_guess_rejects_nothing_and_gives_way_to_a_column_that_is_surer(facts: Facts) -> None:
    guessed = layout(facts, "单位名称", "地址", "所在城市", "地市")
    assert [(column.header, column.by, column.decides) for column in guessed.columns] == [
        ("单位名称", "name", True),
        ("所在城市", "guess", False),
        ("所在城市", "guess", False),  # of the district too
    ]
    assert [finding.message.en for finding in guessed.warnings] == [
        f'the column "{header}" may hold enterprise.city (City of registration); another is surer, and this one is not used'
        for header in ("地址", "地市")
    ]
    sure = layout(facts, "所在城市", "注册地市")
    assert {column.header for column in sure.columns} == {"注册地市"}
