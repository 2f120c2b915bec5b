"""The file behind a questionnaire: locked while it is open, and replaced atomically after each answer."""

import os
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.earlier_answers import NOTHING, EarlierAnswers, read_earlier_answers
from guangdong_ai.cli.ask.lock import ProfileLock
from guangdong_ai.foundation.atomic_file import write_whole
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.not_written import why_not_written
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import LARGEST
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import save_profile

if TYPE_CHECKING:
    from guangdong_ai.cli.ask.outside_edits import MergedEdits


class Draft:
    """A profile file that one questionnaire is working on.

    ``start``: what a new one begins with. Raises Refused when another one holds it, when its folder cannot be written to, and when its content is no profile.
    """

    def __init__(self, path: Path, facts: Mapping[str, Fact], start: EarlierAnswers = NOTHING) -> None:
        self.path = path
        self._facts = facts
        self._lock = ProfileLock(path)
        try:
            self.is_new = not path.exists()
            self._seen = None if self.is_new else _content(path)
            self.earlier: EarlierAnswers = start if self.is_new else read_earlier_answers(path, facts)
        except BaseException:
            self._lock.release()
            raise
        self._base = self._saved = self.earlier.profile
        self._must_copy = self.earlier.commented
        self.copy: Path | None = None
        """Where the file was copied to before it was saved, if it had comments or something else that is not in what is saved."""

    def outside_edits(self, profile: Profile, refused: Mapping[str, Finding]) -> "MergedEdits | None":
        """``profile`` merged with what others wrote into the file since it was read or saved; None if nobody did.

        What cannot be merged (comments, answers, a file that is no profile) is copied to another file before the next saving.
        """
        content = _content(self.path)
        if content is None or content == self._seen:
            return None
        from guangdong_ai.cli.ask.outside_edits import MergedEdits, brought_together

        self._seen = content
        try:
            theirs = read_earlier_answers(self.path, self._facts)
        except Refused:
            theirs = NOTHING
        if theirs is NOTHING:  # broken or empty: an editor may be in the middle of writing it
            self._must_copy = True
            return MergedEdits(profile=profile, untouched=self._base, refused=refused, taken_in=(), ours=(), is_profile=False)
        together = brought_together(self._base, self._saved, profile, theirs)
        # What is taken in was not touched by the sitting, now as before.
        self._base = together.untouched
        self._must_copy = theirs.commented or bool(together.ours)
        return together

    def save(self, profile: Profile, refused: Mapping[str, object]) -> None:
        """Replace the file with ``profile``, and those answers in the file that are ``refused`` and were not given anew.

        Atomic. Raises Refused when the file, or the copy for its comments, cannot be written; the file then is as it was.
        """
        if self._must_copy and self.path.exists():
            self.copy = _copied(self.path)
            self._must_copy = False
        known = {fact_id: fact for fact_id, fact in self._facts.items() if fact_id not in refused}
        with signals_deferred():
            self._seen = save_profile(profile, self.path, known)
        self._saved = profile

    def close(self) -> None:
        """Release the lock."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _content(path: Path) -> bytes | None:
    """The bytes of the file; None where there is none, or it cannot be read: saving will report that."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError:
        return None


def _copied(path: Path) -> Path:
    """A copy of the file beside it, under a new name. Raises Refused when it cannot be made, and then leaves no part of it."""
    names = (path.with_name(f"{path.name}.bak{number}") for number in chain([""], count(2)))
    copy = next(name for name in names if not os.path.lexists(name))
    try:
        write_whole(copy, path.read_bytes(), private=True)
    except OSError as error:
        raise Refused([_not_copied(copy, error)]) from None
    return copy


def _not_copied(copy: Path, error: OSError) -> Finding:
    reason = why_not_written(error)
    return Finding(
        message=Text("无法另存原件：{}", "the file as it is cannot be copied: {}").format(reason),
        hint=Text("原有内容没有改动", "nothing was changed"),
        place=Place(file=copy),
    )
