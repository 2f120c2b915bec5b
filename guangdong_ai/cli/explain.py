"""``explain``: why one measure has its result for an applicant, criterion by criterion; without a profile, what it requires."""

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


def explain_command(language: Language) -> typer.Typer:
    """``explain`` in this language, for Typer: one measure, criterion by criterion."""
    words, options = words_in(language), Options(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "explain",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "逐条解释一项措施的结果：要求、企业的情况、出处、金额怎么算、还有什么没有查明。\n\n不给档案时列出这项措施要求什么。",
            "Explain the result for one measure: what each criterion demands, what the applicant answered, where it stands, how the amount is "
            "worked out, what is not known.\n\nWithout a profile: what the measure asks for.",
        ),
    )
    def explain(
        measure: str = typer.Argument(
            ..., metavar=words("措施", "MEASURE"), help=words("措施编号", "The measure's id"), autocompletion=measures(language)
        ),
        profile: str = typer.Argument(
            None,
            autocompletion=profiles,
            metavar=words("[档案]", "[PROFILE]"),
            help=words("TOML 档案文件；- 表示从标准输入读取", "A TOML profile; - reads standard input"),
        ),
        set_: list[str] = options.set_,
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows"),
        output: Path = options.output,
        bilingual: bool = options.bilingual,
        plain_csv: bool = options.plain_csv,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        _explain(
            measure,
            profile,
            set_ or [],
            as_of or today(),
            format_,
            output,
            policies or [],
            language,
            bilingual=bilingual,
            plain_csv=plain_csv,
        )

    return app


def _explain(
    measure_id: str,
    profile_file: str | None,
    set_: Sequence[str],
    as_of: date,
    format_: str,
    output: Path | None,
    added: Sequence[Path],
    language: Language,
    *,
    bilingual: bool,
    plain_csv: bool,
) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.api.measure_explanation import explained
    from guangdong_ai.api.measure_names import measure_named
    from guangdong_ai.cli.flag_answers import settings
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.cli.profile_file import profile_with

    given = settings(set_)
    catalogue = catalogue_with(added)
    measure = measure_named(measure_id, catalogue)
    explanation = explained(measure, profile_with(profile_file, given, catalogue, as_of, language))
    write_report(explanation.report(), format_, output, language, bilingual=bilingual, plain_csv=plain_csv)
