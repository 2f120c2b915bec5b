"""An assessment in short, where Python shows it: in one line, and as a small table for notebooks."""

from guangdong_ai.assessment.ranking import ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.reports.content.blocks import Content, NamedRow, Section, TableBlock, TableColumn, TableGroup, TextBlock
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import ELIGIBILITY, MARKS, NO_MONEY, funding_in_words, window_in_words


def in_one_line(assessment: AssessmentResult) -> str:
    """The day, how many measures have each eligibility, and the total; in English, as what Python prints is."""
    groups = ranked(assessment.measures)
    counts = ", ".join(f"{len(group)} {eligibility}" for eligibility, group in groups.items())
    return f"{assessment.as_of}: {counts}; total {sum_in_words(assessment.totals).en}"


def short_content(assessment: AssessmentResult) -> Content:
    """The measures that are not ineligible, how many are, and the total."""
    groups = ranked(assessment.measures)
    rows = tuple(_row(result) for eligibility, group in groups.items() if eligibility != "ineligible" for result in group)
    columns = (
        TableColumn(Text("结果", "Eligibility"), "outcome"),
        TableColumn(Text("资助估算", "Estimated funding"), "money"),
        TableColumn(Text("申报时间", "Window"), "window"),
    )
    below = [Text("合计：{}", "Total: {}").format(sum_in_words(assessment.totals))]
    ineligible = len(groups.get("ineligible", ()))
    if ineligible:
        below.insert(0, Text("× 不符合：{} 项", "Ineligible: {}").format(ineligible))
    if has_more(assessment.totals):
        below.append(if_all_met_in_words(assessment.totals.if_all_met))
    known = len(assessment.profile.facts)
    title = Text("{name}（{day}，已知 {known} 项信息）", "{name} ({day}, {facts} known)").format(
        name=assessment.profile.name or "", day=assessment.as_of, known=known, facts=counted(known, "fact")
    )
    table = TableBlock(Text("措施", "Measure"), columns, (TableGroup(None, rows),))
    return Content(title, (), (Section(None, (table, *map(TextBlock, below))),))


def _row(result: MeasureResult) -> NamedRow:
    mark, state = MARKS[result.eligibility], ELIGIBILITY[result.eligibility]
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding)
    cells = (
        (TextBlock(Text("{mark} {state}", "{state}").format(mark=mark, state=state), result.eligibility),),
        (TextBlock(money),),
        (TextBlock(window_in_words(result.window)),),
    )
    return NamedRow(result.title, result.id, cells)
