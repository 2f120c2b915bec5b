"""Another place as a person reads it: told last, in one section, place by place, and nowhere else."""

import json
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.near_misses.relocation import relocations
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.content.near_misses import near_misses_sections
from guangdong_ai.reports.content.relocation_content import relocation_in_words, relocation_section
from guangdong_ai.reports.wording.near_miss_wording import requirement_in_words
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import catalogue, criterion, fact, measure
from tests.reports.conftest import printed, words_of
from tests.reports.rendered import assessment_table, near_misses_json, near_misses_markdown
from tests.reports.test_near_misses_page import DAY, page_of

TOWN = fact(
    "firm.town",
    "choice",
    label={"zh": "注册地", "en": "Town"},
    choices=[
        {"id": name, "label": {"zh": zh, "en": name.title()}} for name, zh in (("north", "北城"), ("east", "东城"), ("south", "南城"))
    ],
    change="relocation",
    change_reason={"zh": "迁移要半年。", "en": "It takes half a year."},
)
INLAND = fact("firm.inland", "yes_no", label={"zh": "在内地注册", "en": "Registered inland"}, change="relocation")
STAFF = fact("firm.staff", "count", label={"zh": "人数", "en": "Staff"}, change="slow")
STAFFED = {"fact": "firm.staff", "at_least": 10}
READY = {"fact": "firm.ready", "is": True}


def needing(name: str, *rules: dict[str, Any], yuan: int = 1000) -> dict[str, Any]:
    several = [criterion(f"c{number}", when=rule) for number, rule in enumerate(rules)]
    funding = {**measure("a")["funding"], "amount": yuan}
    return measure(name, criteria=several, funding=funding, title={"zh": f"措施{name}", "en": f"Measure {name}"})


def town(*names: str) -> dict[str, Any]:
    return {"fact": "firm.town", "in": list(names)}


def assessed(folder: Path, *measures: dict[str, Any], facts: dict[str, Value]) -> AssessmentResult:
    return assess(catalogue(folder, *measures, facts=(TOWN, INLAND, STAFF)), Profile(facts=facts), DAY)


@pytest.fixture
def moving(tmp_path: Path) -> AssessmentResult:
    several = (
        needing("a", town("east"), yuan=5_000),
        needing("b", town("east"), STAFFED, yuan=900),
        needing("c", town("east"), READY, yuan=7_000),
        needing("d", town("north"), yuan=11_000),
        needing("e", STAFFED),
        needing("f", town("south"), STAFFED),
    )
    return assessed(tmp_path, *several, facts={"firm.town": "north", "firm.staff": 5, "firm.inland": True})


def test_it_is_the_last_section_a_line_for_each_place(moving: AssessmentResult) -> None:
    sections = list(near_misses_sections(near_misses(moving), moving, show_all=False))
    assert [section.title and section.title.en for section in sections] == [
        "Measure e",
        "Registered elsewhere: add --all to see the ways",
    ]
    assert [item.text for item in sections[-1].items] == [
        Text(
            "改在东城注册：增加 2 项措施，至多 1.2万元（全部符合时）；失去 1 项，至多 1.1万元",
            "registered in East instead: 2 more measures, up to CNY 12,000 if all were met; 1 lost, up to CNY 11,000",
        ),
        Text(
            "改在南城注册：只迁移注册地不会增加措施；失去 1 项，至多 1.1万元",
            "registered in South instead: no more measures by that alone; 1 lost, up to CNY 11,000",
        ),
        Text("迁移注册地：迁移要半年。", "relocation: It takes half a year."),
    ]
    assert [[inner.text.en for inner in item.inside] for item in sections[-1].items] == [
        ["√ eligible: Measure a", "○ undetermined: Measure c", "▲ lost: Measure d", "only with other changes too: Measure b"],
        ["▲ lost: Measure d", "only with other changes too: Measure f"],
        [],
    ]


def test_with_all_it_says_what_each_measure_takes_there(moving: AssessmentResult) -> None:
    section = list(near_misses_sections(near_misses(moving), moving, show_all=True))[-1]
    assert section.title == Text("迁移注册地", "Registered elsewhere")
    kinds = {kind.text.en: kind.inside for kind in section.items[0].inside}
    assert {head: [item.text.zh for item in items] for head, items in kinds.items()} == {
        "√ eligible": ["措施a（a）"],
        "○ undetermined": ["措施c（c）"],
        "▲ lost": ["措施d（d）：1.1万元"],
        "only with other changes too": ["措施b（b）"],
    }
    (way,) = kinds["only with other changes too"][0].inside
    assert (way.text.en, [one.text.en for one in way.inside]) == ("CNY 900; then √ eligible", ["raise Staff from 5 to 10 or more"])


def test_a_yes_is_told_by_its_label(tmp_path: Path) -> None:
    inland = {"fact": "firm.inland", "is": True}
    several = (needing("a", inland), needing("b", {"fact": "firm.inland", "is": False}))
    texts = []
    for answer in (False, True):
        folder = tmp_path / str(answer)
        folder.mkdir()
        assessment = assessed(folder, *several, needing("c", STAFFED), needing("d", READY), facts={"firm.inland": answer, "firm.staff": 1})
        texts += [relocation_in_words(one, assessment) for one in relocations(near_misses(assessment), assessment)]
    money = {"zh": "，至多 1,000元", "en": ", up to CNY 1,000"}
    assert texts == [
        Text(
            f"改为在内地注册：增加 1 项措施{money['zh']}；失去 1 项{money['zh']}",
            f"registered inland instead: 1 more measure{money['en']}; 1 lost{money['en']}",
        ),
        Text(
            f"改为“在内地注册”：否：增加 1 项措施{money['zh']}；失去 1 项{money['zh']}",
            f"registered inland: no instead: 1 more measure{money['en']}; 1 lost{money['en']}",
        ),
    ]


def test_where_too_little_is_known_for_a_sum_there_is_none(tmp_path: Path) -> None:
    assessment = assessed(tmp_path, needing("a", town("east")), needing("b", READY), facts={"firm.town": "north"})
    (only,) = relocations(near_misses(assessment), assessment)
    assert relocation_in_words(only, assessment).en == "registered in East instead: 1 more measure; none lost"
    plain = json.loads(near_misses_json(near_misses(assessment), assessment))
    assert plain["relocations"][0]["may_bring"] is None


def test_the_command_at_the_end_tries_the_place_where_there_is_no_other_way(tmp_path: Path) -> None:
    assessment = assessed(tmp_path, needing("a", town("east")), facts={"firm.town": "north"})
    text = page_of(assessment, "en", 120)
    assert text.endswith("What another place does to all measures:\n  guangdong-ai what-if 'my profile.toml' --set firm.town=east\n")
    assert "no change was found that would open a measure" in text


def test_the_json_has_the_places(moving: AssessmentResult) -> None:
    first, second = json.loads(near_misses_json(near_misses(moving), moving))["relocations"]
    assert first["facts"] == {"firm.town": "east"}
    assert first["text"]["en"].startswith("registered in East instead: 2 more measures")
    assert first["opened"] == [
        {"measure": "a", "eligibility": "eligible", "low": 5_000, "high": 5_000},
        {"measure": "c", "eligibility": "undetermined", "low": 0, "high": 7_000},
    ]
    assert first["lost"] == [{"measure": "d", "eligibility": "eligible", "low": 11_000, "high": 11_000}]
    assert (first["may_bring"], first["loses"], first["further"]) == (12_000, 11_000, ["b"])
    assert (second["opened"], second["may_bring"], second["further"]) == ([], 0, ["f"])


FIRMS: dict[str, dict[str, Value]] = {
    "shenzhen": {"enterprise.city": "shenzhen", "enterprise.fields": frozenset({"ai"}), "titles.little_giant_year": 2027},
    "outside": {"enterprise.in_guangdong": False, "enterprise.fields": frozenset({"robotics"}), "open_source.served_enterprises": 3},
    "dongguan": {"enterprise.city": "dongguan", "enterprise.kind": "enterprise", "innovation_centre.level": "none"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIRMS)
def test_with_the_bundled_catalogue_a_move_is_told_there_and_nowhere_else(catalogue: Catalogue, name: str, language: Language) -> None:
    assessment = assess(catalogue, Profile(facts=FIRMS[name]), DAY)
    misses = near_misses(assessment)
    ways = [option for miss in misses for option in miss.options if option.relocates]
    assert ways
    head = Text("迁移注册地", "Registered elsewhere").in_language(language)
    for text in (page_of(assessment, language, 400), near_misses_markdown(misses, assessment, language, show_all=True)):
        before, _, after = text.replace("\\", "").partition(head)
        for option in ways:
            for requirement in option.requirements:
                words = requirement_in_words(requirement).in_language(language)
                if requirement.fact.change == "relocation":
                    assert words not in text
                    assert requirement.fact.change_reason.in_language(language) not in before
                else:
                    assert words_of(words) in words_of(after)
    short = printed(assessment_table(assessment, language, show_all=False, profile_file="my.toml"), 120)
    assert not any(
        requirement_in_words(one).in_language(language) in short for way in ways for one in way.requirements if one.now is not None
    )


@pytest.mark.parametrize(("left", "said"), [(1, "1 more place was not compared"), (2, "2 more places were not compared")])
def test_places_that_were_not_looked_at_are_counted(moving: AssessmentResult, left: int, said: str) -> None:
    found = relocations(near_misses(moving), moving)
    section = relocation_section(found, left, moving, lambda _: Item(Text("", "")), show_all=False)
    assert section.items[-1].text == Text(f"还有 {left} 处没有比较", said)
