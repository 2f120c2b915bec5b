from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.money_range import OPEN, MoneyRange
from guangdong_ai.rules.table import Table, TableRow

TITLE = Text("各市奖励", "City awards")
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
EARLY = TableRow(key="north", column="small", valid_until=date(2024, 12, 31), low=Decimal(1), high=Decimal(1))
NOW = TableRow(key="north", column="small", valid_from=FIRST, valid_until=LAST, low=Decimal(0), high=Decimal(2))
LATE = TableRow(key="north", column="small", valid_from=date(2026, 2, 1))
OTHER = TableRow(key="south", column="small", low=Decimal(9), high=Decimal(9))
TABLE = Table(id="awards", title=TITLE, key="place.city", columns={"small": TITLE, "large": TITLE}, rows=(EARLY, NOW, LATE, OTHER))


@pytest.mark.parametrize(
    ("day", "row"),
    [
        (date.min, EARLY),
        (date(2024, 12, 31), EARLY),
        (FIRST, NOW),
        (LAST, NOW),
        (date(2026, 1, 1), None),
        (date(2026, 1, 31), None),
        (date(2026, 2, 1), LATE),
        (date.max, LATE),
    ],
)
def test_a_row_holds_from_its_first_to_its_last_day(day: date, row: TableRow | None) -> None:
    assert TABLE.row_for("small", "north", day) == row


@pytest.mark.parametrize(("column", "key"), [("large", "north"), ("small", "east"), ("", "")])
def test_other_columns_and_keys_have_their_own_rows(column: str, key: str) -> None:
    assert TABLE.row_for(column, key, FIRST) is None
    assert TABLE.row_for("small", "south", FIRST) is OTHER


def test_a_row_without_figures_says_that_none_was_found() -> None:
    assert LATE.range == OPEN
    assert NOW.range == MoneyRange(Decimal(0), Decimal(2))
