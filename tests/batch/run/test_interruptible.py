"""Work beside the thread that hears signals: an interruption is a KeyboardInterrupt, at whatever moment it comes."""

import signal
import threading

import pytest

from guangdong_ai.batch.run import interruptible
from guangdong_ai.batch.run.interruptible import Look, interruptibly
from guangdong_ai.threads_left import threads_are_left


@pytest.fixture(autouse=True)
def no_threads_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told of threads is told to the process that ends next: here none does."""
    monkeypatch.setattr("guangdong_ai.threads_left._left", threading.Event())


def test_an_interruption_while_the_work_is_just_being_started_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    class JustStarting(threading.Thread):
        def start(self) -> None:
            signal.raise_signal(signal.SIGINT)
            super().start()

    def work(look: Look) -> None:
        while True:
            look()

    monkeypatch.setattr(interruptible, "Thread", JustStarting)
    with pytest.raises(KeyboardInterrupt):
        interruptibly(work)
    assert threads_are_left()


def test_work_that_cannot_be_started_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoMore(threading.Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(interruptible, "Thread", NoMore)
    with pytest.raises(RuntimeError, match="can't start new thread"):
        interruptibly(lambda _: None)
