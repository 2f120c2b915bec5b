"""The run that can be taken up again: of several inputs each finished one is kept as a part until the result is there."""

from collections.abc import Sequence

from guangdong_ai.batch.added_summaries import added_summaries
from guangdong_ai.batch.outputs.result_files import result_files
from guangdong_ai.batch.parts import Part, Parts, summary_of_part
from guangdong_ai.batch.plain_run import Progress, Work, assess_inputs, run_plain
from guangdong_ai.batch.run import Run, added_counts
from guangdong_ai.batch.survey import Surveyed

PROFILES_IN_A_PART = 200
"""Profiles are a file each: a part for every one would take longer than assessing it."""


class InterruptedRun(KeyboardInterrupt):
    """The run was interrupted, and ``done`` of its inputs (of ``inputs``) are kept: ``resume`` takes it up there."""

    def __init__(self, done: int, inputs: int) -> None:
        super().__init__()
        self.done = done
        self.inputs = inputs


def run_resumable(work: Work, progress: Progress, *, resume: bool) -> Run:
    """As ``run_plain``, to the same result.

    With ``resume`` parts that an interrupted run left are used, those that still fit; without it they are discarded. Raises InterruptedRun
    instead of KeyboardInterrupt when parts are left. After anything else the parts are gone. A single input is done in one go.
    """
    parts = Parts(work)
    single = len(work.survey.inputs) == 1
    if single or not resume:
        parts.discard()
    if single:
        return run_plain(work, progress)
    groups = _groups(work.survey.inputs)
    finished: list[Part] = []
    try:
        for group in groups:
            finished.append(_part(parts, group, work, progress))  # noqa: PERF401  # what is finished is known when this is interrupted
        run = _together(parts, finished, work)
    except KeyboardInterrupt:
        done = sum(len(group) for group in groups[: len(finished)])
        if done:
            raise InterruptedRun(done, len(work.survey.inputs)) from None
        parts.discard()
        raise
    except BaseException:
        parts.discard()
        raise
    parts.discard()
    return run


def _groups(inputs: Sequence[Surveyed]) -> list[list[Surveyed]]:
    """Each table for itself, profiles that follow one another together."""
    groups: list[list[Surveyed]] = []
    for surveyed in inputs:
        last = groups[-1] if groups else []
        is_profile = surveyed.file.format == "toml"
        if last and is_profile and last[0].file.format == "toml" and len(last) < PROFILES_IN_A_PART:
            last.append(surveyed)
        else:
            groups.append([surveyed])
    return groups


def _part(parts: Parts, group: Sequence[Surveyed], work: Work, progress: Progress) -> Part:
    made_from = parts.made_from(group)
    finished = parts.finished(made_from)
    if finished is not None:
        progress(finished.counts.read)
        return finished
    writer = parts.begin(made_from)
    try:
        counts, summary = assess_inputs(group, work, writer, progress)
        return parts.finish(made_from, writer, counts, summary)
    finally:
        writer.give_up()


def _together(parts: Parts, finished: Sequence[Part], work: Work) -> Run:
    with result_files(work.output, work.language, work.shaped.make_writer) as files:
        for part in finished:
            for reject in parts.rejects(part):
                files.reject(reject)
            for cells in parts.rows(part):
                files.write(cells)
    return Run(
        counts=added_counts([part.counts for part in finished]),
        summary=added_summaries((summary_of_part(part) for part in finished), work.catalogue),
        has_rejects=files.has_rejects,
    )
