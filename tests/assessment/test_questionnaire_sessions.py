"""Whole sittings with the questionnaire, on the bundled catalogue and on random small ones: it asks what matters, all of it and no more."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property
from itertools import groupby, pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.assessment.assess import assess, assess_measure, assess_measures, assessor
from guangdong_ai.assessment.question_order import facts_for_amount, worth_asking
from guangdong_ai.assessment.questionnaire import Need, Plan, plan
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.stacking import total
from guangdong_ai.assessment.window import window_of
from guangdong_ai.catalogue.catalogue import Catalogue, Contents, Manifest
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import all_parts
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.catalogue.funding import Funding
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.load import load_profile, read_profile
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile
from guangdong_ai.profiles.save import profile_text
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.amount import Fixed, Tier, Tiers, facts_of_amount
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, Ratio, children
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.value import NONE_OF_THESE, Facts, Value
from tests.bundled_catalogue import bundled_catalogue

REAL = bundled_catalogue()
ON = date(2026, 11, 23)
DEMO = Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"

Answer = Value | Unknown


# Sittings


@record
class Step:
    """A question, with what was known before it and the plan that it came from."""

    before: Profile
    plan: Plan

    @property
    def question(self) -> str:
        """The fact that is asked for."""
        assert self.plan.question is not None
        return self.plan.question


def sitting(catalogue: Catalogue, answers: Mapping[str, Answer], start: Profile = EMPTY, **how: Any) -> tuple[list[Step], Profile]:
    """Every question that is asked, answered from ``answers``, and the profile at the end."""
    profile, last, steps = start, None, []
    while (planned := plan(catalogue, profile, ON, after=last, **how)).question is not None:
        steps.append(Step(before=profile, plan=planned))
        profile, last = change_profile(profile, {planned.question: answers[planned.question]}), planned.question
        assert len(steps) <= len(catalogue.facts), "a question was asked twice"
    assert planned.remaining == ()
    return steps, profile


def outcome(result: MeasureResult) -> object:
    """What an answer can change: eligibility, money, and how each criterion comes out."""
    return result.eligibility, result.funding.low, result.funding.high, tuple(item.outcome for item in result.criteria)


def hanging_on(not_known: Container[str]) -> set[str]:
    """The facts that are not asked for where these are not known, and those that hang on them in turn: what they could change, nobody can say."""
    hanging: set[str] = set()
    while True:
        more = {fact.id for fact in REAL.facts.values() if any(gate in not_known or gate in hanging for gate in fact.hangs_on)}
        if more <= hanging:
            return hanging
        hanging |= more


def beside_a_gap(profile: Profile) -> set[str]:
    """The facts that are not asked for where they would only be divided by what is not known, or by nothing, or divide it."""
    numerators = {one for one, other in RATIOS if other in profile.dont_know or profile.facts.get(other) == 0}
    return numerators | {other for one, other in RATIOS if one in profile.dont_know}


def outcomes(catalogue: Catalogue, facts: Mapping[str, Value]) -> dict[str, object]:
    """Eligibility and money of each measure under which somebody can still apply."""
    results = (assess_measure(measure, catalogue, facts, ON) for measure in catalogue.measures.values())
    return {item.measure.id: (item.eligibility, item.funding.low, item.funding.high) for item in results if not item.window.over}


# Answers to the bundled catalogue


def ratios() -> Iterator[tuple[str, str]]:
    """What is divided by what, in criteria and in derived facts."""
    for one in REAL.derived.values():
        if one.ratio is not None:
            yield one.ratio
        if one.growth is not None:
            yield one.growth.later, one.growth.earlier
    of_measures = (criterion for measure in REAL.measures.values() for criterion in measure.criteria)
    of_calls = (criterion for call in REAL.calls for criterion in call.criteria)
    for criterion in (*of_measures, *of_calls):
        pending = [] if criterion.when is None else [criterion.when]
        while pending:
            condition = pending.pop()
            if isinstance(condition, Ratio):
                yield condition.numerator, condition.denominator
            pending += children(condition)


RATIOS = frozenset(ratios())


def comparisons(condition: Condition) -> Iterator[Compare]:
    """The comparisons inside a condition."""
    if isinstance(condition, Compare):
        yield condition
    for child in children(condition):
        yield from comparisons(child)


def thresholds() -> Mapping[str, set[Any]]:
    """By fact: the values with which criteria of the bundled catalogue, and the rules of derived facts, compare it."""
    found: dict[str, set[Any]] = {name: set() for name in REAL.facts}
    of_measures = (criterion for measure in REAL.measures.values() for criterion in measure.criteria)
    of_calls = (criterion for call in REAL.calls for criterion in call.criteria)
    of_derived = (rule for one in REAL.derived.values() for group in one.groups for rule in group.rules)
    rules = (*(criterion.when for criterion in (*of_measures, *of_calls)), *(rule.when for rule in of_derived))
    for when in rules:
        for comparison in () if when is None else comparisons(when):
            operand = comparison.operand
            found[comparison.fact] |= set(operand if isinstance(operand, tuple) else (operand,))
    return found


def values_of(fact: Fact, near: set[Any]) -> list[Value]:
    """Answers that can make a difference: every choice, thresholds and what lies beside them, small and large figures."""
    ids = [choice.id for choice in fact.choices]
    day = timedelta(days=1)
    match fact.kind:
        case "yes_no":
            return [True, False]
        case "choice":
            return list(ids)
        case "choices":
            return [frozenset(), frozenset(ids), *(frozenset({choice}) for choice in ids)]
        case "count" | "months":
            return sorted({0, 1, 10**6, *near, *(value + 1 for value in near)})
        case "money":
            return sorted(
                {Decimal(value) for value in (0, 1, 10**6, 10**7, 35 * 10**6, 10**9, *near, *(value - 1 for value in near)) if value >= 0}
            )
        case "share":
            step = Decimal("0.0001")
            return sorted({Decimal(0), Decimal(1), *near, *(value - step for value in near)})
        case "year":
            return sorted({*([] if fact.never is None else [0]), 2020, *range(2023, 2029), *near})
        case "date":
            return sorted(
                {
                    date(2020, 1, 1),
                    date(2024, 1, 1),
                    date(2026, 6, 1),
                    *near,
                    *(value - day for value in near),
                    *(value + day for value in near),
                }
            )
        case _:
            return ["x"]


VALUES: Mapping[str, Sequence[Value]] = {name: values_of(REAL.facts[name], near) for name, near in thresholds().items()}


def agreeing(given: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers without those that contradict others, or what follows from others: an applicant cannot give both, and is asked again."""
    answers = dict(given)
    known = {name: value for name, value in answers.items() if not isinstance(value, Unknown)}
    for rule in sorted(REAL.follows, key=lambda rule: rule.value == NONE_OF_THESE):
        if evaluate(rule.when, known).truth:
            if rule.value == NONE_OF_THESE:
                answers[rule.fact] = UNKNOWN
                known.pop(rule.fact, None)
            else:
                answers[rule.fact] = known[rule.fact] = rule.value
    while conflicts := REAL.conflicts(known, ON):
        contrary = conflicts[0].facts[-1]
        answers[contrary] = UNKNOWN
        del known[contrary]
    return answers


firms = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}).map(agreeing)
"""An answer to every question."""

partly_unknown = st.fixed_dictionaries(
    {name: st.sampled_from([*values, *([UNKNOWN] * len(values))]) for name, values in VALUES.items()}
).map(agreeing)
"""Half of the answers are "don't know"."""


# On the bundled catalogue


class Held:
    """A sitting that was held on the bundled catalogue, and what is known at each question."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.steps, self.end = sitting(REAL, answers)

    @cached_property
    def assessments(self) -> Sequence[AssessmentResult]:
        """Of what was known before each question."""
        return [assess(REAL, step.before, ON) for step in self.steps]


Others = Mapping[str, Answer]
"""What another firm would have answered."""


@pytest.mark.parametrize("answers", [firms, partly_unknown], ids=["all is known", "half is not known"])
@given(data=st.data(), others=firms, seed=st.integers(0, 2**32))
@settings(max_examples=7)
def test_what_holds_of_a_whole_sitting(
    answers: st.SearchStrategy[Mapping[str, Answer]], data: st.DataObject, others: Others, seed: int
) -> None:
    held = Held(data.draw(answers))
    for holds in OF_EVERY_SITTING:
        holds(held, others, Random(seed))


def every_question_can_change_something(held: Held, others: Others, random: Random) -> None:
    for step in held.steps:
        assert step.plan.needs
        of_measures = any(can_change(need.measure, step, random) or hangs_on_a_gap(need, step.before) for need in step.plan.needs)
        assert of_measures or totals_can_change(step, random), step.question


def totals_can_change(step: Step, random: Random) -> bool:
    """Whether the question is about a ceiling of the totals, and two answers make a difference for them, if some others are answered well enough.

    Where another fact of the ceiling is not known, it may or may not make one.
    """
    ceilings = [facts_of_amount(rule.ceiling, REAL.tables) for rule in REAL.stacking.values() if rule.ceiling is not None]
    beside = {fact for facts in ceilings if step.question in facts for fact in facts if fact != step.question}
    if step.question not in OF_CEILINGS or not beside.isdisjoint(step.before.dont_know):
        return step.question in OF_CEILINGS
    for _ in range(40):
        others = {name: random.choice(VALUES[name]) for name in beside if name not in step.before.facts}
        given = [{**step.before.facts, **others, step.question: value} for value in VALUES[step.question]]
        sums = (total(assess_measures(REAL, facts, ON), REAL, facts, ON) for facts in given)
        if len({(one.low, one.high, one.if_all_met) for one in sums}) > 1:
            return True
    return False


def hangs_on_a_gap(need: Need, profile: Profile) -> bool:
    """Whether an amount is asked for although what it also depends on is not known: then it may or may not make a difference."""
    return need.settles == "amount" and not set(profile.dont_know).isdisjoint(facts_of_measure(need.measure))


def can_change(measure: Measure, step: Step, random: Random) -> bool:
    """Whether two answers to the question make a difference for the measure, if some others are answered well enough."""
    tried = [name for name in facts_of_measure(measure) if name not in step.before.facts and name not in step.before.dont_know]
    for _ in range(400):
        others = {name: random.choice(VALUES[name]) for name in tried}
        for name in [*tried, *tried]:
            better = min(VALUES[name], key=lambda value: failing(measure, {**step.before.facts, **others, name: value}))
            if failing(measure, {**step.before.facts, **others, name: better}) < failing(measure, {**step.before.facts, **others}):
                others[name] = better
        given = [{**step.before.facts, **others, step.question: value} for value in VALUES[step.question]]
        if len({outcome(result_of(measure, facts)) for facts in given}) > 1:
            return True
    return False


@cache
def assessor_of(measure_id: str) -> Callable[[Facts], tuple[MeasureResult, ...]]:
    """For one measure of the bundled catalogue, made ready once."""
    return assessor(REAL.with_measures({measure_id}), ON)


def result_of(measure: Measure, facts: Facts) -> MeasureResult:
    """The result under the bundled catalogue."""
    (result,) = assessor_of(measure.id)(facts)
    return result


def facts_of_measure(measure: Measure) -> list[str]:
    """The facts that its criteria, the relevant call's and its amount look at, for derived facts those from which they are worked out."""
    funding = measure.funding
    amounts = [*(reading.amount for reading in funding.readings), *([] if funding.amount is None else [funding.amount])]
    criteria = [name for result in result_of(measure, {}).criteria for name in result.facts]
    used = dict.fromkeys([*criteria, *(name for amount in amounts for name in facts_of_amount(amount, REAL.tables))])
    return [name for name in (*used, *sorted(all_parts(used, REAL.derived) - set(used))) if name not in REAL.derived]


def failing(measure: Measure, facts: Mapping[str, Value]) -> int:
    """How many criteria fail."""
    return sum(result.outcome == "not_met" for result in result_of(measure, facts).criteria)


def it_stops_when_nothing_can_change(held: Held, others: Others, random: Random) -> None:
    steps, end = held.steps, held.end
    settled = {*(step.question for step in steps), *REAL.known(end.facts)}
    unclear = hanging_on(end.dont_know)
    not_asked = {
        name: value
        for name, value in others.items()
        if name not in settled and name not in unclear and name not in REAL.derived and not isinstance(value, Unknown)
    }
    assert outcomes(REAL, {**end.facts, **not_asked}) == outcomes(REAL, end.facts)


def the_answers_by_file_give_the_same_assessment(held: Held, others: Others, random: Random) -> None:
    end = held.end
    from_file = read_profile(profile_text(end, REAL.facts).encode(), None, REAL.facts)
    assert (from_file.facts, from_file.dont_know) == (end.facts, end.dont_know)
    asked, given = assess(REAL, end, ON), assess(REAL, from_file, ON)
    assert (asked.measures, asked.totals, asked.next_question) == (given.measures, given.totals, given.next_question)


@given(answers=firms, random=st.randoms(use_true_random=False))
@settings(max_examples=6)
def test_the_order_of_the_questions_does_not_matter_for_the_result(answers: Mapping[str, Answer], random: Random) -> None:
    _, ours = sitting(REAL, answers)
    profile = EMPTY
    while remaining := plan(REAL, profile, ON).remaining:
        fact = random.choice([name for name in remaining if not set(REAL.facts[name].hangs_on).intersection(remaining)])
        profile = change_profile(profile, {fact: answers[fact]})
    assert outcomes(REAL, profile.facts) == outcomes(REAL, ours.facts)


def sections_and_rounds_stay_together(held: Held, others: Others, random: Random) -> None:
    asked = [step for step in held.steps if not may_come_late(step)]
    visits = [visit for visit, _ in groupby((round_of(step.plan), REAL.facts[step.question].section) for step in asked)]
    rounds = [number for number, _ in visits]
    assert len(set(visits)) == len(visits), "a section was left and come back to"
    assert rounds == sorted(rounds)


def may_come_late(step: Step) -> bool:
    """Whether the section of the question may have been left before: the question waits for an answer of another section or round, until the parts of
    its fact are known, or, since only a ceiling of the totals needs it, until all measures are settled."""
    fact = REAL.facts[step.question]
    if fact.id in REAL.derived or any(REAL.facts[gate].section != fact.section for gate in fact.hangs_on):
        return True
    if any(gate in step.before.dont_know for gate in fact.hangs_on):  # it waited for what else it may depend on, in a later round
        return True
    return fact.id in OF_CEILINGS and not any(
        fact.id in (*result.missing, *facts_for_amount(result)) for result in worth_asking(assess_measures(REAL, step.before.facts, ON))
    )


OF_CEILINGS = {fact for rule in REAL.stacking.values() if rule.ceiling is not None for fact in facts_of_amount(rule.ceiling, REAL.tables)}
"""The facts on which ceilings of the totals depend."""


def round_of(planned: Plan) -> tuple[int, bool]:
    """What a question is asked for: first of the policy, then giver by giver, last of all closed measures; each first eligibility, then amounts."""
    givers = ("policy", "city", "district", "province", "nation")

    def place(need: Need) -> tuple[int, bool]:
        if window_of(need.measure, REAL, ON).state == "closed":
            return len(givers), need.settles == "amount"
        giver = REAL.scope_of(need.measure)
        return givers.index("city" if giver == "district" else giver), need.settles == "amount"

    return min(place(need) for need in planned.needs)


def each_answer_leaves_fewer_questions(held: Held, others: Others, random: Random) -> None:
    for (step, following), after in zip(pairwise(held.steps), held.assessments[1:], strict=True):
        opened = {fact for one in REAL.derived.values() if one.by == step.question for fact in one.parts}
        limits = after.totals.not_known  # whether a ceiling matters depends on which measures have come out
        opened |= {fact for rule in limits if rule.ceiling is not None for fact in rule.ceiling.missing}
        unworkable = set(REAL.derived) - set(REAL.known(following.before.facts))  # only then is such a fact asked for itself
        assert set(following.plan.remaining) <= set(step.plan.remaining) - {step.question} | opened | unworkable
        assert following.plan.tally.settled >= step.plan.tally.settled


def the_assessment_names_the_question_of_the_plan(held: Held, others: Others, random: Random) -> None:
    for step, before in zip(held.steps, held.assessments, strict=True):
        assert before.next_question == plan(REAL, step.before, ON, up_to="others").question
    assert assess(REAL, held.end, ON).next_question is None


def what_hangs_on_another_answer_is_asked_after_it_and_only_if_there_is_something_to_ask(
    held: Held, others: Others, random: Random
) -> None:
    for step in held.steps:
        gates = REAL.facts[step.question].hangs_on
        known = REAL.known(step.before.facts)
        is_there = any(gate in known and not REAL.facts[gate].says_nothing(known[gate]) for gate in gates)
        assert is_there or not set(gates) & set(step.plan.remaining), f"{step.question} before {gates}"
        closed = [gate for gate in gates if gate in step.before.dont_know or (gate in known and REAL.facts[gate].says_nothing(known[gate]))]
        assert not gates or len(closed) < len(gates), f"{step.question} after {closed}"


@given(answers=partly_unknown, measure_id=st.sampled_from(sorted(REAL.measures)))
@settings(max_examples=40)
def test_one_measure_is_settled_with_its_own_facts(answers: Mapping[str, Answer], measure_id: str) -> None:
    steps, end = sitting(REAL, answers, only=measure_id)
    ceilings = [rule.ceiling for rule in REAL.stacking.values() if rule.ceiling is not None and measure_id in rule.concerned]
    limiting = {fact for ceiling in ceilings for fact in facts_of_amount(ceiling, REAL.tables)}
    assert {step.question for step in steps} <= set(facts_of_measure(REAL.measures[measure_id])) | limiting
    result = assess_measure(REAL.measures[measure_id], REAL, end.facts, ON)
    assert {*result.missing, *result.funding.missing} <= {*end.dont_know, *hanging_on(end.dont_know), *beside_a_gap(end)}


@given(answers=partly_unknown, section=st.sampled_from([section.section for section in REAL.sections]))
@settings(max_examples=20)
def test_one_section_asks_its_own_facts(answers: Mapping[str, Answer], section: str) -> None:
    steps, end = sitting(REAL, answers, section=section)
    assert {REAL.facts[step.question].section for step in steps} <= {section}
    assert not [name for name in plan(REAL, end, ON).remaining if name.startswith(f"{section}.")]


def what_was_not_known_can_be_asked_again(held: Held, others: Others, random: Random) -> None:
    end = held.end
    again = plan(REAL, end, ON, again=True)
    assert set(again.remaining) <= {*end.dont_know, *hanging_on(end.dont_know), *beside_a_gap(end)}
    assert plan(REAL, end, ON, again=True, skipped=set(again.remaining)).question is None


OF_EVERY_SITTING: Sequence[Callable[[Held, Others, Random], None]] = (
    every_question_can_change_something,
    it_stops_when_nothing_can_change,
    the_answers_by_file_give_the_same_assessment,
    sections_and_rounds_stay_together,
    each_answer_leaves_fewer_questions,
    the_assessment_names_the_question_of_the_plan,
    what_hangs_on_another_answer_is_asked_after_it_and_only_if_there_is_something_to_ask,
    what_was_not_known_can_be_asked_again,
)
"""What is demanded of one sitting: to hold it takes longer than to look at it."""


@pytest.mark.parametrize("known", [True, False], ids=["from the bundled profile", "from nothing"])
@given(others=firms)
@settings(max_examples=6)
def test_the_demo_firm_answers_at_most_half_of_what_the_catalogue_knows(known: bool, others: Mapping[str, Value]) -> None:
    demo = load_profile(DEMO, REAL.facts)
    steps, _ = sitting(REAL, {**others, **demo.facts}, demo if known else EMPTY)
    assert len(steps) <= len(REAL.facts) / 2


def typical_firm(**own: Answer) -> dict[str, Answer]:
    """A firm of the private sector in good standing that has none of the projects that are asked about, and these facts of its own."""
    known: dict[str, Answer] = {
        "enterprise.kind": "enterprise",
        "enterprise.in_guangdong": True,
        "enterprise.independent_legal_person": True,
        "enterprise.independent_civil_liability": True,
        "enterprise.founded": date(2014, 5, 6),
        "enterprise.employees": 260,
        "enterprise.revenue": Decimal(180_000_000),
        "enterprise.assets": Decimal(210_000_000),
        "compliance.tax_compliant": True,
        "compliance.honest_operation": True,
        **{name.replace("__", "."): value for name, value in own.items()},
    }
    return {fact.id: known.get(fact.id, nothing(fact)) for fact in REAL.facts.values()}


def nothing(fact: Fact) -> Answer:
    """That there is no such thing, or it is not known."""
    if fact.kind == "choice":
        return next((choice.id for choice in fact.choices if choice.nothing), UNKNOWN)
    answers: dict[str, Answer] = {"yes_no": False, "choices": frozenset(), "count": 0, "money": Decimal(0)}
    return 0 if fact.never is not None else answers.get(fact.kind, UNKNOWN)


TYPICAL = {
    "robot manufacturer in Guangzhou": typical_firm(
        enterprise__city="guangzhou",
        enterprise__district="guangzhou_huangpu",
        enterprise__fields=frozenset({"robotics", "manufacturing"}),
        enterprise__sector="industry",
        titles__little_giant_year=2025,
        titles__little_giant_city_award=Decimal(300_000),
        titles__high_tech=True,
        titles__provincial_specialised_sme=True,
        loan__kind="fixed_asset",
    ),
    "AI software firm in Shenzhen": typical_firm(
        enterprise__city="shenzhen",
        enterprise__district="shenzhen_nanshan",
        enterprise__fields=frozenset({"ai", "software"}),
        enterprise__sector="software_it",
        titles__high_tech=True,
        open_source__platform=True,
        open_source__field="ai",
        scenario__ai_sectors=frozenset({"medical"}),
    ),
}


@pytest.mark.parametrize("firm", TYPICAL)
def test_a_typical_firm_answers_few_questions_to_the_end_of_the_policy_and_is_asked_for_the_rest_after_it(firm: str) -> None:
    own, end = sitting(REAL, TYPICAL[firm], up_to="policy")
    assert 8 <= len(own) <= 30
    of_policy = {name: found for name, found in outcomes(REAL, end.facts).items() if REAL.scope_of(REAL.measures[name]) == "policy"}
    unsettled = {name for name in of_policy if assess_measure(REAL.measures[name], REAL, end.facts, ON).eligibility == "undetermined"}
    settled = {name: found for name, found in of_policy.items() if name not in unsettled}
    assert all(window_of(REAL.measures[name], REAL, ON).state == "closed" for name in unsettled)
    later, _ = sitting(REAL, TYPICAL[firm], end, up_to="others")
    assert later
    for step in later:
        assert {REAL.scope_of(need.measure) for need in step.plan.needs} != {"policy"}, step.question
    whole = change_profile(end, {step.question: TYPICAL[firm][step.question] for step in later})
    assert {name: outcomes(REAL, whole.facts)[name] for name in settled} == settled, "what was said to be settled is"


@given(answers=firms)
@settings(max_examples=5)
def test_nobody_answers_more_than_thirty_questions_to_the_end_of_the_policy(answers: Mapping[str, Answer]) -> None:
    steps, _ = sitting(REAL, answers, up_to="policy")
    assert len(steps) <= 30
    for step in steps:
        assert any(REAL.scope_of(need.measure) == "policy" for need in step.plan.needs), step.question


# On random small catalogues: every completion is tried

WORDS = Text("文字", "text")
SOURCE = Source(document="policy", confidence="official")
NAMES = ("one.a", "one.b", "one.c", "two.a", "two.b", "two.c")


def of_words(fact: str) -> Fact:
    """A fact that is answered with yes or no."""
    return Fact(id=fact, kind="yes_no", label=WORDS, question=WORDS, change="quick", change_reason=WORDS)


@st.composite
def conditions(draw: st.DrawFn, names: Sequence[str], *, depth: int) -> Condition:
    """A condition that looks at each of the facts once: then each of them matters, whatever the others are."""
    if len(names) == 1:
        single = Compare(fact=names[0], operator="in", operand=(draw(st.booleans()),))
        return Not(part=single) if draw(st.booleans()) else single
    every = draw(st.booleans())
    if depth == 1:
        parts = tuple(draw(conditions([name], depth=0)) for name in names)
    else:
        cut = draw(st.integers(1, len(names) - 1))
        parts = (draw(conditions(names[:cut], depth=depth - 1)), draw(conditions(names[cut:], depth=depth - 1)))
    return AllOf(parts=parts) if every else AnyOf(parts=parts)


@st.composite
def measures(draw: st.DrawFn, measure_id: str, *, depth: int) -> Measure:
    """A measure with up to three criteria, and an amount that a condition may decide on where ``depth`` is above 1."""
    names = draw(st.permutations(NAMES))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    groups = [names[sum(sizes[:index]) : sum(sizes[: index + 1])] for index in range(len(sizes))]
    criteria = tuple(
        Criterion(id=f"criterion-{index}", text=WORDS, source=SOURCE, when=draw(conditions(group, depth=depth)))
        for index, group in enumerate(groups)
        if group
    )
    amounts = Tiers(
        tiers=(Tier(when=draw(conditions(draw(st.permutations(NAMES))[:2], depth=1)), amount=Fixed(yuan=Decimal(2_000))),),
        otherwise=Fixed(yuan=Decimal(draw(st.sampled_from([1_000, 3_000])))),
    )
    funding = Funding(kind="cash", award="formula", amount=amounts if depth > 1 and draw(st.booleans()) else Fixed(yuan=Decimal(500)))
    return Measure(
        id=measure_id, document="policy", reviewed_on=ON, title=WORDS, benefit=WORDS, audience=WORDS, funding=funding, criteria=criteria
    )


@st.composite
def catalogues(draw: st.DrawFn, *, depth: int) -> Catalogue:
    """One to four measures over six facts in two sections."""
    named = [f"measure-{number}" for number in range(draw(st.integers(1, 4)))]
    sections = [
        FactSection(section=name, title=WORDS, order=order, facts=tuple(of_words(fact) for fact in NAMES if fact.startswith(name)))
        for order, name in enumerate(("one", "two"))
    ]
    contents = Contents(
        manifest=Manifest(version="1", reviewed_on=ON, covers_from=ON, covers_until=ON, languages=("zh", "en")),
        sections=tuple(sections),
        documents=(Document(id="policy", scope="policy", title=WORDS, confidence="official"),),
        tables=(),
        calls=(),
        stacking=(),
        implications=(),
        derived=(),
        contradictions=(),
        measures=tuple(draw(measures(name, depth=depth)) for name in named),
    )
    return Catalogue(contents, "sha256:0")


def completions(names: Sequence[str]) -> Iterator[dict[str, Value]]:
    """Every way to answer some questions with yes and no."""
    for values in product((True, False), repeat=len(names)):
        yield dict(zip(names, values, strict=True))


def matters(catalogue: Catalogue, step: Step) -> bool:
    """Whether two answers to the question make a difference, for some answers to the others."""
    others = [name for name in NAMES if name not in {step.question, *step.before.facts, *step.before.dont_know}]
    for rest in completions(others):
        for measure in catalogue.measures.values():
            given = ({**step.before.facts, **rest, step.question: value} for value in (True, False))
            if len({outcome(assess_measure(measure, catalogue, facts, ON)) for facts in given}) > 1:
                return True
    return False


def check_sitting(catalogue: Catalogue, answers: Mapping[str, Answer]) -> None:
    """Every question matters, and after the last one nothing does."""
    steps, end = sitting(catalogue, answers)
    for step in steps:
        assert matters(catalogue, step), step.question
    open_ones = [name for name in NAMES if name not in end.facts and name not in end.dont_know]
    assert all(outcomes(catalogue, {**end.facts, **rest}) == outcomes(catalogue, end.facts) for rest in completions(open_ones))


@given(catalogue=catalogues(depth=3), answers=st.fixed_dictionaries(dict.fromkeys(NAMES, st.booleans())))
@settings(max_examples=120)
def test_it_asks_until_nothing_can_change_and_no_longer(catalogue: Catalogue, answers: Mapping[str, Answer]) -> None:
    check_sitting(catalogue, answers)


@given(catalogue=catalogues(depth=1), answers=st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from([True, False, UNKNOWN]))))
@settings(max_examples=120)
def test_it_does_so_when_some_answers_are_not_known(catalogue: Catalogue, answers: Mapping[str, Answer]) -> None:
    """Fixed amounts, and conditions of one level: beside a part that is never to be known, a deeper one may not matter any more."""
    check_sitting(catalogue, answers)
