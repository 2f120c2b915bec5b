"""The facts that the measures of a catalogue read; no other fact decides anything."""

from collections.abc import Iterator

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.derived_fact import all_parts
from guangdong_ai.catalogue.fact import FactSection
from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.condition import facts_of


def facts_used(catalogue: Catalogue) -> frozenset[str]:
    """The ids of the facts read by a criterion, of a measure or of one of its calls on any day, or by an amount, and of the parts of derived ones.

    A ceiling of several measures counts where one of them is there.
    """
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
    rules = [rule for rule in catalogue.stacking.values() if not catalogue.measures.keys().isdisjoint(rule.measures)]
    amounts += [rule.ceiling for rule in rules if rule.ceiling is not None]
    used |= {fact for amount in amounts for fact in facts_of_amount(amount, catalogue.tables)}
    return all_parts(used, catalogue.derived)


def sections_to_fill_in(catalogue: Catalogue) -> Iterator[FactSection]:
    """The sections with the facts that the measures read, and those that name an applicant; sections without any are left out."""
    used = facts_used(catalogue)
    for section in catalogue.sections:
        facts = tuple(fact for fact in section.facts if fact.id in used or fact.traits.is_identifying)
        if facts:
            yield replace(section, facts=facts)
