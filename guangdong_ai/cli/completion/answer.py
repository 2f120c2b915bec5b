"""What TAB is answered: the values that fit where the cursor stands, written as the shell reads them."""

import re
from collections.abc import Callable

from typer._click import Command, Context
from typer._click.shell_completion import CompletionItem, _resolve_context
from typer.core import TyperArgument, TyperGroup, TyperOption

from guangdong_ai.cli.completion.line import Line
from guangdong_ai.cli.flag_name import as_flag
from guangdong_ai.control_characters import first_acted_on, shown_safely
from guangdong_ai.lazy_pattern import lazy_pattern

_BASH_READS = lazy_pattern(r"""[\s"'\\$`!&;|<>()\[\]{}*?#]""")
"""Characters that bash would not take literally."""


def answer(line: Line, command: Command) -> str:
    """The text for the shell's script. Without a value that fits, the shell offers files."""
    # What a terminal would act on cannot be typed: such a value is not offered.
    items = [item for item in fitting(line, command) if first_acted_on(str(item.value)) is None]
    return _ANSWERS[line.asked_by](line, items)


def fitting(line: Line, command: Command) -> list[CompletionItem]:
    """The values for the word at the cursor, each as the whole word."""
    context = _resolve_context(command, {}, command.name or "guangdong-ai", list(line.words))
    incomplete, words = line.incomplete, line.words
    if "--" in words:
        return _of_argument(context, incomplete)
    if incomplete.startswith("-") and "=" in incomplete:
        name, _, value = incomplete.partition("=")
        option = _option(context, name)
        return [] if option is None else _with(f"{name}=", option.shell_complete(context, value))
    option = _option(context, words[-1]) if words else None
    if option is not None:
        return option.shell_complete(context, incomplete)
    if incomplete.startswith("-"):
        return context.command.shell_complete(context, incomplete)
    return _of_argument(context, incomplete)


def _option(context: Context, name: str) -> TyperOption | None:
    """The option of this name that takes a value."""
    if not name.startswith("-"):
        return None
    names = {name, as_flag(name)}
    for parameter in context.command.get_params(context):
        if isinstance(parameter, TyperOption) and not parameter.is_flag and not names.isdisjoint(parameter.opts):
            return parameter
    return None


def _of_argument(context: Context, incomplete: str) -> list[CompletionItem]:
    """For the first argument that has no value yet, or takes several; for a group, its commands."""
    for parameter in context.command.get_params(context):
        if isinstance(parameter, TyperArgument):
            given = context.params.get(parameter.name or "")
            if parameter.nargs == -1 or not _is_given(context, parameter) or (parameter.nargs > 1 and len(given or ()) < parameter.nargs):
                return parameter.shell_complete(context, incomplete)
    return context.command.shell_complete(context, incomplete) if isinstance(context.command, TyperGroup) else []


def _is_given(context: Context, parameter: TyperArgument) -> bool:
    from typer._click.core import ParameterSource

    return context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE


def _with(start: str, items: list[CompletionItem]) -> list[CompletionItem]:
    return [CompletionItem(f"{start}{item.value}", help=item.help) for item in items]


def _for_bash(line: Line, items: list[CompletionItem]) -> str:
    """A value a line, without what stays of the word, and escaped unless the word is in quotation marks."""
    values = [str(item.value)[len(line.kept) :] for item in items]
    return "\n".join(value if line.quote else _BASH_READS.sub(r"\\\g<0>", value) for value in values)


def _for_zsh(line: Line, items: list[CompletionItem]) -> str:
    """A call of ``_arguments`` that the script evaluates, and that evaluates the list of values once more."""
    del line
    if not items:
        return "_files"
    listed = " ".join(_zsh_item(item) for item in items).replace("'", "'\\''")
    return f"_arguments '*: :(({listed}))'"


def _zsh_item(item: CompletionItem) -> str:
    value = str(item.value).replace("\\", "\\\\").replace(":", "\\:")
    said = value if not item.help else f"{value}:{_in_one_line(item.help)}"
    return '"' + re.sub(r'[\\"$`]', r"\\\g<0>", said) + '"'


def _for_fish(line: Line, items: list[CompletionItem]) -> str:
    """A value a line, and what it means after a tabulator."""
    del line
    return "\n".join(f"{item.value}\t{_in_one_line(item.help)}" if item.help else str(item.value) for item in items)


def _in_one_line(text: str) -> str:
    return shown_safely(" ".join(text.split()), "")


_ANSWERS: dict[str, Callable[[Line, list[CompletionItem]], str]] = {"bash": _for_bash, "zsh": _for_zsh, "fish": _for_fish}
