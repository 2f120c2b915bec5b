"""The engine gives what the run row by row gives, byte for byte: results, what is wrong, summary and counts."""

import gzip
import os
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai.batch.write.result_formats import OutputFormat
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Facts
from tests.batch.run.conftest import FEW, Same, text_rows, write_csv, write_texts, write_typed

JUNK = [
    "300万",
    "广州",
    "不知道",
    "",
    "   ",
    "1.5亿",
    "maybe",
    "-5",
    "１２",
    "007",
    "+3",
    "1e3",
    "2025-02-30",
    "2025/1/2",
    "unknown",
    "none",
    "x" * 40,
    "N/A",
    "—",
    "□",
    "√是 □否",
    "2024-03-01T16:00:00Z",
    "2024-03-01 10:20",
    "深圳市南山区科技园1号",
    "440605",
    "南山区",
    "C39",
    "约1.2亿",
]
"""Cells as people write them, into any column."""


def with_junk(rows: list[list[str]], share: float = 0.02) -> list[list[str]]:
    random = Random(7)  # no secret
    header, *lines = rows
    return [
        header,
        *([line[0], *(random.choice(JUNK) if random.random() < share else cell for cell in line[1:-1]), line[-1]] for line in lines),
    ]


def renamed(rows: list[list[str]], names: Mapping[str, str]) -> list[list[str]]:
    return [[names.get(name, name) for name in rows[0]], *rows[1:]]


@pytest.mark.parametrize("shape", ["wide", "status", "long"])
@pytest.mark.parametrize(("format_", "first"), [("csv", 0), ("jsonl", 133), ("parquet", 266)])
def test_of_typed_columns(
    same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, shape: str, format_: OutputFormat, first: int
) -> None:
    """Of each shape with all measures; each format has a third of the firms."""
    source = write_typed(tmp_path / "firms.parquet", facts, firms[first : first + 134])
    told = same(str(source), "--shape", shape, "--keep", "enterprise.revenue", "--keep", "enterprise.fields", format_=format_)
    assert "read 134 = assessed 134 + rejected 0" in told


def test_of_texts_in_parquet(same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path) -> None:
    source = write_texts(tmp_path / "firms.parquet", with_junk(text_rows(facts, firms)))
    assert "rejected 0" not in same(str(source), "--keep", "note", *FEW)
    assert "cells made unknown" in same(str(source), "--keep", "all", "--lenient", "--shape", "long", *FEW)


def test_of_columns_with_one_name(same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path) -> None:
    read = pq.read_table(write_typed(tmp_path / "firms.parquet", facts, firms))
    note, other = pa.array(["x"] * len(read)), pa.array(range(len(read)))
    cities, employees = (read.column(f"enterprise.{name}").combine_chunks() for name in ("city", "employees"))
    # Two columns of the file are called alike, which together make two different columns.
    halves = [pa.StructArray.from_arrays([cities], names=["city"]), pa.StructArray.from_arrays([employees], names=["employees"])]
    rest = read.drop_columns(["enterprise.city", "enterprise.employees"])
    columns = [*rest.columns, note, other, *halves]
    table = pa.Table.from_arrays(columns, names=[*rest.column_names, "note", "note", "enterprise", "enterprise"])
    pq.write_table(table, tmp_path / "doubled.parquet")
    assert "read 400 = assessed 400 + rejected 0" in same(str(tmp_path / "doubled.parquet"), "--keep", "enterprise.city", *FEW)


def test_of_text_tables_however_they_are_stored(same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path) -> None:
    rows = with_junk(text_rows(facts, firms[:150]), share=0.005)
    told = {}
    for name, encoding in (("utf-8", "utf-8"), ("mark", "utf-8-sig"), ("gbk", "gbk"), ("utf-16", "utf-16"), ("zipped", "utf-8")):
        source = write_csv(tmp_path / f"{name}.csv", rows, encoding)
        if name == "zipped":
            packed = tmp_path / "firms.csv.gz"
            packed.write_bytes(gzip.compress(source.read_bytes()))
            source = packed
        told[name] = next(line for line in same(str(source), "--keep", "note", *FEW).splitlines() if line.startswith("read "))
    assert len(set(told.values())) == 1
    assert "rejected 0" not in told["gbk"]


def test_of_all_measures_in_a_text_table(same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path) -> None:
    source = write_csv(tmp_path / "firms.csv", with_junk(text_rows(facts, firms[:200]), share=0.003))
    same(str(source), "--keep", "note", "--lenient")


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_of_columns_that_are_carried_through(
    same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, format_: OutputFormat
) -> None:
    source = write_csv(tmp_path / "firms.csv", text_rows(facts, firms[:40]))
    for shape in ("wide", "long"):
        same(str(source), "--keep", "all", "--shape", shape, *FEW, format_=format_)


def test_without_a_column_of_ids_the_place_is_the_id(same: Same, tmp_path: Path) -> None:
    source = tmp_path / "firms.csv"
    source.write_bytes(
        b'\n\r\nenterprise.city,note\n\ngz,a\r\n\r\nsz,"two\r\nlines"\ngz\ngz,"old\rmac"\n,\n \xe3\x80\x80,\t\nsz,b,c\n\ngz,last'
    )
    told = same(str(source), "--keep", "note", *FEW)
    assert "read 6 = assessed 4 + rejected 2" in told
    out = (tmp_path / "by polars" / "out.csv").read_text(encoding="utf-8")
    assert [number for number in range(1, 30) if f"firms.csv:{number}," in out] == [5, 7, 10, 16]


def test_ids_with_gaps_and_spaces(same: Same, tmp_path: Path) -> None:
    cells = ["A1", " A2 ", "", "   ", "\u3000A5\u3000", "=A6", "\x1fA7"]
    source = write_csv(tmp_path / "firms.csv", [["enterprise.city", "nr"], *(["gz", cell] for cell in cells)])
    same(str(source), "--id", "nr", *FEW)


def test_no_place_is_lost_in_a_file_of_many_pieces(same: Same, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.read.frames.csv_frame.RECORDS_AT_ONCE", 2_000)
    monkeypatch.setattr("guangdong_ai.batch.run.polars_table.HELD", 100)
    monkeypatch.setattr("guangdong_ai.batch.run.polars_table.ROWS_AT_ONCE", 37)
    rows = []
    for number in range(9_000):
        rows.append(f'gz,{number},"a\nb"' if number % 7 == 0 else f"sz,{number if number % 11 else 'x'},c")
        rows += ["gz", ""] if number % 500 == 3 else []
    source = tmp_path / "firms.csv"
    source.write_text("enterprise.city,enterprise.employees,note\n" + "\n".join(rows), encoding="utf-8")
    told = same(str(source), "--keep", "note", *FEW)
    assert "read 9018 = assessed 9000 + rejected 18; 702 cells made unknown" in told


def test_headers_as_people_write_them(same: Same, tmp_path: Path) -> None:
    header = [
        "序号",
        "单位名称",
        "注册地市",
        "营业收入（万元）",
        "从业人员",
        "成立日期",
        "自筹经费占比（%）",
        "技术领域",
        'a "b".c',
        "^x$",
        "*",
        "row",
    ]
    rows = [
        ["1", "粤智", "广州", "300", "30人", "2020年1月2日", "50", "ai、robotics", "=x", "1", "2", "3"],
        ["2", "深智", "sz", "1.5亿", "", "2020-01-02", "0.5", "不知道", "", "", "", ""],
        ["3", "粤智", "火星", "-1", "1,000", "45870", "50%", "AI", "x", "y", "z", "-"],
        ["4", "粤智", "东莞市", "300万", "１２", "20200102", "0", "none", "\u200b=x", "y", "z", "-"],
    ]
    source = write_csv(tmp_path / "firms.csv", [header, *rows])
    for shape in ("wide", "long"):
        same(str(source), "--keep", "all", "--shape", shape, *FEW)


def test_what_is_guessed_is_counted_alike(same: Same, tmp_path: Path) -> None:
    header = ["序号", "统一社会信用代码", "注册地市", "高新技术企业", "成立日期", "从业人员", "行业（中小企业划型）"]
    kinds = [
        ["91440101190509245D", "深圳市南山区科技园1号", "□", "2019-03-01T16:30:00Z", "N/A", "I65"],
        ["91442000198075568W", "440606", "☑是 □否", "2019-03-01 10:20:30", "—", "通用设备制造业"],
        ["", "天河区", "○", "2012年", "1000-5000人", "3962"],
        ["", "前海", "□是 □否", "2019-03-01T16:00:00Z", "暂无", "111"],
        ["", "", "已认定", "", "12", ""],
    ]
    source = write_csv(tmp_path / "firms.csv", [header, *([str(number), *kinds[number % 5]] for number in range(60))])
    told = same(str(source), *FEW)
    assert "that were guessed" in told
    assert [line.strip() for line in told.splitlines() if line.startswith("  ") and "cells, like" in line] == [
        '从业人员: 36 cells, like "N/A": read as not given (N/A, —, 暂无 and the like)',
        '成立日期: 24 cells, like "2019-03-01T16:30:00Z": a moment, read as the day that it was in China',
        '注册地市: 12 cells, like "天河区": names a city alone or a district alone, read as that',
        '高新技术企业: 12 cells, like "□": an empty box, read as no',
        '高新技术企业: 12 cells, like "□是 □否": read as not given (N/A, —, 暂无 and the like)',
    ]
    assert "that were guessed" not in same(str(source), "--strict", "--lenient", *FEW)
    without_city = write_csv(
        tmp_path / "codes.csv",
        [[*header[:2], *header[3:]], *([str(number), kinds[number % 2][0], "是", *kinds[4][3:]] for number in range(20))],
    )
    assert "统一社会信用代码: 20 cells" in same(str(without_city), "--city-from-code", "--keep", "统一社会信用代码")
    assert "that were guessed" not in same(str(without_city), *FEW)


def test_names_of_its_own_do_not_disturb_the_engine(same: Same, tmp_path: Path) -> None:
    header = [
        "id",
        "enterprise.city",
        "total:low",
        "wrong",
        "kept:0",
        "code:dongguan-ai-challenge",
        "result",
        "cell:1",
        "value:enterprise.city",
    ]
    rows = [[str(number), city, *(f"{name} {number}" for name in header[2:])] for number, city in enumerate(["dongguan", "gz", "?"])]
    csv_file, parquet = write_csv(tmp_path / "firms.csv", [header, *rows]), write_texts(tmp_path / "firms.parquet", [header, *rows])
    for source in (csv_file, parquet):
        for shape in ("wide", "long"):
            same(str(source), "--keep", "all", "--shape", shape, *FEW)


def test_a_columns_map_names_the_facts(same: Same, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text('[columns]\n"Ort" = "enterprise.city"\n"U (万元)" = "enterprise.revenue"\n', encoding="utf-8")
    source = write_csv(tmp_path / "firms.csv", [["Ort", "U (万元)", "x"], ["gz", "12", ""], ["sz", "1亿", ""], ["", "?", ""]])
    same(str(source), "--columns", str(tmp_path / "map.toml"), "--id", "x", *FEW)


def test_several_inputs_make_one_result(same: Same, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path) -> None:
    rows = with_junk(text_rows(facts, firms[:60]), share=0.003)
    sources = [
        write_csv(tmp_path / "a.csv", rows), write_typed(tmp_path / "b.parquet", facts, firms[60:120]),
        write_csv(tmp_path / "c.csv", [["enterprise.city", "extra"], ["gz", "1"], ["sz"]]),
    ]  # fmt: skip
    for format_ in ("csv", "jsonl"):
        same(*map(str, sources), "--keep", "all", "--shape", "wide", *FEW, format_=format_)


def test_a_thousand_columns(same: Same, tmp_path: Path) -> None:
    header = ["enterprise.city", *(f"c{number}" for number in range(999))]
    rows = [[city, *(f"{number}-{city}" for number in range(999))] for city in ("gz", "sz", "moon")]
    source = write_csv(tmp_path / "firms.csv", [header, *rows])
    same(str(source), *FEW)
    same(str(source), "--keep", "all", *FEW)


HOSTILE: Mapping[str, bytes] = {
    "ragged": b"1,gz\n2,sz,a,b\n3\n4,gz,a\n",
    "text after a closing quote": b'1,"g"z,a\n2,sz,b\n3,gz,"a"b"\n4,gz,c\n',
    "a quote inside a value": b'1,gz,5" pipe\n2,sz,a"b"\n3,gz,"a ""b"""\n',
    "line breaks in cells": b'1,gz,"a\nb"\n2,moon,"c\r\nd\r\n"\n3,gz,"\n"\n4,mars,x\n',
    "lone carriage returns in cells": b'1,gz,"a\rb"\n2,moon,"c"\n3,gz,x,y\n',
    "lone carriage returns": b"1,gz,a\r2,moon,b\r3,sz,c\r4,gz\r",
    "blank lines": b"\n1,gz,a\n\n\r\n   \n2,moon,b\n,,\n \t,\xe3\x80\x80,\n3,gz,c\n\n",
    "nothing": b"",
    "NUL bytes": b"1,gz,a\x00b\n2,g\x00z,b\n3\x00,gz,c\n4,gz,d\n5,moon,\x00\n",
    "a quote that never closes": b'1,gz,a\n2,sz,"b\n3,gz,c\n4,gz,d\n',
    "a quote that never closes with nothing in it": b'1,gz,a\n"\n\n',
    "a quote that never closes and one after it": b'1,gz,a\n2,sz,"b\n3,gz,"c"\n4,gz,d\n',
    "CRLF": b"1,gz,a\r\n2,moon,b\r\n3,sz\r\n",
    "spaces around quotes": b'1, "gz",a\n2,"sz" ,b\n3,gz, "c"\n',
    "no last line break": b"1,gz,a\n2,moon,b",
    "no last line break after a short one": b"1,gz,a\n2,moon",
    "only quotes": b'"","",""\n1,gz,a\n""\n',
    "formulas": b'=1+1,gz,@x\n2,=1+1,b\n"\t=3",gz,"-\n"\n',
}  # fmt: skip


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
@pytest.mark.parametrize("content", HOSTILE.values(), ids=list(HOSTILE))
def test_every_fault_is_found_on_its_line(same: Same, tmp_path: Path, content: bytes, lenient: bool) -> None:
    source = tmp_path / "firms.csv"
    for start in (b"", b"\xef\xbb\xbf", b"\n\n"):
        source.write_bytes(start + b"id,enterprise.city,note\n" + content)
        same(str(source), "--keep", "note", "--no-summary", *FEW[:2], *(["--lenient"] if lenient else []))


CELLS = st.sampled_from(
    ["gz", "广州", "moon", "", " ", "12", "300万", "0.5", "-1", 'q"q', "a,b", "two\nlines", "old\rmac", "\x00", "=1", "?", "true", "是"]
)


@settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=5), max_size=8),
    typed=st.booleans(),
    lenient=st.booleans(),
    broken=st.binary(max_size=12),
)
def test_of_any_cells(same: Same, tmp_path: Path, rows: list[list[str]], typed: bool, lenient: bool, broken: bytes) -> None:
    header = ["enterprise.city", "enterprise.revenue", "rnd_special.own_funding_share", "note"]
    if typed:
        source = write_texts(tmp_path / "any.parquet", [header, *(row[:4] for row in rows)])
    else:
        source = write_csv(tmp_path / "any.csv", [header, *rows])
        shown = broken.decode("ascii", "ignore").encode().replace(b"\x1a", b"")
        source.write_bytes(source.read_bytes() + shown + os.linesep.encode() + b"gz,1,0,x\n")
    same(str(source), "--keep", "note", "--no-summary", *FEW[:2], *(["--lenient"] if lenient else []))


ROWS_OF_OTHERS = """id,单位名称,统一社会信用代码,注册地市,营业收入（万元）,高新技术企业,note
1,甲机器人公司,,gz,1200,true,
小计,1,,,1200,,
 总  计 ,,,sz,1200,true,
,珠海市合计（3家）,,zh,1200,true,
Total: 3 firms,,,zh,1200,true,
2,合计科技有限公司,,zh,7,true,
3,广州总计软件有限公司,91110000600037341L,zh,x,,
4,总计,91110000600037341L,zh,7,true,
id,单位名称,统一社会信用代码,注册地市,营业收入（万元）,高新技术企业,note
一、广州市（1家）,,,,,,
5,乙,,,,,something
6,丙,,不知道,,,
注：以上数据未经审计,,,sz,7,true,
填表人：张三,审核人：李四,,,,,
7,丁,wrong,sz,x,true,
8,戊,,火星,7,true,
"""


@pytest.mark.parametrize("lenient", [(), ("--lenient",)])
def test_of_rows_that_are_no_applicants(same: Same, tmp_path: Path, lenient: tuple[str, ...]) -> None:
    lines = ROWS_OF_OTHERS.splitlines()
    source = tmp_path / "firms.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    told = same(str(source), *lenient, *FEW)
    rows = [line.split(",") for line in lines]
    columns = {header: [row[place] or None for row in rows[1:]] for place, header in enumerate(rows[0])}
    pq.write_table(pa.table(columns), tmp_path / "firms.parquet")
    counts = f"read 16 = assessed {7 if lenient else 6} + rejected {9 if lenient else 10}"
    assert counts in told
    assert counts in same(str(tmp_path / "firms.parquet"), *lenient, *FEW)


def test_of_rows_that_say_nothing_but_hold_a_nul_byte(same: Same, tmp_path: Path) -> None:
    """Where it stands in a column that is used, something may have been said; in another it changes nothing."""
    source = tmp_path / "firms.csv"
    source.write_text("note,单位名称,营业收入,注册地市\nx,甲,\x00,\nx,乙,,g\x00z\n\x00,丙,,\nx,丁,\x00,gz\nx,戊\x00,,\n", encoding="utf-8")
    told = same(str(source), *FEW)
    assert "read 5 = assessed 2 + rejected 3" in told
    same(str(source), "--keep", "note", *FEW)


def test_of_facts_that_no_measure_uses(same: Same, facts: Mapping[str, Fact], tmp_path: Path) -> None:
    source = tmp_path / "firms.csv"
    source.write_text(
        "单位名称,注册地市,营业收入,成立日期\n甲,gz,many,2012年\n乙,gz,5,2012-01-01\n丙,gz,,\x00\n丁,nowhere,-,\n", encoding="utf-8"
    )
    assert "read 4 = assessed 3 + rejected 1; 3 cells made unknown" in same(str(source), *FEW)


def test_of_empty_cells_at_the_end_and_an_end_mark(same: Same, tmp_path: Path) -> None:
    source = tmp_path / "firms.csv"
    source.write_text("id,注册地市\n1,gz,\n2,sz, ,\n3,zh\n4,sz,x\n\x1a", encoding="utf-8")
    assert "read 4 = assessed 3 + rejected 1" in same(str(source), *FEW)
    source.write_text("id,注册地市\n1,gz,\n2,sz\x1a", encoding="utf-8")
    assert "read 2 = assessed 2 + rejected 0" in same(str(source), *FEW)
