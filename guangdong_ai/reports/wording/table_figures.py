"""Tables of figures that a measure's amounts are read from, as reports show them."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.phrase import with_colon
from guangdong_ai.rules.amount import look_ups_in
from guangdong_ai.rules.table import TableRow, Tables

Column = tuple[str, str]
"""The id of a table, and one of its columns."""


def columns_read(measure: Measure) -> list[Column]:
    """The columns that the measure's amounts look up, each once."""
    funding = measure.funding
    amounts = [amount for amount in (funding.amount, *(reading.amount for reading in funding.readings)) if amount is not None]
    return list(dict.fromkeys((look_up.table, look_up.column) for amount in amounts for look_up in look_ups_in(amount)))


def rows_of(column: Column, tables: Tables) -> list[TableRow]:
    """The rows of the column, as in the table."""
    table, name = column
    return [row for row in tables[table].rows if row.column == name]


def column_title(column: Column, catalogue: Catalogue) -> Text:
    """The table's title with the column's."""
    table = catalogue.tables[column[0]]
    name = table.columns[column[1]]
    return with_colon(table.title, name)


def key_of(row: TableRow, key: Fact) -> Text:
    """Whom the figure is for: the label of the choice, a city say."""
    choice = key.choice(row.key)
    return Text(row.key, row.key) if choice is None else choice.label


def period_of(row: TableRow) -> Text | None:
    """The days on which the figure holds; None where they are not limited."""
    first, last = row.valid_from, row.valid_until
    if first is not None and last is not None:
        return Text(f"{first} 至 {last}", f"{first} to {last}")
    if first is not None:
        return Text(f"{first} 起", f"from {first}")
    return None if last is None else Text(f"至 {last}", f"until {last}")
