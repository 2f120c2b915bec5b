"""Totals: the best permitted combination, against trying every one."""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.stacking import best_combination
from guangdong_ai.profiles.profile import EMPTY
from tests.assessment.small_catalogue import BOTH, SOURCE, catalogue, criterion, measure

ON = date(2026, 6, 1)


def group(name: str, *, certain: bool = True) -> dict[str, object]:
    return {"id": name, "text": BOTH, "certain": certain, "source": SOURCE}


def award(name: str, yuan: int, *groups: str, **more: object) -> dict[str, object]:
    funding = {"kind": "cash", "award": "formula", "amount": yuan, "sources": [{"figure": BOTH, **SOURCE}]}
    return measure(name, funding=funding, exclusive_groups=list(groups), **more)


def test_of_an_exclusive_group_the_larger_one_counts_and_the_other_is_named(tmp_path: Path) -> None:
    made = catalogue(tmp_path, award("small", 10, "one"), award("large", 30, "one"), award("free", 5), groups=[group("one")])
    totals = assess(made, EMPTY, ON).totals
    assert (totals.low, totals.high) == (35, 35)
    assert [item.id for item in totals.counted] == ["free", "large"]
    assert [item.measure.id for item in totals.left_out] == ["small"]


def test_where_it_is_not_published_whether_they_exclude_each_other_the_total_is_a_range(tmp_path: Path) -> None:
    made = catalogue(tmp_path, award("small", 10, "one"), award("large", 30, "one"), groups=[group("one", certain=False)])
    totals = assess(made, EMPTY, ON).totals
    assert (totals.low, totals.high) == (30, 40)
    assert totals.left_out == ()


def test_what_is_not_settled_counts_only_at_the_high_end(tmp_path: Path) -> None:
    waiting = criterion("ready", when={"fact": "firm.ready", "is": True})
    made = catalogue(tmp_path, award("sure", 10), award("waiting", 30, criteria=[waiting]))
    totals = assess(made, EMPTY, ON).totals
    assert (totals.low, totals.high) == (10, 40)


def test_a_closed_window_brings_nothing_and_says_so(tmp_path: Path) -> None:
    made = catalogue(tmp_path, award("sure", 10))
    totals = assess(made, EMPTY, date(2027, 1, 1)).totals
    assert (totals.low, totals.high, totals.counted) == (0, 0, ())
    assert [item.measure.id for item in totals.left_out] == ["sure"]


def test_an_open_end_makes_the_total_open(tmp_path: Path) -> None:
    funding = {"kind": "cash", "award": "review", "amount": {"fact": "firm.cost"}, "sources": [{"figure": BOTH, **SOURCE}]}
    cost = {"id": "firm.cost", "kind": "money", "label": BOTH, "question": BOTH, "change": "quick", "change_reason": BOTH}
    made = catalogue(tmp_path, award("sure", 10), measure("half", funding=funding), facts=(cost,))
    totals = assess(made, EMPTY, ON).totals
    assert (totals.low, totals.high) == (10, None)


GROUPS = ("a", "b", "c")
AWARDS = st.lists(st.tuples(st.integers(0, 50), st.sets(st.sampled_from(GROUPS), max_size=2)), max_size=7)


@given(awards=AWARDS)
@settings(max_examples=60, deadline=None)
def test_the_best_combination_is_the_best_of_all(awards: list[tuple[int, set[str]]], tmp_path_factory: pytest.TempPathFactory) -> None:
    measures = [award(f"m{index}", yuan, *sorted(groups)) for index, (yuan, groups) in enumerate(awards)]
    made = catalogue(tmp_path_factory.mktemp("catalogue"), *measures, groups=[group(name) for name in GROUPS])
    results = assess(made, EMPTY, ON).measures

    def permitted(chosen: tuple[int, ...]) -> bool:
        taken = [name for index in chosen for name in awards[index][1]]
        return len(taken) == len(set(taken))

    every = (chosen for size in range(len(awards) + 1) for chosen in combinations(range(len(awards)), size))
    best = max(sum(awards[index][0] for index in chosen) for chosen in every if permitted(chosen))
    found = best_combination(results, frozenset(GROUPS), lambda result: (result.funding.low or 0, 0))
    assert sum(result.funding.low or 0 for result in found) == best
