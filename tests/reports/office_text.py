"""The text of documents, read with the library that others read them with."""

from io import BytesIO

from docx import Document


def document_text(content: bytes) -> str:
    """All paragraphs, then the cells of all tables, then the foot of the first page."""
    document = Document(BytesIO(content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for cell in table._cells]
    foot = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return "\n".join([*paragraphs, *cells, *foot])
