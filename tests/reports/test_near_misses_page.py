"""The near misses as a person reads them: every way with what it takes, brings and costs, in any width."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.near_misses import MOST_MEASURES, MOST_WAYS, near_misses_sections
from guangdong_ai.reports.wording.near_miss_wording import requirement_in_words
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import call, catalogue, criterion, fact, measure
from tests.reports.conftest import fits, printed, words_of
from tests.reports.rendered import near_misses_json, near_misses_markdown, near_misses_page
from tests.reports.test_table import COLOUR, ESCAPE, NEVER_FIRST

DAY = date(2026, 3, 1)


def page_of(assessment: AssessmentResult, language: Language, width: int = 80, *, show_all: bool = True) -> str:
    page = near_misses_page(near_misses(assessment), assessment, "my profile.toml", language, show_all=show_all)
    return printed(page, width)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["demo", "shenzhen", "empty", "over"])
def test_it_fits_every_width(assessments: dict[str, AssessmentResult], name: str, language: Language) -> None:
    search = near_misses(assessments[name])
    for width in (40, 60, 80, 100, 120):
        text = printed(near_misses_page(search, assessments[name], "my profile.toml", language, show_all=True), width)
        text.encode("gbk")
        assert "…" not in text
        for line in text.splitlines():
            assert fits(line, width), line
            assert line == line.rstrip()
            assert not line.lstrip().startswith(NEVER_FIRST), line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["demo", "shenzhen", "empty"])
def test_every_requirement_of_every_way_is_there(assessments: dict[str, AssessmentResult], name: str, language: Language) -> None:
    assessment = assessments[name]
    text = words_of(page_of(assessment, language, 40))
    markdown = near_misses_markdown(near_misses(assessment), assessment, language, show_all=True).replace("\\", "")
    for miss in near_misses(assessment):
        assert words_of(miss.measure.title.in_language(language)) in text
        assert miss.measure.title.in_language(language) in markdown
        for option in miss.options:
            for requirement in option.requirements:
                if option.relocates and requirement.fact.change == "relocation":
                    continue  # told with the place, see test_relocation_page.py
                words = requirement_in_words(requirement).in_language(language)
                assert words_of(words) in text
                assert words in markdown
                if requirement.effort != "answer":
                    assert words_of(requirement.fact.change_reason.in_language(language)) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_state_is_never_told_by_colour_alone(assessments: dict[str, AssessmentResult], language: Language) -> None:
    assessment = assessments["over"]
    page = near_misses_page(near_misses(assessment), assessment, None, language, show_all=True)
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard")
    with console.capture() as captured:
        console.print(page)
    assert COLOUR.search(captured.get()), "the warning is in colour"
    assert ESCAPE.sub("", captured.get()) == printed(page, 80)


def test_served_enterprises_of_the_demo(assessments: dict[str, AssessmentResult]) -> None:
    text = page_of(assessments["demo"], "en", 120)
    assert "raise Enterprises served in a year from 150 to more than 200 enterprises\n" in text
    assert "    slow: Customers are won slowly.\n" in text
    assert "up to CNY 8,000,000; then ● conditional" in text
    assert "把“年服务企业数”从150家提高到超过200家\n" in page_of(assessments["demo"], "zh", 120)


def test_without_all_the_first_are_shown_with_some_of_their_ways_and_the_rest_in_a_line(assessments: dict[str, AssessmentResult]) -> None:
    assessment = assessments["empty"]
    misses = [miss for miss in near_misses(assessment) if miss.options]
    assert len(misses) > MOST_MEASURES
    assert not any(option.relocates for miss in misses for option in miss.options)
    sections = list(near_misses_sections(misses, assessment, show_all=False))
    assert len(sections) == MOST_MEASURES + 1
    assert len(sections[-1].items) == len(misses) - MOST_MEASURES
    assert sections[-1].title == Text(
        f"还有 {len(misses) - MOST_MEASURES} 项，加 --all 列出途径", f"{len(misses) - MOST_MEASURES} more: add --all to see the ways"
    )
    assert len(list(near_misses_sections(misses, assessment, show_all=True))) == len(misses)


def titled(zh: str, en: str) -> dict[str, Any]:
    return {"title": {"zh": zh, "en": en}}


def labelled(name: str, kind: str, zh: str, en: str, **more: Any) -> dict[str, Any]:
    return fact(f"firm.{name}", kind, label={"zh": zh, "en": en}, **more)


FACTS = (
    labelled("staff", "count", "人数", "Staff", change_reason={"zh": "可以招人。", "en": "People can be hired."}),
    labelled("rooms", "count", "房间", "Rooms", change="fixed", change_reason={"zh": "楼已经建成。", "en": "The house is built."}),
    labelled("titled", "year", "命名年份", "Year", change="slow", never={"zh": "没有", "en": "never"}),
    labelled("partners", "count", "伙伴", "Partners", change="slow"),
)


def assessed(folder: Path, *measures: dict[str, Any], facts: dict[str, Value], **more: Any) -> AssessmentResult:
    return assess(catalogue(folder, *measures, facts=FACTS, **more), Profile(facts=facts), DAY)


def needing(name: str, least: int, zh: str = "条件", en: str = "criterion") -> dict[str, Any]:
    return criterion(f"{name}-{least}", text={"zh": zh, "en": en}, when={"fact": f"firm.{name}", "at_least": least})


def test_what_nothing_opens_stands_last_in_a_line_with_the_reason(tmp_path: Path) -> None:
    assessment = assessed(
        tmp_path,
        measure("a-fixed", criteria=[needing("rooms", 9, "至少九间", "nine rooms")], **titled("甲", "A")),
        measure("b-past", criteria=[criterion("t", when={"fact": "firm.titled", "between": [2024, 2025]})], **titled("乙", "B")),
        measure(
            "c-never",
            criteria=[needing("staff", 9), criterion("few", when={"fact": "firm.staff", "at_most": 3})],
            **titled("丙", "C"),
        ),
        measure("d-open", criteria=[needing("staff", 9)], **titled("丁", "D")),
        facts={"firm.staff": 1, "firm.rooms": 2, "firm.titled": 0},
    )
    zh, en = (page_of(assessment, language, 200) for language in LANGUAGES)
    assert en.index("\nD\n") < en.index("Without a way (3)")
    assert 'A (a-fixed): nothing that the applicant can change opens it: "nine rooms" (Rooms: 2, the house is built)\n' in en
    assert "甲（a-fixed）：申报单位能改变的都不够：“至少九间”（房间：2，楼已经建成）\n" in zh
    assert 'B (b-past): nothing that the applicant can change opens it: "text" (Year: never, what is past cannot be changed)\n' in en
    assert "C (c-never): its criteria cannot be met together\n" in en
    assert "丙（c-never）：各项条件不能同时满足\n" in zh


def test_the_window_that_a_way_must_meet_is_there(tmp_path: Path) -> None:
    a = measure("a", criteria=[needing("staff", 9)])
    calls = (call("round", "a", opens=date(2026, 2, 1), closes=date(2026, 3, 31), title={"zh": "第一批", "en": "first round"}),)
    text = page_of(assessed(tmp_path, a, facts={"firm.staff": 1}, calls=calls), "en", 120)
    assert "open until 2026-03-31" in text
    assert "first round" in text


def test_two_facts_that_a_ratio_ties_are_said_to_hang_together(tmp_path: Path) -> None:
    rule = criterion("c", when={"ratio": ["firm.staff", "firm.partners"], "at_least": 2})
    assessment = assessed(tmp_path, measure("a", criteria=[rule]), facts={})
    zh, en = (page_of(assessment, language, 120) for language in LANGUAGES)
    assert "so that Staff ÷ Partners: at least 200%" in en
    assert "并使 人数 ÷ 伙伴：不低于200%" in zh


def test_what_would_be_closed_is_told(tmp_path: Path) -> None:
    assessment = assessed(
        tmp_path,
        measure("a", criteria=[needing("staff", 9)], **titled("甲", "A")),
        measure("b", criteria=[criterion("few", when={"fact": "firm.staff", "at_most": 3})], **titled("乙", "B")),
        facts={"firm.staff": 1},
    )
    assert '▲ would make these ineligible: "B"' in page_of(assessment, "en", 120)
    assert "▲ 会使这些措施不再符合：“乙”" in page_of(assessment, "zh", 120)
    (miss,) = json.loads(near_misses_json(near_misses(assessment), assessment))["near_misses"]
    assert miss["ways"][0]["closes"] == ["b"]


def test_a_search_that_was_cut_off_says_so(tmp_path: Path) -> None:
    assessment = assessed(tmp_path, measure("a", criteria=[needing("staff", 9)]), facts={"firm.staff": 1})
    cut_off = near_misses(assessment, 0)
    page = near_misses_page(cut_off, assessment, None, "en", show_all=True)
    assert "there may be a way: the rules are too complex to find it" in printed(page, 120)
    assert not json.loads(near_misses_json(cut_off, assessment))["near_misses"][0]["complete"]


def test_more_ways_than_are_shown_are_counted(tmp_path: Path) -> None:
    years = [
        criterion(
            "c",
            when={
                "any": [needing(name, 9)["when"] for name in ("staff", "partners")]
                + [{"fact": "firm.ready", "is": True}, {"fact": "firm.titled", "at_least": 2026}]
            },
        )
    ]
    assessment = assessed(tmp_path, measure("a", criteria=years), facts={"firm.staff": 1, "firm.partners": 1})
    assert "1 more way: add --all to list them" in page_of(assessment, "en", 120, show_all=False)
    assert f"Way {MOST_WAYS + 1} " in page_of(assessment, "en", 120)


def test_where_nothing_is_missed_that_is_said(tmp_path: Path) -> None:
    text = page_of(assessed(tmp_path, measure("a"), facts={}), "en")
    assert "no change was found that would open a measure" in text


def test_the_json_has_the_words_the_reasons_and_the_window(assessments: dict[str, AssessmentResult]) -> None:
    assessment = assessments["demo"]
    plain = json.loads(near_misses_json(near_misses(assessment), assessment))
    assert plain["schema"] == "guangdong-ai/near-misses/1"
    miss = next(entry for entry in plain["near_misses"] if entry["measure"] == "open-source-operation")
    assert (miss["eligibility"], miss["window"]["state"], miss["complete"]) == ("undetermined", "unannounced", True)
    way = next(way for way in miss["ways"] if way["requirements"][0]["fact"] == "open_source.served_enterprises")
    assert (way["eligibility"], way["low"], way["high"], way["effort"], way["within_reach"]) == ("conditional", 0, 8_000_000, 4, True)
    (requirement,) = way["requirements"]
    assert (requirement["now"], requirement["target"], requirement["effort"]) == (150, 201, "slow")
    assert requirement["text"]["en"].startswith("raise Enterprises served in a year from 150 to more than 200 enterprises")
    assert requirement["change_reason"]["zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_ends_with_a_command_that_can_be_copied(assessments: dict[str, AssessmentResult], language: Language) -> None:
    text = page_of(assessments["demo"], language, 300)
    last = text.splitlines()[-1].strip()
    assert last.startswith("guangdong-ai what-if 'my profile.toml' --set ")
