"""A look at the first thousand rows: where nearly all of them have the same fault, the column is not what it was taken for, and nobody wants the rest."""

from collections.abc import Iterator
from itertools import chain, islice

from guangdong_ai.batch.applicant import Rejected, Row
from guangdong_ai.batch.faults import FaultCount, FaultCounter
from guangdong_ai.batch.inputs.reading import Table
from guangdong_ai.batch.rejects import rejects_of
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.record import replace
from guangdong_ai.text import Text

FIRST_ROWS = 1_000
NEARLY_ALL = 950
"""So many of the first rows, rejected for one reason, end the run."""


def without_one_fault(table: Table) -> Table:
    """The table with all its rows still to be read. Raises Refused where nearly all of its first rows are rejected for one reason.

    A table with fewer rows is read whatever is wrong in it. Of one that is in order only the first few dozen are looked at.
    """
    seen: list[Row] = []
    counter = FaultCounter()
    assessed = 0
    for row in islice(table.rows, FIRST_ROWS):
        seen.append(row)
        if not isinstance(row, Rejected):
            assessed += 1
            if assessed > FIRST_ROWS - NEARLY_ALL:
                break
        for reject in rejects_of(row) if isinstance(row, Rejected) else ():
            counter.add(reject)
    most = next(iter(counter.counted()), None)
    if most is not None and most.rows >= NEARLY_ALL and len(seen) == FIRST_ROWS:
        raise Refused([_finding(most)])
    rows: Iterator[Row] = chain(seen, table.rows)
    return replace(table, rows=rows)


def _finding(fault: FaultCount) -> Finding:
    of_rows = Text(f"前 {FIRST_ROWS:,} 行中有 {fault.rows:,} 行", f"{fault.rows:,} of the first {FIRST_ROWS:,} rows")
    if not fault.column:
        return Finding(
            message=Text(
                f"{of_rows.zh}因同一原因不能读取：{fault.reason.zh}；运行已停止，没有写入结果",
                f"{of_rows.en} cannot be read for one reason: {fault.reason.en}; the run stopped, and no result was written",
            ),
            hint=Text(
                "请检查分隔符、引号和换行，或重新导出文件；加 --go-on 则剔除这些行并继续",
                "check delimiters, quotes and line ends, or export the file again; --go-on rejects such rows and goes on",
            ),
            place=Place(file=fault.file, line=fault.line),
        )
    column, example = one_line(fault.column), quoted(fault.example)
    return Finding(
        message=Text(
            f"{of_rows.zh}因同一原因不能读取：{column}：{fault.reason.zh}，例如{example.zh}；运行已停止，没有写入结果",
            f"{of_rows.en} cannot be read for one reason: {column}: {fault.reason.en}, for example {example.en}; "
            "the run stopped, and no result was written",
        ),
        hint=Text(
            "请改正这一列；或用 --columns 的文件说明它是哪个信息项，或写入其中的 ignore；加 --lenient 则按未知处理；加 --go-on 则剔除这些行并继续",
            "correct the column; or say in the file of --columns which fact it means, or put it under ignore there; "
            "--lenient makes such cells unknown; --go-on rejects such rows and goes on",
        ),
        place=Place(file=fault.file, line=fault.line),
    )
