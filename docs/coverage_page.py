"""The page that lists all measures and says what the catalogue covers, what it does not, and what is or will be out of date.

Everything is told as of the day on which the catalogue was reviewed: the page changes when the catalogue does, not with the calendar.
"""  # the scripts of this folder are no package

from collections.abc import Iterator, Sequence
from datetime import date

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.catalogue.lint.days import LONGEST_UNREVIEWED
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.caveats import gap_in_words
from guangdong_ai.reports.wording.terms import CONFIDENCE, CONFIDENCE_MEANING, KIND
from guangdong_ai.rules.table import Table, TableRow

CITY = "enterprise.city"
_NOTHING = "–"

LEFT_OUT = (
    Text(
        "公开文件里写到、规则却没有用上的内容：[没有收入规则的内容](not-modelled.md)，逐项写明理由。",
        "What public documents say and no rule works with: [what is not modelled](not-modelled.md), each with the reason.",
    ),
    Text(
        "没有查找过的市、区、县的措施（见上表）。",
        "Measures of cities, districts and counties that were not searched (see the table above).",
    ),
    Text(
        "各措施“未知之处”所列的内容：没有公布或没有查到的比例、口径、期限。",
        "What each measure lists as an open question: rates, bases and dates that are not published or were not found.",
    ),
)
"""What the catalogue does not cover, and no file of it says so."""


def coverage_page(catalogue: Catalogue) -> str:
    """The whole page, in both languages."""
    return "\n".join(_lines(catalogue)) + "\n"


def _lines(catalogue: Catalogue) -> Iterator[str]:
    manifest = catalogue.manifest
    due = min(measure.reviewed_on for measure in catalogue.measures.values()) + LONGEST_UNREVIEWED
    yield "<!-- Made by docs/generate.py from policies/. -->"
    yield "# 措施 · Measures"
    yield ""
    yield (
        f"政策目录 {manifest.version}，核对于 {manifest.reviewed_on}，涵盖 {manifest.covers_from} 至 {manifest.covers_until}；"
        f"共 {len(catalogue.measures)} 项措施、{len(catalogue.documents)} 份文件。{due} 以后应重新核对。"
    )
    yield ""
    yield (
        f"Catalogue {manifest.version}, reviewed on {manifest.reviewed_on}, covers {manifest.covers_from} to {manifest.covers_until}: "
        f"{len(catalogue.measures)} measures, {len(catalogue.documents)} documents. A review is due by {due}."
    )
    yield ""
    marks = (f"{CONFIDENCE[name].zh} `{name}`: {meaning.zh} {meaning.en}" for name, meaning in CONFIDENCE_MEANING.items())
    yield "依据程度 Confidence: " + " · ".join(marks)
    yield from _by_document(catalogue)
    yield from _by_city(catalogue)
    for table in catalogue.tables.values():
        yield from _figures(table, catalogue)
    yield from _out_of_date(catalogue)
    yield from _not_covered(catalogue)


def _section(title: Text) -> Sequence[str]:
    return ("", f"## {title.zh} · {title.en}", "")


def _table(*columns: Text) -> Sequence[str]:
    return ("| " + " | ".join(f"{column.zh} {column.en}" for column in columns) + " |", "|---" * len(columns) + "|")


def _row(*cells: object) -> str:
    return "| " + " | ".join(_NOTHING if cell is None else str(cell) for cell in cells) + " |"


def _by_document(catalogue: Catalogue) -> Iterator[str]:
    yield from _section(Text("按文件", "By document"))
    yield (
        "“计算 / 评判”：程序能判断的条件数 / 仍须由人评判的条件数（含申报通知的条件）。 "
        "Computed / judged: criteria that the program decides / criteria that people still judge, calls included."
    )
    columns = (
        Text("条", "Art."),
        Text("措施", "Measure"),
        Text("形式", "Brings"),
        Text("资金的依据", "The money rests on"),
        Text("计算 / 评判", "Computed / judged"),
        Text("未知之处", "Open questions"),
    )
    for document_id in dict.fromkeys(measure.document for measure in catalogue.measures.values()):
        document = catalogue.documents[document_id]
        measures = [measure for measure in catalogue.measures.values() if measure.document == document_id]
        yield from ("", f"### {document.title.zh}", "", f"{document.title.en}. {_validity(document)}", "")
        yield from _table(*columns)
        for measure in measures:
            criteria = [*measure.criteria, *(criterion for call in catalogue.calls_of(measure.id) for criterion in call.criteria)]
            judged = sum(criterion.review is not None for criterion in criteria)
            kind = KIND[measure.funding.kind]
            confidence = sorted({source.confidence for source in measure.funding.sources}) or [document.confidence]
            yield _row(
                measure.article,
                _link(measure),
                f"{kind.zh} {kind.en}",
                " ".join(confidence),
                f"{len(criteria) - judged} / {judged}",
                len(measure.questions_open),
            )


def _link(measure: Measure) -> str:
    return f"[{measure.title.zh}]({measure.id}.md) {measure.title.en}"


def _validity(document: Document) -> str:
    number = f"{document.number}. " if document.number else ""
    first = document.valid_from or "未见 not seen"
    last = document.valid_until or "未见 not seen"
    return f"{number}有效期 Valid: {first} – {last}."


def _by_city(catalogue: Catalogue) -> Iterator[str]:
    yield from _section(Text("按城市", "By city"))
    yield from _table(Text("城市", "City"), Text("本市措施", "The city's own measures"))
    for city in catalogue.facts[CITY].choices:
        measures = [measure for measure in catalogue.measures.values() if measure.id.startswith(f"{city.id}-")]
        gap = [] if city.coverage is None else [gap_in_words(city)]
        listed = "<br>".join([*map(_link, measures), *(f"{_NOTHING} {words.zh} {words.en}" for words in gap)])
        yield _row(_named(city), listed)


def _named(choice: Choice) -> str:
    return f"{choice.label.zh} {choice.label.en}"


def _figures(table: Table, catalogue: Catalogue) -> Iterator[str]:
    yield from _section(table.title)
    yield (
        f"`{_NOTHING}`：没有查到，按未知处理，不填数。范围从 0 起的，原文为“最高”。 "
        f"`{_NOTHING}`: not found; it counts as unknown and is not filled in. A range from 0: the text says “up to”."
    )
    yield ""
    key = catalogue.facts[table.key]
    yield from _table(key.label, *table.columns.values())
    for choice in key.choices:
        cells = [
            "<br>".join(_figure(row) for row in table.rows if (row.key, row.column) == (choice.id, column) and row.low is not None)
            for column in table.columns
        ]
        yield _row(_named(choice), *(cell or _NOTHING for cell in cells))


def _figure(row: TableRow) -> str:
    amount = f"{row.high:,}" if row.low == row.high else f"{row.low:,}–{row.high:,}"
    days = _days(row.valid_from, row.valid_until)
    confidence = "" if row.source is None else f", {row.source.confidence}"
    return f"{amount} ({days}{confidence})" if days else f"{amount} ({confidence.removeprefix(', ')})"


def _days(first: date | None, last: date | None) -> str:
    return "" if first is None and last is None else f"{first or '…'} – {last or '…'}"


def _out_of_date(catalogue: Catalogue) -> Iterator[str]:
    day = catalogue.manifest.reviewed_on
    yield from _section(Text("时效", "Out of date, and soon to be"))
    yield f"截至 {day}。 As of {day}."
    yield ""
    yield from _table(Text("文件", "Document"), Text("最后有效日", "Last valid day"), Text("状态", "State"))
    for document in sorted(catalogue.documents.values(), key=lambda document: (document.valid_until is None, document.valid_until or day)):
        yield _row(f"{document.title.zh} {document.title.en}", document.valid_until or "未见 not seen", _state(document, day))


def _state(document: Document, day: date) -> str:
    last = document.valid_until
    if last is None:
        return "是否有效未知 not known whether in force"
    if last < day:
        return "**已过期 over**"
    return "**即将到期 ends within 180 days**" if last - day <= LONGEST_UNREVIEWED else "有效 in force"


def _not_covered(catalogue: Catalogue) -> Iterator[str]:
    yield from _section(Text("未涵盖", "Not covered"))
    for left_out in LEFT_OUT:
        yield f"- {left_out.zh} {left_out.en}"
    used = {measure.document for measure in catalogue.measures.values()}
    others = [document for document in catalogue.documents.values() if document.id not in used]
    if others:
        yield "- 下列文件只作为出处引用，目录中没有其项下的措施。 These documents are cited as sources only; no measure stands under them:"
    for document in others:
        yield f"  - {document.title.zh} {document.title.en}"
