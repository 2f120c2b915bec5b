"""Explanations: everything that decides a result is said, in both languages, from the rules and the facts' own texts alone."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rich.cells import cell_len

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.reports.content.explanation import Branch, Explanation, explanation
from guangdong_ai.rules.value import Value
from tests.assessment.small_catalogue import SOURCE, criterion, fact, measure
from tests.assessment.small_catalogue import catalogue as small_catalogue
from tests.reports.conftest import DEMO, printed, words_of
from tests.reports.rendered import explanation_json, explanation_markdown, explanation_page

ON = date(2026, 6, 1)


def explained(catalogue: Catalogue, measure_id: str, profile: Profile, on: date = ON) -> Explanation:
    """The explanation of a measure for a profile."""
    return explanation(assess_measure(catalogue.measures[measure_id], catalogue, profile.facts, on), profile, catalogue)


def named(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


STAFF = fact("firm.staff", "count", label=named("职工人数", "Staff"), question=named("有多少职工？", "How many people?"))
PLACE = fact(
    "firm.place",
    "choice",
    label=named("所在地", "Place"),
    question=named("在哪里？", "Where is it?"),
    choices=[{"id": "north", "label": named("北区", "the north")}, {"id": "south", "label": named("南区", "the south")}],
)
COST = fact("firm.cost", "money", label=named("投入", "Cost"), question=named("投入多少？", "How much was it?"))
FACTS = (STAFF, PLACE, COST)

SMALL_OR_NORTHERN = {
    "any": [
        {"all": [{"fact": "firm.staff", "at_most": 20}, {"not": {"fact": "firm.place", "is": "south"}}]},
        {"not": {"any": [{"fact": "firm.cost", "less_than": 5000}, {"fact": "firm.place", "is": "south"}]}},
    ]
}
AMOUNT = {
    "tiers": [
        {"when": {"fact": "firm.place", "is": "north"}, "amount": {"rate": Decimal("0.3"), "of": {"fact": "firm.cost"}, "cap": 9000}}
    ],
    "otherwise": {"difference": [8000, {"sum": [{"fact": "firm.cost"}, {"larger_of": [100, {"up_to": {"fact": "firm.cost"}}]}]}]},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A measure with conditions and an amount of every form, of which no line of code knows."""
    plain = measure(
        "new",
        criteria=[
            criterion("either", when=SMALL_OR_NORTHERN, text=named("小型或北区", "small or northern")),
            criterion("judged", review=named("由专家判断", "experts decide"), text=named("有前景", "promising")),
        ],
        funding={"kind": "cash", "award": "formula", "amount": AMOUNT, "sources": [{"figure": named("数额", "figure"), **SOURCE}]},
    )
    return small_catalogue(tmp_path_factory.mktemp("new"), plain, facts=FACTS)


def profile(**facts: Value) -> Profile:
    return Profile(facts={f"firm.{name}": value for name, value in facts.items()})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_measure_is_explained_without_any_code(made: Catalogue, language: Language) -> None:
    answered = profile(staff=30, place="north", cost=Decimal(10_000))
    page = words_of(printed(explanation_page(explained(made, "new", answered), answered, made, ON, language), 60))
    expected = {
        "zh": [
            "职工人数：不超过20",
            "所在地：不是南区",
            "投入：低于5,000元",
            "申报单位：北区",
            "第1步的30%",
            "由专家判断",
            "以下不得成立",
        ],
        "en": [
            "Staff: at most 20",
            "Place: not the south",
            "Cost: less than CNY 5,000",
            "applicant: the north",
            "30% of step 1",
            "experts decide",
        ],
    }[language]
    for words in expected:
        assert words_of(words) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_is_asked_for_in_the_facts_own_words(made: Catalogue, language: Language) -> None:
    dont_know = Profile(dont_know=("firm.staff",))
    page = words_of(printed(explanation_page(explained(made, "new", dont_know), dont_know, made, ON, language), 60))
    for declared in FACTS:
        assert words_of(declared["question"][language]) in page
    assert words_of({"zh": "不知道；有多少职工？", "en": "not known; How many people?"}[language]) in page
    assert words_of({"zh": "未填写；在哪里？", "en": "not given; Where is it?"}[language]) in page


def tree(explanation: Explanation) -> Branch:
    """The tree of the first criterion."""
    found = explanation.criteria[0].tree
    assert found is not None
    return found


def decisive(branch: Branch) -> Iterator[str]:
    """The comparisons on the decisive path."""
    if branch.decisive and not branch.parts:
        yield branch.words.en
    for part in branch.parts:
        yield from decisive(part)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # fails: of the first branch one part is false, of the second (under "not") the part that is true
        ({"staff": 30, "place": "north", "cost": Decimal(100)}, ["Staff: at most 20", "Cost: less than CNY 5,000"]),
        # unknown: only what is not known decides
        ({"place": "north"}, ["Staff: at most 20", "Cost: less than CNY 5,000"]),
        ({"staff": 30, "place": "north"}, ["Cost: less than CNY 5,000"]),
    ],
)
def test_the_decisive_path_leads_to_what_makes_the_outcome(made: Catalogue, facts: dict[str, Value], expected: list[str]) -> None:
    assert list(decisive(tree(explained(made, "new", profile(**facts))))) == expected


def test_a_criterion_that_does_not_decide_has_no_decisive_branch(made: Catalogue) -> None:
    found = explained(made, "new", profile(staff=3, place="north"))
    assert [item.decisive for item in found.criteria] == [False, True]
    assert list(decisive(tree(found))) == []


def steps(explanation: Explanation) -> list[tuple[str, int | None]]:
    (worked_out,) = explanation.amounts
    return [(step.words.en, None if step.range.high is None else int(step.range.high)) for step in worked_out.steps]


def test_an_amount_is_worked_out_from_the_inside_out(made: Catalogue) -> None:
    assert steps(explained(made, "new", profile(place="north", cost=Decimal(10_000)))) == [
        ("Cost: CNY 10,000", 10_000),
        ("30% of step 1", 3_000),
        ("the smaller of step 2 and CNY 9,000", 3_000),
        ("Place: the north → step 3", 3_000),
    ]


def test_a_step_that_comes_twice_is_taken_once(made: Catalogue) -> None:
    assert steps(explained(made, "new", profile(place="south", cost=Decimal(1_000)))) == [
        ("Cost: CNY 1,000", 1_000),
        ("up to step 1", 1_000),
        ("the larger of CNY 100 and step 2", 1_000),
        ("step 1 plus step 3", 2_000),
        ("CNY 8,000 less step 4, not below CNY 0", 6_900),
        ("otherwise → step 5", 6_900),
    ]


def test_while_a_tier_is_not_settled_each_that_may_apply_is_named(made: Catalogue) -> None:
    last, high = steps(explained(made, "new", profile(cost=Decimal(10_000))))[-1]
    assert last == "Place: the north (not known) → step 3; otherwise → step 7"
    assert high == 3_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_bundled_measure_is_explained_in_any_width(catalogue: Catalogue, width: int, language: Language) -> None:
    for answered in (EMPTY, load_profile(DEMO, catalogue.facts)):
        for measure_id, declared in catalogue.measures.items():
            page = printed(explanation_page(explained(catalogue, measure_id, answered), answered, catalogue, ON, language), width)
            page.encode("gbk")
            assert "…" not in page
            assert all(cell_len(line) <= width and line == line.rstrip() for line in page.splitlines())
            for question in declared.questions_open:
                assert words_of(question.text.in_language(language)) in words_of(page)


def test_markdown_says_what_the_page_says(catalogue: Catalogue) -> None:
    demo = load_profile(DEMO, catalogue.facts)
    for language in LANGUAGES:
        found = explained(catalogue, "benchmark-supplier", demo)
        text = explanation_markdown(found, demo, catalogue, ON, language)
        assert text.startswith("# ")
        for item in found.criteria:
            assert item.criterion.text.in_language(language) in text.replace("\\", "")


def test_json_has_the_trees_and_the_steps(made: Catalogue) -> None:
    answered = profile(staff=30, place="north", cost=Decimal("10000.5"))
    plain: dict[str, Any] = json.loads(explanation_json(explained(made, "new", answered), answered, made, ON))
    assert plain["schema"] == "guangdong-ai/explanation/1"
    assert plain["measure"]["id"] == "new"
    either = plain["criteria"][0]["tree"]
    assert [part["truth"] for part in either["parts"]] == [False, True]
    staff = either["parts"][0]["parts"][0]
    assert staff["answers"] == [
        {
            "fact": "firm.staff",
            "value": 30,
            "dont_know": False,
            "text": named("30", "30"),
            "question": named("有多少职工？", "How many people?"),
        }
    ]
    assert plain["amounts"][0]["steps"][0]["low"] == 10000.5
    assert plain["amounts"][0]["steps"][1]["low"] == 3000.15


def test_every_fact_of_a_tree_stands_in_the_explanation(catalogue: Catalogue) -> None:
    for measure_id in catalogue.measures:
        found = explained(catalogue, measure_id, EMPTY)
        for item, result in zip(found.criteria, found.result.criteria, strict=True):
            shown = [] if item.tree is None else [answer.fact.id for answer in answers_in(item.tree)]
            assert set(shown) == set(result.facts)


def answers_in(branch: Branch) -> Iterator[Any]:
    yield from branch.answers
    for part in branch.parts:
        yield from answers_in(part)
