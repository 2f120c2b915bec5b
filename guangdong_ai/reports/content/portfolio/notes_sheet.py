"""The last sheet of a portfolio: what its columns and words mean, what it rests on, what the headers were taken for, and what it does not decide."""

from collections.abc import Iterator, Sequence

from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.repeated import Repeated
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.reports.content.lead import no_promise
from guangdong_ai.reports.content.portfolio.answers_sheet import TITLE as ANSWERS
from guangdong_ai.reports.content.portfolio.measures_of_many import Many
from guangdong_ai.reports.content.report import Sheet, SheetCell, SheetColumn, SheetValue
from guangdong_ai.reports.wording.caveats import not_decided
from guangdong_ai.reports.wording.phrase import beside
from guangdong_ai.reports.wording.repeated_wording import repeated_in_words
from guangdong_ai.reports.wording.terms import MEANING, SCOPE, WINDOW, marked_eligibility

_COLUMNS = (
    SheetColumn(Text("项目", "Item"), "name"),
    SheetColumn(Text("内容", "Content")),
)
_Row = tuple[SheetValue, SheetValue]
_MOST_REPEATED = 100


def notes_sheet(portfolio: Many, inputs: Sequence[Surveyed], kept: Sequence[str], repeated: Sequence[Repeated] = ()) -> Sheet:
    """The sheet."""
    return Sheet(Text("说明", "Notes"), _COLUMNS, [*_rows(portfolio, inputs, kept), *_repeated(repeated)])


def _rows(portfolio: Many, inputs: Sequence[Surveyed], kept: Sequence[str]) -> Iterator[_Row]:
    manifest = portfolio.catalogue.manifest
    yield Text("不代替什么", "What this does not decide"), SheetCell(not_decided(), "strong")
    yield None, no_promise()
    yield Text("自评日期", "Assessed for"), f"{portfolio.as_of}"
    yield (
        Text("政策目录", "Catalogue"),
        Text(f"{manifest.version} 版，核对于 {manifest.reviewed_on}", f"{manifest.version}, reviewed on {manifest.reviewed_on}"),
    )
    yield Text("目录摘要", "Digest"), portfolio.catalogue.digest
    yield Text("措施", "Measures"), Text(f"{len(portfolio.measures)} 项", f"{len(portfolio.measures)}")
    chosen = portfolio.catalogue.chosen
    if chosen.scopes:
        yield Text("只看这些层级", "Of these scopes only"), joined(Text("；", "; "), [SCOPE[scope] for scope in chosen.scopes])
    if chosen.measures:
        titles = [one.measure.title for one in portfolio.measures if one.measure.id in chosen.measures]
        yield Text("只看这些措施", "These measures only"), joined(Text("；", "; "), titles)
    if chosen.laid_over:
        yield Text("加上的目录", "Laid over the catalogue"), "; ".join(chosen.laid_over)
    yield from _sheets(kept)
    yield from _words()
    yield from _headers(inputs)


_OF_SHEETS: tuple[_Row, ...] = (
    (
        Text("汇总", "Summary"),
        Text(
            "金额是各单位合计之和：每个单位先按允许的最佳组合合计，再相加",
            "Money is the sum over applicants: of each the best permitted combination of its measures",
        ),
    ),
    (
        Text("企业×措施", "Firms × measures"),
        Text(
            "每行一个单位，每列一项措施：结果，下面是可能得到的金额。能申报的单位越多，列越靠左",
            "A row for each applicant, a column for each measure: its result, and below what it may bring. The more can apply, the further left",
        ),
    ),
    (
        Text("至少（元）、至多（元）", "At least, at most (yuan)"),
        Text(
            "符合和有条件符合的措施按允许的最佳组合合计：按已公布的规则至少可得的，和最多可得的；空着表示没有这个数，不是 0",
            "Eligible and conditional measures in the best permitted combination: the least and the most that the published rules give; empty: no figure, not 0",
        ),
    ),
    (
        Text("如果全部符合，至多（元）", "If all were met, at most (yuan)"),
        Text(
            "待定的措施也全部符合时的上限，取决于还没有给出的信息，不能当作预期",
            "The upper end if the undetermined measures were met too: it depends on facts that were not given, and is no forecast",
        ),
    ),
    (
        Text("最近截止", "Next deadline"),
        Text(
            "该单位不是“不符合”的措施中，正在受理并且最先截止的一项",
            "Of the measures for which the applicant is not ineligible the first to end that takes applications now",
        ),
    ),
    (
        Text("明细", "Details"),
        Text(
            "每个单位每项措施一行，不列“不符合”的；为什么不符合，用 guangdong-ai explain 或各单位的报告（--reports）查看",
            "A row for each applicant and measure, without the ineligible ones; why not: guangdong-ai explain, or the applicant's report (--reports)",
        ),
    ),
    (
        Text("剩余天数", "Days left"),
        Text(
            "从自评日期到截止日的日历天数，截止当天为 0", "Calendar days from the day of the assessment to the last one, on which it is 0"
        ),
    ),
    (
        Text("称号", "Titles"),
        Text(
            "称号不是资金，不计入合计；空着表示按这些条件不能再取得，或不能改变",
            "A title is no money and in no total; empty: it cannot be won by these conditions any more, or what it takes cannot be changed",
        ),
    ),
    (
        ANSWERS,
        Text(
            "自评所依据的答案，空着表示没有给出。可以再次运行：guangdong-ai batch 本文件 --as-of 自评日期 --output 新文件.xlsx",
            "What the results rest on; empty: not given. To run it again: guangdong-ai batch THIS-FILE --as-of DAY --output NEW.xlsx",
        ),
    ),
    (
        Text("剔除", "Rejected"),
        Text(
            "没有自评的行及原因，和按未知处理的单元格；改正后重新运行",
            "Rows that were not assessed, with reasons, and cells made unknown; correct them and run it again",
        ),
    ),
)


def _sheets(kept: Sequence[str]) -> Iterator[_Row]:
    yield SheetCell(Text("各表、各列", "Sheets and columns"), "strong"), None
    yield from _OF_SHEETS
    for header in kept:
        yield header, Text("从输入原样带来的列", "a column of the input, carried over as it is")


def _words() -> Iterator[_Row]:
    yield SheetCell(Text("结果和申报状态", "Results and windows"), "strong"), None
    for eligibility, meaning in MEANING.items():
        yield SheetCell(marked_eligibility(eligibility), eligibility), meaning
    about = {
        "rolling": Text("随时可以申报", "applications are taken at any time"),
        "automatic": Text("由主管部门按自己的数据核发", "the authority pays by its own data"),
        "unannounced": Text("没有查到公布的申报时间", "no published days were found"),
    }
    for state, meaning in about.items():
        yield WINDOW[state], meaning  # type: ignore[index]


def _headers(inputs: Sequence[Surveyed]) -> Iterator[_Row]:
    """What each column of the inputs was taken for; one that was not used, too. Files with the same headers are told once."""
    told: list[Layout] = []
    for one in inputs:
        layout = one.layout
        file = path_text(one.file.path)
        if layout is None:
            continue
        same = next((earlier for earlier in told if earlier.headers == layout.headers and earlier.columns == layout.columns), None)
        yield (
            SheetCell(Text("输入的列", "Columns of the input"), "strong"),
            file if same is None else Text(f"{file}：同上", f"{file}: the same"),
        )
        if same is None:
            told.append(layout)
            yield from _columns_of(layout)


def _repeated(repeated: Sequence[Repeated]) -> Iterator[_Row]:
    """Who stands in an input several times."""
    if repeated:
        yield SheetCell(Text("重复的单位", "Applicants that repeat"), "strong"), None
    for one in repeated[:_MOST_REPEATED]:
        yield one.file, repeated_in_words(one)
    if (more := len(repeated) - _MOST_REPEATED) > 0:
        yield None, Text(f"还有 {more} 列有重复", f"{counted(more, 'more column')} with repeats")


def _columns_of(layout: Layout) -> Iterator[_Row]:
    facts = {column.index: column for column in layout.columns}
    for index, header in enumerate(layout.headers):
        taken = []
        if index == layout.id:
            taken.append(Text("编号", "the id"))
        if index in facts:
            column = facts[index]
            name = beside(column.fact.label, column.fact.id)
            taken.append(Text("{}，单位：{}", "{}, in {}").format(name, column.unit) if column.unit else name)
            if column.by == "guess":
                taken.append(Text("推测，请核对", "guessed: check it"))
        if index in layout.kept:
            taken.append(Text("原样带到结果", "carried over"))
        if header.strip() or taken:
            yield header, _joined(taken)


def _joined(taken: Sequence[Text]) -> Text:
    return joined(Text("；", "; "), list(taken)) if taken else Text("没有使用", "not used")
