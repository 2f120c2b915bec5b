"""How long the texts of a sheet are altogether. A workbook holds each text once, however many cells show it: a few bytes may ask for any amount of memory."""

from typing import Any
from zipfile import ZipFile

from guangdong_ai.foundation.errors import Refused


def text_lengths(archive: ZipFile, part: str) -> list[int]:
    """The characters of each shared text."""
    from xml.parsers.expat import ParserCreate

    lengths: list[int] = []

    def start(tag: str, _attributes: dict[str, Any]) -> None:
        if tag.rpartition(" ")[2] == "si":
            lengths.append(0)

    def text(content: str) -> None:
        if lengths:
            lengths[-1] += len(content)

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    return lengths


def check_texts(archive: ZipFile, sheet: str, lengths: list[int], most: int, refusal: Refused) -> None:
    """Raises ``refusal`` where the shared texts that the cells of the sheet show have more than ``most`` characters together."""
    from xml.parsers.expat import ParserCreate

    total = 0
    shared = False
    number: list[str] | None = None

    def start(tag: str, attributes: dict[str, Any]) -> None:
        nonlocal shared, number
        kind = tag.rpartition(" ")[2]
        if kind == "c":
            shared = attributes.get("t") == "s"
        elif kind == "v" and shared:
            number = []

    def text(content: str) -> None:
        if number is not None:
            number.append(content)

    def end(_tag: str) -> None:
        nonlocal total, number
        if number is not None:
            place = "".join(number).strip()
            number = None
            if len(place) < 10 and place.isascii() and place.isdigit() and int(place) < len(lengths):
                total += lengths[int(place)]
                if total > most:
                    raise refusal

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    with archive.open(sheet) as stream:
        parser.ParseFile(stream)
