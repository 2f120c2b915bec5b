"""Totals of thousands of small catalogues, against trying every sort of applicant and every set of measures.

The catalogues are made by a plain random generator: they are many, and have in them only what makes totals hard.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import inf
from random import Random
from typing import Any

import pytest

import guangdong_ai.assessment.assess
from guangdong_ai.assessment.stacking import combined
from guangdong_ai.profiles.profile import Profile

from .effort import THOROUGH
from .engines import unchecked
from .oracle import (
    Catalogue,
    Facts,
    Plain,
    Result,
    assess,
    best,
    brought,
    counts,
    demands_of,
    ends_of_total,
    permitted,
    ways_to_be,
    with_ceilings,
)
from .strategies import crosses

ON = date(2026, 3, 1)
CASES = 40_000 if THOROUGH else 4_000
PORTION = CASES // 10
FACTS: dict[str, dict[str, Any]] = {
    "firm.city": {"kind": "choice", "choices": ["north", "south", "east"]},
    "firm.fields": {"kind": "choices", "choices": ["ai", "robotics"]},
    "firm.staff": {"kind": "count"},
    "firm.ready": {"kind": "yes_no"},
    "firm.cost": {"kind": "money"},
}


@pytest.mark.parametrize("first", range(0, CASES, PORTION))
def test_the_best_permitted_combination_is_the_best_of_all(first: int) -> None:
    for seed in range(first, first + PORTION):
        catalogue, facts = random_case(Random(seed))  # the same cases on every run, nothing secret
        compare(catalogue, facts, f"seed {seed}")


def compare(catalogue: Catalogue, facts: Facts, case: str) -> None:
    """The same ends, from a combination that is permitted, brings them, and leaves nothing out that could be added; doubts are named."""
    loaded = unchecked(catalogue)
    assessment, expected = guangdong_ai.assessment.assess.assess(loaded, Profile(facts=facts), ON), assess(catalogue, facts, ON)
    told = assessment.totals
    assert (told.low, told.high, told.if_all_met) == (expected.low, expected.high, expected.if_all_met), case
    totals, ends = combined(assessment.measures, loaded, facts, ON), ends_of_total(catalogue, expected.measures, facts, ON)
    assert (totals.low, totals.high, totals.if_all_met) == ends, case
    counted = [measure.id for measure in totals.counted]
    if_all_met = [measure.id for measure in totals.counted_if_all_met]
    left_out = [item.measure.id for item in totals.left_out]
    countable = [measure for measure in catalogue.measures if counts(measure, expected.measures)]
    ways = ways_to_be([(measure["id"], demands_of(measure, catalogue, facts, ON)) for measure in countable], catalogue)
    at_most = with_ceilings(catalogue, facts, ON, "high")
    certain = [rule for rule in at_most if rule["certain"]]
    at_least = with_ceilings(catalogue, facts, ON, "low")
    names = [measure["id"] for measure in countable]
    passed = [name for name in names if expected.measures[name].eligibility != "undetermined"]
    for combination, chosen_from, high in ((counted, passed, totals.high), (if_all_met, names, totals.if_all_met)):
        assert can_be_had(combination, certain, ways), case
        assert brought(highs(expected, combination), certain) == (inf if high is None else high), case
        for name in set(chosen_from) - set(combination):
            assert not can_be_had([*combination, name], certain, ways), f"{case}: {name}"
    assert set(counted) <= set(passed), case
    assert set(names) <= {*counted, *left_out}, case
    assert not set(counted) & set(left_out), case
    surely = {name: expected.measures[name].low for name in names}
    as_if = (
        best(surely, [rule for rule in at_least if rule["certain"]], ways),
        *(best({**dict.fromkeys(names, 0), **highs(expected, some)}, at_most, ways) for some in (passed, names)),
    )
    told_ends = (totals.low, *(inf if high is None else high for high in (totals.high, totals.if_all_met)))
    if as_if != told_ends:
        assert totals.doubts, f"{case}: what is not published makes a difference that is not named"
    lower = [rule for rule in at_least if rule["certain"]]
    if any(brought(highs(expected, some), lower) != brought(highs(expected, some), certain) for some in (counted, if_all_met)):
        assert totals.not_known, f"{case}: a ceiling that is not known makes a difference and is not named"


def can_be_had(together: Sequence[str], rules: Sequence[Plain], ways: Sequence[frozenset[str]]) -> bool:
    """Whether the rules permit the measures together and some applicant can have them."""
    return permitted(together, rules) and any(set(together) <= way for way in ways)


def highs(result: Result, names: Sequence[str]) -> dict[str, float]:
    """The high ends of the measures."""
    return {name: inf if (high := result.measures[name].high) is None else high for name in names}


def random_case(random: Random) -> tuple[Catalogue, Facts]:
    """A catalogue of two to seven measures and up to five rules, and an applicant of whom a third is known."""
    names = [f"m{position}" for position in range(random.randint(2, 7))]
    stacking: dict[str, dict[str, Any]] = {}
    for position in range(random.randint(0, 5)):
        rule = random_rule(random, names)
        if not any(crosses(rule, other) for other in stacking.values()):
            stacking[f"rule-{position}"] = rule
    values: dict[str, Any] = {
        "firm.city": random.choice(FACTS["firm.city"]["choices"]),
        "firm.fields": frozenset(random.sample(FACTS["firm.fields"]["choices"], random.randint(0, 2))),
        "firm.staff": random.randint(0, 5),
        "firm.ready": random.random() < 0.5,
        "firm.cost": Decimal(random.randint(0, 60)),
    }
    catalogue = Catalogue(
        facts=FACTS,
        documents={"main": {}, "over": {"valid_until": date(2026, 2, 28)}},
        tables={},
        stacking=stacking,
        calls=[],
        measures=[random_measure(random, name) for name in names],
    )
    return catalogue, {fact: value for fact, value in values.items() if random.random() < 0.33}


def random_rule(random: Random, names: Sequence[str]) -> dict[str, Any]:
    """A rule of any form."""
    form = random.choice(["exclusive", "pairs", "cap", "cap", "difference"])
    rule: dict[str, Any] = {"form": form, "certain": random.random() < 0.6}
    if form == "pairs":
        return {**rule, "pairs": [random.sample(names, 2) for _ in range(random.randint(1, 4))]}
    rule["measures"] = random.sample(names, random.randint(2, len(names)))
    if form != "cap":
        return rule
    cap = {**rule, "per": "year", **({"only_together": True} if random.random() < 0.3 else {})}
    if random.random() < 0.6:
        return {**cap, "most": random.randint(1, 120)}
    share = {"rate": random.choice([Decimal("0.5"), 1, 2]), "of": {"fact": "firm.cost"}}
    fields = {"fact": "firm.fields", "any_of": ["ai"]}
    ways = [
        share,
        {"fact": "firm.cost"},
        {**share, "cap": random.randint(1, 60)},
        {"difference": [random.randint(20, 120), {"fact": "firm.cost"}]},
        {"tiers": [{"when": fields, "amount": random.randint(0, 60)}], "otherwise": share},
    ]
    return {**cap, "ceiling": random.choice(ways)}


def random_measure(random: Random, name: str) -> dict[str, Any]:
    """A measure in cash with up to two criteria; now and then it is over, or has no upper figure."""
    yuan, more = random.randint(0, 60), random.randint(0, 60)
    amounts = [yuan, yuan, {"up_to": yuan}, {"larger_of": [yuan, {"up_to": yuan + more}]}, {"fact": "firm.cost"}]
    conditions = [random_condition(random, 2) for _ in range(random.randint(0, 2))]
    return {
        "id": name,
        "document": "over" if random.random() < 0.05 else "main",
        "criteria": [{"id": f"{name}-{position}", "when": when} for position, when in enumerate(conditions)],
        "funding": {
            "kind": "cash",
            "award": "review" if random.random() < 0.15 else "formula",
            "amount": random.choices(amounts, weights=[4, 4, 2, 3, 1])[0],
        },
    }


def random_condition(random: Random, depth: int) -> dict[str, Any]:
    """A comparison, most often of the city, or a group of conditions."""
    form = random.choice(["city", "city", "fields", "staff", "ready", *(["all", "any", "not"] if depth else [])])
    if form == "not":
        return {"not": random_condition(random, depth - 1)}
    if form in ("all", "any"):
        return {form: [random_condition(random, depth - 1) for _ in range(random.randint(1, 3))]}
    fact = f"firm.{form}"
    if form == "ready":
        return {"fact": fact, "is": random.random() < 0.5}
    if form == "staff":
        return {"fact": fact, random.choice(["at_least", "more_than", "at_most", "less_than"]): random.randint(0, 4)}
    some = random.sample(FACTS[fact]["choices"], random.randint(1, 2))
    return {"fact": fact, "in" if form == "city" else random.choice(["any_of", "all_of"]): some}
