"""The seal of a page: what is counted when it is written is what is read back, and no text of the page can change without it."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from random import Random

import pytest

from guangdong_ai.api.assessment import Assessment
from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.render.formats import Setting
from guangdong_ai.reports.render.html_page import render
from guangdong_ai.reports.render.read_back.html_page import read_page
from guangdong_ai.reports.render.read_back.told import is_intact
from tests.random_firms import partial_firms


class Told(HTMLParser):
    """The texts that a browser shows, found by the parser of the standard library."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.told: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in {"meta", "input", "line", "rect", "br"}:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "template"} & set(self.inside):
            self.told += [" ".join(data.split())] if data.strip() else []


@pytest.mark.parametrize("seed", range(3))
def test_what_is_sealed_is_read_back_and_holds_every_text(catalogue: Catalogue, seed: int) -> None:
    random = Random(f"seal {seed}")
    (facts,) = partial_firms(catalogue.facts, random, 1)
    profile = Profile(facts={**facts, "enterprise.name": '甲<b>&amp;乙 "公司" > 1'})
    report = Assessment(result=assess(catalogue, profile, date(2026, 11, 29))).report(show_all=True)
    page = render(report, Setting(language="zh", bilingual=bool(seed % 2)))
    back = read_page(page)
    assert back.record is not None
    record = json.loads(back.record)
    assert is_intact(record, back.told)
    assert [line.said for line in back.told] == Told(page).told
    texts = list(re.finditer(r">([^<>]*\w[^<>]*)<", page.partition("<main>")[2].partition("<template")[0]))
    begin = page.index("<main>") + len("<main>")
    for found in random.sample(texts, 20):
        place = begin + random.choice([found.start(1) + at for at, one in enumerate(found[1]) if one.isalnum()])
        altered = page[:place] + ("7" if page[place] != "7" else "8") + page[place + 1 :]
        assert not is_intact(record, read_page(altered).told), found[1]
