"""The package's own evaluator and the oracle behind one face, so that both can be compared and held against the same properties."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import guangdong_ai.assessment.assess
from guangdong_ai.assessment.result import Assessment
from guangdong_ai.catalogue import catalogue as loaded
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.profiles.profile import Profile

from .oracle import Catalogue, Facts, MeasureResult, Result, assess
from .written import write_catalogue

Engine = Callable[[Facts, date], Result]
"""A catalogue that is ready to be held against facts on a day."""


def oracle_engine(catalogue: Catalogue) -> Engine:
    """The naive one."""
    return lambda facts, day: assess(catalogue, facts, day)


def package_engine(catalogue: Catalogue) -> Engine:
    """The real one, which reads the catalogue from files."""
    with TemporaryDirectory() as folder:
        write_catalogue(catalogue, Path(folder))
        return loaded_engine(load_folders((Path(folder),)))


def loaded_engine(catalogue: loaded.Catalogue) -> Engine:
    """The real one on a catalogue that was loaded."""
    return lambda facts, day: result_of(guangdong_ai.assessment.assess.assess(catalogue, Profile(facts=facts), day))


def result_of(assessment: Assessment) -> Result:
    """An assessment reduced to what the oracle says as well. No fact is ever missing twice."""
    measures: dict[str, MeasureResult] = {}
    for result in assessment.measures:
        assert len(set(result.missing)) == len(result.missing)
        assert len(set(result.funding.missing)) == len(result.funding.missing)
        measures[result.measure.id] = MeasureResult(
            eligibility=result.eligibility,
            outcomes={criterion.criterion.id: criterion.outcome for criterion in result.criteria},
            missing=frozenset(result.missing),
            window=result.window.state,
            call=result.window.call.id if result.window.call else None,
            funded=result.funding.low is not None,
            low=result.funding.low or 0,
            high=result.funding.high,
            funding_missing=frozenset(result.funding.missing),
        )
    return Result(measures, assessment.totals.low, assessment.totals.high)
