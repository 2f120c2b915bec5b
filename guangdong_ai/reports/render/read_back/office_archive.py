"""The parts of a document or a workbook: an archive of XML. Nothing is unpacked beyond a bound, and XML that declares anything is refused."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.render.read_back.told import damaged

LARGEST_ARCHIVE: Final = 16 * 1024 * 1024
"""Bytes. A document or a workbook of an assessment has less than one million."""

_LARGEST_PART: Final = 32 * 1024 * 1024
_MOST_PARTS: Final = 2_000
_DEEPEST: Final = 200
"""Elements inside one another; office programs write a few dozen."""


class OfficeArchive:
    """The parts by name. A part that is too large once it is unpacked, or damaged, raises Refused when it is asked for."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._left = _LARGEST_PART

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        return self._archive.namelist()

    def part(self, name: str) -> bytes:
        """The content; empty for a part that is not there. All parts together have at most as many bytes as one may have."""
        if name not in self._archive.NameToInfo:
            return b""
        with self._archive.open(name) as stream:
            content = stream.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise damaged(Text("解压后过大，没有读取", "it unpacks to too much, and is not read"))
        return content


@contextmanager
def opened(content: bytes) -> Iterator[OfficeArchive]:
    """The archive. Raises Refused for bytes that are none, here or inside the ``with``."""
    import zlib
    from xml.parsers.expat import ExpatError

    if len(content) > LARGEST_ARCHIVE:
        raise damaged(Text("文件过大，不是自评结果", "the file is too large to be a result"))
    try:
        with ZipFile(BytesIO(content)) as archive:
            if len(archive.namelist()) > _MOST_PARTS:
                raise damaged(Text("文件由过多部分组成，不是自评结果", "the file is made up of too many parts to be a result"))
            yield OfficeArchive(archive)
    except (OSError, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, BadZipFile, zlib.error, ExpatError):
        raise damaged(Text("文件已损坏", "the file is damaged")) from None


@record
class XmlHandlers:
    """What is told while XML is read: the local name of an element that begins, with its attributes by local name; one that ends; text."""

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


def read_xml(content: bytes, handlers: XmlHandlers) -> None:
    """Read XML. Raises Refused where it declares a document type (no program writes one there, and entities in it may grow without end) or is nested too deep."""
    from xml.parsers.expat import ParserCreate

    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth: list[str] = []

    def refuse(*_: object) -> None:
        raise _declares()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        depth.append(name)
        if len(depth) > _DEEPEST:
            raise damaged(Text("XML 嵌套过深，没有读取", "XML is nested too deep, and is not read"))
        handlers.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        depth.pop()
        handlers.end(_local(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handlers.text
    if content:
        parser.Parse(content, True)


def _declares() -> Refused:
    return damaged(Text("文件中的 XML 含有文档类型声明，没有读取", "XML in the file declares a document type, and is not read"))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
