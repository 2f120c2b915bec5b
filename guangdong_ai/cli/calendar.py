"""``calendar``: the days that matter to one applicant, as a table or as a file for calendar programs."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.completion.values import profiles
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import command_class
from guangdong_ai.foundation.text import Language


def calendar_command(language: Language) -> typer.Typer:
    """``calendar`` in this language, for Typer: the days that matter to one applicant."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "calendar",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "申报日历：今后何时开始、何时截止、文件何时到期，只列与企业有关的措施。\n\n"
            "只有公布过的日期，不作推测；没有日期的措施另外列出。--format ics 生成可导入手机和办公日历的文件，提前 30、7、1 天提醒。",
            "Calendar: when applications open and close and documents end, for the measures that matter to the applicant.\n\n"
            "Only published days, never guesses; measures without known days are listed separately. --format ics makes a file for calendar "
            "programs, with reminders 30, 7 and 1 days before.",
        ),
    )
    def calendar(
        profile: str = typer.Argument(
            None,
            autocompletion=profiles,
            metavar=words("[档案]", "[PROFILE]"),
            help=words(
                "TOML 档案文件；- 表示从标准输入读取；不给则列出全部措施", "A TOML profile; - reads standard input; without: all measures"
            ),
        ),
        set_: list[str] = options.set_,
        show_all: bool = typer.Option(False, "--all", help=words("也列出不符合的措施", "Show ineligible measures too")),
        scope: list[str] = options.scope,
        closing_within: int = options.closing_within,
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows", "days"),
        output: Path = options.output,
        bilingual: bool = options.bilingual,
        plain_csv: bool = options.plain_csv,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _calendar(
            profile,
            set_ or [],
            as_of or today(),
            format_,
            output,
            policies or [],
            scope or [],
            closing_within,
            language,
            show_all=show_all,
            bilingual=bilingual,
            plain_csv=plain_csv,
        )

    return app


def _calendar(
    profile_file: str | None,
    set_: Sequence[str],
    as_of: date,
    format_: str,
    output: Path | None,
    added: Sequence[Path],
    scopes: Sequence[str],
    closing_within: int | None,
    language: Language,
    *,
    show_all: bool,
    bilingual: bool,
    plain_csv: bool,
) -> None:
    from guangdong_ai.api.assessment import assessed
    from guangdong_ai.api.catalogue_access import catalogue_with, due
    from guangdong_ai.assessment.calendar import calendar_of
    from guangdong_ai.assessment.titles import titles_to_win
    from guangdong_ai.cli.flag_answers import settings
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import STANDARD_INPUT, profile_with
    from guangdong_ai.reports.content.calendar import calendar_report

    given = settings(set_)
    catalogue = due(catalogue_with(added, scopes), as_of, closing_within)
    assessment = assessed(profile_with(profile_file, given, catalogue, as_of, language)).result
    titles = titles_to_win(assessment.catalogue, assessment.known, assessment.as_of, with_ineligible=show_all)
    calendar = calendar_of(assessment, with_ineligible=show_all, titles=titles)
    asked = [
        *([profile_file] if profile_file else []),
        *(part for setting in set_ for part in ("--set", setting)),
        *(["--all"] if show_all else []),
        *([] if closing_within is None else ["--closing-within", str(closing_within)]),
    ]
    write_report(
        calendar_report(calendar, assessment, None if profile_file == STANDARD_INPUT else asked),
        format_,
        output,
        language,
        bilingual=bilingual,
        plain_csv=plain_csv,
    )
