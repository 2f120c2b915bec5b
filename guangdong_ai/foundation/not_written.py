"""Why the system refused to write a file, in both languages."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text

_NO_FOLDER = Text("找不到所在文件夹", "no such folder")
_NOT_ALLOWED = Text("没有写入权限", "no permission to write")
_NO_SPACE = Text("磁盘空间不足", "no space left on the disk")

_REASONS = {
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: Text("文件系统只读", "the file system is read-only"),
    errno.ENOSPC: _NO_SPACE,
    errno.EISDIR: Text("这是一个文件夹", "this is a folder"),
    errno.EFBIG: Text("超过文件大小限制", "the file would be larger than is allowed here"),
    errno.ENAMETOOLONG: Text("文件名过长", "the name is too long"),
    errno.ELOOP: Text("链接绕成了一圈", "the link leads back to itself"),
    errno.EPIPE: Text("读取的一方已经关闭", "the reader has closed it"),
    errno.EIO: Text("设备读写出错", "the device failed"),
    errno.ENXIO: Text("这种设备不能写入", "this kind of device cannot be written to"),
    errno.EMFILE: Text("打开的文件过多", "too many files are open"),
    **({errno.EDQUOT: _NO_SPACE} if hasattr(errno, "EDQUOT") else {}),
}


def why_not_written(error: OSError | ValueError) -> Text:
    """The reason, without the path: the message around it names that. An unlisted error is told in the system's own words."""
    if isinstance(error, OSError):
        listed = _REASONS.get(error.errno or 0)
        if listed is not None:
            return listed
        words = error.strerror or str(error)
        return Text(words, words)
    return Text("文件名含有空字符", "the name contains a null character") if "null" in str(error) else Text(str(error), str(error))


def cannot_be_written(error: OSError, output: Path) -> Refused:
    """The refusal when writing the result failed: why, and what to check."""
    reason = why_not_written(error)
    message = Text("无法写入：{}", "cannot be written: {}").format(reason)
    hint = Text("请检查文件夹是否存在、能否写入、有无空间", "check that the folder exists, may be written to and has room")
    return Refused([Finding(message=message, hint=hint, place=Place(file=output))])


@contextlib.contextmanager
def refused_where_not_written(output: Path) -> Iterator[None]:
    """Within the block an OSError becomes the refusal of ``output``."""
    try:
        yield
    except OSError as error:
        raise cannot_be_written(error, output) from None
