"""A whole report as one file for a browser or a printer: no script, nothing fetched, every text escaped.

Charts are drawn as SVG in rows whose words say the same; a page reads as well without them. Commands to go on with are left out, as in Markdown.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from html import escape
from itertools import groupby
from math import log10
from pathlib import Path
from urllib.parse import quote

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.content.blocks import (
    Block,
    Card,
    Checklist,
    Content,
    DaySpan,
    Fields,
    Folded,
    Item,
    KeyFigures,
    NamedRow,
    RangeBar,
    RangeChart,
    Section,
    SpanChart,
    TableBlock,
    TextBlock,
    Timeline,
    TimelineEntry,
)
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting
from guangdong_ai.reports.render.read_back.html_page import told_in_page, with_record
from guangdong_ai.reports.render.read_back.told import sealed

_LANG = {"zh": "zh-CN", "en": "en"}
_NOT_IN_AN_ID = lazy_pattern(r"[^A-Za-z0-9_.-]")


def render(report: Report, setting: Setting) -> str:
    """The page in the language of the setting, or in both, that one first, with the record of the result where it is one."""
    made = page(report.whole(), setting.languages)
    if report.kept is None:
        return made
    return with_record(made, sealed(report.kept(setting.languages), told_in_page(made)))


def page(content: Content, languages: tuple[Language, ...]) -> str:
    """The page: the content once in each language."""
    bodies = "".join(_InLanguage(content, language, alone=len(languages) == 1).body() for language in languages)
    title = escape(" · ".join(_plain(content.title, language) for language in languages))
    switch = "" if len(languages) == 1 else f"<nav>{''.join(map(_link_to_language, languages))}</nav>"
    return (
        f'<!DOCTYPE html>\n<html lang="{_LANG[languages[0]]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n{switch}<main>\n{bodies}</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("html_page.css").read_text(encoding="utf-8")


def _link_to_language(language: Language) -> str:
    name = {"zh": "中文", "en": "English"}[language]
    return f'<a href="#{language}" lang="{_LANG[language]}">{name}</a> '


def _plain(text: Text, language: Language) -> str:
    """The text on one line, with nothing in it that a terminal or a browser would act on other than as text."""
    return shown_safely(text.in_language(language).replace("\n", " "), "")


@lru_cache(maxsize=8192)
def _escaped(text: Text, language: Language) -> str:
    """The same as HTML. Remembered: pages for many applicants have most of their words in common."""
    return escape(_plain(text, language))


class _InLanguage:
    """The content in one language. Ids carry the language where there are two: each is there once."""

    def __init__(self, content: Content, language: Language, *, alone: bool) -> None:
        self._content = content
        self._language = language
        self._prefix = "" if alone else f"{language}-"
        self._cards = frozenset(_card_ids(block for section in content.sections for block in section.blocks))

    def body(self) -> str:
        content, language = self._content, self._language
        lead = "".join(map(self._paragraph, content.lead))
        sections = "".join(map(self._section, content.sections))
        foot = "" if content.foot is None else f'<footer><p class="aside">{self._text(content.foot)}</p></footer>\n'
        return (
            f'<div id="{language}" lang="{_LANG[language]}">\n<header><h1><bdi>{self._text(content.title)}</bdi></h1>{lead}</header>\n'
            f"{sections}{foot}</div>\n"
        )

    def _text(self, text: Text) -> str:
        return _escaped(text, self._language)

    def _words(self, text: Text) -> str:
        return self._text(text).rstrip("：:")

    def _section(self, section: Section) -> str:
        heading = "" if section.title is None else f"<h2>{self._words(section.title)}</h2>"
        blocks = "".join(self._blocks(section.blocks, numbered=section.numbered))
        return f"<section>{heading}{blocks}</section>\n" if heading or blocks else ""

    def _blocks(self, blocks: Iterable[Block], *, numbered: bool = False) -> Iterator[str]:
        """Statements that follow one another are one list; a level below the first too."""
        for kind, group in groupby(blocks, _list_kind):
            match kind:
                case "labelled":
                    yield f"<dl>{''.join(self._labelled(item) for item in group if isinstance(item, Item))}</dl>"
                case "items":
                    tag = "ol" if numbered else "ul"
                    yield f"<{tag}>{''.join(f'<li>{self._statement(item)}</li>' for item in group if isinstance(item, Item))}</{tag}>"
                case "level":
                    yield f"<ul>{''.join(f'<li>{self._paragraph(text)}</li>' for text in group if isinstance(text, TextBlock))}</ul>"
                case _:
                    yield from map(self._block, group)

    def _block(self, block: Block) -> str:
        match block:
            case TextBlock():
                return self._paragraph(block)
            case Fields(pairs=pairs):
                return f"<dl>{''.join(f'<div><dt>{self._text(name)}</dt><dd>{self._text(value)}</dd></div>' for name, value in pairs)}</dl>"
            case TableBlock():
                return "".join(self._table(block))
            case Timeline(entries=entries):
                return f'<ol class="days">{"".join(map(self._entry, entries))}</ol>'
            case Checklist(items=items):
                return f'<ul class="checklist">{"".join(map(self._box, items))}</ul>'
            case KeyFigures():
                return self._figures(block)
            case RangeChart():
                return self._ranges(block)
            case SpanChart():
                return self._spans(block)
            case Folded(summary=summary, blocks=blocks):
                return f"<details><summary>{self._words(summary)}</summary>{''.join(self._blocks(blocks))}</details>"
            case Card():
                return self._card(block)
            case _:  # a statement stands in a list; a command is for whoever sits at the program
                return ""

    def _paragraph(self, paragraph: TextBlock) -> str:
        if paragraph.tone == "id":
            return f'<p class="id"><code>{self._text(paragraph.text)}</code></p>'
        return f'<p class="{paragraph.tone}">{self._text(paragraph.text)}</p>'

    def _statement(self, item: Item) -> str:
        text = self._text(item.text)
        inside = "".join(f"<li>{self._statement(one)}</li>" for one in item.inside)
        details = "".join(f'<p class="aside">{self._text(detail)}</p>' for detail in item.details)
        return f"{f'<strong>{text}</strong>' if item.strong else text}{f'<ul>{inside}</ul>' if inside else ''}{details}"

    def _labelled(self, item: Item) -> str:
        label = "" if item.label is None else self._words(item.label)
        return f"<div><dt>{label}</dt><dd>{self._statement(item)}</dd></div>"

    def _box(self, item: Item) -> str:
        """A statement with a box that can be ticked, on screen and on paper."""
        details = "".join(f'<p class="aside">{self._text(detail)}</p>' for detail in item.details)
        inside = "".join(f"<li>{self._statement(one)}</li>" for one in item.inside)
        return (
            f'<li><label><input type="checkbox"> <span>{self._text(item.text)}</span></label>{details}'
            f"{f'<ul>{inside}</ul>' if inside else ''}</li>"
        )

    def _entry(self, entry: TimelineEntry) -> str:
        when = " ".join(self._text(text) for text in entry.when)
        return f'<li><p class="when">{when}</p><div>{"".join(map(self._paragraph, entry.said))}</div></li>'

    def _table(self, table: TableBlock) -> Iterator[str]:
        """A table for each group that has rows, under its heading. Each cell knows the title of its column, for pages too narrow for columns."""
        titles = [self._words(title) for title in (table.names, *(column.title for column in table.columns))]
        head = "".join(f'<th scope="col">{title}</th>' for title in titles)
        for group in table.groups:
            if group.heading is not None:
                yield f'<h3 class="{group.heading.tone}">{self._text(group.heading.text)}</h3>'
            if group.rows:
                rows = "".join(self._row(row, table, titles) for row in group.rows)
                yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _row(self, row: NamedRow, table: TableBlock, titles: list[str]) -> str:
        cells = "".join(
            f'<td class="{column.holds}" data-title="{title}">{"".join(map(self._paragraph, cell))}</td>'
            for cell, column, title in zip(row.cells, table.columns, titles[1:], strict=True)
        )
        name = f'<a href="{quote(row.address)}">{self._text(row.name)}</a>' if row.address else self._link(row.name, row.id)
        return f'<tr><th scope="row">{name}</th>{cells}</tr>'

    def _link(self, name: Text, about: str) -> str:
        """The name, as a link where there is a card for it."""
        words = self._text(name)
        return f'<a href="#{self._id(about)}">{words}</a>' if about in self._cards else words

    def _id(self, about: str) -> str:
        return f"{self._prefix}{_NOT_IN_AN_ID.sub('-', about)}"

    def _figures(self, figures: KeyFigures) -> str:
        made = []
        for one in figures.figures:
            notes = "".join(f'<dd class="aside">{self._text(note)}</dd>' for note in one.notes)
            made.append(f"<div><dt>{self._text(one.name)}</dt><dd class='figure'>{self._text(one.figure)}</dd>{notes}</div>")
        return f'<dl class="figures">{"".join(made)}</dl>'

    def _card(self, card: Card) -> str:
        marks = "".join(f'<li class="{mark.tone}">{self._text(mark.text)}</li>' for mark in card.marks)
        return (
            f'<article id="{self._id(card.id)}"><h3>{self._text(card.title)}</h3><ul class="marks">{marks}</ul>'
            f"{''.join(self._blocks(card.blocks))}<p class='id'><code>{escape(shown_safely(card.id, ''))}</code></p></article>"
        )

    def _ranges(self, chart: RangeChart) -> str:
        """A row for each: its name, the range on a logarithmic scale that all share, and in words."""
        scale = _MoneyScale(chart)
        ticks = "".join(f'<span style="left:{place:.1f}%">{self._text(words)}</span>' for words, place in scale.ticks())
        rows = "".join(
            f'<li class="{bar.tone}"><span class="name">{self._link(bar.name, bar.about)}</span>{scale.drawn(bar)}'
            f'<span class="said">{self._text(bar.text)}</span></li>'
            for bar in chart.bars
        )
        about = self._text(Text("对数刻度：每一格是前一格的十倍", "Logarithmic scale: each step is ten times the one before"))
        return f'<div class="axis" aria-hidden="true"><div>{ticks}</div></div><ul class="chart">{rows}</ul><p class="aside">{about}</p>'

    def _spans(self, chart: SpanChart) -> str:
        """A row for each: its name, the period along the days that all share, and in words."""
        scale = _DayScale(chart)
        ticks = "".join(f'<span style="left:{place:.1f}%">{day:%Y-%m}</span>' for day, place in scale.ticks())
        rows = "".join(
            f'<li class="{span.tone}"><span class="name">{self._link(span.name, span.about)}</span>{scale.drawn(span)}'
            f'<span class="said">{self._text(span.text)}</span></li>'
            for span in chart.spans
        )
        about = self._text(Text("竖线：{}", "The vertical line: {}").format(chart.today))
        return f'<div class="axis" aria-hidden="true"><div>{ticks}</div></div><ul class="chart">{rows}</ul><p class="aside">{about}</p>'


def _list_kind(block: Block) -> str:
    if isinstance(block, Item):
        return "items" if block.label is None else "labelled"
    return "level" if isinstance(block, TextBlock) and block.level > 0 else ""


def _card_ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Card):
            yield block.id
        elif isinstance(block, Folded):
            yield from _card_ids(block.blocks)


_WIDTH = 1000
"""The width of a drawing in its own units."""
_HEIGHT = 20
_LAST_WORDS = 92
"""Per cent of the width: words that begin further right would stand outside."""


class _MoneyScale:
    """Yuan on a logarithmic scale from the first tick of the chart to its largest amount, in per cent of the width."""

    def __init__(self, chart: RangeChart) -> None:
        self._least = chart.ticks[0][0]
        most = max(bar.low if bar.high is None else bar.high for bar in chart.bars)
        self._decades = log10(max(most, 10 * self._least) / self._least)
        self._ticks = chart.ticks

    def place(self, yuan: int) -> float:
        return 0 if yuan <= self._least else min(100 * log10(yuan / self._least) / self._decades, 100)

    def ticks(self) -> Iterator[tuple[Text, float]]:
        """Those whose words do not stand outside."""
        return ((words, self.place(yuan)) for yuan, words in self._ticks if self.place(yuan) < _LAST_WORDS)

    def drawn(self, bar: RangeBar) -> str:
        first, last = self.place(bar.low), 100.0 if bar.high is None else self.place(bar.high)
        return _svg(first, last, open_right=bar.high is None, marks=[place for _, place in self.ticks()])


_BEFORE, _AFTER = 200, 400
"""So many days back and ahead of the day a chart of days reaches at most."""


class _DayScale:
    """Days on a scale, in per cent of the width; what lies beyond its ends is drawn to the edge."""

    def __init__(self, chart: SpanChart) -> None:
        today = chart.today
        days = [day for span in chart.spans for day in (span.first, span.last) if day is not None]
        self._today = today
        first = date.fromordinal(max(min([today, *days]).toordinal(), today.toordinal() - _BEFORE))
        self._first = first.replace(day=1)
        last = min(max([today, *days]).toordinal(), today.toordinal() + _AFTER)
        self._last = date.fromordinal(max(last, self._first.toordinal() + 60))

    def place(self, day: date) -> float:
        return min(max(100 * (day - self._first).days / (self._last - self._first).days, 0), 100)

    def ticks(self) -> Iterator[tuple[date, float]]:
        """The first day of every month, or of every third where there are many."""
        every = 3 if (self._last - self._first).days > 240 else 1
        month = self._first
        while self.place(month) < _LAST_WORDS:
            yield month, self.place(month)
            months = month.year * 12 + month.month - 1 + every
            month = date(months // 12, months % 12 + 1, 1)

    def drawn(self, span: DaySpan) -> str:
        first = 0.0 if span.first is None else self.place(span.first)
        last = 100.0 if span.last is None else self.place(date.fromordinal(span.last.toordinal() + 1))
        marks = [self.place(self._today)]
        return _svg(first, last, open_left=span.first is None, open_right=span.last is None, marks=marks)


def _svg(first: float, last: float, *, marks: list[float], open_left: bool = False, open_right: bool = False) -> str:
    """A bar between two places, in per cent of the width; an end that is not known is dashed. Beside it stands the same in words."""
    lines = "".join(f'<line x1="{10 * mark:.0f}" x2="{10 * mark:.0f}" y1="0" y2="{_HEIGHT}"/>' for mark in marks)
    x, width = 10 * first, max(10 * (last - first), 6)
    x = min(x, _WIDTH - width)
    dashed = ' class="open-end"' if open_left or open_right else ""
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">{lines}'
        f'<rect x="{x:.0f}" y="4" width="{width:.0f}" height="{_HEIGHT - 8}"{dashed}/></svg>'
    )
