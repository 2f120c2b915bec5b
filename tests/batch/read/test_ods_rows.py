"""OpenDocument spreadsheets are read as other workbooks are, and what a few bytes ask for is looked at first."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, Outcome, outcome

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
MORE = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
STYLES = (
    '<style:style style:name="seen" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="aside" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def text(shown: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{shown}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


HEADERS = row(*map(text, ("单位名称", "注册地市", "成立日期", "自筹经费占比（%）", "营业收入（万元）")))
EMPTY = "<table:table-cell/>"

Read = Callable[..., Outcome]


@pytest.fixture
def read(tmp_path: Path, facts: Facts) -> Read:
    def written(*rows: str) -> Outcome:
        sheets = f'<table:table table:name="名单" table:style-name="seen">{"".join(rows)}</table:table>'
        sheets += f'<table:table table:name="旧" table:style-name="aside">{HEADERS}</table:table>'
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} {MORE} office:version="1.3">'
            f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>"
        )
        path = tmp_path / "a.ods"
        with ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.writestr("content.xml", content)
        return outcome(path, facts)

    return written


def test_values_errors_percentages_and_what_is_hidden(read: Read) -> None:
    done = read(
        HEADERS,
        row(
            text("甲"),
            text("广州"),
            '<table:table-cell office:value-type="date" office:date-value="2020-03-01"><text:p>2020-03-01</text:p></table:table-cell>',
            '<table:table-cell office:value-type="percentage" office:value="0.35"><text:p>35%</text:p></table:table-cell>',
            '<table:table-cell office:value-type="float" office:value="300"><text:p>300</text:p></table:table-cell>',
        ),
        row(
            text("乙"),
            text("深圳"),
            '<table:table-cell table:number-columns-repeated="2"/>',
            text("#DIV/0!", 'office:string-value="" calcext:value-type="error"'),
        ),
        row(text("丙"), text("珠海"), more='table:visibility="filter"'),
        row(text("丁", 'table:number-rows-spanned="2"'), text("佛山")),
        row("<table:covered-table-cell/>", text("东莞")),
    )
    assert dict(done.facts[0]) == {
        "enterprise.name": "甲",
        "enterprise.city": "guangzhou",
        "enterprise.founded": date(2020, 3, 1),
        "rnd_special.own_funding_share": Decimal("0.35"),
        "enterprise.revenue": Decimal(3_000_000),
    }
    assert [wrong.reason.en for row_ in done.rejected for wrong in row_.wrong] == [
        "the cell shows the error #DIV/0!",
        "it belongs to merged cells whose value is only in A5",
    ]
    assert "hidden sheets are not read: 旧" in done.told
    assert "the first is row 4" in done.told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (row(text("甲"), text("广州", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="1000000"'),),
            "far outside",
        ),
        ((row(text("甲"), text('广州<text:s text:c="900000000"/>')),), "more than 100,000,000 characters"),
        ((row(text("甲"), text("广" * 30_000), more='table:number-rows-repeated="9000"'),), "more than 100,000,000 characters"),
        (("<table:table-row>",), "not an .ods workbook, or damaged"),
    ],
)
def test_what_would_take_too_much_memory_is_refused(read: Read, rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(HEADERS, *rows)
    assert said in refused.value.findings[0].message.en


def test_empty_rows_to_the_end_of_the_sheet_are_none(read: Read) -> None:
    end = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(read(HEADERS, row(text("甲"), text("广州")), end).applicants) == 1
