"""Whoever adds a message to the rule language adds an example that triggers it."""

from guangdong_ai.rules import context, read_amount, read_condition

from .messages_in import messages_in, without_example
from .wrong_rules import wrong

CASES = [*wrong("wrong-conditions"), *wrong("wrong-amounts")]
TESTED_ELSEWHERE = ["one is a date, the other a number"]
"""What is only said where facts are not declared: see test_read_condition."""


def test_every_message_has_an_example() -> None:
    findings = [finding for case in CASES for finding in case["findings"]]
    said = [finding["en"] for finding in findings] + [finding["hint"]["en"] for finding in findings if "hint" in finding]
    assert without_example(messages_in(read_amount, read_condition, context), [*said, *TESTED_ELSEWHERE]) == []


def test_every_example_has_a_name_of_its_own() -> None:
    for name in ("wrong-conditions", "wrong-amounts"):
        names = [case["name"] for case in wrong(name)]
        assert len(set(names)) == len(names)
