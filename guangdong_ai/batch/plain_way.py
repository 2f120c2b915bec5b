"""The work done row by row, in parts that can be taken up again."""

from collections.abc import Sequence

from guangdong_ai.batch.added_summaries import added_summaries
from guangdong_ai.batch.outputs.result_files import result_files
from guangdong_ai.batch.parts import Part, Parts, summary_of_part
from guangdong_ai.batch.plain_run import Progress, Work, assess_inputs, run_plain
from guangdong_ai.batch.run import Run, added_counts
from guangdong_ai.batch.survey import Surveyed

PROFILES_IN_A_PART = 200
"""Profiles are a file each: a part for every one would take longer than assessing it."""


class PlainWay:
    """Each table is a part for itself, profiles that follow one another are one together. See ``resumable_run``."""

    name = "plain"

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make parts."""
        groups: list[list[Surveyed]] = []
        for surveyed in inputs:
            last = groups[-1] if groups else []
            is_profile = surveyed.file.format == "toml"
            if last and is_profile and last[0].file.format == "toml" and len(last) < PROFILES_IN_A_PART:
                last.append(surveyed)
            else:
                groups.append([surveyed])
        return groups

    def in_one_go(self, work: Work, progress: Progress) -> Run:
        """The whole run, without parts."""
        return run_plain(work, progress)

    def part(self, parts: Parts, made_from: str, group: Sequence[Surveyed], work: Work, progress: Progress) -> Part:
        """Make a part, and finish it."""
        writer = parts.begin(made_from)
        try:
            counts, summary = assess_inputs(group, work, writer, progress)
            return parts.finish(made_from, writer, counts, summary)
        finally:
            writer.give_up()

    def together(self, parts: Parts, finished: Sequence[Part], work: Work) -> Run:
        """The result that the parts make."""
        with result_files(work.output, work.language, work.shaped.make_writer) as files:
            for part in finished:
                for reject in parts.rejects(part):
                    files.reject(reject)
                for cells in parts.rows(part):
                    files.write(cells)
        return Run(
            counts=added_counts([part.counts for part in finished]),
            summary=added_summaries((summary_of_part(part) for part in finished), work.catalogue),
            faults=files.faults,
        )
