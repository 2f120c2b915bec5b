"""What the catalogue lacks for an applicant, for example cities for which nobody has looked for measures."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.value import Facts


@record
class Gap:
    """An answer for which the catalogue is known to lack something."""

    fact: str
    choice: Choice


def coverage_gaps(catalogue: Catalogue, facts: Facts) -> tuple[Gap, ...]:
    """The gaps for the answers given, and for what follows from them (a district lies in a city), in the order of the catalogue."""
    known = catalogue.known(facts)
    return tuple(gap for gap in _gaps(catalogue) if _gives(known.get(gap.fact), gap.choice.id))


def not_searched(catalogue: Catalogue) -> tuple[Choice, ...]:
    """All answers for which nobody has looked for measures."""
    return tuple(gap.choice for gap in _gaps(catalogue) if gap.choice.coverage == "not_searched")


def _gaps(catalogue: Catalogue) -> list[Gap]:
    return [Gap(fact=fact.id, choice=choice) for fact in catalogue.facts.values() for choice in fact.choices if choice.coverage is not None]


def _gives(value: object, choice_id: str) -> bool:
    return choice_id in value if isinstance(value, frozenset) else value == choice_id
