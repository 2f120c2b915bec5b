"""The values that an option or an argument may take, for completion. Each completer is passed to Typer as ``autocompletion``.

A completer returns values with their meanings, only those that begin with the typed text. Where it returns none, the shell
offers files.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guangdong_ai.cli.completion.offered import Offered, answers, beginning
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from guangdong_ai.api.catalogue_access import CatalogueAccess
    from guangdong_ai.catalogue.fact import Fact

Completer = Callable[[typer.Context, str], list[Offered]]

_NOT_ENOUGH = 2
"""Values that begin alike: a single one would be taken as complete, and a space put behind it."""


def among(values: Iterable[str] | Mapping[str, Text], language: Language) -> Completer:
    """One of these values; a mapping has the meaning of each."""
    meanings: Mapping[str, Text] = values if isinstance(values, Mapping) else dict.fromkeys(values, Text("", ""))

    def complete(ctx: typer.Context, incomplete: str) -> list[Offered]:
        del ctx
        return beginning([(value, meaning.in_language(language)) for value, meaning in meanings.items()], incomplete)

    return complete


def files(ctx: typer.Context, incomplete: str) -> list[Offered]:
    """Nothing, so that the shell offers files."""
    del ctx, incomplete
    return []


def files_named(*suffixes: str) -> Completer:
    """Files with one of these suffixes, and folders."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offered]:
        del ctx
        return _paths(incomplete, suffixes)

    return complete


def folders(ctx: typer.Context, incomplete: str) -> list[Offered]:
    """Folders."""
    del ctx
    return _paths(incomplete, ())


def profiles(ctx: typer.Context, incomplete: str) -> list[Offered]:
    """Profile files, and the names of the profiles in the user's own folder."""
    from guangdong_ai.cli.ask.profile_folder import profile_folder

    del ctx
    own = sorted(path.stem for path in profile_folder().glob("*.toml"))
    return [*beginning([(name, "") for name in own], incomplete), *_paths(incomplete, (".toml",))]


def measures(language: Language, *, or_title: bool = True) -> Completer:
    """The ids of measures and, unless not ``or_title``, of titles to win; where none begins as typed, their names."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offered]:
        catalogue = _catalogue(ctx).whole
        titles = {measure.id: measure.title for measure in (catalogue.with_titles if or_title else catalogue.measures).values()}
        ids = beginning([(measure, title.in_language(language)) for measure, title in titles.items()], incomplete)
        return ids or beginning([(text, measure) for measure, title in titles.items() for text in (title.zh, title.en)], incomplete)

    return complete


def sections(language: Language) -> Completer:
    """The sections of facts; where none begins as typed, their titles."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offered]:
        titles = {section.section: section.title for section in _catalogue(ctx).sections}
        ids = beginning([(section, title.in_language(language)) for section, title in titles.items()], incomplete)
        return ids or beginning([(text, section) for section, title in titles.items() for text in (title.zh, title.en)], incomplete)

    return complete


def settings(language: Language) -> Completer:
    """``fact.id=value``: the ids, then the values that the fact may have."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offered]:
        facts = {fact.id: fact for section in _catalogue(ctx).sections for fact in section.facts}
        fact_id, equals, value = incomplete.partition("=")
        if equals:
            return [] if fact_id not in facts else _set(facts[fact_id], value, language)
        found = [fact for fact in facts.values() if fact.id.startswith(incomplete)]
        if len(found) >= _NOT_ENOUGH:
            return [(f"{fact.id}=", fact.label.in_language(language)) for fact in found]
        return [offered for fact in found for offered in ((f"{fact.id}=", fact.label.in_language(language)), *_set(fact, "", language))]

    return complete


def _set(fact: "Fact", value: str, language: Language) -> list[Offered]:
    return [(f"{fact.id}={answer}", meaning) for answer, meaning in answers(fact, value, language)]


def answers_to(fact: "Fact", language: Language) -> Callable[[object, object, str], list[Offered]]:
    """The answers to a fact, as ``autocompletion`` of an option made without Typer's decorators."""
    return lambda _ctx, _args, incomplete: answers(fact, incomplete, language)


def day(ctx: typer.Context, incomplete: str) -> list[Offered]:
    """Today's date, as an example of how a day is written."""
    from guangdong_ai.api.clock import today

    del ctx
    return beginning([(today().isoformat(), "")], incomplete)


def _catalogue(ctx: typer.Context) -> "CatalogueAccess":
    """The catalogue with the folders of the ``--policies`` on the line."""
    from guangdong_ai.api.catalogue_access import CatalogueAccess

    return CatalogueAccess([Path(folder) for folder in ctx.params.get("policies") or ()])


def _paths(incomplete: str, suffixes: tuple[str, ...]) -> list[Offered]:
    """The content of the folder typed so far. If it is a single folder, the content of that: a shell adds a space after a single value."""
    start, name = incomplete[: incomplete.rfind("/") + 1], incomplete[incomplete.rfind("/") + 1 :]
    found = []
    for path in sorted(Path(start or ".").expanduser().iterdir()):
        if not path.name.startswith(name) or (path.name.startswith(".") and not name):
            continue
        if path.is_dir():
            found.append(f"{start}{path.name}/")
        elif path.suffix.lower() in suffixes:
            found.append(f"{start}{path.name}")
    if len(found) == 1 and found[0].endswith("/"):
        inside = _paths(found[0], suffixes)
        return [(found[0], ""), *inside]
    return [(value, "") for value in found]
