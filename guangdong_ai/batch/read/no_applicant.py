"""Records of a table that describe no applicant: totals, notes and signatures, headers that come again, and records without any answer."""

import re
from collections.abc import Sequence
from typing import Final

from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text

SUSPICIOUS: Final = (
    "计",
    "汇总",
    "总和",
    "总数",
    "共",
    "均",
    "中位",
    "最大",
    "最小",
    "最高",
    "最低",
    "其中",
    "占比",
    "比重",
    "同比",
    "环比",
    "增长",
    "增速",
    "上年",
    "去年",
    "上期",
    "average",
    "avg",
    "mean",
    "median",
    "maximum",
    "minimum",
    "of which",
    "thereof",
    "注",
    "说明",
    "来源",
    "人",
    "日期",
    "时间",
    "盖章",
    "电话",
    "total",
    "sum",
    "note",
    "remark",
    "source",
    " by",
)
"""A label holds one of these, in upper or lower case; what holds none is not looked at closer."""

_LONGEST_TOTAL: Final = 40
_QUICK: Final = lazy_pattern("|".join(map(re.escape, SUSPICIOUS)), re.IGNORECASE)
_BETWEEN: Final = lazy_pattern(r"[\s:()\[\]【】*·•—\-_]+")
_BRACKETS: Final = lazy_pattern(r"[()\[\]]")
_COUNTED: Final = r"(?:共?[0-9一二三四五六七八九十百千万]+(?:家|户|个|条|项|名)?(?:企业|单位|公司)?)"
_TOTAL: Final = lazy_pattern(
    rf".{{0,20}}?(?:合计|小计|总计|共计|累计|汇总|总和)(?:数|额|数额|行)?{_COUNTED}?|共[0-9]+(?:家|户|个)(?:企业|单位|公司)?"
    r"|(?:总|算术|加权|全省|全市|全区)?(?:平均|均值|均数|总数)(?:数|值|水平)?|(?:户|人)均(?:数|值)?|中位(?:数|值)|最[大小高低](?:值|数|额)?|其中"
    r"|.{0,10}(?:占比|比重)|.{0,6}(?:同比|环比)(?:增长|增减|增幅|变化)?(?:率|额)?|(?:比?上年|比?去年)?(?:增长率|增长额|增减额|增减率|增长|增速)|(?:上年|去年|上期)(?:同期)?(?:数|值)?"
)
_PART_OF_TOTAL: Final = lazy_pattern(r"\s*(?:其\s*中|of which|thereof)\s*:.*", re.DOTALL)
_TOTAL_IN_ENGLISH: Final = lazy_pattern(
    r"(?:(?:grand|sub|page|overall|running|cumulative)[ -]?)?totals?(?:\s+(?:for|of|in)\s.{0,30})?[\s:,]*[0-9]*(?:\s*(?:firms?|companies|enterprises|rows?))?"
    r"|(?:overall |grand )?(?:average|avg|mean|median|maximum|minimum)(?: value)?\.?:?|of which|thereof"
    r"|.{1,30}\s(?:sub[ -]?)?total|sum:?"
)
_NOTE: Final = lazy_pattern(
    r"[*※#]?\s*(?:"
    r"(?:备\s*注|注\s*释|附\s*注|注|说\s*明|填表说明|填报说明|编制说明|notes?|remarks?)\s*[0-9一二三四五六七八九十]*\s*(?::.*)?"
    r"|(?:特别说明|资料来源|数据来源|来源|制表人?|填表人|填报人|编制人|经办人|审核人?|复核人?|审批人?|负责人|单位负责人|部门负责人|统计负责人|联系人|联系电话|电话"
    r"|(?:打印|填报|填表|制表|编制|报送|统计)(?:时间|日期|单位)|(?:单位)?(?:盖章|公章)|sources?|prepared by|checked by|approved by|signed by)\s*(?:\(.*?\))?\s*:.*"
    r")",
    re.DOTALL,
)

_IS_TOTAL: Final = Text("这一行是合计、平均等汇总数，不是申报单位", "this row is a total, an average or the like, not an applicant")
_IS_NOTE: Final = Text("这一行是备注或签名，不是申报单位", "this row is a note or a signature, not an applicant")
IS_HEADER: Final = Text("这一行又是表头，不是申报单位", "this row repeats the headers; it is not an applicant")
SAYS_NOTHING: Final = Text("除名称外没有填写任何信息项，不是申报单位", "nothing but the name is given; this is not taken for an applicant")


class NoApplicant:
    """Tells the records of one table that describe no applicant."""

    def __init__(self, layout: Layout) -> None:
        self._headers = layout.headers
        self._used = [column.index for column in layout.columns]
        self._labels = layout.labels

    def by_label(self, cells: Sequence[object]) -> tuple[Text, str] | None:
        """Why the record is none by what stands where others have their name, and what that is; None where it may be one."""
        for index in self._labels:
            cell = cells[index]
            if isinstance(cell, str) and _QUICK.search(cell) and (reason := _label(cell)):
                return reason, cell.strip()
        return None

    def is_header(self, cells: Sequence[object]) -> bool:
        """Whether every cell of a fact that is not empty is the header itself."""
        given = [
            (cell.strip(), self._headers[index].strip()) for index in self._used if isinstance(cell := cells[index], str) and cell.strip()
        ]
        others = any(cells[index] is not None and not isinstance(cells[index], str) for index in self._used)
        return bool(given) and not others and all(cell == header for cell, header in given)


def stands_alone(cells: Sequence[object]) -> bool:
    """Whether at most one cell of a record holds anything, such as a title that is merged over the whole row."""
    return sum(cell is not None and cell != "" for cell in cells) <= 1


def _label(text: str) -> Text | None:
    plain = half_width(text).casefold()
    squeezed = _BETWEEN.sub("", plain)
    if len(squeezed) <= _LONGEST_TOTAL and (_TOTAL.fullmatch(squeezed) or _TOTAL_IN_ENGLISH.fullmatch(_BRACKETS.sub(" ", plain).strip())):
        return _IS_TOTAL
    if _PART_OF_TOTAL.fullmatch(plain):
        return _IS_TOTAL
    return _IS_NOTE if _NOTE.fullmatch(plain) else None
