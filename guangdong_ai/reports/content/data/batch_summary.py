"""The summary of many applicants as JSON."""

from datetime import date
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.coverage import not_searched
from guangdong_ai.assessment.window import window_of
from guangdong_ai.batch.outcome import Faults
from guangdong_ai.batch.summary import Summary, Sums
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_text, plain_window

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.batch_summary import BatchSummaryData, FaultData, SumsData

SCHEMA: Final = "guangdong-ai/batch-summary/1"


def plain_batch_summary(summary: Summary, catalogue: Catalogue, as_of: date, faults: Faults = ()) -> "BatchSummaryData":
    """The summary as plain data. Amounts are sums in whole yuan.

    ``low`` to ``high`` come from eligible and conditional measures, ``if_all_met`` from undetermined ones too. ``high`` and ``if_all_met``
    leave out the applicants without an upper figure, who are counted beside; ``low`` does not. ``without_sum`` are in none of them.
    """
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "applicants": summary.applicants,
        "measures": [
            {
                "id": measure_id,
                "title": plain_text(catalogue.measures[measure_id].title),
                "window": plain_window(window_of(catalogue.measures[measure_id], catalogue, as_of)),
                "eligible": of.eligible,
                "conditional": of.conditional,
                "undetermined": of.undetermined,
                "ineligible": of.ineligible,
                "funding": {
                    "kind": catalogue.measures[measure_id].funding.kind,
                    **_sums(of.sums),
                },
            }
            for measure_id, of in summary.measures.items()
        ],
        "totals": {**_sums(summary.sums), "without_sum": summary.without_sum},
        "missing": [{"fact": fact, "applicants": count} for fact, count in summary.missing.items()],
        "only_obstacle": [
            {"measure": obstacle.measure, "call": obstacle.call, "criterion": obstacle.criterion, "applicants": count}
            for obstacle, count in summary.only_obstacle.items()
        ],
        "not_searched": [plain_text(choice.label) for choice in not_searched(catalogue)],
        "faults": _faults(faults),
    }


def _sums(sums: Sums | None) -> "SumsData":
    """Null for kinds of funding without amounts, of whom nobody is without an upper figure."""
    return {
        "low": None if sums is None else sums.low,
        "high": None if sums is None else sums.high,
        "without_upper": 0 if sums is None else sums.without_upper,
        "if_all_met": None if sums is None else sums.if_all_met,
        "if_all_met_without_upper": 0 if sums is None else sums.if_all_met_without_upper,
    }


def _faults(faults: Faults) -> "list[FaultData]":
    """All faults as plain data."""
    return [
        {
            "column": fault.column,
            "reason": plain_text(fault.reason),
            "effect": "made_unknown" if fault.lenient else "rejected",
            "rows": fault.rows,
            "example": {"file": fault.file.as_posix(), "line": fault.line, "value": fault.example},
            "more_examples": [{"file": one.file.as_posix(), "line": one.line, "value": one.value} for one in fault.more],
        }
        for fault in faults
    ]
