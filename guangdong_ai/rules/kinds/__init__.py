"""The kinds of facts by name. Each module holds everything about one kind that does not depend on a layer above."""

from collections.abc import Mapping

from guangdong_ai.rules.kinds.choice import CHOICE
from guangdong_ai.rules.kinds.choices import CHOICES
from guangdong_ai.rules.kinds.count import COUNT
from guangdong_ai.rules.kinds.date import DATE
from guangdong_ai.rules.kinds.kind import FactKind, NumberKind, OrderedKind
from guangdong_ai.rules.kinds.money import MONEY
from guangdong_ai.rules.kinds.months import MONTHS
from guangdong_ai.rules.kinds.share import SHARE
from guangdong_ai.rules.kinds.text import TEXT
from guangdong_ai.rules.kinds.year import YEAR
from guangdong_ai.rules.kinds.yes_no import YES_NO
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

_ALL: tuple[FactKind, ...] = (TEXT, CHOICE, CHOICES, YES_NO, COUNT, MONEY, SHARE, YEAR, DATE, MONTHS)

KINDS: Mapping[Kind, FactKind] = Registry("kinds of facts", "kinds", {kind.name: kind for kind in _ALL})
_IN_NO_ORDER = {kind.name: "in no order" for kind in _ALL if not isinstance(kind, OrderedKind)}
ORDERED: Mapping[Kind, OrderedKind] = Registry(
    "kinds in order", "kinds", {kind.name: kind for kind in _ALL if isinstance(kind, OrderedKind)}, _IN_NO_ORDER
)
"""Those whose values come one after the other."""
NUMBERS: Mapping[Kind, NumberKind] = {kind.name: kind for kind in _ALL if isinstance(kind, NumberKind)}
"""Those whose values are numbers."""
FRACTIONAL: tuple[Kind, ...] = tuple(name for name, kind in NUMBERS.items() if kind.places)
"""Those with places behind the point: their values are Decimals."""
WHOLE: tuple[Kind, ...] = tuple(name for name, kind in NUMBERS.items() if not kind.places)
"""Those without: their values are whole numbers."""
AMOUNTS: tuple[Kind, ...] = tuple(name for name, kind in NUMBERS.items() if not kind.is_in_time)
"""Those that say how much or how many: ratios are made of them, and they can be raised and lowered."""
SINGLE_CHOICE: tuple[Kind, ...] = tuple(kind.name for kind in _ALL if kind.has_choices and not kind.is_multi_valued)
"""Those of which an answer is one choice: tables are read by it, and it may follow from other answers that none applies."""
IN_TIME: tuple[Kind, ...] = tuple(kind.name for kind in _ALL if kind.is_in_time)
"""Those that say when."""
BASES: tuple[Kind, ...] = tuple(kind.name for kind in _ALL if kind.is_basis)
"""Those that funding is computed from."""
YEARS: tuple[Kind, ...] = tuple(name for name, kind in NUMBERS.items() if kind.is_in_time)
"""Those that say when in whole years: the figure of a table can be looked up for one."""
