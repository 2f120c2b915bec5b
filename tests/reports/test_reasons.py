"""Which measures come first, and why each is where it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.ranking import ranked
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.wording.phrase import few
from guangdong_ai.reports.wording.reasons import reasons
from tests.assessment.small_catalogue import call, catalogue, criterion, fact, measure, stacking_rule
from tests.reports.conftest import printed
from tests.reports.rendered import assessment_table

DAY = date(2026, 3, 1)
FUNDED: dict[str, Any] = {"sources": [{"figure": {"zh": "数", "en": "figure"}, "document": "policy", "confidence": "official"}]}


def cash(amount: object) -> dict[str, Any]:
    return {"kind": "cash", "award": "formula", "amount": amount, **FUNDED}


def labelled(name: str, zh: str, en: str) -> dict[str, Any]:
    return fact(f"firm.{name}", "yes_no", label={"zh": zh, "en": en})


def why(assessment: AssessmentResult, measure_id: str) -> list[Text]:
    result = next(result for result in assessment.measures if result.measure.id == measure_id)
    return list(reasons(result, assessment.catalogue.facts))


def test_money_decides_then_the_deadline_then_the_catalogue(tmp_path: Path) -> None:
    made = catalogue(
        tmp_path,
        measure("a-small", funding=cash(10)),
        measure("b-open", funding=cash({"fact": "firm.cost"})),
        measure("c-none", funding={"kind": "unpublished"}),
        measure("d-late", funding=cash(500)),
        measure("e-soon", funding=cash(500)),
        measure("f-also", funding=cash(500)),
        facts=(fact("firm.cost", "money"),),
        calls=(
            call("late", "d-late", opens=date(2026, 1, 1), closes=date(2026, 9, 1)),
            call("soon", "e-soon", opens=date(2026, 1, 1), closes=date(2026, 4, 1)),
        ),
    )
    groups = ranked(assess(made, Profile(), DAY).measures)
    assert list(groups) == ["eligible"]
    assert [result.measure.id for result in groups["eligible"]] == ["b-open", "e-soon", "d-late", "f-also", "a-small", "c-none"]


@pytest.fixture
def assessment(tmp_path: Path) -> AssessmentResult:
    """Of a firm that has A, has not B, and says nothing of the rest."""
    needs = [criterion(f"needs-{name}", when={"fact": f"firm.{name}", "is": True}) for name in "cdef"]
    reviewed = [
        criterion(f"reviewed-{number}", text={"zh": f"条件{number}", "en": f"criterion {number}"}, review={"zh": "评审", "en": "review"})
        for number in (1, 2, 3)
    ]
    made = catalogue(
        tmp_path,
        measure("missing", criteria=needs),
        measure("judged", criteria=reviewed, funding=cash({"fact": "firm.cost", "cap": 100})),
        measure("failed", criteria=[criterion("needs-b", text={"zh": "有B", "en": "has B"}, when={"fact": "firm.b", "is": True})]),
        measure("met", criteria=[criterion("needs-a", when={"fact": "firm.a", "is": True})]),
        facts=(
            *(labelled(name, f"事实{name}", f"fact {name}") for name in "abcdef"),
            fact("firm.cost", "money", label={"zh": "费用", "en": "cost"}),
        ),
    )
    return assess(made, Profile(facts={"firm.a": True, "firm.b": False}), DAY)


def test_missing_facts_are_named_at_most_three(assessment: AssessmentResult) -> None:
    assert why(assessment, "missing") == [Text("缺：事实c、事实d、事实e 等 4 项", "missing: fact c, fact d, fact e and 1 more")]


def test_what_people_judge_is_named_and_what_the_amount_waits_for(assessment: AssessmentResult) -> None:
    assert why(assessment, "judged") == [
        Text("由主管部门认定：条件1；条件2 等 3 项", "decided by the authority: criterion 1; criterion 2 and 1 more"),
        Text("金额还取决于：费用", "the amount also depends on: cost"),
    ]


def test_the_failed_criterion_is_named(assessment: AssessmentResult) -> None:
    assert why(assessment, "failed") == [Text("不满足：有B", "not met: has B")]


def test_of_an_eligible_applicant_there_is_nothing_to_say(assessment: AssessmentResult) -> None:
    assert why(assessment, "met") == []


def test_a_figure_that_was_not_found_is_told(assessments: dict[str, AssessmentResult]) -> None:
    day, facts = date(2026, 3, 1), assessments["demo"].profile.facts
    elsewhere = assess(assessments["demo"].catalogue, Profile(facts={**facts, "enterprise.city": "zhanjiang"}), day)
    assert Text("未查到公布的奖励数额", "No published figure found") in why(elsewhere, "little-giant-award")


def test_few() -> None:
    texts = [Text("甲", "a"), Text("乙", "b"), Text("丙", "c")]
    assert few(texts, 3, Text("、", ", ")) == Text("甲、乙、丙", "a, b, c")
    assert few(texts, 1, Text("、", ", ")) == Text("甲 等 3 项", "a and 2 more")


def test_totals_say_what_is_left_out_and_what_is_not_settled(tmp_path: Path) -> None:
    stacking = [
        stacking_rule("surely", "exclusive", measures=["best", "worse"], text={"zh": "只取一项", "en": "one of them"}),
        stacking_rule("perhaps", "exclusive", measures=["one", "other"], certain=False),
        stacking_rule("capped", "cap", measures=["first", "second"], most=100, per="year"),
        stacking_rule("perhaps-capped", "cap", measures=["best", "third"], most=500, per="project", certain=False),
        stacking_rule("difference", "difference", measures=["higher", "lower"]),
    ]

    def named(measure_id: str, amount: int, **more: Any) -> dict[str, Any]:
        return measure(measure_id, title={"zh": f"措施{measure_id}", "en": f"Measure {measure_id}"}, funding=cash(amount), **more)

    made = catalogue(
        tmp_path,
        named("best", 500),
        named("worse", 400),
        named("one", 30),
        named("other", 20),
        named("first", 80),
        named("second", 70),
        named("third", 60),
        named("higher", 9),
        named("lower", 5),
        named("over", 9),
        stacking=stacking,
        calls=(call("last", "over", closes=date(2026, 1, 31)),),
    )
    result = assess(made, Profile(), DAY)
    zh, en = (printed(assessment_table(result, language, show_all=False), 130) for language in ("zh", "en"))
    assert "合计：639元～719元（8 项措施）" in zh
    assert "Total: CNY 639–719 (8 measures)" in en
    assert "未计入：措施worse（与“措施best”只能取其一：只取一项）" in zh
    assert 'not counted: Measure worse (only one of this and "Measure best" counts: one of them)' in en
    assert "未计入：措施over（申报窗口已关闭）" in zh
    assert "能否同时享受未公布，下限只计一项、上限都计：\n    措施one、措施other\n" in zh
    assert "whether these add up is not published, the low end counts one of them:\n    Measure one; Measure other\n" in en
    assert "合计有上限：\n    措施first、措施second（每年 100元）\n" in zh
    assert "together these are capped:\n    Measure first; Measure second (CNY 100 a year)\n" in en
    assert "合计有无上限未公布，下限按有上限计：\n    措施best、措施third（每个项目 500元）\n" in zh
    assert "low end is as if they were:\n    Measure best; Measure third (CNY 500 a project)\n" in en
    assert "只补差额，合计只计最高的一项：\n    措施higher、措施lower\n" in zh
    assert "together these count as much as the largest:\n    Measure higher; Measure lower\n" in en
