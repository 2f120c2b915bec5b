"""Two results of many applicants, line by line: who is in both, and what came out differently, read one after the other.

Of the earlier result no more is held in memory than where each applicant stands in it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from guangdong_ai.api.earlier_result import ResultLine, lines_of, result_at
from guangdong_ai.assessment.comparison import Direction
from guangdong_ai.assessment.since import Cause, Since, since
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text


@record
class EarlierLines:
    """An earlier result: where each applicant stands in it. ``unnamed``: lines that say of nobody whose they are."""

    path: Path
    by_applicant: Mapping[str, ResultLine]
    unnamed: int


Alone = Literal["only_now", "only_then"]
"""Which of the results alone has an applicant."""


@record
class ApplicantSince:
    """An applicant of both results, and what is different; or of one alone. ``applicant``: None where the result names nobody."""

    applicant: str | None
    since: Since | Alone


class SinceCount:
    """Counts what is different: applicants, measures that are better or worse, and why.

    ``only_now`` and ``only_then``: who is in one result alone. ``not_compared``: ids of measures that one result was not asked for.
    """

    def __init__(self) -> None:
        self.both = self.changed = self.only_now = self.only_then = self.unnamed = 0
        self.directions: dict[Direction, int] = {"better": 0, "worse": 0, "otherwise": 0}
        self.causes: dict[Cause, int] = {}
        self.not_compared: set[str] = set()

    def add(self, one: Since) -> None:
        """One more applicant of both."""
        self.both += 1
        self.changed += one.changed
        self.not_compared.update(one.not_compared)
        for change in one.measures:
            self.directions[change.direction] += 1
            for cause in change.because:
                self.causes[cause] = self.causes.get(cause, 0) + 1


def read_earlier_lines(path: Path) -> EarlierLines:
    """Where everybody stands. Raises Refused for a file that holds anything but whole assessments, and for two of one applicant."""
    found: dict[str, ResultLine] = {}
    unnamed = 0
    wrong: list[Finding] = []
    for line in lines_of(path):
        if line.applicant is None:
            unnamed += 1
        elif line.applicant in found:
            first = found[line.applicant].line
            message = Text("{} 已在第 {} 行出现过", "{} stands in line {} already").format(line.applicant, first)
            hint = Text("按编号对照，每个编号只能有一行", "lines are matched by id, and each has one only")
            wrong.append(Finding(message=message, hint=hint, place=Place(file=path, line=line.line)))
        else:
            found[line.applicant] = line
    if not found and not wrong:
        message = Text("没有可以对照的结果", "there is no result to compare with")
        hint = Text("结果须有编号或名称", "results need an id or a name")
        wrong.append(Finding(message=message, hint=hint, place=Place(file=path)))
    if wrong:
        raise Refused(wrong[:_MOST_FINDINGS])
    return EarlierLines(path=path, by_applicant=found, unnamed=unnamed)


_MOST_FINDINGS = 20


def changes_of(earlier: EarlierLines, now: Path, catalogue: Catalogue, count: SinceCount) -> Iterator[ApplicantSince]:
    """Everybody, in the order of the result in ``now``, which is of ``catalogue``, then those who are in the earlier one alone; ``count`` counts them."""
    left = dict(earlier.by_applicant)
    count.unnamed = earlier.unnamed
    for line in lines_of(now):
        before = None if line.applicant is None else earlier.by_applicant.get(line.applicant)
        if before is None or line.applicant is None:
            count.only_now += 1
            yield ApplicantSince(applicant=line.applicant, since="only_now")
            continue
        left.pop(line.applicant, None)
        one = since(result_at(earlier.path, before, catalogue.facts), result_at(now, line, catalogue.facts), catalogue)
        count.add(one)
        yield ApplicantSince(applicant=line.applicant, since=one)
    count.only_then = len(left)
    for applicant in left:
        yield ApplicantSince(applicant=applicant, since="only_then")
