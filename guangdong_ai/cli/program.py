"""The commands put together, in the language of the run. A command is made only when it is used or listed: the others cost nothing."""

import sys
from collections.abc import Callable, Mapping, Sequence

import typer
from typer._click import Command, Context

from guangdong_ai.cli.error_output import show_error
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.output import write_line, write_page, write_result
from guangdong_ai.cli.suggested_command import carry_options_of
from guangdong_ai.cli.usage import ClickException, WrongUsage, group_class, usage_message
from guangdong_ai.foundation.text import Language

MakeCommand = Callable[[], typer.Typer]


def commands(language: Language, arguments: Sequence[str]) -> Mapping[str, MakeCommand]:
    """The commands by name, in the order in which help lists them, each with what makes it.

    ``arguments`` is what was given: the flags for facts depend on the ``--policies`` in it.
    """

    def ask() -> typer.Typer:
        from guangdong_ai.cli.ask.command import ask_command

        return ask_command(language)

    def check() -> typer.Typer:
        from guangdong_ai.cli.check import check_command

        return check_command(language, arguments)

    def explain() -> typer.Typer:
        from guangdong_ai.cli.explain import explain_command

        return explain_command(language)

    def what_if() -> typer.Typer:
        from guangdong_ai.cli.what_if import what_if_command

        return what_if_command(language)

    def batch() -> typer.Typer:
        from guangdong_ai.cli.batch import batch_command

        return batch_command(language)

    def calendar() -> typer.Typer:
        from guangdong_ai.cli.calendar import calendar_command

        return calendar_command(language)

    def prepare() -> typer.Typer:
        from guangdong_ai.cli.prepare import prepare_command

        return prepare_command(language)

    def measures() -> typer.Typer:
        from guangdong_ai.cli.measures import measures_commands

        return measures_commands(language)

    def profile() -> typer.Typer:
        from guangdong_ai.cli.profile import profile_commands

        return profile_commands(language)

    def demo() -> typer.Typer:
        from guangdong_ai.cli.demo import demo_command

        return demo_command(language)

    return {
        "ask": ask,
        "check": check,
        "explain": explain,
        "what-if": what_if,
        "batch": batch,
        "calendar": calendar,
        "prepare": prepare,
        "measures": measures,
        "profile": profile,
        "demo": demo,
    }


def program(language: Language, arguments: Sequence[str] = ()) -> Command:
    """The Typer application with every command, its help in this language."""
    words = words_in(language)
    made: dict[str, Command] = {}
    makers = commands(language, arguments)

    class Program(group_class(language)):  # type: ignore[misc]  # the class of the language is known at run time only
        def list_commands(self, ctx: Context) -> list[str]:
            del ctx
            return list(makers)

        def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
            del ctx
            if cmd_name in makers and cmd_name not in made:
                made[cmd_name] = typer.main.get_command(makers[cmd_name]())
                made[cmd_name].name = cmd_name
            return made.get(cmd_name)

    app = typer.Typer(
        cls=Program,
        name="guangdong-ai",
        invoke_without_command=True,
        help=words(
            "对照广东省人工智能与机器人产业扶持政策，自评可以申请哪些措施。离线运行，不发送任何数据。",
            "Which of Guangdong's support measures for AI and robotics apply to an enterprise. Runs offline and sends nothing.",
        ),
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        options_metavar=words("[选项]", "[OPTIONS]"),
        subcommand_metavar=words("命令 [参数]…", "COMMAND [ARGS]…"),
    )

    @app.callback()
    def root(
        context: typer.Context,
        version: bool = typer.Option(
            False, "--version", help=words("显示版本号", "Show the version"), callback=_show_version, is_eager=True
        ),
        lang: str = Options(language).lang,
    ) -> None:
        del version, lang
        if context.invoked_subcommand is None:
            raise typer.Exit(_begin(context, language))

    command = typer.main.get_command(app)
    completion = {
        "install_completion": words("为当前的命令行安装 TAB 补全", "Install TAB completion for this shell"),
        "show_completion": words("显示 TAB 补全脚本", "Show the TAB completion script"),
    }
    for parameter in command.params:
        if parameter.name in completion:
            parameter.help = completion[parameter.name]  # type: ignore[attr-defined]  # an option: it has a help text
    return command


def _begin(context: Context, language: Language) -> int:
    """What ``guangdong-ai`` alone says: a person is shown ways in; a script has forgotten the command, which is wrong usage."""
    if sys.stdout.isatty():
        from guangdong_ai.cli.ask.welcome import welcome

        write_result(welcome(language), None, language)
        return 0
    write_page(f"{context.get_help()}\n", None, language)
    return 2


def _show_version(context: typer.Context, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from guangdong_ai import __version__

        write_line(f"guangdong-ai {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str], language: Language) -> int:
    """Run the command that the arguments name; the exit code. Refused, KeyboardInterrupt and bugs pass through."""
    carry_options_of(arguments)
    command = program(language, arguments)
    try:
        code = command.main(list(arguments), prog_name="guangdong-ai", standalone_mode=False)
    except WrongUsage as error:
        show_error(error.message, error.hint, language, error.command)
        return 2
    except ClickException as error:
        show_error(*usage_message(error), language)
        return 2
    return code if isinstance(code, int) else 0
