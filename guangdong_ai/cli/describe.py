"""A description of Typer's commands, for help and for the files from which help and completion are answered (``described_command``)."""

import msgspec
from typer._click import Command, Context, Parameter
from typer.core import TyperArgument, TyperGroup, TyperOption

from guangdong_ai.cli.described_command import DescribedCommand, DescribedParameter
from guangdong_ai.foundation.text import Language, Text


def describe(command: Command, context: Context, language: Language) -> DescribedCommand:
    """The command with all its parameters, as its help shows it; of a group, its commands by name and help only."""
    return _described(command, context, language, command.get_params(context), _listed(command, context))


def whole_description(language: Language) -> str:
    """The description of the whole command line, as the file of this language holds it."""
    from guangdong_ai.cli.program import program

    command = program(language)
    described = describe_wholly(command, command.make_context("guangdong-ai", [], resilient_parsing=True), language)
    return msgspec.json.format(msgspec.json.encode(described), indent=1).decode() + "\n"


def describe_wholly(command: Command, context: Context, language: Language) -> DescribedCommand:
    """The command and everything below it, without the flags for facts, which depend on the catalogue."""
    inner = []
    for name, found in _commands(command, context):
        inner.append(describe_wholly(found, found.make_context(name, [], parent=context, resilient_parsing=True), language))
    own = command.own_params(context) if hasattr(command, "own_params") else command.get_params(context)
    return _described(command, context, language, own, tuple(inner), takes_facts=getattr(command, "adds_options", False))


def _described(
    command: Command,
    context: Context,
    language: Language,
    parameters: list[Parameter],
    commands: tuple[DescribedCommand, ...],
    *,
    takes_facts: bool = False,
) -> DescribedCommand:
    prefix = Text("用法：", "Usage: ").in_language(language)
    return DescribedCommand(
        name=context.info_name or "",
        usage=" ".join([f"{prefix}{context.command_path}", *command.collect_usage_pieces(context)]),
        help=command.help or "",
        short_help=command.get_short_help_str(),
        parameters=tuple(shown for parameter in parameters if (shown := _parameter(parameter)) is not None),
        commands=commands,
        takes_facts=takes_facts,
    )


def _listed(command: Command, context: Context) -> tuple[DescribedCommand, ...]:
    return tuple(DescribedCommand(name=name, usage="", help=found.help or "", parameters=()) for name, found in _commands(command, context))


def _commands(command: Command, context: Context) -> list[tuple[str, Command]]:
    """The commands of a group, in order, without hidden ones."""
    if not isinstance(command, TyperGroup):
        return []
    named = ((name, command.get_command(context, name)) for name in command.list_commands(context))
    return [(name, found) for name, found in named if found is not None and not found.hidden]


def _parameter(parameter: Parameter) -> DescribedParameter | None:
    if isinstance(parameter, TyperArgument) and not parameter.hidden:
        name = parameter.metavar or (parameter.name or "").upper()
        return DescribedParameter(names=(name,), takes="", help=parameter.help or "", heading=parameter.rich_help_panel, is_argument=True)
    if isinstance(parameter, TyperOption) and not parameter.hidden:
        return DescribedParameter(
            names=tuple(sorted((*parameter.opts, *parameter.secondary_opts), key=len)),  # Typer keeps those of help in a set
            takes="" if parameter.is_flag else parameter.metavar or "",
            help=parameter.help or "",
            heading=parameter.rich_help_panel,
            is_flag=bool(parameter.is_flag),
            is_repeatable=parameter.multiple,
        )
    return None
