"""Work beside the thread that hears signals: an interruption is a KeyboardInterrupt, at whatever moment it comes."""

import subprocess
import sys
import threading

import pytest

from guangdong_ai.batch.run import interruptible
from guangdong_ai.batch.run.interruptible import interruptibly

JUST_STARTING = """
import signal, threading, time
from guangdong_ai.batch.run import interruptible
from guangdong_ai.foundation.threads_left import threads_are_left

class JustStarting(threading.Thread):
    def start(self):
        signal.raise_signal(signal.SIGINT)
        super().start()

def work(look):
    for _ in range(1000):
        look()
        time.sleep(0.01)

interruptible.Thread = JustStarting
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    interruptible.interruptibly(work)
except KeyboardInterrupt:
    print("interrupted", threads_are_left())
"""


def test_an_interruption_while_the_work_is_just_being_started_is_one() -> None:
    """In a process of its own: only its main thread hears signals."""
    done = subprocess.run([sys.executable, "-c", JUST_STARTING], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("interrupted True\n", "", 0)


def test_work_that_cannot_be_started_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoMore(threading.Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(interruptible, "Thread", NoMore)
    monkeypatch.setattr("guangdong_ai.foundation.threads_left._left", threading.Event())
    with pytest.raises(RuntimeError, match="can't start new thread"):
        interruptibly(lambda _: None)
