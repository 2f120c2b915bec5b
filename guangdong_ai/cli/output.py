"""Where a result goes: standard output, or a file that is written whole or not at all."""

import sys
from pathlib import Path

from guangdong_ai.errors import ReaderGone, Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.text import Language, Text


def write_result(text: str, output: Path | None, language: Language, *, private: bool = False) -> None:
    """The text to standard output, or to ``output``, telling so. ``private``: only the owner may read the file (mode 0600).

    Raises Refused when it cannot be written, ReaderGone when whoever read standard output has closed it.
    """
    if output is not None:
        # A file name in the text may hold bytes that are no characters; what cannot be written is shown as "?".
        _write_file(text.encode(errors="replace"), output, language, private=private)
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def write_exactly(content: bytes, output: Path | None, language: Language) -> None:
    """The same for a format that prescribes its bytes: neither the encoding of the terminal nor its line ends touch them."""
    if output is not None:
        _write_file(content, output, language)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _write_file(content: bytes, output: Path, language: Language, *, private: bool = False) -> None:
    from guangdong_ai.atomic_file import write_whole

    try:
        write_whole(output, content, private=private)
    except (OSError, ValueError) as error:
        from guangdong_ai.not_written import why_not_written

        reason = why_not_written(error)
        raise Refused(
            [
                Finding(
                    message=Text(f"无法写入：{reason.zh}", f"cannot be written: {reason.en}"),
                    hint=Text("请检查文件夹是否存在、能否写入、有无空间", "check that the folder exists, may be written to and has room"),
                    place=Place(file=output),
                )
            ]
        ) from None
    sys.stderr.write(Text(f"已写入 {output}", f"written to {output}").in_language(language) + "\n")
