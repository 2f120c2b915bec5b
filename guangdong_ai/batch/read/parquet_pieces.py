"""The pieces of a Parquet file, for every engine: what one reader makes of a damaged or unusual file all make of it."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from guangdong_ai.batch.read.byte_stream import readable
from guangdong_ai.batch.read.parquet_footer import begins_in_its_dictionary, row_groups
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.path_text import is_utf_8
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line

MOST_EMPTY_ROWS: Final = 5_000_000
ROWS_A_BYTE: Final = 20
"""A file of more than so many rows with more than so many to each byte holds next to nothing: no name, no number tells them apart."""

_SMALL: Final = 4_096
"""A column that takes no more holds no text that is long: so many bytes in each of 50,000 rows are within the bound."""

LARGEST_COLUMN: Final = 1 << 29
LARGEST_PIECE: Final = 1 << 28
"""Bytes that the texts of a column may take in a few thousand rows. A text that many rows show is written once, and held for each of them."""

MOST_AT_ONCE: Final = 50_000
"""Rows of a piece."""

_MOSTLY_DIFFERENT: Final = 8
"""A column of texts that takes more bytes a row unpacked has hardly any text twice, such as names."""

TIMES_PACKED: Final = 200
"""A column of a row group that unpacks to more than so many bytes, and to more than so many times what it takes, is not read."""


class ParquetPieces:
    """A Parquet file that is open. ``path``: where it is; ``named``: what findings call it. Raises Refused for a file that is damaged."""

    def __init__(self, path: Path, named: Path | None = None) -> None:
        self._path, self._named = path, named or path
        try:
            import pyarrow.parquet  # noqa: F401  # to say that it is not there
        except ImportError:
            raise missing_extra("engine", "pyarrow", self._named) from None
        with readable(self._named), path.open("rb") as stream:
            size = stream.seek(0, 2)
        with _undamaged(self._named):
            self._opened = self._reading()
            # What metadata say of a column is never asked of pyarrow: where they contradict themselves it would end the process.
            self._columns = [self._opened.schema.column(place) for place in range(self._opened.metadata.num_columns)]
            with path.open("rb") as stream:
                self._groups = row_groups(stream, len(self._columns))
            fields = [(str(field.name), tuple(_names(field))) for field in self._opened.schema_arrow]
        self._refuse_what_grows(size)
        self._fields = fields
        self.headers = tuple(name for _, names in fields for name in names)
        """The columns; one that is a table of columns counts as those, ``enterprise.city``."""

    @property
    def rows(self) -> int:
        """How many rows there are. What the groups of rows say counts: a total that says otherwise is wrong."""
        return sum(group.rows for group in self._groups)

    def read(
        self, used: Sequence[int], at_once: int, first: int = 0, most: int | None = None, *, in_bulk: bool = False
    ) -> Iterator[tuple[int, Sequence[Any]]]:
        """The columns at these places of ``headers``, in pieces of at most ``at_once`` rows; ``most`` rows from row ``first`` (from 0).

        With each piece comes how many rows it has; columns are Arrow arrays. Texts of which each different one is stored once come as a
        dictionary of them and the place of each row's in it. ``in_bulk``: so many rows will be read that it is worth looking first whether
        their texts are different. Raises Refused where the file is damaged, and where its rows are not as many as it says.
        """
        end = self.rows if most is None else min(self.rows, first + most)
        start, groups, skipped = 0, [], None
        for number, group in enumerate(self._groups):
            if start < end and start + group.rows > first:
                groups.append(number)
                skipped = start if skipped is None else skipped
            start += group.rows
        place = first if skipped is None else skipped
        with _undamaged(self._named):
            batches = self._batches(used, at_once, groups, in_bulk=in_bulk)
        while True:
            with _undamaged(self._named):
                piece = next(batches, None)
            if piece is None:
                break
            length, columns = piece
            low, high = max(first - place, 0), min(end - place, length)
            place += length
            if low < high:
                yield high - low, [column.slice(low, high - low) for column in columns]
        if place < end:
            message = Text(
                f"文件已损坏：应有 {end:,} 行，只读到 {place:,} 行",
                f"the file is damaged: it says {end:,} rows, and {place:,} can be read",
            )
            raise _refused(self._named, message)

    def empty(self, used: Sequence[int]) -> Sequence[Any]:
        """These columns without any rows."""
        import pyarrow as pa

        with _undamaged(self._named):
            columns = _flat(pa.Table.from_batches([], schema=self._opened.schema_arrow)).columns
            return [columns[place] for place in used]

    def _batches(self, used: Sequence[int], at_once: int, groups: Sequence[int], *, in_bulk: bool) -> Iterator[tuple[int, Sequence[Any]]]:
        import pyarrow as pa

        names = [name for name, _ in self._fields]
        # By their names single columns can be had where each has one of its own; a file without any column that is used is read by its first.
        of_header = list(chain.from_iterable([number] * len(parts) for number, (_, parts) in enumerate(self._fields)))
        wanted = sorted({of_header[place] for place in used} or ({0} if names else set()))
        alone = len(set(names)) == len(names) and all(names[number] for number in wanted)
        taken = wanted if alone else range(len(names))
        starts = _starts([len(self._fields[number][1]) for number in taken])
        start_of = dict(zip(taken, starts, strict=True))
        firsts = dict(zip(range(len(names)), _starts([len(parts) for _, parts in self._fields]), strict=True))
        places = [start_of[of_header[place]] + place - firsts[of_header[place]] for place in used]
        repeated = self._may_repeat()
        plain = self._short_and_different(repeated, groups) if in_bulk else frozenset[str]()
        batches = self._reading([path for path in repeated if path not in plain]).iter_batches(
            at_once, row_groups=list(groups), columns=[names[number] for number in taken] if alone else None
        )
        for batch in batches:
            table = pa.Table.from_batches([batch])
            columns = _flat(table.select([names[number] for number in taken]) if alone else table).columns
            chosen = [columns[place] for place in places]
            for place, column in zip(used, chosen, strict=True):
                # Arrow believes what a file says to be text. Nobody else may have to.
                if not pa.types.is_primitive(column.type):
                    column.validate(full=True)
                if _is_of_texts(column.type):
                    self._refuse_long_texts(column, self.headers[place])
            yield len(table), chosen

    def _refuse_long_texts(self, column: Any, header: str) -> None:
        for chunk in column.chunks:
            if len(chunk) * chunk.dictionary.nbytes > LARGEST_PIECE and _bytes_in_full(chunk) > LARGEST_PIECE:
                message = Text(
                    f"列 {one_line(header)} 的文字太长：{len(chunk):,} 行超过 {LARGEST_PIECE:,} 字节，没有读取",
                    f"the texts of the column {one_line(header)} are too long: more than {LARGEST_PIECE:,} bytes in {len(chunk):,} rows; it is not read",
                )
                raise Refused(
                    [Finding(message=message, hint=Text("请不要导出这一列", "leave the column out"), place=Place(file=self._named))]
                )

    def _refuse_what_grows(self, size: int) -> None:
        if self.rows > MOST_EMPTY_ROWS and self.rows > ROWS_A_BYTE * size:
            message = Text(
                f"{size:,} 字节的文件自称有 {self.rows:,} 行：几乎每一行都是空的，没有读取",
                f"a file of {size:,} bytes says that it has {self.rows:,} rows: nearly all of them hold nothing, and it is not read",
            )
            raise _refused(self._named, message, Text("请只导出有内容的行", "export the rows that hold something"))
        for group in self._groups:
            for column, chunk in zip(self._columns, group.columns, strict=True):
                if chunk.unpacked > LARGEST_COLUMN and chunk.unpacked > TIMES_PACKED * max(chunk.packed, 1):
                    message = Text(
                        f"列 {column.path} 由 {chunk.packed:,} 字节展开为 {chunk.unpacked:,} 字节，没有读取",
                        f"the column {column.path} unpacks from {chunk.packed:,} to {chunk.unpacked:,} bytes, and is not read",
                    )
                    raise _refused(self._named, message)

    def _reading(self, with_dictionaries: Sequence[str] = ()) -> Any:
        import pyarrow.parquet as pq

        return pq.ParquetFile(self._path if is_utf_8(self._path) else self._path.open("rb"), read_dictionary=list(with_dictionaries))

    def _short_and_different(self, columns: Sequence[str], groups: Sequence[int]) -> frozenset[str]:
        """Those of the columns that are read sooner as they are: texts that hardly ever come twice, and cannot grow beyond the bound.

        Their dictionaries in these row groups are looked at to know.
        """
        chunks = {number: self._groups[number].columns for number in groups if self._groups[number].rows}
        if sum(self._groups[number].rows for number in chunks) <= MOST_AT_ONCE:
            return frozenset()
        paths = [str(column.path) for column in self._columns]
        with self._path.open("rb") as stream:
            different = [
                path
                for place, path in enumerate(paths)
                if path in columns
                and paths.count(path) == 1
                and all(of[place].unpacked > _MOSTLY_DIFFERENT * self._groups[number].rows for number, of in chunks.items())
                and all(begins_in_its_dictionary(stream, of[place]) for of in chunks.values())
            ]
        reader = self._reading(different)
        return frozenset(
            path for path in different if all(self._longest(reader, number, path) * MOST_AT_ONCE <= LARGEST_PIECE for number in chunks)
        )

    @staticmethod
    def _longest(reader: Any, group: int, name: str) -> int:
        """The bytes of the longest text in the column's dictionary."""
        import pyarrow as pa
        import pyarrow.compute as pc

        table = _flat(pa.Table.from_batches([next(reader.iter_batches(1, row_groups=[group], columns=[name]))]))
        (chunk,) = table.column(name).chunks
        chunk.validate(full=True)
        return int(pc.max(pc.binary_length(chunk.dictionary)).as_py() or 0)

    def _may_repeat(self) -> list[str]:
        """The columns of texts, not those in lists, that hold each different one once and may grow when they are read."""
        return [
            str(column.path)
            for place, column in enumerate(self._columns)
            if column.physical_type == "BYTE_ARRAY"
            and column.max_repetition_level == 0
            and any(group.columns[place].has_dictionary and group.columns[place].unpacked > _SMALL for group in self._groups)
        ]


class _undamaged:  # noqa: N801  # read as a word of the with statement
    """Turns what the library raises about a damaged file into Refused."""

    def __init__(self, named: Path) -> None:
        self._named = named

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import pyarrow as pa

        if isinstance(error, pa.ArrowException | OSError | ValueError | OverflowError | MemoryError):
            raise _refused(self._named, Text("不是 Parquet 文件，或已损坏", "not a Parquet file, or damaged")) from None


def _is_of_texts(kind: Any) -> bool:
    """Whether it is the type of texts of which each different one is stored once."""
    import pyarrow as pa

    return bool(pa.types.is_dictionary(kind) and (pa.types.is_string(kind.value_type) or pa.types.is_binary(kind.value_type)))


def _bytes_in_full(texts: Any) -> int:
    """How many bytes the texts take, each written out."""
    import pyarrow.compute as pc

    return int(pc.sum(pc.binary_length(texts.dictionary).take(texts.indices)).as_py() or 0)


def _refused(path: Path, message: Text, hint: Text | None = None) -> Refused:
    again = Text("请重新导出文件", "export the file again")
    return Refused([Finding(message=message, hint=hint or again, place=Place(file=path))])


def _starts(lengths: Sequence[int]) -> Sequence[int]:
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return starts[:-1]


def _names(field: Any) -> Iterator[str]:
    """What ``_flat`` calls the field's columns. To make an empty table and flatten it would load pandas, where that is installed."""
    parts = field.flatten()
    if len(parts) == 1 and parts[0].equals(field):
        yield str(field.name)
        return
    for part in parts:
        yield from _names(part)


def _flat(table: Any) -> Any:
    """The Arrow table, each column that is a struct replaced by its columns, as often as it takes."""
    import pyarrow as pa

    while any(pa.types.is_struct(kind) for kind in table.schema.types):
        table = table.flatten()
    return table
