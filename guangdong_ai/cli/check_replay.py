"""``check --replay``: a result in a file, assessed again from the inputs that it holds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from guangdong_ai.api.catalogue_access import narrowed
from guangdong_ai.api.exported_result import read_export
from guangdong_ai.api.replay import replay
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.output import write_report
from guangdong_ai.cli.profile_file import kept_profile_with
from guangdong_ai.cli.usage_error import WrongUsage
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.replay import replay_report


def replay_and_show(
    file: Path,
    besides: Sequence[str],
    catalogue: Catalogue,
    scopes: Sequence[str],
    as_of: date | None,
    format_: str,
    output: Path | None,
    language: Language,
) -> bool:
    """Show what differs; whether the file was altered. ``besides``: what else was given on the command line that would change the answers.

    ``scopes`` and ``as_of`` stand for those of the file where they are given. Raises WrongUsage, and Refused with what is wrong in the file.
    """
    if besides:
        named = " ".join(besides)
        raise WrongUsage(
            Text(
                f"--replay 沿用文件中的答案，不与 {named} 同用", f"--replay takes the answers from the file, and does not go with {named}"
            ),
            Text("要与另一份答案相比，请用 --since", "to compare with other answers use --since"),
        )
    export = read_export(file, catalogue)
    chosen = narrowed(catalogue, scopes or export.chosen.scopes)
    if export.chosen.measures or export.chosen.closing_by is not None:
        chosen = chosen.with_measures(export.chosen.measures, closing_by=export.chosen.closing_by)
    answers = Profile(facts=export.kept.facts, dont_know=export.dont_know)
    made = replay(export, kept_profile_with(answers, file, [], chosen, as_of or export.kept.as_of, language))
    write_report(replay_report(made.replayed, made.assessment.result), format_, output, language)
    return bool(made.replayed.altered)
