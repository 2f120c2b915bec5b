"""A catalogue with more measures than there are: those of the province again and again, under other ids, with their calls."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from batch_peers.provincial_measures import MEASURES
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.catalogue.source_files import bundled_folder, read_files
from guangdong_ai.foundation.toml_file import parse_toml


def repeated_measures(folder: Path, count: int) -> Sequence[str]:
    """Write into ``folder``, for ``--policies``, what so many measures need beside the bundled ones; the ids of all of them.

    A copy has the criteria, the amount and the call of its original, and no stacking rule names it.
    """
    originals = MEASURES[:count]
    again = range(len(originals), count)
    copies = [(MEASURES[number % len(MEASURES)], f"{MEASURES[number % len(MEASURES)]}-{number // len(MEASURES)}") for number in again]
    write_copies(folder, copies)
    return [*originals, *(copy for _, copy in copies)]


def copies_up_to(count: int) -> Sequence[tuple[str, str]]:
    """Which measures to copy so that the catalogue has so many measures and titles, and the ids of the copies: spread over all measures."""
    catalogue = load_catalogue()
    names, more = list(catalogue.measures), count - len(catalogue.with_titles)
    if not 0 <= more <= len(names):
        raise ValueError(f"{len(catalogue.with_titles)} measures and titles cannot become {count}")
    chosen = [names[number * len(names) // more] for number in range(more)]
    return [(name, f"{name}-again") for name in chosen]


def write_copies(folder: Path, copies: Iterable[tuple[str, str]]) -> None:
    """Write copies of bundled measures into ``folder``, with their calls: pairs of an id and that of its copy."""
    declared = [(file.declares, parse_toml(file.content, file.path).data) for file in read_files((bundled_folder(),))]
    measures = {data["id"]: data for declares, data in declared if declares == "measures"}
    calls = [data for declares, data in declared if declares == "calls"]
    for name, copy in copies:
        _write(folder / "copies" / f"{copy}.toml", measures[name] | {"id": copy})
        for call in calls:
            if name in call["measures"]:
                _write(folder / "calls" / f"{call['id']}-{copy}.toml", call | {"id": f"{call['id']}-{copy}", "measures": [copy]})


def _write(file: Path, data: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tomli_w.dumps({key: value for key, value in data.items() if key != "cases"}), encoding="utf-8")
