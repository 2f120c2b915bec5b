"""Reports of many applicants written into a folder, in this process or in several: an assessment takes a moment, its report much longer."""

import contextlib
import gc
import hashlib
import os
import pickle
from collections import deque
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.api.assessment import Assessment
from guangdong_ai.assessment.assess import assess, assessor_of_profiles
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.render.formats import FORMATS, Setting, rendered

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

ALONE_UP_TO = 30
"""Reports. With fewer, another process takes longer to start than they take."""

MOST_PROCESSES = 4
_WAITING_FOR_EACH = 100
"""Reports that wait for a process: enough that none is idle while this one writes a workbook, few enough that memory has a bound."""


@record
class Pages:
    """What all reports have in common. ``format``: a name of ``FORMATS``."""

    catalogue: Catalogue
    as_of: date
    language: Language
    format: str

    def write(self, profile: Profile, path: Path) -> str:
        """Write the report of an applicant into a new file, and return the SHA-256 of its content. Raises Refused and OSError."""
        # A report in full asks what is worth answering by itself.
        assessed = (
            assessor_of_profiles(self.catalogue, self.as_of)
            if FORMATS[self.format].to_hand_on
            else partial(assess, self.catalogue, as_of=self.as_of)
        )
        report = Assessment(result=assessed(profile)).report(show_all=True)
        made = rendered(report, self.format, Setting(language=self.language))
        content = made if isinstance(made, bytes) else made.encode(errors="replace")
        with path.open("xb") as file:
            file.write(content)
        return hashlib.sha256(content).hexdigest()


class PageWriter:
    """Takes one report after another; ``digests`` are those of what is written, by file name. See ``page_writer``."""

    def __init__(self, pages: Pages, pool: "ProcessPoolExecutor | None", processes: int) -> None:
        self._pages, self._pool = pages, pool
        self._most_waiting = processes * _WAITING_FOR_EACH
        self._waiting: deque[tuple[str, Future[str]]] = deque()
        self.digests: dict[str, str] = {}

    def write(self, profile: Profile, path: Path) -> None:
        """Write it now, or have it written. Raises Refused and OSError, also of a report that was taken before."""
        if self._pool is None:
            self.digests[path.name] = self._pages.write(profile, path)
            return
        self._waiting.append((path.name, self._pool.submit(_write, profile, path)))
        if len(self._waiting) > self._most_waiting:
            self._take()

    def finish(self) -> None:
        """Wait until all are written. Raises as ``write``."""
        while self._waiting:
            self._take()

    def _take(self) -> None:
        from concurrent.futures.process import BrokenProcessPool

        name, future = self._waiting.popleft()
        try:
            self.digests[name] = future.result()
        except BrokenProcessPool:
            message = Text("写报告的进程意外结束", "a process that writes reports ended unexpectedly")
            hint = Text("可能是内存不足；请减少单位数后重试", "memory may have run out: try again with fewer applicants")
            raise Refused([Finding(message=message, hint=hint)]) from None


@contextlib.contextmanager
def page_writer(pages: Pages, reports: int) -> Iterator[PageWriter]:
    """A writer of about so many ``reports``, in several processes where that is faster. Whatever ends the block, the processes are ended."""
    processes = min(_cores(), MOST_PROCESSES) if reports > ALONE_UP_TO else 1
    pool = _pool(pages, processes) if processes > 1 else None
    if pool is None:
        yield PageWriter(pages, None, 1)
        return
    try:
        yield PageWriter(pages, pool, processes)
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(pages: Pages, processes: int) -> "ProcessPoolExecutor | None":
    """The processes; None where the system has no way for them to talk to each other (no semaphores, in some containers)."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    catalogue = pages.catalogue
    common = pickle.dumps((catalogue.contents, catalogue.digest, catalogue.chosen, pages.as_of, pages.language, pages.format))
    try:
        # Started anew, not forked: threads of this process, of Polars say, would not be there in a copy of it.
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(common,))
    except (ImportError, NotImplementedError, OSError):
        return None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_OF_THIS_PROCESS: list[Pages] = []


def _begin(common: bytes) -> None:
    """In a process of the pool: what all its reports have in common. Interruptions reach the process that waits for it; without that one it ends."""
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:

        def end_with_parent() -> None:
            parent.join()
            os._exit(1)

        Thread(target=end_with_parent, daemon=True).start()
    contents, digest, chosen, as_of, language, format_ = pickle.loads(common)  # noqa: S301  # from the process that started this one
    _OF_THIS_PROCESS[:] = [Pages(catalogue=Catalogue(contents, digest, chosen), as_of=as_of, language=language, format=format_)]
    gc.freeze()  # the catalogue stays to the end: looking for garbage in it again and again is for nothing


def _write(profile: Profile, path: Path) -> str:
    return _OF_THIS_PROCESS[0].write(profile, path)
