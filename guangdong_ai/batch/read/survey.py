"""A first look at all inputs: what is wrong with any of them is told before work begins, and the columns of the result are known.

Where nearly all of the first thousand rows of a table have the same fault, a column is not what it was taken for, and nobody wants the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from guangdong_ai.batch.outcome import FaultCount, FaultCounter
from guangdong_ai.batch.read.cell import storable
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.read_options import Keep, ReadOptions
from guangdong_ai.batch.read.table import Applicant, InputTable, ReadRow, Rejected, open_table, rejects_of
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line, quoted


@record
class Surveyed:
    """One input. ``kept``: for each column of the survey's ``kept`` the header that it has in this file, None where it has none.

    ``layout``: what its columns were taken for; None for a profile, which has none.
    """

    file: InputFile
    kept: tuple[str | None, ...]
    layout: Layout | None = None


@record
class Survey:
    """All inputs in their order, and the columns that are carried through, by the headers that they have in the result.

    ``table`` is the input, open, where there is only one.
    """

    inputs: tuple[Surveyed, ...]
    kept: tuple[str, ...]
    warnings: tuple[Finding, ...]
    table: InputTable | None = None


@record
class _Look:
    file: InputFile
    kept: tuple[str, ...]
    id_header: str | None
    layout: Layout | None = None


def survey_inputs(files: Sequence[InputFile], facts: Mapping[str, Fact], reading: ReadOptions, *, go_on: bool = False) -> Survey:
    """The survey. Raises Refused with the findings about all files.

    Where files call a column that is kept by different headers, that of the first file counts. A column ``id`` that names the applicants is
    not kept: the result begins with it. Unless it is to ``go_on``, a table whose first rows nearly all have the same fault is refused too.
    """
    looks: list[_Look] = []
    errors: list[Finding] = []
    warnings: list[Finding] = []
    table: InputTable | None = None
    for file in files:
        try:
            table = open_table(file, facts, reading)
            warnings += table.warnings
            looks.append(_look(table, facts, reading))
            if table.layout is not None and not go_on:
                table = without_one_fault(table)
        except Refused as refused:
            errors += refused.findings
    if errors:
        raise Refused(errors)
    names, headers = _kept(looks, reading)
    wanted = [index for index, name in enumerate(names) if not _is_id(name, [row[index] for row in headers], looks)]
    return Survey(
        inputs=tuple(
            Surveyed(file=look.file, kept=tuple(row[index] for index in wanted), layout=look.layout)
            for look, row in zip(looks, headers, strict=True)
        ),
        kept=tuple(names[index] for index in wanted),
        warnings=tuple(warnings),
        table=table if len(files) == 1 else None,
    )


def _look(table: InputTable, facts: Mapping[str, Fact], reading: ReadOptions) -> _Look:
    layout = table.layout
    if layout is not None:
        kept = tuple(storable(layout.headers[index]) for index in layout.kept)
        id_header = None if layout.id is None else storable(layout.headers[layout.id])
        return _Look(file=table.file, kept=kept, id_header=id_header, layout=layout)
    if not isinstance(reading.keep, Keep):
        return _Look(file=table.file, kept=tuple(dict.fromkeys(reading.keep)), id_header=None)
    # Of a profile everything that it says is kept: only reading it tells what that is.
    rows = [row for row in open_table(table.file, facts, reading).rows if isinstance(row, Applicant)]
    return _Look(file=table.file, kept=tuple(dict.fromkeys(name for row in rows for name in row.kept)), id_header=None)


def _kept(looks: Sequence[_Look], reading: ReadOptions) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
    """The columns of the result, and for each file the headers that it has for them."""
    alike = len({len(look.kept) for look in looks}) == 1
    if alike and not isinstance(reading.keep, Keep):
        return looks[0].kept, [look.kept for look in looks]
    names = tuple(dict.fromkeys(name for look in looks for name in look.kept))
    return names, [tuple(name if name in look.kept else None for name in names) for look in looks]


def _is_id(name: str, headers: Sequence[str | None], looks: Sequence[_Look]) -> bool:
    return name.strip().casefold() == "id" and all(
        header is None or look.id_header in (None, header) for header, look in zip(headers, looks, strict=True)
    )


FIRST_ROWS = 1_000
NEARLY_ALL = 950
"""So many of the first rows, rejected for one reason, end the run."""


def without_one_fault(table: InputTable) -> InputTable:
    """The table with all its rows still to be read. Raises Refused where nearly all of its first rows are rejected for one reason.

    A table with fewer rows is read whatever is wrong in it. Of one that is in order only the first few dozen are looked at.
    """
    seen: list[ReadRow] = []
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
    rows: Iterator[ReadRow] = chain(seen, table.rows)
    return replace(table, rows=rows)


def _finding(fault: FaultCount) -> Finding:
    of_rows = Text(f"前 {FIRST_ROWS:,} 行中有 {fault.rows:,} 行", f"{fault.rows:,} of the first {FIRST_ROWS:,} rows")
    if not fault.column:
        return Finding(
            message=Text(
                "{}因同一原因不能读取：{}；运行已停止，没有写入结果",
                "{} cannot be read for one reason: {}; the run stopped, and no result was written",
            ).format(of_rows, fault.reason),
            hint=Text(
                "请检查分隔符、引号和换行，或重新导出文件；加 --go-on 则剔除这些行并继续",
                "check delimiters, quotes and line ends, or export the file again; --go-on rejects such rows and goes on",
            ),
            place=Place(file=fault.file, line=fault.line),
        )
    column, example = one_line(fault.column), quoted(fault.example)
    return Finding(
        message=Text(
            "{}因同一原因不能读取：{}：{}，例如{}；运行已停止，没有写入结果",
            "{} cannot be read for one reason: {}: {}, for example {}; the run stopped, and no result was written",
        ).format(of_rows, column, fault.reason, example),
        hint=Text(
            "请改正这一列；或用 --columns 的文件（--make-map 写出初稿）说明它是哪个信息项、各个值是什么意思，或写入其中的 ignore；加 --lenient 则按未知处理；加 --go-on 则剔除这些行并继续",
            "correct the column; or say in the file of --columns (--make-map writes a first one) which fact it means and what its cells say, or put it under ignore there; "
            "--lenient makes such cells unknown; --go-on rejects such rows and goes on",
        ),
        place=Place(file=fault.file, line=fault.line),
    )
