"""``demo``: a bundled example firm, from the result to the report that is handed on."""

import os
from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import command_class
from guangdong_ai.foundation.text import Language

EXAMPLE = Path(__file__).parent / "demo.toml"
"""A made-up firm: any likeness is chance."""

REPORT = "report.html"


def demo_command(language: Language) -> typer.Typer:
    """``demo`` in this language, for Typer: the bundled example, end to end."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "demo",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "用内置的示例企业走一遍全过程：结果、理由、改变什么可以得到更多、可转交的报告。\n\n"
            "报告写入临时文件夹中新建的文件夹，并显示其位置；用 --output 另行指定，--no-report 不写。",
            "A bundled example firm, end to end: the result, the reasons, what would open more, a report to hand on.\n\n"
            "The report goes into a new folder among the temporary files, and is named; --output says where else, --no-report leaves it out.",
        ),
    )
    def demo(
        as_of: date = options.as_of,
        output: Path = options.output,
        report: bool = typer.Option(
            True,
            "--report/--no-report",
            show_default=False,
            help=words("写报告（默认）；--no-report 不写", "Write the report (default); --no-report: do not"),
        ),
        lang: str = options.lang,
    ) -> None:
        del lang
        run_demo(as_of or today(), language, output, writes=report)

    return app


def new_report() -> Path:
    """Where the report goes if nobody says: a file of a folder that is new, so that it replaces nothing."""
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="guangdong-ai-")) / REPORT


def run_demo(as_of: date, language: Language, output: Path | None, *, writes: bool) -> None:
    """The tour, and then, if it ``writes``, the report. Raises Refused when that cannot be written."""
    from guangdong_ai.api.assessment import assess
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.foundation.path_text import path_text
    from guangdong_ai.reports.content.demo import demo_content
    from guangdong_ai.reports.content.report import Report

    assessment = assess(EXAMPLE, as_of=as_of)
    file = output or (new_report() if writes else Path(REPORT))
    profile_file = _named_from_here(EXAMPLE)
    tour = demo_content(assessment.result, profile_file, path_text(file))
    write_report(Report(lambda: tour, dict), "table", None, language)
    if writes:
        write_report(assessment.report(profile_file=profile_file), "html", file, language)


def _named_from_here(path: Path) -> str:
    """The path as short as it can be said from the current folder."""
    try:
        return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    except OSError:
        return str(path)
