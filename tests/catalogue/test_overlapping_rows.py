"""Two rows of a table that share a day are told; so they are in the longest table that is read, and in no other order of rows."""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from guangdong_ai.catalogue.bounds import MOST_ENTRIES
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.rules.table import TableRow, overlapping

Stretch = tuple[date | None, date | None]


def row(key: str, stretch: Stretch) -> TableRow:
    return TableRow(key=key, column="amount", valid_from=stretch[0], valid_until=stretch[1])


def share_a_day(one: Stretch, other: Stretch) -> bool:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(-1, 13)]
    return any(all((first or day) <= day <= (last or day) for first, last in (one, other)) for day in days)


def test_some_row_is_told_where_and_only_where_two_share_a_day() -> None:
    random = Random(20260102)  # no secret
    told = 0
    for _ in range(400):
        days = [None, *(date(2026, 1, 1) + timedelta(days=number) for number in range(12))]
        rows = []
        for _ in range(random.randrange(2, 6)):
            first, last = random.choice(days), random.choice(days)
            if not (first and last and first > last):
                rows.append((random.choice("ab"), (first, last)))
        found = overlapping([row(key, stretch) for key, stretch in rows])
        later = {
            place
            for (_, (key, one)), (place, (other_key, other)) in combinations(enumerate(rows), 2)
            if key == other_key and share_a_day(one, other)
        }
        assert set(found) <= later
        assert bool(found) == bool(later), rows
        told += bool(found)
    assert 50 < told < 350


def test_in_a_table_as_long_as_is_read(tmp_path: Path) -> None:
    cities = ("guangzhou", "shenzhen", "foshan")
    source = '{document = "gd-measures-2025", article = "1", confidence = "official"}'
    rows = []
    for number in range(MOST_ENTRIES - 1):
        day = date(2020, 1, 1) + timedelta(days=number // 3)
        rows.append(
            f'{{key = "{cities[number % 3]}", column = "a", low = 1, high = 1, valid_from = {day}, valid_until = {day}, source = {source}}}'
        )
    rows.append(
        f'{{key = "foshan", column = "a", low = 1, high = 1, valid_from = 2020-03-01, valid_until = 2020-03-01, source = {source}}}'
    )
    table = tmp_path / "tables" / "long.toml"
    table.parent.mkdir()
    head = 'id = "long"\ntitle = {zh = "表", en = "Table"}\nkey = "enterprise.city"\ncolumns.a = {zh = "额", en = "Amount"}\nrows = [\n'
    body = ",\n".join(rows)
    table.write_text(f"{head}{body}\n]\n", encoding="utf-8")
    with pytest.raises(Refused) as error:
        load_catalogue([tmp_path])
    (finding,) = error.value.findings
    assert "overlap" in finding.message.en
    assert (finding.place.file, finding.place.line) == (table, 5 + MOST_ENTRIES)
