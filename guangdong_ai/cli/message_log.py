"""The file in which everything is kept that a run says on standard error, with the time: ``--log``."""

from typing import TYPE_CHECKING

from guangdong_ai.foundation.control_characters import shown_safely

if TYPE_CHECKING:
    from pathlib import Path

_kept_in: "list[Path]" = []


def begin_log(path: "Path | None") -> None:
    """Keep from now on what is said, at the end of that file; None: nowhere. Raises OSError where it cannot be written."""
    _kept_in.clear()
    if path is not None:
        with path.open("a", encoding="utf-8"):
            _kept_in.append(path)


def log(text: str) -> None:
    """Keep the text, each line with the time; nothing where no log was begun. A full disk is no reason to end a run: the rest is lost."""
    if not _kept_in:
        return
    from guangdong_ai.api.clock import now

    time = now().isoformat(sep=" ", timespec="seconds")
    try:
        with _kept_in[0].open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write("".join(f"{time} {line}\n" for line in shown_safely(text).split("\n")))
    except OSError:
        _kept_in.clear()
