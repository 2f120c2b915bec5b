"""Figures beyond all that any applicant has, in a profile, a flag, --set or at a prompt: a finding with its place, never a bug, at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.parse_text import parse_text
from tests.cli.conftest import Command, Run
from tests.profiles.sample_facts import FACTS

BEYOND = ["1e309", "-1e309", "1e999999", "1E-999999", "1e9999999999999999999999", "9" * 60, "9" * 5_000, "0." + "0" * 60 + "1", "inf", "nan", "1_0" * 2_000, "0x" + "f" * 5_000]  # fmt: skip
FACTS_OF_FIGURES = ["enterprise.revenue", "enterprise.employees", "rnd_special.own_funding_share", "titles.little_giant_year"]


def in_profile(run: Command, folder: Path, fact: str, figure: str) -> Run:
    section, _, name = fact.partition(".")
    (folder / "a.toml").write_text(f"schema = 1\n[{section}]\n{name} = {figure}\n", encoding="utf-8")
    return run("check", str(folder / "a.toml"))


def in_flag(run: Command, folder: Path, fact: str, figure: str) -> Run:
    del folder
    return run("check", f"--{fact.replace('.', '-').replace('_', '-')}={figure}")


def in_set(run: Command, folder: Path, fact: str, figure: str) -> Run:
    del folder
    return run("check", "--set", f"{fact}={figure}")


@pytest.mark.parametrize("given", [in_profile, in_flag, in_set])
@pytest.mark.parametrize("figure", BEYOND, ids=lambda figure: figure[:12])
@pytest.mark.parametrize("fact", FACTS_OF_FIGURES)
def test_one_applicant(run: Command, tmp_path: Path, given: Callable[..., Run], fact: str, figure: str) -> None:
    done = given(run, tmp_path, fact, figure)
    assert done.code in (1, 2), done.err[:500]
    assert not done.out
    assert fact in done.err or "a.toml:3" in done.err or fact.replace(".", "-").replace("_", "-") in done.err
    assert len(done.err) < 2_000


@pytest.mark.parametrize("figure", BEYOND, ids=lambda figure: figure[:12])
@pytest.mark.parametrize("fact", ["enterprise.revenue", "enterprise.employees"])
def test_a_prompt(fact: str, figure: str) -> None:
    """What is typed is read as cells and flags are."""
    assert isinstance(parse_text(FACTS[fact], figure), Finding)
