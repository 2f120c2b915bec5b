"""What is told about a column whose unit of money cannot be used: never is it taken for yuan."""

from typing import Final, Literal

from guangdong_ai.finding import Finding
from guangdong_ai.profiles.money_unit import NoUnit
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.text import Text

ACCEPTED_UNITS: Final = Text(
    "可以写（元）、（千元）、（万元）、（百万元）、（亿元）", "accepted are (yuan), (千元), (万元), (million yuan) and (亿元)"
)
_FOREIGN: Final = Text("请换算成人民币", "convert it to yuan")


def unit_not_read(
    header: str, doubt: NoUnit, *, stated_elsewhere: bool = False, severity: Literal["error", "warning"] = "error"
) -> Finding:
    """That the unit which ``header``, or a line above or below the headers, says is foreign or not understood."""
    given = quoted(header)
    where = Text("表中为", "the unit that the table states for ") if stated_elsewhere else Text("列名", "the unit in the header ")
    foreign = doubt is NoUnit.FOREIGN
    said = Text("注明的单位不是人民币", "is another currency") if foreign else Text("注明的单位读不懂", "is not understood")
    unused = Text("，没有使用这一列", ", so the column is not used") if severity == "warning" else Text("", "")
    hint = _FOREIGN if foreign else Text(f"{ACCEPTED_UNITS.zh}，写在列名后", f"{ACCEPTED_UNITS.en}, behind the name of the column")
    return Finding(
        message=Text(f"{where.zh}{given.zh}{said.zh}{unused.zh}", f"{where.en}{given.en} {said.en}{unused.en}"),
        hint=hint,
        severity=severity,
    )
