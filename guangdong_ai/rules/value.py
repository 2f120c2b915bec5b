"""Values of facts as the rules see them, and the kinds they have."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "choice", "choices", "yes_no", "count", "money", "share", "year", "date", "months"]

Value = str | bool | int | Decimal | date | frozenset[str]
"""By kind: text, choice → str; choices → frozenset of choice ids; yes_no → bool; count, year, months → int; money (yuan), share → Decimal;
date → date."""

NONE_OF_THESE = ""
"""The value of a choice fact of which it is known that no choice applies: it follows from another answer, and is never given."""

NEVER = 0
"""The year of what has never happened, where the fact says what that means."""

Facts = Mapping[str, Value]
"""Known facts by full id. A fact that is not in the mapping is unknown."""
