import pytest

from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.cli.ask.matching_choices import (
    NO,
    YES,
    choices_of,
    last_part,
    matching_choices,
    meant_choice,
    meant_choices,
    parts_before_last,
)
from guangdong_ai.foundation.pinyin import pinyin_spellings

from .bundled import CITY, FIELDS, IN_GUANGDONG, REVENUE


def ids(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.id for choice in choices]


SPELLINGS = {
    "guangzhou": ["gz", "guangzhou", "广州", "广州市", "广", "Guang", "GUANGZHOU", "ｇｚ", " guangz "],
    "shenzhen": ["sz", "shenzhen", "shen", "深圳", "深", "ShenZhen"],
    "dongguan": ["dg", "dongguan", "东莞", "东", "d"],
    "foshan": ["fs", "foshan", "佛山", "佛", "fo"],
    "zhuhai": ["zh", "zhuhai", "珠海", "zhu"],
}


@pytest.mark.parametrize(("typed", "city"), [(typed, city) for city, spellings in SPELLINGS.items() for typed in spellings])
def test_a_city_as_people_type_it(typed: str, city: str) -> None:
    meant = meant_choice(CITY.choices, typed)
    assert meant is not None
    assert meant.id == city


@pytest.mark.parametrize("city", CITY.choices, ids=lambda city: city.id)
def test_every_city_is_found_by_its_id_its_names_and_its_pinyin(city: Choice) -> None:
    full, initials = pinyin_spellings(city.label.zh)
    for typed in (city.id, city.label.zh, city.label.en, full, *city.synonyms):
        assert meant_choice(CITY.choices, typed) == city, typed
    assert city in matching_choices(CITY.choices, initials)


def test_a_beginning_that_several_have_means_none_of_them() -> None:
    assert ids(matching_choices(CITY.choices, "sha")) == ["shaoguan", "shantou", "shanwei"]
    assert meant_choice(CITY.choices, "sha") is None


def test_a_whole_name_wins_over_longer_ones_that_begin_with_it() -> None:
    assert len(matching_choices(CITY.choices, "zh")) > 1
    assert meant_choice(CITY.choices, "zh") == CITY.choice("zhuhai")


def test_nothing_typed_matches_everything_and_means_nothing() -> None:
    assert matching_choices(CITY.choices, " ") == CITY.choices
    assert meant_choice(CITY.choices[:1], "") is None


def test_where_no_name_begins_so_those_that_contain_it_are_offered_but_not_meant() -> None:
    assert ids(matching_choices(CITY.choices, "圳")) == ["shenzhen"]
    assert meant_choice(CITY.choices, "圳") is None
    assert meant_choices(FIELDS.choices, "人工智能、器人") is None
    assert matching_choices(CITY.choices, "北京") == ()


@pytest.mark.parametrize(("typed", "meant"), [("是", YES), ("shi", YES), ("ye", YES), ("fou", NO), ("f", NO), ("n", NO)])
def test_yes_and_no_are_choices_too(typed: str, meant: Choice) -> None:
    assert meant_choice(choices_of(IN_GUANGDONG), typed) == meant


@pytest.mark.parametrize("typed", ["e", "es", "o", "maybe"])
def test_a_letter_inside_yes_or_no_is_not_taken_for_it(typed: str) -> None:
    assert meant_choice(choices_of(IN_GUANGDONG), typed) is None


def test_a_fact_without_choices_has_none() -> None:
    assert choices_of(REVENUE) == ()


@pytest.mark.parametrize("separator", [",", "，", "、", ";", "；", ", ", " ； ", ",,"])
def test_several_choices_are_parted_by_any_separator(separator: str) -> None:
    assert meant_choices(FIELDS.choices, separator.join(["ai", "机器", "ruanjian"])) == frozenset({"ai", "robotics", "software"})


@pytest.mark.parametrize("typed", ["", " ", "、", "ai、x", "ai robot"])
def test_several_choices_mean_nothing_where_one_part_does_not(typed: str) -> None:
    assert meant_choices(FIELDS.choices, typed) is None


def test_the_same_choice_twice_is_one() -> None:
    assert meant_choices(FIELDS.choices, "ai、AI、人工智能、") == frozenset({"ai"})


def test_the_part_that_is_being_typed_and_those_before_it() -> None:
    assert last_part("ai，机器人、 rua") == "rua"
    assert last_part("ai;") == ""
    assert parts_before_last("ai， 机器人、、rua") == ("ai", "机器人")
    assert parts_before_last("ai") == ()
