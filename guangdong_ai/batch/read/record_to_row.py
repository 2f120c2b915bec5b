"""One record of a table, its cells in the order of the headers, as an applicant or as a rejected row."""

from collections.abc import Mapping, Sequence

from guangdong_ai.batch.read.cell import NOT_GIVEN, CellReader, shown_cell, storable
from guangdong_ai.batch.read.guess import Guessed, GuessedCell
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout, used_columns
from guangdong_ai.batch.read.no_applicant import IS_HEADER, SAYS_NOTHING, NoApplicant, stands_alone
from guangdong_ai.batch.read.table import Applicant, ReadRow, Rejected, WrongCell
from guangdong_ai.catalogue.conflicts import AnswerRules, Conflict
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.conflict_findings import CORRECT
from guangdong_ai.profiles.profile import NAME, Profile
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value


@record(positional=True)
class Fault:
    """What is wrong with a cell or a record before its text is looked at.

    ``is_part``: the cell is a part of merged cells whose value stands in the same row, so that nothing was written there.
    ``kind``: as of a ``Finding``.
    """

    reason: Text
    hint: Text | None = None
    kind: Text | None = None
    is_part: bool = False


_ALONE = AnswerRules()
"""Where nothing is known of how answers hang together."""


class RowMaker:
    """Makes the rows of one table. ``day_numbers``: bare numbers in columns of dates are days of Excel's calendar.

    ``drafting``: a columns map is being written, so that a row is looked at though no column says a fact by now.
    """

    def __init__(
        self,
        file: InputFile,
        layout: Layout,
        *,
        lenient: bool,
        day_numbers: bool = False,
        answer_rules: AnswerRules = _ALONE,
        drafting: bool = False,
    ) -> None:
        self._file = file
        self._layout = layout
        self._lenient = lenient
        self._drafting = drafting
        readers = [(column, CellReader(column, day_numbers=day_numbers)) for column in layout.columns]
        self._columns = [(column.index, column.header, column.fact.id, reader.texts, reader.read) for column, reader in readers]
        self._constants = layout.constants
        self._answer_rules = answer_rules.among({*(column.fact.id for column in layout.columns), *layout.constants})
        self._looked_at = used_columns(layout)
        self._read = self._looked_at | set(layout.labels)
        self._no_applicant = NoApplicant(layout)
        naming = [column for column in layout.columns if column.fact.traits.is_identifying]
        self._naming = frozenset(column.fact.id for column in naming)
        self._naming_columns = frozenset(column.index for column in naming)
        self._answering = frozenset(column.index for column in layout.columns) - self._naming_columns
        self._name_column = next((column.index for column in naming if column.fact.id == NAME), None)
        self._code = next((column.fact.id for column in layout.columns if column.fact.format == "credit_code"), "")
        self._deciding = frozenset(column.index for column in layout.columns if column.decides)

    def looks_at(self, index: int) -> bool:
        """Whether the column at ``index`` (from 0) is used for anything."""
        return index in self._looked_at

    def reads(self, index: int) -> bool:
        """Whether the cells at ``index`` (from 0) are looked at: those of columns in use, and those that may label a row that is no applicant."""
        return index in self._read

    def row(
        self,
        line: int | None,
        cells: Sequence[object],
        *,
        faults: Mapping[int, Fault] | None = None,
        dont_know: Sequence[str] = (),
    ) -> ReadRow:
        """The row of a record with a cell for each header. ``faults``: cells, by index, that cannot be used whatever stands in them.

        What describes no applicant is rejected, lenient or not.
        """
        guesses: list[GuessedCell] = []
        row = self._row(line, cells, faults, dont_know, guesses)
        return replace(row, guesses=tuple(guesses)) if guesses else row

    def _row(
        self,
        line: int | None,
        cells: Sequence[object],
        faults: Mapping[int, Fault] | None,
        dont_know: Sequence[str],
        guesses: list[GuessedCell],
    ) -> ReadRow:
        facts: dict[str, Value] = {}
        unknown = list(dont_know)
        wrong: list[WrongCell] = []
        harmless: list[WrongCell] = []
        answered = bool(dont_know)
        excluded: list[str] = []
        for index, header, fact_id, texts, read in self._columns:
            cell = cells[index]
            answer = texts.get(cell) if type(cell) is str else None
            if answer is None:
                answer = read(cell)
            if answer is NOT_GIVEN:
                continue
            if isinstance(answer, Guessed):
                guesses.append(GuessedCell(storable(header), answer.kind, shown_cell(cell)))
                if answer.value is None:
                    continue
                facts[fact_id] = answer.value
                continue
            if isinstance(answer, Finding):
                answered = answered or index not in self._naming_columns
                if not (faults and index in faults):
                    found = wrong if index in self._deciding else harmless
                    found.append(self._wrong(line, header, cell, Fault(answer.message, answer.hint, answer.kind)))
            elif isinstance(answer, Unknown):
                unknown.append(fact_id)
            else:
                facts[fact_id] = answer
        answered = answered or any(not fault.is_part and index in self._answering for index, fault in (faults or {}).items())
        answered = answered or len(unknown) > len(dont_know) or not facts.keys() <= self._naming
        if none := self._none(line, cells, faults or {}, facts, answered=answered, wrong=(*wrong, *harmless)):
            return replace(none, id=self._given(self._layout.id, cells), name=self._name(cells))
        if faults:
            self._faulty(line, cells, faults, facts, wrong, harmless)
        facts.update(self._constants)
        contradicted = [fact_id for fact_id in dont_know if facts.pop(fact_id, None) is not None]
        wrong += [self._contradiction(line, fact_id) for fact_id in contradicted]
        for conflict in self._answer_rules.conflicts(facts):
            wrong.append(self._conflicting(line, cells, conflict))
            excluded += conflict.facts
        for fact_id in excluded:
            facts.pop(fact_id, None)
        if wrong and not self._lenient:
            return Rejected(
                file=self._file.path, line=line, wrong=tuple(wrong), id=self._given(self._layout.id, cells), name=self._name(cells)
            )
        return Applicant(
            file=self._file.path,
            line=line,
            id=self._id(line, cells),
            profile=Profile(facts=facts, dont_know=tuple(dict.fromkeys(unknown))),
            kept={storable(self._layout.headers[index]): storable(cells[index]) for index in self._layout.kept},
            made_unknown=(*wrong, *harmless),
        )

    def _none(
        self,
        line: int | None,
        cells: Sequence[object],
        faults: Mapping[int, Fault],
        facts: Mapping[str, Value],
        *,
        answered: bool,
        wrong: tuple[WrongCell, ...],
    ) -> Rejected | None:
        """The rejected row of a record that describes no applicant. Who has a credit code is one, whatever the name."""
        if self._code not in facts and (labelled := self._no_applicant.by_label(cells)):
            return self.rejected(line, Fault(labelled[0]), labelled[1])
        if (wrong or not answered) and self._no_applicant.is_header(cells):
            return self.rejected(line, Fault(IS_HEADER))
        looked_at = [cell for index, cell in enumerate(cells) if self.reads(index)]
        if not answered and not self._drafting and (not any(fault.is_part for fault in faults.values()) or stands_alone(looked_at)):
            first = next((cell for cell in looked_at if cell not in (None, "")), "")
            nothing = self.rejected(line, Fault(SAYS_NOTHING), shown_cell(first))
            return replace(nothing, wrong=(*nothing.wrong, *wrong))
        return None

    def rejected(self, line: int | None, fault: Fault, value: str = "") -> Rejected:
        """The row of a record that is not built as it must be: nothing in it can be used, lenient or not."""
        return Rejected(file=self._file.path, line=line, wrong=(self._wrong(line, "", value, fault),))

    def _id(self, line: int | None, cells: Sequence[object]) -> str:
        return self._given(self._layout.id, cells) or f"{path_text(self._file.path)}:{line}"

    def _name(self, cells: Sequence[object]) -> str:
        return self._given(self._name_column, cells)

    def _given(self, column: int | None, cells: Sequence[object]) -> str:
        """What stands in the column; "" where there is no such column, or the record is too short."""
        return "" if column is None or column >= len(cells) else storable(cells[column]).strip()

    def _wrong(self, line: int | None, column: str, cell: object, fault: Fault) -> WrongCell:
        return WrongCell(
            file=self._file.path,
            line=line,
            column=storable(column),
            value=shown_cell(cell),
            reason=fault.reason,
            hint=fault.hint,
            kind=fault.kind,
        )

    def _faulty(
        self,
        line: int | None,
        cells: Sequence[object],
        faults: Mapping[int, Fault],
        facts: dict[str, Value],
        wrong: list[WrongCell],
        harmless: list[WrongCell],
    ) -> None:
        """Adds the faults of columns that are used; the facts of those columns are taken out again."""
        of_facts = set[int]()
        for index, _, fact_id, _, _ in self._columns:
            of_facts.add(index)
            if index in faults:
                facts.pop(fact_id, None)
        for index, fault in faults.items():
            if self.looks_at(index):
                found = harmless if index in of_facts - self._deciding else wrong
                found.append(self._wrong(line, self._layout.headers[index], cells[index], fault))

    def _conflicting(self, line: int | None, cells: Sequence[object], conflict: Conflict) -> WrongCell:
        """Answers that exclude each other, told as one: their headers, and what stands there."""
        named = [(header, shown_cell(cells[index])) for index, header, fact_id, _, _ in self._columns if fact_id in conflict.facts]
        named += [(fact_id, shown_cell(value)) for fact_id, value in self._constants.items() if fact_id in conflict.facts]
        return WrongCell(
            file=self._file.path,
            line=line,
            column=", ".join(storable(header) for header, _ in named),
            value=", ".join(value for _, value in named),
            reason=conflict.text,
            hint=conflict.hint or CORRECT,
        )

    def _contradiction(self, line: int | None, fact_id: str) -> WrongCell:
        reason = Text(f"{fact_id} 写在 dont_know 中，又给出了答案", f"{fact_id} is in dont_know and is answered too")
        return self._wrong(line, "dont_know", fact_id, Fault(reason, Text("请去掉其中一处", "take one of them out")))
