"""Dead references: declarations that nothing uses."""

from collections.abc import Iterator

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.derived_fact import all_parts
from guangdong_ai.catalogue.lint.subject import Subject, amounts_of, criteria_of, warning
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import facts_of_amount, look_ups_in
from guangdong_ai.rules.condition import Compare, facts_of


def documents_are_cited(subject: Subject) -> Iterator[Finding]:
    """Each document is the source of something."""
    cited = {name for file in subject.files for name in _documents_cited(file.plain)}
    for file in subject.declaring("documents"):
        if file.value.id not in cited:
            yield warning(file, ("id",), Text(f"没有内容引用文件 {file.value.id}", f"nothing cites the document {file.value.id}"))


def _documents_cited(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "document" and isinstance(value, str):
                yield value
            elif key != "cases":
                yield from _documents_cited(value)
    elif isinstance(data, list):
        for value in data:
            yield from _documents_cited(value)


def tables_are_looked_up(subject: Subject) -> Iterator[Finding]:
    """Each table, and each of its columns, is looked up by some amount."""
    looked_up = {
        (look_up.table, look_up.column) for file in subject.files for _, amount in amounts_of(file) for look_up in look_ups_in(amount)
    }
    used = {table for table, _ in looked_up}
    for file in subject.declaring("tables"):
        table = file.value.id
        if table not in used:
            yield warning(file, ("id",), Text(f"没有金额查表 {table}", f"no amount looks up the table {table}"))
            continue
        for column in file.value.columns:
            if (table, column) not in looked_up:
                yield warning(file, ("columns", column), Text(f"没有金额查这一列：{column}", f"no amount looks up the column {column}"))


def calls_serve_a_measure(subject: Subject) -> Iterator[Finding]:
    """Each call is a round of some measure."""
    for file in subject.declaring("calls"):
        if not file.value.measures:
            yield warning(
                file,
                ("measures",),
                Text(f"申报通知 {file.value.id} 不属于任何措施", f"the call {file.value.id} serves no measure"),
                Text("在 measures 中写明措施编号", "name the measures in measures"),
            )


def places_not_searched_have_no_measures(subject: Subject) -> Iterator[Finding]:
    """An answer is marked as not searched only where no criterion requires it: otherwise a measure for it was found."""
    found: dict[tuple[str, str], str] = {}
    for file in subject.declaring("measures"):
        for criterion in criteria_of(file):
            match criterion.when:
                case Compare(fact=fact_id, operator="in", operand=(str(answer),)):
                    found.setdefault((fact_id, answer), file.value.id)
    for file in subject.declaring("sections"):
        for index, fact in enumerate(file.value.facts):
            for number, choice in enumerate(fact.choices):
                measure = found.get((fact.id, choice.id)) if choice.coverage == "not_searched" else None
                if measure is not None:
                    yield warning(
                        file,
                        ("facts", index, "choices", number, "coverage"),
                        Text(
                            f"标为没有查找过，却有它的措施 {measure}", f"marked as not searched, yet there is the measure {measure} for it"
                        ),
                        Text('删去 coverage，或写 "incomplete" 并说明', 'leave coverage out, or write "incomplete" with a note'),
                    )


def facts_are_used(subject: Subject) -> Iterator[Finding]:
    """Each fact is read by some rule or table; a text only says who the applicant is and may stand alone."""
    used = all_parts([fact for file in subject.files for fact in _facts_used(file, subject)], subject.catalogue.derived)
    for file in subject.declaring("sections"):
        for index, fact in enumerate(file.value.facts):
            if not fact.traits.is_identifying and fact.id not in used:
                yield warning(
                    file,
                    ("facts", index, "id"),
                    Text(f"没有规则用到信息项 {fact.id}", f"no rule uses the fact {fact.id}"),
                    Text("没有规则用到的信息项不会被问到", "a fact that no rule uses is never asked for"),
                )


def _facts_used(file: CheckedFile, subject: Subject) -> Iterator[str]:
    if file.source.declares == "implications":
        for rule in subject.catalogue.follows:
            if rule.declared_by == "implications":
                yield from rule.rests_on
    for criterion in criteria_of(file):
        if criterion.when is not None:
            yield from facts_of(criterion.when)
    for _, amount in amounts_of(file):
        yield from facts_of_amount(amount, subject.catalogue.tables)
