"""A result that was assessed once more: whether the same came out, what differs and why, and where the file says something else than its inputs give."""

from collections.abc import Iterator
from typing import Literal

from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.since import Since
from guangdong_ai.catalogue.catalogue import Chosen
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.quotation import one_line
from guangdong_ai.reports.content.blocks import Content, Item, Section, TextBlock
from guangdong_ai.reports.content.lead import warning_lines
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.content.since import since_content, since_report
from guangdong_ai.reports.wording.caveats import not_decided


@record
class Alteration:
    """Where a file says something else than its inputs give. ``where``: a key or a cell. Without anything: what it is cannot be told.

    Of long texts these are the pieces in which they begin to differ.

    ``file_says`` None: the file lacks it; ``inputs_give`` None: it was added.
    """

    where: str | None = None
    file_says: str | None = None
    inputs_give: str | None = None


Verdict = Literal["same", "different", "altered"]
"""``different``: answers, catalogue, day or program explain it; ``altered``: the file does not say what its inputs gave."""


@record
class Replayed:
    """``since``: the result of the file held against that of now. ``same_inputs``: whether nothing explains a difference.

    ``altered``: the first alterations, ``more_altered``: whether there are more. ``chosen_then``, ``chosen_now``: what was chosen of the catalogue.
    """

    file: str
    format: str
    since: Since
    same_inputs: bool
    altered: tuple[Alteration, ...]
    more_altered: bool
    chosen_then: Chosen
    chosen_now: Chosen

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""
        if self.altered:
            return "altered"
        return "different" if self.since.changed else "same"


def replay_report(replayed: Replayed, assessment: AssessmentResult) -> Report:
    """The comparison in each form. ``assessment``: that of now, from which the warnings come."""

    def data() -> object:
        from guangdong_ai.reports.content.data.replay import plain_replay

        return plain_replay(replayed)

    return Report(content=lambda: _content(replayed, assessment), data=data, rows=since_report(replayed.since, assessment).rows)


def _content(replayed: Replayed, assessment: AssessmentResult) -> Content:
    told = since_content(replayed.since, assessment)
    title = Text("重新自评：{}", "Done again: {}").format(one_line(replayed.file))
    lead = (TextBlock(_verdict(replayed), "strong"), *warning_lines(tuple(_choices(replayed))), *told.lead)
    foot = Section(None, (TextBlock(not_decided(), "aside"),))
    return Content(title, lead, (*_altered(replayed), *told.sections, foot))


def _verdict(replayed: Replayed) -> Text:
    since = replayed.since
    match replayed.verdict:
        case "altered":
            return Text(
                "文件的内容不是其答案所得的结果：文件写出后被改动过",
                "The file does not say what its inputs give: it was altered after it was written",
            )
        case "same" if replayed.same_inputs:
            return Text(
                "结果一致：同样的答案、日期、目录和程序，得出同样的结果",
                "Reproduced: the same answers, day, catalogue and program give the same result",
            )
        case "same":
            return Text("没有结果不同，尽管下列各项有变化", "No result differs, though what lies beneath does")
        case _:
            count = len(since.measures)
            zh = f"{count} 项措施的结果不同，原因见各项" if count else "合计不同"
            en = (
                f"{counted(count, 'measure')} {'comes' if count == 1 else 'come'} out differently; why stands beside each"
                if count
                else "The total differs"
            )
            return Text(zh, en)


def _choices(replayed: Replayed) -> Iterator[Text]:
    """What was chosen otherwise than in the file, where that may be why something differs."""
    then, now = replayed.chosen_then, replayed.chosen_now
    if then.laid_over != now.laid_over and not replayed.since.same_catalogue:
        named = (
            Text("无", "none") if not names else Text("{}", "{}").format(one_line(", ".join(names)))
            for names in (then.laid_over, now.laid_over)
        )
        yield Text(
            "另加的政策文件夹（--policies）：文件为{}，这次为{}", "folders of policies (--policies): {} in the file, {} in this run"
        ).format(*named)
    if then.scopes != now.scopes:
        every = Text("全部", "all")
        named = (every if not names else Text("{}", "{}").format(", ".join(names)) for names in (then.scopes, now.scopes))
        yield Text("层级（--scope）：文件为{}，这次为{}", "scopes (--scope): {} in the file, {} in this run").format(*named)


def _altered(replayed: Replayed) -> Iterator[Section]:
    if not replayed.altered:
        return
    items = [Item(_alteration(one), (), Text(one.where, one.where) if one.where else None) for one in replayed.altered]
    if replayed.more_altered:
        items.append(Item(Text("还有更多", "and more")))
    yield Section(Text("被改动之处", "What was altered"), tuple(items), divided=True)


def _alteration(one: Alteration) -> Text:
    if one.file_says is None and one.inputs_give is None:
        return Text(
            "校验值与内容不符；写出它的目录或程序已变，无法指出是哪一处",
            "the checksum does not fit the content; where cannot be told without the catalogue and program that wrote it",
        )
    if one.file_says is None:
        return Text("文件中缺少“{}”", "the file lacks “{}”").format(one_line(one.inputs_give or ""))
    if one.inputs_give is None:
        return Text("文件中多出“{}”", "the file adds “{}”").format(one_line(one.file_says))
    words = Text("文件写的是“{}”，其答案所得为“{}”", "the file says “{}”, its inputs give “{}”")
    return words.format(one_line(one.file_says), one_line(one.inputs_give))
