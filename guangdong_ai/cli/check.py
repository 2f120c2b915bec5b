"""``check``: which measures apply to one applicant, what each may bring, until when, and why."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from guangdong_ai.cli.language import values_of, words_in
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from pathlib import Path

    import typer
    from typer.core import TyperOption

    from guangdong_ai.catalogue.catalogue import Catalogue
    from guangdong_ai.cli.flag_answers import Given
    from guangdong_ai.cli.usage_error import WrongUsage


def check_command(language: Language, arguments: Sequence[str]) -> "typer.Typer":
    """``check`` for Typer. The catalogue is loaded only if the command is used: its facts are the flags."""
    from pathlib import Path

    import typer

    from guangdong_ai.api.catalogue_access import CatalogueAccess, due, narrowed
    from guangdong_ai.api.clock import today
    from guangdong_ai.cli.completion.values import files_named, profiles
    from guangdong_ai.cli.flag_name import as_flag
    from guangdong_ai.cli.options import Options
    from guangdong_ai.cli.usage import WrongUsage, command_class

    words, options = words_in(language), Options(language)
    catalogue = CatalogueAccess([Path(value) for value in values_of("--policies", arguments)])
    app = typer.Typer(add_completion=False)

    def flags() -> "list[TyperOption]":
        from guangdong_ai.cli.fact_flags import fact_options

        return fact_options(catalogue.sections, language)

    @app.command(
        "check",
        cls=command_class(language, flags),
        context_settings={"token_normalize_func": as_flag},
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "自评一家企业：哪些措施可以申请、可能得到多少、何时截止、依据什么、还缺什么。\n\n"
            "每个信息项都有一个选项；选项优先于档案文件。没有给出的信息按“未知”处理，从不猜测。",
            "Assess one applicant: which measures apply, what each may bring, until when, why, and what is missing.\n\n"
            "Every fact has a flag; flags beat the file. What is not given is unknown and never guessed.",
        ),
    )
    def check(
        context: typer.Context,
        profile: str = typer.Argument(
            None,
            autocompletion=profiles,
            metavar=words("[档案]", "[PROFILE]"),
            help=words("TOML 档案文件；- 表示从标准输入读取", "A TOML profile; - reads standard input"),
        ),
        set_: list[str] = options.set_,
        show_all: bool = typer.Option(False, "--all", help=words("也列出不符合的措施", "Show ineligible measures too")),
        since: Path = typer.Option(
            None,
            "--since",
            metavar="RESULT.json",
            autocompletion=files_named(".json"),
            help=words(
                "与以前的结果相比：哪些措施变了，因为目录、答案还是日期；RESULT.json 由 --format json 写出，没有给出档案时沿用其中的答案",
                "Tell what is different from an earlier result, and why: catalogue, answers or day; --format json writes such a RESULT.json, whose "
                "answers are taken over where no profile is named",
            ),
        ),
        replay: Path = typer.Option(
            None,
            "--replay",
            metavar="FILE",
            autocompletion=files_named(".html", ".docx", ".xlsx", ".json", ".md", ".csv"),
            help=words(
                "按已写出的结果文件（html、docx、xlsx、json、md、csv）中的答案和日期重新自评，说明有何不同、文件是否被改动过；被改动过时退出码为 1",
                "Assess again from the answers and the day in a result written earlier (html, docx, xlsx, json, md or csv), and tell what differs "
                "and whether the file was altered, which ends with exit code 1",
            ),
        ),
        titles: bool = typer.Option(
            False,
            "--titles",
            help=words(
                "改为列出可争取的称号：还差什么、差多少、何时申报、取得后能打开什么",
                "Show the titles to win instead: what is missing and by how much, when to apply, what each would open",
            ),
        ),
        scope: list[str] = options.scope,
        closing_within: int = options.closing_within,
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows", "sheets"),
        output: Path = options.output,
        bilingual: bool = options.bilingual,
        plain_csv: bool = options.plain_csv,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        from guangdong_ai.cli.flag_answers import settings

        del lang, policies  # read before the command line is parsed: the flags and their language depend on them
        given = [*(context.obj or []), *settings(set_ or [])]
        if replay is not None:
            from guangdong_ai.cli.check_replay import replay_and_show

            others = {
                "PROFILE": profile,
                "--set": given,
                "--since": since,
                "--all": show_all,
                "--titles": titles,
                "--closing-within": closing_within is not None,
            }
            altered = replay_and_show(
                replay, [name for name, value in others.items() if value], catalogue.whole, scope, as_of, format_, output, language
            )
            if altered:
                raise typer.Exit(1)
            return
        day = as_of or today()
        whole = due(narrowed(catalogue.whole, scope), day, closing_within)
        if since is not None and titles:
            raise WrongUsage(
                Text("--since 和 --titles 不能同时使用", "--since and --titles cannot stand together"),
                Text("请只用其中一个", "use one of them"),
            )
        if since is not None:
            if show_all:
                raise _all_with_since()
            compare_and_show(since, profile, given, whole, day, format_, output, language, bilingual=bilingual, plain_csv=plain_csv)
        else:
            assess_and_show(
                profile,
                given,
                whole,
                day,
                format_,
                output,
                language,
                show_all=show_all,
                titles=titles,
                bilingual=bilingual,
                plain_csv=plain_csv,
            )

    return app


def assess_and_show(
    profile_file: str | None,
    given: "Given",
    catalogue: "Catalogue",
    as_of: date,
    format_: str,
    output: "Path | None",
    language: Language,
    *,
    show_all: bool,
    titles: bool = False,
    bilingual: bool = False,
    plain_csv: bool = False,
) -> None:
    """Assess the answers and show the report, with ``titles`` that of the titles. Raises Refused with findings about them."""
    from guangdong_ai.api.assessment import assessed
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import STANDARD_INPUT, profile_with

    assessment = assessed(profile_with(profile_file, given, catalogue, as_of, language))
    own_file = None if given or profile_file == STANDARD_INPUT else profile_file
    report = assessment.report(show_all=show_all, titles=titles, profile_file=own_file)
    write_report(report, format_, output, language, bilingual=bilingual, plain_csv=plain_csv)


def compare_and_show(
    earlier_file: "Path",
    profile_file: str | None,
    given: "Given",
    catalogue: "Catalogue",
    as_of: date,
    format_: str,
    output: "Path | None",
    language: Language,
    *,
    bilingual: bool,
    plain_csv: bool,
) -> None:
    """What is different from the result in ``earlier_file``, whose answers hold where no profile is named. Raises Refused with what is wrong in it and in the answers."""
    from guangdong_ai import __version__
    from guangdong_ai.api.assessment import assessed
    from guangdong_ai.api.earlier_result import read_result
    from guangdong_ai.assessment.kept_result import kept_result
    from guangdong_ai.assessment.since import since
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import kept_profile_with, profile_with
    from guangdong_ai.profiles.profile import Profile
    from guangdong_ai.reports.content.since import since_report

    earlier = read_result(earlier_file, catalogue.facts)
    if profile_file is None:
        _tell_taken_over(earlier_file, language)
        answers = kept_profile_with(Profile(facts=earlier.facts), earlier_file, given, catalogue, as_of, language)
    else:
        answers = profile_with(profile_file, given, catalogue, as_of, language)
    now = assessed(answers).result
    write_report(
        since_report(since(earlier, kept_result(now, __version__), catalogue), now),
        format_,
        output,
        language,
        bilingual=bilingual,
        plain_csv=plain_csv,
    )


def _tell_taken_over(earlier_file: "Path", language: Language) -> None:
    from guangdong_ai.cli.output import say
    from guangdong_ai.foundation.path_text import path_text

    named = path_text(earlier_file)
    words = Text(f"没有给出档案：沿用 {named} 中的答案", f"no profile is named: the answers in {named} are taken over")
    say(words.in_language(language))


def _all_with_since() -> "WrongUsage":
    from guangdong_ai.cli.usage_error import WrongUsage

    return WrongUsage(
        Text(
            "--all 不与 --since 同用：凡结果不同的措施都会列出",
            "--all does not go with --since, which shows every measure that comes out differently",
        ),
        Text("去掉 --all", "leave --all out"),
    )
