"""``what-if``: what would open more measures to an applicant; with ``--set``, what certain changes would do to all of them."""

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


def what_if_command(language: Language) -> typer.Typer:
    """``what-if`` in this language, for Typer: near misses, or with ``--set`` two assessments compared."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "what-if",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "列出改变什么可以申请更多措施：最少改变哪些信息、改到多少、可能得到多少、何时申报。只涉及申报单位能够改变的信息。\n\n"
            "加 --set 时对照改变前后的自评结果，只列出不同之处和原因。",
            "What would open more measures: the fewest facts to change, to which value, what that may bring, and by when. Only facts that an "
            "applicant can change.\n\nWith --set: the assessments before and after the changes, what differs, and why.",
        ),
    )
    def what_if(
        profile: str = typer.Argument(
            ...,
            autocompletion=profiles,
            metavar=words("档案", "PROFILE"),
            help=words("TOML 档案文件；- 表示从标准输入读取", "A TOML profile; - reads standard input"),
        ),
        set_: list[str] = options.set_,
        show_all: bool = typer.Option(False, "--all", help=words("列出全部，包括不变的措施", "List everything, unchanged measures too")),
        scope: list[str] = options.scope,
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows"),
        output: Path = options.output,
        bilingual: bool = options.bilingual,
        plain_csv: bool = options.plain_csv,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _what_if(
            profile,
            set_ or [],
            as_of or today(),
            format_,
            output,
            policies or [],
            scope or [],
            language,
            show_all=show_all,
            bilingual=bilingual,
            plain_csv=plain_csv,
        )

    return app


def _what_if(
    profile_file: str,
    set_: Sequence[str],
    as_of: date,
    format_: str,
    output: Path | None,
    added: Sequence[Path],
    scopes: Sequence[str],
    language: Language,
    *,
    show_all: bool,
    bilingual: bool,
    plain_csv: bool,
) -> None:
    """Raises Refused with everything that is wrong in the profile and in the changes."""
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.cli.flag_answers import settings
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import STANDARD_INPUT, profile_without_and_with

    given = settings(set_)
    catalogue = catalogue_with(added, scopes)
    before, after = profile_without_and_with(profile_file, given, catalogue, as_of, language)
    if given:
        from guangdong_ai.api.what_if import changed

        report = changed(before, after).report(show_all=show_all)
    else:
        from guangdong_ai.api.assessment import assessed
        from guangdong_ai.api.near_misses import near_misses_of

        own_file = None if profile_file == STANDARD_INPUT else profile_file
        report = near_misses_of(assessed(before)).report(show_all=show_all, profile_file=own_file)
    write_report(report, format_, output, language, bilingual=bilingual, plain_csv=plain_csv)
