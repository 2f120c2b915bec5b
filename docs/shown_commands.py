"""Commands that a page shows, run again: what the page shows of their output is what they print.

A block opened with ```console holds commands behind ``$ `` and, below each, what it prints; ``…`` in it stands for anything. Lines that are left
out behind a line ``…`` stay left out when the output changes. A block opened with ```toml file=NAME is written to that file first. A block opened with ```pycon holds statements behind ``>>> `` and, below each, what Python
prints; those of a page are one session. All blocks of a page share one folder and are gone through from the top. A command or statement
without output only has to end well. ``$ echo $?`` tells the exit code of the command before it.
"""  # the scripts of this folder are no package

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import guangdong_ai

DEMO = "guangdong_ai/cli/demo.toml"
"""The one file of the repository that pages use in commands."""

_BLOCK = re.compile(r"^```(?P<opening>[^\n`]*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"toml file=(\S+)")


_STATEMENT = re.compile(r"(?:^(?:>>> |\.\.\.(?: |$)).*\n)+", re.MULTILINE)
_PYTHON = """\
import contextlib, io, json, sys
said, names = [], {"__name__": "__main__"}
for source in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(source, "<page>", "single"), names)
    said.append(out.getvalue())
json.dump(said, sys.stdout)
"""
"""Runs the statements that it reads, one after the other, and tells what each printed."""


class WrongEndError(Exception):
    """A command of a page did not end as the page lets its reader expect."""


@dataclass
class Shown:
    """A command, and the lines below it."""

    command: str
    output: str


class Program:
    """The command ``guangdong-ai`` of this checkout in a folder of its own, with the cache that all pages share.

    It is written before any page is gone through: a program that is still open for writing in one thread cannot be started from another.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.cache = folder / "programs", folder / "cache"
        self.folder.mkdir()
        program = self.folder / "guangdong-ai"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m guangdong_ai "$@"\n', encoding="utf-8")
        program.chmod(0o755)


def with_real_outputs(page: str, program: Program) -> str:
    """The page with each output that does not fit replaced by what the command prints. Raises WrongEndError."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), program)

        def replaced(block: re.Match[str]) -> str:
            opening, content = block["opening"].strip(), block["content"]
            if written := _FILE.fullmatch(opening):
                session.write(written[1], content)
            elif opening == "console":
                content = "".join(f"$ {shown.command}\n{session.output_of(shown)}" for shown in _shown(content))
            elif opening == "pycon":
                content = "".join(f"{shown.command}{printed}" for shown, printed in session.outputs_in_python(_statements(content)))
            return f"```{block['opening']}\n{content}```"

        replayed = _BLOCK.sub(replaced, page)
        session.end()
        return replayed


def _shown(content: str) -> list[Shown]:
    shown: list[Shown] = []
    for line in content.splitlines(keepends=True):
        if line.startswith("$ "):
            shown.append(Shown(line.removeprefix("$ ").rstrip("\n"), ""))
        elif shown:
            shown[-1].output += line
    return shown


def _statements(content: str) -> list[Shown]:
    """The statements as they stand there, prompts included, each with the lines below it."""
    found = list(_STATEMENT.finditer(content))
    ends = [*(statement.start() for statement in found[1:]), len(content)]
    statements: list[Shown] = []
    for statement, end in zip(found, ends, strict=True):
        # Statements in lines of their own that print nothing follow one another without output between them.
        single = re.split(r"^(?=>>> )", statement[0], flags=re.MULTILINE)[1:]
        statements += [Shown(one, "") for one in single]
        statements[-1].output = content[statement.end() : end]
    return statements


class Session:
    """One page's folder, in which its commands run one after the other."""

    def __init__(self, folder: Path, program: Program) -> None:
        self.folder = folder / "page"
        self.write(DEMO, (Path(guangdong_ai.__file__).parents[1] / DEMO).read_text(encoding="utf-8"))
        kept = {name: os.environ[name] for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
        self.environment = {
            **kept,
            "PATH": f"{program.folder}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(program.cache),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
        }
        self.code = 0
        self.last = ""
        self.statements: list[str] = []

    def write(self, name: str, content: str) -> None:
        """A file of the page's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def output_of(self, shown: Shown) -> str:
        """What the page should show below the command: what it shows, if that fits."""
        if shown.command == "echo $?":
            code, self.code = self.code, 0
            return f"{code}\n"
        self.end()
        done = subprocess.run(  # noqa: S602  # the pages of this repository are as trusted as its code
            shown.command,
            shell=True,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = done.stdout.decode().replace("\ufeff", "")  # no screen shows a byte-order mark
        self.code, self.last = done.returncode, f"{shown.command}\n{printed}"
        return _shown_or_real(shown.output, printed)

    def outputs_in_python(self, statements: list[Shown]) -> list[tuple[Shown, str]]:
        """The statements of a block, each with what the page should show below it. Those of the blocks above are run again before them."""
        self.end()
        self.statements += [re.sub(r"^(?:>>> |\.\.\. ?)", "", shown.command, flags=re.MULTILINE) for shown in statements]
        done = subprocess.run(  # noqa: S603  # as above
            [sys.executable, "-c", _PYTHON],
            cwd=self.folder,
            env=self.environment,
            input=json.dumps(self.statements),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise WrongEndError(f"exit code {done.returncode}: {self.statements[-1]}{done.stderr}")
        printed: list[str] = json.loads(done.stdout)[-len(statements) :]
        shown = [_shown_or_real(statement.output, output) for statement, output in zip(statements, printed, strict=True)]
        return list(zip(statements, shown, strict=True))

    def end(self) -> None:
        """Raises WrongEndError when the last command failed and the page does not say so."""
        if self.code:
            raise WrongEndError(f"exit code {self.code}: {self.last}")


def _shown_or_real(shown: str, output: str) -> str:
    printed = "\n".join(line.rstrip() for line in output.splitlines())
    printed += "\n" if printed else ""
    if not shown or _fits(shown, printed):
        return shown
    abridged = _abridged(shown, printed)
    return abridged if abridged and _fits(abridged, printed) else printed


def _abridged(shown: str, printed: str) -> str | None:
    """What is printed, with the lines left out that a line ``…`` leaves out in what is shown; None: its parts are not found again.

    Each part is as many lines as it was. The first stands at the top, each other one at the next line that begins like it, up to a figure or a colon.
    """
    lines, kept, start = printed.splitlines(keepends=True), list[str](), 0
    for number, part in enumerate(re.split(r"^…\n", shown, flags=re.MULTILINE)):
        if number and part:
            first = part.partition("\n")[0]
            beginning = re.split("[0-9:：]", first)[0] or first
            found = [place for place in range(start, len(lines)) if lines[place].startswith(beginning)]
            if not found:
                return None
            start = found[0]
        end = start + part.count("\n")
        kept.append("".join(lines[start:end]))
        start = end
    return "…\n".join(kept)


def _fits(shown: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in shown.split("…"))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None
