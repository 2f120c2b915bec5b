"""The file in which a user says what the headers mean."""

from decimal import Decimal
from pathlib import Path

import pytest

from guangdong_ai.batch.read.columns_map import ColumnsMap, read_columns_map
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, outcome


def written(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ignore", ['ignore = ["备注"]\n[columns]', '[ignore]\nheaders = ["备注"]\n[columns]'])
def test_a_map_names_columns_and_those_to_pass_over(tmp_path: Path, facts: Facts, ignore: str) -> None:
    path = written(tmp_path, f'{ignore}\n"公司名" = "enterprise.name"\n')
    assert read_columns_map(path, facts) == ColumnsMap(names={"公司名": "enterprise.name"}, ignored=("备注",))


def test_everything_wrong_is_told_with_its_place(tmp_path: Path, facts: Facts) -> None:
    path = written(
        tmp_path,
        'ignore = ["a", 1]\ncolums = 1\n[columns]\n"公司名" = "enterprise.nam"\n城市 = 5\n'.replace("城市", '"城市"')
        + '"A" = "enterprise.city"\n"B" = "enterprise.city"\nrev.enue = "enterprise.revenue"\n',
    )
    with pytest.raises(Refused) as refused:
        read_columns_map(path, facts)
    told = {finding.place.line: (finding.message.en, finding.hint and finding.hint.en) for finding in refused.value.findings}
    assert told[1][0] == "given 1, expected a header in quotes"
    assert told[2] == ('"colums" is not known; the keys are columns, ignore, lenient, units, values, constants', "did you mean columns?")
    assert told[4] == ('there is no fact "enterprise.nam"', "did you mean enterprise.name (Name)?")
    assert told[5][0] == "given 5, expected a fact id in quotes"
    assert told[7][0] == 'enterprise.city is given to "A" already'
    assert told[8][1] == "a header with a dot in it needs quotes"
    assert all(finding.place.file == path and finding.place.column for finding in refused.value.findings)


@pytest.mark.parametrize("text", ["", "columns = 1", "ignore = 1", "[ignore]\nx = 1", "[columns"])
def test_a_map_of_another_form_is_refused(tmp_path: Path, facts: Facts, text: str) -> None:
    with pytest.raises(Refused):
        read_columns_map(written(tmp_path, text), facts)


MAP = """
ignore = ["所在省份"]
[columns]
"经营地" = "enterprise.city"
[units]
"产值" = "万元"
"年营收" = "元"
[values."主营方向"]
"智能制造" = ["manufacturing", "ai"]
"其它 " = []
[values.titles.high_tech]
"有效" = true
"-" = false
"审核中" = ""
[constants]
enterprise.in_guangdong = true
"enterprise.revenue" = 3000000.5
""".replace('"产值" = "万元"', '"营业额" = "万元"').replace("主营方向", "业务方向")


def test_a_map_translates_units_and_values_and_says_what_holds_for_all(tmp_path: Path, facts: Facts) -> None:
    read = read_columns_map(written(tmp_path, MAP.replace('"enterprise.revenue"', '"enterprise.assets"')), facts)
    assert read == ColumnsMap(
        names={"经营地": "enterprise.city"},
        ignored=("所在省份",),
        units={"营业额": "万元", "年营收": "元"},
        values={
            "业务方向": {"智能制造": "manufacturing,ai", "其它 ": "none"},
            "titles.high_tech": {"有效": "true", "-": "false", "审核中": ""},
        },
        constants={"enterprise.in_guangdong": "true", "enterprise.assets": "3000000.5"},
    )


def test_an_amount_in_a_map_is_in_yuan_whatever_the_column_counts_in(tmp_path: Path, facts: Facts) -> None:
    table = tmp_path / "a.csv"
    table.write_text("单位名称,营业收入（万元）\n甲,约800\n乙,800\n丙,少量\n", encoding="utf-8")
    path = written(tmp_path, '[values."enterprise.revenue"]\n"约800" = 8000000\n"少量" = ""\n')
    done = outcome(table, facts, values=read_columns_map(path, facts).values)
    assert [firm.get("enterprise.revenue") for firm in done.facts] == [8_000_000, 8_000_000]
    assert [row.wrong[0].reason.en for row in done.rejected] == ["nothing but the name is given; this is not taken for an applicant"]


def test_a_column_may_be_lenient_alone(tmp_path: Path, facts: Facts) -> None:
    table = tmp_path / "a.csv"
    table.write_text("单位名称,成立时间,从业人员\n甲,2012年,5\n乙,2012年,many\n", encoding="utf-8")
    columns = read_columns_map(written(tmp_path, 'lenient = ["成立时间"]\n'), facts)
    done = outcome(table, facts, lenient_for=columns.lenient)
    assert done.facts == [{"enterprise.name": "甲", "enterprise.employees": 5}]
    assert [[cell.column for cell in row.wrong] for row in done.rejected] == [["从业人员"]]
    with pytest.raises(Refused, match="an array of headers"):
        read_columns_map(written(tmp_path, 'lenient = "成立时间"\n'), facts)


def test_what_is_wrong_with_units_values_and_constants_is_told_with_its_place(tmp_path: Path, facts: Facts) -> None:
    path = written(
        tmp_path,
        """[units]
"甲" = "万元"
"营业收入" = "千克"
"营业额" = 1
[values]
"乙" = { "a" = 1 }
"单位名称" = 3
[values."高企"]
"有效" = "maybe"
"" = false
"A" = true
"ａ" = false
"B" = 2.5
[constants]
enterprise.nam = true
enterprise.name = "x"
enterprise.city = "atlantis"
enterprise.private = "unknown"
""",
    )
    with pytest.raises(Refused) as refused:
        read_columns_map(path, facts)
    told = {finding.place.line or 0: finding.message.en for finding in refused.value.findings}
    assert sorted(told) == [2, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 17, 18]
    assert told[2] == '"甲" is neither a fact nor a header that is known'
    assert told[3] == '"千克" is no unit of enterprise.revenue (Revenue)'
    assert told[9].startswith('given "maybe", expected')
    assert told[10].startswith("an empty cell is always unknown")
    assert told[12] == '"ａ" and "A" are the same value'
    assert told[15] == 'there is no fact "enterprise.nam"'
    assert told[16] == "enterprise.name (Name) is each applicant's own"
    assert told[18] == "unknown is no value to write"


CELLS = [
    ["单位名称", "经营地", "营业额", "业务方向", "高企", "企业规模"],
    ["甲", "穗", "300", "智能制造", "有效", "small"],
    ["乙", "广州", "2万", "其它", "-", ""],
    ["丙", "珠海", "", "ai", "审核中", "medium"],
]


def test_the_cells_of_a_table_are_read_by_the_map(tmp_path: Path, facts: Facts) -> None:
    table = tmp_path / "a.csv"
    table.write_text("\n".join(map(",".join, CELLS)), encoding="utf-8")
    text = MAP.replace('"enterprise.revenue"', '"enterprise.assets"')
    columns = read_columns_map(written(tmp_path, text + '[values."经营地"]\n"穗" = "guangzhou"\n"珠海" = "shenzhen"\n'), facts)
    done = outcome(table, facts, names=columns.names, units=columns.units, values=columns.values, constants=columns.constants, lenient=True)
    everybody = {"enterprise.in_guangdong": True, "enterprise.assets": Decimal("3000000.5")}
    assert done.facts == [
        {
            "enterprise.name": "甲",
            "enterprise.city": "guangzhou",
            "enterprise.revenue": 3_000_000,
            "enterprise.fields": frozenset({"manufacturing", "ai"}),
            "titles.high_tech": True,
            "enterprise.size_class": "small",
            **everybody,
        },
        {
            "enterprise.name": "乙",
            "enterprise.city": "guangzhou",
            "enterprise.revenue": 20_000,
            "enterprise.fields": frozenset(),
            "titles.high_tech": False,
            **everybody,
        },
        {
            "enterprise.name": "丙",
            "enterprise.city": "shenzhen",
            "enterprise.fields": frozenset({"ai"}),
            "enterprise.size_class": "medium",
            **everybody,
        },
    ]
    assert "年营收" in done.told
    table.write_text("单位名称,在广东省内注册\n甲,是\n", encoding="utf-8")
    with pytest.raises(Refused, match="says it too"):
        outcome(table, facts, constants=columns.constants)
