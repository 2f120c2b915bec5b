"""Why a result is what it is, in a few words: what is missing, what people judge, what failed."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.phrase import few, with_colon

MOST_FACTS = 3
MOST_CRITERIA = 2

_LABELS = Text("、", ", ")
_SENTENCES = Text("；", "; ")


def reasons(result: MeasureResult, facts: Mapping[str, Fact]) -> Iterator[Text]:
    """The decisive criteria or missing facts, then what keeps the amount from being exact. For an eligible applicant often nothing."""
    if result.eligibility == "undetermined":
        yield _after(Text("缺", "missing"), _labels(result.missing, facts))
        return
    decisive = [item.criterion.text for item in result.criteria if item.decisive]
    if result.eligibility == "ineligible":
        yield _after(Text("不满足", "not met"), few(decisive, MOST_CRITERIA, _SENTENCES))
        return
    if result.eligibility == "conditional":
        yield _after(Text("由主管部门认定", "decided by the authority"), few(decisive, MOST_CRITERIA, _SENTENCES))
    if result.funding.missing:
        yield _after(Text("金额还取决于", "the amount also depends on"), _labels(result.funding.missing, facts))
    yield from dict.fromkeys(row.note for row in result.funding.rows if row.low is None and row.note is not None)


def _labels(fact_ids: Sequence[str], facts: Mapping[str, Fact]) -> Text:
    return few([facts[fact_id].label for fact_id in fact_ids], MOST_FACTS, _LABELS)


def _after(head: Text, rest: Text) -> Text:
    return with_colon(head, rest)
