"""The open question: everything that a prompt shows about it."""

from guangdong_ai.assessment.questionnaire import Need, Tally
from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.cli.ask.possible_choices import with_possible_choices
from guangdong_ai.cli.ask.registered_city import registered_choice
from guangdong_ai.cli.ask.session import Session, asked_now, current_plan, needing
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Value


@record
class RefusedAnswer:
    """The value in the file that is no accepted answer, and what is wrong with it."""

    given: object
    finding: Finding


@record
class Question:
    """A fact, why it is asked for, and how much is settled. A fact that is not answered has the choices that the other answers leave.

    ``following``: the number of questions that may come after this one. ``answer``: the present one, if any. ``hint``: what another answer suggests.
    """

    fact: Fact
    section: FactSection
    needs: tuple[Need, ...]
    tally: Tally
    following: int
    answer: Value | Unknown | None
    refused: RefusedAnswer | None
    hint: Text | None


def open_question(session: Session) -> Question | None:
    """The question to ask now; None when no answer can change anything any more."""
    planned = current_plan(session)
    fact_id = asked_now(session, planned)
    if fact_id is None:
        return None
    fact, answer = session.catalogue.facts[fact_id], _answer(session, fact_id)
    if answer is None:
        fact = with_possible_choices(fact, session.profile.facts, session.catalogue)
    queue = (name for name in session.queue if not session.catalogue.facts[name].traits.is_identifying or name in session.refused)
    to_follow = {*planned.remaining, *queue} - {fact_id}
    return Question(
        fact=fact,
        section=next(section for section in session.catalogue.sections if section.section == fact.section),
        needs=planned.needs if fact_id == planned.question else needing(session, fact_id).needs,
        tally=planned.tally,
        following=len(to_follow),
        answer=answer,
        refused=_refused(session, fact),
        hint=_hint(session, fact),
    )


def _answer(session: Session, fact_id: str) -> Value | Unknown | None:
    return UNKNOWN if fact_id in session.profile.dont_know else session.profile.facts.get(fact_id)


def _refused(session: Session, fact: Fact) -> RefusedAnswer | None:
    finding = session.refused.get(fact.id)
    return None if finding is None else RefusedAnswer(given=session.profile.document[fact.section][fact.name], finding=finding)


def _hint(session: Session, fact: Fact) -> Text | None:
    """For the city: where the credit code was issued, if there is one and the place is a choice."""
    codes = [session.profile.facts.get(other.id) for other in session.catalogue.facts.values() if other.format == "credit_code"]
    for code in codes:
        choice = registered_choice(fact, code) if isinstance(code, str) else None
        if choice is not None:
            return Text(
                "按统一社会信用代码，登记机关在{}；注册地可能已经迁移",
                "by the credit code it was registered in {}; it may have moved since",
            ).format(choice.label)
    return None
