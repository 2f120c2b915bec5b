import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.suggestion import closest
from tests.profiles.no_deadline import no_deadline

CITIES = ["guangzhou", "shenzhen", "huizhou", "zhanjiang", "yangjiang", "广州", "深圳", "惠州", "湛江", "阳江"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("guangzhuo", "guangzhou"),
        ("GUANGZHOU", "guangzhou"),
        ("ｇｕａｎｇｚｈｏｕ", "guangzhou"),
        ("shenzen", "shenzhen"),
        ("广洲", "广州"),
        ("深证", "深圳"),
        ("某江", None),
        ("beijing", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_closest_spelling_is_found_or_none(word: str, expected: str | None) -> None:
    assert closest(word, CITIES) == expected


def test_nothing_is_close_to_nothing() -> None:
    assert closest("guangzhou", []) is None


@no_deadline
@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_what_is_suggested_is_a_candidate(word: str, candidates: list[str]) -> None:
    assert closest(word, candidates) in [*candidates, None]


@no_deadline
@given(st.lists(st.text(alphabet="abcdef_", min_size=3, max_size=20), min_size=1, max_size=5))
def test_a_candidate_is_closest_to_itself(candidates: list[str]) -> None:
    found = closest(candidates[0], candidates)
    assert found is not None
