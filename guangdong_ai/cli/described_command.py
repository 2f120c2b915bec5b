"""A description of the command line in one language: the name, the parameters and the help of each command.

Help and completion need no more, and are answered from the files in ``described/`` without Typer, which takes as long to load as all the rest.
docs/generate.py makes them from the commands themselves; ``make check`` fails where they differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from guangdong_ai.catalogue.fact import FactSection
from guangdong_ai.cli.flag_name import flag_of
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

FOLDER = Path(__file__).parent / "described"


@record
class DescribedParameter:
    """An argument, or an option with its ``names``, the shortest first. ``takes``: the placeholder of its value in help.

    ``heading``: the panel of help that lists it, if not the usual one.
    """

    names: tuple[str, ...]
    takes: str
    help: str
    heading: str | None = None
    is_argument: bool = False
    is_flag: bool = False
    is_repeatable: bool = False


@record
class DescribedCommand:
    """A command, or a group with ``commands``. ``takes_facts``: it has, besides these parameters, a flag for each fact of the catalogue."""

    name: str
    usage: str
    help: str
    parameters: tuple[DescribedParameter, ...]
    short_help: str = ""
    """The help that completion shows beside the name."""
    commands: "tuple[DescribedCommand, ...]" = ()
    takes_facts: bool = False

    def named(self, name: str) -> "DescribedCommand | None":
        """The command of this name in the group."""
        return next((command for command in self.commands if command.name == name), None)


def description_file(language: Language) -> Path:
    """The file that describes the whole command line."""
    return FOLDER / f"{language}.json"


def described_program(language: Language) -> DescribedCommand:
    """The whole command line."""
    return msgspec.json.decode(description_file(language).read_bytes(), type=DescribedCommand)


def with_flags(command: DescribedCommand, sections: Sequence[FactSection], language: Language) -> DescribedCommand:
    """The command with a flag for each fact, in the order of the catalogue, under the heading of its section."""
    flags = (flag for section in sections for flag in _flags(section, language))
    return replace(command, parameters=(*command.parameters, *flags))


def _flags(section: FactSection, language: Language) -> Iterator[DescribedParameter]:
    for fact in section.facts:
        yield DescribedParameter(
            names=(flag_of(fact.id),),
            takes=TAKEN[fact.kind].in_language(language),
            help=fact.label.in_language(language),
            heading=section.title.in_language(language),
            is_repeatable=True,
        )


TAKEN: Mapping[Kind, Text] = Registry(
    "flags",
    "kinds",
    {
        "text": Text("文字", "TEXT"),
        "choice": Text("选项", "CHOICE"),
        "choices": Text("选项,…", "CHOICE,…"),
        "yes_no": Text("是|否", "YES|NO"),
        "count": Text("数量", "COUNT"),
        "money": Text("金额", "YUAN"),
        "share": Text("比例", "SHARE"),
        "year": Text("年份", "YEAR"),
        "date": Text("日期", "DATE"),
        "months": Text("月数", "MONTHS"),
    },
)
"""What stands for the value of a flag."""
