"""Facts: the things to know about an applicant, each with a kind and a question. Declared in ``policies/facts/``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.value import Kind, Value

if TYPE_CHECKING:
    from guangdong_ai.rules.kinds.kind import FactKind

Changeability = Literal["fixed", "relocation", "hard", "slow", "quick"]
"""How a known answer can become another one.

``quick``: the applicant decides it, from one month to the next. ``slow``: it takes months, or money. ``hard``: it takes years, a new business,
or a title or an approval that few get. ``relocation``: it takes another place, and what the old place gives is lost. ``fixed``: it cannot.
"""


@record
class Choice:
    """One accepted answer: its id (kept in files), its label, and other spellings a person may type.

    ``nothing``: the answer says that there is no such thing (“none”).

    ``parts``: of a place, the full names of its districts (南山区), which may follow its own name: 深圳市南山区.

    ``codes``: beginnings of its codes in a public classification, of places (GB/T 2260) or of industries (GB/T 4754): 4403 begins all of Shenzhen's.

    ``coverage``: what the catalogue lacks for applicants with this answer, told with their results. ``not_searched``: nobody has looked
    for measures of, say, this city; ``incomplete``: somebody has, and ``note`` says what is missing. None: the catalogue has what was found.
    """

    id: str
    label: Text
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    coverage: Literal["not_searched", "incomplete"] | None = None
    note: Text | None = None
    nothing: bool = False


@record
class Fact:
    """One thing to know about an applicant. ``id`` is the full one, ``section.name``. A fact has no default: absent means unknown.

    ``never``: for the year of something that may never have happened, what the answer 0 means; without it 0 is no year. ``none_of_these``: for a
    choice, what the applicant is when an implication says that no choice applies (``rules.value.NONE_OF_THESE``). ``synonyms``: other headers that
    its column may have. ``likely_names``: headers that mostly mean it but may mean something else; a column that is headed so is taken for it
    where no other is, which is told. ``within``: for places, the region around all of them, which may precede a name
    (广东省深圳市). ``outside``: beginnings of places that are none of the choices, so that none is suggested for them. ``hangs_on``: facts of
    which at least one must say that there is such a thing for the question to be asked (is the purchased model filed? only if one was purchased).
    ``also_in``: facts in whose column this one may stand too, or instead: a district in that of the city.
    ``unit``: what is counted, in English in the plural; ``unit_of_one``: in the singular.
    """

    id: str
    kind: Kind
    label: Text
    question: Text
    change: Changeability
    change_reason: Text
    help: Text | None = None
    choices: tuple[Choice, ...] = ()
    none_of_these: Text | None = None
    format: Literal["credit_code"] | None = None
    unit: Text | None = None
    unit_of_one: str | None = None
    never: Text | None = None
    synonyms: tuple[str, ...] = ()
    likely_names: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The part of the id before the dot: the table of a profile file."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The part of the id after the dot: the key within its table."""
        return self.id.partition(".")[2]

    @property
    def traits(self) -> "FactKind":
        """What holds for all facts of its kind."""
        return _kinds()[self.kind]

    @property
    def signature(self) -> Signature:
        """What rules may assume of the fact. Declared values of the wrong kind are left out; they are reported where the fact is declared."""
        traits = self.traits
        choices = dict.fromkeys(choice.id for choice in self.choices) if traits.has_choices else ()
        return Signature(
            kind=self.kind,
            choices=tuple(choices),
            may_be_never=traits.can_be_never and self.never is not None,
            may_be_none=traits.can_be_none_of_these and self.none_of_these is not None,
        )

    def unit_for(self, number: int | Decimal) -> Text:
        """The unit to write after the number: 1 person, 2 people; empty where the fact has none."""
        if self.unit is None:
            return Text("", "")
        return Text(self.unit.zh, self.unit_of_one or self.unit.en) if number == 1 else self.unit

    @property
    def can_say_nothing(self) -> bool:
        """Whether at least one answer says that there is no such thing."""
        return self.traits.can_say_nothing or self.never is not None or any(choice.nothing for choice in self.choices)

    def says_nothing(self, value: Value) -> bool:
        """Whether the answer says that there is no such thing: no, never, none of several."""
        choice = self.choice(value) if isinstance(value, str) else None
        return not value if choice is None else choice.nothing

    def choice(self, choice_id: str) -> Choice | None:
        """The choice with this id, or None."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        return None


@cache
def _kinds() -> "Mapping[Kind, FactKind]":
    from guangdong_ai.rules.kinds import KINDS  # not when a command line is completed

    return KINDS


@record
class FactSection:
    """Facts that belong together: one file, one table of a profile, one part of the questionnaire. ``facts`` keep the file's order."""

    section: str
    title: Text
    order: int
    facts: tuple[Fact, ...]


def in_order(sections: Iterable[FactSection]) -> tuple[FactSection, ...]:
    """The sections in the order in which they are asked and shown."""
    return tuple(sorted(sections, key=lambda section: section.order))
