"""The facts that the measures of a catalogue read; no other fact decides anything."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.derived_fact import all_parts
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.condition import facts_of


def facts_used(catalogue: Catalogue) -> frozenset[str]:
    """The ids of the facts read by a criterion, of a measure or of one of its calls on any day, or by an amount, and of the parts of derived ones."""
    criteria = [
        criterion
        for measure in catalogue.measures.values()
        for criterion in (*measure.criteria, *(one for call in catalogue.calls_of(measure.id) for one in call.criteria))
    ]
    fundings = [measure.funding for measure in catalogue.measures.values()]
    amounts = [
        amount
        for funding in fundings
        for amount in (funding.amount, *(reading.amount for reading in funding.readings))
        if amount is not None
    ]
    used = {fact for criterion in criteria if criterion.when is not None for fact in facts_of(criterion.when)}
    amounts += [rule.ceiling for rule in catalogue.stacking.values() if rule.ceiling is not None]
    used |= {fact for amount in amounts for fact in facts_of_amount(amount, catalogue.tables)}
    return all_parts(used, catalogue.derived)
