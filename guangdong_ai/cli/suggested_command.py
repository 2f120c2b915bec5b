"""A command that is suggested to a person, written so that it can be copied: quoted for a shell, and with the options of this run.

Whoever suggests one, a page or a finding, names its words only. This is the one place that writes them out: ``--policies`` and the other
options that decide what a result is are carried over where the suggested command takes them.
"""

import os
from collections.abc import Sequence

from guangdong_ai.cli.language import values_of
from guangdong_ai.foundation.control_characters import first_acted_on, is_acted_on

_CARRIED = ("--policies", "--scope", "--as-of", "--lang")
"""What any command that takes it is given again."""

_UNQUOTED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./=")
"""A word of these alone needs no quotes, and no shlex, which takes as long to load as four of our modules."""

_SITTING = ("--section", "--only")
_SITTING_FLAGS = ("--again", "--closed-too", "--titles", "--plain")
"""What a sitting is about, and how it is held: for going on with it."""

_given: list[str] = []


def carry_options_of(arguments: Sequence[str]) -> None:
    """Say with which command line the program runs; said once, when it begins."""
    _given[:] = arguments


def suggested_command(words: Sequence[str], given: Sequence[str] | None = None) -> str:
    """The command of these words (without the program's name) on one line, with the options of ``given``: those of this run."""
    given = _given if given is None else given
    options: list[str] = []
    carried = {name: values_of(name, given) for name in (*_CARRIED, *(_SITTING if words[0] == "ask" else ())) if name not in words}
    accepted = _options_of(words) if any(carried.values()) else frozenset[str]()
    for name, values in carried.items():
        if name in accepted:
            options += [part for value in values for part in (name, value)]
    if words[0] == "ask" and "ask" in given:
        options += [flag for flag in _SITTING_FLAGS if flag in given]
    return " ".join(_quoted(word) for word in ("guangdong-ai", *words, *options))


def _quoted(word: str) -> str:
    """The word for a shell. What a terminal would act on, and bytes that are no characters, are written as bash, zsh and ksh read them."""
    if word and _UNQUOTED.issuperset(word):
        return word
    if first_acted_on(word) is None:
        import shlex

        return shlex.quote(word)
    return "$'" + "".join(_in_dollar_quotes(character) for character in word) + "'"


def _in_dollar_quotes(character: str) -> str:
    if is_acted_on(character):
        return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))
    return f"\\{character}" if character in "\\'" else character


def _options_of(words: Sequence[str]) -> frozenset[str]:
    """The names of the options that the command takes."""
    from typer._click import Context
    from typer.core import TyperGroup

    from guangdong_ai.cli.program import program

    command = program("en")
    for word in words:
        found = command.get_command(Context(command), word) if isinstance(command, TyperGroup) else None
        if found is None:
            break
        command = found
    return frozenset(name for parameter in command.params for name in parameter.opts)
