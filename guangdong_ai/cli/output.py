"""All output: a result to standard output or, atomically, into a file; messages to standard error.

Names, file names, options and catalogues from strangers may hold characters that a terminal acts on. They are escaped, here and in
pages (``reports.render.page``), whose colours are the only such characters that are not.
"""

import sys
from typing import TYPE_CHECKING

from guangdong_ai.cli.message_log import log
from guangdong_ai.foundation.control_characters import json_safely, shown_safely
from guangdong_ai.foundation.errors import ReaderGone, Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from pathlib import Path

    from guangdong_ai.reports.content.report import Report
    from guangdong_ai.reports.render.page import Page


BYTE_ORDER_MARK = "\ufeff"
"""What spreadsheet programs know UTF-8 by."""


def say(text: str) -> None:
    """Write a line, or several, to standard error; a line feed is added."""
    sys.stderr.write(f"{shown_safely(text)}\n")
    log(text)


def begin_line(text: str) -> None:
    """Write the beginning of a line to standard error that the person, or more text, ends."""
    sys.stderr.write(shown_safely(text))
    sys.stderr.flush()


def replace_line(text: str) -> None:
    """Replace the last line on a terminal; an empty text removes it."""
    sys.stderr.write(f"\r{shown_safely(text, '')}" if text else "\r\x1b[K")
    sys.stderr.flush()


def write_line(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(shown_safely(f"{text}\n", "\n\t"))


def write_report(
    report: "Report", format_: str, output: "Path | None", language: Language, *, bilingual: bool = False, plain_csv: bool = False
) -> None:
    """Write a report in one of its formats, to standard output or to ``output``; see ``write_page``.

    ``bilingual``: in both languages, the other one below. A file of CSV is for a person, with titles, words and a byte-order mark, unless
    ``plain_csv``; standard output, a pipe and a device are for programs. Raises WrongUsage where the format has no use for either.
    """
    from guangdong_ai.reports.render.formats import FORMATS, Setting, rendered

    _require_form(report, format_)
    if bilingual and not FORMATS[format_].to_hand_on:
        from guangdong_ai.cli.usage_error import WrongUsage

        can = ", ".join(entry.name for entry in FORMATS.values() if entry.to_hand_on)
        raise WrongUsage(
            Text(f"--bilingual 不用于 {format_} 格式", f"--bilingual is not for the format {format_}"),
            Text(f"可用的格式：{can}", f"formats that can be in both languages: {can}"),
        )

    for_person = format_ == "csv" and output is not None and not plain_csv and not is_stream(output)
    if plain_csv and format_ != "csv":
        from guangdong_ai.cli.usage_error import WrongUsage

        raise WrongUsage(
            Text(f"--plain-csv 不用于 {format_} 格式", f"--plain-csv is not for the format {format_}"),
            Text("加上 --format csv，或把结果写入 .csv 文件", "add --format csv, or write a .csv file"),
        )
    if for_person:
        from guangdong_ai.reports.content.titled_rows import titled

        report = titled(report)
    if output is None and not FORMATS[format_].is_text and sys.stdout.isatty():
        from guangdong_ai.cli.usage_error import WrongUsage

        suffix = FORMATS[format_].suffixes[0]
        raise WrongUsage(
            Text(f"{format_} 不能显示在终端里", f"a terminal cannot show the format {format_}"),
            Text(f"写入文件：--output result{suffix}", f"write a file: --output result{suffix}"),
        )

    def page_text(page: "Page") -> str:
        from guangdong_ai.cli.terminal import rendered as laid_out

        return laid_out(page, output)

    setting = Setting(language=language, bilingual=bilingual, page_text=page_text)
    shown = rendered(report, format_, setting)
    if isinstance(shown, bytes):
        write_exactly(shown, output, language)
    else:
        write_page(f"{BYTE_ORDER_MARK}{shown}" if for_person else shown, output, language)
    if output is not None:
        from guangdong_ai.reports.render.record_beside import record_beside

        kept = record_beside(report, format_, setting, output, shown)
        if kept is not None:
            write_page(kept.content, kept.path, language)


def is_stream(path: "Path") -> bool:
    """Whether it is a pipe or a device, for which neither suffix nor reader can be told from its name."""
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except OSError:
        return False


def _require_form(report: "Report", format_: str) -> None:
    """Raise WrongUsage where the report is not told in the form that the format shows: a command may tell several things."""
    from guangdong_ai.reports.render.formats import FORMATS

    if getattr(report, FORMATS[format_].shows) is None:
        from guangdong_ai.cli.usage_error import WrongUsage

        can = ", ".join(entry.name for entry in FORMATS.values() if getattr(report, entry.shows) is not None)
        raise WrongUsage(
            Text(f"这个结果没有 {format_} 格式", f"this result is not told in the format {format_}"),
            Text(f"可用：{can}", f"accepted: {can}"),
        )


def write_json(text: str, output: "Path | None", language: Language) -> None:
    """Write a JSON document as ``write_result``; characters that a terminal acts on become JSON escapes, the data are the same."""
    write_page(json_safely(text), output, language)


def write_result(text: str, output: "Path | None", language: Language, *, private: bool = False) -> None:
    """Write a text of lines, escaped; see ``write_page``."""
    write_page(shown_safely(text, "\n\t"), output, language, private=private)


def write_page(text: str, output: "Path | None", language: Language, *, private: bool = False) -> None:
    """Write a text that is safe already to standard output, or to ``output``, which is then told. ``private``: mode 0600.

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


def write_exactly(content: bytes, output: "Path | None", language: Language) -> None:
    """Write bytes as ``write_page``, unchanged by the encoding or the line endings of the terminal."""
    if output is not None:
        _write_file(content, output, language)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _write_file(content: bytes, output: "Path", language: Language, *, private: bool = False) -> None:
    from guangdong_ai.foundation.atomic_file import write_whole

    try:
        write_whole(output, content, private=private)
    except (OSError, ValueError) as error:
        from guangdong_ai.foundation.not_written import why_not_written

        reason = why_not_written(error)
        raise Refused(
            [
                Finding(
                    message=Text("无法写入：{}", "cannot be written: {}").format(reason),
                    hint=Text("请检查文件夹是否存在、能否写入、有无空间", "check that the folder exists, may be written to and has room"),
                    place=Place(file=output),
                )
            ]
        ) from None
    say(Text(f"已写入 {output}", f"written to {output}").in_language(language))
