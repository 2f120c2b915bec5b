"""What a reader must know before believing a result: a day that the catalogue does not cover, a review that is long ago."""

from collections.abc import Iterator
from datetime import timedelta

from guangdong_ai.assessment.result import Assessment
from guangdong_ai.text import Text

LONGEST_UNREVIEWED = timedelta(days=180)
"""Policies change: after so long the catalogue may be out of date."""


def caveats(assessment: Assessment) -> Iterator[Text]:
    """One sentence each; usually none."""
    day, manifest = assessment.as_of, assessment.catalogue.manifest
    if not manifest.covers_from <= day <= manifest.covers_until:
        yield Text(
            f"{day} 不在政策目录涵盖的时间内（{manifest.covers_from} 至 {manifest.covers_until}）",
            f"{day} is outside the time that the catalogue covers ({manifest.covers_from} to {manifest.covers_until})",
        )
    age = day - manifest.reviewed_on
    if age > LONGEST_UNREVIEWED:
        yield Text(
            f"政策目录核对于 {manifest.reviewed_on}，距今 {age.days} 天，此后的变化没有反映",
            f"the catalogue was reviewed on {manifest.reviewed_on}, {age.days} days before: later changes are not in it",
        )
