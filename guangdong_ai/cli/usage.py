"""Typer's commands and usage errors in the language of the run: Typer itself speaks English only."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from typer._click import Context, HelpFormatter, Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.models import TyperPath

from guangdong_ai.cli.usage_error import WrongUsage
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Language, Text

MoreOptions = Callable[[], list[TyperOption]]

OUTPUT = "output"
"""What the parameter is called, in every command, that says where the result goes."""

WRITTEN = (OUTPUT, "template")
"""The parameters that name files to write."""


class _Speaking:
    """What a command and a group have in common: help in the language of the run."""

    language: Language

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]  # a mixin before Typer's own classes
        if option is not None:
            option.help = Text("显示本说明", "Show this help").in_language(self.language)
        return option

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        from guangdong_ai.cli.describe import describe
        from guangdong_ai.cli.help_page import help_page
        from guangdong_ai.cli.terminal import rendered

        described = describe(self, ctx, self.language)  # type: ignore[arg-type]  # a mixin before Typer's own classes
        formatter.write(rendered(help_page(described, self.language)))


def command_class(speaks: Language, more_options: MoreOptions | None = None) -> type[TyperCommand]:
    """A command whose help speaks the language; ``more_options`` adds options that are known only when the command is used."""

    class SpeakingCommand(_Speaking, TyperCommand):
        language = speaks
        adds_options = more_options is not None
        _added: list[TyperOption] | None = None

        def own_params(self, ctx: Context) -> list[Parameter]:
            return super().get_params(ctx)

        def get_params(self, ctx: Context) -> list[Parameter]:
            if more_options is not None and self._added is None:
                self._added = more_options()
            return [*self.own_params(ctx), *(self._added or [])]

        def invoke(self, ctx: Context) -> object:
            output = ctx.params.get(OUTPUT)
            if output is not None:
                from guangdong_ai.cli.output_suffix import choose_format
                from guangdong_ai.cli.overwriting import refuse_to_overwrite

                refuse_to_overwrite(Path(output), _files_named(self.get_params(ctx), ctx))
                choose_format(self, ctx)
            if "policies" in ctx.params:
                from guangdong_ai.api.packs import laid_over
                from guangdong_ai.cli.error_output import tell_local_policies

                tell_local_policies(laid_over([Path(folder) for folder in ctx.params["policies"] or ()]), self.language)
            return super().invoke(ctx)

    return SpeakingCommand


def _files_named(parameters: Sequence[Parameter], ctx: Context) -> Iterator[str]:
    """What the command line may name as an input: every argument, and every option that takes a path."""
    for parameter in parameters:
        if parameter.name in WRITTEN or (isinstance(parameter, TyperOption) and not isinstance(parameter.type, TyperPath)):
            continue
        given = ctx.params.get(parameter.name or "")
        yield from (str(value) for value in (given if isinstance(given, list | tuple) else [given]) if value is not None)


def group_class(speaks: Language) -> type[TyperGroup]:
    """A group of commands whose help speaks the language."""

    class SpeakingGroup(_Speaking, TyperGroup):
        language = speaks

    return SpeakingGroup


def usage_message(error: ClickException) -> tuple[Text, Text | None]:
    """What is wrong with the command line, and what to do."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "guangdong-ai"
    hint = Text(f"查看用法：{command} --help", f"see {command} --help")
    match error:
        case NoSuchOption(option_name=name):
            return Text(f"没有这个选项：{name}", f"no such option: {name}"), _option_like(name, context) or hint
        case BadOptionUsage(option_name=name):
            if "does not take" in error.message:
                return Text(f"选项 {name} 不带值", f"{name} takes no value"), hint
            return Text(f"选项 {name} 缺少值", f"{name} needs a value"), hint
        case MissingParameter(param=parameter):
            name = _name(parameter)
            return Text(f"缺少 {name}", f"{name} is missing"), hint
        case BadParameter(param=parameter):
            return Text(f"{_name(parameter)} 的值不对：{error.message}", f"{_name(parameter)}: {error.message}"), hint
        case UsageError():
            missing = _NO_SUCH_COMMAND.match(error.message)
            if missing is not None:
                name = missing["name"]
                return Text(f"没有这个命令：{name}", f"no such command: {name}"), _command_like(name, context) or hint
            return _general(error), hint
    return Text(f"用法不对：{error.format_message()}", error.format_message()), hint


_NO_SUCH_COMMAND = lazy_pattern(r"No such command '(?P<name>.*?)'\.(?: |$)", re.DOTALL)


def _option_like(name: str, context: Context | None) -> Text | None:
    """The option that ``name`` is nearly; the dashes, which all options share, make none of them alike."""
    if context is None:
        return None
    from guangdong_ai.foundation.suggestion import closest, did_you_mean

    options = {option.lstrip("-"): option for parameter in context.command.get_params(context) for option in parameter.opts}
    near = closest(name.lstrip("-"), options)
    return did_you_mean(options[near]) if near else None


def _command_like(name: str, context: Context | None) -> Text | None:
    """The command that ``name`` is nearly."""
    if context is None or not isinstance(context.command, TyperGroup):
        return None
    from guangdong_ai.foundation.suggestion import closest, did_you_mean

    near = closest(name, context.command.list_commands(context))
    return did_you_mean(f"{context.command_path} {near}") if near else None


def _general(error: UsageError) -> Text:
    """Usage errors that carry nothing but an English sentence."""
    for start, zh, en in (
        ("Missing command", "缺少命令", "a command is missing"),
        ("Got unexpected extra argument(s) ", "多余的参数：", "unexpected arguments: "),
    ):
        if error.message.startswith(start):
            rest = error.message.removeprefix(start).strip("(). '")
            return Text(zh + rest, en + rest)
    return Text(f"用法不对：{error.message}", error.message)


def _name(parameter: Parameter | None) -> str:
    if parameter is None:
        return ""
    return parameter.opts[-1] if isinstance(parameter, TyperOption) else (parameter.metavar or parameter.name or "").upper()


__all__ = ["OUTPUT", "WRITTEN", "ClickException", "WrongUsage", "command_class", "group_class", "usage_message"]
