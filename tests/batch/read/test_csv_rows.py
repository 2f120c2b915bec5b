"""Text tables as people and programs write them, good and bad."""

import csv
import gzip
import io
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.read_options import ALL, ReadOptions
from guangdong_ai.batch.read.table import open_table
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, Read

TABLE = "编号,单位名称,注册地市,营业收入（万元）\nA1,粤智,广州,300\nA2,深智,sz,1.5亿\n"


def test_a_table_with_chinese_headers_is_read(read: Read) -> None:
    done = read("firms.csv", TABLE)
    assert [row.id for row in done.applicants] == ["A1", "A2"]
    assert [row.line for row in done.applicants] == [2, 3]
    assert done.facts[0] == {"enterprise.name": "粤智", "enterprise.city": "guangzhou", "enterprise.revenue": Decimal(3_000_000)}
    assert done.facts[1]["enterprise.revenue"] == Decimal(150_000_000)
    assert done.warnings == ()


@pytest.mark.parametrize(("encoding", "told"), [("gbk", "GBK"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")])
def test_another_encoding_is_detected_and_told(read: Read, encoding: str, told: str) -> None:
    done = read("firms.csv", TABLE.encode(encoding))
    assert done.facts == read("utf8.csv", TABLE).facts
    assert told in done.told


def test_a_byte_order_mark_and_crlf_change_nothing(read: Read) -> None:
    done = read("firms.csv", b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())
    assert done.facts == read("plain.csv", TABLE).facts
    assert [row.line for row in done.applicants] == [2, 3]
    assert done.warnings == ()


def test_bytes_in_no_encoding_are_refused_with_their_place(read: Read) -> None:
    with pytest.raises(Refused) as refused:
        read("firms.csv", b"enterprise.city\nguangzhou\n\xff\xff\xff\n")
    (finding,) = refused.value.findings
    assert finding.place.line == 3
    assert "byte 27 (0xff)" in finding.message.en


@pytest.mark.parametrize("content", ["", "\n\n", "  \r\n"])
def test_an_empty_file_is_refused(read: Read, content: str) -> None:
    with pytest.raises(Refused, match="empty"):
        read("firms.csv", content)


def test_only_a_header_gives_no_rows(read: Read) -> None:
    done = read("firms.csv", "enterprise.city\n")
    assert not done.applicants
    assert not done.rejected


def test_a_table_without_a_header_is_refused(read: Read) -> None:
    with pytest.raises(Refused, match="no column holds a fact"):
        read("firms.csv", "粤智,广州\n深智,深圳\n")


def test_rows_with_too_few_or_too_many_cells_are_rejected_with_their_line(read: Read) -> None:
    done = read("firms.csv", "id,enterprise.city,enterprise.employees\n1,gz\n2,sz,30\n3,gz,40,x\n")
    assert [row.id for row in done.applicants] == ["2"]
    assert [(row.line, row.wrong[0].reason.en) for row in done.rejected] == [
        (2, "2 cells, the header has 3"),
        (4, "4 cells, the header has 3"),
    ]


def test_quotes_commas_and_line_breaks_inside_cells_are_part_of_them(read: Read) -> None:
    done = read("firms.csv", 'id,enterprise.city,note\n1,gz,"a ""b"", c\nd"\n2,sz,x\n', keep=("note",))
    assert [row.kept["note"] for row in done.applicants] == ['a "b", c\nd', "x"]
    assert [row.line for row in done.applicants] == [2, 4]


def test_blank_lines_are_passed_over_and_counted(read: Read) -> None:
    done = read("firms.csv", "\nid,enterprise.city\n\n1,gz\n,\n   \n2,sz\n\n")
    assert [(row.id, row.line) for row in done.applicants] == [("1", 4), ("2", 7)]
    assert not done.rejected


def test_a_quote_that_never_closes_is_told_with_its_line_and_what_it_swallows(read: Read) -> None:
    done = read("firms.csv", 'id,enterprise.city,note\n1,gz,a\n2,sz,"b\n3,gz,c\n4,gz,d\n')
    assert [row.id for row in done.applicants] == ["1"]
    (row,) = done.rejected
    assert row.line == 3
    assert row.wrong[0].reason.en == "a quote is not closed (it opens on line 3), and lines 3 to 5 are not read"


def test_a_quote_in_the_header_that_never_closes_refuses_the_file(read: Read) -> None:
    with pytest.raises(Refused, match="opens on line 1"):
        read("firms.csv", 'id,"enterprise.city\n1,gz\n2,sz\n')


def test_an_endless_cell_rejects_its_record_and_reading_goes_on(read: Read) -> None:
    lines = "x" * 1000 + "\n"
    done = read("firms.csv", 'enterprise.city,note\ngz,"a\n' + lines * 200 + "sz,ok\n")
    assert {fact["enterprise.city"] for fact in done.facts} == {"shenzhen"}
    assert "it opens on line 2" in done.reasons[0]


def test_text_after_a_closing_quote_rejects_the_record(read: Read) -> None:
    done = read("firms.csv", 'id,enterprise.name,enterprise.city\n1,"粤智"公司,gz\n2,深智,gz\n')
    assert [row.id for row in done.applicants] == ["2"]
    assert "closing quote" in done.reasons[0]


def test_a_nul_byte_rejects_its_row(read: Read) -> None:
    done = read("firms.csv", "id,enterprise.name,city\n1,a\x00b,gz\n2,c,gz\n")
    assert [row.id for row in done.applicants] == ["2"]
    assert "NUL" in done.reasons[0]


def test_formulas_are_text(read: Read) -> None:
    done = read("firms.csv", "enterprise.name,enterprise.employees\n=1+1,30\nx,=1+1\n")
    assert done.facts == [{"enterprise.name": "=1+1", "enterprise.employees": 30}]
    assert '"=1+1"' in done.reasons[0]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_another_delimiter_is_used_and_told(read: Read, delimiter: str) -> None:
    done = read("firms.csv", f"id{delimiter}enterprise.city\n1{delimiter}gz\n")
    assert done.facts == [{"enterprise.city": "guangzhou"}]
    assert "columns are separated by" in done.told


def test_tabs_part_the_columns_of_tsv(read: Read) -> None:
    done = read("firms.tsv", "id\tenterprise.name\tcity\n1\ta, b; c\tgz\n")
    assert done.facts == [{"enterprise.name": "a, b; c", "enterprise.city": "guangzhou"}]
    assert done.warnings == ()


def test_a_thousand_columns_are_read(read: Read) -> None:
    headers = ",".join(["enterprise.city", *(f"c{number}" for number in range(999))])
    done = read("firms.csv", f"{headers}\ngz{',x' * 999}\n")
    assert done.facts == [{"enterprise.city": "guangzhou"}]
    assert "and 9" in done.told
    assert len(done.warnings) < 40
    assert len(read("firms.csv", f"{headers}\ngz{',x' * 999}\n", keep=ALL).applicants[0].kept) == 1000


def test_packed_tables_are_read(read: Read) -> None:
    plain = read("plain.csv", TABLE)
    assert read("firms.csv.gz", gzip.compress(TABLE.encode())).facts == plain.facts
    assert read("firms.CSV.zst", pa.compress(TABLE.encode(), codec="zstd", asbytes=True)).facts == plain.facts


@pytest.mark.parametrize("name", ["firms.csv.gz", "firms.csv.zst"])
@pytest.mark.parametrize(
    "content", [b"no such thing", b"", gzip.compress(TABLE.encode() * 99, mtime=0)[:60]], ids=["none", "empty", "half"]
)
def test_damaged_packed_files_are_refused(read: Read, name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        read(name, content)


def test_unknown_is_an_answer_and_an_empty_cell_is_none(read: Read) -> None:
    (row,) = read("firms.csv", "enterprise.city,enterprise.revenue,enterprise.employees\n广州,不知道,\n").applicants
    assert row.profile.facts == {"enterprise.city": "guangzhou"}
    assert row.profile.dont_know == ("enterprise.revenue",)


def test_all_wrong_cells_of_a_row_are_listed(read: Read) -> None:
    done = read("firms.csv", "id,注册地市,从业人员,成立日期\n1,火星,-5,2024-02-30\n")
    assert [(wrong.column, wrong.value) for wrong in done.rejected[0].wrong] == [
        ("注册地市", "火星"),
        ("从业人员", "-5"),
        ("成立日期", "2024-02-30"),
    ]


def test_lenient_makes_wrong_cells_unknown_but_not_broken_records(read: Read) -> None:
    done = read("firms.csv", "id,enterprise.city,enterprise.employees\n1,gz,-5\n2,gz\n", lenient=True)
    (row,) = done.applicants
    assert row.profile.facts == {"enterprise.city": "guangzhou"}
    assert row.profile.dont_know == ()
    assert [wrong.column for wrong in row.made_unknown] == ["enterprise.employees"]
    assert len(done.rejected) == 1


def test_a_percent_column_reads_percentages_and_refuses_what_may_be_either(read: Read) -> None:
    done = read("firms.csv", "id,自筹经费占比（%）\n1,50\n2,0.5\n3,0.5%\n4,0\n")
    assert [fact["rnd_special.own_funding_share"] for fact in done.facts] == [Decimal("0.5"), Decimal("0.005"), Decimal(0)]
    assert "0.5% or a fraction" in done.reasons[0]


def test_dates_are_read_as_people_write_them(read: Read) -> None:
    done = read("firms.csv", "成立日期\n2020-01-02\n2020/1/2\n2020年1月2日\n20200102\n45870\n")
    assert {fact["enterprise.founded"] for fact in done.facts} == {date(2020, 1, 2)}
    assert len(done.rejected) == 1


def test_without_an_id_column_the_place_is_the_id(read: Read) -> None:
    (row,) = read("firms.csv", "注册地市\n广州\n").applicants
    assert row.id.endswith("firms.csv:2")


HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            [
                b"id",
                b"enterprise.city",
                b"gz",
                b",",
                b'"',
                b"\n",
                b"\r\n",
                b"\x00",
                b"\xff",
                "广州".encode("gbk"),
                "名称".encode(),
                b";",
                b"\t",
            ]
        ),
        max_size=40,
    ).map(lambda parts: b"enterprise.city,id\n" + b"".join(parts)),
)


@given(content=HOSTILE)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_or_every_record_is_accounted_for(content: bytes, tmp_path: Path, facts: Facts) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    rows = []
    with suppress(Refused):
        rows = list(open_table(InputFile(path=path, format="csv"), facts, ReadOptions()).rows)
    lines = [row.line or 0 for row in rows]
    assert lines == sorted(set(lines))
    assert all(line > 1 for line in lines)


@given(table=st.lists(st.lists(st.sampled_from(["gz", "火星", "a,b", 'q"q', "two\nlines", "", "?"]), min_size=1, max_size=4), max_size=8))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_many_records_come_out_as_went_in(table: list[list[str]], tmp_path: Path, facts: Facts) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["enterprise.city", "id", "x"], *table])
    path = tmp_path / "any.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    rows = list(open_table(InputFile(path=path, format="csv"), facts, ReadOptions()).rows)
    assert len(rows) == sum(any(cell for cell in cells) for cells in table)
