"""The columns of each shape of a result in words: name, type, what it holds. They stay as they are within ``COLUMNS_SCHEMA``."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.catalogue.funding import FundingKind
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

COLUMNS_SCHEMA: Final = "guangdong-ai/columns/1"
"""A column that goes, or means something else, takes another number; one that is added does not."""

_ELIGIBILITIES: Final[tuple[str, ...]] = get_args(Eligibility)
TYPES: Final[Mapping[str, Text]] = {
    "text": Text("文字", "text"),
    "word": Text("固定词", "word"),
    "number": Text("整数", "whole number"),
    "day": Text("日期", "day"),
    "object": Text("对象", "object"),
    "list": Text("列表", "list"),
}


@record
class DescribedColumn:
    """A column: its type, whether it may be empty, what it holds, and, where only these are possible, its values."""

    name: str
    type: str
    meaning: Text
    may_be_empty: bool = False
    values: tuple[str, ...] = ()


ID: Final = DescribedColumn(
    name="id",
    type="text",
    meaning=Text("单位的编号；没有编号列时为文件和行号", "who it is: the id, or the file and the line where there is none"),
)
KEPT: Final = DescribedColumn(
    name="--keep",
    type="text",
    meaning=Text("--keep 的每一列各一列，内容与输入相同", "one for each --keep, as it stands in the input"),
    may_be_empty=True,
)


def described_columns(shape: str, measures: Iterable[tuple[str, Text]]) -> tuple[DescribedColumn, ...]:
    """The columns of a result in that shape, in their order. ``measures``: ids and titles; of ``assessment`` the keys of each line."""
    if shape == "assessment":
        return _ASSESSMENT
    if shape == "long":
        return (ID, KEPT, *_LONG)
    of_measures = [one for name, title in measures for one in _of_measure(name, title, with_amounts=shape == "wide")]
    return (ID, KEPT, *of_measures, *_TOTALS)


def _of_measure(name: str, title: Text, *, with_amounts: bool) -> Iterator[DescribedColumn]:
    yield DescribedColumn(
        name=f"{name}.status",
        type="word",
        meaning=Text("{}：能否申报", "{}: whether it applies").format(title),
        values=_ELIGIBILITIES,
    )
    if with_amounts:
        yield DescribedColumn(
            name=f"{name}.low",
            type="number",
            meaning=Text("{}：金额下限（元）；没有金额的为空", "{}: the least that it may bring, in yuan; empty without an amount").format(
                title
            ),
            may_be_empty=True,
        )
        yield DescribedColumn(
            name=f"{name}.high",
            type="number",
            meaning=Text("{}：金额上限（元）；有下限而没有上限的为空", "{}: the most, in yuan; empty beside a low: no upper figure").format(
                title
            ),
            may_be_empty=True,
        )


_TOTALS: Final = (
    DescribedColumn(
        name="total.low",
        type="number",
        meaning=Text(
            "可申报的措施合计的下限（元）；所知太少的为空",
            "what eligible and conditional measures bring together at least, in yuan; empty: too little is known",
        ),
        may_be_empty=True,
    ),
    DescribedColumn(
        name="total.high",
        type="number",
        meaning=Text("合计的上限（元）；没有上限的为空", "at most, in yuan; empty beside a low: no upper figure"),
        may_be_empty=True,
    ),
    DescribedColumn(
        name="total.if_all_met",
        type="number",
        meaning=Text("待定的措施也都符合时合计的上限（元）", "what total.high would be if all undetermined measures were met too, in yuan"),
        may_be_empty=True,
    ),
    DescribedColumn(
        name="missing",
        type="number",
        meaning=Text("能否申报还取决于多少个信息项", "how many different facts the eligibility for some measure still depends on"),
    ),
)
_LONG: Final = (
    DescribedColumn(
        name="measure", type="word", meaning=Text("措施的编号；不符合的措施也在内", "the measure's id; ineligible ones are there too")
    ),
    DescribedColumn(name="status", type="word", meaning=Text("能否申报", "whether it applies"), values=_ELIGIBILITIES),
    DescribedColumn(name="window", type="word", meaning=Text("申报时间", "the state of its window"), values=get_args(WindowState)),
    DescribedColumn(name="opens", type="day", meaning=Text("开始申报的日期", "the first day of the window"), may_be_empty=True),
    DescribedColumn(name="closes", type="day", meaning=Text("截止申报的日期", "the last day of the window"), may_be_empty=True),
    DescribedColumn(name="funding", type="word", meaning=Text("资助方式", "the kind of funding"), values=get_args(FundingKind)),
    DescribedColumn(name="low", type="number", meaning=Text("金额下限（元）", "the least that it may bring, in yuan"), may_be_empty=True),
    DescribedColumn(name="high", type="number", meaning=Text("金额上限（元）", "the most, in yuan"), may_be_empty=True),
)
_ASSESSMENT: Final = tuple(
    DescribedColumn(name=name, type=type_, meaning=meaning, may_be_empty=empty)
    for name, type_, meaning, empty in (
        (
            "row",
            "object",
            Text("来自哪个文件、哪一行，编号，--keep 的列", "file, line and id of the row, and the columns of --keep"),
            False,
        ),
        ("schema", "word", Text("格式的名称和编号", "the name of this form and its number"), False),
        ("as_of", "day", Text("自评日期", "the day of the assessment"), False),
        ("catalogue", "object", Text("所用的政策目录", "the catalogue that was used"), False),
        ("profile", "object", Text("所用的回答", "the answers that were used"), False),
        ("measures", "list", Text("全部措施的结果，按目录的顺序", "every measure with its result, in catalogue order"), False),
        ("totals", "object", Text("合计", "what the best permitted combination may bring"), False),
        ("next_question", "text", Text("最值得先回答的信息项", "the fact that can settle the most"), True),
        ("warnings", "list", Text("提醒", "what is out of date or soon will be"), False),
        ("coverage", "list", Text("目录没有收入的内容", "what the catalogue lacks for such an applicant"), False),
        ("provenance", "object", Text("结果由什么得出，可用来核对", "what the result was made from, to check it by"), False),
        ("near_misses", "list", Text("只差少数条件的措施", "measures that few changes would open"), False),
        ("titles", "list", Text("可以争取的称号", "the titles that can be won"), False),
    )
)
