"""One JSON object a line."""

import json
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Read

EXPECTED = {"enterprise.city": "guangzhou", "enterprise.revenue": Decimal("0.1"), "enterprise.fields": frozenset({"ai", "robotics"})}


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "1", "enterprise.city": "guangzhou", "enterprise.revenue": 0.1, "enterprise.fields": ["ai", "robotics"]}',
        '{"id": "1", "enterprise": {"city": "guangzhou", "revenue": 0.1, "fields": ["ai", "robotics"]}}',
        '{"id": "1", "注册地市": "广州", "Revenue": "0.1", "业务领域": "ai, robotics"}',
        """{"schema": 1, "id": "1", "profile": {"name": null, "dont_know": [], "facts":
        {"enterprise.city": "guangzhou", "enterprise.revenue": 0.1, "enterprise.fields": ["ai", "robotics"]}}}""".replace("\n", " "),
    ],
)
def test_answers_are_read_flat_nested_by_label_and_from_a_profile(read: Read, line: str) -> None:
    done = read("firms.jsonl", line + "\n")
    assert done.facts == [EXPECTED]
    assert done.applicants[0].id == "1"
    assert done.warnings == ()


def test_an_assessment_that_was_written_can_be_read_again(read: Read) -> None:
    line: dict[str, Any] = {
        "schema": "guangdong-ai/assessment/1",
        "as_of": "2026-11-23",
        "catalogue": {"version": "1"},
        "profile": {"name": "x", "facts": {"enterprise.name": "x"}, "dont_know": ["enterprise.city"]},
        "measures": [],
        "totals": {"low": 0},
        "next_question": None,
    }
    done = read("firms.ndjson", json.dumps(line))
    assert done.facts == [{"enterprise.name": "x"}]
    assert done.applicants[0].profile.dont_know == ("enterprise.city",)
    assert done.warnings == ()


def test_lines_that_are_no_objects_are_rejected_with_line_and_column(read: Read) -> None:
    lines = [
        '{"enterprise.city": "gz"}',
        "",
        '{"enterprise.city": gz}',
        "[1]",
        '{"id": 1, "id": 2}',
        '{"enterprise.revenue": NaN}',
        "[" * 99_999,
    ]
    done = read("firms.jsonl", "\n".join(lines))
    assert len(done.applicants) == 1
    assert [(row.line, row.wrong[0].reason.en) for row in done.rejected] == [
        (3, "column 21: not valid JSON"),
        (4, "this is not a JSON object"),
        (5, 'the key "id" is given twice'),
        (6, "NaN is not a value that JSON allows"),
        (7, "nested too deeply"),
    ]


def test_a_fact_given_flat_and_nested_is_given_twice(read: Read) -> None:
    assert "given twice" in read("firms.jsonl", '{"enterprise.city": "gz", "enterprise": {"city": "sz"}}').reasons[0]


def test_an_unknown_key_is_told_once(read: Read) -> None:
    done = read("firms.jsonl", '{"city": "gz", "enterprise": {"revenu": 1}}\n' * 5)
    (warning,) = done.warnings
    assert '"enterprise.revenu"' in warning.message.en
    assert warning.hint is not None
    assert "enterprise.revenue" in warning.hint.en


def test_numbers_are_exact_and_monstrous_ones_are_wrong(read: Read) -> None:
    values = ["0.1", "12345678901.23", "1e6", "1e999999999", "-1", "9" * 5000, '"１２００万元"', "true", "[1]", '{"a": 1}', "null"]
    done = read("firms.jsonl", "".join(f'{{"city": "gz", "revenue": {value}}}\n' for value in values))
    assert [fact.get("enterprise.revenue") for fact in done.facts] == [
        Decimal("0.1"),
        Decimal("12345678901.23"),
        Decimal(1_000_000),
        Decimal(12_000_000),
        None,
    ]
    assert [row.line for row in done.rejected] == [4, 5, 6, 8, 9, 10]


def test_choices_may_be_empty_and_are_read_one_by_one(read: Read) -> None:
    done = read("firms.jsonl", '{"fields": []}\n{"fields": ["人工智能", "ROBOTICS"]}\n{"fields": ["nonsense"]}\n{"fields": ["不知道"]}\n')
    assert [fact.get("enterprise.fields") for fact in done.facts] == [frozenset(), frozenset({"ai", "robotics"}), None]
    assert len(done.rejected) == 1


def test_dont_know_must_hold_facts_and_not_contradict(read: Read) -> None:
    lines = [
        '{"dont_know": ["enterprise.city"]}',
        '{"dont_know": ["x"]}',
        '{"dont_know": 5}',
        '{"dont_know": ["enterprise.city"], "city": "gz"}',
    ]
    done = read("firms.jsonl", "\n".join(lines))
    assert [row.profile.dont_know for row in done.applicants] == [("enterprise.city",)]
    assert [row.line for row in done.rejected] == [2, 3, 4]


def test_half_a_surrogate_pair_can_be_written_again(read: Read) -> None:
    (row,) = read("firms.jsonl", '{"id": "\\ud800", "city": "gz", "x": "\\udfff"}', keep=("x",)).applicants
    assert (row.id, row.kept["x"]) == ("?", "?")


def test_an_array_of_objects_and_an_empty_file(read: Read) -> None:
    assert "not a JSON object" in read("firms.jsonl", '[{"city": "gz"}]').reasons[0]
    with pytest.raises(Refused, match="empty"):
        read("firms.jsonl", "\n")
    with pytest.raises(Refused, match="no column"):
        read("firms.jsonl", '{"x": 1}')
