"""``ask --from``: the answers of one row of a table, to go on with in the questionnaire."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from guangdong_ai.batch.job import reading_by_map
from guangdong_ai.batch.read.guess import GUESSES
from guangdong_ai.batch.read.input_files import input_file
from guangdong_ai.batch.read.input_formats import READERS
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.table import Applicant, ReadRow, Rejected, WrongCell, open_table
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.cli.ask.earlier_answers import EarlierAnswers
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.quotation import one_line, quoted

_MOST_NAMED = 10


@record
class WantedRow:
    """Which row of which table: by its ``line``, as spreadsheet programs and editors count, or by the ``id`` of the applicant.

    ``columns`` and ``sheet``: as for ``batch``.
    """

    table: Path
    line: int | None = None
    id: str | None = None
    columns: Path | None = None
    sheet: str | None = None


@record
class RowAnswers:
    """What the row says; ``told``: which row it is, and what was guessed. What cannot be read is among the refused, and asked for."""

    answers: EarlierAnswers
    told: tuple[Text, ...]


def row_answers(wanted: WantedRow, catalogue: Catalogue) -> RowAnswers:
    """The answers of the row. Raises Refused where there is no such row, several have the id, or it describes no applicant."""
    file = input_file(wanted.table)
    if isinstance(file, Finding):
        raise Refused([file])
    if READERS[file.format].is_profile:
        message = Text("这是一份档案，不是表格", "this is a profile, not a table")
        raise Refused(
            [Finding(message=message, hint=Text("直接运行 ask 加文件名", "run ask with the file itself"), place=Place(file=file.path))]
        )
    # What excludes each other is left to the questionnaire, which asks for it.
    reading = replace(reading_by_map(wanted.columns, catalogue), lenient=True, sheet=wanted.sheet, answer_rules=AnswerRules())
    table = open_table(file, catalogue.facts, reading)
    row = _found(table.rows, wanted)
    if isinstance(row, Rejected):
        raise Refused([Finding(message=one.reason, hint=one.hint, place=Place(file=one.file, line=one.line)) for one in row.wrong])
    refused = {} if table.layout is None else dict(_refused(row.made_unknown, table.layout))
    # As a file that has such answers would hold them: they are shown with the question, and saved until there are others.
    document: dict[str, dict[str, str]] = {}
    for fact_id, (_, given) in refused.items():
        fact = catalogue.facts[fact_id]
        document.setdefault(fact.section, {})[fact.name] = given
    profile = replace(row.profile, document=document)
    answers = EarlierAnswers(profile=profile, refused={name: found for name, (found, _) in refused.items()}, kept=(), commented=False)
    where = Text(f"取自 {file.path} 第 {row.line} 行", f"from {file.path}, row {row.line}")
    guesses = [
        Text("{}{}：{}", "{} {}: {}").format(one_line(guess.column), quoted(guess.value), GUESSES[guess.kind]) for guess in row.guesses
    ]
    return RowAnswers(answers=answers, told=(where, *guesses))


def _refused(wrong: Sequence[WrongCell], layout: Layout) -> Iterator[tuple[str, tuple[Finding, str]]]:
    """For each fact whose cell cannot be read what is wrong with it, and what stands there."""
    for one in wrong:
        for column in layout.columns:
            if column.header == one.column and column.source == "own":
                yield column.fact.id, (Finding(message=one.reason, hint=one.hint, place=Place(file=one.file, line=one.line)), one.value)


def _found(rows: Iterator[ReadRow], wanted: WantedRow) -> ReadRow:
    lines: list[int] = []
    same: list[ReadRow] = []
    for row in rows:
        if wanted.line is not None and row.line == wanted.line:
            return row
        if wanted.id is not None and isinstance(row, Applicant) and row.id == wanted.id.strip():
            same.append(row)
        lines = [*lines[:1], row.line] if row.line is not None else lines
    if len(same) == 1:
        return same[0]
    place = Place(file=wanted.table)
    if same:
        named = joined(Text("、", ", "), [Text(str(row.line), str(row.line)) for row in same[:_MOST_NAMED]])
        message = Text("编号{}有几行：{}", "several rows have the id {}: {}").format(quoted(wanted.id), named)
        raise Refused([Finding(message=message, hint=Text("请用 --row 说明是哪一行", "say with --row which is meant"), place=place)])
    hint = Text(f"数据从第 {lines[0]} 行到第 {lines[-1]} 行", f"there are rows {lines[0]} to {lines[-1]}") if lines else None
    if wanted.id is not None:
        raise Refused([Finding(message=Text("没有编号为{}的行", "no row has the id {}").format(quoted(wanted.id)), hint=hint, place=place)])
    raise Refused(
        [Finding(message=Text(f"第 {wanted.line} 行没有数据", f"there is no record in row {wanted.line}"), hint=hint, place=place)]
    )
