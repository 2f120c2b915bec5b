"""Each small mistake in a criterion of the bundled catalogue makes a case beside its measure fail: so the cases hold the rules fast."""

from collections.abc import Iterator
from functools import cache

import pytest

from guangdong_ai.assessment.cases import run_cases
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.lint.satisfiable import Signatures
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.source_files import bundled_folder, read_files
from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.condition import Condition

from .mutants import EVERYTHING, Mutant, mutants_of

MEASURES = [file.path.stem for file in read_files((bundled_folder(),)) if file.declares == "measures"]


@cache
def bundled() -> tuple[Catalogue, dict[str, Measure]]:
    """The catalogue, and its measures with their cases."""
    catalogue, files, findings = check_folders((bundled_folder(),))
    assert catalogue is not None, findings
    return catalogue, {file.value.id: file.value for file in files if file.source.declares == "measures"}


def changed(criteria: tuple[Criterion, ...], criterion: Criterion, when: Condition) -> tuple[Criterion, ...]:
    """The criteria with another condition in one of them; a condition that is always true leaves the criterion out."""
    if when == EVERYTHING:
        return tuple(other for other in criteria if other is not criterion)
    return tuple(replace(other, when=when) if other is criterion else other for other in criteria)


def mistaken(measure: Measure, catalogue: Catalogue) -> Iterator[tuple[str, Measure, Catalogue]]:
    """The measure with each small mistake in a criterion of its own or of one of its calls."""
    facts = {fact.id: fact.signature for fact in catalogue.facts.values()}
    for criterion in measure.criteria:
        for mutant in mutants(criterion, facts):
            mutated = replace(measure, criteria=changed(measure.criteria, criterion, mutant.condition))
            yield f"{criterion.id}: {mutant.mistake}", mutated, catalogue
    for call in catalogue.calls_of(measure.id):
        for criterion in call.criteria:
            for mutant in mutants(criterion, facts):
                mutated_call = replace(call, criteria=changed(call.criteria, criterion, mutant.condition))
                yield f"{call.id}, {criterion.id}: {mutant.mistake}", measure, with_call(catalogue, call, mutated_call)


def mutants(criterion: Criterion, facts: Signatures) -> Iterator[Mutant]:
    """The mistakes in a criterion; none in one that people alone judge."""
    return iter(()) if criterion.when is None else mutants_of(criterion.when, facts)


def with_call(catalogue: Catalogue, call: Call, instead: Call) -> Catalogue:
    calls = tuple(instead if known is call else known for known in catalogue.calls)
    return Catalogue(replace(catalogue.contents, calls=calls), catalogue.digest)


@pytest.mark.parametrize("name", MEASURES)
def test_each_mistake_in_a_criterion_makes_a_case_fail(name: str) -> None:
    catalogue, measures = bundled()
    measure = measures[name]
    assert run_cases(measure, catalogue)[1] == []
    survivors = [mistake for mistake, mutated, around in mistaken(measure, catalogue) if not run_cases(mutated, around)[1]]
    assert not survivors, "no case notices:\n" + "\n".join(survivors)


def test_a_measure_with_criteria_has_mistakes() -> None:
    catalogue, measures = bundled()
    tried = [mistake for name in MEASURES for mistake, *_ in mistaken(measures[name], catalogue)]
    assert len(tried) > 10 * len(MEASURES)
