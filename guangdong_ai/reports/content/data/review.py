"""The checklist of whoever keeps the catalogue, as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.review import ReviewTask
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_day, plain_text

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.review import ReviewData

SCHEMA: Final = "guangdong-ai/review/1"


def plain_review(tasks: Sequence[ReviewTask], catalogue: Catalogue, as_of: date) -> "ReviewData":
    """The same as plain data."""
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "tasks": [
            {
                "task": one.task,
                "subject": one.subject,
                "id": one.id,
                "name": plain_text(one.name),
                "day": plain_day(one.day),
                "address": one.address,
                "document": one.document,
                "measures": list(one.measures),
            }
            for one in tasks
        ],
    }
