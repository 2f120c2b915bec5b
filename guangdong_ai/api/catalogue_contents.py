"""What the catalogue holds, and which of its facts are still worth asking an applicant for."""

from datetime import date

from guangdong_ai.api.checked_answers import Answers, Policies, catalogue_of, checked_answers
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure


def measures(*, policies: Policies = ()) -> tuple[Measure, ...]:
    """All measures of the catalogue, in its order. ``policies``: folders laid over the bundled one. Raises Refused with what is wrong in them."""
    return tuple(catalogue_of(policies).measures.values())


def facts(*, policies: Policies = ()) -> tuple[Fact, ...]:
    """All facts that answers may give, in the order in which they are asked and shown. As ``measures``."""
    return tuple(catalogue_of(policies).facts.values())


def next_questions(answers: Answers, *, as_of: date | str | None = None, policies: Policies = ()) -> tuple[Fact, ...]:
    """The facts that can still change something, in the order in which to ask for them; what is said not to be known is not asked again.

    The first is the ``next_question`` of the assessment. The arguments, and what it raises, are those of ``assess``.
    """
    from guangdong_ai.assessment.questionnaire import plan

    checked = checked_answers(answers, as_of, catalogue_of(policies))
    remaining = plan(checked.catalogue, checked.profile, checked.as_of).remaining
    return tuple(checked.catalogue.facts[fact_id] for fact_id in remaining)
