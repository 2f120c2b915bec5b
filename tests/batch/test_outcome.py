"""Counting what is wrong takes no more memory than there are columns and reasons, and those have a bound."""

from pathlib import Path

from guangdong_ai.batch.outcome import MOST_KINDS, FaultCounter
from guangdong_ai.batch.read.table import Reject, WrongCell
from guangdong_ai.foundation.text import Text


def wrong(line: int, reason: str, kind: str | None = None) -> Reject:
    text = None if kind is None else Text(kind, kind)
    return Reject(WrongCell(file=Path("in.csv"), line=line, column="a", value=str(line), reason=Text(reason, reason), kind=text), False)


def test_by_kind_whatever_was_given() -> None:
    counter = FaultCounter()
    for line in range(20_000):
        counter.add(wrong(line, f"given {line}, expected a year", "expected a year"))
    (only,) = counter.counted()
    assert (only.rows, only.reason.en, only.example) == (20_000, "expected a year", "0")
    assert [(one.value, one.line) for one in only.more] == [("1", 1), ("2", 2)]


def test_a_row_counts_once_for_a_reason() -> None:
    counter = FaultCounter()
    for line in (1, 1, 2):
        counter.add(wrong(line, "twice"))
    assert counter.counted()[0].rows == 2


def test_what_is_beyond_the_bound_is_counted_together() -> None:
    counter = FaultCounter()
    for line in range(MOST_KINDS + 500):
        counter.add(wrong(line, f"reason {line}"))
    first, *others = counter.counted()
    assert (first.reason.en, first.rows, len(others)) == ("other reasons", 500, MOST_KINDS)
