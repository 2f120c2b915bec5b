"""Titles, units and a line ``sep=`` above the headers of a text table: whoever reads it comes to the same."""

import gzip
from pathlib import Path

import pytest

from tests.batch.run.conftest import FEW, Same

PLAIN = "序号,企业名称,注册地市,营业收入\n1,甲,广州,3000000\n2,乙,佛乡,7\n3,丙,深圳,5\n"


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("firms.csv", "2025年企业情况表,,,\n填报单位：某局,,,单位：万元\n" + PLAIN, "5"),
        ("firms.csv", "2025年企业情况表\n\n单位：万元\r\n" + PLAIN, "6"),
        ("firms.csv", 'sep=,\n"情况表\n（二）"\n' + PLAIN, "6"),
        ("firms.csv", 'sep=;\r\n"情况表";;;\r\n' + PLAIN.replace(",", ";"), "5"),
        ("firms.csv", "SEP=|\n" + PLAIN.replace(",", "|"), "4"),
        ("firms.csv", "sep=^\n" + PLAIN.replace(",", "^"), "4"),
        ("firms.csv", "sep=]\n单位：万元\n" + PLAIN.replace(",", "]"), "5"),
        ("firms.csv", "sep=\\t\n" + PLAIN.replace(",", "\t"), "4"),
        ("firms.tsv", "sep=,,,\n" + PLAIN, "4"),
        ("firms.csv", "名单\n" + PLAIN.replace(",", ";"), "4"),
        ("firms.csv", "\n\n名单,,,\n\n" + PLAIN, "7"),
        ("firms.csv", "企业,,,财务\n序号,企业名称,注册地市,\n,,,营业收入（元）\n1,甲,广州,3\n2,乙,佛乡,7\n3,丙,深圳,5\n", "5"),
        ("firms.csv", "".join(f"第{number}行\n" for number in range(19)) + PLAIN, "22"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_of_what_stands_above_the_headers(same: Same, tmp_path: Path, name: str, content: str, lines: str, encoding: str) -> None:
    source = tmp_path / name
    source.write_bytes(content.encode(encoding))
    assert "read 3 = assessed 2 + rejected 1" in same(str(source), *FEW)
    told = (tmp_path / "by polars" / "out.csv.rejected.csv").read_text(encoding="utf-8-sig")
    assert f"{name},{lines}," in told.replace(str(tmp_path) + "/", "")


def test_of_a_packed_table_with_a_title(same: Same, tmp_path: Path) -> None:
    source = tmp_path / "firms.csv.gz"
    source.write_bytes(gzip.compress(("名单\r\n单位：万元\r\n" + PLAIN).encode()))
    assert "read 3 = assessed 2 + rejected 1" in same(str(source), *FEW)
