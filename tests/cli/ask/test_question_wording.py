from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.questionnaire import Tally
from guangdong_ai.cli.ask.question import Question, open_question
from guangdong_ai.cli.ask.question_wording import closing, heading, help_lines, reason, remarks, tally_in_words
from guangdong_ai.cli.ask.session import AskedFor, Session, begin, looking_at, skipped
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import catalogue, fact
from tests.assessment.test_questionnaire import wants, wants_without_money, yes_no

from .bundled import CATALOGUE, FACTS, REVENUE
from .bundled import ON as TODAY

ON = date(2026, 6, 1)
A, B, C = "firm.a", "firm.b", "other.c"
AMOUNT = {"rate": 1, "of": {"fact": "firm.cost"}, "cap": 1_000_000}
TITLED = {"title": {"zh": "“甲”奖", "en": "Award A"}}


def start(folder: Path, *measures: dict[str, object], facts: Mapping[str, Value] | None = None, scope: AskedFor | None = None) -> Session:
    declared = (fact("firm.name", "text"), fact("firm.cost", "money"), *yes_no(A, B, C))
    return begin(catalogue(folder, *measures, facts=declared), Profile(facts=facts or {}), ON, scope or AskedFor())


def asked(session: Session) -> Question:
    question = open_question(session)
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("tally", "zh", "en"),
    [
        (Tally(settled=3, undetermined=0, low=0, high=0, if_all_met=0), "已定 3 项，待定 0 项，合计 0元", "3 settled, 0 open, CNY 0 in total"),
        (Tally(settled=0, undetermined=3, low=0, high=3_000_000, if_all_met=3_000_000), "已定 0 项，待定 3 项，合计 至多 300万元", "0 settled, 3 open, up to CNY 3,000,000 in total"),
        (Tally(settled=1, undetermined=1, low=1_000, high=None, if_all_met=None), "已定 1 项，待定 1 项，合计 至少 1,000元", "1 settled, 1 open, at least CNY 1,000 in total"),
        (Tally(settled=0, undetermined=1, low=0, high=None, if_all_met=None), "已定 0 项，待定 1 项，合计金额上限未定", "0 settled, 1 open, no upper figure yet"),
    ],
)  # fmt: skip
def test_the_tally(tally: Tally, zh: str, en: str) -> None:
    assert tally_in_words(tally) == Text(zh, en)


def test_the_heading_says_how_many_questions_may_follow(tmp_path: Path) -> None:
    several, last = start(tmp_path / "1", wants("one", A, B)), start(tmp_path / "2", wants("one", A))
    assert heading(asked(several)).zh.endswith("；之后可能还有 1 题")
    assert heading(asked(several)).en.endswith("; 1 more may follow")
    assert heading(asked(last)) == Text(
        "【文字】已定 0 项，待定 1 项，信息太少，暂不合计；这可能是最后一题",
        "[text] 0 settled, 1 open, too little known for a sum; this may be the last one",
    )


def test_why_when_one_measure_depends_on_it(tmp_path: Path) -> None:
    assert reason(asked(start(tmp_path, wants("one", A, **TITLED)))) == Text("为什么问：“‘甲’奖”取决于它", "Why: Award A depends on it")


def test_why_when_several_measures_depend_on_it(tmp_path: Path) -> None:
    assert reason(asked(start(tmp_path, wants("one", A, **TITLED), wants("two", A)))) == Text(
        "为什么问：“‘甲’奖”等 2 项措施取决于它", "Why: 2 measures, such as Award A, depend on it"
    )


def test_why_when_only_amounts_depend_on_it(tmp_path: Path) -> None:
    one = start(tmp_path / "1", wants("one", amount=AMOUNT, **TITLED))
    assert reason(asked(one)) == Text("为什么问：“‘甲’奖”的金额取决于它", "Why: the amount of Award A depends on it")
    two = start(tmp_path / "2", wants("one", amount=AMOUNT, **TITLED), wants("two", amount=AMOUNT))
    assert reason(asked(two)) == Text(
        "为什么问：“‘甲’奖”等 2 项措施的金额取决于它", "Why: the amounts of 2 measures, such as Award A, depend on it"
    )


def test_why_when_nothing_depends_on_it(tmp_path: Path) -> None:
    session = start(tmp_path, wants("one", A), facts={A: False, B: True})
    assert reason(asked(looking_at(session, "firm.name"))) == Text(
        "只用于显示，不影响结果；直接回车跳过", "For display only: the result does not depend on it; Enter skips it"
    )
    assert reason(asked(looking_at(session, B))) == Text(
        "按现有答案，没有措施取决于它", "With the other answers as they are, no measure depends on it"
    )


def test_an_earlier_answer_is_shown(tmp_path: Path) -> None:
    session = start(tmp_path, wants("one", A), facts={A: True})
    assert list(remarks(asked(looking_at(session, A)))) == [
        Text("现在的答案：是（直接回车则保留）", "Answered before: yes (Enter keeps it)")
    ]


def test_a_refused_answer_is_shown_with_what_to_do(tmp_path: Path) -> None:
    finding = Finding(message=Text("错", "wrong"), hint=Text("改", "mend it"))
    profile = Profile(document={"firm": {"a": "maybe"}})
    session = begin(start(tmp_path, wants("one", A)).catalogue, profile, ON, AskedFor(), refused={A: finding})
    assert list(remarks(asked(session))) == [
        Text("档案中原来填的是“maybe”，现在不能用", 'The file says "maybe", which is not accepted now'),
        Text("改", "mend it"),
    ]


def test_nothing_is_remarked_at_a_new_question(tmp_path: Path) -> None:
    assert list(remarks(asked(start(tmp_path, wants("one", A))))) == []


def test_the_end_where_no_answer_can_change_anything(tmp_path: Path) -> None:
    assert list(closing(start(tmp_path, wants("one", A), facts={A: True}))) == [
        Text(
            "再问也不会改变结果了：已定 1 项，待定 0 项，合计 1,000元",
            "No further answer can change anything: 1 settled, 0 open, CNY 1,000 in total",
        )
    ]


def test_the_end_where_something_was_skipped(tmp_path: Path) -> None:
    lines = list(closing(skipped(start(tmp_path, wants_without_money("one", A)), A)))
    assert lines == [
        Text("这次要问的都问完了：已定 0 项，待定 1 项，合计 0元", "That was the last question for now: 0 settled, 1 open, CNY 0 in total"),
        Text("跳过或不知道、但会影响结果的：文字", "Skipped or not known, and able to change the result: text"),
    ]


def test_the_end_of_a_section_counts_what_is_elsewhere(tmp_path: Path) -> None:
    other = AskedFor(section="other")
    one = list(closing(start(tmp_path / "1", wants("one", A, C), facts={C: True}, scope=other)))
    assert one[1:] == [Text("其他部分还有 1 题可能影响结果", "1 question in other sections may change the result")]
    two = list(closing(skipped(start(tmp_path / "2", wants("one", A, B, C), scope=other), C)))
    assert two[1:] == [
        Text("跳过或不知道、但会影响结果的：文字", "Skipped or not known, and able to change the result: text"),
        Text("其他部分还有 2 题可能影响结果", "2 questions in other sections may change the result"),
    ]


def test_help_says_what_is_accepted_and_cites_every_measure_that_needs_it() -> None:
    question = asked(looking_at(begin(CATALOGUE, Profile(), TODAY, AskedFor()), REVENUE.id))
    lines = list(help_lines(question, CATALOGUE))
    assert lines[0] == REVENUE.help
    assert lines[1].zh.startswith("可以填：金额（元")
    assert lines[1].en.startswith("Accepted: an amount in yuan")
    cited = [line for line in lines if line.zh.startswith("· ")]
    assert len(cited) == len(question.needs)
    for need in question.needs:
        number = CATALOGUE.documents[need.measure.document].number
        assert any(need.measure.title.en in line.en and (number is None or number in line.en) for line in cited)


@pytest.mark.parametrize("fact_id", FACTS)
def test_every_question_of_the_catalogue_can_be_explained(fact_id: str) -> None:
    question = asked(looking_at(begin(CATALOGUE, Profile(), TODAY, AskedFor()), fact_id))
    for line in (heading(question), reason(question), *help_lines(question, CATALOGUE)):
        assert line.zh
        assert line.en
        assert "None" not in line.zh or "None" in question.fact.question.en


def test_help_of_a_question_that_nothing_needs_says_so(tmp_path: Path) -> None:
    session = start(tmp_path, wants("one", A), facts={A: False, B: True})
    lines = list(help_lines(asked(looking_at(session, B)), session.catalogue))
    assert lines == [
        Text("可以填：是或否", "Accepted: yes or no"),
        Text("按现有答案，没有措施取决于它", "With the other answers as they are, no measure depends on it"),
    ]


def test_help_parts_what_settles_eligibility_from_what_settles_amounts(tmp_path: Path) -> None:
    amount = {"tiers": [{"when": {"fact": A, "is": True}, "amount": 2_000}], "otherwise": 1_000}
    session = start(tmp_path, wants("one", A, article="3", **TITLED), wants("two", amount=amount))
    zh = [line.zh for line in help_lines(asked(session), session.catalogue)]
    assert zh == ["可以填：是或否", "是否符合取决于它的措施：", "· “甲”奖：《文字》第三条", "金额取决于它的措施：", "· 文字：《文字》"]
