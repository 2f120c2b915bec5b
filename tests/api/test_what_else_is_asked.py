"""Explanations, changes, near misses, questions, and what the catalogue holds: the same as the command line's."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai import Refused, assess, explain, facts, measures, near_misses, next_questions, what_if
from guangdong_ai.cli.main import main

DAY = "2026-11-23"
Printed = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """What a command prints that ends well."""

    def run(*arguments: str) -> str:
        assert main([*arguments, "--as-of", DAY]) == 0
        return capsys.readouterr().out

    return run


def test_an_explanation(printed: Printed, demo: Path) -> None:
    for measure in ("little-giant-award", "小巨人", "benchmark-supplier", "single-champion-award"):
        explanation = explain(measure, demo, as_of=DAY)
        assert explanation.to_dict() == json.loads(printed("explain", measure, str(demo), "--format", "json"))
        assert explanation.to_json() == printed("explain", measure, str(demo), "--format", "json")
        for language in ("zh", "en"):
            shown = printed("explain", measure, str(demo), "--format", "markdown", "--lang", language)
            assert explanation.to_markdown("zh" if language == "zh" else "en") == shown
    explanation = explain("little-giant-award", demo, as_of=DAY)
    assert repr(explanation) == "<MeasureExplanation little-giant-award, 2026-11-23: conditional>"
    assert explain(explanation.measure, demo, as_of=DAY) == explain(explanation.measure.measure, demo, as_of=DAY) == explanation
    assert explanation.measure == assess(demo, as_of=DAY).measure("little-giant-award")
    assert [item.outcome for item in explanation.criteria] == [item.outcome for item in explanation.measure.criteria]
    assert [len(way.steps) for way in explanation.amounts] == [len(way["steps"]) for way in explanation.to_dict()["amounts"]]


def test_an_explanation_needs_one_measure_and_right_answers(demo: Path) -> None:
    for measure in ("no such thing", "award", ""):
        with pytest.raises(Refused):
            explain(measure, demo, as_of=DAY)
    wrong: Any = 3
    with pytest.raises(Refused):
        explain(wrong, demo, as_of=DAY)
    with pytest.raises(Refused) as refused:
        explain("no such thing", {"enterprise.city": "x"}, as_of="x")
    assert len(refused.value.findings) == 3


def test_changes(printed: Printed, demo: Path) -> None:
    changes = {"open_source": {"served_enterprises": 201}, "enterprise.city": "深圳", "enterprise.employees": None}
    settings = ("--set", "open_source.served_enterprises=201", "--set", "enterprise.city=shenzhen")
    compared = what_if(demo, changes, as_of=DAY)
    assert compared.to_json() == printed("what-if", str(demo), *settings, "--format", "json")
    assert compared.to_dict() == json.loads(compared.to_json())
    shown = printed("what-if", str(demo), *settings, "--format", "markdown", "--lang", "en", "--all")
    assert compared.to_markdown("en", show_all=True) == shown
    assert compared.before == assess(demo, as_of=DAY)
    assert compared.after.profile.facts["enterprise.city"] == "shenzhen"
    assert [change.fact.id for change in compared.facts] == ["enterprise.city", "open_source.served_enterprises"]
    assert "open-source-operation" in [change.measure.id for change in compared.measures]
    assert repr(compared).startswith("<WhatIf 2026-11-23: facts changed 2, measures ")


def test_a_change_may_take_an_answer_back(demo: Path) -> None:
    after = what_if(demo, {"enterprise.city": "unknown"}, as_of=DAY).after
    assert "enterprise.city" not in after.profile.facts
    assert after.profile.dont_know == ("enterprise.city",)


def test_wrong_changes_are_told_as_such(demo: Path) -> None:
    with pytest.raises(Refused) as refused:
        what_if(demo, {"enterprise.city": "x", "no.fact": 1}, as_of=DAY)
    assert [str(finding.place) for finding in refused.value.findings] == ["changes: no.fact", "changes: enterprise.city"]
    contradicting: list[Any] = [{"enterprise.in_guangdong": False}, 3]
    for changes in contradicting:
        with pytest.raises(Refused):
            what_if(demo, changes, as_of=DAY)


def test_near_misses(printed: Printed, demo: Path) -> None:
    misses = near_misses(demo, as_of=DAY)
    assert misses.to_json() == printed("what-if", str(demo), "--format", "json")
    assert misses.to_dict() == json.loads(misses.to_json())
    assert misses.to_markdown("zh") == printed("what-if", str(demo), "--format", "markdown", "--lang", "zh")
    assert [miss.measure.id for miss in misses] == [miss["measure"] for miss in misses.to_dict()["near_misses"]]
    assert misses[0].options[0].requirements[0].fact.id == misses.to_dict()["near_misses"][0]["ways"][0]["requirements"][0]["fact"]
    assert repr(misses).startswith(f"<NearMisses 2026-11-23: {len(misses)}, of which ")


def test_the_next_questions(demo: Path) -> None:
    asked = next_questions(demo, as_of=DAY)
    whole = assess(demo, as_of=DAY)
    assert asked[0].id == whole.next_question
    assert asked[0].question.en.endswith("?")
    assert not {fact.id for fact in asked} & set(whole.profile.facts)
    assert asked[0].id not in [fact.id for fact in next_questions({**whole.profile.facts, "dont_know": [asked[0].id]}, as_of=DAY)]


def test_what_the_catalogue_holds(demo: Path) -> None:
    assert [measure.id for measure in measures()] == [result.id for result in assess(demo, as_of=DAY).measures]
    assert {"enterprise.city", "titles.little_giant_year"} <= {fact.id for fact in facts()}
    for ask in (measures, facts):
        with pytest.raises(Refused):
            ask(policies="no such folder")
