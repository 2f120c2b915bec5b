"""Signals wait for the end of a stretch, and are handled then."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Thread

import pytest

from guangdong_ai.cli.stopping import stops_in_order
from guangdong_ai.foundation.deferred_signals import signals_deferred


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """SIGINT as a program has it that is started by a person: a shell may have it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: str(number.name))
def test_a_signal_is_handled_when_the_stretch_ends(number: signal.Signals) -> None:
    done = []

    def work() -> None:
        with stops_in_order():
            with signals_deferred():
                signal.raise_signal(number)
                signal.raise_signal(number)
                done.append("all of it")
            done.append("no more")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_went_wrong_in_the_stretch_is_not_lost() -> None:
    def work() -> None:
        with signals_deferred():
            signal.raise_signal(signal.SIGINT)
            raise ValueError

    with pytest.raises(KeyboardInterrupt) as stopped:
        work()
    assert isinstance(stopped.value.__context__, ValueError)


def test_without_a_signal_nothing_happens() -> None:
    before = signal.getsignal(signal.SIGINT)
    with signals_deferred():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_go_on_as_they_are() -> None:
    done = []

    def work() -> None:
        with signals_deferred():
            done.append("worked")

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["worked"]


@pytest.mark.skipif(sys.platform == "win32", reason="a process is ended by signals in another way there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_that_nobody_handles_ends_the_process_after_the_block(name: str) -> None:
    code = (
        "import signal\n"
        "from guangdong_ai.foundation.deferred_signals import signals_deferred\n"
        f"signal.signal(signal.{name}, signal.SIG_DFL)\n"
        "with signals_deferred():\n"
        f"    signal.raise_signal(signal.{name})\n"
        "    print('all of it', flush=True)\n"
        "print('no more', flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (-getattr(signal, name), "all of it\n")


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with signals_deferred():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
