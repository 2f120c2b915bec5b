"""Signals wait for the end of a stretch, and are handled then."""

import signal
from collections.abc import Iterator
from threading import Thread

import pytest

from guangdong_ai.batch.deferred_signals import signals_deferred
from guangdong_ai.cli.stopping import stops_in_order


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
