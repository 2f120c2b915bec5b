"""Which measures look at a title, whoever the applicant is."""

from guangdong_ai.assessment.titles.prospect import gives
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.rules.condition import facts_of


def look_at(title: Measure, catalogue: Catalogue) -> tuple[Measure, ...]:
    """The measures, then the other titles, with a criterion about what the title gives; some ask for it, some rule it out."""
    others = (one for one in catalogue.with_titles.values() if one.id != title.id)
    given = _given(title, catalogue)
    return tuple(one for one in others if not given.isdisjoint(_looked_at(one, catalogue)))


def may_take_a_title(measure: Measure, catalogue: Catalogue) -> bool:
    """Whether one of its criteria looks at what some title gives."""
    looked_at = _looked_at(measure, catalogue)
    return any(not looked_at.isdisjoint(_given(title, catalogue)) for title in catalogue.titles.values())


def _given(title: Measure, catalogue: Catalogue) -> frozenset[str]:
    """The fact that the title gives an answer to, and those that follow from it, directly or through others."""
    of_fact = gives(title)
    found = set() if of_fact is None else {of_fact.fact}
    while True:
        more = {rule.fact for rule in catalogue.follows if not found.isdisjoint(rule.rests_on)} - found
        if not more:
            return frozenset(found)
        found |= more


def _looked_at(measure: Measure, catalogue: Catalogue) -> frozenset[str]:
    criteria = (*measure.criteria, *(criterion for call in catalogue.calls_of(measure.id) for criterion in call.criteria))
    return frozenset(fact for criterion in criteria if criterion.when is not None for fact in facts_of(criterion.when))
