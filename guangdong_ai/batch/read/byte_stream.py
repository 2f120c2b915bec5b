"""The bytes of a file, unpacked when it is compressed; a file that cannot be read is refused."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from guangdong_ai.batch.read.input_formats import Compression
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.text import Text

CHUNK = 1 << 20
"""Bytes that are read at a time."""


@contextmanager
def byte_stream(path: Path, compression: Compression | None) -> Iterator[BinaryIO]:
    """The unpacked bytes of the file, open for reading. Raises Refused, here or while it is read inside the ``with``."""
    with readable(path, compression), _opened(path, compression) as stream:
        yield stream


@contextmanager
def readable(path: Path, compression: Compression | None = None) -> Iterator[None]:
    """Turns what reading a file may raise into Refused."""
    try:
        yield
    except FileNotFoundError:
        raise _refused(
            path, Text("找不到这个文件", "no such file"), Text("请检查文件名和所在文件夹", "check the name and the folder")
        ) from None
    except PermissionError:
        raise _refused(
            path, Text("没有读取权限", "no permission to read this file"), Text("请检查文件权限", "check its permissions")
        ) from None
    except IsADirectoryError:
        raise _refused(path, Text("这是一个文件夹，不是文件", "this is a folder, not a file"), None) from None
    except (OSError, EOFError, zlib.error) as error:
        if compression:
            message = Text(
                f"无法解压，文件不完整或不是 .{compression} 文件", f"cannot be unpacked: incomplete, or not a .{compression} file"
            )
            raise _refused(path, message, Text("请重新生成或重新下载", "create or download it again")) from None
        raise _refused(path, Text(f"无法读取：{error}", f"cannot be read: {error}"), None) from None


def _opened(path: Path, compression: Compression | None) -> BinaryIO:
    if compression == "gz":
        import gzip

        return cast("BinaryIO", gzip.open(path, "rb"))
    if compression == "zst":
        return _zstandard(path)
    return path.open("rb")


def _zstandard(path: Path) -> BinaryIO:
    import io

    try:
        import pyarrow as pa
    except ImportError:
        raise missing_extra("engine", "pyarrow", path) from None
    stream = pa.CompressedInputStream(pa.PythonFile(path.open("rb"), mode="r"), "zstd")
    return cast("BinaryIO", io.BufferedReader(stream, CHUNK))


def _refused(path: Path, message: Text, hint: Text | None) -> Refused:
    return Refused([Finding(message=message, hint=hint, place=Place(file=path))])
