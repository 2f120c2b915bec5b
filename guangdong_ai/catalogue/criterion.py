"""A criterion: one condition of a measure or of a call, with its source."""

from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Source


@record
class Criterion:
    """One condition. ``when`` is what can be computed, ``review`` what the authority decides; at least one of them is given."""

    id: str
    text: Text
    source: Source
    when: ConditionField | None = None
    review: Text | None = None
    note: Text | None = None
