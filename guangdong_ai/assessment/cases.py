"""Running the cases of a measure, and finding the criteria that they leave untested."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.case import Case
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import with_parts
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.rules.condition import Compare, Condition, Ratio, children
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.kinds import ORDERED
from guangdong_ai.rules.operators import ORDER
from guangdong_ai.rules.value import Facts, Value


@record
class CaseRun:
    """A case with its complete facts and day, and the result."""

    case: Case
    facts: Facts
    on: date
    result: MeasureResult


def check_cases(catalogue: Catalogue, files: Sequence[CheckedFile]) -> tuple[int, list[Finding]]:
    """Run all cases of the measures in these files: how many ran, and findings about wrong or missing ones, each at its place.

    A catalogue from the cache has no cases; the files always have them.
    """
    count, findings = 0, []
    for file in files:
        if file.source.declares == "measures":
            runs, wrong = run_cases(file.value, catalogue)
            count += len(runs)
            wrong += untested(file.value, catalogue, runs)
            findings += [replace(finding, place=file.toml.place(finding.path)) for finding in wrong]
    return count, findings


def run_cases(measure: Measure, catalogue: Catalogue) -> tuple[list[CaseRun], list[Finding]]:
    """Each case of the measure with its result; and findings about their facts and unmet expectations, with paths in the file."""
    runs: dict[str, CaseRun] = {}
    findings: list[Finding] = []
    for index, case in enumerate(measure.cases):
        path = ("cases", index)
        start = None if case.like is None else runs.get(case.like)
        if case.like is not None and start is None:
            findings.append(_wrong((*path, "like"), Text(f"前面没有这个用例：{case.like}", f"no earlier case is called: {case.like}")))
            continue
        day = case.on or (None if start is None else start.on)
        if day is None:
            findings.append(_wrong(path, Text("缺少日期 on", "the day is missing: on")))
            continue
        facts, wrong = _facts(case, {} if start is None else start.facts, catalogue.facts, index)
        if case.name in runs:
            wrong.append(_wrong((*path, "name"), Text(f"用例重名：{case.name}", f"two cases are called {case.name}")))
        findings += wrong
        if not wrong:
            run = CaseRun(case=case, facts=facts, on=day, result=assess_measure(measure, catalogue, facts, day))
            runs[case.name] = run
            findings += [_wrong((*path, "expect"), message) for message in _differences(run)]
    return list(runs.values()), findings


def _wrong(path: tuple[str | int, ...], message: Text, hint: Text | None = None) -> Finding:
    return Finding(message=message, hint=hint, path=path)


def _facts(case: Case, start: Facts, declared: Mapping[str, Fact], index: int) -> tuple[Facts, list[Finding]]:
    facts: dict[str, Value] = dict(start)
    findings: list[Finding] = []
    for fact_id in case.without:
        if fact_id not in facts:
            findings.append(_wrong(("cases", index, "without"), Text(f"本来就没有：{fact_id}", f"not there in the first place: {fact_id}")))
        facts.pop(fact_id, None)
    for fact_id, plain in case.facts.items():
        path = ("cases", index, "facts", fact_id)
        if fact_id not in declared:
            findings.append(_wrong(path, Text(f"未知的信息项：{fact_id}", f"unknown fact: {fact_id}")))
            continue
        value = check_value(declared[fact_id], plain)
        if isinstance(value, Finding):
            findings.append(_wrong(path, value.message, value.hint))
        else:
            facts[fact_id] = value
    return facts, findings


def _differences(run: CaseRun) -> Iterator[Text]:
    expect, result = run.case.expect, run.result
    outcomes = {item.criterion.id: item.outcome for item in result.criteria}
    wanted: list[tuple[str, object, object]] = [
        ("eligibility", expect.eligibility, result.eligibility),
        ("low", expect.low, result.funding.low),
        ("high", expect.high, _high(result)),
        ("window", expect.window, result.window.state),
        ("call", expect.call, None if result.window.call is None else result.window.call.id),
        ("missing", expect.missing, result.missing),
        *((f"criteria.{name}", outcome, outcomes.get(name)) for name, outcome in expect.criteria.items()),
    ]
    for what, expected, got in wanted:
        if expected is not None and expected != got:
            yield Text(
                f"用例“{run.case.name}”：{what} 应为 {expected}，实为 {got}",
                f'case "{run.case.name}": {what} should be {expected}, is {got}',
            )


def _high(result: MeasureResult) -> object:
    if result.funding.low is None:
        return None
    return "open" if result.funding.high is None else result.funding.high


def untested(measure: Measure, catalogue: Catalogue, runs: Sequence[CaseRun]) -> list[Finding]:
    """Criteria (also those of calls) without a case that meets them, one that fails them, or one that leaves them unknown.

    And thresholds without a case exactly at the value, or one step beyond, where the comparison flips.
    """
    own = [(criterion, ("criteria", index)) for index, criterion in enumerate(measure.criteria)]
    of_calls = [(criterion, ()) for call in catalogue.calls_of(measure.id) for criterion in call.criteria]
    findings: list[Finding] = []
    for criterion, path in (*own, *of_calls):
        if criterion.when is not None:
            lacking = [*_missing_outcomes(criterion, runs), *_missing_thresholds(criterion.when, catalogue, runs)]
            findings += [
                _wrong(path, Text("条件 {} 缺少用例：{}", "criterion {} lacks a case {}").format(criterion.id, text)) for text in lacking
            ]
    return findings


def _missing_outcomes(criterion: Criterion, runs: Sequence[CaseRun]) -> Iterator[Text]:
    seen = {item.outcome for run in runs for item in run.result.criteria if item.criterion.id == criterion.id}
    if seen.isdisjoint({"met", "review"}):
        yield Text("满足条件", "that meets it")
    if "not_met" not in seen:
        yield Text("不满足条件", "that fails it")
    if "unknown" not in seen:
        yield Text("结果未知", "that leaves it unknown")


def _missing_thresholds(condition: Condition, catalogue: Catalogue, runs: Sequence[CaseRun]) -> Iterator[Text]:
    declared = catalogue.facts
    match condition:
        case Compare(fact=fact) if fact in catalogue.derived:
            truths = {evaluate(with_parts(condition, catalogue.derived, run.on), catalogue.known(run.facts)).truth for run in runs}
            if not truths >= {True, False}:
                yield Text(f"其中 {fact} 在界限两侧", f"on both sides of what {fact} is compared with")
        case Compare(fact=fact, operator=operator, operand=operand) if operator in ORDER:
            kind = ORDERED[declared[fact].kind]
            for bound, side in ORDER[operator].boundary(operand):
                for wanted in (bound, kind.beyond(bound, side)):
                    if not any(run.facts.get(fact) == wanted for run in runs):
                        yield Text(f"其中 {fact} = {wanted}", f"with {fact} = {wanted}")
        case Ratio():
            if not any(run.facts.get(condition.denominator) for run in runs):
                yield Text(f"其中 {condition.denominator} 已知", f"with {condition.denominator} known")
        case _:
            for child in children(condition):
                yield from _missing_thresholds(child, catalogue, runs)
