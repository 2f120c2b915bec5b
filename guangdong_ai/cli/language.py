"""The language of this run: that of ``--lang``, else of the environment's locale, else English."""

from collections.abc import Callable, Mapping, Sequence

from guangdong_ai.foundation.text import LANGUAGES, Language, Text

Words = Callable[[str, str], str]
"""Picks the text of this run's language out of a Chinese and an English one."""


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language, before the arguments are parsed, so that help and usage errors use it as well.

    A ``--lang`` that is no language is left for the parser to refuse.
    """
    for value in values_of("--lang", arguments):
        if value in LANGUAGES:
            return value
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def values_of(option: str, arguments: Sequence[str]) -> list[str]:
    """The values of an option on a command line, in order; ``--`` ends the options."""
    before = list(arguments[: arguments.index("--")]) if "--" in arguments else list(arguments)
    values = []
    for position, argument in enumerate(before):
        if argument == option and position + 1 < len(before):
            values.append(before[position + 1])
        elif argument.startswith(f"{option}="):
            values.append(argument.partition("=")[2])
    return values


def words_in(language: Language) -> Words:
    """A function that picks the text of ``language``."""
    return lambda zh, en: Text(zh, en).in_language(language)
