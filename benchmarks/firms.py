"""Made-up firms for benchmarks: seeded, and mixed as a province might be. The shares are nobody's statistics.

Most firms sit in the Pearl River Delta, few have any one kind of project, and whoever has none answers all questions about it that way.
Facts that the tables below do not name are drawn by their kind alone, so that a new fact of the catalogue needs no change here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Value

WITH_SUCH_A_PROJECT = {
    "application": 0.4,
    "benchmark": 0.25,
    "challenge": 0.15,
    "compute": 0.5,
    "corpus": 0.15,
    "innovation_centre": 0.08,
    "model": 0.4,
    "national_project": 0.08,
    "open_source": 0.1,
    "rnd_special": 0.15,
    "scenario": 0.6,
    "smart_factory": 0.2,
    "standards": 0.15,
}
"""The share of firms that have anything to say in a section; the others answer no, none or 0 there. In other sections all do."""

TRUE: Mapping[str, float] = {
    "enterprise.in_guangdong": 0.95,
    "enterprise.independent_legal_person": 0.93,
    "enterprise.independent_civil_liability": 0.95,
    "enterprise.start_up": 0.3,
    "compliance.serious_dishonesty_list": 0.02,
    "compliance.abnormal_operations_list": 0.05,
    "compliance.tax_compliant": 0.95,
    "compliance.honest_operation": 0.93,
    "compliance.major_dispute_3y": 0.08,
    "compliance.fund_violation_3y": 0.03,
    "compliance.major_accident_3y": 0.03,
    "titles.provincial_specialised_sme": 0.25,
    "titles.high_tech": 0.6,
}
"""The share of yes; 0.6 where nothing is said: whoever has a project mostly has what belongs to it."""

WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "enterprise.kind": {"enterprise": 90, "research_institute": 4, "university": 2, "public_institution": 2, "industry_body": 1},
    "enterprise.city": {"shenzhen": 34, "guangzhou": 26, "dongguan": 11, "foshan": 9, "zhuhai": 5, "zhongshan": 4, "huizhou": 4},
}
"""How often a choice is taken; 1 where nothing is said."""

CHOSEN: Mapping[str, Mapping[str, float]] = {
    "enterprise.fields": {"ai": 0.5, "robotics": 0.3, "manufacturing": 0.4, "software": 0.4, "other": 0.1},
}
"""The share of firms that take a choice of several; 0.3 where nothing is said."""

NEVER: Mapping[str, float] = {"titles.little_giant_year": 0.85, "titles.single_champion_year": 0.96}
"""The share of firms that were never given a title."""


def random_firm(facts: Mapping[str, Fact], random: Random) -> dict[str, Value]:
    """An answer to every question of the catalogue."""
    sections = dict.fromkeys(fact.section for fact in facts.values())
    active = {section: random.random() < WITH_SUCH_A_PROJECT.get(section, 1) for section in sections}
    return {fact.id: _answer(fact, random) if active[fact.section] else _nothing(fact, random) for fact in facts.values()}


def _answer(fact: Fact, random: Random) -> Value:
    match fact.kind:
        case "yes_no":
            return random.random() < TRUE.get(fact.id, 0.6)
        case "choice":
            ids = [choice.id for choice in fact.choices if choice.id != "none"]
            weights = WEIGHTS.get(fact.id, {})
            return random.choices(ids, [weights.get(choice, 1) for choice in ids])[0]
        case "choices":
            shares = CHOSEN.get(fact.id, {})
            return frozenset(choice.id for choice in fact.choices if random.random() < shares.get(choice.id, 0.3))
        case "count":
            return int(10 ** random.uniform(0, 6.5))
        case "money":
            return Decimal(int(10 ** random.uniform(5, 8.5)))
        case "share":
            return Decimal(random.randrange(0, 101)) / 100
        case "year":
            return 0 if random.random() < NEVER.get(fact.id, 0) else random.randrange(2019, 2028)
        case "months":
            return random.randrange(241)
        case "date":
            return date(2019, 1, 1) + timedelta(days=random.randrange(8 * 365))
        case _:
            return "x"


def _nothing(fact: Fact, random: Random) -> Value:
    match fact.kind:
        case "yes_no":
            return False
        case "choice" if fact.choice("none"):
            return "none"
        case "choices":
            return frozenset()
        case "count":
            return 0
        case "money":
            return Decimal(0)
        case "year" if fact.never is not None:
            return 0
        case _:
            return _answer(fact, random)
