"""``measures diff``: what changed between two catalogues or two days, and for whom the result changes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.completion.offered import Offered
from guangdong_ai.cli.completion.values import among, folders, profiles
from guangdong_ai.cli.diff_sides import BUNDLED
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import WrongUsage, command_class
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from guangdong_ai.foundation.finding import Finding
    from guangdong_ai.reports.content.catalogue_diff.diff import CatalogueDiff, ComparedCatalogue, Impacts


def add_diff(app: typer.Typer, language: Language) -> None:
    """Add ``measures diff`` to the group of commands."""
    words, options = words_in(language), Options(language)
    bundled = among({BUNDLED: Text("内置目录", "the bundled catalogue")}, language)

    def side(ctx: typer.Context, incomplete: str) -> list[Offered]:
        return [*bundled(ctx, incomplete), *folders(ctx, incomplete)]

    @app.command(
        "diff",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "比较两份目录或两个日期：哪些规则变了、谁的结果随之改变\n\n"
            "两份目录：顶层有 catalogue.toml 的文件夹是一份完整的目录；没有的叠加在内置目录上；bundled 指内置目录。"
            "--policies 的文件夹叠加在两边。\n\n"
            "两个日期：同一份目录在这两天的样子，包括申报时间、所依据的批次、文件效力和有效的数额。\n\n"
            "用例、注释、次序和排版不比较。",
            "Compare two catalogues, or two days: which rules changed, and whose result changes with them\n\n"
            "Catalogues: a folder with a catalogue.toml at its top is a whole catalogue, any other is laid over the bundled one. The word "
            "bundled stands for the bundled catalogue. The folders of --policies are laid over both sides.\n\n"
            "Days: the same catalogue as it stands on each: windows, the calls that count, documents and figures in force.\n\n"
            "Cases, comments, order and layout are not compared.",
        ),
    )
    def diff(
        old: str = typer.Argument(
            ..., metavar=words("原来", "OLD"), help=words("目录文件夹、bundled 或日期", "A folder, bundled, or a day"), autocompletion=side
        ),
        new: str = typer.Argument(
            ..., metavar=words("现在", "NEW"), help=words("与之比较的另一个", "What to compare it with"), autocompletion=side
        ),
        impact: list[Path] = typer.Option(
            None,
            "--impact",
            metavar="PROFILE",
            autocompletion=profiles,
            help=words(
                "自评这份档案（或文件夹里的全部档案），列出变化，可重复",
                "Assess this profile, or all in a folder, and show what changes for it; repeatable",
            ),
        ),
        as_of: date = options.as_of,
        format_: str = options.formats("content", "data", "rows"),
        plain_csv: bool = options.plain_csv,
        output: Path = options.output,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        raise typer.Exit(_diff(old, new, impact or [], as_of, format_, output, policies or [], language, plain_csv=plain_csv))


def _diff(
    old: str,
    new: str,
    profiles: Sequence[Path],
    as_of: date | None,
    format_: str,
    output: Path | None,
    added: Sequence[Path],
    language: Language,
    *,
    plain_csv: bool,
) -> int:
    from guangdong_ai.cli.error_output import show_findings
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.reports.content.catalogue_diff.content import diff_report

    compared, findings = _compared(old, new, profiles, as_of, added)
    # What is wrong in a profile is told first: the result may not get as far as the file that it is to be written to.
    show_findings(findings, language)
    write_report(diff_report(compared), format_, output, language, plain_csv=plain_csv)
    return 1 if findings else 0


def _compared(
    old: str, new: str, profiles: Sequence[Path], as_of: date | None, added: Sequence[Path]
) -> "tuple[CatalogueDiff, list[Finding]]":
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.assessment.catalogue_on_day import changes_between_days
    from guangdong_ai.catalogue.changes.compare import catalogue_changes
    from guangdong_ai.cli.diff_sides import both_catalogues, compared
    from guangdong_ai.reports.content.catalogue_diff.diff import ComparedCatalogue, catalogue_diff

    one, other = compared(old, new, added)
    if one.day is None or other.day is None:
        before, after = both_catalogues(one, other)
        day = (as_of or today()) if profiles else None
        sides = (
            ComparedCatalogue(name=one.name, catalogue=before, as_of=day),
            ComparedCatalogue(name=other.name, catalogue=after, as_of=day),
        )
        changes = catalogue_changes(before, after)
    else:
        if as_of is not None:
            raise WrongUsage(
                Text("比较两个日期时不能再给 --as-of", "--as-of does not go with two days"),
                Text("每一边按自己的日期自评", "each side is assessed for its own day"),
            )
        catalogue = catalogue_with(added)
        sides = (
            ComparedCatalogue(name=one.name, catalogue=catalogue, as_of=one.day),
            ComparedCatalogue(name=other.name, catalogue=catalogue, as_of=other.day),
        )
        changes = changes_between_days(catalogue, one.day, other.day)
    impacts, findings = _impacts(profiles, *sides)
    return catalogue_diff(*sides, changes, impacts, between_days=one.day is not None), findings


def _impacts(profiles: Sequence[Path], old: "ComparedCatalogue", new: "ComparedCatalogue") -> "tuple[Impacts | None, list[Finding]]":
    """The effects of the changes on each applicant, and all findings about the profiles; faulty ones do not stop the others."""
    from guangdong_ai.assessment.assess import assess
    from guangdong_ai.assessment.impact import impact
    from guangdong_ai.cli.profile_files import profile_files
    from guangdong_ai.foundation.errors import Refused
    from guangdong_ai.profiles.two_catalogues import load_for_both
    from guangdong_ai.reports.content.catalogue_diff.diff import ApplicantImpact, Impacts

    if old.as_of is None or new.as_of is None or not profiles:
        return None, []
    files, wrong = profile_files(profiles)
    findings, applicants, refused_files = list(wrong), [], []
    for file in files:
        try:
            before, after = load_for_both(file, old.catalogue.facts, new.catalogue.facts)
        except Refused as refused:
            findings += refused.findings
            refused_files.append(str(file))
        else:
            both = impact(assess(old.catalogue, before, old.as_of), assess(new.catalogue, after, new.as_of))
            applicants.append(ApplicantImpact(file=str(file), impact=both))
    return Impacts(applicants=tuple(applicants), refused=tuple(refused_files)), findings
