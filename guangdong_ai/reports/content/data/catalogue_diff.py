"""A comparison as JSON, for scripts. Texts hold both languages; amounts are whole yuan."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.impact import MeasureImpact
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.content.catalogue_diff.diff import ApplicantImpact, CatalogueDiff, ComparedCatalogue, Impacts
from guangdong_ai.reports.content.catalogue_diff.worded import WordedChange
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_text

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.catalogue_diff import (
        ApplicantImpactData,
        CatalogueChangeData,
        CatalogueDiffData,
        ChangedPartData,
        ComparedCatalogueData,
        ImpactData,
        MeasureImpactData,
        ShortResultData,
    )
    from guangdong_ai.reports.content.data.forms.shared import ShortTotalsData

SCHEMA: Final = "guangdong-ai/catalogue-diff/1"


def plain_diff(diff: CatalogueDiff) -> "CatalogueDiffData":
    """The comparison as plain data."""
    return {
        "schema": SCHEMA,
        "old": _side(diff.old),
        "new": _side(diff.new),
        "changes": [_change(change) for change in diff.changes],
        "impact": None if diff.impacts is None else _impacts(diff.impacts),
    }


def _side(side: ComparedCatalogue) -> "ComparedCatalogueData":
    return {
        "name": plain_text(side.name),
        "catalogue": plain_catalogue(side.catalogue),
        "as_of": None if side.as_of is None else side.as_of.isoformat(),
    }


def _change(change: WordedChange) -> "CatalogueChangeData":
    """``part`` is null where the whole thing was added or removed; ``old`` or ``new`` is null where it did not exist."""
    return {
        "kind": change.kind,
        "id": change.subject,
        "name": plain_text(change.name),
        "part": change.part or None,
        "label": plain_text(change.label),
        "change": "added" if change.old is None else "removed" if change.new is None else "changed",
        "about": change.about,
        "old": None if change.old is None else _item(change.old),
        "new": None if change.new is None else _item(change.new),
    }


def _item(item: Item) -> "ChangedPartData":
    return {"text": plain_text(item.text), "details": [plain_text(text) for text in _below(item)]}


def _below(item: Item) -> Iterator[Text]:
    for inner in item.inside:
        yield inner.text
        yield from _below(inner)
    yield from item.details


def _impacts(impacts: Impacts) -> "ImpactData":
    return {
        "profiles": len(impacts.applicants),
        "changed": len(impacts.changed),
        "low": impacts.low,
        "high": impacts.high,
        "without_high": impacts.without_high,
        "without_sum": impacts.without_sum,
        "refused": list(impacts.refused),
        "applicants": [_applicant(applicant) for applicant in impacts.changed],
    }


def _applicant(applicant: ApplicantImpact) -> "ApplicantImpactData":
    impact = applicant.impact
    return {
        "file": path_text(Path(applicant.file)),
        "name": impact.new.profile.name or impact.old.profile.name,
        "low": impact.low,
        "high": impact.high,
        "totals": {"old": _totals(impact.old.totals), "new": _totals(impact.new.totals)},
        "measures": [_measure(measure) for measure in impact.measures],
    }


def _totals(totals: Totals) -> "ShortTotalsData":
    return {
        "low": totals.low,
        "high": totals.high,
        "if_all_met": totals.if_all_met,
        "counted": [measure.id for measure in totals.counted],
    }


def _measure(measure: MeasureImpact) -> "MeasureImpactData":
    return {
        "id": measure.measure.id,
        "title": plain_text(measure.measure.title),
        "old": None if measure.old is None else _result(measure.old),
        "new": None if measure.new is None else _result(measure.new),
    }


def _result(result: MeasureResult) -> "ShortResultData":
    window = result.window
    return {
        "eligibility": result.eligibility,
        "window": {
            "state": window.state,
            "opens": None if window.opens is None else window.opens.isoformat(),
            "closes": None if window.closes is None else window.closes.isoformat(),
        },
        "funding": {"kind": result.funding.kind, "low": result.funding.low, "high": result.funding.high},
    }
