"""Facts that are sums of others: what is known early, what is asked, what would change enough, and answers that do not agree."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli_w

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.questionnaire import plan
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.rules.value import Facts
from tests.assessment.small_catalogue import BOTH, catalogue, criterion, fact, measure
from tests.bundled_catalogue import bundled_catalogue

ON = date(2026, 6, 1)
PARTS = ("firm.last", "firm.before", "firm.first", "firm.sales")
DECLARED = (*(fact(name, "money") for name in (*PARTS, "firm.both", "firm.mean")), fact("firm.part", "share"))
DERIVED: tuple[dict[str, Any], ...] = (
    {"id": "both", "fact": "firm.both", "sum": ["firm.last", "firm.before"], "tolerance": 2},
    {"id": "mean", "fact": "firm.mean", "average": ["firm.last", "firm.before", "firm.first"]},
    {"id": "part", "fact": "firm.part", "ratio_of_sums": {"of": ["firm.last", "firm.before"], "by": ["firm.first", "firm.sales"]}},
)


def made(folder: Path, *conditions: dict[str, Any]) -> Catalogue:
    """One measure with these conditions, where the three facts can be worked out."""
    criteria = [criterion(f"number-{position}", when=when) for position, when in enumerate(conditions)]
    catalogue(folder, measure("one", criteria=criteria), facts=DECLARED)
    (folder / "derived").mkdir(exist_ok=True)
    for one in DERIVED:
        (folder / "derived" / f"{one['id']}.toml").write_text(tomli_w.dumps({"text": BOTH, **one}), encoding="utf-8")
    return load_folders([folder])


def answers(**more: float | str) -> Facts:
    return {f"firm.{name}": Decimal(str(value)) for name, value in more.items()}


@pytest.mark.parametrize(
    ("condition", "facts", "eligibility", "missing"),
    [
        ({"fact": "firm.both", "at_least": 100}, answers(last=60, before=40), "eligible", ()),
        ({"fact": "firm.both", "at_least": 100}, answers(last=60, before="39.99"), "ineligible", ()),
        ({"fact": "firm.both", "at_least": 100}, answers(last=100), "eligible", ()),
        ({"fact": "firm.both", "at_least": 100}, answers(last=99), "undetermined", ("firm.before",)),
        ({"fact": "firm.both", "more_than": 100}, answers(last=100), "undetermined", ("firm.before",)),
        ({"fact": "firm.both", "at_most": 100}, answers(last=101), "ineligible", ()),
        ({"fact": "firm.both", "at_most": 100}, answers(last=100), "undetermined", ("firm.before",)),
        ({"fact": "firm.both", "less_than": 100}, answers(last=100), "ineligible", ()),
        ({"fact": "firm.both", "between": [50, 100]}, answers(last=101), "ineligible", ()),
        ({"fact": "firm.both", "between": [50, 100]}, answers(last=60), "undetermined", ("firm.before",)),
        ({"not": {"fact": "firm.both", "at_least": 100}}, answers(before=100), "ineligible", ()),
        ({"fact": "firm.both", "at_least": 100}, answers(both=100, last=1), "eligible", ()),
        ({"fact": "firm.mean", "at_least": 100}, answers(last=100, before=150, first=50), "eligible", ()),
        ({"fact": "firm.mean", "at_least": 100}, answers(last=100, before=150, first="49.99"), "ineligible", ()),
        ({"fact": "firm.mean", "at_least": 100}, answers(last=299), "undetermined", ("firm.before", "firm.first")),
        ({"fact": "firm.part", "at_least": 0.5}, answers(last=10, before=10, first=20, sales=20), "eligible", ()),
        ({"fact": "firm.part", "at_least": 0.5}, answers(last=20, first=20, sales=20), "eligible", ()),
        ({"fact": "firm.part", "at_least": 0.5}, answers(last=10, before=10, first=41), "ineligible", ()),
        ({"fact": "firm.part", "at_least": 0.5}, answers(last=10, before=10, first=39), "undetermined", ("firm.sales",)),
        ({"fact": "firm.part", "at_least": 0.5}, answers(last=10, first=30), "undetermined", ("firm.before", "firm.sales")),
        ({"fact": "firm.part", "at_most": 0.5}, answers(last=10, before=10, first=0, sales=0), "undetermined", ()),
        ({"fact": "firm.part", "at_most": 0.5}, answers(last=10, before=10, first=0), "undetermined", ("firm.sales",)),
    ],
)
def test_what_is_known_of_a_sum_is_the_least_that_it_can_be(
    tmp_path: Path, condition: dict[str, Any], facts: Facts, eligibility: str, missing: tuple[str, ...]
) -> None:
    (result,) = assess(made(tmp_path, condition), Profile(facts=facts), ON).measures
    assert (result.eligibility, result.missing) == (eligibility, missing)


def test_the_parts_are_asked_for_and_not_the_sum(tmp_path: Path) -> None:
    made_one = made(tmp_path, {"fact": "firm.both", "at_least": 100})
    assert plan(made_one, EMPTY, ON).remaining == ("firm.last", "firm.before")
    assert plan(made_one, Profile(facts=answers(last=100)), ON).remaining == ()
    dont_know = Profile(facts={}, dont_know=("firm.before",))
    assert plan(made_one, dont_know, ON).remaining == ("firm.last",)


def options_of(catalogue: Catalogue, facts: Facts) -> list[dict[str, object]]:
    (miss,) = near_misses(assess(catalogue, Profile(facts=facts), ON))
    assert miss.complete
    return [{one.fact.id: one.target for one in option.requirements} for option in miss.options]


def test_one_part_changes_enough_while_the_others_stay(tmp_path: Path) -> None:
    at_least = made(tmp_path / "least", {"fact": "firm.both", "at_least": 100})
    assert options_of(at_least, answers(last=30, before=40)) == [{"firm.last": 60}, {"firm.before": 70}]
    assert options_of(at_least, answers(last=30)) == [{"firm.before": 70}, {"firm.last": 100}]
    at_most = made(tmp_path / "most", {"fact": "firm.both", "at_most": 100})
    assert options_of(at_most, answers(last=90, before=40)) == [{"firm.last": 60}, {"firm.before": 10}]
    assert options_of(at_most, answers(last=150, before=150)) == [{"firm.last": 50, "firm.before": 50}]
    share = made(tmp_path / "share", {"fact": "firm.part", "at_least": 0.5})
    ways = options_of(share, answers(last=10, before=10, first=20, sales=60))
    assert {name: value for way in ways for name, value in way.items()} == {"firm.last": 30, "firm.before": 30, "firm.sales": 20}


def test_where_several_parts_are_not_known_the_sum_is_what_to_answer(tmp_path: Path) -> None:
    assert options_of(made(tmp_path, {"fact": "firm.both", "at_least": 100}), {}) == [{"firm.both": 100}]


def test_each_way_that_is_told_opens_the_measure(tmp_path: Path) -> None:
    """Several criteria on the same parts, random answers: with the targets of any option every criterion is met."""
    random, told = Random(7), 0
    for number in range(40):
        operators = ["at_least", "more_than", "at_most", "less_than"]
        bounds = {"firm.both": (0, 100), "firm.mean": (0, 100), "firm.part": (0, 3), "firm.last": (0, 60)}
        conditions = []
        for name in random.sample(list(bounds), random.randint(1, 3)):
            low, high = bounds[name]
            conditions.append(
                {"fact": name, random.choice(operators): random.randint(low, high) if name != "firm.part" else random.random()}
            )
        catalogue = made(tmp_path / str(number), *conditions)
        for _ in range(6):
            facts = {name: Decimal(random.randint(0, 60)) for name in PARTS if random.random() < 0.8}
            for miss in near_misses(assess(catalogue, Profile(facts=facts), ON)):
                for option in miss.options:
                    told += 1
                    after = {**facts, **{one.fact.id: one.target for one in option.requirements}}
                    (result,) = assess(catalogue, Profile(facts=after), ON).measures
                    assert result.eligibility == "eligible", (conditions, facts, after)
    assert told > 100


@pytest.mark.parametrize(
    ("facts", "agree"),
    [
        (answers(last=60, before=40, both=102), True),
        (answers(last=60, before=40, both="102.01"), False),
        (answers(last=60, before=40, both=98), True),
        (answers(last=60, before=40, both="97.99"), False),
        (answers(last=60, both=70), True),
        (answers(last=60, both=58), True),
        (answers(last=60, both=10), False),
        (answers(last=100, before=100, first=100, mean=101), True),
        (answers(last=100, before=100, first=100, mean="101.01"), False),
        (answers(last=10, before=10, first=20, sales=20, part="0.5005"), True),
        (answers(last=10, before=10, first=20, sales=20, part="0.501"), False),
        (answers(last=10, before=10, first=0, sales=0, part="0.9"), True),
    ],
)
def test_a_sum_that_its_parts_do_not_make_is_a_contradiction(tmp_path: Path, facts: Facts, agree: bool) -> None:
    assert bool(made(tmp_path).conflicts(facts, ON)) is not agree


def test_a_sum_below_what_is_known_of_it_is_a_contradiction() -> None:
    bundled, tolerance = bundled_catalogue(), 10_000
    last = {"finance.rnd_cost": Decimal(8_000_000)}
    (found,) = bundled.conflicts({**last, "finance.rnd_cost_2_years": Decimal(8_000_000 - tolerance - 1)}, ON)
    assert found.facts == ("finance.rnd_cost", "finance.rnd_cost_2_years")
    for both in (8_000_000 - tolerance, 8_000_000, 50_000_000):
        assert not bundled.conflicts({**last, "finance.rnd_cost_2_years": Decimal(both)}, ON)
    one_year = {"enterprise.revenue": Decimal(90_000_000)}
    assert not bundled.conflicts({**one_year, "finance.average_revenue_3_years": Decimal(30_000_000)}, ON)
    assert bundled.conflicts({**one_year, "finance.average_revenue_3_years": Decimal(29_989_999)}, ON)


def test_shares_and_growth_of_the_bundled_catalogue_are_held_against_their_parts() -> None:
    bundled = bundled_catalogue()
    facts = {"finance.rnd_cost": Decimal(100), "enterprise.revenue": Decimal(1_000), "finance.revenue_1_year_earlier": Decimal(800)}
    assert not bundled.conflicts({**facts, "finance.rnd_share": Decimal("0.1"), "finance.growth": Decimal("0.25")}, ON)
    (share,) = bundled.conflicts({**facts, "finance.rnd_share": Decimal("0.12")}, ON)
    assert share.facts == ("finance.rnd_cost", "enterprise.revenue", "finance.rnd_share")
    (growth,) = bundled.conflicts({**facts, "finance.growth": Decimal("0.2")}, ON)
    assert growth.facts == ("enterprise.revenue", "finance.revenue_1_year_earlier", "finance.growth")
