"""Rules that would take for ever: the search stops, says so, and what it has found by then is right."""

import itertools
import random
from typing import Any

import pytest

from guangdong_ai.assessment.criteria import judge
from guangdong_ai.assessment.near_misses import NearMiss, near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.rules.value import Value
from tests.assessment.one_measure import asking, read
from tests.assessment.small_catalogue import catalogue, fact, measure

COUNTS = [f"firm.count_{number}" for number in range(30)]
NAMES = [f"choice_{number}" for number in range(40)]
CHOICES = [{"id": name, "label": {"zh": f"选项{name}", "en": f"choice {name}"}} for name in NAMES]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    facts = (*(fact(name, "count") for name in COUNTS), fact("firm.fields", "choices", choices=CHOICES))
    return catalogue(tmp_path_factory.mktemp("wide"), measure("a"), facts=facts)


def missed(assessment: AssessmentResult) -> NearMiss:
    (miss,) = near_misses(assessment)
    return miss


def nested(chance: random.Random, depth: int) -> dict[str, Any]:
    """``all`` and ``any`` in turn, so deep, two of everything."""
    if not depth:
        return {"fact": chance.choice(COUNTS), chance.choice(["at_least", "at_most"]): chance.randint(0, 100)}
    plain = {"all" if depth % 2 else "any": [nested(chance, depth - 1) for _ in range(2)]}
    return {"not": plain} if chance.random() < 0.2 else plain


def opens(assessment: AssessmentResult, changes: dict[str, Value]) -> bool:
    criteria = [(item.criterion, None) for item in assessment.measures[0].criteria]
    return judge(criteria, {**assessment.profile.facts, **changes})[0] == "eligible"


def test_twelve_levels_over_thirty_facts_are_cut_off_and_what_was_found_is_right(wide: Catalogue) -> None:
    cut_off = 0
    for seed in range(6):
        chance = random.Random(seed)  # the same trees on every run
        assessment = asking(wide, read(nested(chance, 12)), facts={name: chance.randint(0, 100) for name in COUNTS})
        if assessment.measures[0].eligibility == "eligible":
            continue
        miss = missed(assessment)
        cut_off += not miss.complete
        for option in miss.options:
            targets = {requirement.fact.id: requirement.target for requirement in option.requirements}
            assert opens(assessment, targets)
            for fact_id in targets:
                assert not opens(assessment, {name: value for name, value in targets.items() if name != fact_id})
    assert cut_off


def test_where_there_are_too_many_ways_some_are_shown_and_it_is_said_that_there_are_more(wide: Catalogue) -> None:
    either = [read({"any": [{"fact": name, "at_least": 1} for name in COUNTS[3 * number : 3 * number + 3]]}) for number in range(4)]
    miss = missed(asking(wide, *either, facts=dict.fromkeys(COUNTS, 0)))
    assert not miss.complete
    assert len(miss.options) == 30
    assert all(len(option.requirements) == 4 for option in miss.options)


HOSTILE: dict[str, list[dict[str, Any]]] = {
    "forks": [
        {"any": [{"fact": COUNTS[(number * 7 + other * 11) % 30], "at_least": number} for other in range(3)]} for number in range(1, 40)
    ],
    "ratios in a circle": [{"ratio": [COUNTS[number], COUNTS[(number + 1) % 12]], "more_than": 1} for number in range(12)],
    "ratios of all with all": [{"ratio": list(pair), "at_least": 1} for pair in itertools.permutations(COUNTS[:8], 2)],
    "choices": [
        {
            "any": [
                plain if made else {"not": plain}
                for plain, made in (
                    ({"fact": "firm.fields", "any_of": [NAMES[(number * step + number // 9) % 40]]}, (number * step) % 5 > 1)
                    for step in (3, 7, 11)
                )
            ]
        }
        for number in range(150)
    ],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_without_an_end_of_the_search(wide: Catalogue, name: str) -> None:
    conditions = [read(plain) for plain in HOSTILE[name]]
    facts: dict[str, Value] = {**{count: number % 7 for number, count in enumerate(COUNTS)}, "firm.fields": frozenset()}
    assert not missed(asking(wide, *conditions, facts=facts)).complete


def test_with_less_work_allowed_less_is_found_and_nothing_wrong(wide: Catalogue) -> None:
    either = read(
        {"any": [{"all": [{"fact": one, "at_least": 5}, {"fact": two, "at_least": 5}]} for one, two in itertools.pairwise(COUNTS)]}
    )
    assessment = asking(wide, either, facts=dict.fromkeys(COUNTS, 0))
    (whole,) = near_misses(assessment)
    assert whole.complete
    every = {tuple(requirement.fact.id for requirement in option.requirements) for option in whole.options}
    assert every == set(itertools.pairwise(COUNTS))
    for work in (0, 100, 1_000, 3_000):
        (part,) = near_misses(assessment, work)
        some = {tuple(requirement.fact.id for requirement in option.requirements) for option in part.options}
        assert part.complete == (some == every)
        assert some <= every
