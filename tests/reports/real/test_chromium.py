"""The page in headless Chromium: nothing wider than the window, nothing that axe-core finds serious, nothing fetched, and all of it on paper."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.reports.content.full_assessment.full_assessment import full_assessment_content
from guangdong_ai.reports.content.portfolio.overview import overview_content, place_of
from guangdong_ai.reports.render.html_page import page
from tests.reports.conftest import DEMO, words_of
from tests.reports.portfolios import portfolio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PDFTOTEXT = shutil.which("pdftotext") or ""
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
WIDTHS = (390, 1024, 1440)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the example in both languages, with a name that has no place to break."""
    profile = change_profile(load_profile(DEMO, catalogue.facts), {"enterprise.name": "W" * 300})
    of = assess(catalogue, profile, date(2026, 11, 29))
    path = tmp_path_factory.mktemp("page") / "r.html"
    path.write_text(page(full_assessment_content(of), ("zh", "en")), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", WIDTHS[:2])
def test_the_overview_of_many_is_narrow_enough_and_accessible(browser: "Browser", catalogue: Catalogue, tmp_path: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped,unused-ignore]

    names = ["W" * 150, *(f"Firm {number}" for number in range(69))]
    of, counts, rejects = portfolio(catalogue, names, "en")
    files = {place_of(firm): f"{firm.id}.html" for firm in of.firms}
    file = tmp_path / "index.html"
    file.write_text(page(overview_content(of, counts, rejects, files), ("en",)), encoding="utf-8")
    shown = opened(browser, file, width)
    assert shown.evaluate("document.querySelectorAll('details').length") == 3  # two cities, and what was rejected
    shown.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(shown).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    shown.close()


def opened(browser: "Browser", file: Path, width: int, **how: Any) -> "Page":
    page = browser.new_page(viewport={"width": width, "height": 900}, **how)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(browser: "Browser", file: Path, width: int) -> None:
    page = opened(browser, file, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS[:2])
def test_axe_finds_nothing_serious(browser: "Browser", file: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped,unused-ignore]

    page = opened(browser, file, width, color_scheme=scheme)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    page.close()


def test_it_works_without_scripts_by_keyboard_and_fetches_nothing(browser: "Browser", file: Path) -> None:
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1024, "height": 900}, java_script_enabled=False)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    summary = page.locator("article summary").first
    inside = page.locator("article details").first.locator("li").first
    assert not inside.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()
    page.locator("section a").first.click()
    assert "#" in page.url
    page.close()


@pytest.mark.skipif(not PDFTOTEXT, reason="pdftotext is not installed")
def test_all_of_it_is_on_paper(browser: "Browser", file: Path, tmp_path: Path) -> None:
    """What is folded on the screen too."""
    page = opened(browser, file, 1024)
    on_screen: list[str] = page.evaluate("[...document.querySelectorAll('li, dt, dd, summary, h2, h3')].map(one => one.textContent)")
    pdf = tmp_path / "r.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    page.close()
    text = subprocess.run([PDFTOTEXT, "-raw", pdf, "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    characters = set(words_of(text))
    assert {character for words in on_screen for character in words_of(words)} <= characters
    for words in ("材料清单", "Papers to bring", "出处", "source"):
        assert words_of(words) in words_of(text)
