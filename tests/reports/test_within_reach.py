"""The last lines of an assessment: what changes alone would open."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import BOTH, SOURCE, call, catalogue, criterion, fact, measure
from tests.reports.conftest import printed
from tests.reports.rendered import assessment_table

DAY = date(2026, 3, 1)


def cash(amount: int) -> dict[str, Any]:
    return {"kind": "cash", "award": "formula", "amount": amount, "sources": [{"figure": BOTH, **SOURCE}]}


def titled(name: str, amount: int, rule: dict[str, Any]) -> dict[str, Any]:
    return measure(
        f"measure-{name}", title={"zh": f"措施{name}", "en": f"Measure {name}"}, funding=cash(amount), criteria=[criterion("c", when=rule)]
    )


def staffed(least: int) -> dict[str, Any]:
    return {"fact": "firm.staff", "at_least": least}


def table(folder: Path, facts: dict[str, Value], language: Language, *measures: dict[str, Any], **more: Any) -> str:
    declared = fact("firm.staff", "count", label={"zh": "人数", "en": "Staff"}, unit={"zh": "人", "en": "people"})
    assessment = assess(catalogue(folder, *measures, facts=(declared,), **more), Profile(facts=facts), DAY)
    return printed(assessment_table(assessment, language, show_all=False, profile_file="my.toml"), 120)


READY = {"fact": "firm.ready", "is": True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_best_ways_by_changes_alone(tmp_path: Path, language: Language) -> None:
    text = table(
        tmp_path,
        {"firm.staff": 5},
        language,
        titled("a", 100, staffed(10)),
        titled("b", 500, staffed(20)),
        titled("c", 300, staffed(30)),
        titled("d", 400, staffed(40)),
        titled("e", 9_000, {"all": [staffed(40), READY]}),
        titled("f", 8_000, staffed(50)),
        calls=(
            call("last", "measure-f", closes=date(2026, 1, 31)),
            call("next", "measure-c", opens=date(2026, 9, 1), closes=date(2026, 9, 30)),
        ),
    )
    wanted = {
        "zh": "接近符合条件：\n"
        "  500元：把“人数”从5人提高到20人及以上（措施b）\n"
        "  400元：把“人数”从5人提高到40人及以上（措施d）\n"
        "  300元：把“人数”从5人提高到30人及以上（措施c，2026-09-01 至 2026-09-30）\n"
        "改变什么可以申请更多措施：\n"
        "  guangdong-ai what-if my.toml\n",
        "en": "Within reach:\n"
        "  CNY 500: raise Staff from 5 to 20 people or more (Measure b)\n"
        "  CNY 400: raise Staff from 5 to 40 people or more (Measure d)\n"
        "  CNY 300: raise Staff from 5 to 30 people or more (Measure c, opens 2026-09-01, until 2026-09-30)\n"
        "What would open more measures:\n"
        "  guangdong-ai what-if my.toml\n",
    }
    assert wanted[language] in text


def test_where_every_way_hangs_on_an_answer_only_the_command_is_named(tmp_path: Path) -> None:
    text = table(tmp_path, {"firm.staff": 5}, "en", titled("a", 100, {"all": [staffed(10), READY]}))
    assert "Within reach" not in text
    assert "guangdong-ai what-if my.toml\n" in text


def test_where_no_change_would_open_anything_there_is_nothing(tmp_path: Path) -> None:
    assert "what-if" not in table(tmp_path, {}, "en", titled("a", 100, {"all": [staffed(10), READY]}))


def test_an_empty_profile_is_asked_instead(assessments: dict[str, AssessmentResult]) -> None:
    text = printed(assessment_table(assessments["empty"], "en", show_all=False), 100)
    assert "what-if" not in text
    assert "Most worth answering" in text


PLACE = fact(
    "firm.seat", "choice", choices=[{"id": name, "label": {"zh": name, "en": name}} for name in ("here", "there")], change="relocation"
)


@pytest.mark.parametrize(
    ("declared", "now", "rule"),
    [
        (PLACE, "here", {"is": "there"}),
        (fact("firm.centre", "yes_no", change="hard"), False, {"is": True}),
        (fact("firm.titled", "year", change="slow"), 2027, {"is": 2026}),
        (fact("firm.titled", "year", change="slow", never=BOTH), 2025, {"at_least": 2026}),
        (fact("firm.paid", "money", change="fixed"), 5, {"at_least": 100}),
        (fact("firm.audited", "date"), date(2026, 2, 28), {"at_least": date(2026, 3, 2)}),
    ],
    ids=["another place", "a hard change", "a year to come", "a year that is over", "what is fixed", "a day that is over"],
)
def test_nothing_absurd_is_within_reach(tmp_path: Path, declared: dict[str, Any], now: Value, rule: dict[str, Any]) -> None:
    """Alone, and together with a small change."""
    condition = {"fact": declared["id"], **rule}
    measures = [titled("a", 9_000, condition), titled("b", 8_000, {"all": [condition, staffed(10)]}), titled("c", 5, staffed(20))]
    staff = fact("firm.staff", "count", label={"zh": "人数", "en": "Staff"})
    made = catalogue(tmp_path, *measures, facts=(declared, staff))
    assessment = assess(made, Profile(facts={declared["id"]: now, "firm.staff": 5}), DAY)
    text = printed(assessment_table(assessment, "en", show_all=False, profile_file="my.toml"), 120)
    told = text[text.index("Within reach:") : text.index("What would open more measures")]
    assert told == "Within reach:\n  CNY 5: raise Staff from 5 to 20 or more (Measure c)\n"
