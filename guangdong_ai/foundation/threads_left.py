"""Threads that nobody waits for any more. Ending the interpreter while one of them is in Python code would abort the process."""

from threading import Event

_left = Event()


def leave_threads() -> None:
    """Say that from now on threads of an engine may be left running: this process is to end without ending the interpreter."""
    _left.set()


def threads_are_left() -> bool:
    """Whether that was said."""
    return _left.is_set()
