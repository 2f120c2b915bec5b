"""The best near misses in a few lines, for the end of an assessment: what changes alone would open, and the command that shows the rest."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.near_misses import NearMiss, Option
from guangdong_ai.reports.render.page import EMPTY, STRONG, Row, command_row, line
from guangdong_ai.reports.wording.requirement_wording import requirement_in_words
from guangdong_ai.reports.wording.terms import funding_in_words, window_in_words
from guangdong_ai.reports.wording.what_if_command import what_if_command
from guangdong_ai.text import Language, Text, joined

_MOST_LINES = 3


def within_reach_rows(misses: Sequence[NearMiss], profile_file: str | None, width: int, language: Language) -> Iterator[Row]:
    """The best ways that take nothing but changes an applicant may well make, one for each measure whose window is not closed.

    Nothing where no change would open anything: then answers come first.
    """
    if not any(option.changes for miss in misses for option in miss.options):
        return
    yield EMPTY
    best = list(_within_reach(misses))[:_MOST_LINES]
    if best:
        yield line(width, Text("差一步就能申请：", "Within reach:").in_language(language), STRONG)
    for miss, option in best:
        yield line(width, _in_short(miss, option).in_language(language), indent=2, hanging=2)
    if profile_file is not None:
        head = Text("改变什么可以申请更多措施：", "What would open more measures:")
        yield line(width, head.in_language(language))
        yield command_row(*what_if_command(profile_file))
    else:
        head = Text(
            "改变什么可以申请更多措施，由 what-if 对照档案给出；一份可填写的档案：",
            "What would open more measures, what-if tells from a profile. One to fill in:",
        )
        yield line(width, head.in_language(language))
        yield command_row("profile", "template", "--output", "profile.toml")


def _within_reach(misses: Sequence[NearMiss]) -> Iterator[tuple[NearMiss, Option]]:
    for miss in misses:
        best = next((option for option in miss.options if option.is_within_reach), None)
        if best is not None and miss.result.window.state != "closed":
            yield miss, best


def _in_short(miss: NearMiss, option: Option) -> Text:
    """The money, the changes, the measure, and the window that they have to meet, as far as it is announced."""
    window, money = miss.result.window, funding_in_words(option.funding)
    changes = joined(Text("；", "; "), [requirement_in_words(change) for change in option.changes])
    when = [] if window.state == "unannounced" else [window_in_words(window)]
    for_what = joined(Text("，", ", "), [miss.measure.title, *when])
    return Text(f"{money.zh}：{changes.zh}（{for_what.zh}）", f"{money.en}: {changes.en} ({for_what.en})")
