"""What is wrong in the inputs of one run, gathered in a file that is there only when something is."""

from guangdong_ai.atomic_file import PendingFile
from guangdong_ai.batch.faults import FaultCounter, Faults
from guangdong_ai.batch.rejects import Reject, RejectsWriter
from guangdong_ai.text import Language


class PendingRejects:
    """Writes into a pending file, begun with the first thing that is told. Raises OSError when it cannot be written."""

    def __init__(self, pending: PendingFile, language: Language) -> None:
        self._pending, self._language = pending, language
        self._writer: RejectsWriter | None = None
        self._counter = FaultCounter()

    def reject(self, reject: Reject) -> None:
        """Tell that something is wrong."""
        if self._writer is None:
            self._writer = RejectsWriter(self._pending.path, self._language)
        self._writer.write(reject)
        self._counter.add(reject)

    @property
    def has_rejects(self) -> bool:
        """Whether something was told to be wrong."""
        return self._writer is not None

    @property
    def faults(self) -> Faults:
        """What was told, counted."""
        return self._counter.counted()

    def close(self) -> None:
        """Close the file, where there is one."""
        if self._writer is not None:
            self._writer.close()

    def get_ready(self) -> None:
        """The closed file, where there is one, is on the disk."""
        if self._writer is not None:
            self._pending.get_ready()

    def take_place(self) -> None:
        """Put the closed file in its place, where there is one. To be done before the result is put in its: without it, that would look right."""
        if self._writer is not None:
            self._pending.take_place()
