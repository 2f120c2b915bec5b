"""What a script may give as answers, and how everything that is wrong with it is told at once."""

import pickle
import tomllib
from collections import UserDict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai import Finding, Profile, Refused, assess

DAY = date(2026, 11, 23)
ONE_OF_EACH_KIND = (
    "enterprise.name",
    "enterprise.credit_code",
    "enterprise.city",
    "enterprise.fields",
    "enterprise.in_guangdong",
    "enterprise.employees",
    "enterprise.revenue",
    "enterprise.founded",
    "rnd_special.own_funding_share",
    "titles.little_giant_year",
)


def known(answers: Any, **options: Any) -> dict[str, Any]:
    return dict(assess(answers, as_of=DAY, **options).profile.facts)


def findings(answers: Any, as_of: Any = DAY, **options: Any) -> tuple[Finding, ...]:
    with pytest.raises(Refused) as refused:
        assess(answers, as_of=as_of, **options)
    return refused.value.findings


def places(answers: Any, **options: Any) -> list[str]:
    return [str(finding.place) for finding in findings(answers, **options)]


def test_facts_come_flat_in_tables_or_both() -> None:
    flat = {"enterprise.city": "guangzhou", "enterprise.employees": 260, "titles.little_giant_year": 2025}
    tables = {"enterprise": {"city": "guangzhou", "employees": 260}, "titles": {"little_giant_year": 2025}}
    both = {"enterprise": {"city": "guangzhou"}, "enterprise.employees": 260, "titles": {"little_giant_year": 2025}}
    assert known(flat) == known(tables) == known(both) == known(UserDict(flat)) == known(MappingProxyType(tables)) == flat


def test_the_data_of_a_profile_file_are_answers(demo: Path) -> None:
    data = tomllib.loads(demo.read_text(encoding="utf-8"), parse_float=Decimal)
    assert assess(data, as_of=DAY).to_dict() == assess(demo, as_of=DAY).to_dict() == assess(str(demo), as_of=DAY).to_dict()


def test_the_facts_of_an_assessment_are_answers_again(demo: Path) -> None:
    whole = assess(demo, as_of=DAY)
    assert assess(whole.to_dict()["profile"]["facts"], as_of=DAY).profile.facts == whole.profile.facts
    assert assess(whole.profile, as_of=DAY).to_dict() == whole.to_dict()


@pytest.mark.parametrize(
    ("fact", "value", "read"),
    [
        ("enterprise.revenue", "300万", Decimal(3_000_000)),
        ("enterprise.revenue", "１２０．５万元", Decimal(1_205_000)),
        ("enterprise.revenue", 3_000_000, Decimal(3_000_000)),
        ("enterprise.revenue", 0.1, Decimal("0.1")),
        ("enterprise.revenue", Decimal("1234.50"), Decimal("1234.5")),
        ("enterprise.revenue", np.float64(2.5e6), Decimal(2_500_000)),
        ("enterprise.employees", 120.0, 120),
        ("enterprise.employees", np.int32(120), 120),
        ("enterprise.employees", "1,200", 1200),
        ("enterprise.city", "广州", "guangzhou"),
        ("enterprise.city", "Guangzhou", "guangzhou"),
        ("enterprise.fields", ["ai", "robotics"], frozenset({"ai", "robotics"})),
        ("enterprise.fields", ("人工智能",), frozenset({"ai"})),
        ("enterprise.fields", {"ai", "robotics"}, frozenset({"ai", "robotics"})),
        ("enterprise.fields", np.array(["ai"]), frozenset({"ai"})),
        ("enterprise.fields", "ai,robotics", frozenset({"ai", "robotics"})),
        ("enterprise.fields", [], frozenset()),
        ("enterprise.independent_legal_person", True, True),
        ("enterprise.independent_legal_person", np.bool_(False), False),
        ("enterprise.independent_legal_person", "是", True),
        ("enterprise.founded", date(2019, 5, 1), date(2019, 5, 1)),
        ("enterprise.founded", "2019年5月1日", date(2019, 5, 1)),
        ("enterprise.founded", np.datetime64("2019-05-01"), date(2019, 5, 1)),
        ("titles.little_giant_year", "never", 0),
        ("titles.little_giant_year", 2025, 2025),
        ("rnd_special.own_funding_share", "50%", Decimal("0.5")),
        ("rnd_special.own_funding_share", 0.5, Decimal("0.5")),
    ],
)
def test_values(fact: str, value: Any, read: Any) -> None:
    answered = known({fact: value})
    assert answered == {fact: read}
    assert type(answered[fact]) is type(read)


def test_none_is_no_answer() -> None:
    assert known({"enterprise.city": None, "enterprise": {"employees": None}, "titles": None, "dont_know": None, "schema": None}) == {}


def test_what_is_not_known_is_said_in_a_text_or_in_a_list() -> None:
    profile = assess(
        {"enterprise.revenue": "不知道", "enterprise.assets": "unknown", "dont_know": ("enterprise.employees",)}, as_of=DAY
    ).profile
    assert (dict(profile.facts), set(profile.dont_know)) == ({}, {"enterprise.revenue", "enterprise.assets", "enterprise.employees"})


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    wrong = {
        "enterprise.city": "guangzou",
        "enterprise": {"fields": ["ai", "robots!"], "employes": 3, "revenue": -1},
        "city": "x",
        "enterprse": {},
        "titles": 3,
        5: 6,
        "dont_know": ["titles.none", "titles.none"],
    }
    assert places(wrong, as_of="2026-13-01") == [
        "as_of",
        "enterprise.employes",
        "city",
        "enterprse",
        "titles",
        "",
        "enterprise.city",
        "enterprise.fields[2]",
        "enterprise.revenue",
        "dont_know[1]",
        "dont_know[2]",
    ]
    file = tmp_path / "firm.toml"
    file.write_text('schema = 1\n[enterprise]\ncity = "x"\nemployees = 1.5\n', encoding="utf-8")
    assert places(file, as_of="yesterday") == ["as_of", f"{file}:3:1: enterprise.city", f"{file}:4:1: enterprise.employees"]


@pytest.mark.parametrize(
    "answers",
    [
        {"enterprise.employees": value}
        for value in (True, 1.5, float("nan"), float("inf"), 10**5000, "", "many", b"3", object(), [], {}, datetime(2020, 1, 1, tzinfo=UTC), 1j, Decimal("sNaN"))
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_finding(answers: dict[str, Any]) -> None:
    (finding,) = findings(answers)
    assert finding.place.key == "enterprise.employees"
    assert finding.message.zh
    assert finding.message.en


def test_a_fact_is_answered_once() -> None:
    (finding,) = findings({"enterprise.city": "guangzhou", "enterprise": {"city": "guangzhou"}})
    assert finding.message.en == "City of registration is given twice"


def test_what_is_known_and_not_known_at_once_is_wrong() -> None:
    assert places({"enterprise.city": "guangzhou", "dont_know": ["enterprise.city"]}) == ["dont_know[1]"]


def test_a_schema_of_another_form_is_refused() -> None:
    assert known({"schema": 1, "enterprise.city": "guangzhou"}) == {"enterprise.city": "guangzhou"}
    assert places({"schema": 2}) == ["schema"]


@pytest.mark.parametrize("answers", [None, 3, [], ["enterprise.city"], [("enterprise.city", "guangzhou")], object(), b"firm.toml"])
def test_answers_of_another_type_are_refused(answers: Any) -> None:
    assert places(answers) == ["answers"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path / "no.toml")
    assert finding.message.en == "no such file"
    assert findings("with\0zero")


def test_answers_that_contradict_each_other_are_named() -> None:
    (finding,) = findings({"enterprise.city": "guangzhou", "enterprise.in_guangdong": False})
    assert set(str(finding.place).split(", ")) == {"enterprise.city", "enterprise.in_guangdong"}


def test_answers_after_the_day_are_warnings(tmp_path: Path) -> None:
    later = assess({"titles.little_giant_year": 2027}, as_of=DAY)
    (warning,) = later.warnings
    assert (warning.severity, str(warning.place)) == ("warning", "titles.little_giant_year")
    assert assess({"titles.little_giant_year": 2026}, as_of=DAY).warnings == ()
    file = tmp_path / "firm.toml"
    file.write_text("schema = 1\n[titles]\nlittle_giant_year = 2027\n", encoding="utf-8")
    assert [str(finding.place) for finding in assess(file, as_of=DAY).warnings] == [f"{file}:3:1: titles.little_giant_year"]


@pytest.mark.parametrize("as_of", [DAY, "2026-11-23", "2026/11/23", "2026年11月23日", " 2026-11-23 "])
def test_the_day(as_of: date | str) -> None:
    assert assess({}, as_of=as_of).as_of == DAY


@pytest.mark.parametrize(
    "as_of", ["", "today", "2026-02-30", date(1, 1, 1), datetime(2026, 11, 23, 8, tzinfo=UTC), 20261123, 3.5, b"2026-11-23", []]
)
def test_what_is_no_day(as_of: Any) -> None:
    (finding,) = findings({}, as_of=as_of)
    assert finding.place.key == "as_of"


def test_policies_are_folders(tmp_path: Path) -> None:
    for policies in (tmp_path / "no", [tmp_path / "no"], str(tmp_path / "no")):
        (finding,) = findings({}, policies=policies)
        assert finding.message.en == "no such catalogue folder"
    for wrong in (3, [3], {"a": 1}):
        (finding,) = findings({}, policies=wrong)
        assert finding.message.en == "policies must be paths of folders"


def test_a_profile_of_another_catalogue_is_checked_again() -> None:
    wrong = Profile(facts={"enterprise.height": 3, "enterprise.city": "atlantis", "enterprise.employees": "many"})
    assert places(wrong) == ["enterprise.height", "enterprise.city", "enterprise.employees"]
    assert known(Profile(facts={"enterprise.name": "unknown"})) == {"enterprise.name": "unknown"}


def test_very_many_findings_are_cut() -> None:
    told = findings({f"fact{number}": number for number in range(500)})
    assert len(told) == 101
    assert told[-1].message.en == "there is more: only the first 100 are listed"


def test_what_was_refused_reads_well_and_travels() -> None:
    with pytest.raises(Refused) as refused:
        assess({"enterprise.city": "guangzou", "enterprise.employees": "\x1b[31m"}, as_of=DAY)
    lines = str(refused.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["enterprise.city", "enterprise.employees"]
    assert "did you mean" in lines[0]
    assert "\x1b" not in str(refused.value)
    assert pickle.loads(pickle.dumps(refused.value)).findings == refused.value.findings  # noqa: S301


_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=3)
    | st.dates()
    | st.datetimes()
    | st.decimals()
)
_VALUES = _SCALARS | st.lists(_SCALARS, max_size=3) | st.dictionaries(st.text(max_size=3), _SCALARS, max_size=2) | st.tuples(_SCALARS)
_KEYS = st.sampled_from([*ONE_OF_EACH_KIND, "enterprise", "titles", "dont_know", "schema", "x"]) | st.text(max_size=5) | st.integers()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    answers=st.dictionaries(_KEYS, _VALUES | st.dictionaries(st.sampled_from(["city", "employees", "x"]), _VALUES, max_size=3), max_size=6)
)
def test_whatever_is_given_is_taken_or_refused(answers: dict[Any, Any]) -> None:
    """Never another exception; and what is taken can be told."""
    try:
        assessment = assess(answers, as_of=DAY)
    except Refused as refused:
        told = [str(refused), *refused.findings]
    else:
        told = [assessment.to_json(), assessment._repr_html_()]
    assert all(told)
