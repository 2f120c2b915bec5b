"""The run that can be taken up again: of several inputs each finished one is kept as a part until the result is there."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from guangdong_ai.batch.checkpoints.checkpoint import Part, Parts
from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.outcome import Run
from guangdong_ai.batch.prepared_job import Progress, Work
from guangdong_ai.batch.read.survey import Surveyed


class Way(Protocol):
    """A way to do the work, row by row or with an engine, all in one go."""

    def in_one_go(self, work: Work, progress: Progress) -> Run:
        """The whole run. An exception leaves the result as it was."""


@runtime_checkable
class WayInParts(Way, Protocol):
    """A way that can also do the work in parts. Its ``name`` keeps its parts apart from those of another."""

    @property
    def name(self) -> str:
        """What it is called."""

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make parts."""

    def part(self, parts: Parts, made_from: str, group: Sequence[Surveyed], work: Work, progress: Progress) -> Part:
        """Make a part, and finish it."""

    def together(self, parts: Parts, finished: Sequence[Part], work: Work) -> Run:
        """The result that the parts make."""


class InterruptedRun(KeyboardInterrupt):
    """The run was interrupted, and ``done`` of its inputs (of ``inputs``) are kept: ``resume`` takes it up there."""

    def __init__(self, done: int, inputs: int) -> None:
        super().__init__()
        self.done = done
        self.inputs = inputs


def run_resumable(work: Work, way: WayInParts, progress: Progress, claim: Claim) -> Run:
    """The work, done that way. Raises Refused and OSError as the way does.

    Parts that are there are used, those that still fit. Raises InterruptedRun instead of KeyboardInterrupt when parts are left: the claim keeps
    them then, and never otherwise. A single input is done in one go.
    """
    parts = Parts(work, way.name)
    if len(work.survey.inputs) == 1:
        return way.in_one_go(work, progress)
    groups = way.groups(work.survey.inputs)
    finished: list[Part] = []
    try:
        for group in groups:
            finished.append(_part(parts, group, work, way, progress))  # noqa: PERF401  # what is finished is known when this is interrupted
        return way.together(parts, finished, work)
    except KeyboardInterrupt:
        done = sum(len(group) for group in groups[: len(finished)])
        if not done:
            raise
        claim.keeps_parts = True
        raise InterruptedRun(done, len(work.survey.inputs)) from None


def _part(parts: Parts, group: Sequence[Surveyed], work: Work, way: WayInParts, progress: Progress) -> Part:
    made_from = parts.made_from(group)
    finished = parts.finished(made_from)
    if finished is not None:
        progress(finished.counts.read)
        return finished
    return way.part(parts, made_from, group, work, progress)
