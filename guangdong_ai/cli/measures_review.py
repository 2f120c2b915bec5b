"""``measures review``: what whoever keeps the catalogue has to look at, as a checklist."""

from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import command_class
from guangdong_ai.foundation.text import Language


def add_review(app: typer.Typer, language: Language) -> None:
    """Add the command to the group."""
    words, options = words_in(language), Options(language)

    @app.command(
        "review",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "要核对什么：超过180天没有核对的、90天内到期的、有效期未知的、没有打开过的网址；--format markdown 给出清单",
            "What to look at: what was not reviewed for 180 days, what ends within 90, validity that is not known, addresses nobody opened; "
            "--format markdown makes a checklist",
        ),
    )
    def review(
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows"),
        plain_csv: bool = options.plain_csv,
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        from guangdong_ai.api.catalogue_access import catalogue_with
        from guangdong_ai.cli.output import write_report
        from guangdong_ai.reports.content.review import review_report

        del lang
        write_report(review_report(catalogue_with(policies or []), as_of or today()), format_, output, language, plain_csv=plain_csv)
