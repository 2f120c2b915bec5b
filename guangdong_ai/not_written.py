"""Why the system refused to write, in both languages."""

import errno

from guangdong_ai.text import Text

_NO_FOLDER = Text("找不到所在文件夹", "there is no such folder")
_NOT_ALLOWED = Text("没有写入权限", "it may not be written")
_NO_SPACE = Text("磁盘空间不足", "there is no space left")

_REASONS = {
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: Text("文件系统只读", "the file system is read-only"),
    errno.ENOSPC: _NO_SPACE,
    errno.EISDIR: Text("这是一个文件夹", "this is a folder"),
    errno.EFBIG: Text("超过文件大小限制", "larger than a file may be here"),
    errno.ENAMETOOLONG: Text("文件名过长", "the name is too long"),
    errno.ELOOP: Text("链接绕成了一圈", "this is a link that leads round in a circle"),
    errno.EPIPE: Text("读取的一方已经关闭", "whoever read it has closed it"),
    errno.EIO: Text("设备读写出错", "the device failed"),
    errno.ENXIO: Text("这种设备不能写入", "this kind of device is not written to"),
    errno.EMFILE: Text("打开的文件过多", "too many files are open"),
    **({errno.EDQUOT: _NO_SPACE} if hasattr(errno, "EDQUOT") else {}),
}


def why_not_written(error: OSError | ValueError) -> Text:
    """The reason, without the path: the message names it. What is not listed is told in the system's own words."""
    if isinstance(error, OSError):
        listed = _REASONS.get(error.errno or 0)
        if listed is not None:
            return listed
        words = error.strerror or str(error)
        return Text(words, words)
    return Text("文件名含有空字符", "the name has a null character") if "null" in str(error) else Text(str(error), str(error))
