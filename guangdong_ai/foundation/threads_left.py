"""Whether threads are still running that nobody waits for. Ending the interpreter while one of them is in Python code would abort the process."""

from threading import Event

_left = Event()


def leave_threads() -> None:
    """Say that threads of an engine may be left running: this process must end without ending the interpreter."""
    _left.set()


def threads_are_left() -> bool:
    """Whether ``leave_threads`` was called."""
    return _left.is_set()
