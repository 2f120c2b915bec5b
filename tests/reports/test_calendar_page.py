"""The calendar as a person reads it, and as JSON; past calls as history."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.calendar import calendar_of
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.reports.content.explanation import explanation
from guangdong_ai.reports.wording.call_days import NO_PROMISE
from tests.assessment.small_catalogue import call, measure
from tests.assessment.small_catalogue import catalogue as small_catalogue
from tests.reports.conftest import fits, printed, words_of
from tests.reports.rendered import calendar_json, calendar_page, explanation_page, measure_page

DAY = date(2026, 11, 25)
SHENZHEN = Profile(facts={"enterprise.city": "shenzhen"})
NEVER_FIRST = tuple("，。、；：）》”！？〕】")


def shown(assessment: AssessmentResult, language: Language, width: int = 80) -> str:
    return printed(calendar_page(calendar_of(assessment), assessment, language), width)


def with_windows(folder: Path) -> Catalogue:
    """Windows in all states."""
    return small_catalogue(
        folder,
        measure("now"),
        measure("soon", title={"zh": "即将开始的措施", "en": "Measure to come"}),
        measure("any-time", window="rolling"),
        measure("over"),
        calls=(
            call("first", "now", opens=date(2026, 1, 5), closes=date(2026, 2, 1)),
            call("second", "soon", opens=date(2026, 3, 2), title={"zh": "春季申报", "en": "Spring call"}),
            call("third", "over", posted=date(2025, 3, 25), closes=date(2025, 4, 30)),
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [*range(40, 131, 7), 60, 80, 120])
def test_it_fits_every_width_and_nothing_is_cut_off(catalogue: Catalogue, tmp_path: Path, width: int, language: Language) -> None:
    for assessment in (
        assess(catalogue, EMPTY, DAY),
        assess(catalogue, SHENZHEN, date(2025, 4, 1)),
        assess(catalogue, EMPTY, date(2028, 1, 1)),
        assess(with_windows(tmp_path), EMPTY, date(2026, 1, 10)),
    ):
        text = shown(assessment, language, width)
        text.encode("gbk")
        assert "…" not in text
        for line in text.splitlines():
            assert fits(line, width), line
            assert line == line.rstrip()
            assert not line.lstrip().startswith(NEVER_FIRST), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_that_matters_can_be_found(catalogue: Catalogue, language: Language) -> None:
    assessment = assess(catalogue, EMPTY, DAY)
    for width in (60, 80, 120):
        text = shown(assessment, language, width)
        for found in catalogue.measures.values():
            assert re.search(rf"(?<![\w-]){found.id}(?![\w-])", text), "an id is copied into commands: it is never broken"


def test_an_event_says_when_what_how_long_and_how_sure(catalogue: Catalogue) -> None:
    zh, en = (words_of(shown(assess(catalogue, SHENZHEN, DAY), language, 120)) for language in LANGUAGES)
    assert "2026-12-17文件到期（报道）：" in zh
    assert "剩22天（其中工作日16天）" in zh
    assert "sz-ai-measures-2024（报道）" in zh
    assert words_of("22 days left (16 working days)") in en
    assert words_of("the last valid day of the document: no applications under it after that") in en
    assert words_of("this version knows those for 2004 to 20") in en
    assert en.index("2026-12-17Document") < en.index("2027-12-31Document")


def test_windows_in_all_states(tmp_path: Path) -> None:
    assessment = assess(with_windows(tmp_path), EMPTY, date(2026, 1, 10))
    text = shown(assessment, "en", 100)
    assert "2026-02-01  Last day to apply: text\nSunday" in text
    assert "2026-03-02  Applications open: Measure to come\nMonday" in text
    assert "last day not published" in text
    assert "soon; Spring call" in text
    assert "open at any time (1)\n    any-time" in text
    assert "last call over, the next one not announced (1)\n    over" in text
    assert "published 2025-03-25, closes 2025-04-30" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_past_calls_are_shown_as_history_everywhere(catalogue: Catalogue, language: Language) -> None:
    match = catalogue.measures["national-project-match"]
    assessment = assess(catalogue, EMPTY, DAY)
    (result,) = (result for result in assessment.measures if result.measure is match)
    explained = explanation(result, EMPTY, catalogue)
    for page in (
        calendar_page(calendar_of(assessment), assessment, language),
        explanation_page(explained, EMPTY, catalogue, DAY, language),
        measure_page(match, catalogue, language),
    ):
        text = words_of(printed(page, 80))
        assert words_of(NO_PROMISE.in_language(language)) in text
        assert ("2024-03-25发布" if language == "zh" else "published2024-03-25") in text


def test_what_lies_behind_is_not_told_before_it_happened(catalogue: Catalogue) -> None:
    text = shown(assess(catalogue, EMPTY, date(2025, 4, 1)), "en")
    assert "published 2024-03-25" in text
    assert "over by" not in text


def test_the_json_has_it_all(catalogue: Catalogue, tmp_path: Path) -> None:
    assessment = assess(catalogue, SHENZHEN, DAY)
    plain = json.loads(calendar_json(calendar_of(assessment), assessment))
    assert (plain["schema"], plain["as_of"], plain["time_zone"]) == ("guangdong-ai/calendar/1", "2026-11-25", "Asia/Shanghai")
    first = plain["events"][0]
    assert (first["day"], first["kind"], first["days_left"], first["weekdays_left"]) == ("2026-12-17", "document_ends", 22, 16)
    assert first["source"] == {"document": "sz-ai-measures-2024", "article": None, "confidence": "reported", "note": None}
    dated = {name for event in plain["events"] if event["kind"].startswith("window_") for name in event["measures"]}
    assert dated
    assert [entry["measure"] for entry in plain["undated"]] == [name for name in plain["measures"] if name not in dated]
    assert plain["past_calls_note"]["en"] == NO_PROMISE.en
    assert plain["warnings"]
    made = assess(with_windows(tmp_path), EMPTY, date(2026, 1, 10))
    plain = json.loads(calendar_json(calendar_of(made), made))
    assert [event["kind"] for event in plain["events"]] == ["window_closes", "window_opens", "document_ends"]
    assert plain["events"][0]["call"] == "first"
    assert {entry["measure"]: entry["window"] for entry in plain["undated"]} == {"any-time": "rolling", "over": "closed"}
    assert [(entry["id"], entry["posted"], entry["measures"]) for entry in plain["past_calls"]] == [("third", "2025-03-25", ["over"])]
