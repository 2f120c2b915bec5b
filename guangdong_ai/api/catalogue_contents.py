"""The measures and facts of the catalogue, and the facts that are still worth asking for."""

from datetime import date

from guangdong_ai.api.checked_answers import Answers, Policies, Scopes, catalogue_of, checked_answers
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure


def measures(*, policies: Policies = (), scopes: Scopes = ()) -> tuple[Measure, ...]:
    """All measures of the catalogue, in its order. ``policies`` and ``scopes`` as for ``assess``. Raises Refused."""
    return tuple(catalogue_of(policies, scopes).measures.values())


def facts(*, policies: Policies = ()) -> tuple[Fact, ...]:
    """All facts that may be answered, in the order in which they are asked and shown. ``policies`` as for ``assess``. Raises Refused."""
    return tuple(catalogue_of(policies).facts.values())


def next_questions(answers: Answers, *, as_of: date | str | None = None, policies: Policies = (), scopes: Scopes = ()) -> tuple[Fact, ...]:
    """The facts that can still change something, in the order to ask for them; without those said not to be known.

    The first is the ``next_question`` of the assessment. The arguments, and what it raises, are those of ``assess``.
    """
    from guangdong_ai.assessment.questionnaire import plan

    checked = checked_answers(answers, as_of, catalogue_of(policies, scopes))
    remaining = plan(checked.catalogue, checked.profile, checked.as_of).remaining
    return tuple(checked.catalogue.facts[fact_id] for fact_id in remaining)
