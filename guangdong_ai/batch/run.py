"""What a run over many applicants came to, whichever engine did it."""

from guangdong_ai.batch.faults import Faults
from guangdong_ai.batch.summary import Summary
from guangdong_ai.record import record


@record
class Counts:
    """How many records were read, assessed and rejected, and how many cells were made unknown (``--lenient``).

    ``read`` is counted for itself: read = assessed + rejected says that no record was lost.
    """

    read: int = 0
    assessed: int = 0
    rejected: int = 0
    made_unknown: int = 0


@record
class Run:
    """``faults``: what is wrong in rejected rows and in cells made unknown; where there is anything a file tells it row by row."""

    counts: Counts
    summary: Summary
    faults: Faults = ()


def added_counts(several: "list[Counts]") -> Counts:
    """The counts of parts as counts of the whole."""
    return Counts(
        read=sum(counts.read for counts in several),
        assessed=sum(counts.assessed for counts in several),
        rejected=sum(counts.rejected for counts in several),
        made_unknown=sum(counts.made_unknown for counts in several),
    )
