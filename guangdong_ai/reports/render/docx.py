"""A whole report as a document for Word: headings, tables, lists, boxes to tick, and a foot on each page."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.reports.content.blocks import (
    Card,
    Checklist,
    Command,
    Content,
    Fields,
    Folded,
    Item,
    KeyFigures,
    Section,
    Simple,
    TableBlock,
    TextBlock,
    Timeline,
    Tone,
    labelled,
    undrawn,
)
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LATIN, _CHINESE = "Calibri", "宋体"
"""Fonts that offices have; where they do not, Word takes another one of the kind."""

_COLOURS: dict[Tone, str] = {
    "aside": "57606A",
    "id": "57606A",
    "warning": "7A3E00",
    "eligible": "116329",
    "conditional": "0A5A6B",
    "undetermined": "7A5200",
    "ineligible": "A1232B",
}
_STRONG = frozenset({"strong", "warning", "eligible", "conditional", "undetermined", "ineligible"})
_BOX = "☐ "
_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
"""The title of the document, and the headings below it."""
_LISTS = ("List Bullet", "List Number")


def render(report: Report, setting: Setting) -> bytes:
    """The document in the language of the setting, or in both. Raises Refused where python-docx is not installed."""
    try:
        document = _new_document()
    except ImportError:
        raise missing_extra("word", "python-docx", None) from None
    content = report.whole()
    for number, language in enumerate(setting.languages):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call,unused-ignore]  # python-docx is typed in part
        _InLanguage(document, language).write(content)
    _foot(document, content, setting.language)
    if report.kept is not None:
        _add_record(document, report.kept(setting.languages))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _new_document() -> "Document":
    """An empty A4 document in fonts that show Chinese. Its properties name no person and no time: the same report gives the same file."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", *_HEADINGS, *_LISTS):
        style: Any = document.styles[name]
        style.font.name = _LATIN
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    properties = document.core_properties
    properties.author, properties.comments = "guangdong-ai", ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    return document


class _InLanguage:
    """Writes content in one language to the end of a document."""

    def __init__(self, document: "Document", language: Language) -> None:
        self._document = document
        self._language = language
        self._styles = {name: str(document.styles[name].style_id) for name in (*_HEADINGS, *_LISTS, "Table Grid")}

    def write(self, content: Content) -> None:
        self._heading(self._text(content.title), 0)
        for paragraph in content.lead:
            self._paragraph(paragraph)
        for section in content.sections:
            self._section(section)

    def _text(self, text: Text) -> str:
        return shown_safely(" ".join(text.in_language(self._language).split("\n")), "")

    def _section(self, section: Section) -> None:
        if section.title is not None:
            self._heading(self._text(section.title).rstrip("：:"), 1)
        for block in section.blocks:
            match block:
                case Card(title=title, marks=marks, blocks=blocks, id=id_):
                    self._heading(self._text(title), 2)
                    self._in_a_row(marks)
                    self._blocks(blocks)
                    self._paragraph(TextBlock(Text(id_, id_), "id"))
                case KeyFigures(figures=figures):
                    self._table([[self._text(one.name) for one in figures], [self._text(one.figure) for one in figures]], strong_rows=(1,))
                    self._blocks(TextBlock(note, "aside") for one in figures for note in one.notes)
                case _:
                    self._blocks((block,), numbered=section.numbered)

    def _blocks(self, blocks: Iterable[Any], *, numbered: bool = False) -> None:
        for block in blocks:
            if isinstance(block, Folded):
                self._heading(self._text(block.summary).rstrip("：:"), 3)
                self._blocks(block.blocks)
            else:
                for simple in undrawn((block,)):
                    self._simple(simple, numbered=numbered)

    def _simple(self, block: Simple, *, numbered: bool) -> None:
        match block:
            case TextBlock():
                self._paragraph(block)
            case Item():
                self._item(block, "List Number" if numbered else "List Bullet")
            case Fields(pairs=pairs):
                for name, value in pairs:
                    self._item(labelled(name, value), "List Bullet")
            case TableBlock():
                self._groups(block)
            case Timeline(entries=entries):
                for entry in entries:
                    first, *rest = entry.said
                    self._item(Item(first.text, tuple(one.text for one in rest), joined(Text(" ", " "), list(entry.when))), "List Bullet")
            case Checklist(items=items):
                for item in items:
                    self._item(item, "List Bullet", box=_BOX)
            case Command():  # for whoever sits at the program
                pass

    def _heading(self, words: str, level: int) -> None:
        self._styled(_HEADINGS[level]).add_run(words)

    def _styled(self, style: str) -> "Paragraph":
        """A new paragraph in a style. Asked for the style by its name, python-docx looks through all of them each time: half of all the time."""
        made = self._document.add_paragraph()
        made._p.style = self._styles[style]  # noqa: SLF001
        return made

    def _paragraph(self, paragraph: TextBlock) -> "Paragraph":
        from docx.shared import Cm

        made = self._document.add_paragraph()
        made.paragraph_format.left_indent = Cm(0.6 * paragraph.level)
        self._run(made, self._text(paragraph.text), paragraph.tone)
        return made

    def _run(self, paragraph: "Paragraph", words: str, tone: Tone = "plain", *, strong: bool = False) -> None:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(words)
        run.bold = True if strong or tone in _STRONG else None
        if tone in _COLOURS:
            run.font.color.rgb = RGBColor.from_string(_COLOURS[tone])
        if tone in {"aside", "id"}:
            run.font.size = Pt(9)

    def _in_a_row(self, marks: tuple[TextBlock, ...]) -> None:
        paragraph = self._document.add_paragraph()
        for number, mark in enumerate(marks):
            self._run(paragraph, f"{'　' if number else ''}{self._text(mark.text)}", mark.tone)

    def _item(self, item: Item, style: str, box: str = "", depth: int = 0) -> None:
        from docx.shared import Cm

        made = self._styled(style)
        if depth:
            made.paragraph_format.left_indent = Cm(0.63 + 0.6 * depth)
        if item.label is not None:
            self._run(made, Text("{}：", "{}: ").format(item.label).in_language(self._language), "aside")
        self._run(made, f"{box}{self._text(item.text)}", strong=item.strong)
        for inside in item.inside:
            self._item(inside, "List Bullet", depth=depth + 1)
        for detail in item.details:
            below = self._document.add_paragraph()
            below.paragraph_format.left_indent = Cm(0.63 + 0.6 * depth)
            self._run(below, self._text(detail), "aside")

    def _groups(self, table: TableBlock) -> None:
        head = [self._text(title) for title in (table.names, *(column.title for column in table.columns))]
        for group in table.groups:
            if group.heading is not None:
                self._heading(self._text(group.heading.text), 3)
            if group.rows:
                rows = [
                    [self._text(row.name), *("\n".join(self._text(one.text) for one in cell) for cell in row.cells)] for row in group.rows
                ]
                self._table([head, *rows], strong_rows=(0,), heads=1)

    def _table(self, rows: list[list[str]], *, strong_rows: tuple[int, ...] = (), heads: int = 0) -> None:
        """A table with lines; its first ``heads`` rows are repeated at the top of each page, and no row is broken."""
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        width = max(map(len, rows))
        made = self._document.add_table(rows=len(rows), cols=width)
        made._tbl.tblStyle_val = self._styles["Table Grid"]  # noqa: SLF001 - as in ``_styled``
        cells = made._cells  # noqa: SLF001 - asked of each row anew, they take the square of the time
        for number, (words, row) in enumerate(zip(rows, made.rows, strict=True)):
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way to these two settings
            properties.append(OxmlElement("w:cantSplit"))
            if number < heads:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, text in zip(cells[number * width :], words, strict=False):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                run = paragraph.add_run(text)
                run.font.size = Pt(9.5)
                run.bold = True if number in strong_rows else None
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_record(document: "Document", kept: Mapping[str, Any]) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    from guangdong_ai.reports.render.read_back.docx import paragraphs, record_part
    from guangdong_ai.reports.render.read_back.told import sealed

    record = record_part(sealed(kept, paragraphs(document.part.blob)))
    package = document.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", record, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _foot(document: "Document", content: Content, language: Language) -> None:
    """What the content says of itself, and the number of the page, at the foot of each."""
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    words = "" if content.foot is None else shown_safely(content.foot.in_language(language), "")
    run = paragraph.add_run(f"{words}　")
    run.font.size = Pt(8)
    for part in _page_number():
        number = paragraph.add_run()
        number.font.size = Pt(8)
        number._r.append(part)  # noqa: SLF001 - a field has no other way in


def _page_number() -> Iterator[Any]:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = words
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        yield part
