"""Cases: example applicants in the file of a measure, with the expected result. For ``measures test``; no assessment reads them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from guangdong_ai.foundation.record import field, record


@record
class Expectation:
    """The expected result; only what is given is compared. Amounts in whole yuan; ``"open"``: no upper figure."""

    eligibility: Literal["eligible", "conditional", "undetermined", "ineligible"] | None = None
    low: int | None = None
    high: int | Literal["open"] | None = None
    window: Literal["open", "upcoming", "closed", "rolling", "automatic", "unannounced"] | None = None
    call: str | None = None
    missing: tuple[str, ...] | None = None
    criteria: Mapping[str, Literal["met", "not_met", "unknown", "review"]] = field(default_factory=dict)


@record
class Case:
    """An example applicant on a day. ``like`` names an earlier case of the same measure, whose facts and day are the starting point."""

    name: str
    expect: Expectation
    on: date | None = None
    like: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
