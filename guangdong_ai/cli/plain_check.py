"""``check`` in its most frequent forms, parsed without Typer, which takes a third of a start to load (docs/performance.md).

Parsed here: a command line that names the profile and writes each option in full, with its value as the next word. Everything else
(help, an abbreviation, ``--format=json``, a file to write, what a terminal cannot show, any mistake) is left to Typer. Where both parse a
line, they agree: a test compares them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import LANGUAGES, Language

if TYPE_CHECKING:
    from guangdong_ai.catalogue.fact import Fact
    from guangdong_ai.cli.flag_answers import Given

_ONCE = ("--format", "--as-of", "--lang")
_SETTING = "--set"
_SWITCHES = ("--all", "--titles")


@record
class PlainCheck:
    """The parsed command line: the profile's file or name, answers by option and value, and the form of the result."""

    profile: str | None
    answers: tuple[tuple[str, str], ...]
    format: str
    as_of: str | None
    show_all: bool
    titles: bool


def plain_check(arguments: Sequence[str]) -> PlainCheck | None:
    """The command line if it is ``check`` in a form parsed here, else None. Flags for facts are not looked up."""
    if arguments[:1] != ["check"]:
        return None
    from guangdong_ai.reports.render.formats import texts_of

    profile: str | None = None
    once: dict[str, str] = {}
    answers: list[tuple[str, str]] = []
    switched: set[str] = set()
    words = iter(arguments[1:])
    for word in words:
        if word in _SWITCHES:
            switched.add(word)
        elif not word.startswith("-") or word == "-":
            if profile is not None:
                return None
            profile = word
        else:
            value = next(words, "-")
            if value.startswith("-") or word in once or "=" in word:
                return None
            if word in _ONCE:
                once[word] = value
            else:
                answers.append((word, value))
    if once.get("--format", "table") not in texts_of("content", "data", "rows") or once.get("--lang", "en") not in LANGUAGES:
        return None
    return PlainCheck(
        profile=profile,
        answers=tuple(answers),
        format=once.get("--format", "table"),
        as_of=once.get("--as-of"),
        show_all="--all" in switched,
        titles="--titles" in switched,
    )


def run_plain_check(arguments: Sequence[str], language: Language) -> int | None:
    """Run ``check`` and return the exit code; None to leave it to Typer. Raises Refused."""
    read = plain_check(arguments)
    if read is None:
        return None
    from guangdong_ai.api.catalogue_access import CatalogueAccess
    from guangdong_ai.api.clock import today
    from guangdong_ai.cli.suggested_command import carry_options_of

    as_of = today() if read.as_of is None else _day(read.as_of)
    catalogue = CatalogueAccess(()).whole
    given = _given(read, catalogue.facts)
    if as_of is None or given is None:
        return None
    from guangdong_ai.api.packs import pack_names
    from guangdong_ai.cli.check import assess_and_show

    if pack_names():
        from guangdong_ai.api.packs import packs
        from guangdong_ai.cli.error_output import tell_local_policies

        tell_local_policies(packs(), language)
    carry_options_of(arguments)
    assess_and_show(
        read.profile,
        given,
        catalogue,
        as_of,
        read.format,
        None,
        language,
        show_all=read.show_all,
        titles=read.titles,
        bilingual=False,
        plain_csv=False,
    )
    return 0


def _day(text: str) -> date | None:
    from guangdong_ai.profiles.parse_text import day_typed

    return day_typed(text)


def _given(read: PlainCheck, facts: "Mapping[str, Fact]") -> "Given | None":
    """The answers in Typer's order: flag by flag, then those of ``--set``. None with a flag that is not parsed here."""
    if not read.answers:
        return []
    from guangdong_ai.cli.flag_answers import settings
    from guangdong_ai.cli.flag_name import flag_of

    by_flag = {flag_of(fact): fact for fact in facts}
    texts: dict[str, list[str]] = {}
    for option, text in read.answers:
        texts.setdefault(option, []).append(text)
    pairs = texts.pop(_SETTING, [])
    if not by_flag.keys() >= texts.keys() or not all("=" in pair for pair in pairs):
        return None
    return [(flag, by_flag[flag], text) for flag, given in texts.items() for text in given] + settings(pairs)
