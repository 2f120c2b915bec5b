"""What reports say of money, results, days and criteria, read back out of each format by readers that share nothing with the renderers.

Words are compared without spaces: where lines are broken says nothing.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from docx import Document
from docx.table import Table
from markdown_it import MarkdownIt
from markdown_it.token import Token
from python_calamine import CalamineWorkbook

from guangdong_ai.foundation.text import Language

Range = tuple[int | None, int | None]
"""Least and most, in whole yuan; None where no figure is told."""


@dataclass
class Told:
    """What is told of one measure in one place; None: nothing is, in this place."""

    name: str
    result: str | None = None
    money: Range | None = None
    days: set[str] | None = None
    days_left: int | None = None


@dataclass
class ReadBack:
    """``totals``: each figure that is told, by the name that it has in JSON. ``criteria``: text and outcome, by the name of the measure."""

    totals: dict[str, int | None] = field(default_factory=dict)
    measures: list[Told] = field(default_factory=list)
    criteria: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


RESULTS: Mapping[str, str] = {
    "符合": "eligible",
    "有条件符合": "conditional",
    "待定": "undetermined",
    "不符合": "ineligible",
    "eligible": "eligible",
    "conditional": "conditional",
    "undetermined": "undetermined",
    "ineligible": "ineligible",
}
OUTCOMES: Mapping[str, str] = {
    "满足": "met",
    "不满足": "not_met",
    "未知": "unknown",
    "由主管部门认定": "review",
    "met": "met",
    "notmet": "not_met",
    "unknown": "unknown",
    "decidedbytheauthority": "review",
}
MARKED = "√●○×"
_KEY_FIGURES = {
    "按已公布的规则，至少": "low",
    "评审通过后，至多": "high",
    "如果待定的也全部符合，至多": "if_all_met",
    "Atleast,bythepublishedrules": "low",
    "Atmost,iftheauthoritiesdecideso": "high",
    "Atmost,iftheundeterminedweremettoo": "if_all_met",
}
_OTHERS = {
    "还缺信息、目前不受理的措施": "undetermined",
    "不符合的措施": "ineligible",
    "Measuresthatdependonmoreanswersandtakenoapplicationsnow": "undetermined",
    "Measuresthatdonotapply": "ineligible",
}
_CRITERIA = re.compile(r"(条件|Criteria|申报批次的条件：.*|Criteriaofthecall:.*)([(（]\d+[)）])?[:：]?")
_MEASURE = ("措施", "Measure")
_MONEY, _WINDOW, _OUTCOME = ("资助估算", "Estimatedfunding"), ("申报时间", "Window"), ("结果", "Result")
_CRITERION = re.compile(r"→?[√×○●](满足|不满足|未知|由主管部门认定|met|notmet|unknown|decidedbytheauthority)[:：](.*)")
_TOTAL = re.compile(
    r"(?:合计：|Total:)((?:至少|至多|atleast|upto)?(?:[\d.,]+[万亿]*元(?:～[\d.,]+[万亿]*元)?|CNY[\d,]+(?:–[\d,]+)?)|尚不能估算|cannotbeestimatedyet)"
)
_IF_ALL_MET = re.compile(
    r"(?:如果待定的措施也全部符合：|Ifallundeterminedmeasuresweremettoo:)(尚没有上限|noupperfigure|至多[\d.,]+[万亿]*元|uptoCNY[\d,]+)"
)


def bare(words: str) -> str:
    """The words without spaces."""
    return "".join(words.split())


def money(words: str) -> Range:
    """``至多 300万元``, ``CNY 1–2``, ``at least CNY 5 a year``: least and most."""
    words = bare(words)
    figures = [_yuan(*match) for match in re.findall(r"([\d,.]+)(万亿|亿|万)?元", words)]
    figures += [_yuan(figure, "") for match in re.findall(r"CNY([\d,.]*\d)(?:–([\d,.]*\d))?", words) for figure in match if figure]
    if not figures:
        some_day = any(said in words for said in ("尚不能估算", "上限未公布", "cannotbeestimatedyet", "noupperfigurepublished"))
        return (0, None) if some_day else (None, None)
    if "至少" in words or "atleast" in words:
        return figures[0], None
    if "至多" in words or "upto" in words:
        return 0, figures[0]
    return figures[0], figures[-1]


def _yuan(digits: str, unit: str) -> int:
    whole, _, part = digits.replace(",", "").partition(".")
    zeros = {"": 0, "万": 4, "亿": 8, "万亿": 12}[unit]
    assert len(part) <= zeros
    return int(f"{whole}{part:0<{zeros}}")


def _window(words: str) -> tuple[set[str], int | None]:
    """The days that are named, and how many are left."""
    words = bare(words)
    left = re.search(r"(\d+)daysleft|(\d+)dayleft|剩(\d+)天", words)
    return set(re.findall(r"\d{4}-\d\d-\d\d", words)), None if left is None else int(next(filter(None, left.groups())))


def _told(name: str, *, result: str | None = None, funding: str | None = None, window: str | None = None) -> Told:
    days, days_left = (None, None) if window is None else _window(window)
    return Told(bare(name), result, None if funding is None else money(funding), days, days_left)


def _marked(words: str) -> str | None:
    """The result that a mark with its word tells."""
    words = bare(words)
    return RESULTS.get(words[1:].partition("（")[0].partition("(")[0].lower()) if words[:1] in MARKED else None


def _row(titles: Sequence[str], cells: Sequence[str], result: str | None) -> Told:
    """A row of a table, by the titles of its columns."""
    named = dict(zip(map(bare, titles), cells, strict=True))

    def cell(titles: tuple[str, str]) -> str | None:
        return next((named[title] for title in titles if title in named), None)

    marked = cell(_OUTCOME)
    result = result if marked is None else _marked(marked)
    return _told(cell(_MEASURE) or "", result=result, funding=cell(_MONEY), window=cell(_WINDOW))


def _criterion(words: str) -> tuple[str, str] | None:
    match = _CRITERION.fullmatch(bare(words))
    return None if match is None else (match[2], OUTCOMES[match[1]])


def _key_figure(read: ReadBack, name: str, figure: str) -> None:
    key = _KEY_FIGURES.get(bare(name))
    if key is not None:
        read.totals[key] = money(figure)[1]


def _totals_in_lines(read: ReadBack, words: str) -> None:
    """The totals as the page of a terminal tells them."""
    words = bare(words)
    total = _TOTAL.search(words)
    if total is not None:
        low, high = money(total[1])
        if low is not None:
            read.totals |= {"low": low, "high": high}
    more = _IF_ALL_MET.search(words)
    if more is not None:
        read.totals["if_all_met"] = money(more[1])[1]


def _mark_in_front(name: str) -> tuple[str, str]:
    """A name of a chart without its mark, and the result that the mark stands for."""
    meaning = {"√": "eligible", "●": "conditional", "○": "undetermined", "×": "ineligible"}
    return name[1:].strip(), meaning[name[0]]


# Pages


@dataclass
class Node:
    """An element of a page."""

    tag: str
    kinds: frozenset[str]
    inside: "list[Node | str]" = field(default_factory=list)

    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text() for one in self.inside)

    def all(self, tag: str, kind: str | None = None) -> "Iterator[Node]":
        """The elements below this one, in their order."""
        for one in self.inside:
            if isinstance(one, Node):
                if one.tag == tag and (kind is None or kind in one.kinds):
                    yield one
                yield from one.all(tag, kind)

    def children(self, *tags: str) -> "list[Node]":
        return [one for one in self.inside if isinstance(one, Node) and one.tag in tags]


class _Tree(HTMLParser):
    """The elements of a page as a tree."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", frozenset())
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, frozenset((dict(attrs).get("class") or "").split()))
        self._open[-1].inside.append(node)
        if tag not in {"meta", "input", "br", "link"}:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop().tag != tag:
            pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Node(tag, frozenset()))

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def of_html(made: str | bytes, language: Language) -> ReadBack:
    tree = _Tree()
    tree.feed(str(made))
    read = ReadBack()
    for figures in tree.root.all("dl", "figures"):
        for one in figures.children("div"):
            (name,), figure = one.children("dt"), one.children("dd")[0]
            _key_figure(read, name.text(), figure.text())
    for card in tree.root.all("article"):
        (title,), (marks,) = card.children("h3"), [one for one in card.children("ul") if "marks" in one.kinds]
        state, funding, window = (mark.text() for mark in marks.children("li"))
        read.measures.append(_told(title.text(), result=_marked(state), funding=funding, window=window))
        for folded in card.children("details"):
            (summary,) = folded.children("summary")
            if _CRITERIA.fullmatch(bare(summary.text())):
                stated = [_own_text(item) for listed in folded.children("ul") for item in listed.children("li")]
                read.criteria.setdefault(bare(title.text()), []).extend(one for one in map(_criterion, stated) if one is not None)
    for chart in tree.root.all("ul", "chart"):
        for item in chart.children("li"):
            measure, mark = _mark_in_front(next(item.all("span", "name")).text())
            read.measures.append(_charted(measure, mark, next(item.all("span", "said")).text()))
    for section in tree.root.all("section"):
        heading = next((bare(one.text()) for one in section.children("h2")), "")
        result = next((kind for begin, kind in _OTHERS.items() if heading.startswith(begin)), None)
        for table in section.all("table"):
            titles = [title.text() for title in next(table.all("thead")).all("th")]
            if bare(titles[0]) in _MEASURE and any(bare(title) in _MONEY for title in titles):
                for row in next(table.all("tbody")).all("tr"):
                    read.measures.append(_row(titles, [cell.text() for cell in row.children("th", "td")], result))
    return read


def _own_text(item: Node) -> str:
    """What stands in an item itself: what belongs to it is in elements of its own."""
    return "".join(one if isinstance(one, str) else one.text() for one in item.inside if isinstance(one, str) or one.tag == "strong")


def _charted(name: str, result: str, said: str) -> Told:
    """A bar of money, or a period: which of the two its words show."""
    tells_money = money(said) != (None, None)
    return _told(name, result=result, **{"funding" if tells_money else "window": said})


# Documents


def of_docx(made: str | bytes, language: Language) -> ReadBack:
    assert isinstance(made, bytes)
    read, section, card, after_title, in_criteria = ReadBack(), "", "", False, False
    for block in Document(io.BytesIO(made)).iter_inner_content():
        if isinstance(block, Table):
            _docx_table(read, block, next((kind for begin, kind in _OTHERS.items() if section.startswith(begin)), None))
            continue
        style, words = block._p.style or "", block.text  # its id: python-docx looks through all styles for the name
        match style:
            case "Heading1":
                section, card, in_criteria = bare(words), "", False
            case "Heading2":
                card, after_title, in_criteria = words, True, False
            case "Heading3":
                in_criteria = bool(card) and _CRITERIA.fullmatch(bare(words)) is not None
            case "ListBullet" if not card:
                charted = _charted_name(words, language)
                if charted is not None:
                    name, result = _mark_in_front(charted[0])
                    read.measures.append(_charted(name, result, charted[1]))
            case "ListBullet" if in_criteria and block.paragraph_format.left_indent is None:
                found = _criterion(words)
                if found is not None:
                    read.criteria.setdefault(bare(card), []).append(found)
            case "" if after_title:
                result, funding, window = words.split("　")
                read.measures.append(_told(card, result=_marked(result), funding=funding, window=window))
                after_title = False
    return read


def _charted_name(words: str, language: Language) -> tuple[str, str] | None:
    """The name of a bar, and what is said of it behind the last colon."""
    name, colon, said = words.rpartition("：" if language == "zh" else ": ")
    return (name, said) if colon and words[:1] in tuple(MARKED) else None


def _docx_table(read: ReadBack, table: Table, result: str | None) -> None:
    titles, *rows = ([cell.text for cell in row.cells] for row in table.rows)
    if bare(titles[0]) in _MEASURE and any(bare(title) in _MONEY for title in titles):
        read.measures += [_row(titles, row, result) for row in rows]
    elif len(rows) == 1:
        for name, figure in zip(titles, rows[0], strict=True):
            _key_figure(read, name, figure)


# Workbooks


def of_xlsx(made: str | bytes, language: Language) -> ReadBack:
    assert isinstance(made, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    summary, measures, criteria, *_ = (book.get_sheet_by_index(number).to_python() for number in range(len(book.sheet_names)))
    read = ReadBack()
    for name, content, *_ in summary:
        _key_figure(read, str(name), re.split("；|; ", str(content))[0])
    titles, *rows = measures
    places = [titles.index(zh if language == "zh" else en) for zh, en in _MEASURE_COLUMNS]
    for row in rows:
        name, result, low, high, opens, closes, left = (row[place] for place in places)
        days = {f"{day:%Y-%m-%d}" for day in (opens, closes) if isinstance(day, date)}
        read.measures.append(Told(bare(str(name)), RESULTS[str(result)], (_number(low), _number(high)), days, _number(left)))
    for name, text, outcome, *_ in criteria[1:]:
        read.criteria.setdefault(bare(str(name)), []).append((bare(str(text)), OUTCOMES[bare(str(outcome))]))
    return read


_MEASURE_COLUMNS = (
    ("措施", "Measure"),
    ("结果", "Result"),
    ("最少（元）", "Least (yuan)"),
    ("最多（元）", "Most (yuan)"),
    ("开始", "Opens"),
    ("截止", "Closes"),
    ("剩余天数", "Days left"),
)


def _number(cell: Any) -> int | None:
    """A number of a cell; an empty one has none."""
    if cell in ("", None):
        return None
    assert float(cell) == int(float(cell))
    return int(float(cell))


# Markdown


def of_markdown(made: str | bytes, language: Language) -> ReadBack:
    """A measure is a statement of a list with an id, and below it stand its cells, each behind the title of its column."""
    read, result, depth = ReadBack(), None, 0
    row: dict[str, str] = {}
    rows: list[tuple[dict[str, str], str | None]] = []
    tokens = MarkdownIt("commonmark").parse(str(made))
    for before, token in pairwise(tokens):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type != "inline":
            continue
        words = _inline_text(token)
        if before.type == "heading_open":
            result = _marked(words)
        elif depth == 1 and any(one.type == "code_inline" for one in token.children or ()):
            row = {_MEASURE[language == "en"]: words}
            rows.append((row, result))
        elif depth > 1:
            title, _, said = words.partition("：" if language == "zh" else ": ")
            row[title] = said
    read.measures = [_row([*row], [*row.values()], result) for row, result in rows if {bare(title) for title in row} & {*_MONEY}]
    _totals_in_lines(read, "".join(_inline_text(token) for token in tokens if token.type == "inline"))
    return read


def _inline_text(token: Token) -> str:
    """The words of a paragraph as a reader sees them, without ids, which are set as code."""
    return "".join(one.content for one in token.children or () if one.type != "code_inline")


# Tables for programs and pages of the terminal


def of_csv(made: str | bytes, language: Language) -> ReadBack:
    read = ReadBack()
    for row in csv.DictReader(io.StringIO(str(made))):
        days = {row[name] for name in ("opens", "closes") if row[name]}
        ends = _number(row["low"]), _number(row["high"])
        read.measures.append(Told(bare(row["title"]), row["eligibility"], ends, days, _number(row["days_left"])))
    return read


def of_terminal(made: str | bytes, language: Language) -> ReadBack:
    """Rows begin two cells from the edge, and their cells below the titles of the columns."""
    read, result = ReadBack(), None
    places: list[int] = []
    row: list[list[str]] = []

    def finish() -> None:
        if row and places:
            named, *cells = ("".join(parts) for parts in zip(*row, strict=True))
            read.measures.append(_told(named, result=result, funding=cells[0], window=cells[1] if len(cells) > 2 else cells[0]))
        row.clear()

    for line in str(made).splitlines():
        cells = [part for character in line for part in (character, *([""] if unicodedata.east_asian_width(character) in "WF" else []))]
        is_head = line.startswith("  ") and bare(line).startswith(_MEASURE) and any(title in bare(line) for title in _MONEY)
        if is_head:
            places = [2, *(line_place(cells, title) for title in _titles(line))]
        elif line[:1] in tuple(MARKED):
            finish()
            result = _marked(line)
        elif not line.strip() or not line.startswith("  "):
            finish()
            places = places if not line.strip() else []
        elif places:
            ends = [*places[1:], len(cells)]
            parts = ["".join(cells[first:last]) for first, last in zip(places, ends, strict=True)]
            if cells[2].strip() and parts[1].strip():  # else a name goes on, or a heading that takes two lines
                finish()
                row.append(parts)
            elif row:
                row.append(parts)
    finish()
    _totals_in_lines(read, str(made).rpartition("─")[2])
    return read


def _titles(line: str) -> list[str]:
    """The titles of the columns beside the names."""
    return re.split(r"\s{2,}", line.strip())[1:]


def line_place(cells: Sequence[str], title: str) -> int:
    """The cell in which a title begins."""
    text = list(title)
    inner = [number for number, cell in enumerate(cells) if cell]
    return next(inner[at] for at in range(len(inner)) if [cells[place] for place in inner[at : at + len(text)]] == text)


READERS: Mapping[str, Callable[[str | bytes, Language], ReadBack]] = {
    "html": of_html,
    "docx": of_docx,
    "xlsx": of_xlsx,
    "markdown": of_markdown,
    "csv": of_csv,
    "table": of_terminal,
}
"""By format."""
