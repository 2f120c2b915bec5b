"""Where the headers of a table stand: in the first rows, below titles, in one row or in two, with units below them."""

from collections.abc import Mapping, Sequence
from typing import Final

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import field, record
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.profiles.money_unit import NoUnit, money_unit
from guangdong_ai.profiles.spelled_choice import spelled_choice

HEADERS_WITHIN: Final = 20
"""The headers are looked for in so many rows."""

_LONGEST_HEADER = 300
_OTHER_UNITS: Final = frozenset(
    {"人", "家", "个", "户", "名", "项", "件", "台", "套", "次", "年", "天", "%", "％", "-", "—", "/", "单位", "unit", "people", "persons"}
)


@record
class TableHead:
    """``headers`` stand in the rows ``first`` to ``last`` (from 0), which hold units too; ``units`` are those below headers, by column.

    ``facts`` are as many as they name. ``above``: what stands before them.
    """

    first: int
    last: int
    headers: tuple[str, ...]
    facts: int
    above: tuple[str, ...] = ()
    units: Mapping[int, str] = field(default_factory=dict)


def table_head(rows: Sequence[Sequence[object]], known: FactHeaders) -> TableHead | None:
    """The head of the table that begins with these rows; None where no row is one.

    The first row that names two facts or more holds the headers; where the next names more, or names some under empty or unknown ones, they
    stand in both. One cell alone that names a fact makes a row of headers only where no row names more, and no other row names another fact
    in the same column: that is a list of explanations. A cell that answers the fact named above it names none, though the answer may be
    called like another fact: 城市 below 级别.
    """
    named: list[Mapping[int, str]] = []
    above: dict[int, str] = {}
    for row in rows[:HEADERS_WITHIN]:
        named.append(_named(row, known, above))
        above |= named[-1]
        if len(set(named[-1].values())) > 1:
            break
    found = len(named) - 1 if named and len(set(named[-1].values())) > 1 else _single(named)
    if found is None:
        return None
    following = _named(rows[found + 1], known, named[found]) if found + 1 < min(len(rows), HEADERS_WITHIN) else {}
    below = _is_second(rows[found + 1], following, named[found]) if following else False
    last = found + 1 if below else found
    headers = [_text(cell) for cell in rows[last]]
    first = found
    if below:
        headers = _over(headers, [_text(cell) for cell in rows[found]])
    elif found > 0 and any(index >= len(headers) or not headers[index] for index in named[found - 1]):
        first, headers = found - 1, _over(headers, [_text(cell) for cell in rows[found - 1]])
    facts = len({fact for index, header in enumerate(headers) if header and (fact := _fact(header, known))})
    units = _units(rows[last + 1]) if last + 1 < len(rows) else {}
    return TableHead(
        first=first,
        last=last + 1 if units else last,
        headers=tuple(headers),
        facts=facts,
        above=tuple(text for row in rows[:first] for cell in row if (text := _text(cell))),
        units=units,
    )


def head_by_looks(rows: Sequence[Sequence[object]]) -> TableHead | None:
    """The head of a table whose headers name no fact: the first of the rows with most texts and nothing else; None where there is none."""
    texts = [
        [_text(cell) for cell in row] if all(isinstance(cell, str) or cell is None for cell in row) else [] for row in rows[:HEADERS_WITHIN]
    ]
    filled = [sum(bool(text) for text in row) for row in texts]
    if not any(filled):
        return None
    first = filled.index(max(filled))
    return TableHead(first=first, last=first, headers=tuple(texts[first]), facts=0)


def _named(row: Sequence[object], known: FactHeaders, above: Mapping[int, str]) -> Mapping[int, str]:
    """The facts that cells of the row name, by column. Of several cells that all name the same one, the others explain it: no column is called twice."""
    cells = {index: cell for index, cell in enumerate(row) if isinstance(cell, str)}
    called = {index: fact for index, cell in cells.items() if (fact := _fact(cell, known))}
    found = {index: fact for index, fact in called.items() if not (index in above and _answers(cells[index], known.facts[above[index]]))}
    return dict([*found.items()][:1]) if len(set(found.values())) == 1 else found


def _fact(cell: str, known: FactHeaders) -> str:
    if not cell.strip() or len(cell) > _LONGEST_HEADER:
        return ""
    match = known.match(cell) or known.doubted(cell)
    return match.fact.id if match else ""


def _answers(cell: str, fact: Fact) -> bool:
    return bool(fact.choices) and isinstance(spelled_choice(fact, cell), str)


def _single(named: Sequence[Mapping[int, str]]) -> int | None:
    rows = [(number, *next(iter(facts.items()))) for number, facts in enumerate(named) if facts]
    for number, column, fact in rows:
        if not any(other != fact for _, beside, other in rows if beside == column):
            return number
    return None


def _is_second(row: Sequence[object], facts: Mapping[int, str], above: Mapping[int, str]) -> bool:
    """Whether a row below headers holds headers too: it names facts, nothing stands in it below those above, and no number at all."""
    texts = all(isinstance(cell, str) or cell is None for cell in row)
    new = set(facts.values()) - set(above.values())
    return texts and bool(new) and not any(index < len(row) and _text(row[index]) for index in above)


def _over(headers: Sequence[str], above: Sequence[str]) -> list[str]:
    """Headers, and above the empty ones what stands there."""
    width = max(len(headers), len(above))
    pairs = zip([*headers, *[""] * (width - len(headers))], [*above, *[""] * (width - len(above))], strict=True)
    return [header or other for header, other in pairs]


def _units(row: Sequence[object]) -> Mapping[int, str]:
    """A row that holds nothing but units, one of them of money; else nothing."""
    cells = {index: text for index, cell in enumerate(row) if (text := _text(cell))}
    if not all(isinstance(row[index], str) for index in cells):
        return {}
    units = {index: text for index, text in cells.items() if money_unit(text) not in (NoUnit.NOTHING_SAID, NoUnit.UNCLEAR)}
    others = all(index in units or half_width(text).casefold() in _OTHER_UNITS for index, text in cells.items())
    return units if units and others else {}


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)
