"""The same profiles, whatever format they come in."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.credit_code import EXAMPLE
from guangdong_ai.profiles.no_answer import says_nothing
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.rules.value import Value
from tests.batch.read.conftest import outcome
from tests.bundled_catalogue import bundled_catalogue

FACTS = bundled_catalogue().facts
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and not text.startswith(("unknown", "?", "？")) and not says_nothing(FACTS["enterprise.name"], text)
)
"""Names; a mark like / is none."""

KINDS: Mapping[str, st.SearchStrategy[Any]] = {
    "yes_no": st.booleans(),
    "count": st.integers(0, 10**9),
    "money": st.integers(0, 10**14).map(lambda cents: Decimal(cents) / 100),
    "share": st.integers(0, 10**6).map(lambda millionths: Decimal(millionths) / 10**6),
    "year": st.integers(1900, 2100),
    "months": st.integers(0, 1_200),
    "date": st.dates(date(1900, 3, 1), date(2100, 12, 31)),
}


def values(fact: Fact) -> st.SearchStrategy[Any]:
    ids = [choice.id for choice in fact.choices]
    if fact.kind == "text":
        return st.just(EXAMPLE) if fact.format else NAMES
    if fact.kind == "choice":
        return st.sampled_from(ids)
    return st.frozensets(st.sampled_from(ids)) if fact.kind == "choices" else KINDS[fact.kind]


def in_its_city(profile: dict[str, Any]) -> dict[str, Any]:
    """The profile with the city of its district: in a table without a column of cities that is read from the column of districts."""
    city, _, of_it = profile.get("enterprise.district", "").partition("_")
    return {**profile, "enterprise.city": city} if of_it else profile


PROFILE = st.fixed_dictionaries({}, optional={fact.id: values(fact) for fact in FACTS.values()}).map(in_its_city)
PROFILES = st.lists(PROFILE, min_size=1, max_size=4)


def headers_of(profiles: list[dict[str, Value]]) -> list[str]:
    return sorted({fact_id for profile in profiles for fact_id in profile})


def header_of(fact: Fact, spelled: str) -> str:
    if spelled == "id" or fact.label.en == "Investment":
        return fact.id
    return fact.label.zh if spelled == "zh" else fact.label.en


def shown(fact: Fact, value: Value | None, spelled: str) -> str:
    if value is None or isinstance(value, frozenset):
        # A label may hold the comma that parts choices: as ids they are clear.
        return cell(value) or ""
    return value_in_words(fact, value).in_language("en" if spelled == "en" else "zh")


def plain(value: Value) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def cell(value: Value | None) -> Any:
    if isinstance(value, frozenset):
        return ",".join(sorted(value)) or "none"
    if isinstance(value, Decimal):
        return float(value)
    return datetime.combine(value, time()) if isinstance(value, date) else value


@given(profiles=PROFILES, spelled=st.sampled_from(["zh", "en", "id"]))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_profiles_come_back_from_every_format(profiles: list[dict[str, Value]], spelled: str, tmp_path: Path) -> None:
    used = headers_of(profiles)
    if not used or not all(set(profile) - {"enterprise.name", "enterprise.credit_code"} for profile in profiles):
        return
    headers = [header_of(FACTS[fact_id], spelled) for fact_id in used]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    for profile in profiles:
        writer.writerow([shown(FACTS[fact_id], profile.get(fact_id), spelled) for fact_id in used])
    (tmp_path / "a.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    lines = [
        json.dumps({header: plain(profile[fact_id]) for header, fact_id in zip(headers, used, strict=True) if fact_id in profile})
        for profile in profiles
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    workbook = Workbook(tmp_path / "a.xlsx", {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"})
    worksheet = workbook.add_worksheet()
    worksheet.write_row(0, 0, headers)
    for number, profile in enumerate(profiles, start=1):
        worksheet.write_row(number, 0, [cell(profile.get(fact_id)) for fact_id in used])
    workbook.close()
    columns = {
        header: [plain(profile[fact_id]) if fact_id in profile else None for profile in profiles]
        for header, fact_id in zip(headers, used, strict=True)
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    for name in ("a.csv", "a.jsonl", "a.xlsx", "a.parquet"):
        done = outcome(tmp_path / name, FACTS)
        assert done.rejected == [], name
        assert done.facts == profiles, name
