"""The values that fit at the cursor, from Typer's description of the command line."""

from typer._click import Command, Context
from typer._click.shell_completion import CompletionItem, _resolve_context
from typer.core import TyperArgument, TyperGroup, TyperOption

from guangdong_ai.cli.completion.line import CommandLine
from guangdong_ai.cli.completion.offered import Offered
from guangdong_ai.cli.flag_name import as_flag


def fitting(line: CommandLine, command: Command) -> list[Offered]:
    """The values for the word at the cursor, each as the whole word, with its meaning."""
    return [(str(item.value), item.help or "") for item in _items(line, command)]


def _items(line: CommandLine, command: Command) -> list[CompletionItem]:
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
    """The option of this name, if it takes a value."""
    if not name.startswith("-"):
        return None
    names = {name, as_flag(name)}
    for parameter in context.command.get_params(context):
        if isinstance(parameter, TyperOption) and not parameter.is_flag and not names.isdisjoint(parameter.opts):
            return parameter
    return None


def _of_argument(context: Context, incomplete: str) -> list[CompletionItem]:
    """For the first argument without a value, or one that takes several; for a group, its commands."""
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
