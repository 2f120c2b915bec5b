"""Content as a small piece of HTML for notebooks, in both languages, Chinese first: who looks at it is not known, and no environment is asked."""

from collections.abc import Iterator
from html import escape

from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.blocks import Checklist, Content, NamedRow, TableBlock, TextBlock, undrawn


def as_html(content: Content) -> str:
    """The title, the tables and the lines below them. Whatever a name brings with it is shown, never acted on."""
    return f"<div><p>{_both(content.title)}</p>{''.join(_below(content))}</div>"


def _below(content: Content) -> Iterator[str]:
    for section in content.sections:
        for block in undrawn(section.blocks):
            match block:
                case TableBlock():
                    heads = "".join(f"<th>{_both(title)}</th>" for title in (block.names, *(column.title for column in block.columns)))
                    rows = "".join(_row(row) for group in block.groups for row in group.rows)
                    yield f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
                case Checklist():
                    yield f"<ul>{''.join(f'<li>{_both(item.text)}</li>' for item in block.items)}</ul>"
                case TextBlock():
                    yield f"<p>{_both(block.text)}</p>"


def _row(row: NamedRow) -> str:
    name = f'<span title="{escape(row.id)}">{_both(row.name)}</span>'
    cells = ("<br>".join(_both(one.text) for one in cell) for cell in row.cells)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in (name, *cells))}</tr>"


def _both(text: Text) -> str:
    return f'{escape(text.zh)}<br><small lang="en">{escape(text.en)}</small>'
