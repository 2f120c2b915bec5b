"""Ceilings: caps that are not the same for everybody, such as the interest paid on a loan or half of a contract."""

from collections.abc import Mapping
from datetime import date

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.evaluate_amount import evaluate_amount
from guangdong_ai.rules.value import Facts


@record
class Ceiling:
    """What the ceiling of a rule comes to for an applicant, in whole yuan: from ``low`` to ``high``, None: no upper figure.

    ``missing``: the unknown facts because of which it is not known exactly.
    """

    low: int
    high: int | None
    missing: tuple[str, ...] = ()


Ceilings = Mapping[str, Ceiling]
"""By the rule that sets each."""


def ceilings(catalogue: Catalogue, answers: Facts, as_of: date) -> Ceilings:
    """The ceilings of all stacking rules that have one, for an applicant with these answers."""
    found: dict[str, Ceiling] = {}
    known = answers
    for rule in catalogue.stacking.values():
        if rule.ceiling is not None:
            if not catalogue.may_follow.isdisjoint(facts_of_amount(rule.ceiling, catalogue.tables)):
                known = catalogue.known(answers)
            amount = catalogue.parts_on(as_of).amount(rule.ceiling)
            result = evaluate_amount(amount, known, catalogue.tables, as_of)
            low, high = result.range.whole_yuan()
            found[rule.id] = Ceiling(low=low, high=high, missing=() if low == high else result.missing)
    return found
