"""A path as text. On most systems a name is bytes, and not always UTF-8: names out of an archive made elsewhere, above all."""

from pathlib import Path


def path_text(path: Path) -> str:
    """The path with / between its parts, as text that can be written anywhere: what is not UTF-8 in it is shown as ``?``."""
    text = path.as_posix()
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def is_utf_8(path: Path) -> bool:
    """Whether it can be handed to a library that takes paths as text only."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
