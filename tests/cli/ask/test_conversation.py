"""Whole conversations on the bundled catalogue: keys in, the saved file and what is said out."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.question_order import facts_for_amount
from guangdong_ai.assessment.window import window_of
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.session import AskedFor, begin
from guangdong_ai.cli.ask.sitting import sit
from guangdong_ai.cli.ask.typed_answer import read_typed, typed_form
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile

from .bundled import CATALOGUE, CITY, DEMO, FACTS, FIELDS, GIANT_YEAR, IN_GUANGDONG, NAME, ON, REVENUE
from .conftest import Hold, Sitting, of_demo_firm
from .example_firm import shortly_before_the_end, typed_by_example_firm
from .script import Entered, Script, ScriptedAsker, in_turn, on_the_way

Saved = Callable[..., None]
SHOW_RESULT, GO_ON, TO_OTHERS = "", "ask.closed", "ask.others"
"""What is entered at the end, and the questions whether to go on with what only closed measures need, and with the support besides the policy."""

ALL_BUT_CLOSED = AskedFor(up_to="others")

LITTLE_GIANT = AskedFor(only="little-giant-award")


def first_question(profile: Profile = EMPTY) -> str:
    question = open_question(begin(CATALOGUE, profile, ON, AskedFor()))
    assert question is not None
    return question.fact.id


def load(path: Path) -> Profile:
    return load_profile(path, FACTS)


def in_order_asked(held: Sitting) -> tuple[list[str], list[str]]:
    """What was asked for before the question whether to go on, and after it."""
    before = held.asked.index(GO_ON)
    return list(held.asked[:before]), list(held.asked[before + 1 :])


def is_asked_for_closed_measures_alone(name: str, profile: Profile) -> bool:
    """Whether every measure that waits for the fact is closed on the day."""
    without = Profile(facts={fact: value for fact, value in profile.facts.items() if fact != name})
    waiting = [result for result in assess_measures(CATALOGUE, without.facts, ON) if name in (*result.missing, *facts_for_amount(result))]
    return all(result.window.state == "closed" for result in waiting)


# To the end


@pytest.mark.parametrize("language", LANGUAGES)
def test_straight_through_with_the_answers_of_the_example_firm(hold: Hold, path: Path, language: Language) -> None:
    answers: dict[str, list[Entered]] = {TO_OTHERS: ["yes"], GO_ON: ["yes"]}
    held = hold(Script(answers=answers, otherwise=of_demo_firm(language), lines=[SHOW_RESULT]), language=language)
    profile = load(path)
    asked = [name for name in held.asked if name not in (TO_OTHERS, GO_ON)]
    assert profile.facts == {name: DEMO.facts[name] for name in asked if name in DEMO.facts}
    assert set(profile.dont_know) == {name for name in asked if name not in DEMO.facts}
    assert held.profile is not None
    assert (held.profile.facts, held.profile.dont_know) == (profile.facts, profile.dont_know)
    assert len(set(held.asked)) == len(held.asked)
    before, _ = in_order_asked(held)
    for name in asked:
        assert FACTS[name].question.in_language(language) in held.said
        is_needed_now = FACTS[name].kind == "text" or not is_asked_for_closed_measures_alone(name, held.profile)
        assert is_needed_now == (name in before), name
    assert ("√ 广州" if language == "zh" else "√ Guangzhou") in held.said


def test_not_knowing_anything(hold: Hold, path: Path) -> None:
    held = hold(Script(otherwise=lambda _: "不知道", lines=[SHOW_RESULT]), scope=AskedFor(section="enterprise", up_to="closed"))
    assert load(path).facts == {}
    assert load(path).dont_know == held.asked
    assert "跳过或不知道、但会影响结果的：" in held.said


def test_skipping_everything_saves_nothing(hold: Hold, path: Path) -> None:
    held = hold(Script(otherwise=lambda _: Move.SKIP, lines=[SHOW_RESULT]), scope=LITTLE_GIANT)
    assert held.profile == EMPTY
    assert not path.exists()
    assert len(set(held.asked)) == len(held.asked)


def test_finishing_early_gives_the_result_of_what_is_known(hold: Hold, path: Path) -> None:
    held = hold(on_the_way({NAME.id: [""], CITY.id: ["fs"]}, Move.FINISH))
    assert held.profile is not None
    assert held.profile.facts == load(path).facts == {CITY.id: "foshan"}


def test_at_the_end_answers_can_be_looked_at_again(hold: Hold, path: Path, saved: Saved) -> None:
    saved({CITY.id: "guangzhou", GIANT_YEAR.id: 0})
    held = hold(Script(answers={GIANT_YEAR.id: ["2020"]}, lines=[Move.BACK, SHOW_RESULT]), scope=LITTLE_GIANT)
    assert held.asked == (GIANT_YEAR.id,)
    assert load(path).facts == {CITY.id: "guangzhou", GIANT_YEAR.id: 2020}
    assert held.said.count("再问也不会改变结果了") == 2


# What only closed measures need


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", "题只关系到现在不能申报的措施；下一轮申报多半会要求同样的内容"), ("en", "only measures that are closed now; the next call")],
    ids=LANGUAGES,
)
@pytest.mark.parametrize("no", ["", "no", "否", "/n", Move.FINISH], ids=str)
def test_what_only_closed_measures_need_is_not_asked_unless_one_goes_on(
    hold: Hold, saved: Saved, language: Language, told: str, no: Entered
) -> None:
    saved(shortly_before_the_end(2).facts)
    lines = [] if no is Move.FINISH else [SHOW_RESULT]
    held = hold(
        Script(answers={GO_ON: [no]}, otherwise=typed_by_example_firm(language), lines=lines), scope=ALL_BUT_CLOSED, language=language
    )
    asked, after = in_order_asked(held)
    assert asked
    assert after == []
    assert told in held.said
    assert ("--closed-too" in held.said) == bool(lines)
    assert held.profile is not None
    for name in asked:
        assert not is_asked_for_closed_measures_alone(name, held.profile), name


def test_what_only_closed_measures_need_comes_last_and_on_request(hold: Hold, saved: Saved) -> None:
    saved(shortly_before_the_end(2).facts)
    held = hold(
        Script(answers={GO_ON: ["maybe", "?", "是"]}, otherwise=typed_by_example_firm("zh"), lines=[SHOW_RESULT]), scope=ALL_BUT_CLOSED
    )
    assert held.asked.count(GO_ON) == 3
    _, after = in_order_asked(held)
    asked = [name for name in after if name != GO_ON]
    assert asked
    assert held.profile is not None
    for name in asked:
        assert is_asked_for_closed_measures_alone(name, held.profile), name
    assert "错误：" in held.said
    assert "--closed-too" not in held.said


def test_one_may_go_back_from_there_and_is_asked_again(hold: Hold, saved: Saved) -> None:
    saved(shortly_before_the_end(2).facts)
    held = hold(Script(answers={GO_ON: [Move.BACK, Move.SAVE_AND_QUIT]}, otherwise=typed_by_example_firm("zh")), scope=ALL_BUT_CLOSED)
    *_, last, first_time, again, second_time = held.asked
    assert (last, GO_ON) == (again, first_time)
    assert second_time == GO_ON
    assert held.profile is None


def test_closed_too_asks_them_at_once(hold: Hold, saved: Saved) -> None:
    saved(shortly_before_the_end(2).facts)
    on_request = hold(Script(otherwise=typed_by_example_firm("zh"), lines=[SHOW_RESULT]), scope=ALL_BUT_CLOSED)
    assert GO_ON in on_request.asked
    saved(shortly_before_the_end(2).facts)
    at_once = hold(Script(otherwise=typed_by_example_firm("zh"), lines=[SHOW_RESULT]), scope=AskedFor(up_to="closed"))
    assert at_once.asked == tuple(name for name in on_request.asked if name != GO_ON)


def test_whoever_names_a_measure_is_asked_all_that_it_needs(hold: Hold) -> None:
    closed = [measure for measure in CATALOGUE.measures.values() if window_of(measure, CATALOGUE, ON).state == "closed"]
    asked = [hold(Script(otherwise=lambda _: Move.SKIP, lines=[SHOW_RESULT]), scope=AskedFor(only=measure.id)).asked for measure in closed]
    assert closed
    assert all(asked)
    assert not any(GO_ON in of_one for of_one in asked)


# The policy's own measures first, then those of all other givers


@pytest.mark.parametrize(
    ("language", "done", "rest"),
    [
        ("zh", "本政策的措施，这次要问的都问完了：已定 ", "政策之外的支持（市、区、省、国家）最多还有约 "),
        (
            "en",
            "That was the last question for now on the measures of the policy itself: ",
            "On support besides the policy (of cities, districts, ",
        ),
    ],
    ids=LANGUAGES,
)
@pytest.mark.parametrize("no", ["", "no", "/n"], ids=str)
def test_at_the_end_of_the_policy_one_is_asked_whether_to_go_on(
    hold: Hold, path: Path, language: Language, done: str, rest: str, no: Entered
) -> None:
    held = hold(Script(answers={TO_OTHERS: [no]}, otherwise=of_demo_firm(language), lines=[SHOW_RESULT]), language=language)
    assert held.asked[-1] == TO_OTHERS
    assert held.said.count(done) == held.said.count(rest) == 2
    assert "asked_up_to" not in path.read_text(encoding="utf-8")
    again = hold(Script(answers={TO_OTHERS: [Move.SAVE_AND_QUIT]}, otherwise=of_demo_firm(language)), language=language)
    assert again.asked == (TO_OTHERS,)


def test_whoever_goes_on_is_asked_for_the_others_and_not_asked_again_later(hold: Hold, path: Path) -> None:
    held = hold(Script(answers={TO_OTHERS: ["maybe", "?", "是"]}, otherwise=stopping_at("loan.kind")))
    assert held.profile is None
    before, after = held.asked[: held.asked.index(TO_OTHERS)], held.asked[held.asked.index(TO_OTHERS) :]
    assert after.count(TO_OTHERS) == 3
    assert after[-1] == "loan.kind" not in before
    assert 'asked_up_to = "others"' in path.read_text(encoding="utf-8")
    later = hold(Script(otherwise=in_turn(Move.SAVE_AND_QUIT)))
    assert later.asked == ("loan.kind",)


def stopping_at(last: str) -> Callable[[Fact], Entered]:
    """The example firm, which leaves at that question."""
    answers = of_demo_firm("zh")
    return lambda fact: Move.SAVE_AND_QUIT if fact.id == last else answers(fact)


def test_a_scope_that_is_named_is_asked_for_at_once_and_alone(path: Path) -> None:
    catalogue = CATALOGUE.with_scopes(["province"])
    asker = ScriptedAsker(Script(answers={GO_ON: ["no"]}, otherwise=of_demo_firm("zh"), lines=[SHOW_RESULT]))
    with Draft(path, FACTS) as draft:
        sit(draft, None, ALL_BUT_CLOSED, ON, catalogue, asker, "zh")
    assert "loan.kind" in asker.asked
    assert TO_OTHERS not in asker.asked
    assert not {"rnd_special.topic", "open_source.platform", "compute.uses"} & set(asker.asked)


# What an answer makes idle


@pytest.mark.parametrize("nothing", ["no", Move.DONT_KNOW], ids=str)
def test_nobody_is_asked_about_what_they_do_not_have_or_know(hold: Hold, saved: Saved, nothing: Entered) -> None:
    """Whether the model is filed, after it was said that none is bought; at whatever question the sitting begins."""
    hanging = [fact for fact in FACTS.values() if fact.hangs_on]
    gates = {gate for fact in hanging for gate in fact.hangs_on}

    def enters(fact: Fact) -> Entered:
        if fact.id in gates:
            if nothing is Move.DONT_KNOW or fact.kind == "yes_no":
                return nothing
            if fact.kind == "year":
                return "0"
            return "都没有" if fact.kind == "choices" else "没有"
        if fact.id == CITY.id:
            return "深圳"
        return typed_form(fact, DEMO.facts[fact.id], "zh") if fact.id in DEMO.facts else Move.DONT_KNOW

    held = hold(Script(otherwise=enters, lines=[SHOW_RESULT]), scope=AskedFor(up_to="closed"))
    assert gates & set(held.asked)
    assert not {fact.id for fact in hanging} & set(held.asked)


# Leaving and coming back


def test_what_was_saved_is_gone_on_with_at_the_open_question(hold: Hold, path: Path) -> None:
    first = hold(Script(otherwise=in_turn(Move.DONT_KNOW, Move.DONT_KNOW, Move.SAVE_AND_QUIT)))
    assert first.profile is None
    assert len(load(path).dont_know) == 2
    assert f"已保存在 {path}\n继续：guangdong-ai ask {path}" in first.said
    second = hold(Script(otherwise=in_turn(Move.SAVE_AND_QUIT)))
    assert second.asked == first.asked[-1:]
    assert f"已读取 {path}：0 项答案，2 项不知道" in second.said


def test_leaving_before_the_first_answer_saves_nothing(hold: Hold, path: Path) -> None:
    held = hold(Script(otherwise=in_turn(Move.SAVE_AND_QUIT)), language="en")
    assert not path.exists()
    assert "There is no answer yet, and nothing was saved" in held.said


def test_an_interruption_leaves_what_was_answered(hold: Hold, path: Path) -> None:
    held = hold(on_the_way({NAME.id: [""], CITY.id: ["fs"]}, KeyboardInterrupt), leaves=KeyboardInterrupt)
    assert load(path).facts == {CITY.id: "foshan"}
    assert f"已保存在 {path}" in held.said


# Changing answers


def test_going_back_and_changing_an_answer_keeps_all_others(hold: Hold, path: Path, saved: Saved) -> None:
    known = {IN_GUANGDONG.id: True, CITY.id: "guangzhou", FIELDS.id: frozenset({"ai"})}
    saved(known)
    held = hold(Script(answers={FIELDS.id: [Move.BACK], CITY.id: ["佛山"]}, otherwise=in_turn(Move.BACK, Move.FINISH)))
    assert held.asked[1:3] == (FIELDS.id, CITY.id)
    assert load(path).facts == {**known, CITY.id: "foshan"}
    assert "现在的答案：广州（直接回车则保留）" in held.said


def test_enter_keeps_an_answer_that_is_looked_at_again(hold: Hold, path: Path, saved: Saved) -> None:
    saved({NAME.id: "不详", CITY.id: "guangzhou"}, dont_know=[FIELDS.id])
    before = path.read_bytes()
    answers: dict[str, list[Entered]] = {NAME.id: [""], CITY.id: [""], FIELDS.id: [""]}
    three = in_turn(*[Move.CHANGE] * 3, Move.FINISH)
    changes = [NAME.label.zh, CITY.label.zh, FIELDS.label.zh]
    held = hold(Script(answers={**answers, "ask.change": changes}, otherwise=three))
    assert held.said.count("没有改动") == 3
    assert path.read_bytes() == before


def test_the_first_question_has_none_before_it(hold: Hold) -> None:
    held = hold(Script(otherwise=in_turn(Move.BACK, Move.SAVE_AND_QUIT)))
    assert "前面没有题目了" in held.said
    assert held.asked == (NAME.id,) * 2


@pytest.mark.parametrize("name", ["注册地市", "zhucedishi", "City of reg", CITY.id])
def test_an_answer_is_changed_by_its_name(hold: Hold, path: Path, saved: Saved, name: str) -> None:
    saved({CITY.id: "guangzhou", FIELDS.id: frozenset({"ai"})})
    held = hold(Script(answers={"ask.change": [name], CITY.id: ["sz"]}, otherwise=in_turn(Move.CHANGE, Move.FINISH)))
    assert held.asked[1:3] == ("ask.change", CITY.id)
    assert load(path).facts == {CITY.id: "shenzhen", FIELDS.id: frozenset({"ai"})}


@pytest.mark.parametrize("leave", [[Move.BACK], [""], ["没有的", Move.BACK], ["/k"]], ids=str)
def test_one_may_leave_the_list_of_answers_without_changing_any(hold: Hold, path: Path, saved: Saved, leave: list[Entered]) -> None:
    saved({CITY.id: "guangzhou"})
    before = path.read_bytes()
    held = hold(Script(answers={"ask.change": leave}, otherwise=in_turn(Move.CHANGE, Move.SAVE_AND_QUIT)))
    assert held.asked[0] == held.asked[-1]
    assert path.read_bytes() == before
    assert ("选项中没有“没有的”" in held.said) == ("没有的" in leave)


def test_without_answers_there_is_none_to_change(hold: Hold) -> None:
    held = hold(Script(otherwise=in_turn(Move.CHANGE, Move.SAVE_AND_QUIT)), language="en")
    assert "there is no answer to change yet" in held.said


def test_every_answer_can_be_chosen_by_its_whole_name_in_both_languages(hold: Hold, saved: Saved) -> None:
    saved({}, dont_know=list(FACTS))
    lists: list[Fact] = []

    def look_and_leave(fact: Fact) -> Entered:
        if fact.id == "ask.change":
            lists.append(fact)
            return Move.BACK
        return Move.SAVE_AND_QUIT if lists else Move.CHANGE

    hold(Script(otherwise=look_and_leave), scope=AskedFor(again=True))
    (answers,) = lists
    for fact in FACTS.values():
        for language in LANGUAGES:
            assert read_typed(answers, fact.label.in_language(language)) == fact.id


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", "这样一来，下列答案不再影响结果，仍保留在档案中："), ("en", "These answers no longer matter and stay in the file: ")],
    ids=LANGUAGES,
)
def test_answers_that_no_longer_matter_are_told_and_stay(hold: Hold, path: Path, saved: Saved, language: Language, told: str) -> None:
    facts = {fact: value for fact, value in DEMO.facts.items() if fact != CITY.id}
    saved(facts)
    answers: dict[str, list[Entered]] = {"ask.change": [IN_GUANGDONG.id], IN_GUANGDONG.id: ["no"]}
    held = hold(Script(answers=answers, otherwise=in_turn(Move.CHANGE, Move.FINISH)), language=language)
    (line,) = [line for line in held.said.splitlines() if told in line]
    assert FACTS["benchmark.kind"].label.in_language(language) in line
    assert GIANT_YEAR.label.in_language(language) not in line, "measures of the nation, which do not ask where, still need it"
    assert load(path).facts == {**facts, IN_GUANGDONG.id: False}


# What cannot be used


def test_an_answer_of_the_file_that_is_not_accepted_is_asked_first_with_what_was_there(hold: Hold, path: Path) -> None:
    path.write_text('schema = 1\n[enterprise]\nrevenue = "lots"\ncity = "guangzhou"\n', encoding="utf-8")
    held = hold(Script(answers={REVENUE.id: ["300万"]}, otherwise=in_turn(Move.SAVE_AND_QUIT)))
    assert held.asked[0] == REVENUE.id
    assert "另有 1 项现在不能用，先问这些" in held.said
    assert "档案中原来填的是“lots”，现在不能用" in held.said
    assert load(path).facts == {CITY.id: "guangzhou", REVENUE.id: 3_000_000}


def test_an_answer_of_the_file_that_is_not_accepted_stays_until_it_is_answered(hold: Hold, path: Path) -> None:
    path.write_text('schema = 1\n[enterprise]\nrevenue = "lots"\n', encoding="utf-8")
    hold(on_the_way({REVENUE.id: [Move.SKIP], CITY.id: ["gz"]}, Move.SAVE_AND_QUIT))
    assert 'revenue = "lots"' in path.read_text(encoding="utf-8")
    assert 'city = "guangzhou"' in path.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_refused_and_asked_for_again(hold: Hold, path: Path) -> None:
    held = hold(on_the_way({NAME.id: [""], CITY.id: ["sh", "", "北京", "深圳"]}, Move.SAVE_AND_QUIT))
    assert load(path).facts == {CITY.id: "shenzhen"}
    for told in ("“sh”可以是：", "还没有填写", "选项中没有“北京”"):
        assert f"错误：{told}" in held.said


def test_what_was_refused_stands_at_the_prompt_to_be_mended(path: Path) -> None:
    asker = ScriptedAsker(Script(answers={CITY.id: ["北京", Move.SAVE_AND_QUIT]}, otherwise=lambda _: Move.SKIP))
    with Draft(path, FACTS) as draft:
        sit(draft, None, AskedFor(), ON, CATALOGUE, asker, "zh")
    assert asker.typed[CITY.id] == "北京"


def test_help_is_shown_and_the_question_asked_again(hold: Hold) -> None:
    held = hold(Script(answers={NAME.id: [""]}, otherwise=in_turn(Move.HELP, Move.SAVE_AND_QUIT)))
    fact = FACTS[first_question()]
    assert held.asked == (NAME.id, fact.id, fact.id)
    assert fact.help is not None
    assert fact.help.zh in held.said
    assert "可以填：" in held.said
    assert "取决于它的措施：" in held.said


# What is asked for


def test_only_what_one_measure_needs(hold: Hold, path: Path) -> None:
    held = hold(Script(otherwise=of_demo_firm("zh"), lines=[SHOW_RESULT]), scope=LITTLE_GIANT)
    assert set(held.asked) < set(FACTS)
    assert "titles.little_giant_year" in held.asked
    assert "benchmark.kind" not in held.asked
    assert load(path).facts


def test_only_one_section(hold: Hold, path: Path) -> None:
    held = hold(Script(otherwise=of_demo_firm("en"), lines=[SHOW_RESULT]), scope=AskedFor(section="titles", up_to="closed"), language="en")
    assert {FACTS[name].section for name in held.asked} == {"titles"}
    assert "questions in other sections may change the result" in held.said


def test_what_was_not_known_is_asked_again_once_on_request(hold: Hold, path: Path, saved: Saved) -> None:
    saved({IN_GUANGDONG.id: True}, dont_know=[CITY.id, FIELDS.id])
    answers: dict[str, list[Entered]] = {CITY.id: ["gz"], FIELDS.id: [""]}
    held = hold(
        Script(answers=answers, otherwise=lambda _: Move.SKIP, lines=[SHOW_RESULT]), scope=AskedFor(only="little-giant-award", again=True)
    )
    assert {CITY.id, FIELDS.id} <= set(held.asked)
    assert len(set(held.asked)) == len(held.asked)
    assert load(path).facts == {IN_GUANGDONG.id: True, CITY.id: "guangzhou"}
    assert load(path).dont_know == (FIELDS.id,)
    assert not {CITY.id, FIELDS.id} & set(hold(Script(otherwise=lambda _: Move.SKIP, lines=[SHOW_RESULT]), scope=LITTLE_GIANT).asked)


# Saving


class Disk:
    """Syncing fails as often as ``full`` says, as on a full disk."""

    def __init__(self, full: int) -> None:
        self.full = full
        self._really = os.fsync

    def fsync(self, handle: int) -> None:
        if self.full:
            self.full -= 1
            raise OSError(28, "No space left on device")
        self._really(handle)


def test_an_answer_that_cannot_be_saved_is_saved_when_it_can_be(hold: Hold, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(full=2)
    monkeypatch.setattr(os, "fsync", disk.fsync)
    held = hold(on_the_way({NAME.id: [Move.SKIP], CITY.id: ["fs"]}, Move.SAVE_AND_QUIT, lines=["", ""]))
    assert held.said.count("无法保存：磁盘空间不足") == 2
    assert held.said.count("这个答案还没有保存；处理好后按回车重试") == 2
    assert load(path).facts == {CITY.id: "foshan"}


def test_whoever_gives_up_saving_is_told_and_the_file_stays_as_it_was(
    hold: Hold, path: Path, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved({FIELDS.id: frozenset({"ai"})})
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", Disk(full=1).fsync)
    held = hold(on_the_way({CITY.id: ["fs"]}, lines=[Move.SAVE_AND_QUIT]), leaves=Refused)
    assert "无法保存：磁盘空间不足" in held.said
    assert path.read_bytes() == before


def test_an_interruption_does_not_claim_that_everything_is_saved(
    hold: Hold, path: Path, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved({FIELDS.id: frozenset({"ai"})})
    monkeypatch.setattr(os, "fsync", Disk(full=1).fsync)
    held = hold(on_the_way({CITY.id: ["fs"]}, lines=[KeyboardInterrupt]), leaves=KeyboardInterrupt)
    assert "最后一个答案没有保存" in held.said
    assert load(path).facts == {FIELDS.id: frozenset({"ai"})}
