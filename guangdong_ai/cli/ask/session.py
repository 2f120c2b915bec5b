"""The state of a questionnaire as a value: what was answered, skipped and reopened. Every step returns a new one."""

from collections.abc import Mapping, Sequence
from datetime import date

from guangdong_ai.assessment.questionnaire import Plan, plan
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.profiles.asked_up_to import STAGES, Stage, asked_up_to, with_asked_up_to
from guangdong_ai.profiles.profile import Profile, change_profile
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value


@record
class AskedFor:
    """What is asked for: everything that matters, or only what one measure needs, or one section.

    ``again``: also what was answered with don't know. ``up_to``: the last stage that is asked for without asking whether to go on to it.
    ``titles``: also what the titles need that can be won, after the measures.
    """

    only: str | None = None
    section: str | None = None
    again: bool = False
    up_to: Stage = STAGES[0]
    titles: bool = False


@record
class Session:
    """A questionnaire at one moment.

    ``refused``: by fact, answers in the file that the catalogue does not accept; they are asked for again. ``queue``: facts that are asked
    for before those of the plan. ``trail``: facts that one can go back to, the last one last; ``looking_at``: the position in it after
    going back. ``after``: the fact that the plan asked for last. ``skipped``: facts not asked for any more in this sitting.
    """

    catalogue: Catalogue
    profile: Profile
    as_of: date
    scope: AskedFor = AskedFor()
    refused: Mapping[str, Finding] = field(default_factory=dict)
    queue: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    looking_at: int | None = None
    after: str | None = None
    skipped: frozenset[str] = frozenset()


def begin(
    catalogue: Catalogue,
    profile: Profile,
    as_of: date,
    scope: AskedFor,
    *,
    refused: Mapping[str, Finding] | None = None,
    named_here: bool = False,
    first: Sequence[str] = (),
) -> Session:
    """The session at the beginning of a sitting.

    Refused answers are asked for first, since the file cannot be used until they are corrected. Facts that only describe the applicant (its
    name, its code) decide nothing and are asked for only if the profile was ``named_here``, its section is named, or they are in ``first``.
    It goes as far as the scope says, or as was agreed to in an earlier sitting.
    """
    refused = refused or {}
    scope = replace(scope, up_to=max(scope.up_to, asked_up_to(profile), key=STAGES.index))
    session = Session(catalogue=catalogue, profile=profile, as_of=as_of, scope=scope, refused=refused)
    describing = [
        fact.id
        for fact in catalogue.facts.values()
        if fact.traits.is_identifying and (named_here or fact.section == scope.section or fact.id in first) and _is_open(session, fact.id)
    ]
    queue = (*refused, *(fact for fact in describing if fact not in refused))
    trail = tuple(fact for fact in catalogue.facts if _is_answered(session, fact) and _is_in_section(session, fact))
    return replace(session, queue=queue, trail=trail, after=_section_to_go_on_with(session))


def current_plan(session: Session) -> Plan:
    """What the questionnaire would ask for next, and how much is settled."""
    scope = session.scope
    return plan(
        session.catalogue,
        session.profile,
        session.as_of,
        only=scope.only,
        section=scope.section,
        after=session.after,
        again=scope.again,
        skipped=session.skipped,
        up_to=scope.up_to,
        titles=scope.titles,
    )


def needing(session: Session, fact: str) -> Plan:
    """The plan if ``fact`` were unknown and nothing else could be asked for: which measures need it."""
    facts = {name: value for name, value in session.profile.facts.items() if name != fact}
    others = frozenset(session.catalogue.facts) - {fact}
    without = replace(session.profile, facts=facts)
    return plan(session.catalogue, without, session.as_of, only=session.scope.only, again=True, skipped=others, titles=session.scope.titles)


def asked_now(session: Session, planned: Plan) -> str | None:
    """The fact to ask for: one that is reopened, else the next of the queue, else the plan's question."""
    if session.looking_at is not None:
        return session.trail[session.looking_at]
    return next(iter(session.queue), planned.question)


def answered(session: Session, fact: str, answer: Value | Unknown) -> Session:
    """The session after ``fact`` is answered; every other answer stays."""
    from_plan = session.looking_at is None and fact not in session.queue
    asked_enough = session.scope.again and isinstance(answer, Unknown)
    return replace(
        _passed(session, fact),
        profile=change_profile(session.profile, {fact: answer}),
        refused={name: finding for name, finding in session.refused.items() if name != fact},
        after=fact if from_plan else session.after,
        skipped=session.skipped | {fact} if asked_enough else session.skipped - {fact},
    )


def skipped(session: Session, fact: str) -> Session:
    """The session after ``fact`` is skipped: not asked for again in this sitting; its answer, if any, stays."""
    from_plan = session.looking_at is None and fact not in session.queue
    passed = _passed(session, fact)
    if fact in session.profile.facts:
        return passed
    return replace(passed, skipped=session.skipped | {fact}, after=fact if from_plan else session.after)


def back(session: Session) -> Session | None:
    """The session with the question before this one reopened; None at the first one."""
    place = (len(session.trail) if session.looking_at is None else session.looking_at) - 1
    return None if place < 0 else replace(session, looking_at=place)


def looking_at(session: Session, fact: str) -> Session:
    """The session with ``fact`` reopened, wherever it is on the trail."""
    trail = session.trail if fact in session.trail else (*session.trail, fact)
    return replace(session, trail=trail, looking_at=trail.index(fact))


def asked_again(session: Session, facts: Sequence[str]) -> Session:
    """The session in which these facts are asked for again, in this order and first; their answers stay until they are changed."""
    return replace(session, queue=(*facts, *(fact for fact in session.queue if fact not in facts)), looking_at=None)


def still_open(session: Session) -> tuple[str, ...]:
    """Every fact that could still change something, including those skipped, not known or in other sections, but no idle ones."""
    scope, catalogue, profile, as_of = session.scope, session.catalogue, session.profile, session.as_of
    planned = plan(catalogue, profile, as_of, only=scope.only, again=True, up_to=scope.up_to, titles=scope.titles)
    elsewhere = plan(catalogue, profile, as_of, only=scope.only, skipped=session.skipped, up_to=scope.up_to, titles=scope.titles)
    unanswered = session.skipped.union(session.profile.dont_know)
    return tuple(fact for fact in planned.remaining if fact in unanswered or fact in elsewhere.remaining)


def going_on_to(session: Session, stage: Stage) -> Session:
    """The session with the questions of the stages up to this one; its profile remembers that."""
    return replace(session, scope=replace(session.scope, up_to=stage), profile=with_asked_up_to(session.profile, stage))


@record
class Beyond:
    """A stage after those of the session, and the number of questions that would follow if it were asked for too."""

    stage: Stage
    questions: int


def beyond(session: Session) -> tuple[Beyond, ...]:
    """The later stages that have questions of their own, counted for each without those of the one before; () as long as a question is open."""
    asked = frozenset(current_plan(session).remaining)
    if asked or session.scope.only is not None:
        return ()
    found = []
    for stage in STAGES[STAGES.index(session.scope.up_to) + 1 :]:
        remaining = current_plan(going_on_to(session, stage)).remaining
        new = len(asked.union(remaining)) - len(asked)
        if new:
            found.append(Beyond(stage=stage, questions=new))
        asked |= frozenset(remaining)
    return tuple(found)


def for_titles(session: Session) -> int:
    """The number of questions that would follow if titles were asked for too; 0 as long as a question is open, or where they are asked for."""
    scope = session.scope
    if scope.titles or scope.only is not None or current_plan(session).remaining:
        return 0
    return len(current_plan(replace(session, scope=replace(scope, titles=True))).remaining)


def _passed(session: Session, fact: str) -> Session:
    trail = (*(name for name in session.trail if name != fact), fact)
    return replace(session, trail=trail, looking_at=None, queue=tuple(name for name in session.queue if name != fact))


def _is_answered(session: Session, fact: str) -> bool:
    return fact in session.profile.facts or fact in session.profile.dont_know


def _is_open(session: Session, fact: str) -> bool:
    return not _is_answered(session, fact)


def _is_in_section(session: Session, fact: str) -> bool:
    return session.scope.section in (None, session.catalogue.facts[fact].section)


def _section_to_go_on_with(session: Session) -> str | None:
    """A fact of the section that was being asked for when the last sitting ended: one that has answers and questions.

    A section is finished before another begins, so there is rarely more than one; of several the one of the plan's question.
    """
    begun = {session.catalogue.facts[fact].section for fact in session.catalogue.facts if _is_answered(session, fact)}
    return next((fact for fact in current_plan(session).remaining if session.catalogue.facts[fact].section in begun), None)
