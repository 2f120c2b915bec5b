"""A comparison as people and scripts read it: every change in words, in both languages, at every width."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.catalogue_on_day import CatalogueOnDay, catalogue_on_day, changes_between_days
from guangdong_ai.assessment.impact import impact
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.compare import WHOLE, catalogue_changes, changes
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.content.catalogue_diff.content import ABOUT, summary
from guangdong_ai.reports.content.catalogue_diff.diff import ApplicantImpact, CatalogueDiff, ComparedCatalogue, Impacts, catalogue_diff
from guangdong_ai.reports.content.catalogue_diff.worded import WordedChange, worded
from guangdong_ai.reports.content.data.catalogue_diff import SCHEMA
from guangdong_ai.rules.condition import AllOf, Compare
from guangdong_ai.rules.table import TableRow
from tests.catalogue.every_field import made_of, small_contents, variants
from tests.catalogue.small_catalogue import SMALL, Edit, small_catalogue
from tests.reports.conftest import printed, words_of
from tests.reports.rendered import diff_json, diff_markdown, diff_page

DAY = date(2026, 2, 1)


def between(old: Catalogue, new: Catalogue, impacts: Impacts | None = None) -> CatalogueDiff:
    sides = (
        ComparedCatalogue(name=Text("原目录", "old folder"), catalogue=old, as_of=None),
        ComparedCatalogue(name=Text("新目录", "new folder"), catalogue=new, as_of=None),
    )
    return catalogue_diff(*sides, catalogue_changes(old, new), impacts, between_days=False)


def between_days(catalogue: Catalogue, old: date, new: date) -> CatalogueDiff:
    old_side, new_side = (ComparedCatalogue(name=Text(f"{day}", f"{day}"), catalogue=catalogue, as_of=day) for day in (old, new))
    return catalogue_diff(old_side, new_side, changes_between_days(catalogue, old, new), None, between_days=True)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return load_folders((SMALL,))


@pytest.fixture
def changed(tmp_path: Path) -> Catalogue:
    """A rule, a figure, a source, a text and a call changed; a measure and a document gone, a criterion and a fact added."""
    fact = (
        '\n[[facts]]\nid = "firm.plants"\nkind = "choice"\nlabel = { zh = "工厂", en = "Plants" }\nquestion = { zh = "有吗？", en = "Any?" }\n'
        'change = "slow"\nchange_reason = { zh = "慢", en = "slow" }\n'
        'choices = [{ id = "one", label = { zh = "一个", en = "One" } }, { id = "more", label = { zh = "更多", en = "More" } }]\n'
    )
    facts = (SMALL / "facts" / "firm.toml").read_text(encoding="utf-8")
    criterion = (
        '[[criteria]]\nid = "staff"\ntext = { zh = "有职工", en = "Has staff" }\nwhen = { fact = "firm.staff", more_than = 0 }\n'
        'source = { document = "measures-2025", confidence = "reported" }\n\n[funding]\nkind   = "cash"'
    )
    edits = (
        Edit(file="province/project.toml", old="at_least = 20_000_000", new="at_least = 10_000_000"),
        Edit(file="province/project.toml", old="cap = 8_000_000", new="cap = 9_000_000"),
        Edit(file="province/project.toml", old='[funding]\nkind   = "cash"', new=criterion),
        Edit(file="province/title-award.toml", old='en = "Titled in 2024–2026"', new='en = "Given the title in 2024–2026"'),
        Edit(file="province/advice.toml"),
        Edit(file="tables/awards.toml", old="high       = 800_000", new="high       = 700_000"),
        Edit(file="calls/call-2026.toml", old="2026-03-31", new="2026-04-30"),
        Edit(file="documents/notice-2026.toml", old='"reported"', new='"official"'),
        Edit(file="facts/firm.toml", new=facts + fact),
    )
    return load_folders((small_catalogue(tmp_path, edits),))


def texts(item: Item | None) -> list[Text]:
    return [] if item is None else [item.text, *item.details, *(text for inner in item.inside for text in texts(inner))]


def reads(item: Item | None, language: Language) -> list[str]:
    return [text.in_language(language) for text in texts(item)]


def assert_told(change: WordedChange, what: str) -> None:
    """There are words for where it is and for what stood and stands there, and they differ, in each language."""
    for language in LANGUAGES:
        assert change.name.in_language(language), what
        assert change.label.in_language(language), what
        assert all(words.strip() for words in [*reads(change.old, language), *reads(change.new, language)]), what
        assert reads(change.old, language) != reads(change.new, language), what
    assert change.about in ABOUT


def test_a_change_of_any_field_is_told_in_both_languages() -> None:
    contents = small_contents()
    original = made_of(contents)
    for what, other in variants(contents):
        catalogue = made_of(other)
        for change in catalogue_changes(original, catalogue):
            assert_told(worded(change, original, catalogue), what)


def test_a_change_from_day_to_day_of_anything_is_told_in_both_languages() -> None:
    catalogue = made_of(small_contents())
    before: CatalogueOnDay = catalogue_on_day(catalogue, DAY)
    for what, other in variants(before):
        found = list(changes(before, other, whole=(*WHOLE, TableRow)))
        assert found or before.documents["notice-2026"].validity is None, what
        for change in found:
            assert_told(worded(change, catalogue, catalogue), what)


def told(old: Catalogue, new: Catalogue) -> dict[str, WordedChange]:
    """The changes by ``kind[id].part``."""
    return {f"{change.kind}[{change.subject}].{change.part}": change for change in between(old, new).changes}


def first(item: Item | None) -> Text:
    assert item is not None
    return item.text


def test_rules_are_told_from_their_trees(small: Catalogue, changed: Catalogue) -> None:
    changes = told(small, changed)
    condition = changes["measures[project].criteria[large-enough].when"]
    assert condition.name == Text("项目资助（project）", "Project grant (project)")
    assert condition.label == Text("条件“投入不低于2000万元”，判定", 'criterion "A cost of at least 20,000,000 yuan", computed')
    assert first(condition.old) == Text("项目投入：不低于2000万元", "Project cost: at least CNY 20,000,000")
    assert first(condition.new) == Text("项目投入：不低于1000万元", "Project cost: at least CNY 10,000,000")
    amount = changes["measures[project].funding.amount"]
    assert first(amount.old).zh.endswith("，最高800万元")
    assert first(amount.new).en.endswith(", at most CNY 9,000,000")


def test_figures_sources_and_days_are_told(small: Catalogue, changed: Catalogue) -> None:
    changes = told(small, changed)
    figure = changes["tables[awards].rows[north, title, 2026-01-01].high"]
    assert figure.label == Text("数额“北市，称号”，上限", 'figure "North, Title", high end')
    assert (first(figure.old).zh, first(figure.new).en) == ("80万元", "CNY 700,000")
    sure = changes["documents[notice-2026].confidence"]
    assert (first(sure.old), first(sure.new), sure.about) == (Text("报道", "reported"), Text("原文", "official"), "source")
    assert first(changes["calls[call-2026].closes"].new).zh == "2026-04-30"


def test_a_text_that_changed_in_one_language_is_told_to_readers_of_the_other(small: Catalogue, changed: Catalogue) -> None:
    change = told(small, changed)["measures[title-award].criteria[titled-in-period].text"]
    assert first(change.old) == Text("英文：Titled in 2024–2026", "Titled in 2024–2026")
    assert first(change.new) == Text("英文：Given the title in 2024–2026", "Given the title in 2024–2026")
    assert change.about == "text"


def test_what_was_added_or_removed_is_told_as_a_whole(small: Catalogue, changed: Catalogue) -> None:
    changes = told(small, changed)
    measure = changes["measures[advice]."]
    assert measure.new is None
    assert Text("确有需要", "In need of it") in texts(measure.old)
    criterion = changes["measures[project].criteria[staff]"]
    assert criterion.old is None
    assert Text("判定：职工人数：超过0人", "computed: Staff: more than 0 people") in texts(criterion.new)
    assert Text("单选：一个（one）、更多（more）", "one choice: One (one), More (more)") in texts(changes["facts[firm.plants]."].new)


def rules_that_read_the_same() -> list[Any]:
    city = Compare(fact="firm.city", operator="in", operand=("north",))
    return [
        (city, AllOf(parts=(city,)), "写法不同", "another way"),
        (city, replace(city, fact="firm.town"), "（firm.town）", "(firm.town)"),
    ]


@pytest.mark.parametrize(("old", "new", "zh", "en"), rules_that_read_the_same())
def test_rules_that_read_the_same_are_told_apart(old: Any, new: Any, zh: str, en: str) -> None:
    contents = small_contents()
    (section,) = contents.sections
    city = next(fact for fact in section.facts if fact.id == "firm.city")
    contents = replace(contents, sections=(replace(section, facts=(*section.facts, replace(city, id="firm.town"))),))
    one, other = (
        made_of(replace(contents, measures=(replace(measure, criteria=(replace(measure.criteria[0], when=rule),)),)))
        for measure in contents.measures[:1]
        for rule in (old, new)
    )
    (change,) = between(one, other).changes
    assert zh in "".join(reads(change.new, "zh"))
    assert en in "".join(reads(change.new, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_change_is_on_the_page_at_every_width(small: Catalogue, changed: Catalogue, width: int, language: Language) -> None:
    diff = between(small, changed)
    page = printed(diff_page(diff, language), width)
    page.encode("gbk")
    assert "…" not in page
    assert all(cell_len(line) <= width and line == line.rstrip() for line in page.splitlines())
    markdown = words_of(diff_markdown(diff, language).replace("\\", ""))
    for change in diff.changes:
        for words in [change.name.in_language(language), *reads(change.old, language), *reads(change.new, language)]:
            assert words_of(words) in words_of(page) or change.name.in_language(language) == words
            assert words_of(words) in markdown or change.name.in_language(language) == words


def test_rules_come_first_and_stand_out(small: Catalogue, tmp_path: Path) -> None:
    edits = (
        Edit(file="province/project.toml", old='department  = { zh = "工信厅"', new='department  = { zh = "科技厅"'),
        Edit(file="province/project.toml", old="at_least = 20_000_000", new="at_least = 10_000_000"),
    )
    markdown = diff_markdown(between(small, load_folders((small_catalogue(tmp_path, edits),))), "zh")
    assert markdown.index("**条件“投入不低于2000万元”，判定**") < markdown.index("- 主管部门\n")
    assert "**变化**：**规则 1 处，文字 1 处**" in markdown


def test_no_difference_is_said_plainly(small: Catalogue, catalogue: Catalogue) -> None:
    for diff in (between(small, small), between(catalogue, catalogue)):
        assert diff.changes == ()
        assert summary(diff) == Text("没有差异：文件相同", "No difference: the files are the same")
    other = made_of(replace(small_contents()))
    assert "用例、注释、次序或排版" in summary(between(other, replace_digest(other))).zh
    assert "both days" in summary(between_days(small, DAY, DAY)).en
    assert "No difference" in printed(diff_page(between(small, small), "en"), 60)
    assert "没有差异" in diff_markdown(between(small, small), "zh")


def replace_digest(catalogue: Catalogue) -> Catalogue:
    """The same catalogue in other files."""
    other = made_of(small_contents())
    other.digest = f"{catalogue.digest}1"
    return other


def test_two_days_are_told_by_what_holds_on_each(small: Catalogue) -> None:
    diff = between_days(small, date(2025, 12, 31), date(2026, 1, 1))
    page = words_of(printed(diff_page(diff, "zh"), 80))
    assert "措施：项目资助（project）-申报时间原：未开始现：可申报" in page
    assert "数额“北市，称号”原：50万元至2025-12-31measures-2025（原文）现：至多80万元2026-01-01起" in page


# Whom it concerns


def applicants(small: Catalogue, changed: Catalogue) -> Impacts:
    """A firm that the changed rule lets in, one of which nothing is known, and a file that is no profile."""
    firm = Profile(facts={"enterprise.name": "某厂", **PROJECT})
    both = [impact(assess(small, profile, DAY), assess(changed, profile, DAY)) for profile in (firm, Profile())]
    named = tuple(ApplicantImpact(file=f"{number}.toml", impact=one) for number, one in enumerate(both))
    return Impacts(applicants=named, refused=("bad.toml",))


PROJECT: dict[str, Any] = {
    "firm.cost": 12_000_000,
    "firm.own_share": 1,
    "firm.listed": False,
    "firm.staff": 3,
    "firm.titled": 0,
    "firm.finished": date(2025, 1, 1),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_impact_is_told_for_whom_something_changes(small: Catalogue, changed: Catalogue, width: int, language: Language) -> None:
    page = printed(diff_page(between(small, changed, applicants(small, changed)), language), width)
    page.encode("gbk")
    assert "…" not in page
    assert all(cell_len(line) <= width for line in page.splitlines())
    words = words_of(page)
    expected = {
        "zh": (
            "2份档案，2份有变化；下限合计不变，上限合计增加360万元；1份信息太少，没有合计；另有1份档案有误，没有自评",
            "某厂（0.toml）",
            "项目资助（project）：不符合→符合；无→至多360万元",
            "咨询服务（advice）：已不在目录中；有条件符合；金额未公布；常年受理",
        ),
        "en": (
            "2profiles,2withachange;sumoflowendsunchanged,sumofhighendsupbyCNY3,600,000;1profilewithoutasum,sincetoolittleisknown;1morecouldnotbeassessed",
            "某厂(0.toml)",
            "Projectgrant(project):ineligible→eligible;none→uptoCNY3,600,000",
            "Advice(advice):nolongerinthecatalogue;conditional;amountnotpublished;openatanytime",
        ),
    }
    for part in expected[language]:
        assert part in words


def test_ends_without_a_figure_are_not_added_up(small: Catalogue, changed: Catalogue) -> None:
    first, second = applicants(small, changed).applicants
    before, after = second.impact.old, second.impact.new
    one = next(iter(small.measures.values()))
    old = replace(
        before, totals=replace(before.totals, low=0, high=7_000_000, if_all_met=7_000_000, counted=(one,), counted_if_all_met=(one,))
    )
    new = replace(after, totals=replace(old.totals, high=None, if_all_met=None))
    without = replace(second.impact, old=old, new=new)
    impacts = Impacts(applicants=(first, replace(second, impact=without)), refused=())
    page = words_of(printed(diff_page(between(small, changed, impacts), "en"), 80))
    assert "sumofhighendsupbyCNY3,600,000;1profilewithoutanupperfigureleftoutofthehighends" in page
    assert "total:uptoCNY7,000,000→cannotbeestimatedyet(lowendunchanged)" in page
    assert json.loads(diff_json(between(small, changed, impacts)))["impact"]["applicants"][1]["high"] is None


def test_an_applicant_to_whom_nothing_changes_is_counted_and_not_listed(small: Catalogue) -> None:
    same = assess(small, Profile(facts={"enterprise.name": "某厂"}), DAY)
    impacts = Impacts(applicants=(ApplicantImpact(file="a.toml", impact=impact(same, same)),), refused=())
    page = printed(diff_page(between(small, small, impacts), "en"), 80)
    assert "1 profile, 0 with a change" in page
    assert "a.toml" not in page


def test_the_json_says_the_same(small: Catalogue, changed: Catalogue) -> None:
    diff = between(small, changed, applicants(small, changed))
    plain = json.loads(diff_json(diff))
    assert plain["schema"] == SCHEMA == "guangdong-ai/catalogue-diff/1"
    assert (plain["old"]["name"]["en"], plain["new"]["catalogue"]["digest"]) == ("old folder", changed.digest)
    assert len(plain["changes"]) == len(diff.changes)
    by_change = {name: [entry["id"] for entry in plain["changes"] if entry["change"] == name and entry["part"] is None] for name in CHANGES}
    assert by_change == {"added": ["firm.plants"], "removed": ["advice"], "changed": []}
    (rule,) = [entry for entry in plain["changes"] if entry["part"] == "criteria[large-enough].when"]
    assert rule["old"]["text"]["en"] == "Project cost: at least CNY 20,000,000"
    assert (plain["impact"]["profiles"], plain["impact"]["changed"], plain["impact"]["refused"]) == (2, 2, ["bad.toml"])
    firm = plain["impact"]["applicants"][0]
    assert (firm["name"], firm["low"], firm["high"]) == ("某厂", 0, 3_600_000)
    results = {measure["id"]: (measure["old"], measure["new"]) for measure in firm["measures"]}
    assert results["project"][0]["eligibility"] == "ineligible"
    assert results["project"][1]["funding"] == {"kind": "cash", "low": 0, "high": 3_600_000}
    assert results["advice"][1] is None


CHANGES = ("added", "removed", "changed")


def test_without_profiles_there_is_no_impact(small: Catalogue) -> None:
    assert json.loads(diff_json(between(small, small)))["impact"] is None
    assert json.loads(diff_json(between_days(small, DAY, DAY)))["old"]["as_of"] == "2026-02-01"
