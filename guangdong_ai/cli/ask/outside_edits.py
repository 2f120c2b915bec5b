"""Edits that somebody else makes to the profile while a questionnaire has it open, merged with the answers given meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guangdong_ai.cli.ask.earlier_answers import EarlierAnswers
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.asked_up_to import ASKED_UP_TO
from guangdong_ai.profiles.profile import Profile, change_profile
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Value

State = Value | Unknown | None
"""What a profile says of a fact: an answer, that it is not known, or nothing."""


@record
class MergedEdits:
    """The result of a merge. ``refused``: answers in the file that are not accepted, as in EarlierAnswers.

    ``taken_in``: facts changed in the file only. ``ours``: facts changed differently on both sides, where the sitting's answer
    counts. ``untouched``: the profile at the beginning of the sitting, with what was taken in. ``is_profile``: False
    where the file is no profile any more, so that nothing of it was taken in.
    """

    profile: Profile
    untouched: Profile
    refused: Mapping[str, Finding]
    taken_in: tuple[str, ...]
    ours: tuple[str, ...]
    is_profile: bool = True


def brought_together(base: Profile, saved: Profile, ours: Profile, theirs: EarlierAnswers) -> MergedEdits:
    """``ours`` with every change in the file to a fact that the sitting did not change, and with all other content of the file.

    ``base``: the profile at the beginning of the sitting. ``saved``: what the sitting wrote last: a fact with that value, or with that of
    ``base``, was not edited, but written by an editor that had opened the file earlier.
    """
    facts = sorted({name for one in (base, ours, theirs.profile) for name in (*one.facts, *one.dont_know)} | set(theirs.refused))
    touched = {fact for fact in facts if _state(ours, fact) != _state(base, fact)}
    others = [fact for fact in facts if fact not in touched]
    taken_in = tuple(fact for fact in others if _state(theirs.profile, fact) != _state(ours, fact))
    contested = tuple(fact for fact in facts if fact in touched and _is_contested(fact, base, saved, ours, theirs))
    profile = change_profile(_without(ours, taken_in), _said_by(theirs.profile, taken_in))
    return MergedEdits(
        profile=replace(profile, document=_going_as_far(theirs.profile.document, ours)),
        untouched=change_profile(_without(base, taken_in), _said_by(theirs.profile, taken_in)),
        refused={fact: finding for fact, finding in theirs.refused.items() if fact not in touched},
        taken_in=taken_in,
        ours=contested,
    )


def _going_as_far(document: Mapping[str, Any], ours: Profile) -> Mapping[str, Any]:
    """The document, which remembers the stage that was agreed to in this sitting."""
    return document if ASKED_UP_TO not in ours.document else {**document, ASKED_UP_TO: ours.document[ASKED_UP_TO]}


def _is_contested(fact: str, base: Profile, saved: Profile, ours: Profile, theirs: EarlierAnswers) -> bool:
    if fact in theirs.refused:
        return True
    said = _state(theirs.profile, fact)
    return said is not None and all(said != _state(one, fact) for one in (ours, saved, base))


def _state(profile: Profile, fact: str) -> State:
    return UNKNOWN if fact in profile.dont_know else profile.facts.get(fact)


def _said_by(profile: Profile, facts: Iterable[str]) -> dict[str, Value | Unknown]:
    states = {fact: _state(profile, fact) for fact in facts}
    return {fact: state for fact, state in states.items() if state is not None}


def _without(profile: Profile, facts: Iterable[str]) -> Profile:
    gone = frozenset(facts)
    return replace(
        profile,
        facts={fact: value for fact, value in profile.facts.items() if fact not in gone},
        dont_know=tuple(fact for fact in profile.dont_know if fact not in gone),
    )


def in_words(together: MergedEdits, labels: Mapping[str, Text]) -> Iterator[Text]:
    """What to say about the merge. ``labels``: the names of the facts."""
    if not together.is_profile:
        yield Text(
            "档案被其他程序改动，现在无法读取；保存的仍是这里的答案",
            "Another program changed the file, and it cannot be read now; what is saved are the answers given here",
        )
        return
    if together.taken_in:
        named = _named(together.taken_in, labels)
        yield Text("档案被其他程序改动，已采用：{}", "Another program changed the file; taken in: {}").format(named)
    else:
        yield Text("档案被其他程序改动", "Another program changed the file")
    if together.ours:
        named = _named(together.ours, labels)
        yield Text("这些项以这里的答案为准：{}", "For these, the answers given here count: {}").format(named)


def _named(facts: Iterable[str], labels: Mapping[str, Text]) -> Text:
    return joined(Text("、", ", "), [labels.get(fact, Text(fact, fact)) for fact in facts])
