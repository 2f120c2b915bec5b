"""A first look at all inputs: what is wrong with any of them is told before work begins, and the columns of the result are known."""

from collections.abc import Mapping, Sequence

from guangdong_ai.batch.applicant import Applicant
from guangdong_ai.batch.inputs.cell import storable
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Keep
from guangdong_ai.batch.inputs.read_rows import open_table
from guangdong_ai.batch.inputs.reading import Reading, Table
from guangdong_ai.batch.one_fault import without_one_fault
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.record import record


@record
class Surveyed:
    """One input. ``kept``: for each column of the survey's ``kept`` the header that it has in this file, None where it has none."""

    file: InputFile
    kept: tuple[str | None, ...]


@record
class Survey:
    """All inputs in their order, and the columns that are carried through, by the headers that they have in the result.

    ``table`` is the input, open, where there is only one.
    """

    inputs: tuple[Surveyed, ...]
    kept: tuple[str, ...]
    warnings: tuple[Finding, ...]
    table: Table | None = None


@record
class _Look:
    file: InputFile
    kept: tuple[str, ...]
    id_header: str | None


def survey_inputs(files: Sequence[InputFile], facts: Mapping[str, Fact], reading: Reading, *, go_on: bool = False) -> Survey:
    """The survey. Raises Refused with the findings about all files.

    Where files call a column that is kept by different headers, that of the first file counts. A column ``id`` that names the applicants is
    not kept: the result begins with it. Unless it is to ``go_on``, a table whose first rows nearly all have the same fault is refused too.
    """
    looks: list[_Look] = []
    errors: list[Finding] = []
    warnings: list[Finding] = []
    table: Table | None = None
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
            Surveyed(file=look.file, kept=tuple(row[index] for index in wanted)) for look, row in zip(looks, headers, strict=True)
        ),
        kept=tuple(names[index] for index in wanted),
        warnings=tuple(warnings),
        table=table if len(files) == 1 else None,
    )


def _look(table: Table, facts: Mapping[str, Fact], reading: Reading) -> _Look:
    layout = table.layout
    if layout is not None:
        kept = tuple(storable(layout.headers[index]) for index in layout.kept)
        return _Look(file=table.file, kept=kept, id_header=None if layout.id is None else storable(layout.headers[layout.id]))
    if not isinstance(reading.keep, Keep):
        return _Look(file=table.file, kept=tuple(dict.fromkeys(reading.keep)), id_header=None)
    # Of a profile everything that it says is kept: only reading it tells what that is.
    rows = [row for row in open_table(table.file, facts, reading).rows if isinstance(row, Applicant)]
    return _Look(file=table.file, kept=tuple(dict.fromkeys(name for row in rows for name in row.kept)), id_header=None)


def _kept(looks: Sequence[_Look], reading: Reading) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
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
