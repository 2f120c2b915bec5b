"""What the published texts say and no rule works with, and why. Declared in ``policies/not_modelled.toml``.

Nothing is left out in silence: whatever is known of a document and is neither a criterion, an amount, a day nor an open question stands here.
"""

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text


@record
class NotModelled:
    """One thing that is left out. ``document``: the id of the document that says it, ``measures``: the ids of the measures that it concerns.

    ``words``: how the notes put it from which the catalogue is written, word for word, so that what is left out can be told from what was forgotten.
    """

    id: str
    subject: Text
    reason: Text
    words: tuple[str, ...]
    document: str | None = None
    measures: tuple[str, ...] = ()
