"""Paths as text. On most systems a file name is bytes, and not always UTF-8: above all names from archives made elsewhere."""

from pathlib import Path


def path_text(path: Path) -> str:
    """The path with / between its parts, as text that can be written anywhere: bytes that are not UTF-8 appear as ``?``."""
    text = path.as_posix()
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def is_utf_8(path: Path) -> bool:
    """Whether the path is UTF-8, so that a library which takes paths as text can open it."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
