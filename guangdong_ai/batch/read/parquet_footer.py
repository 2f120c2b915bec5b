"""What a Parquet file says of its row groups, their columns and the first pages of these: rows and sizes, before anything of them is read.

pyarrow ends the whole process where it is asked for a column's metadata and they contradict themselves (it raises where C++ may not throw).
So nothing is asked of it by column; the few figures that bounds need are read here, from the footer's Thrift structs in their compact protocol
(https://parquet.apache.org/docs/file-format/metadata/ and https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from guangdong_ai.foundation.record import record

_MARK: Final = b"PAR1"
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT, _UUID = 1, 2, 3, 7, 8, 9, 10, 11, 12, 13
_INTEGERS: Final = (4, 5, 6)
_DEEPEST: Final = 32

_FILE_ROW_GROUPS: Final = 4
_GROUP_COLUMNS, _GROUP_ROWS = 1, 3
_CHUNK_METADATA: Final = 3
_UNPACKED, _PACKED, _DICTIONARY_PAGE = 6, 7, 11
"""Numbers of the fields in FileMetaData, RowGroup, ColumnChunk and ColumnMetaData."""

_PAGE_KIND, _PAGE_PACKED = 1, 3
_DICTIONARY: Final = 2
_ENCODING_OF_DATA: Final = {0: (5, 2), 3: (8, 4)}
"""For each kind of page with rows (DATA_PAGE, DATA_PAGE_V2) where its header has their encoding: the field of PageHeader, and that in its struct."""
_OF_DICTIONARY: Final = (2, 8)
"""The encodings that are places in the dictionary: PLAIN_DICTIONARY, RLE_DICTIONARY."""

_LONGEST_HEADER: Final = 4_096


@record(positional=True)
class ChunkSize:
    """One column of one row group: its bytes in the file, its bytes unpacked, and where its dictionary page begins, if each different value is stored once."""

    packed: int
    unpacked: int
    dictionary: int | None

    @property
    def has_dictionary(self) -> bool:
        """Whether each different value is stored once."""
        return self.dictionary is not None


@record(positional=True)
class RowGroup:
    """How many rows there are in a row group, and the sizes of its columns, in their order."""

    rows: int
    columns: Sequence[ChunkSize]


def row_groups(stream: BinaryIO, columns: int) -> Sequence[RowGroup]:
    """The row groups of a Parquet file that can be read from any place, as its footer tells of them.

    ``columns``: how many each group must have. Raises ValueError where the footer is damaged or a group has not so many; OSError where
    the file is shorter than the end of a footer.
    """
    stream.seek(-8, 2)
    length, mark = int.from_bytes(stream.read(4), "little"), stream.read(4)
    if mark != _MARK or length > stream.seek(0, 2) - 8:
        raise ValueError("no footer")
    stream.seek(-8 - length, 2)
    reader = _CompactReader(stream.read(length))
    try:
        for field, kind in reader.fields():
            if field == _FILE_ROW_GROUPS and kind == _LIST:
                return [_row_group(reader, columns) for _ in reader.structs()]
            reader.skip(kind)
    except IndexError:
        raise ValueError("the footer ends in the middle") from None
    raise ValueError("no row groups")


def begins_in_its_dictionary(stream: BinaryIO, chunk: ChunkSize) -> bool:
    """Whether the first rows of the chunk are places in its dictionary, so that to read one of them is to read the dictionary.

    False too where the headers of its pages are damaged, or too long to be looked at.
    """
    if chunk.dictionary is None:
        return False
    try:
        kind, headers, end = _page_header(stream, chunk.dictionary)
        if kind != _DICTIONARY:
            return False
        kind, headers, _ = _page_header(stream, end)
        header, encoding = _ENCODING_OF_DATA[kind]
        return headers[header][encoding] in _OF_DICTIONARY
    except (IndexError, KeyError, ValueError, OverflowError, OSError):
        return False


def _page_header(stream: BinaryIO, at: int) -> tuple[int, Mapping[int, Mapping[int, int]], int]:
    """The kind of the page, the whole numbers of the structs in its header, and where the page after it begins."""
    stream.seek(at)
    reader = _CompactReader(stream.read(_LONGEST_HEADER))
    numbers: dict[int, int] = {}
    structs: dict[int, Mapping[int, int]] = {}
    for field, kind in reader.fields():
        if kind == _STRUCT:
            structs[field] = reader.integers()
        elif kind in _INTEGERS:
            numbers[field] = reader.integer()
        else:
            reader.skip(kind)
    return numbers[_PAGE_KIND], structs, at + reader.position + numbers[_PAGE_PACKED]


def _row_group(reader: "_CompactReader", columns: int) -> RowGroup:
    rows, chunks = -1, None
    for field, kind in reader.fields():
        if field == _GROUP_COLUMNS and kind == _LIST:
            chunks = [_chunk_size(reader) for _ in reader.structs()]
        elif field == _GROUP_ROWS and kind in _INTEGERS:
            rows = reader.integer()
        else:
            reader.skip(kind)
    if rows < 0 or chunks is None or len(chunks) != columns:
        raise ValueError("a row group without rows, or with other columns than the file")
    return RowGroup(rows, chunks)


def _chunk_size(reader: "_CompactReader") -> ChunkSize:
    sizes: Mapping[int, int] = {}
    for field, kind in reader.fields():
        if field == _CHUNK_METADATA and kind == _STRUCT:
            sizes = reader.integers()
        else:
            reader.skip(kind)
    try:
        return ChunkSize(sizes[_PACKED], sizes[_UNPACKED], sizes.get(_DICTIONARY_PAGE))
    except KeyError:
        raise ValueError("a column without sizes") from None


class _CompactReader:
    """Reads Thrift's compact protocol from the start of ``data``. Every method raises IndexError where the data end, ValueError where they make no sense."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def position(self) -> int:
        """How many bytes have been read."""
        return self._at

    def fields(self) -> Iterator[tuple[int, int]]:
        """Number and type of each field of the struct that begins here; whoever takes one reads or skips its value before the next."""
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self.integer()
            yield field, head & 15

    def structs(self) -> range:
        """The places of the list of structs that begins here; whoever takes one reads it before the next."""
        length, kind = self._list_head()
        if length and kind != _STRUCT:
            raise ValueError("no list of structs")
        return range(length)

    def integers(self) -> Mapping[int, int]:
        """The whole numbers of the struct that begins here, by their fields; all else in it is skipped."""
        found: dict[int, int] = {}
        for field, kind in self.fields():
            if kind in _INTEGERS:
                found[field] = self.integer()
            else:
                self.skip(kind)
        return found

    def integer(self) -> int:
        """The whole number that begins here, with its sign (zigzag)."""
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)

    def skip(self, kind: int, depth: int = 0) -> None:
        """Goes past the value of this type that begins here."""
        if depth > _DEEPEST:
            raise ValueError("too deep")
        if kind in (_TRUE, _FALSE):
            return
        if kind in _INTEGERS:
            self._unsigned()
        elif kind == _BINARY:
            self._pass(self._unsigned())
        elif kind in _FIXED:
            self._pass(_FIXED[kind])
        elif kind == _STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        elif kind in (_LIST, _SET):
            length, inner = self._list_head()
            self._skip_all(length, (inner,), depth)
        elif kind == _MAP:
            length = self._unsigned()
            kinds = self._byte() if length else 0
            self._skip_all(length, (kinds >> 4, kinds & 15), depth)
        else:
            raise ValueError("an unknown type")

    def _skip_all(self, length: int, kinds: Sequence[int], depth: int) -> None:
        for _ in range(length):
            for kind in kinds:
                # A flag that is a field stands in its type; one in a list takes a byte.
                self.skip(_BYTE if kind in (_TRUE, _FALSE) else kind, depth + 1)

    def _list_head(self) -> tuple[int, int]:
        head = self._byte()
        return (self._unsigned() if head >> 4 == 15 else head >> 4), head & 15

    def _unsigned(self) -> int:
        byte = self._byte()
        number, shift = byte & 127, 7
        while byte > 127:
            byte = self._byte()
            number |= (byte & 127) << shift
            shift += 7
            if shift > 70:
                raise ValueError("too long a number")
        return number

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _pass(self, length: int) -> None:
        self._at += length
        if self._at > len(self._data):
            raise IndexError


_FIXED: Final[Mapping[int, int]] = {_BYTE: 1, _DOUBLE: 8, _UUID: 16}
