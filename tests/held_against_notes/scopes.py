"""What a statement of the notes is about: the pieces of the catalogue that its place, its article, its documents and its names lead to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from guangdong_ai.catalogue.catalogue import Catalogue

from .pieces import CITY, DISTRICT, Piece
from .statements import Statement

_NUMBER_OF_DOCUMENT = re.compile(r"[一-鿿]+〔[0-9]{4}〕[0-9]+号|公告[0-9]{4}年第[0-9]+号")
_ID = re.compile(r"\b[a-z]+(?:-[a-z0-9]+)+\b")
_ARTICLE = re.compile(r"\bArticle ([0-9]+)\b")
_CHINESE = re.compile(r"[一-鿿]{2,}")
_ENGLISH = re.compile(r"[A-Za-z&]{3,}")
_QUOTED = re.compile(r"[“\"]([一-鿿]{2,})[”\"]")
_FILLERS = frozenset(
    [
        "and",
        "award",
        "awards",
        "enterprise",
        "enterprises",
        "firm",
        "firms",
        "for",
        "its",
        "new",
        "not",
        "old",
        "official",
        "other",
        "others",
        "own",
        "reported",
        "set",
        "support",
        "the",
        "under",
        "with",
    ]
)
"""Words that are in many names, or beside them, and tell none from the others."""


class Scopes:
    """The pieces that a statement can be about, and which they are."""

    def __init__(self, catalogue: Catalogue, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._catalogue = catalogue
        self._by_document: dict[str, list[Piece]] = defaultdict(list)
        self._by_fact: dict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            for document in piece.documents:
                self._by_document[document].append(piece)
            if piece.kind in ("sections", "choices", "tables", "derived"):
                self._by_fact[piece.id].append(piece)
        self._numbers: Mapping[str, str] = {
            number: document.id
            for document in catalogue.documents.values()
            for number in _NUMBER_OF_DOCUMENT.findall(document.number or "")
        }
        self._places = dict(_places(catalogue))

    def of(self, statement: Statement) -> tuple[Piece, ...] | None:
        """The pieces that it is about; None: nothing tells, so that it may be any."""
        narrow = self._narrow(statement)
        return None if narrow is None else tuple(self._with_what_belongs_to(narrow))

    def named(self, statement: Statement) -> list[Piece]:
        """The measures that a row of a table names, at its place, or that the words in bold before a list name."""
        measures = [piece for piece in self._pieces if piece.kind == "measures"]
        if not statement.cells:
            return _called(measures, statement.lead) if statement.lead else []
        places = self._places_named(statement.cells[0])
        there = [piece for piece in measures if piece.places & places]
        name = statement.cells[1] if there and len(statement.cells) > 1 else statement.cells[0]
        return [piece for part in name.split(" · ") for piece in _called(there or measures, part)]

    def _narrow(self, statement: Statement) -> list[Piece] | None:
        documents = self._documents_named(statement.text)
        narrow = self._of_row(statement, documents) if statement.cells else None
        if narrow is not None:
            return narrow
        measures = [piece for piece in self._pieces if piece.kind == "measures"]
        own = [*self._of_documents(documents), *_called(measures, " ".join(_QUOTED.findall(statement.text)))]
        begins = re.split(r"[:(,.]|'s\b", statement.text.lstrip("- "))[0]
        articles = _ARTICLE.findall(begins) or _ARTICLE.findall(statement.heading)
        there = self._at(self._places_named(re.sub(r"\(.*", "", statement.heading)))
        if there:
            return [*(_called([one for one in there if one.kind == "measures"], begins) or there), *self._declaring(documents)]
        if statement.lead:
            led = _called(measures, statement.lead) + self._of_documents(self._documents_named(statement.lead))
            if led:
                return [*led, *own, *self._at(self._places_named(begins))]
        if articles:
            return [*(piece for one in articles for piece in self._under_article(one)), *own]
        above = self._of_documents(self._documents_named(statement.heading)) + _called(measures, statement.heading)
        here = self._at(self._places_named(begins)) if statement.text.startswith("- ") else []
        return [*above, *own] or here or None

    def _of_row(self, statement: Statement, documents: set[str]) -> list[Piece] | None:
        """The pieces that a row of a table is about; None: its cells do not tell."""
        first, second = (*statement.cells, "")[:2]
        places = self._places_named(first)
        if places:
            there = self._at(places)
            parts = [_called(there, part) for part in second.split(" · ")]
            also = _named_in(there, statement.text)
            return [*((piece for part in parts for piece in part) if all(parts) else there), *also, *self._declaring(documents)]
        if re.fullmatch(r"[0-9]+", first) and statement.columns[0].startswith("Art"):
            return [*self._under_article(first), *self._declaring(documents)]
        under = self._of_documents(self._documents_named(statement.heading))
        if under:
            return _called(under, first) or under
        named = _called([piece for piece in self._pieces if piece.kind == "measures"], first)
        return [*named, *self._of_documents(documents)] or None

    def _at(self, places: set[str]) -> list[Piece]:
        return [piece for piece in self._pieces if piece.places & places]

    def _with_what_belongs_to(self, pieces: Iterable[Piece]) -> Iterable[Piece]:
        """The pieces; the documents, calls, rules and papers of their measures; the questions, tables and derived facts that they read."""
        reached = {id(piece): piece for piece in pieces}
        names = {piece.id for piece in reached.values() if piece.kind == "measures"}
        reached |= {id(piece): piece for piece in self._pieces if piece.measures & names}
        for piece in tuple(reached.values()):
            for document in piece.documents if piece.kind in ("measures", "calls") else ():
                reached |= {id(one): one for one in self._by_document[document] if one.kind == "documents"}
        pending = list(reached.values())
        while pending:
            for fact in pending.pop().facts:
                for one in self._of_fact(fact):
                    if id(one) not in reached:
                        reached[id(one)] = one
                        pending += [one] if one.kind == "derived" else []
        return reached.values()

    def _of_fact(self, fact: str) -> list[Piece]:
        derived = self._catalogue.derived.get(fact)
        return [one for one in (*self._by_fact[fact], *(() if derived is None else self._by_fact[derived.id])) if one.kind != "choices"]

    def _documents_named(self, text: str) -> set[str]:
        numbers = {self._numbers[number] for number in _NUMBER_OF_DOCUMENT.findall(text) if number in self._numbers}
        titled = {one.id for one in self._catalogue.documents.values() if len(one.title.zh) > 8 and one.title.zh in text}
        return numbers | titled | {name for name in _ID.findall(text) if name in self._catalogue.documents}

    def _of_documents(self, documents: Iterable[str]) -> list[Piece]:
        return [piece for document in documents for piece in self._by_document[document]]

    def _declaring(self, documents: Iterable[str]) -> list[Piece]:
        return [piece for piece in self._of_documents(documents) if piece.kind == "documents"]

    def _under_article(self, article: str) -> list[Piece]:
        policy = {document.id for document in self._catalogue.documents.values() if document.scope == "policy"}
        return [piece for piece in self._pieces if piece.article == article and piece.file.plain["document"] in policy]

    def _places_named(self, text: str) -> set[str]:
        """The district that the text names, else its city."""
        named = {place for word, place in self._places.items() if re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![a-z])", text)}
        districts = {place for place in named if "_" in place}
        return districts or named


def _places(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """The names of cities and districts in both languages, and the choice that each stands for; the name of a district alone, without its city."""
    for fact in (catalogue.facts.get(CITY), catalogue.facts.get(DISTRICT)):
        for choice in () if fact is None else fact.choices:
            for name in (choice.label.zh, choice.label.en.split(",")[0]):
                yield name, choice.id


def _called(pieces: Iterable[Piece], words: str) -> list[Piece]:
    """The pieces whose name has Chinese words of these, else all of the English ones."""
    chinese = _CHINESE.findall(re.sub('[“”"]', "", words))
    found = [piece for piece in pieces if any(word in re.sub('[“”"]', "", piece.name) for word in chinese)]
    english = _english(re.sub(r"\(.*?\)", "", words))
    if found or not english:
        return found
    return [piece for piece in pieces if english <= _english(piece.name)]


def _named_in(pieces: Iterable[Piece], text: str) -> list[Piece]:
    """The measures all of whose English name the text has."""
    words = _english(text)
    return [piece for piece in pieces if piece.kind == "measures" and _english(piece.name) <= words]


def _english(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _ENGLISH.findall(text)) - _FILLERS
