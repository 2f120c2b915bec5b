"""An assessment in short, where Python shows it: in one line, and as a small table for notebooks.

A line is in English, as what Python prints is. A table is in both languages, Chinese first: who looks at a notebook is not known, and no
environment is asked.
"""

from collections.abc import Iterator
from html import escape

from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.reports.content.ranking import ranked
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import ELIGIBILITY, MARKS, NO_MONEY, funding_in_words, window_in_words
from guangdong_ai.text import Text, counted

_HEADS = (Text("措施", "Measure"), Text("结果", "Eligibility"), Text("资助估算", "Estimated funding"), Text("申报时间", "Window"))


def in_one_line(assessment: AssessmentResult) -> str:
    """The day, how many measures have each eligibility, and the total."""
    groups = ranked(assessment.measures)
    counts = ", ".join(f"{len(group)} {eligibility}" for eligibility, group in groups.items())
    return f"{assessment.as_of}: {counts}; total {sum_in_words(assessment.totals).en}"


def as_html_table(assessment: AssessmentResult) -> str:
    """The measures that are not ineligible, how many are, and the total. Whatever a name brings with it is shown, never acted on."""
    groups = ranked(assessment.measures)
    rows = [row for eligibility, group in groups.items() if eligibility != "ineligible" for row in map(_row, group)]
    heads = "".join(f"<th>{_both(head)}</th>" for head in _HEADS)
    below = "".join(f"<p>{_both(text)}</p>" for text in _below(assessment, len(groups.get("ineligible", ()))))
    return (
        f"<div><p>{_both(_about(assessment))}</p><table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>{below}</div>"
    )


def _about(assessment: AssessmentResult) -> Text:
    name, day = assessment.profile.name or "", assessment.as_of
    known = len(assessment.profile.facts)
    return Text(f"{name}（{day}，已知 {known} 项信息）", f"{name} ({day}, {counted(known, 'fact')} known)")


def _row(result: MeasureResult) -> str:
    mark, state = MARKS[result.eligibility], ELIGIBILITY[result.eligibility]
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding)
    cells = (
        f'<span title="{escape(result.id)}">{_both(result.title)}</span>',
        _both(Text(f"{mark} {state.zh}", state.en)),
        _both(money),
        _both(window_in_words(result.window)),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _below(assessment: AssessmentResult, ineligible: int) -> Iterator[Text]:
    if ineligible:
        yield Text(f"× 不符合：{ineligible} 项", f"Ineligible: {ineligible}")
    total = sum_in_words(assessment.totals)
    yield Text(f"合计：{total.zh}", f"Total: {total.en}")
    if has_more(assessment.totals):
        yield if_all_met_in_words(assessment.totals.if_all_met)


def _both(text: Text) -> str:
    return f'{escape(text.zh)}<br><small lang="en">{escape(text.en)}</small>'
