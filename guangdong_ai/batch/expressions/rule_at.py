"""Where a rule stands that is compiled: what it is called, and the file and keys that say it."""

from guangdong_ai.catalogue.source_files import Declares
from guangdong_ai.finding import KeyPath
from guangdong_ai.record import record


@record
class RuleAt:
    """In the file that declares ``id``, at ``path`` in it. ``name`` is what the finding calls it, in both languages."""

    declares: Declares
    id: str
    path: KeyPath
    name: str
