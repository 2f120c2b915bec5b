import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guangdong_ai.cli.ask.interruption import Ended, leaving_in_order

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these signals are a matter of POSIX")


def test_a_request_to_stop_ends_what_is_going_on_with_its_exit_code() -> None:
    with pytest.raises(Ended) as ended, leaving_in_order(lambda: None):
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.exit_code == 143


def test_nothing_on_the_way_takes_it_for_a_fault() -> None:
    assert not issubclass(Ended, Exception)


def test_afterwards_signals_mean_what_they_meant_before() -> None:
    def handlers() -> list[object]:
        return [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]

    before = handlers()
    with leaving_in_order(lambda: None):
        assert not set(before) & set(handlers())
    assert handlers() == before
    with pytest.raises(Ended), leaving_in_order(lambda: None):
        signal.raise_signal(signal.SIGTERM)
    assert handlers() == before


HANG_UP = """
import signal, sys
from pathlib import Path
from guangdong_ai.cli.ask.interruption import leaving_in_order
try:
    with leaving_in_order(lambda: Path(sys.argv[1]).write_text("closed")):
        signal.raise_signal(signal.SIGHUP)
finally:
    Path(sys.argv[1]).write_text("went on")
"""


def test_a_closed_terminal_ends_the_process_after_what_was_open_is_closed(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", HANG_UP, str(tmp_path / "told")], check=False, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (129, b"", b"")
    assert (tmp_path / "told").read_text(encoding="utf-8") == "closed"
