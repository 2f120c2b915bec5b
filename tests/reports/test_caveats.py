"""What a reader is warned of: what is out of date or soon will be, and what nobody could have known on the day."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.source_documents import publication_unknown
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.reports.content.data.assessment import plain_assessment
from guangdong_ai.reports.wording.caveats import caveats, caveats_of
from tests.assessment.small_catalogue import catalogue as small_catalogue
from tests.assessment.small_catalogue import measure
from tests.reports.conftest import printed, words_of
from tests.reports.rendered import assessment_table

CITY = "enterprise.city"


def of(city: str) -> Profile:
    return Profile(facts={CITY: city})


def warned(catalogue: Catalogue, profile: Profile, day: date) -> list[str]:
    return [text.en for text in caveats(assess(catalogue, profile, day))]


def naming(texts: Iterable[str], name: str) -> list[str]:
    return [text for text in texts if name in text]


def test_shenzhens_voucher_rules_are_about_to_expire_for_shenzhen_only(catalogue: Catalogue) -> None:
    day = date(2026, 11, 30)
    (warning,) = naming(warned(catalogue, of("shenzhen"), day), "深工信规〔2024〕13号")
    assert "ends on 2026-12-17 (reported), 17 days left (13 working days)" in warning
    under = [measure.title.en for measure in catalogue.measures.values() if measure.document == "sz-ai-measures-2024"]
    assert warning.endswith(f"measures under it: {'; '.join(under)}")
    elsewhere = warned(catalogue, of("guangzhou"), day)
    assert naming(elsewhere, "深工信规") == []
    assert warned(catalogue, of("shenzhen"), day) == warned(catalogue, EMPTY, day) == [*elsewhere, warning]


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2026, 10, 17), False), (date(2026, 10, 18), True), (date(2026, 12, 17), True), (date(2026, 12, 18), False)],
)
def test_a_document_is_about_to_expire_from_60_days_before_to_its_last_day(catalogue: Catalogue, day: date, there: bool) -> None:
    assert bool(naming(warned(catalogue, of("shenzhen"), day), "ends on 2026-12-17")) == there


@pytest.mark.parametrize(("age", "there"), [(180, False), (181, True)])
def test_a_measure_that_was_not_reviewed_for_long_is_named(tmp_path: Path, age: int, there: bool) -> None:
    old = measure("old", title={"zh": "旧措施", "en": "Old measure"}, reviewed_on=date(2026, 1, 1))
    made = small_catalogue(tmp_path, old, measure("new", reviewed_on=date(2026, 3, 1)), manifest={"reviewed_on": date(2026, 3, 1)})
    assessment = assess(made, EMPTY, date(2026, 1, 1) + timedelta(days=age))
    said = [text for text in caveats(assessment) if "旧措施" in text.zh]
    assert said == ([Text("超过 180 天没有核对的措施：旧措施", "not reviewed for more than 180 days: Old measure")] if there else [])


def test_where_the_catalogue_itself_is_stale_measures_reviewed_with_it_are_not_named(tmp_path: Path) -> None:
    made = small_catalogue(tmp_path, measure("one"), document={"valid_until": date(2029, 1, 1)})
    (warning,) = warned(made, EMPTY, date(2026, 1, 1) + timedelta(days=181))
    assert warning == "the catalogue was reviewed on 2026-01-01, 181 days before: later changes are not in it"


LITTLE_GIANT = Profile(facts={CITY: "guangzhou", "titles.little_giant_year": 2025, "enterprise.fields": frozenset({"ai"})})
RULES = "gd-fund-rules-2025"


def test_what_was_published_later_is_named_at_the_top_and_beside_the_measure(catalogue: Catalogue) -> None:
    day = date(2025, 4, 1)
    assessment = assess(catalogue, LITTLE_GIANT, day)
    (warning,) = naming(warned(catalogue, LITTLE_GIANT, day), RULES)
    assert warning.startswith(f"{RULES} was not yet published on 2025-04-01 (signed 2025-08-11); ")
    text = words_of(printed(assessment_table(assessment, "en", show_all=False), 120))
    assert words_of(f"rests on {RULES}, not yet published on 2025-04-01 (signed 2025-08-11)") in text
    assert RULES not in " ".join(warned(catalogue, LITTLE_GIANT, date(2025, 8, 11)))


def test_explaining_a_measure_names_what_it_rests_on(catalogue: Catalogue) -> None:
    day = date(2025, 4, 1)
    (result,) = (result for result in assess(catalogue, LITTLE_GIANT, day).measures if result.measure.id == "little-giant-award")
    said = [text.zh for text in caveats_of(result, catalogue, day)]
    assert "依据的 gd-fund-rules-2025 在 2025-04-01 时尚未公布（2025-08-11 签发）" in said
    assert "依据的 gz-industry-2025 在 2025-04-01 时尚未公布（2025-08-23 公布）" in said


def test_of_its_own_document_the_window_tells(catalogue: Catalogue) -> None:
    day = date(2025, 5, 22)
    (result,) = (result for result in assess(catalogue, of("zhuhai"), day).measures if result.measure.id == "zhuhai-compute-voucher")
    assert result.window.note is not None
    assert result.window.note.en == "its document was not yet published on 2025-05-22 (published 2025-05-23)"
    assert not naming((text.en for text in caveats_of(result, catalogue, day)), "rests on zh-ai-measures-2025")
    text = printed(assessment_table(assess(catalogue, of("zhuhai"), day), "en", show_all=False), 120)
    assert "its document was not" in text


def test_where_the_day_was_not_found_that_is_said_for_days_before_the_review(catalogue: Catalogue) -> None:
    day = date(2026, 3, 1)
    *_, warning = warned(catalogue, LITTLE_GIANT, day)
    useful = [result for result in assess(catalogue, LITTLE_GIANT, day).measures if result.eligibility != "ineligible"]
    names = list(dict.fromkeys(document.id for result in useful for document in publication_unknown(result, catalogue, day)))
    assert "gd-benchmark-notice-2026" in names
    told = f"{', '.join(names[:4])} and {len(names) - 4} more"
    assert warning == f"not known whether published on {day} (the day was not found), treated as published: {told}"
    (benchmark,) = (result for result in useful if result.measure.id == "benchmark-supplier")
    *_, warning = (text.en for text in caveats_of(benchmark, catalogue, day))
    assert warning.startswith("not known whether published on 2026-03-01 (the day was not found), treated as published: ")
    assert "gd-benchmark-notice-2026" in warning
    assert naming(warned(catalogue, LITTLE_GIANT, catalogue.manifest.reviewed_on), "not known whether") == []


def test_the_json_says_the_same(catalogue: Catalogue) -> None:
    plain = plain_assessment(assess(catalogue, LITTLE_GIANT, date(2025, 4, 1)), ())
    (found,) = (entry for entry in plain["measures"] if entry["id"] == "little-giant-award")
    assert {"document": RULES, "day": "2025-08-11"} in found["published_later"]
    assert {"document": "gz-industry-2025", "day": "2025-08-23"} in found["published_later"]
    (found,) = (entry for entry in plain["measures"] if entry["id"] == "benchmark-supplier")
    assert "gd-benchmark-notice-2026" in found["publication_unknown"]
    assert [text["en"] for text in plain["warnings"]] == warned(catalogue, LITTLE_GIANT, date(2025, 4, 1))
    today = plain_assessment(assess(catalogue, LITTLE_GIANT, catalogue.manifest.reviewed_on), ())
    assert not any(entry["published_later"] or entry["publication_unknown"] for entry in today["measures"])


@pytest.mark.parametrize("city", ["shantou", "jiangmen", "yunfu"])
def test_that_nobody_has_searched_for_a_citys_measures_is_told_with_its_results(catalogue: Catalogue, city: str) -> None:
    label = next(choice.label for choice in catalogue.facts[CITY].choices if choice.id == city)
    assessment = assess(catalogue, of(city), catalogue.manifest.reviewed_on)
    (told,) = (text for text in caveats(assessment) if "searched" in text.en)
    assert told.zh.startswith(f"尚未查找{label.zh}自己的措施")
    assert f"{label.en}'s own measures" in told.en
    assert words_of(told.en) in words_of(printed(assessment_table(assessment, "en", show_all=False), 80))
    plain = plain_assessment(assessment, ())
    text = {"zh": told.zh, "en": told.en}
    assert text in plain["warnings"]
    assert plain["coverage"] == [{"fact": CITY, "choice": city, "state": "not_searched", "text": text}]


def test_where_something_was_found_or_the_city_is_not_known_nothing_of_the_kind_is_said(catalogue: Catalogue) -> None:
    searched = [choice for choice in catalogue.facts[CITY].choices if choice.coverage != "not_searched"]
    assert {choice.id for choice in searched} >= {"shenzhen", "dongguan", "foshan", "zhuhai", "zhongshan"}
    for profile, coverage in ((EMPTY, None), *((of(choice.id), choice.coverage) for choice in searched)):
        assessment = assess(catalogue, profile, catalogue.manifest.reviewed_on)
        assert naming((text.en for text in caveats(assessment)), "searched") == []
        told = [entry["state"] for entry in plain_assessment(assessment, ())["coverage"]]
        assert told == ([] if coverage is None else [coverage])


@pytest.mark.parametrize(
    ("district", "told"),
    [("foshan_nanhai", ["foshan", "foshan_nanhai"]), ("shantou_longhu", ["shantou"]), ("guangzhou_huangpu", ["guangzhou"])],
)
def test_the_city_of_a_district_counts_as_known(catalogue: Catalogue, district: str, told: list[str]) -> None:
    profile = Profile(facts={"enterprise.district": district})
    coverage = plain_assessment(assess(catalogue, profile, catalogue.manifest.reviewed_on), ())["coverage"]
    assert [entry["choice"] for entry in coverage] == told


@pytest.mark.parametrize("city", ["guangzhou", "shenzhen", "dongguan", "foshan", "zhuhai", "huizhou", "hengqin"])
def test_what_is_missing_although_a_city_was_searched_is_told(catalogue: Catalogue, city: str) -> None:
    choice = next(choice for choice in catalogue.facts[CITY].choices if choice.id == city)
    assert choice.note is not None
    assessment = assess(catalogue, of(city), catalogue.manifest.reviewed_on)
    assert plain_assessment(assessment, ())["coverage"][0]["state"] == "incomplete"
    words = f"{choice.label.en}: {choice.note.en}"
    assert words_of(words) in words_of(printed(assessment_table(assessment, "en", show_all=False), 60))


def test_each_city_without_measures_of_its_own_says_why(catalogue: Catalogue) -> None:
    for choice in catalogue.facts[CITY].choices:
        own = [name for name in catalogue.measures if name.startswith(f"{choice.id}-")]
        assert own or choice.coverage is not None, choice.id
        assert not own or choice.coverage != "not_searched", choice.id


@pytest.mark.parametrize(("day", "there"), [(date(2026, 12, 17), False), (date(2026, 12, 18), True), (date(2027, 6, 30), True)])
def test_rules_whose_document_is_over_say_so(catalogue: Catalogue, day: date, there: bool) -> None:
    assessment = assess(catalogue, of("shenzhen"), day)
    (result,) = (result for result in assessment.measures if result.measure.id == "shenzhen-hit-product")
    assert result.window.state == "unannounced"
    for said in (warned(catalogue, of("shenzhen"), day), [text.en for text in caveats_of(result, catalogue, day)]):
        found = [text for text in said if "carried out by" in text and result.measure.title.en in text]
        assert bool(found) == there
        for text in found:
            assert "深工信规〔2024〕13号) ended on 2026-12-17 (reported)" in text
            assert "(first version of 2025, revised in 2026), itself valid until 2027-06-30 (inferred)" in text
        assert there or not naming(said, "carried out by")


def test_of_rules_whose_own_validity_is_not_known_that_is_said(tmp_path: Path) -> None:
    rules = {"id": "rules", "carries_out": "policy"}
    made = small_catalogue(tmp_path, measure("award", document="rules"), documents=(rules,))
    assert naming(warned(made, EMPTY, date(2026, 12, 31)), "carried out") == []
    (said,) = naming(warned(made, EMPTY, date(2027, 1, 1)), "carried out")
    assert "whose own last day was not seen" in said


def test_of_rules_that_outlive_what_they_carry_out_the_last_day_is_told(tmp_path: Path) -> None:
    rules = {"id": "rules", "carries_out": "policy", "valid_until": date(2027, 6, 30), "dates_confidence": "reported"}
    made = small_catalogue(tmp_path, measure("award", document="rules"), documents=(rules,))
    (said,) = naming(warned(made, EMPTY, date(2027, 6, 30)), "carried out")
    assert "itself valid until 2027-06-30 (reported)" in said
    assert naming(warned(made, EMPTY, date(2027, 7, 1)), "carried out") == [], "the window says that they are over themselves"
