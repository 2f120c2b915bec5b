"""Old binary workbooks are read as other workbooks are; what is damaged or asks for too much is refused, whatever the reader makes of it."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from struct import pack, pack_into
from typing import Any

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.batch.read import workbook_xls
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.table import count_at_most
from guangdong_ai.foundation.errors import Refused
from tests.batch.read import xls_files as made
from tests.batch.read.conftest import Facts, Outcome, Read, outcome
from tests.batch.read.xls_files import Computed, Error, Sheet, Shown, Written, compound, rec, records, text, xls

HEADERS: list[Any] = ["单位名称", "注册地市", "成立日期", "自筹经费占比（%）", "营业收入（万元）", "高新技术企业", "从业人员"]
FIRM: list[Any] = ["甲", "广州", Shown(43891, "yyyy-mm-dd"), Shown(0.35, "0.0%"), 300.5, True, 12]
SOFFICE = shutil.which("soffice") or ""

Xls = Callable[..., Outcome]


@pytest.fixture
def old(read: Read) -> Xls:
    """Writes an .xls workbook of these sheets and reads it."""

    def written(*sheets: Sheet, written: Written | None = None, **reading: object) -> Outcome:
        return read("a.xls", xls(*sheets, written=written), **reading)

    return written


def test_values_are_read_as_what_they_are(old: Xls) -> None:
    done = old(
        Sheet(
            [
                ["2025年度名单"],
                [],
                HEADERS,
                FIRM,
                ["乙", "深圳", Shown(43891.5, 'yyyy"年"m"月"d"日"'), 35, Computed(200.0), Computed(False), Computed(7)],
                ["丙", Computed("珠海"), "2020年3月2日", "", Computed(""), "是", "1,200"],
            ],
            merged=[(0, 0, 0, 6)],
        )
    )
    assert not done.rejected
    assert done.facts == [
        {
            "enterprise.name": "甲",
            "enterprise.city": "guangzhou",
            "enterprise.founded": date(2020, 3, 1),
            "rnd_special.own_funding_share": Decimal("0.35"),
            "enterprise.revenue": Decimal(3_005_000),
            "titles.high_tech": True,
            "enterprise.employees": 12,
        },
        {
            "enterprise.name": "乙",
            "enterprise.city": "shenzhen",
            "rnd_special.own_funding_share": Decimal("0.35"),
            "enterprise.founded": date(2020, 3, 1),
            "enterprise.revenue": Decimal(2_000_000),
            "titles.high_tech": False,
            "enterprise.employees": 7,
        },
        {
            "enterprise.name": "丙",
            "enterprise.city": "zhuhai",
            "enterprise.founded": date(2020, 3, 2),
            "titles.high_tech": True,
            "enterprise.employees": 1200,
        },
    ]
    assert [row.line for row in done.applicants] == [4, 5, 6]


def test_what_a_cell_does_not_say_itself(old: Xls) -> None:
    rows: list[list[Any]] = [
        HEADERS,
        ["甲", "广州", "", "", Error(7)],
        ["乙", "深圳", "", Shown(0.35, '0.0"%"')],
        ["丙", Computed(Error(42))],
        ["丁", "佛山"],
        ["", "东莞"],
        ["戊", "珠海"],
    ]
    done = old(Sheet(rows, merged=[(4, 5, 0, 0)], hidden_rows=[6]), Sheet([HEADERS], "旧", state=1), Sheet([["x"]], "清单", state=2))
    assert [(row.line, row.wrong[0].reason.en) for row in done.rejected] == [
        (2, "the cell shows the error #DIV/0!"),
        (3, "the header says %: 0.35 may be 0.35% or a fraction"),
        (4, "the cell shows the error #N/A"),
        (6, "it belongs to merged cells whose value is only in A5"),
    ]
    assert "hidden sheets are not read: 旧 " in done.told
    assert "the first is row 7" in done.told


def test_a_row_of_nothing_but_an_error_is_counted(old: Xls) -> None:
    assert [row.line for row in old(Sheet([HEADERS, FIRM, [Error(7)]])).rejected] == [3]


def test_a_sheet_is_chosen_as_in_other_workbooks(old: Xls, tmp_path: Path) -> None:
    sheets = Sheet([["填表说明"]], "说明"), Sheet([["注册地市"], ["深圳"]], "一"), Sheet([HEADERS, FIRM], "二"), Sheet([], "图", kind=2)
    done = old(*sheets)
    assert done.facts[0]["enterprise.name"] == "甲"
    assert 'only the sheet "二" is read, and not 说明, 一' in done.told
    assert [facts["enterprise.city"] for facts in old(*sheets, sheet="一").facts] == ["shenzhen"]
    assert count_at_most(InputFile(path=tmp_path / "a.xls", format="xlsx"), 100) == 2
    with pytest.raises(Refused, match="there is no sheet"):
        old(*sheets, sheet="三")
    with pytest.raises(Refused, match="is hidden, and not read"):
        old(*sheets, Sheet([HEADERS], "旧", state=1), sheet="旧")


def test_days_counted_from_1904(old: Xls) -> None:
    rows: list[list[Any]] = [["单位名称", "成立日期"], ["甲", Shown(42429, "yyyy-mm-dd")], ["乙", 42429]]
    done = old(Sheet(rows), written=Written(from_1904=True))
    assert done.facts[0]["enterprise.founded"] == date(2020, 3, 1)
    assert done.reasons == ["this workbook counts days from 1904: a bare number is not read as a day"]


@pytest.mark.parametrize("number", [-1, 0.5, 1e300, float("nan"), 60, 2_958_466])
def test_a_date_that_is_none_is_none(old: Xls, number: float) -> None:
    done = old(Sheet([["单位名称", "注册地市", "成立日期"], ["甲", "广州", Shown(number, "yyyy-mm-dd")]]))
    assert all(facts.get("enterprise.founded", date(1900, 2, 28)) == date(1900, 2, 28) for facts in done.facts)


def test_shared_texts_and_packed_numbers(old: Xls) -> None:
    shared = pack("<II", 3, 3) + text("单位名称") + text("从业人员")
    shared_on = text("甲")
    body = b"".join(
        rec(made.LABEL_OF_SHARED, pack("<HHHI", row, column, 0, which)) for row, column, which in ((0, 0, 0), (0, 1, 1), (1, 0, 2))
    )
    body += rec(made.MANY_NUMBERS, pack("<HHHIHIH", 1, 1, 0, 12 << 2 | 2, 0, 5 << 2 | 2, 2))
    of = Written(more=rec(made.SHARED, shared) + rec(made.CONTINUE, shared_on))
    assert old(Sheet([], more=body), written=of).facts == [{"enterprise.name": "甲", "enterprise.employees": 12}]


def test_the_same_table_in_a_new_workbook_and_as_libreoffice_stores_it(tmp_path: Path, facts: Facts) -> None:
    if not SOFFICE:
        pytest.skip("LibreOffice is not installed")
    workbook = Workbook(tmp_path / "a.xlsx")
    sheet = workbook.add_worksheet("名单")
    sheet.merge_range(0, 0, 0, 6, "2025年度名单")
    sheet.write_row(1, 0, HEADERS)
    for number, name in enumerate("甲乙丙", start=2):
        sheet.write_row(number, 0, [name, "广州"])
        sheet.write_datetime(number, 2, datetime(2020, 3, number), workbook.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))  # noqa: DTZ001  # of a sheet
        sheet.write(number, 3, number / 10, workbook.add_format({"num_format": "0.0%"}))
        sheet.write_row(number, 4, [0.1 * number, number == 3, number * 1000])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.merge_range(5, 0, 6, 0, "丁")
    sheet.write_column(5, 1, ["佛山", "东莞"])
    sheet.write_formula(7, 1, "=NA()", None, "#N/A")
    workbook.add_worksheet("旧").hide()
    workbook.close()
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [SOFFICE, own, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    new, old = (outcome(tmp_path / f"a.{suffix}", facts) for suffix in ("xlsx", "xls"))
    assert len(new.facts) == 4
    assert old.facts == new.facts
    assert [(row.line, [wrong.reason for wrong in row.wrong]) for row in old.rejected] == [
        (row.line, [wrong.reason for wrong in row.wrong]) for row in new.rejected
    ]
    assert [finding.message for finding in old.warnings] == [finding.message for finding in new.warnings]


def test_other_things_under_the_name_of_an_old_workbook(read: Read, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    workbook = Workbook(new)
    workbook.add_worksheet().write_row(0, 0, ["单位名称", "注册地市"])
    workbook.worksheets()[0].write_row(1, 0, ["甲", "广州"])
    workbook.close()
    assert read("a.xls", new.read_bytes()).facts[0]["enterprise.city"] == "guangzhou"
    assert read("a.xlsx", xls(Sheet([HEADERS, FIRM]))).facts[0]["enterprise.city"] == "guangzhou"
    for content, said in (
        ("<html><table><tr><td>单位名称</td></tr></table></html>".encode("gb18030"), "a web page or XML"),
        ('\ufeff<?xml version="1.0"?><Workbook/>'.encode(), "a web page or XML"),
        ("单位名称\t注册地市\r\n甲\t广州\r\n".encode("gb18030"), "plain text"),
        ("单位名称\t注册地市\r\n甲\t广州\r\n".encode("utf-16"), "plain text"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4 or older"),
        (b"", "not an .xls workbook"),
        (b"\x01\x02\x03", "not an .xls workbook"),
        (compound({"WordDocument": b"x"}), "not an .xls workbook"),
        (b"PK\x03\x04 and no archive", "not an .xls workbook"),
    ):
        with pytest.raises(Refused) as refused:
            read("a.xls", content)
        assert said in refused.value.findings[0].message.en
        assert refused.value.findings[0].hint


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_a_password_is_said(read: Read, name: str) -> None:
    for content in (
        xls(Sheet([HEADERS, FIRM]), written=Written(more=rec(made.PASSWORD, bytes(54)))),
        compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 9000}),
    ):
        with pytest.raises(Refused, match="protected by a password"):
            read(name, content)


def test_what_would_take_too_much_memory_is_refused(old: Xls, monkeypatch: pytest.MonkeyPatch) -> None:
    far = made.cell(65_535, 0, 1) + made.cell(0, 255, 1)
    with pytest.raises(Refused, match="A65536 stands far outside"):
        old(Sheet([HEADERS, FIRM], more=far))
    monkeypatch.setattr(workbook_xls, "LARGEST_FILE", 1_000)
    with pytest.raises(Refused, match="is not read"):
        old(Sheet([HEADERS, FIRM]))


def test_names_and_what_stands_beside_cells_are_never_looked_at(old: Xls) -> None:
    # A name may be any formula, and the library computes what it means: 9^9^9, or texts put together a billion times.
    more = rec(made.NAME, bytes(40)) + rec(made.CONTINUE, bytes(40)) + rec(0x0017, b"\xff\xff") + rec(0x0031, b"") + rec(0x0293, b"")
    done = old(Sheet([HEADERS, FIRM], more=rec(0x01B8, b"\0") + rec(made.CONTINUE, b"\0") + rec(0x001C, b"")), written=Written(more=more))
    assert len(done.facts) == 1


@pytest.mark.parametrize(
    "damaged",
    [
        records(Sheet([HEADERS], merged=[(0, 60_000, 0, 255)] * 50)),
        records(Sheet([HEADERS, FIRM]))[:-6],
        records(Sheet([HEADERS, FIRM], more=made.cell(1, 300, 1))),
        records(Sheet([HEADERS, FIRM], more=rec(made.MANY_NUMBERS, b"\0\0"))),
        records(Sheet([HEADERS, FIRM], more=rec(made.LABEL_OF_SHARED, pack("<HHHI", 1, 1, 0, 7)))),
        records(Sheet([HEADERS, FIRM]), written=Written(more=rec(made.SHARED, pack("<II", 1 << 30, 1 << 30)))),
        records(Sheet([HEADERS, FIRM]), written=Written(more=rec(made.BOUND_SHEET, pack("<IBB", 3, 0, 0) + text("它", "<B")))),
        records(Sheet([HEADERS]), written=Written(more=rec(made.BOUND_SHEET, pack("<IBB", 1 << 31, 0, 0) + text("它", "<B")))),
    ],
)
def test_damaged_records_are_refused(read: Read, damaged: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read("a.xls", compound({"Workbook": damaged}))
    assert refused.value.findings[0].hint
    assert refused.value.findings[0].place


def test_directories_and_chains_in_a_circle_are_refused(read: Read) -> None:
    whole = bytearray(compound({"Workbook": records(Sheet([HEADERS, FIRM])), "Second": b"x", "Third": b"y"}))
    directory = 512 + 512 * int.from_bytes(whole[48:52], "little")
    table = 512 + 512 * int.from_bytes(whole[76:80], "little")
    for place, value in (
        (directory + 128 + 68, 2),
        (directory + 128 + 72, 1),
        (table, 0),
        (table + 4, 1_000_000),
        (68, 0),
        (80, table // 512 - 1),
        (48, 9_999),
    ):
        damaged = bytearray(whole)
        pack_into("<I", damaged, place, value)
        if place == directory + 128 + 68:
            pack_into("<I", damaged, place + 4, value)
        with pytest.raises(Refused, match=r"not an \.xls workbook, or damaged"):
            read("a.xls", bytes(damaged))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_damaged_is_read_or_refused(tmp_path: Path, facts: Facts, seed: int) -> None:
    whole = xls(Sheet([HEADERS, *[FIRM] * 12], merged=[(3, 4, 0, 0)], hidden_rows=[5]), Sheet([["x"]], "二", state=1))
    random, path = Random(seed), tmp_path / "a.xls"
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(random.choice([1, 2, 8])):
            place = random.randrange(len(damaged))
            pack_into("<B", damaged, place, random.choice([0, 1, 127, 128, 255, random.randrange(256)]))
        path.write_bytes(damaged[: random.choice([len(damaged), len(damaged), random.randrange(len(damaged))])])
        try:
            done = outcome(path, facts)
        except Refused as refused:
            assert refused.findings  # noqa: PT017  # either may come of it
        else:
            assert len(done.applicants) + len(done.rejected) < 70_000
