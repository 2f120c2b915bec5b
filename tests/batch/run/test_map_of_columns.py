"""A columns map means the same for every engine: units, what cells say, and what holds for all."""

from collections.abc import Mapping
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guangdong_ai.batch.encode.encoded_columns import encoded_columns
from guangdong_ai.batch.encode.polars_cells import encoded_value
from guangdong_ai.batch.encode.spark_columns import encoded_column, read_cells, said_by_all
from guangdong_ai.batch.read.layout import FactColumn
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Value
from tests.batch.run.conftest import FEW, Same, write_csv, write_texts

MAP = """
[columns]
"经营地" = "enterprise.city"
[units]
"营业额" = "万元"
[values.enterprise.city]
"穗" = "guangzhou"
"广州" = "shenzhen"
[values.titles.high_tech]
"true" = false
"有效" = true
"1" = false
[constants]
enterprise.in_guangdong = true
enterprise.fields = ["ai", "robotics"]
enterprise.founded = 2015-04-01
enterprise.employees = 12
enterprise.sector = "industry"
"""
ROWS = [
    ["id", "单位名称", "经营地", "营业额", "高企", "note"],
    *(
        [f"F{number}", "某公司", place, "300", held, ""]
        for number, (place, held) in enumerate([("穗", "true"), ("guangzhou", "有效"), ("广州", "1")] * 4)
    ),
    ["F90", "某公司", "", "", "", ""],
    ["F91", "合计", "", "900", "", ""],
    ["F92", "某公司", "广州", "many", "是", ""],
]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_of_texts(same: Same, tmp_path: Path, form: str) -> None:
    columns = tmp_path / "map.toml"
    columns.write_text(MAP, encoding="utf-8")
    write = write_csv if form == "csv" else write_texts
    told = same(str(write(tmp_path / f"firms.{form}", ROWS)), "--columns", str(columns), *FEW)
    assert "read 15 = assessed 13 + rejected 2; 1 cell made unknown" in told, told


def test_of_typed_columns(same: Same, tmp_path: Path) -> None:
    columns = tmp_path / "map.toml"
    columns.write_text(MAP, encoding="utf-8")
    table = pa.table({"经营地": ["穗", "深圳", None], "高企": [True, False, None], "营业额": [1.5, float("nan"), 3.0]})
    pq.write_table(table, tmp_path / "firms.parquet")
    told = same(str(tmp_path / "firms.parquet"), "--columns", str(columns), *FEW)
    assert "read 3 = assessed 3 + rejected 0; 1 cell made unknown" in told, told


def test_of_constants_on_a_cluster(facts: Mapping[str, Fact]) -> None:
    constants: Mapping[str, Value] = {
        "enterprise.in_guangdong": True,
        "enterprise.fields": frozenset({"ai", "robotics"}),
        "enterprise.employees": 12,
        "enterprise.sector": "industry",
        "enterprise.revenue": 3_000_000,
    }
    given = [(facts[name], value) for name, value in constants.items()]
    table = ibis.memtable(pa.table({"x": ["a"]}))
    values = said_by_all(given)
    columns = encoded_columns([fact for fact, _ in given], [])
    row = (
        ibis.duckdb.connect().to_pyarrow(table.select(**{column.name: encoded_column(column, values) for column in columns})).to_pylist()[0]
    )
    for column in columns:
        value = constants[column.fact.id]
        assert row[column.name] == (column.choice in value if isinstance(value, frozenset) else encoded_value(column.fact, value))


def test_of_cells_on_a_cluster(facts: Mapping[str, Fact]) -> None:
    """A cell that the map means otherwise is left to the reader of every input."""
    table = ibis.memtable(pa.table({"held": [True, False, None]}))
    for values, unusual in (({"true": "false"}, [True, True, False]), ({"有效": "true"}, [False, False, False])):
        column = FactColumn(index=0, header="held", fact=facts["titles.high_tech"], values=values)
        _, found = read_cells([column], {0: "held"}, table)
        assert list(ibis.duckdb.connect().to_pyarrow(table.select(u=found)).to_pydict()["u"]) == unusual
