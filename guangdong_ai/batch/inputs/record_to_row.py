"""One record of a table, its cells in the order of the headers, as an applicant or as a rejected row."""

from collections.abc import Mapping, Sequence

from guangdong_ai.batch.applicant import Applicant, Rejected, Row, WrongCell
from guangdong_ai.batch.inputs.cell import NOT_GIVEN, CellReader, shown_cell, storable
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout, used_columns
from guangdong_ai.finding import Finding
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.record import record
from guangdong_ai.rules.value import Value
from guangdong_ai.text import Text


@record(positional=True)
class Fault:
    """What is wrong with a cell or a record before its text is looked at."""

    reason: Text
    hint: Text | None = None


class RowMaker:
    """Makes the rows of one table. ``day_numbers``: bare numbers in columns of dates are days of Excel's calendar."""

    def __init__(self, file: InputFile, layout: Layout, *, lenient: bool, day_numbers: bool = False) -> None:
        self._file = file
        self._layout = layout
        self._lenient = lenient
        readers = [(column, CellReader(column, day_numbers=day_numbers)) for column in layout.columns]
        self._columns = [(column.index, column.header, column.fact.id, reader.texts, reader.read) for column, reader in readers]
        self._looked_at = used_columns(layout)

    def looks_at(self, index: int) -> bool:
        """Whether the column at ``index`` (from 0) is used for anything."""
        return index in self._looked_at

    def row(
        self,
        line: int | None,
        cells: Sequence[object],
        *,
        faults: Mapping[int, Fault] | None = None,
        dont_know: Sequence[str] = (),
    ) -> Row:
        """The row of a record with a cell for each header. ``faults``: cells, by index, that cannot be used whatever stands in them."""
        facts: dict[str, Value] = {}
        unknown = list(dont_know)
        wrong: list[WrongCell] = []
        for index, header, fact_id, texts, read in self._columns:
            cell = cells[index]
            answer = texts.get(cell) if type(cell) is str else None
            if answer is None:
                answer = read(cell)
            if answer is NOT_GIVEN:
                continue
            if isinstance(answer, Finding):
                if not (faults and index in faults):
                    wrong.append(self._wrong(line, header, cell, Fault(answer.message, answer.hint)))
            elif isinstance(answer, Unknown):
                unknown.append(fact_id)
            else:
                facts[fact_id] = answer
        if faults:
            wrong += self._faulty(line, cells, faults, facts)
        contradicted = [fact_id for fact_id in dont_know if facts.pop(fact_id, None) is not None]
        wrong += [self._contradiction(line, fact_id) for fact_id in contradicted]
        if wrong and not self._lenient:
            return Rejected(file=self._file.path, line=line, wrong=tuple(wrong))
        return Applicant(
            file=self._file.path,
            line=line,
            id=self._id(line, cells),
            profile=Profile(facts=facts, dont_know=tuple(dict.fromkeys(unknown))),
            kept={storable(self._layout.headers[index]): storable(cells[index]) for index in self._layout.kept},
            made_unknown=tuple(wrong),
        )

    def rejected(self, line: int | None, fault: Fault, value: str = "") -> Rejected:
        """The row of a record that is not built as it must be: nothing in it can be used, lenient or not."""
        return Rejected(file=self._file.path, line=line, wrong=(self._wrong(line, "", value, fault),))

    def _id(self, line: int | None, cells: Sequence[object]) -> str:
        given = "" if self._layout.id is None else storable(cells[self._layout.id]).strip()
        return given or f"{self._file.path.as_posix()}:{line}"

    def _wrong(self, line: int | None, column: str, cell: object, fault: Fault) -> WrongCell:
        return WrongCell(
            file=self._file.path, line=line, column=storable(column), value=shown_cell(cell), reason=fault.reason, hint=fault.hint
        )

    def _faulty(self, line: int | None, cells: Sequence[object], faults: Mapping[int, Fault], facts: dict[str, Value]) -> list[WrongCell]:
        """The faults of columns that are used; the facts of those columns are taken out again."""
        for index, _, fact_id, _, _ in self._columns:
            if index in faults:
                facts.pop(fact_id, None)
        headers = self._layout.headers
        return [self._wrong(line, headers[index], cells[index], fault) for index, fault in faults.items() if self.looks_at(index)]

    def _contradiction(self, line: int | None, fact_id: str) -> WrongCell:
        reason = Text(f"{fact_id} 写在 dont_know 中，又给出了答案", f"{fact_id} is in dont_know and is answered too")
        return self._wrong(line, "dont_know", fact_id, Fault(reason, Text("请去掉其中一处", "take one of them out")))
