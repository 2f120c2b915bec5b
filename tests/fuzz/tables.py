"""Random tables: usual headers and cells among unusual ones, in every format that is read, some of them damaged."""

import csv
import io
import json
import math
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.command import account, command, faults_of

HEADERS = [
    "企业名称", "统一社会信用代码", "注册地市", "在广东省内注册", "所属领域", "titles.little_giant_year", "算力费用（万元）",
    "营业收入（亿元）", "从业人员", "成立日期", "enterprise.kind", "备注", "", "序号", "compliance.tax_compliant", "Revenue (USD)",
]  # fmt: skip
CELLS = [
    "", "", "甲公司", "深圳", "广州市", "广东省佛山市顺德区", "上海", "是", "否", "yes", "√", "robotics", "人工智能,机器人", "2025", "2012年", "0",
    "300", "300万", "1.2亿", "３００", "1,200", "-5", "1e309", "9" * 60, "叁佰万元", "US$5", "约1.2亿", "1000-5000人", "N/A", "-", "\\N", "合计", "小计",
    "备注：未审计", "2024-03-01", "2024年3月", "45000", "91440300MA5EXAMPLE", "'=1+1", "=cmd|'/C calc'!A0", "a\nb", '"', "\x00", "\x1a", "\u200b",
    "\u202e甲", "😀", "x" * 3000, "#N/A", "TRUE", "nan", "inf", "{}", "[1]", "单位：万元",
]  # fmt: skip
FITTING = {
    "企业名称": ["甲公司", "乙科技有限公司"], "注册地市": ["深圳", "广州市", "zhuhai"], "在广东省内注册": ["是", "yes", "1"], "所属领域": ["robotics", "人工智能"],
    "titles.little_giant_year": ["2025", "2024", "0", ""], "算力费用（万元）": ["300", "12.5", ""], "compute.cost": ["300万", "1000000", "1,200"],
    "营业收入": ["5000万", "123456.78"], "营业收入（亿元）": ["1.2", "3"], "从业人员": ["12", "300"], "enterprise.kind": ["企业", "university"],
}  # fmt: skip
FORMATS = ["csv", "csv", "tsv", "jsonl", "xlsx", "parquet", "parquet"]
BY_ENGINES = ("csv", "tsv", "parquet")
"""What Polars reads too: its results must be the same."""
DAY = "2026-03-01"


def try_table(random: Random, folder: Path) -> list[str]:
    """What is wrong with the way one random table is read; [] where all holds."""
    format_ = random.choice(FORMATS)
    path = folder / f"firms.{format_}"
    path.write_bytes(_damaged(random, _content(random, format_, folder)))
    results: dict[str, tuple[int, tuple[int, ...] | None, str | None, str | None]] = {}
    faults = []
    options = [option for option in ("--lenient",) if random.random() < 0.2]
    for engine in ("plain", "polars") if format_ in BY_ENGINES else ("plain",):
        output = folder / f"{engine}.csv"
        arguments = ["batch", str(path), "-o", str(output), "--engine", engine, "--no-summary", "--lang", "en", "--as-of", DAY, *options]
        done = command([*arguments, "--measure", "little-giant-award", "--measure", "zhuhai-compute-voucher"])
        faults += [f"{engine}: {fault}\n{done.err[-1500:]}" for fault in faults_of(done)]
        counts = account(done)
        if counts is not None:
            read, *parts = counts
            if read != sum(parts):
                faults.append(f"{engine}: read {read}, accounted for {parts}")
            if output.exists() and _rows(output) != parts[0]:
                faults.append(f"{engine}: {_rows(output)} rows of a result, {parts[0]} assessed")
        rejected = output.with_name(f"{output.name}.rejected.csv")
        contents = [file.read_text(encoding="utf-8-sig") if file.exists() else None for file in (output, rejected)]
        results[engine] = (done.code, counts, contents[0], contents[1])
    if "polars" in results and results["plain"] != results["polars"]:
        told = [f"{name}: exit {code}, {counts}, {table!r}, {rejected!r}" for name, (code, counts, table, rejected) in results.items()]
        faults.append("engines differ\n" + "\n".join(told)[:4000])
    return faults


def _rows(output: Path) -> int:
    with output.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def _content(random: Random, format_: str, folder: Path) -> bytes:
    width, height = random.randint(1, 8), random.choice([0, 1, 3, 8, 30])
    headers = random.sample(HEADERS, width) if random.random() < 0.8 else random.choices(HEADERS, k=width)
    strange = random.choice([0.01, 0.05, 0.3])
    rows = [
        [random.choice(CELLS if random.random() < strange else FITTING.get(header, CELLS)) for header in headers] for _ in range(height)
    ]
    above = random.randint(1, 3) if random.random() < 0.3 else 0
    rows = [*([random.choice(CELLS)] for _ in range(above)), headers, *rows]
    if random.random() < 0.2:
        random.choice(rows).append(random.choice(CELLS))
    match format_:
        case "csv" | "tsv":
            text = io.StringIO(newline="")
            csv.writer(
                text, delimiter="\t" if format_ == "tsv" else random.choice(",,,;"), lineterminator=random.choice(["\n", "\r\n", "\r"])
            ).writerows(rows)
            encoding = random.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
            return text.getvalue().encode(encoding, "replace")
        case "jsonl":
            lines = [json.dumps(dict(zip(headers, row, strict=False)), ensure_ascii=random.random() < 0.5) for row in rows]
            return "\n".join(lines).encode()
        case "xlsx":
            return _workbook(rows, folder)
        case _:
            return _parquet(random, headers, rows, folder)


def _workbook(rows: list[list[str]], folder: Path) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

    path = folder / "made.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell.replace("\x00", ""))
    return path.read_bytes()


def _parquet(random: Random, headers: list[str], rows: list[list[str]], folder: Path) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    columns: list[list[object]] = [
        [row[index] if index < len(row) and row[index] else None for row in rows] for index in range(len(headers))
    ]
    path = folder / "made.parquet"
    arrays = [_typed(random, len(rows)) if random.random() < 0.3 else pa.array(column, pa.string()) for column in columns]
    parquet.write_table(pa.Table.from_arrays(arrays, names=headers), path, row_group_size=random.choice([1, 7, 1000]))
    return path.read_bytes()


def _typed(random: Random, length: int) -> Any:
    """A column of some type, with usual values and the largest and smallest that fit."""
    import pyarrow as pa

    widest = [0, 1, -1, 300, 20_000, 2**31 - 1, -(2**31), 2**62, -(2**62)]
    units = ["ms", "us", "ns"]
    match random.randrange(9):
        case 0:
            return pa.array([random.choice([None, 0.1 + random.random() * 10**6, 3e300, math.nan]) for _ in range(length)], pa.float64())
        case 1:
            return pa.array([random.choice([None, *widest[:7]]) for _ in range(length)], pa.int32()).cast(
                random.choice([pa.int32(), pa.date32()])
            )
        case 2:
            kind = random.choice(
                [pa.int64(), pa.date64(), *(pa.timestamp(unit) for unit in units), *(pa.timestamp(unit, "Asia/Shanghai") for unit in units)]
            )
            return pa.array([random.choice([None, *widest]) for _ in range(length)], pa.int64()).view(kind)
        case 3:
            numbers = [random.choice([None, Decimal("0.5"), Decimal(-3), Decimal(9) * 10**30]) for _ in range(length)]
            return pa.array(numbers, pa.decimal128(38, random.choice([1, 2, 6])))
        case 4:
            return pa.array([random.choice([None, True, False]) for _ in range(length)], pa.bool_())
        case 5:
            return pa.array(
                [random.choice([None, [], ["ai"], ["ai", "robotics"], [None], ["甲"]]) for _ in range(length)], pa.list_(pa.string())
            )
        case 6:
            return pa.array([random.choice([None, "深圳", "广州", "是", "x"]) for _ in range(length)], pa.string()).dictionary_encode()
        case 7:
            return pa.array([random.choice([None, 0.1, 3e38, math.inf]) for _ in range(length)], pa.float32())
        case _:
            return pa.array([random.choice([None, b"ai", "深圳".encode(), b"\xff\x00"]) for _ in range(length)], pa.binary())


def _damaged(random: Random, content: bytes) -> bytes:
    if not content or random.random() < 0.7:
        return content
    damaged = bytearray(content)
    match random.randrange(3):
        case 0:
            damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        case 1:
            del damaged[random.randrange(len(damaged)) :]
        case _:
            damaged[random.randrange(len(damaged)) :] = random.randbytes(random.randrange(40))
    return bytes(damaged)
