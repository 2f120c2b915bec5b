"""Groups of measures of which an applicant gets one. Declared in ``policies/exclusive-groups.toml``."""

from guangdong_ai.record import record
from guangdong_ai.rules.source import Source
from guangdong_ai.text import Text


@record
class ExclusiveGroup:
    """Why only one measure of the group counts. ``certain`` is false where it is not published whether they exclude each other."""

    id: str
    text: Text
    certain: bool
    source: Source
