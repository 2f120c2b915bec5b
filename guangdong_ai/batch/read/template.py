"""A workbook to fill in: a row for each applicant, a column for each fact, drop-downs, and the questions as notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.profiles.accepted import accepted_typed
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.rules.kinds import KINDS, NUMBERS, WHOLE
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind

ROWS = 5_000
"""How many rows below the header have drop-downs and formats. Rows beyond them are read too."""

ID_HEADER = "编号 | id"
"""Of the column that names the applicants."""
_FIRMS = Text("企业", "firms")
_GUIDE = Text("填写说明", "how to fill in")
_CHOICES = "choices"
UNKNOWN = Text("不知道", "unknown")
"""What is written into a cell for what was asked and is not known."""
_YES_NO = (Text("是", "yes"), Text("否", "no"))
_LONGEST_LIST = 255
_LONGEST_MESSAGE = 255
_LONGEST_TITLE = 32
_NEW = datetime(2000, 1, 1, tzinfo=UTC)
"""The same for every workbook, so that the same catalogue gives the same bytes."""

_COLOURS: Final = ("#DDEBF7", "#E2EFDA", "#FFF2CC", "#FCE4D6")
_NUMBER_FORMATS: Mapping[Kind, str] = Registry(
    "cells of the template",
    "kinds",
    {
        "text": "@",
        "count": "#,##0",
        "money": "#,##0.##",
        "share": "0.####%",
        "year": "0",
        "date": "yyyy-mm-dd",
        "months": "0",
    },
    without={"choice": "picked from a list", "choices": "picked from a list", "yes_no": "picked from a list"},
)
_WIDTHS: Mapping[Kind, int] = Registry(
    "widths of the template",
    "kinds",
    {"text": 28, "choice": 22, "choices": 28, "yes_no": 14, "count": 14, "money": 18, "share": 14, "year": 14, "date": 14, "months": 14},
)
_RULES: Final = (
    Text(
        "一行填一个单位，从“企业”表的第 2 行开始；第 1 行是列名，不要改动。",
        "One applicant a row, from row 2 of the first sheet; leave row 1, the headers, as it is.",
    ),
    Text("空着的格子表示没有填写，按未知处理，不会当作“否”或 0。", "An empty cell is not given and counts as unknown, never as no or 0."),
    Text("问过但确实不知道的，填“不知道”。", "What was asked and is not known: write unknown."),
    Text("金额单位为元，也可以写 300万、1.2亿。", "Amounts are in yuan; 3,000,000 is read, and so is 300万."),
    Text("可选几项的，用逗号隔开；都没有填“无”。", "Where several may be chosen, separate them with commas; write none for none of them."),
    Text(
        "不要合并单元格，不用的列可以删除，列的顺序可以改变。",
        "Do not merge cells; columns that are not needed may be deleted, and their order does not matter.",
    ),
    Text("填好后运行：guangdong-ai batch 文件名 --output 结果文件", "Then run: guangdong-ai batch FILE --output RESULT"),
)


def template_workbook(sections: Sequence[FactSection], language: Language = "zh") -> bytes:
    """The workbook, as .xlsx. Its headers hold both languages and are read back; ``language`` is that of the drop-downs and messages.

    Row 1 of the first sheet holds the headers: one for the applicant's id, then one for each fact in the order of ``sections``, a colour for each
    section, the question as a note. The second sheet says how to fill it in; long lists of choices stand on a hidden third. A drop-down
    refuses nothing: whatever the reader understands may be typed.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

    output = BytesIO()
    workbook = Workbook(output, {"in_memory": True})
    workbook.set_properties({"created": _NEW.replace(tzinfo=None)})
    firms = workbook.add_worksheet(_FIRMS.in_language(language))
    guide = workbook.add_worksheet(_GUIDE.in_language(language))
    lists = _Lists(workbook)
    _fill_firms(workbook, firms, lists, sections, language)
    _fill_guide(workbook, guide, sections)
    workbook.close()
    return output.getvalue()


def template_header(fact: Fact, headers: FactHeaders) -> str:
    """The header of the column of ``fact``: its label in both languages, and its id where another fact has the same labels."""
    header = f"{_one_line(fact.label.zh)} | {_one_line(fact.label.en)}"
    match = headers.match(header)
    return header if match and match.fact.id == fact.id else f"{_one_line(fact.label.zh)} | {fact.id}" if _named(fact, headers) else fact.id


def _named(fact: Fact, headers: FactHeaders) -> bool:
    match = headers.match(f"{_one_line(fact.label.zh)} | {fact.id}")
    return match is not None and match.fact.id == fact.id


class _Lists:
    """The sheet of long lists, which is there only when one is needed."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._sheet: Any = None
        self._columns = 0

    def source(self, values: Sequence[str]) -> list[str] | str:
        """What a drop-down of ``values`` takes: the values, or where they stand."""
        if len(",".join(values)) <= _LONGEST_LIST and not any("," in value for value in values):
            return list(values)
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped,unused-ignore]

        if self._sheet is None:
            self._sheet = self._workbook.add_worksheet(_CHOICES)
            self._sheet.very_hidden()
        column = xl_col_to_name(self._columns)
        for row, value in enumerate(values):
            self._sheet.write_string(row, self._columns, value)
        self._columns += 1
        return f"={_CHOICES}!${column}$1:${column}${len(values)}"


def _fill_firms(workbook: Any, sheet: Any, lists: _Lists, sections: Sequence[FactSection], language: Language) -> None:
    headers = FactHeaders({fact.id: fact for section in sections for fact in section.facts}, {})
    heading = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    sheet.write_string(0, 0, ID_HEADER, workbook.add_format({**heading, "bg_color": "#D9D9D9"}))
    sheet.write_comment(0, 0, "自己给每个单位的编号，可以不填\nA name of your own for each applicant; may be left empty")
    sheet.set_column(0, 0, 14, workbook.add_format({"num_format": "@"}))
    formats = {kind: workbook.add_format({"num_format": number_format}) for kind, number_format in _NUMBER_FORMATS.items()}
    index = 0
    for number, section in enumerate(sections):
        colour = workbook.add_format({**heading, "bg_color": _COLOURS[number % len(_COLOURS)]})
        for fact in section.facts:
            index += 1
            sheet.write_string(0, index, template_header(fact, headers), colour)
            sheet.write_comment(0, index, _note(section, fact), {"x_scale": 2.5, "y_scale": 2})
            sheet.set_column(index, index, _WIDTHS[fact.kind], formats.get(fact.kind))
            sheet.data_validation(1, index, ROWS, index, _validation(fact, lists, language))
    sheet.set_row(0, 60)
    sheet.freeze_panes(1, 2)


def _fill_guide(workbook: Any, sheet: Any, sections: Sequence[FactSection]) -> None:
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34, wrapped)
    sheet.set_column(1, 4, 48, wrapped)
    row = 0
    for rule in _RULES:
        sheet.write_string(row, 0, rule.zh, wrapped)
        sheet.write_string(row, 1, rule.en, wrapped)
        row += 1
    row += 1
    for column, title in enumerate(("信息项 · Fact (id)", "问题", "Question", "可以填写", "Accepted")):
        sheet.write_string(row, column, title, bold)
    for section in sections:
        row += 1
        sheet.write_string(row, 0, f"{section.title.zh} · {section.title.en}", bold)
        for fact in section.facts:
            row += 1
            accepted = accepted_typed(fact)
            for column, text in enumerate((_in_guide(fact), _asked(fact).zh, _asked(fact).en, accepted.zh, accepted.en)):
                sheet.write_string(row, column, text, wrapped)


def _in_guide(fact: Fact) -> str:
    """The name of a fact in a form that no reader takes for a header."""
    return f"{_one_line(fact.label.zh)} · {_one_line(fact.label.en)} ({fact.id})"


def _note(section: FactSection, fact: Fact) -> str:
    accepted = accepted_typed(fact)
    return "\n".join(
        [
            f"[{section.title.zh} · {section.title.en}]",
            _asked(fact).zh,
            f"填写：{accepted.zh}",
            _asked(fact).en,
            f"Accepted: {accepted.en}",
            fact.id,
        ]
    )


def _asked(fact: Fact) -> Text:
    texts = [fact.question, *([fact.help] if fact.help else [])]
    return joined(Text("", " "), texts)


def _validation(fact: Fact, lists: _Lists, language: Language) -> dict[str, Any]:
    message = _cut(f"{fact.question.in_language(language)}\n{accepted_typed(fact).in_language(language)}", _LONGEST_MESSAGE)
    about = {
        "input_title": _cut(fact.label.in_language(language), _LONGEST_TITLE),
        "input_message": message,
        "error_type": "warning",
        "error_title": _cut(Text("请核对", "please check").in_language(language), _LONGEST_TITLE),
        "error_message": _cut(accepted_typed(fact).in_language(language), _LONGEST_MESSAGE),
    }
    values = list(drop_down(fact, language))
    if values:
        return {"validate": "list", "source": lists.source(values), **about}
    return {**_LIMITS[fact.kind](fact), **about}


def drop_down(fact: Fact, language: Language) -> Iterator[str]:
    """What may be picked for ``fact``, each of it read back as what it says; nothing for facts that are typed."""
    answers = [*_DROP_DOWNS[fact.kind](fact, language)]
    yield from answers
    if answers:
        yield UNKNOWN.in_language(language)


def _one_of_choices(fact: Fact, language: Language) -> Iterator[str]:
    for choice in fact.choices:
        label = choice.label.in_language(language)
        read = parse_text(fact, label)
        yield label if not isinstance(read, Finding) and read == choice.id else choice.id


_DROP_DOWNS: Mapping[Kind, Callable[[Fact, Language], Iterable[str]]] = Registry(
    "drop-downs of the template",
    "kinds",
    {
        "choice": _one_of_choices,
        "yes_no": lambda _fact, language: (answer.in_language(language) for answer in _YES_NO),
        **dict.fromkeys(("text", "choices", "date", *NUMBERS), lambda _fact, _language: ()),
    },
)


def _within_numbers(fact: Fact) -> dict[str, Any]:
    schema = KINDS[fact.kind].schema
    least = schema["minimum"] if fact.never is None else NEVER
    form = "integer" if fact.kind in WHOLE else "decimal"
    return {"validate": form, "criteria": "between", "minimum": least, "maximum": schema["maximum"]}


_LIMITS: Mapping[Kind, Callable[[Fact], dict[str, Any]]] = Registry(
    "limits in the template",
    "kinds",
    {
        "date": lambda _fact: {
            "validate": "date",
            "criteria": "between",
            "minimum": date(FIRST_YEAR, 1, 1),
            "maximum": date(LAST_YEAR, 12, 31),
        },
        **dict.fromkeys(NUMBERS, _within_numbers),
        **dict.fromkeys(("text", "choice", "choices", "yes_no"), lambda _fact: {"validate": "any"}),
    },
)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
