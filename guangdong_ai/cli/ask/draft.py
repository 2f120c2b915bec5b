"""The file behind a questionnaire: locked while it is open, and saved whole after each answer."""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import Self

from guangdong_ai.atomic_file import write_whole
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.earlier_answers import NOTHING, EarlierAnswers, read_earlier_answers
from guangdong_ai.cli.ask.lock import ProfileLock
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import save_profile
from guangdong_ai.text import Text


class Draft:
    """A profile file in the hands of one questionnaire.

    Raises Refused when another one has it, when its folder cannot be written to, and when what is in it is no profile.
    """

    def __init__(self, path: Path, facts: Mapping[str, Fact]) -> None:
        self.path = path
        self._facts = facts
        self._lock = ProfileLock(path)
        try:
            self.is_new = not path.exists()
            self.earlier: EarlierAnswers = NOTHING if self.is_new else read_earlier_answers(path, facts)
        except BaseException:
            self._lock.release()
            raise
        self.copy: Path | None = None
        """Where the file was copied to before it was first saved, if it had comments."""

    def save(self, profile: Profile, refused: Mapping[str, object]) -> None:
        """Replace the file by ``profile``, together with the answers of the file that are ``refused`` and were not given anew.

        It is there whole or not at all, whatever happens. Raises Refused when it, or the copy for its comments, cannot be written; the
        file then is as it was.
        """
        if self.earlier.commented and self.copy is None and self.path.exists():
            self.copy = _copied(self.path)
        known = {fact_id: fact for fact_id, fact in self._facts.items() if fact_id not in refused}
        with _undisturbed():
            save_profile(profile, self.path, known)

    def close(self) -> None:
        """Let others have the file."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that end the process wait until this is over, so that no half-written file is left beside the profile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _copied(path: Path) -> Path:
    """A copy of the file beside it, under a name that is free. Raises Refused when it cannot be made, and then leaves nothing of it."""
    names = (path.with_name(f"{path.name}.bak{number}") for number in chain([""], count(2)))
    copy = next(name for name in names if not os.path.lexists(name))
    try:
        write_whole(copy, path.read_bytes(), private=True)
    except OSError as error:
        raise Refused([_not_copied(copy, error)]) from None
    return copy


def _not_copied(copy: Path, error: OSError) -> Finding:
    reason = error.strerror or str(error)
    return Finding(
        message=Text(f"无法另存带注释的原件：{reason}", f"the file with its comments cannot be copied: {reason}"),
        hint=Text("原有内容没有改动", "nothing was changed"),
        place=Place(file=copy),
    )
