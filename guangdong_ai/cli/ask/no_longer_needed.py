"""Which answers stop mattering when another one changes. They stay in the file; the person is told."""

from collections.abc import Sequence
from datetime import date

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.window import document_is_over
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.value import Facts


def no_longer_needed(catalogue: Catalogue, before: Facts, after: Facts, as_of: date) -> tuple[str, ...]:
    """The facts known in both, with the same value, that some measure needed with ``before`` and none needs with ``after``.

    A measure needs a fact if it would ask for it were it unknown.
    """
    measures = [measure for measure in catalogue.measures.values() if not document_is_over(measure, catalogue, as_of)]
    read = {measure.id: _facts_read_by(measure, catalogue, as_of) for measure in measures}
    changed = {fact for fact in {*before, *after} if before.get(fact) != after.get(fact)}
    affected = [measure for measure in measures if not changed.isdisjoint(read[measure.id])]

    def is_needed(fact: str, facts: Facts, among: Sequence[Measure]) -> bool:
        without = {name: value for name, value in facts.items() if name != fact}
        return any(fact in read[measure.id] and _asks_for(measure, fact, without, catalogue, as_of) for measure in among)

    candidates = [fact for fact in after if fact not in changed and any(fact in read[measure.id] for measure in affected)]
    return tuple(fact for fact in candidates if not is_needed(fact, after, measures) and is_needed(fact, before, affected))


def _facts_read_by(measure: Measure, catalogue: Catalogue, as_of: date) -> frozenset[str]:
    funding = measure.funding
    amounts = [reading.amount for reading in funding.readings] + ([] if funding.amount is None else [funding.amount])
    criteria = assess_measure(measure, catalogue, {}, as_of).criteria
    in_amounts = (fact for amount in amounts for fact in facts_of_amount(amount, catalogue.tables))
    return frozenset(fact for criterion in criteria for fact in criterion.facts).union(in_amounts)


def _asks_for(measure: Measure, fact: str, without: Facts, catalogue: Catalogue, as_of: date) -> bool:
    result = assess_measure(measure, catalogue, without, as_of)
    return fact in result.missing or fact in result.funding.missing
