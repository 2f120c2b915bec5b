"""The figures of a rule: what its conditions compare with and its amounts compute with."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.lint.stated_figures import Figure, figures_of
from guangdong_ai.catalogue.lint.subject import Subject, amounts_of
from guangdong_ai.foundation.text import LANGUAGES, Text
from guangdong_ai.rules.amount import Amount, Fixed, Rate, Tiers, parts_of
from guangdong_ai.rules.condition import Compare, Condition, Ratio, children, facts_of
from guangdong_ai.rules.kinds import AMOUNTS


def figures_of_rule(file: CheckedFile, subject: Subject) -> frozenset[Figure]:
    """The figures that the criteria of a measure, including those of its calls, compare with and its amounts compute with."""
    calls = subject.catalogue.calls_of(file.value.id)
    criteria = (*file.value.criteria, *(criterion for call in calls for criterion in call.criteria))
    figures = {figure for criterion in criteria if criterion.when is not None for figure in _thresholds(criterion.when, subject)}
    for _, amount in amounts_of(file):
        figures.update(constants_of(amount))
        figures.update(figure for condition in _conditions(amount) for figure in _thresholds(condition, subject))
    return frozenset(figures)


def figures_of_criterion(criterion: Criterion, file: CheckedFile, subject: Subject) -> frozenset[Figure] | None:
    """What its condition compares with and what the facts say that it reads; without a condition, the measure's rule; None: nothing to compare with."""
    if criterion.when is None:
        funding = getattr(file.value, "funding", None)
        return None if funding is None else figures_of_rule(file, subject) | stated_by(source.figure for source in funding.sources)
    facts = [subject.catalogue.facts[name] for name in facts_of(criterion.when)]
    texts = (text for fact in facts for text in (fact.label, fact.question, fact.help) if text is not None)
    return frozenset(_thresholds(criterion.when, subject)) | stated_by(texts)


def _thresholds(condition: Condition, subject: Subject) -> Iterator[Figure]:
    match condition:
        case Compare(fact=fact, operand=operand):
            is_amount = subject.catalogue.facts[fact].kind in AMOUNTS
            for value in operand if isinstance(operand, tuple) else (operand,):
                if isinstance(value, date):
                    yield value
                elif isinstance(value, int | Decimal) and not isinstance(value, bool):
                    yield Decimal(value) if is_amount else str(value)
        case Ratio(operand=operand):
            for value in operand if isinstance(operand, tuple) else (operand,):
                if isinstance(value, int | Decimal):
                    yield Decimal(value)
        case _:
            for child in children(condition):
                yield from _thresholds(child, subject)


def _conditions(amount: Amount) -> Iterator[Condition]:
    if isinstance(amount, Tiers):
        yield from (tier.when for tier in amount.tiers)
    for part in parts_of(amount):
        yield from _conditions(part)


def constants_of(amount: Amount) -> Iterator[Decimal]:
    """The sums and rates that it computes with, again where they stand again."""
    if isinstance(amount, Fixed):
        yield amount.yuan
    if isinstance(amount, Rate):
        yield amount.rate
    for part in parts_of(amount):
        yield from constants_of(part)


def stated_by(texts: Iterable[Text]) -> frozenset[Figure]:
    """The figures stated by any of the texts, in either language, in digits or in words."""
    return frozenset(figure for text in texts for language in LANGUAGES for figure in figures_of(text.in_language(language)).all)
