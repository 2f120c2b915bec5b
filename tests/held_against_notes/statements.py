"""The statements of the notes: a row of a table, a point of a list or a paragraph, with the headings that it stands under."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from guangdong_ai.foundation.record import record

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_POINT = re.compile(r"(?:[-*]|[0-9]+\.) ")


@record
class Statement:
    """``lines``: its lines without their indentation, each with its number. ``cells``: those of a row of a table, else none.

    ``lead``: the words in bold that the paragraph, or the one that its list belongs to, begins with. ``heading``: the nearest heading, ``above``: those above it.
    """

    file: Path
    lines: tuple[tuple[int, str], ...]
    heading: str
    above: tuple[str, ...]
    lead: str
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole of it, a line each."""
        return "\n".join(line for _, line in self.lines)

    def without(self, phrases: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Its lines, with their numbers, and these phrases taken out, wherever a line may break."""
        left = self.text
        for phrase in phrases:
            pattern = r"\s+".join(map(re.escape, phrase.split()))
            left = re.sub(pattern, lambda match: re.sub(r"[^\n]", " ", match[0]), left)
        return zip((number for number, _ in self.lines), left.split("\n"), strict=True)


def statements_of(folder: Path) -> tuple[Statement, ...]:
    """The statements of all Markdown files of the folder, by the file's name. What stands above the first section of a file is about the notes."""
    return tuple(statement for path in sorted(folder.glob("*.md")) for statement in _of_file(path))


def _of_file(path: Path) -> Iterator[Statement]:
    headings: list[tuple[int, str]] = []
    lead = ""
    columns: tuple[str, ...] = ()
    block: list[tuple[int, str]] = []

    def finished() -> Iterator[Statement]:
        nonlocal lead
        if not block:
            return
        bold = _BOLD.match(block[0][1])
        if bold is not None:
            lead = bold[1] + _after(block[0][1], bold)
        above = tuple(text for _, text in headings)
        yield Statement(file=path, lines=tuple(block), heading=above[-1] if above else "", above=above[:-1], lead=lead)
        block.clear()

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        level = len(text) - len(text.lstrip("#"))
        if not text.startswith("|"):
            columns = ()
        if level or not text or text.startswith("|") or _POINT.match(text):
            yield from finished()
        if level:
            headings = [(depth, one) for depth, one in headings if depth < level] + [(level, text.lstrip("# "))]
            lead = ""
            block.append((number, text))
            yield from finished()
        elif not headings or headings[-1][0] < 2:
            continue
        elif text.startswith("|"):
            cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
            if not columns:
                columns = cells
            elif not re.fullmatch(r"[|: -]+", text):
                above = tuple(one for _, one in headings)
                yield Statement(
                    file=path,
                    lines=((number, text),),
                    heading=above[-1] if above else "",
                    above=above[:-1],
                    lead="",
                    cells=cells,
                    columns=columns,
                )
        elif text:
            block.append((number, text))
    yield from finished()


def _after(line: str, bold: re.Match[str]) -> str:
    """What stands between the bold words and the end of their sentence: the name in the other language, the number of the document."""
    return re.split(r"\.\s", line[bold.end() :])[0]
