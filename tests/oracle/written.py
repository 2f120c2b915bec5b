"""A random catalogue written to files as people write them, and real catalogues read back as plain data for the oracle.

What has no meaning for the evaluation (titles, texts, sources) is filled in here with fixed words.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli_w

from .oracle import Catalogue, Facts, Plain, Value

TEXT = {"zh": "文字", "en": "words"}
SOURCE = {"document": "main", "confidence": "official"}
DAY = date(2026, 1, 1)


def write_catalogue(catalogue: Catalogue, folder: Path) -> None:
    """The catalogue as a folder laid out like ``policies/``. What stood in the folder under the same names is replaced."""
    for name, content in files_of(catalogue):
        write(folder / name, content)


def files_of(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each file of such a folder says, by its name."""
    manifest = {"version": "1", "reviewed_on": DAY, "covers_from": date(2000, 1, 1), "covers_until": catalogue.covers_until}
    yield "catalogue.toml", {**manifest, "languages": ["zh", "en"]}
    sections = sorted({fact.partition(".")[0] for fact in catalogue.facts})
    for order, section in enumerate(sections):
        yield f"facts/{section}.toml", {"section": section, "title": TEXT, "order": order, "facts": facts_of(section, catalogue)}
    for name, document in catalogue.documents.items():
        yield f"documents/{name}.toml", {"id": name, "title": TEXT, "scope": "policy", "confidence": "official", **document}
    for name, table in catalogue.tables.items():
        rows = [{**row, "source": SOURCE, "note": TEXT} for row in table["rows"]]
        columns = dict.fromkeys(table["columns"], TEXT)
        yield f"tables/{name}.toml", {"id": name, "title": TEXT, "key": table["key"], "columns": columns, "rows": rows}
    for call in catalogue.calls:
        yield f"calls/{call['id']}.toml", {"title": TEXT, "source": SOURCE, **call, "criteria": criteria_of(call)}
    yield "stacking.toml", {"rules": [{"id": name, "text": TEXT, "source": SOURCE, **rule} for name, rule in catalogue.stacking.items()]}
    for one in catalogue.derived:
        yield f"derived/{one['id']}.toml", {**one, "text": TEXT}
    yield "implications.toml", {"implications": [{"text": TEXT, **rule} for rule in catalogue.implications]}
    for measure in catalogue.measures:
        said = {"reviewed_on": DAY, "title": TEXT, "benefit": TEXT, "audience": TEXT}
        written = {**said, **measure, "criteria": criteria_of(measure), "funding": funding_of(measure)}
        yield f"province/{measure['id']}.toml", written


def facts_of(section: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The facts of a section as its file declares them."""
    said = {"label": TEXT, "question": TEXT, "change": "slow", "change_reason": TEXT}
    return [
        {**said, "id": fact, "kind": declared["kind"]}
        | ({"choices": [{"id": choice, "label": TEXT} for choice in declared["choices"]]} if "choices" in declared else {})
        | {word: TEXT for word in ("never", "none_of_these") if word in declared}
        for fact, declared in catalogue.facts.items()
        if fact.partition(".")[0] == section
    ]


def criteria_of(owner: Plain) -> list[dict[str, Any]]:
    """The criteria of a measure or call with their texts and sources."""
    return [
        {**criterion, "text": TEXT, "source": SOURCE} | ({"review": TEXT} if "review" in criterion else {})
        for criterion in owner.get("criteria", [])
    ]


def funding_of(measure: Plain) -> dict[str, Any]:
    """The funding of a measure with its sources."""
    funding = {**measure["funding"], "sources": [{"figure": TEXT, **SOURCE}]}
    if "readings" in funding:
        funding["readings"] = [{"text": TEXT, **reading} for reading in funding["readings"]]
    return funding


def write(path: Path, content: Mapping[str, Any]) -> None:
    """One TOML file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps(content), encoding="utf-8")


def read_catalogue(folder: Path, *, titles: bool = False) -> Catalogue:
    """A folder laid out like ``policies/`` as the plain data that it is; ``titles``: with the titles in place of the measures."""

    def read(path: Path) -> dict[str, Any]:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)

    def read_all(name: str) -> list[dict[str, Any]]:
        return [read(path) for path in sorted((folder / name).glob("*.toml"))]

    apart = ("facts", "documents", "tables", "calls", "derived")
    named = {one["id"]: one for one in read(folder / "criteria.toml")["criteria"]} if (folder / "criteria.toml").exists() else {}

    def whole(owner: dict[str, Any]) -> dict[str, Any]:
        written = [{**named[one["use"]], **one} if "use" in one else one for one in owner.get("criteria", [])]
        return {**owner, "criteria": written}

    sections = read_all("facts")
    files = sorted(path for path in folder.glob("*/**/*.toml") if path.relative_to(folder).parts[0] not in apart)
    measures = [whole(read(path)) for path in files]
    return Catalogue(
        facts={fact["id"]: declared(fact) for section in sections for fact in section["facts"]},
        documents={document["id"]: document for document in read_all("documents")},
        tables={table["id"]: table for table in read_all("tables")},
        stacking={rule["id"]: rule for rule in read(folder / "stacking.toml")["rules"]},
        calls=[whole(call) for call in read_all("calls")],
        measures=[measure for measure in measures if titles == (measure.get("kind") == "title")],
        implications=read(folder / "implications.toml")["implications"],
        derived=read_all("derived"),
        covers_until=read(folder / "catalogue.toml")["covers_until"],
    )


def declared(fact: Plain) -> dict[str, Any]:
    """What the oracle needs of a fact: its kind, its choices as ids, and whether a year may be 0 for never or a choice none of them."""
    said = {"kind": fact["kind"], "choices": [choice["id"] for choice in fact.get("choices", [])]}
    return said | {word: True for word in ("never", "none_of_these") if word in fact}


def read_cases(catalogue: Catalogue) -> list[Facts]:
    """The facts of every case that stands beside a measure."""
    found: list[Facts] = []
    for measure in catalogue.measures:
        by_name: dict[str, dict[str, Value]] = {}
        for case in measure.get("cases", []):
            given = {fact: typed(catalogue.facts[fact]["kind"], value) for fact, value in case.get("facts", {}).items()}
            inherited = by_name[case["like"]] if "like" in case else {}
            facts = {fact: value for fact, value in {**inherited, **given}.items() if fact not in case.get("without", [])}
            by_name[case["name"]] = facts
            found.append(facts)
    return found


def typed(kind: str, value: Any) -> Value:
    """A value from a file, or a random one, as a profile holds it."""
    if kind in ("money", "share"):
        return Decimal(value)
    given: Value = frozenset(value) if kind == "choices" else value
    return given
