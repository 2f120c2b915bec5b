from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import WAYS, Move
from guangdong_ai.cli.ask.typed_answer import DONT_KNOW, NONE_OF_THEM, read_typed, typed_form
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.credit_code import EXAMPLE
from guangdong_ai.profiles.unknown import UNKNOWN
from guangdong_ai.rules.value import Value

from .bundled import AGE, CITY, CODE, EMPLOYEES, FACTS, FIELDS, GIANT_YEAR, IN_GUANGDONG, NAME, OF_EACH_KIND, REVENUE, SHARE, STARTED
from .values import values_of

ANSWERS: list[tuple[Fact, str, Value]] = [
    (NAME, " 粤智机器人有限公司 ", "粤智机器人有限公司"),
    (CODE, EXAMPLE.lower(), EXAMPLE),
    (CITY, "gz", "guangzhou"),
    (CITY, "dongg", "dongguan"),
    (FIELDS, "ai，机器", frozenset({"ai", "robotics"})),
    (IN_GUANGDONG, "是", True),
    (IN_GUANGDONG, "shi", True),
    (IN_GUANGDONG, "fou", False),
    (EMPLOYEES, "1.2万人", 12_000),
    (REVENUE, "300万", Decimal(3_000_000)),
    (SHARE, "70%", Decimal("0.7")),
    (GIANT_YEAR, "2025年", 2025),
    (GIANT_YEAR, "没有这一称号", 0),
    (STARTED, "2025年7月31日", date(2025, 7, 31)),
    (AGE, "3年", 36),
    (AGE, "1 year 6 months", 18),
]


@pytest.mark.parametrize(("fact", "typed", "value"), ANSWERS, ids=[f"{fact.kind}: {typed}" for fact, typed, _ in ANSWERS])
def test_an_answer_to_every_kind_of_fact(fact: Fact, typed: str, value: Value) -> None:
    assert read_typed(fact, typed) == value


def test_the_answers_above_are_to_every_kind_of_fact() -> None:
    assert {fact.kind for fact, _, _ in ANSWERS} == {fact.kind for fact in FACTS.values()}


@pytest.mark.parametrize("fact", OF_EACH_KIND, ids=lambda fact: fact.id)
def test_moves_and_not_knowing_may_be_typed_at_every_kind_of_fact(fact: Fact) -> None:
    for way in WAYS:
        for word in way.typed:
            assert read_typed(fact, word) is (UNKNOWN if way.move is Move.DONT_KNOW else way.move)
    for language in LANGUAGES:
        assert read_typed(fact, DONT_KNOW.in_language(language)) is UNKNOWN


@pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if fact.kind == "choices"], ids=lambda fact: fact.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_none_of_them_is_an_answer_where_several_are_asked_for(fact: Fact, language: Language) -> None:
    assert read_typed(fact, NONE_OF_THEM.in_language(language)) == frozenset()


def refusal(fact: Fact, typed: str) -> tuple[Text, Text | None]:
    finding = read_typed(fact, typed)
    assert isinstance(finding, Finding)
    return finding.message, finding.hint


@pytest.mark.parametrize("fact", [CITY, REVENUE, NAME], ids=lambda fact: fact.kind)
@pytest.mark.parametrize("typed", ["", " ", "\u3000"])
def test_nothing_typed_is_no_answer(fact: Fact, typed: str) -> None:
    assert refusal(fact, typed) == (Text("还没有填写", "nothing was typed"), Text("答不上来可以跳过", "skip it if you have no answer"))


@pytest.mark.parametrize(("fact", "typed"), [(CITY, "zhao"), (FIELDS, "ai、zhiz")], ids=["choice", "choices"])
def test_an_unfinished_choice_is_enough_where_only_one_begins_so(fact: Fact, typed: str) -> None:
    assert not isinstance(read_typed(fact, typed), Finding)


def test_an_unfinished_choice_that_several_begin_with_names_them() -> None:
    message, hint = refusal(CITY, "shan")
    assert message == Text("“shan”可以是：汕头、汕尾", '"shan" may be Shantou, Shanwei')
    assert hint == Text("请再多写几个字", "write a little more of it")


def test_of_several_parts_the_one_that_is_not_clear_is_named() -> None:
    message, _ = refusal(FIELDS, "ai、zhi")
    assert message == Text("“zhi”可以是：机器人、制造业", '"zhi" may be Robotics, Manufacturing')
    message, _ = refusal(FIELDS, "ai、x")
    assert message == Text("选项中没有“x”", '"x" is not among the choices')


@pytest.mark.parametrize("fact", [CITY, FIELDS], ids=lambda fact: fact.kind)
def test_only_separators_are_no_choice(fact: Fact) -> None:
    assert isinstance(read_typed(fact, "、，"), Finding)


def test_a_mistyped_choice_gets_a_suggestion() -> None:
    message, hint = refusal(CITY, "Guanzhou")
    assert message == Text("选项中没有“Guanzhou”", '"Guanzhou" is not among the choices')
    assert hint == Text("是不是 guangzhou（广州）？", "did you mean guangzhou (Guangzhou)?")
    assert refusal(CITY, "@@@")[1] is None


@pytest.mark.parametrize(
    ("fact", "typed"), [(IN_GUANGDONG, "perhaps"), (REVENUE, "-3"), (REVENUE, "三万五"), (GIANT_YEAR, "1"), (STARTED, "2025-02-30")]
)
def test_what_cannot_be_read_is_said_in_both_languages(fact: Fact, typed: str) -> None:
    message, _ = refusal(fact, typed)
    assert message.zh.startswith("给出的是")
    assert message.en.startswith("given ")


@st.composite
def facts_with_values(draw: st.DrawFn) -> tuple[Fact, Any]:
    fact = draw(st.sampled_from([fact for fact in FACTS.values() if fact.kind != "text" or fact.format]))
    return fact, draw(values_of(fact))


@given(facts_with_values(), st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_every_value_has_a_form_that_can_be_typed(known: tuple[Fact, Value], language: Language) -> None:
    fact, value = known
    assert read_typed(fact, typed_form(fact, value, language)) == value


@pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if fact.choices], ids=lambda fact: fact.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_form_that_can_be_typed(fact: Fact, language: Language) -> None:
    for choice in fact.choices:
        value = frozenset({choice.id}) if fact.kind == "choices" else choice.id
        assert typed_form(fact, value, language)
        assert read_typed(fact, typed_form(fact, value, language)) == value


@given(values_of(NAME), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_a_name_has_one_too_unless_it_reads_like_something_else(name: str, language: Language) -> None:
    form = typed_form(NAME, name, language)
    assert (read_typed(NAME, form) == name) if form else (read_typed(NAME, name) != name)


@pytest.mark.parametrize("name", ["不详", "unknown", "/x", "?"])
def test_a_name_that_reads_like_something_else_has_none(name: str) -> None:
    assert typed_form(NAME, name, "zh") == ""


@pytest.mark.parametrize(
    ("fact", "value", "zh", "en"),
    [
        (CITY, "foshan", "佛山", "Foshan"),
        (FIELDS, frozenset({"ai", "robotics"}), "人工智能、机器人", "Artificial intelligence, Robotics"),
        (FIELDS, frozenset(), "都没有", "none of them"),
        (IN_GUANGDONG, True, "是", "yes"),
        (REVENUE, Decimal("1234567.8"), "1,234,567.8", "1,234,567.8"),
        (EMPLOYEES, 1_200, "1,200", "1,200"),
        (GIANT_YEAR, 0, "没有这一称号", "never had the title"),
        (SHARE, Decimal("0.125"), "12.5%", "12.5%"),
        (AGE, 18, "18个月", "18 months"),
    ],
)
def test_the_form_is_the_one_that_is_pleasant_to_read(fact: Fact, value: Value, zh: str, en: str) -> None:
    assert (typed_form(fact, value, "zh"), typed_form(fact, value, "en")) == (zh, en)
