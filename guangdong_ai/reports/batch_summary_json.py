"""The summary of many applicants as JSON."""

from datetime import date

import msgspec

from guangdong_ai.assessment.coverage import not_searched
from guangdong_ai.assessment.window import window_of
from guangdong_ai.batch.summary import Summary
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.plain import plain_catalogue, plain_text, plain_window

SCHEMA = "guangdong-ai/batch-summary/1"


def batch_summary_json(summary: Summary, catalogue: Catalogue, as_of: date) -> str:
    """One JSON document, indented, in UTF-8 characters, ending with a newline. Amounts are sums in whole yuan.

    ``high`` leaves out the applicants without an upper figure, who are counted in ``without_upper``; ``low`` does not.
    """
    plain = {
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
                    "low": of.low,
                    "high": of.high,
                    "without_upper": of.without_upper,
                },
            }
            for measure_id, of in summary.measures.items()
        ],
        "totals": {"low": summary.low, "high": summary.high, "without_upper": summary.without_upper},
        "missing": [{"fact": fact, "applicants": count} for fact, count in summary.missing.items()],
        "only_obstacle": [
            {"measure": obstacle.measure, "call": obstacle.call, "criterion": obstacle.criterion, "applicants": count}
            for obstacle, count in summary.only_obstacle.items()
        ],
        "not_searched": [plain_text(choice.label) for choice in not_searched(catalogue)],
    }
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n"
