"""The bundled catalogue, some assessments of it, and printing without a terminal."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.rules.value import Value
from tests.bundled_catalogue import bundled_catalogue

DEMO = Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"
SHENZHEN = Profile(
    facts={
        "enterprise.name": "深圳某某人工智能股份有限公司",
        "enterprise.in_guangdong": True,
        "enterprise.city": "shenzhen",
        "enterprise.kind": "enterprise",
        "enterprise.fields": frozenset({"ai"}),
        "compute.uses": frozenset({"training_large"}),
        "compute.cost": Decimal(3_000_000),
        "titles.little_giant_year": 2026,
    },
    dont_know=("enterprise.revenue",),
)


def in_city(city: str, **facts: Value) -> Profile:
    """A robot firm there of which little else is known."""
    return Profile(facts={"enterprise.in_guangdong": True, "enterprise.city": city, "enterprise.fields": frozenset({"robotics"}), **facts})


def printed(renderable: RenderableType, width: int) -> str:
    """What a file of that width would get."""
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(renderable, crop=False)
    return captured.get()


def fits(line: str, width: int) -> bool:
    """Whether a line is as wide at the most. A suggested command may be wider: it is never broken, so that it can be copied."""
    return cell_len(line) <= width or line.startswith("  guangdong-ai ")


def words_of(text: str) -> str:
    """The text without spaces and line breaks: however it was laid out, the words are the same."""
    return "".join(text.split())


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return bundled_catalogue()


@pytest.fixture(scope="session")
def assessments(catalogue: Catalogue) -> dict[str, AssessmentResult]:
    """Of a firm that answered much, of one in Shenzhen, in a district, in a city without any, of nobody, and of nobody after everything is over."""
    day = date(2026, 3, 1)
    return {
        "demo": assess(catalogue, load_profile(DEMO, catalogue.facts), day),
        "shenzhen": assess(catalogue, SHENZHEN, day),
        "district": assess(catalogue, in_city("shaoguan", **{"enterprise.district": "shaoguan_qujiang"}), day),
        "no district": assess(catalogue, in_city("dongguan"), day),
        "empty": assess(catalogue, EMPTY, day),
        "over": assess(catalogue, EMPTY, date(2028, 1, 1)),
    }
