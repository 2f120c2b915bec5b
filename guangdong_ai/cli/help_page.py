"""The help of a command as a page like the results: Typer's own loads Markdown and traceback code and is in English only."""

from collections.abc import Iterator

from rich.cells import cell_len

from guangdong_ai.cli.described_command import DescribedCommand, DescribedParameter
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.render.page import EMPTY, STRONG, Page, Paragraph, Row, line, side_by_side

_ARGUMENTS = Text("参数", "Arguments")
_OPTIONS = Text("选项", "Options")
_COMMANDS = Text("命令", "Commands")
_NAMES_AT_MOST = 34
"""Columns of the names; a longer one stands on a line of its own above its help."""

Entry = tuple[str, str]
"""A name with what it takes, and its help."""


def help_page(command: DescribedCommand, language: Language) -> Page:
    """Usage, description, and the arguments, options and commands, each panel under its heading."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, command.usage, STRONG, hanging=4)
        for paragraph in command.help.split("\n\n"):
            yield EMPTY
            yield line(width, paragraph)
        panels = list(_panels(command, language))
        most = min(_NAMES_AT_MOST, width // 2)
        lengths = [cell_len(name) for _, entries in panels for name, _ in entries]
        names = max((length for length in lengths if length <= most), default=most)
        for heading, entries in panels:
            yield EMPTY
            yield line(width, heading, STRONG)
            for name, text in entries:
                yield from _entry(name, text, names, width)

    return Page(rows)


def _panels(command: DescribedCommand, language: Language) -> Iterator[tuple[str, list[Entry]]]:
    panels: dict[str, list[Entry]] = {_ARGUMENTS.in_language(language): [], _OPTIONS.in_language(language): []}
    for parameter in command.parameters:
        own = _ARGUMENTS if parameter.is_argument else _OPTIONS
        panels.setdefault(parameter.heading or own.in_language(language), []).append(_described(parameter))
    panels[_COMMANDS.in_language(language)] = [(inner.name, inner.help.split("\n\n")[0]) for inner in command.commands]
    yield from ((heading, entries) for heading, entries in panels.items() if entries)


def _described(parameter: DescribedParameter) -> Entry:
    return f"{', '.join(parameter.names)} {parameter.takes}".rstrip(), parameter.help


def _entry(name: str, text: str, names: int, width: int) -> Iterator[Row]:
    """The name in a column of ``names`` cells, with its help beside it."""
    beside = max(width - names - 4, 1)
    if cell_len(name) <= names:
        yield side_by_side(2, 2, (names, (Paragraph(name, "cyan"),)), (beside, (Paragraph(text),)))
    else:
        yield line(width, name, "cyan", indent=2, hanging=2)
        yield side_by_side(names + 4, 0, (beside, (Paragraph(text),)))
