"""The help of a command as a page like the results: Typer's own loads Markdown and traceback machinery and speaks English only."""

from collections.abc import Iterator

from rich.cells import cell_len
from typer._click import Command, Context, Parameter
from typer.core import TyperArgument, TyperGroup, TyperOption

from guangdong_ai.reports.render.page import EMPTY, STRONG, Page, Paragraph, Row, line, side_by_side
from guangdong_ai.text import Language, Text

_ARGUMENTS = Text("参数", "Arguments")
_OPTIONS = Text("选项", "Options")
_COMMANDS = Text("命令", "Commands")
_NAMES_AT_MOST = 34
"""Columns of the names; a longer one stands on a line of its own above its help."""

Entry = tuple[str, str]
"""A name with what it takes, and its help."""


def help_page(command: Command, context: Context, usage: str, language: Language) -> Page:
    """Usage, what the command does, and its arguments, options and commands, each panel under its heading."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, usage, STRONG, hanging=4)
        for paragraph in (command.help or "").split("\n\n"):
            yield EMPTY
            yield line(width, paragraph)
        panels = list(_panels(command, context, language))
        most = min(_NAMES_AT_MOST, width // 2)
        lengths = [cell_len(name) for _, entries in panels for name, _ in entries]
        names = max((length for length in lengths if length <= most), default=most)
        for heading, entries in panels:
            yield EMPTY
            yield line(width, heading, STRONG)
            for name, text in entries:
                yield from _entry(name, text, names, width)

    return Page(rows)


def _panels(command: Command, context: Context, language: Language) -> Iterator[tuple[str, list[Entry]]]:
    panels: dict[str, list[Entry]] = {_ARGUMENTS.in_language(language): [], _OPTIONS.in_language(language): []}
    for parameter in command.get_params(context):
        entry = _described(parameter)
        if entry is not None:
            own = _ARGUMENTS if isinstance(parameter, TyperArgument) else _OPTIONS
            heading = getattr(parameter, "rich_help_panel", None) or own.in_language(language)
            panels.setdefault(heading, []).append(entry)
    if isinstance(command, TyperGroup):
        named = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        panels[_COMMANDS.in_language(language)] = [
            (name, (found.help or "").split("\n\n")[0]) for name, found in named if found is not None and not found.hidden
        ]
    yield from ((heading, entries) for heading, entries in panels.items() if entries)


def _described(parameter: Parameter) -> Entry | None:
    if isinstance(parameter, TyperArgument) and not parameter.hidden:
        return parameter.metavar or (parameter.name or "").upper(), parameter.help or ""
    if isinstance(parameter, TyperOption) and not parameter.hidden:
        names = ", ".join(sorted(parameter.opts, key=len))
        return (names if parameter.is_flag else f"{names} {parameter.metavar or ''}".rstrip()), parameter.help or ""
    return None


def _entry(name: str, text: str, names: int, width: int) -> Iterator[Row]:
    """The name in a column of ``names`` cells with its help beside it."""
    beside = max(width - names - 4, 1)
    if cell_len(name) <= names:
        yield side_by_side(2, 2, (names, (Paragraph(name, "cyan"),)), (beside, (Paragraph(text),)))
    else:
        yield line(width, name, "cyan", indent=2, hanging=2)
        yield side_by_side(names + 4, 0, (beside, (Paragraph(text),)))
