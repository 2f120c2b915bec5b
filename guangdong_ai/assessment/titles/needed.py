"""Which title an applicant needs where a measure asks for one, and what it lacks for it: title after title, down to what can be done now."""

from collections.abc import Mapping, Sequence

from guangdong_ai.assessment.near_misses.ways import Requirement
from guangdong_ai.assessment.titles.prospect import titles_that_give
from guangdong_ai.assessment.titles.readiness import Shortfall, TitleReadiness
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import record


@record
class TitleNeeded:
    """A title that gives what is required. ``too_late``: whoever wins it from now on does not meet the requirement any more.

    ``lacks``: its criteria that fail, each with the titles that its changes need in turn.
    """

    readiness: TitleReadiness
    too_late: bool
    lacks: "tuple[tuple[Shortfall, tuple[TitleNeeded, ...]], ...]"


def title_needed(
    requirement: Requirement, titles: Mapping[str, TitleReadiness], catalogue: Catalogue, above: Sequence[str] = ()
) -> tuple[TitleNeeded, ...]:
    """The titles that give what is required and that the applicant can win, with what they lack; ``above``: those that need it, left out.

    Where none can be won any more, those that would have given it. ``titles``: the readiness of all, by id. No title comes twice on one path,
    so that titles that need each other end.
    """
    named = [titles[name] for name in titles_that_give(requirement, catalogue) if name in titles and name not in above]
    possible = [one for one in named if one.prospect is not None]
    return tuple(_needed(one, requirement, titles, catalogue, (*above, one.title.id)) for one in possible or named if one.holds is not True)


def _needed(
    readiness: TitleReadiness, requirement: Requirement, titles: Mapping[str, TitleReadiness], catalogue: Catalogue, path: Sequence[str]
) -> TitleNeeded:
    prospect = readiness.prospect
    return TitleNeeded(
        readiness=readiness,
        too_late=prospect is None or not requirement.accepted.has(prospect.first),
        lacks=tuple(
            (
                shortfall,
                tuple(one for change in shortfall.changes for one in title_needed(change, titles, catalogue, path)),
            )
            for shortfall in readiness.shortfalls
        ),
    )
