"""Why a measure came out as it did: the criteria as trees with what the applicant answered, and the amount step by step.

All words come from the condition tree, the amount tree and the facts' own texts: a new measure is explained without any code.
"""

from collections.abc import Mapping

from guangdong_ai.assessment.criteria import CriterionOutcome
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.shown_value import show_value
from guangdong_ai.record import record
from guangdong_ai.reports.content.amount_steps import AmountStep, amount_steps
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.rules.condition import AllOf, AnyOf, Condition, Not, children, facts_of
from guangdong_ai.rules.evaluate import Outcome, Truth, deciding
from guangdong_ai.rules.value import Facts, Value
from guangdong_ai.text import Text


@record
class Answer:
    """What is known of a fact: ``value`` None where nothing is, ``dont_know`` where the applicant said so.

    ``implied``: why it follows from other answers, where it was not given.
    """

    fact: Fact
    value: Value | None
    dont_know: bool
    implied: Text | None = None

    @property
    def words(self) -> Text:
        """The answer as people read it."""
        if self.value is not None:
            shown = Text(show_value(self.fact, self.value, "zh"), show_value(self.fact, self.value, "en"))
            if self.implied is None:
                return shown
            return Text("{}（由此可知：{}）", "{} (implied: {})").format(shown, self.implied)
        return Text("不知道", "not known") if self.dont_know else Text("未填写", "not given")


@record
class Branch:
    """One node of a condition tree. ``words``: what it demands, or how its ``parts`` go together.

    ``decisive``: it is on the path that makes the criterion what it is, and the criterion on the one that makes the measure what it is.
    """

    words: Text
    truth: Truth
    decisive: bool
    answers: tuple[Answer, ...] = ()
    parts: tuple["Branch", ...] = ()


@record
class ExplainedCriterion:
    """A criterion with its outcome. ``tree`` is None where people alone judge it; ``call``: the round that it belongs to, if any."""

    criterion: Criterion
    call: Call | None
    outcome: CriterionOutcome
    decisive: bool
    tree: Branch | None


@record
class WorkedOut:
    """An amount step by step, in one ``reading`` of the text (None: there is only one); the last step is the result."""

    reading: Text | None
    steps: tuple[AmountStep, ...]


@record
class Explanation:
    """A result with everything that explains it."""

    result: MeasureResult
    criteria: tuple[ExplainedCriterion, ...]
    amounts: tuple[WorkedOut, ...]


def explanation(result: MeasureResult, profile: Profile, catalogue: Catalogue) -> Explanation:
    """The explanation of a measure's result for the profile that it was assessed for."""
    known, implied = catalogue.known(profile.facts), catalogue.implied(profile.facts)
    answers = {fact.id: _answer(fact, profile, known, implied.get(fact.id)) for fact in catalogue.facts.values()}
    criteria = tuple(
        ExplainedCriterion(
            criterion=item.criterion,
            call=item.call,
            outcome=item.outcome,
            decisive=item.decisive,
            tree=None if item.evaluated is None else _branch(item.evaluated, answers, catalogue.facts, decisive=item.decisive),
        )
        for item in result.criteria
    )
    amounts = tuple(
        WorkedOut(reading=None if reading is None else reading.text, steps=amount_steps(worth, known, catalogue))
        for reading, worth in result.funding.readings
    )
    return Explanation(result=result, criteria=criteria, amounts=amounts)


def _answer(fact: Fact, profile: Profile, known: Facts, rule: Follows | None) -> Answer:
    implied = None if rule is None else rule.implication.text
    return Answer(fact=fact, value=known.get(fact.id), dont_know=fact.id in profile.dont_know, implied=implied)


_TOGETHER: Mapping[type, Text] = {
    AllOf: Text("以下各项都要满足", "all of these"),
    AnyOf: Text("以下满足一项即可", "one of these"),
    Not: Text("以下不得成立", "not this"),
}


def _branch(outcome: Outcome, answers: Mapping[str, Answer], facts: Mapping[str, Fact], *, decisive: bool) -> Branch:
    condition = outcome.condition
    if _is_one_phrase(condition):
        return Branch(
            words=condition_in_words(condition, facts),
            truth=outcome.truth,
            decisive=decisive,
            answers=tuple(answers[fact] for fact in facts_of(condition)),
        )
    on_path = deciding(outcome)
    parts = tuple(_branch(part, answers, facts, decisive=decisive and any(part is other for other in on_path)) for part in outcome.parts)
    return Branch(words=_TOGETHER[type(condition)], truth=outcome.truth, decisive=decisive, parts=parts)


def _is_one_phrase(condition: Condition) -> bool:
    """A comparison, or one that is turned round."""
    return not children(condition) or (isinstance(condition, Not) and not children(condition.part))
