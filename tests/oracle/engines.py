"""The package's own evaluator and the oracle behind one face, so that both can be compared and held against the same properties."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

import guangdong_ai.assessment.assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue import catalogue as loaded
from guangdong_ai.catalogue.check_files import FORMS, LISTS
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.catalogue.source_files import SourceFile
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.condition import ConditionForm
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_amount import read_amount
from guangdong_ai.rules.read_condition import read_condition

from .oracle import Catalogue, Facts, MeasureResult, Result, assess
from .written import files_of, write_catalogue

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


def unchecked(catalogue: Catalogue) -> loaded.Catalogue:
    """The catalogue as the package has it, taken as right and made without files: as fast as from the cache."""
    plain: dict[str, list[object]] = {kind: [] for kind in FORMS if kind not in ("manifest", "criteria", "evidence")}
    for name, content in files_of(catalogue):
        declares = SourceFile(path=Path(name), relative=name, content=b"").declares
        if declares in LISTS:
            plain.update({field: content.get(key, []) for key, field in LISTS[declares].items()})
        else:
            plain[declares] = [*plain.get(declares, []), content]
    whole = msgspec.json.Encoder(decimal_format="number").encode({**plain, "manifest": plain["manifest"][0]})
    contents = msgspec.json.Decoder(loaded.Contents, dec_hook=rule_of, float_hook=Decimal).decode(whole)
    return loaded.Catalogue(contents, "sha256:0")


def rule_of(wanted: type, data: object) -> object:
    """A rule from data that is right."""
    context = RuleContext()
    rule = read_condition(data, context) if wanted is ConditionForm else read_amount(data, context)
    assert not context.findings
    return rule


def loaded_engine(catalogue: loaded.Catalogue) -> Engine:
    """The real one on a catalogue that was loaded."""
    return lambda facts, day: result_of(guangdong_ai.assessment.assess.assess(catalogue, Profile(facts=facts), day))


def result_of(assessment: AssessmentResult) -> Result:
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
    totals = assessment.totals
    return Result(measures, totals.low, totals.high, totals.if_all_met)
