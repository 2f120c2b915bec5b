"""The program in a pseudo-terminal: what it writes, what is typed, and how it ends."""

import os
import signal
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic, sleep

import pexpect  # type: ignore[import-untyped,unused-ignore]

PATIENCE = 60.0
"""Seconds until a wait is given up: far more than a busy machine needs."""


def _interruptible() -> None:
    """Tests that run in the background ignore Ctrl-C, and what they start would inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class ProgramInTerminal:
    """A run of the program. All that it wrote so far is kept; it is read only while something is waited for."""

    def __init__(
        self,
        *arguments: str,
        environment: Mapping[str, str],
        folder: Path,
        columns: int = 100,
        rows: int = 30,
        term: str = "xterm-256color",
    ) -> None:
        command = ["-m", "guangdong_ai", *arguments]
        with warnings.catch_warnings():
            # A worker of pytest-xdist has a second thread, and from 3.12 on Python warns of any fork then. Here an exec follows at once.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                sys.executable,
                command,
                env={**environment, "TERM": term},
                cwd=str(folder),
                dimensions=(rows, columns),
                timeout=PATIENCE,
                preexec_fn=_interruptible,
            )
        self._child.delaybeforesend = None
        self.arguments = arguments
        self.written = b""
        self.ended = False
        """Whether the program has closed its end of the terminal, and all that it wrote is read."""

    @property
    def pid(self) -> int:
        """The process."""
        return int(self._child.pid)

    def type(self, text: str) -> None:
        """Press the keys of ``text``."""
        self._child.send(text.encode())

    def read(self, seconds: float) -> None:
        """Read what it writes, waiting for at most that long."""
        try:
            data = bytes(self._child.read_nonblocking(1 << 16, seconds))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self.ended = True
            return
        self.written += data
        self.received(data)

    def received(self, data: bytes) -> None:
        """Called with each piece that was read."""

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until the condition holds. ``what`` is said when it does not come true."""
        deadline = monotonic() + PATIENCE
        while not condition():
            assert not self.ended, f"the program ended before: {what}\n{self.shown()}"
            assert monotonic() < deadline, f"waited in vain for: {what}\n{self.shown()}"
            self.read(0.5)

    def wait_until_quiet(self) -> None:
        """Read until nothing more comes for a while: then the program waits for a key."""
        length = -1
        while length != len(self.written):
            length = len(self.written)
            self.read(0.3)

    def shown(self) -> str:
        """What to show when a wait is given up."""
        return self.written.decode(errors="replace")

    def exit_code(self) -> int:
        """Read to the end and wait for the process. For one that was killed by a signal the number is negative."""
        deadline = monotonic() + PATIENCE
        while not self.ended:
            assert monotonic() < deadline, f"it does not end\n{self.shown()}"
            self.read(0.5)
        while self._child.isalive():
            assert monotonic() < deadline, "the process stays"
            sleep(0.005)
        return -int(self._child.signalstatus) if self._child.signalstatus else int(self._child.exitstatus)

    def send_signal(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    def is_restored(self) -> bool:
        """Whether the terminal echoes what is typed, as it did before the program began."""
        return bool(self._child.getecho())

    def close_window(self) -> int:
        """Take the terminal away, as closing its window does, and wait for the process: its exit code, like ``exit_code``."""
        terminal = self._child.ptyproc
        terminal.fileobj.close()
        deadline, found, status = monotonic() + PATIENCE, 0, 0
        while not found:
            assert monotonic() < deadline, "the process outlives its terminal"
            sleep(0.005)
            found, status = os.waitpid(self.pid, os.WNOHANG)
        self.ended = True
        self._child.terminated = terminal.terminated = True
        self._child.closed = terminal.closed = True
        return os.waitstatus_to_exitcode(status)

    def leaves_no_process(self) -> bool:
        """Whether neither the process nor one that it started is there any more."""
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def tidy_up(self) -> None:
        """Leave nothing behind, whatever state it is in."""
        if not self._child.closed:
            self._child.ptyproc.delayafterclose = 0
            self._child.ptyproc.delayafterterminate = 0.05
            self._child.close(force=True)
