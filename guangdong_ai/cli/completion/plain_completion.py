"""Completion from the description of the command line, without Typer: names of commands and options, and the answers to a fact.

Everything else (the values of other options, arguments, a line with mistakes) is left to Typer. Where both answer, they answer
the same: a test compares them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from guangdong_ai.cli.completion.line import CommandLine
from guangdong_ai.cli.completion.offered import Offered, answers, beginning
from guangdong_ai.cli.described_command import DescribedCommand, DescribedParameter, described_program, with_flags
from guangdong_ai.cli.flag_name import flag_of
from guangdong_ai.cli.language import values_of
from guangdong_ai.foundation.text import Language


def plainly_fitting(line: CommandLine, language: Language) -> list[Offered] | None:
    """The values for the word at the cursor, each as the whole word, with its meaning; None to leave it to Typer. Raises Refused."""
    command, words = _command_of(line.words, language)
    if command.commands:
        return None if words or line.incomplete.startswith("-") else _names_of_commands(command, line.incomplete)
    if "=" in line.incomplete:
        return None
    facts = {}
    if command.takes_facts:
        from guangdong_ai.api.catalogue_access import CatalogueAccess

        sections = CatalogueAccess([Path(folder) for folder in values_of("--policies", line.words)]).sections
        facts = {flag_of(fact.id): fact for section in sections for fact in section.facts}
        command = with_flags(command, sections, language)
    options = {name: parameter for parameter in command.parameters if not parameter.is_argument for name in parameter.names}
    last = words[-1] if words else ""
    read = _given(words[:-1] if last in facts else words, options)
    if read is None:
        return None
    if last in facts:
        return answers(facts[last], line.incomplete, language)
    if not line.incomplete.startswith("-"):
        return None
    free = [(name, parameter) for name, parameter in options.items() if parameter.is_repeatable or parameter not in read]
    return beginning([(name, parameter.help) for name, parameter in free], line.incomplete)


def _command_of(words: Sequence[str], language: Language) -> tuple[DescribedCommand, Sequence[str]]:
    """The command that the first words name, and the words after its name."""
    command = described_program(language)
    for position, word in enumerate(words):
        inner = command.named(word)
        if inner is None:
            return command, words[position:]
        command = inner
    return command, ()


def _names_of_commands(group: DescribedCommand, incomplete: str) -> list[Offered]:
    return beginning([(inner.name, inner.short_help) for inner in group.commands], incomplete)


def _given(words: Sequence[str], options: Mapping[str, DescribedParameter]) -> list[DescribedParameter] | None:
    """The options in the words, each written in full with its value after it; None where there is anything else."""
    given: list[DescribedParameter] = []
    rest = iter(words)
    for word in rest:
        if word.startswith("-") and word != "-":
            option = options.get(word)
            if option is None or (not option.is_flag and next(rest, "-").startswith("-")):
                return None
            given.append(option)
    return given
