"""Contradictions: answers of one applicant that cannot all be true. Declared in ``policies/contradictions.toml``."""

from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text


@record
class Contradiction:
    """Answers that exclude each other or are doubtful, in one of four forms; ``text`` says what is wrong.

    ``when``: a condition on several facts that is true of no applicant. ``order``: two facts of kind date or year; the second is never earlier
    than the first. ``past``: facts of kind date or year that report a past event; after the as-of date they are doubtful, not impossible.
    ``doubtful``: a condition under which answers are doubtful on any day; no result changes for it.
    """

    id: str
    text: Text
    hint: Text | None = None
    when: ConditionField | None = None
    order: tuple[str, str] | None = None
    past: tuple[str, ...] = ()
    doubtful: ConditionField | None = None
