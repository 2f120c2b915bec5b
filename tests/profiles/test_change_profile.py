from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.profiles.load import change_profile
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.profiles.unknown import UNKNOWN

from .no_deadline import no_deadline

CITY, REVENUE, NAME = "enterprise.city", "enterprise.revenue", "enterprise.name"


def test_an_answer_takes_the_place_of_the_one_in_the_file() -> None:
    profile = Profile(facts={CITY: "guangzhou", NAME: "x"}, document={"schema": 1})
    changed = change_profile(profile, {CITY: "shenzhen"})
    assert changed.facts == {CITY: "shenzhen", NAME: "x"}
    assert changed.document == {"schema": 1}
    assert profile.facts == {CITY: "guangzhou", NAME: "x"}


def test_an_answer_is_no_longer_unknown() -> None:
    changed = change_profile(Profile(dont_know=(REVENUE, CITY)), {REVENUE: Decimal(0)})
    assert changed.facts == {REVENUE: 0}
    assert changed.dont_know == (CITY,)


def test_unknown_takes_the_answer_out() -> None:
    changed = change_profile(Profile(facts={CITY: "guangzhou"}, dont_know=(REVENUE,)), {CITY: UNKNOWN, REVENUE: UNKNOWN})
    assert changed.facts == {}
    assert changed.dont_know == (REVENUE, CITY)


def test_no_change_changes_nothing() -> None:
    profile = Profile(facts={CITY: "guangzhou"}, dont_know=(REVENUE,))
    assert change_profile(profile, {}) == profile
    assert change_profile(EMPTY, {}) == EMPTY


answers = st.dictionaries(st.sampled_from([CITY, REVENUE, NAME]), st.sampled_from(["x", True, UNKNOWN]))


@no_deadline
@given(answers, answers)
def test_a_fact_is_never_both_answered_and_unknown_and_the_last_change_wins(first: dict[str, Any], second: dict[str, Any]) -> None:
    both = change_profile(change_profile(EMPTY, first), second)
    at_once = change_profile(EMPTY, first | second)
    assert both.facts == at_once.facts
    assert set(both.dont_know) == set(at_once.dont_know)
    assert not set(both.facts) & set(both.dont_know)
    assert set(both.facts) | set(both.dont_know) == set(first | second)
