"""``demo``: a bundled example firm, from its profile to the result."""

from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import command_class
from guangdong_ai.foundation.text import Language, Text

EXAMPLE = Path(__file__).parent / "demo.toml"
"""A made-up firm: any likeness is chance."""


def demo_command(language: Language) -> typer.Typer:
    """``demo`` in this language, for Typer: the bundled example, assessed."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "demo",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words("用内置的示例企业走一遍全过程", "A bundled example firm, end to end"),
    )
    def demo(as_of: date = options.as_of, lang: str = options.lang) -> None:
        del lang
        run_demo(as_of or today(), language)

    return app


def run_demo(as_of: date, language: Language) -> None:
    """The example's profile, the command that reads it, and what it prints."""
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.check import assess_and_show
    from guangdong_ai.cli.output import write_result
    from guangdong_ai.cli.suggested_command import suggested_command

    introduction = Text(f"示例企业的档案（{EXAMPLE.name}）：", f"The profile of the example firm ({EXAMPLE.name}):")
    profile = EXAMPLE.read_text(encoding="utf-8")
    command = "$ " + suggested_command(("check", str(EXAMPLE), "--as-of", str(as_of), "--all"))
    write_result(f"{introduction.in_language(language)}\n\n{profile}\n{command}\n\n", None, language)
    assess_and_show(str(EXAMPLE), [], catalogue_with(()), as_of, "table", None, language, show_all=True)
