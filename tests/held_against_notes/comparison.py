"""The comparisons: what the notes say and the catalogue does not, what the catalogue says and no note does, and where it is surer than they are."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from guangdong_ai.catalogue.lint.stated_figures import Figure

from .figures import Known, figures_found, figures_stated, in_words, known, without_numbers
from .pieces import Piece, catalogue_in, pieces_of
from .scopes import Scopes
from .statements import Statement, statements_of

_WORD = re.compile(r"[A-Za-z]{4,}")
_CHINESE = re.compile(r"[一-鿿]{2,}")
_IN_TEN_THOUSANDS = "in 万元"
"""Where a heading has this, numbers below it are in this unit or counts."""

_CLAUSE = re.compile(r"[;|·]|\.\s")
_LEAST_WORDS, _MOST_ABSENT = 3, 1 / 3
"""Of a clause with so many English words, this share may be others than the catalogue uses there."""

_IN_THE_PROGRAM = Path(__file__).parent / "in_the_program.toml"
_OFFICIAL = re.compile(r"\bofficial\b", re.IGNORECASE)
_DERIVED = re.compile(r"#\s*derived: \S")
"""The comment beside a figure, or in the line above it, that says from what it is derived: no note has it."""


def in_the_program() -> list[dict[str, Any]]:
    """What the program does, not the catalogue: the words of the notes, and where it is done."""
    listed: list[dict[str, Any]] = tomllib.loads(_IN_THE_PROGRAM.read_text(encoding="utf-8"))["in_the_program"]
    return listed


def compared(notes: Path, policies: Path) -> Iterator[str]:
    """A line for each finding, ``file:line: what``; nothing where both say the same."""
    catalogue, files = catalogue_in(policies)
    pieces = pieces_of(files, catalogue)
    scopes = Scopes(catalogue, pieces)
    statements = statements_of(notes)
    whole = " ".join(" ".join(statement.text.split()) for statement in statements)
    for one in catalogue.not_modelled.values():
        for phrase in one.words:
            if " ".join(phrase.split()) not in whole:
                yield f"{policies / 'not_modelled.toml'}: {one.id}: no note has these words: {phrase}"
    about = [(statement, scopes.of(statement)) for statement in statements]
    phrases = [phrase for one in catalogue.not_modelled.values() for phrase in one.words]
    phrases += [phrase for one in in_the_program() for phrase in one["words"]]
    yield from _not_in_the_catalogue(about, pieces, phrases)
    yield from _not_in_the_notes(about, pieces)
    yield from _surer_than_the_notes(about, pieces, scopes)


def _not_in_the_catalogue(
    about: Sequence[tuple[Statement, Sequence[Piece] | None]], pieces: Sequence[Piece], phrases: Sequence[str]
) -> Iterator[str]:
    figures = {id(piece): piece.figures for piece in pieces}
    words = {id(piece): frozenset(map(_stem, _WORD.findall(piece.text))) for piece in pieces}
    anywhere = known(figure for piece in pieces for figure in figures[id(piece)])
    for statement, scope in about:
        there = pieces if scope is None else scope
        in_scope = anywhere if scope is None else known(figure for piece in there for figure in figures[id(piece)])
        left = ""
        for number, line in statement.without(phrases):
            wanted = figures_stated(line)
            left = f"{left} {line}"
            missing = sorted(in_words(figure) for figure in wanted if not _is_held(figure, in_scope, anywhere, statement))
            if missing:
                yield f"{statement.file}:{number}: the catalogue does not have {'; '.join(missing)} where this belongs: {line.strip()}"
        of_scope = frozenset(word for piece in there for word in words[id(piece)])
        texts = _unquoted(" ".join(f"{piece.name} {piece.text}" for piece in there))
        terms = [term for term in _CHINESE.findall(_unquoted(without_numbers(left))) if term not in texts]
        for clause in () if statement.text.startswith("#") else _CLAUSE.split(left):
            told = {_stem(word) for word in _WORD.findall(clause)}
            absent = sorted(told - of_scope)
            here = [term for term in terms if term in _unquoted(clause)]
            if here or (len(told) >= _LEAST_WORDS and len(absent) > _MOST_ABSENT * len(told)):
                yield f"{statement.file}:{statement.lines[0][0]}: the catalogue does not tell of {', '.join([*here, *absent])}: {clause.strip()}"


def _is_held(figure: Figure, in_scope: Known, anywhere: Known, statement: Statement) -> bool:
    if _is_name(figure):
        return anywhere.has(figure)
    in_yuan = figure * 10_000 if isinstance(figure, Decimal) and _IN_TEN_THOUSANDS in statement.heading else figure
    return in_scope.has(figure) or in_scope.has(in_yuan)


def _is_name(figure: Figure) -> bool:
    """Whether it is the number of a document or an address: these may be cited anywhere."""
    return isinstance(figure, str) and not figure[:4].isdecimal() and ":" not in figure


def _unquoted(text: str) -> str:
    """Without the marks that stand inside Chinese terms: “小巨人”, 农、林、牧、渔."""
    return re.sub('[“”"、]', "", text)


def _stem(word: str) -> str:
    """English words alike: centres and centre, applying and applies."""
    return re.sub(r"(?:ies|es|s|ing|ed|y)$", "", word.lower())[:7]


def _not_in_the_notes(about: Sequence[tuple[Statement, Sequence[Piece] | None]], pieces: Sequence[Piece]) -> Iterator[str]:
    of_piece: dict[int, set[Figure]] = defaultdict(set)
    of_document: dict[str, set[Figure]] = defaultdict(set)
    of_all: set[Figure] = set()
    for statement, scope in about:
        figures = set(figures_found(statement.text) | figures_stated(statement.text))
        if _IN_TEN_THOUSANDS in statement.heading:
            figures |= {figure * 10_000 for figure in figures if isinstance(figure, Decimal)}
        if scope is None:
            of_all |= figures
        of_all |= {figure for figure in figures if _is_name(figure)}
        for piece in scope or ():
            of_piece[id(piece)] |= figures
            if piece.kind == "documents":
                of_document[piece.id] |= figures
    for piece in pieces:
        cited = (figure for document in piece.cited for figure in of_document[document])
        beside = (held.figure for held in piece.held if held.inferred)
        noted = known([*of_all, *of_piece[id(piece)], *cited, *beside])
        told: set[str] = set()
        for held in piece.held:
            if held.inferred or noted.gives(held.figure) or piece.says_beside(held.path, _DERIVED):
                continue
            finding = f"{piece.where(held.path)}: no note about {piece.id} has {in_words(held.figure)}"
            if finding not in told:
                told.add(finding)
                yield finding


def _surer_than_the_notes(
    about: Sequence[tuple[Statement, Sequence[Piece] | None]], pieces: Sequence[Piece], scopes: Scopes
) -> Iterator[str]:
    """The measures and calls with a source marked as official, where no line that names them says official; if none names them, no line about them."""
    naming = {piece.id: statement for statement, _ in about for piece in scopes.named(statement)}
    official = [(statement, scope) for statement, scope in about if _OFFICIAL.search(_with_headings(statement))]
    seen = {id(piece) for _, scope in official for piece in scope or ()}
    named = {piece.id for statement, _ in official for piece in scopes.named(statement)}
    documents = {piece.id for piece in pieces if piece.kind == "documents" and id(piece) in seen}
    for piece in pieces:
        said = piece.id in named if piece.id in naming else id(piece) in seen
        unseen = [path for path, document in piece.official if not said and not (document in piece.cited and document in documents)]
        if piece.kind in ("measures", "calls") and unseen:
            yield f"{piece.where(unseen[0])}: no note about {piece.id} is marked official"


def _with_headings(statement: Statement) -> str:
    return "\n".join([statement.text, statement.heading, *statement.above])
