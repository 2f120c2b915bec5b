"""Random rules about few facts, and random answers to them, for hypothesis."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from guangdong_ai.rules.value import Value
from tests.assessment.one_measure import FACTS

KINDS = {plain["id"]: plain["kind"] for plain in FACTS}
VALUES: dict[str, SearchStrategy[Any]] = {
    "yes_no": st.booleans(),
    "choice": st.sampled_from(["one", "two", "three"]),
    "count": st.integers(0, 5),
    "money": st.sampled_from([Decimal("0.01"), Decimal(100), Decimal("100.5")]),
    "share": st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.7"), Decimal(1)]),
    "year": st.integers(2024, 2028),
    "date": st.dates(date(2026, 6, 1), date(2026, 7, 1)),
}
NAMES = st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=2, unique=True)
COUNTS = ["firm.staff", "firm.units", "firm.rooms"]


@st.composite
def comparisons(draw: DrawFn, names: list[str]) -> dict[str, Any]:
    """A comparison of one of the facts, or a ratio of two."""
    counts = [name for name in names if name in COUNTS]
    if len(counts) > 1 and draw(st.integers(0, 2)) == 0:
        subject: dict[str, Any] = {"ratio": draw(st.permutations(counts))[:2]}
        operator = draw(st.sampled_from(["at_least", "more_than", "at_most", "less_than", "between"]))
        bounds = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1), Decimal("1.5"), Decimal(3)])
        return {**subject, operator: sorted([draw(bounds), draw(bounds)]) if operator == "between" else draw(bounds)}
    name = draw(st.sampled_from(names))
    kind = KINDS[name]
    if kind == "choices":
        return {"fact": name, draw(st.sampled_from(["any_of", "all_of", "none_of"])): draw(NAMES)}
    value = VALUES[kind]
    if kind == "choice" and draw(st.booleans()):
        return {"fact": name, "not_in": draw(st.lists(value, min_size=1, max_size=2, unique=True))}
    if kind in ("yes_no", "choice"):
        return {"fact": name, "is": draw(value)}
    if kind in ("count", "year") and draw(st.integers(0, 3)) == 0:
        return {"fact": name, "in": draw(st.lists(value, min_size=1, max_size=2, unique=True))}
    ordered = ["at_least", "more_than", "at_most", "less_than", "between"]
    if kind == "date":
        ordered = ["at_least", "after", "at_most", "before", "between"]
    if name == "firm.titled":
        ordered = ["at_least", "more_than", "between"]
    operator = draw(st.sampled_from(ordered))
    return {"fact": name, operator: sorted([draw(value), draw(value)]) if operator == "between" else draw(value)}


@st.composite
def rules(draw: DrawFn, names: list[str], depth: int = 2) -> dict[str, Any]:
    """A condition about the facts, nested so deep at most."""
    form = draw(st.sampled_from(["compare", "compare", "all", "any", "not"])) if depth else "compare"
    if form == "compare":
        return draw(comparisons(names))
    if form == "not":
        return {"not": draw(rules(names, depth - 1))}
    return {form: [draw(rules(names, depth - 1)) for _ in range(draw(st.integers(1, 3)))]}


@st.composite
def situations(draw: DrawFn) -> tuple[list[dict[str, Any]], dict[str, Value]]:
    """Criteria about up to four facts, and what is known of these."""
    pool = COUNTS if draw(st.integers(0, 4)) == 0 else list(KINDS)
    names = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4, unique=True))
    facts: dict[str, Value] = {}
    for name in names:
        if draw(st.integers(0, 2)):
            value = draw(VALUES[KINDS[name]]) if KINDS[name] != "choices" else frozenset(draw(NAMES))
            facts[name] = 0 if name == "firm.titled" and draw(st.booleans()) else value
    return [draw(rules(names)) for _ in range(draw(st.integers(1, 3)))], facts
