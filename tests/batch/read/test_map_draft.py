"""The first columns map that is written for a table: accepted as it stands, and ready to be filled in."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.batch.read.columns_map import ColumnsMap, read_columns_map
from guangdong_ai.batch.read.input_files import input_files
from guangdong_ai.batch.read.map_draft import map_draft
from guangdong_ai.batch.read.map_text import map_text
from guangdong_ai.batch.read.read_options import ReadOptions
from tests.batch.read.conftest import Facts

NASTY = '= "注\\释" # [x]'


def drafted(folder: Path, table: Path, facts: Facts) -> tuple[str, ColumnsMap]:
    """The text of the draft in English, and what it says when it is read."""
    text = map_text(map_draft(input_files([table]), facts, ReadOptions()), "en")
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return text, read_columns_map(path, facts)


def test_a_table_of_which_nothing_is_recognised_shows_what_stands_in_it(tmp_path: Path, facts: Facts) -> None:
    table = tmp_path / "firms.csv"
    table.write_text("厂,地\n甲,深圳\n乙,广州\n,\n", encoding="utf-8")
    text, _ = drafted(tmp_path, table, facts)
    assert '# "地" = ""  # like 深圳, 广州' in text.splitlines()


def test_it_says_what_was_recognised_what_was_not_and_which_cells_cannot_be_read(tmp_path: Path, facts: Facts) -> None:
    table = tmp_path / "firms.csv"
    rows = [f"甲{number},广州,{'同上' if number % 3 else 'ai'},5,x" for number in range(12)]
    table.write_text("\n".join(["企业全称,所在城市,业务领域,联系人,产值", *rows]), encoding="utf-8")
    text, columns = drafted(tmp_path, table, facts)
    assert columns.names == {"企业全称": "enterprise.name", "业务领域": "enterprise.fields"}
    assert (columns.ignored, columns.constants) == ((), {})
    for line in (
        '# ignore = ["联系人", "产值"]',
        '# "所在城市" = "enterprise.city"  # City of registration',
        '# "联系人" = ""  # like 5',
        '[values."enterprise.fields"]',
        '# lenient = ["业务领域"]',
        '# "同上" = ""  # rows: 8',
    ):
        assert line in text.splitlines()
    filled = (
        text.replace('# "同上" = ""', '"同上" = ["robotics"]')
        .replace('# "所在城市"', '"所在城市"')
        .replace("# enterprise.in", "enterprise.in")
    )
    (tmp_path / "map.toml").write_text(filled, encoding="utf-8")
    columns = read_columns_map(tmp_path / "map.toml", facts)
    assert columns.values == {"enterprise.fields": {"同上": "robotics"}}
    assert (columns.names["所在城市"], columns.constants) == ("enterprise.city", {"enterprise.in_guangdong": "true"})


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_table_of_which_nothing_is_known_is_drafted_too(tmp_path: Path, facts: Facts, suffix: str) -> None:
    table = tmp_path / f"firms.{suffix}"
    rows = [["甲", "乙乙", NASTY], ["1", "2", "3"]]
    if suffix == "csv":
        table.write_text("\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows), encoding="utf-8")
    else:
        workbook = Workbook(table)
        sheet = workbook.add_worksheet()
        for number, row in enumerate([["某表"], *rows]):
            for index, cell in enumerate(row):
                sheet.write_string(number, index, cell)
        workbook.close()
    text, columns = drafted(tmp_path, table, facts)
    assert columns == ColumnsMap()
    assert '# "甲" = ""' in text
    filled = text.replace('# "甲" = ""', '"甲" = "enterprise.revenue"')
    (tmp_path / "map.toml").write_text(filled.replace("# ignore", "ignore"), encoding="utf-8")
    columns = read_columns_map(tmp_path / "map.toml", facts)
    assert columns == ColumnsMap(names={"甲": "enterprise.revenue"}, ignored=("甲", "乙乙", NASTY))


def test_of_two_columns_for_one_fact_the_first_is_written(tmp_path: Path, facts: Facts) -> None:
    table = tmp_path / "firms.csv"
    table.write_text("企业名称,企业全称,地市,城市\n甲,甲公司,广州,深圳\n", encoding="utf-8")
    text, columns = drafted(tmp_path, table, facts)
    assert columns.names == {"企业名称": "enterprise.name"}
    assert '# "企业全称" = "enterprise.name"  # Name' in text.splitlines()
