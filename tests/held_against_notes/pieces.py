"""The catalogue in pieces that a statement of the notes can be about: a measure, a call, a document, a row of a table, a rule, a question."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.stated_figures import Figure
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.record import record, replace

from .figures import figures_found, figures_stated

CITY, DISTRICT = "enterprise.city", "enterprise.district"
_NO_FIGURES = (
    "id",
    "cases",
    "words",
    "reviewed_on",
    "covers_from",
    "covers_until",
    "version",
    "order",
    "codes",
    "parts",
    "synonyms",
    "measures",
    "pairs",
    "use",
    "unit",
    "change_reason",
    "fact",
    "document",
)
"""Keys under which no figure of a document stands; codes are those of public standards (GB/T 2260, GB/T 4754)."""


_IN_MONTHS = ("enterprise.age",)
"""Facts that are compared in months: notes have them in years."""


@record
class Held:
    """A figure that the catalogue has, and where. ``inferred``: it is said beside that it is inferred, and from what."""

    figure: Figure
    path: KeyPath
    inferred: bool


@record
class Piece:
    """``official``: where it says that the wording of a document was seen, and of which. ``documents``: the ids of those that it is declared by or cites; ``places``: the ids of the city and of the district that it is for."""

    kind: str
    id: str
    file: CheckedFile
    path: KeyPath
    name: str
    documents: frozenset[str]
    places: frozenset[str]
    article: str | None
    measures: frozenset[str]
    facts: frozenset[str]
    held: tuple[Held, ...]
    official: tuple[tuple[KeyPath, str], ...]
    also: frozenset[Figure]
    text: str

    @property
    def figures(self) -> frozenset[Figure]:
        """Every figure of it, in digits or in words."""
        return frozenset(held.figure for held in self.held) | self.also

    @property
    def cited(self) -> frozenset[str]:
        """The documents that it cites and that are not its own."""
        return self.documents - {str(self.file.plain.get("document")), self.id}

    def says_beside(self, path: KeyPath, what: re.Pattern[str]) -> bool:
        """Whether the line of the value or the one above it says this."""
        line = self.file.toml.place(path).line or 1
        return any(what.search(one) for one in self.file.toml.text.splitlines()[max(0, line - 2) : line])

    def where(self, path: KeyPath) -> str:
        """``file:line`` of a value in it."""
        return f"{self.file.source.path}:{self.file.toml.place(path).line}"


def catalogue_in(folder: Path) -> tuple[Catalogue, tuple[CheckedFile, ...]]:
    """The catalogue and its files. Raises Refused with what is wrong."""
    catalogue, files, findings = check_folders((folder,))
    if catalogue is None:
        raise Refused(findings)
    return catalogue, tuple(files)


def pieces_of(files: Iterable[CheckedFile], catalogue: Catalogue) -> tuple[Piece, ...]:
    """The pieces of all files, those of a document, a call or a rule having the places of their measures too."""
    pieces = [piece for file in files for piece in _of_file(file, catalogue)]
    by_measure: dict[str, set[str]] = defaultdict(set)
    by_document: dict[str, set[str]] = defaultdict(set)
    for piece in pieces:
        if piece.kind == "measures":
            by_measure[piece.id] |= piece.places
            by_document[piece.file.plain["document"]] |= piece.places
        elif piece.kind == "tables":
            for document in piece.documents:
                by_document[document] |= piece.places
    return tuple(_with_places(piece, by_measure, by_document) for piece in pieces)


def _with_places(piece: Piece, by_measure: Mapping[str, set[str]], by_document: Mapping[str, set[str]]) -> Piece:
    of_measures = {place for measure in piece.measures for place in by_measure.get(measure, ())}
    of_document = by_document.get(piece.id, set()) if piece.kind == "documents" else set()
    return replace(piece, places=piece.places | of_measures | of_document)


def _of_file(file: CheckedFile, catalogue: Catalogue) -> Iterator[Piece]:
    plain, kind = file.plain, file.source.declares
    if kind in ("measures", "calls", "documents"):
        yield _piece(file, kind, plain["id"], (), plain)
    elif kind == "tables":
        for index, row in enumerate(plain.get("rows", ())):
            yield _piece(file, kind, plain["id"], ("rows", index), row, places={row["key"]})
    elif kind == "derived":
        for index, group in enumerate(plain.get("groups", ())):
            yield _piece(file, kind, plain["id"], ("groups", index), group, beside=plain, names=_labels(plain, group["of"], catalogue))
        if not plain.get("groups"):
            yield _piece(file, kind, plain["id"], (), plain)
    elif kind == "sections":
        for index, fact in enumerate(plain["facts"]):
            own = {key: value for key, value in fact.items() if key != "choices"}
            yield _piece(file, kind, fact["id"], ("facts", index), own)
            for number, choice in enumerate(fact.get("choices", ())):
                path = ("facts", index, "choices", number)
                yield _piece(file, "choices", fact["id"], path, choice, places={choice["id"]} if fact["id"] in (CITY, DISTRICT) else ())
    else:
        for key in ("rules", "holders", "not_modelled", "papers", "without_paper", "implications", "contradictions"):
            for index, one in enumerate(plain.get(key, ())):
                yield _piece(file, key, one["id"], (key, index), one)


def _piece(
    file: CheckedFile,
    kind: str,
    name: str,
    path: KeyPath,
    data: Mapping[str, object],
    *,
    places: Iterable[str] = (),
    beside: Mapping[str, object] | None = None,
    names: Iterable[str] = (),
) -> Piece:
    around = data if beside is None else beside
    title = data.get("title")
    compared = dict(_compared(data.get("criteria", ())))
    most_exact = compared.get(DISTRICT) or compared.get(CITY) or set()
    held = tuple(_held(data, path, inferred=False, days_inferred=around.get("dates_confidence") == "inferred" and "note" in around))
    return Piece(
        kind=kind,
        id=name,
        file=file,
        path=path,
        name=" ".join([*(title.values() if isinstance(title, dict) else ()), *names]),
        documents=frozenset(_documents(around)) | ({name} if kind == "documents" else frozenset()),
        places=frozenset(places) | (frozenset(most_exact) if kind == "measures" else frozenset()),
        article=str(data["article"]) if kind == "measures" and "article" in data else None,
        measures=frozenset(_named(data)),
        facts=frozenset(_facts(data)),
        held=held,
        official=tuple(_official(data, path)),
        also=frozenset(figure for string in _strings(data) for figure in figures_found(string)),
        text=" ".join([*_strings(data), *data]),
    )


def _held(data: object, path: KeyPath, *, inferred: bool, days_inferred: bool) -> Iterator[Held]:
    """The figures below ``path``. What a source marked as inferred, with a note beside, is said of is inferred."""
    if isinstance(data, dict):
        inferred = inferred or (_confidence(data) == "inferred")
        if data.get("fact") in _IN_MONTHS:
            data = {key: Decimal(value) / 12 if isinstance(value, int) and value % 12 == 0 else value for key, value in data.items()}
        for key, value in data.items():
            if key not in _NO_FIGURES:
                yield from _held(
                    value, (*path, key), inferred=inferred or (days_inferred and isinstance(value, date)), days_inferred=days_inferred
                )
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _held(value, (*path, index), inferred=inferred, days_inferred=days_inferred)
    elif isinstance(data, str):
        yield from (Held(figure=figure, path=path, inferred=inferred) for figure in sorted(figures_stated(data), key=str))
    elif isinstance(data, date):
        yield Held(figure=data, path=path, inferred=inferred)
    elif isinstance(data, int | Decimal) and not isinstance(data, bool) and data != 0:
        yield Held(figure=Decimal(data), path=path, inferred=inferred)


def _labels(derived: Mapping[str, object], choices: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    fact = catalogue.facts[str(derived["by"])]
    return (label for choice in fact.choices if choice.id in choices for label in (choice.label.zh, choice.label.en))


def _confidence(data: Mapping[str, object]) -> object:
    source = data.get("source")
    return source.get("confidence") if isinstance(source, dict) and "when" in data else data.get("confidence") if "figure" in data else None


def _official(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Where a source is marked as official, its wording having been seen, and its document."""
    if isinstance(data, dict):
        if data.get("confidence") == "official" and "document" in data:
            yield (*path, "confidence"), str(data["document"])
        for key, value in data.items():
            if key != "cases":
                yield from _official(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _official(value, (*path, index))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("id", "cases", "words"):
                yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
    elif isinstance(data, str):
        yield data


def _documents(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("document", "carries_out") and isinstance(value, str):
                yield value
            elif key != "cases":
                yield from _documents(value)
    elif isinstance(data, list):
        for value in data:
            yield from _documents(value)


def _named(data: Mapping[str, object]) -> Iterator[str]:
    for key in ("measures", "pairs", "named_by"):
        listed = data.get(key, ())
        for one in listed if isinstance(listed, list) else ():
            yield from one if isinstance(one, list) else (one,)


def _facts(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("fact", "year", "by", "months_since", "later", "earlier", "table") and isinstance(value, str):
                yield value
            elif key in ("ratio", "facts", "sum", "average") and isinstance(value, list):
                yield from (one for one in value if isinstance(one, str))
            elif key != "cases":
                yield from _facts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _facts(value)


def _compared(data: object) -> Iterator[tuple[str, set[str]]]:
    """The facts of place that conditions compare, with the choices that they accept."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _compared(value)
        if data.get("fact") in (CITY, DISTRICT):
            accepted = [data["is"]] if "is" in data else data.get("in", ())
            if accepted:
                yield str(data["fact"]), set(map(str, accepted))
    elif isinstance(data, list):
        for value in data:
            yield from _compared(value)
