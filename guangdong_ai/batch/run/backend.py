"""The one interface of all that does a job, and the run that can be taken up again.

Of several inputs each finished one is kept as a checkpoint until the result is there.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from guangdong_ai.batch.checkpoints.checkpoint import Checkpoint, Checkpoints
from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import RunOutcome
from guangdong_ai.batch.read.survey import Surveyed


class Backend(Protocol):
    """What does a job, whichever engine it uses. The result is the same, and so is what is told."""

    def run(self, job: PreparedJob, progress: Progress, claim: Claim) -> RunOutcome:
        """The whole run. Raises Refused where an input turns out unreadable, OSError where the result cannot be written.

        An exception leaves the result, and the file with what is wrong, as they were.
        """


@runtime_checkable
class Checkpointed(Protocol):
    """A backend that does a job in checkpoints too, for ``run_in_checkpoints``. Its ``name`` keeps its checkpoints apart from those of another."""

    @property
    def name(self) -> str:
        """The name by which ``--engine`` chooses it."""

    def run_at_once(self, job: PreparedJob, progress: Progress) -> RunOutcome:
        """The whole run, without checkpoints."""

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make checkpoints."""

    def checkpoint(
        self, checkpoints: Checkpoints, made_from: str, group: Sequence[Surveyed], job: PreparedJob, progress: Progress
    ) -> Checkpoint:
        """Make a checkpoint, and finish it."""

    def combined(self, checkpoints: Checkpoints, finished: Sequence[Checkpoint], job: PreparedJob) -> RunOutcome:
        """The result that the checkpoints make."""


class InterruptedRun(KeyboardInterrupt):
    """The run was interrupted, and ``done`` of its inputs (of ``inputs``) are kept: ``resume`` takes it up there."""

    def __init__(self, done: int, inputs: int) -> None:
        super().__init__()
        self.done = done
        self.inputs = inputs


def run_in_checkpoints(job: PreparedJob, backend: Checkpointed, progress: Progress, claim: Claim) -> RunOutcome:
    """The job done by the backend. Raises Refused and OSError as it does.

    Checkpoints that are there are used, those that still fit. Raises InterruptedRun instead of KeyboardInterrupt when checkpoints are left: the claim keeps
    them then, and never otherwise. A single input is done in one go.
    """
    checkpoints = Checkpoints(job, backend.name)
    if len(job.survey.inputs) == 1:
        return backend.run_at_once(job, progress)
    groups = backend.groups(job.survey.inputs)
    finished: list[Checkpoint] = []
    try:
        for group in groups:
            finished.append(_checkpoint(checkpoints, group, job, backend, progress))  # noqa: PERF401  # what is finished is known when this is interrupted
        return backend.combined(checkpoints, finished, job)
    except KeyboardInterrupt:
        done = sum(len(group) for group in groups[: len(finished)])
        if not done:
            raise
        claim.keeps_checkpoints = True
        raise InterruptedRun(done, len(job.survey.inputs)) from None


def _checkpoint(
    checkpoints: Checkpoints, group: Sequence[Surveyed], job: PreparedJob, backend: Checkpointed, progress: Progress
) -> Checkpoint:
    made_from = checkpoints.made_from(group)
    finished = checkpoints.finished(made_from)
    if finished is not None:
        progress(finished.counts.read)
        return finished
    return backend.checkpoint(checkpoints, made_from, group, job, progress)
