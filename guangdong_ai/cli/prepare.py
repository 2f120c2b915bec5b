"""``prepare``: what an applicant has to do: by when, what to answer, which papers to bring, where to apply."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.completion.values import measures, profiles
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import command_class
from guangdong_ai.foundation.text import Language


def prepare_command(language: Language) -> typer.Typer:
    """``prepare`` in this language, for Typer: a plan to apply."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "prepare",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "申报准备：现在能报什么、何时截止、值得补充什么信息、要带哪些材料（按部门汇总成一份清单）、在哪里申报、还有什么没有公布。\n\n"
            "不指定措施时，针对符合和有条件符合的全部措施。--format markdown 写成可以勾选的清单。",
            "A plan to apply: what is open and until when, what is worth answering, which papers to bring (one list, by who in the firm has "
            "them), where to apply, and what is not published.\n\n"
            "Without --measure: for all measures that are eligible or conditional. --format markdown makes a list to tick off.",
        ),
    )
    def prepare(
        profile: str = typer.Argument(
            None,
            autocompletion=profiles,
            metavar=words("[档案]", "[PROFILE]"),
            help=words("TOML 档案文件；- 表示从标准输入读取", "A TOML profile; - reads standard input"),
        ),
        measure: list[str] = typer.Option(
            None,
            "--measure",
            metavar=words("措施", "MEASURE"),
            help=words("只准备这项措施（编号），可重复", "Prepare this measure only (its id); repeatable"),
            autocompletion=measures(language),
        ),
        set_: list[str] = options.set_,
        scope: list[str] = options.scope,
        closing_within: int = options.closing_within,
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows"),
        output: Path = options.output,
        bilingual: bool = options.bilingual,
        plain_csv: bool = options.plain_csv,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _prepare(
            profile,
            measure or [],
            set_ or [],
            as_of or today(),
            format_,
            output,
            policies or [],
            scope or [],
            closing_within,
            language,
            bilingual=bilingual,
            plain_csv=plain_csv,
        )

    return app


def _prepare(
    profile_file: str | None,
    names: Sequence[str],
    set_: Sequence[str],
    as_of: date,
    format_: str,
    output: Path | None,
    added: Sequence[Path],
    scopes: Sequence[str],
    closing_within: int | None,
    language: Language,
    *,
    bilingual: bool,
    plain_csv: bool,
) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with, due, narrowed
    from guangdong_ai.api.measure_names import measures_named
    from guangdong_ai.api.preparation import prepared
    from guangdong_ai.cli.flag_answers import settings
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import STANDARD_INPUT, profile_with

    given = settings(set_)
    whole = catalogue_with(added)
    catalogue = due(narrowed(whole, scopes), as_of, closing_within)
    chosen = measures_named(names, whole, catalogue, titles=True)
    plan = prepared(profile_with(profile_file, given, catalogue, as_of, language), chosen)
    asked = [
        *([profile_file] if profile_file else []),
        *(part for name in chosen for part in ("--measure", name)),
        *(part for setting in set_ for part in ("--set", setting)),
        *(part for scope in scopes for part in ("--scope", scope)),
        *([] if closing_within is None else ["--closing-within", str(closing_within)]),
    ]
    from_stream = profile_file == STANDARD_INPUT
    own_file = None if given or from_stream else profile_file
    write_report(
        plan.report(asked=None if from_stream else asked, profile_file=own_file),
        format_,
        output,
        language,
        bilingual=bilingual,
        plain_csv=plain_csv,
    )
