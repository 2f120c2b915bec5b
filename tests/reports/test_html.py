"""A page holds together: it is well-formed, fetches and runs nothing, its links lead somewhere, and its figures are those of the JSON."""

import re
from collections.abc import Iterator
from datetime import date
from html import escape, unescape
from html.parser import HTMLParser
from random import Random

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.profile import Profile, change_profile
from guangdong_ai.reports.content.blocks import Card, Content, DaySpan, RangeBar, RangeChart, Section, SpanChart
from guangdong_ai.reports.content.data.assessment import plain_assessment
from guangdong_ai.reports.content.full_assessment.full_assessment import full_assessment_content
from guangdong_ai.reports.render.html_page import page
from guangdong_ai.reports.wording.terms import KIND, range_in_words
from tests.random_firms import partial_firms

VOID = {"meta", "input", "line", "rect", "br"}


class Checked(HTMLParser):
    """Holds every tag against its end, and keeps ids, links, tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute of {tag} twice"
        self.tags.add(tag)
        self.attributes |= set(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if given.get("href"):
            self.links.append(str(given["href"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a beginning"
        assert self.open.pop() == tag


def full(of: AssessmentResult) -> Content:
    return full_assessment_content(of)


@pytest.mark.parametrize("name", ["demo", "shenzhen", "empty", "over"])
@pytest.mark.parametrize("languages", [("zh",), ("en",), ("zh", "en"), ("en", "zh")])
def test_it_is_well_formed_and_stands_alone(assessments: dict[str, AssessmentResult], name: str, languages: tuple[Language, ...]) -> None:
    checked = Checked(page(full(assessments[name]), languages))
    assert len(set(checked.ids)) == len(checked.ids)
    assert {link.removeprefix("#") for link in checked.links} <= set(checked.ids)
    assert all(link.startswith("#") for link in checked.links)
    assert checked.tags.isdisjoint({"script", "img", "link", "iframe", "object", "form", "button"})
    assert not any(attribute.startswith("on") or attribute == "src" for attribute in checked.attributes)
    assert checked.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(checked.headings, checked.headings[1:], strict=False)), "a level is left out"


HOSTILE = [
    "<script>alert(1)</script>",
    "[bold]x[/bold]",
    "\x1b[31mred",
    "abc\u202egpj.exe",
    "长" * 500,
    "🤖🏭",
    "=1+1",
    "'\"><svg onload=x>&amp;",
    "line\nline",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_does_no_harm(assessments: dict[str, AssessmentResult], name: str) -> None:
    of = assessments["demo"]
    named = assess(of.catalogue, change_profile(of.profile, {"enterprise.name": name}), of.as_of)
    text = page(full(named), ("zh", "en"))
    checked = Checked(text)
    assert "script" not in checked.tags
    assert "onload" not in checked.attributes
    assert not set("\x1b\u202e").intersection(text)
    harmless = " ".join(name.split("\n"))
    assert not harmless.isprintable() or escape(harmless) in text


def marks_of(text: str) -> Iterator[tuple[str, str]]:
    """Each card's id and what its marks say."""
    for card, marks in re.findall(r'<article id="([^"]+)">.*?<ul class="marks">(.*?)</ul>', text, flags=re.DOTALL):
        yield card, unescape(re.sub("<[^>]*>", "\n", marks))


@pytest.mark.parametrize("seed", range(12))
def test_its_figures_are_those_of_the_json(catalogue: Catalogue, seed: int) -> None:
    random = Random(seed)
    (facts,) = partial_firms(catalogue.facts, random, 1)
    of = assess(catalogue, Profile(facts=facts), date(2026, 11, 29))
    data = plain_assessment(of, near_misses(of))
    text = page(full(of), ("en",))
    measures = {measure["id"]: measure for measure in data["measures"]}
    cards = dict(marks_of(text))
    assert {name for name, one in measures.items() if one["eligibility"] in {"eligible", "conditional"}} <= set(cards)
    for name, marks in cards.items():
        funding = measures[name]["funding"]
        assert measures[name]["eligibility"] in marks
        if funding["low"] is None:
            assert KIND[funding["kind"]].en in marks
        elif funding["high"] is not None:
            assert range_in_words(funding["low"], funding["high"]).en in marks
    totals = data["totals"]
    if totals["low"] is not None and totals["counted"]:
        figures = unescape(re.sub("<[^>]*>", "\n", text[text.index('class="figures"') : text.index("</dl>")]))
        assert f"CNY {totals['low']:,}" in figures
        assert totals["high"] is None or f"CNY {totals['high']:,}" in figures


def bars(text: str) -> list[tuple[float, float, bool]]:
    """Where each bar begins and ends, in thousandths of the width, and whether an end is open."""
    found = re.findall(r'<rect x="([0-9]+)" y="4" width="([0-9]+)" height="12"( class="open-end")?/>', text)
    return [(int(x), int(x) + int(width), bool(end)) for x, width, end in found]


def one_section(block: RangeChart | SpanChart) -> str:
    return page(Content(Text("题", "title"), (), (Section(Text("图", "chart"), (block,)),)), ("en",))


TICKS = tuple((10**power, Text(f"{10**power}", f"{10**power}")) for power in (4, 5, 6, 7, 8))


def test_a_bar_of_money_is_where_its_amounts_are() -> None:
    words = Text("…", "…")
    made = (
        RangeBar(words, "a", 10_000, 100_000_000, words),
        RangeBar(words, "b", 1_000_000, 10_000_000, words),
        RangeBar(words, "c", 0, 1_000_000, words),
        RangeBar(words, "d", 1_000_000, None, words),
    )
    assert bars(one_section(RangeChart(made, TICKS))) == [(0, 1000, False), (500, 750, False), (0, 500, False), (500, 1000, True)]


def test_a_span_is_where_its_days_are() -> None:
    words, today = Text("…", "…"), date(2026, 1, 1)
    made = (
        DaySpan(words, "a", date(2026, 1, 1), date(2026, 12, 31), words),
        DaySpan(words, "b", None, date(2026, 1, 31), words),
        DaySpan(words, "c", date(2026, 12, 1), None, words),
    )
    first, second, third = bars(one_section(SpanChart(today, made)))
    assert first == (0, 1000, False)
    assert second[0] == 0
    assert second[2]
    assert 80 <= second[1] <= 90
    assert third[1] == 1000
    assert third[2]
    assert 910 <= third[0] <= 925


def test_a_name_links_only_to_a_card_that_is_there() -> None:
    words = Text("甲", "first")
    chart = RangeChart((RangeBar(words, "a", 10_000, 20_000, words), RangeBar(words, "none", 10_000, 20_000, words)), TICKS)
    text = page(Content(words, (), (Section(None, (chart, Card("a", words, (), ()))),)), ("en",))
    assert text.count("href=") == 1
    assert 'href="#a"' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_its_language(assessments: dict[str, AssessmentResult], language: Language) -> None:
    assert page(full(assessments["demo"]), (language,)).startswith(
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">'
    )
