"""The checked contents of a catalogue as they are cached: all rules first, each once, then the records, which name their rules by number.

Measures have many rules in common, and what has been checked need not be looked through again: a rule is the name of its form with what its
fields hold, where other rules stand as numbers of earlier ones.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from guangdong_ai.rules.amount import Amount, AmountForm, Tier
from guangdong_ai.rules.condition import Compare, Condition, ConditionForm

if TYPE_CHECKING:
    from guangdong_ai.catalogue.catalogue import Contents

_FORMS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    form.__name__: (form, form.__struct_fields__) for form in (*get_args(Condition), *get_args(Amount), Tier)
}
_RULE, _DAY, _NUMBER = "rule", "day", "number"
"""What JSON has no values for stands as an object with one of these keys."""


def stored(contents: "Contents") -> bytes:
    """The contents as two lines of JSON: the rules, and the records without what they have by default."""
    rules = _Rules()
    records = _plain(contents, rules)
    encoder = msgspec.json.Encoder(decimal_format="number")
    return encoder.encode(rules.stored) + b"\n" + encoder.encode(records)


def contents_of(content: bytes, form: type["Contents"]) -> "Contents":
    """The contents that were stored. Raises ValueError, and msgspec's errors, which are some, for anything else."""
    first, _, second = content.partition(b"\n")
    try:
        rules = _read(msgspec.json.decode(first, type=list[list[Any]]))
    except (LookupError, TypeError, ArithmeticError) as error:
        raise ValueError("no rules") from error

    def rule(wanted: type, number: object) -> object:
        found = rules[number] if isinstance(number, int) and 0 <= number < len(rules) else None
        if not isinstance(found, wanted):
            raise ValueError(number)  # noqa: TRY004  # what msgspec expects of a hook
        return found

    return msgspec.json.Decoder(form, dec_hook=rule, float_hook=Decimal).decode(second)


class _Rules:
    """The rules stored so far; ``numbers`` says which is which."""

    def __init__(self) -> None:
        self.stored: list[list[Any]] = []
        self.numbers: dict[object, int] = {}

    def number(self, rule: Any) -> int:
        """The number of a rule, which is stored if it has none yet, after those inside it."""
        key = _exactly(rule)
        if key not in self.numbers:
            entry = [type(rule).__name__, *(self._value(getattr(rule, name)) for name in rule.__struct_fields__)]
            self.numbers[key] = len(self.stored)
            self.stored.append(entry)
        return self.numbers[key]

    def _value(self, value: object) -> object:
        match value:
            case ConditionForm() | AmountForm() | Tier():
                return {_RULE: self.number(value)}
            case tuple():
                return [self._value(one) for one in value]
            case Decimal():
                return {_NUMBER: str(value)}
            case date():
                return {_DAY: value.isoformat()}
            case _:
                return value


def _exactly(rule: Any) -> object:
    """What tells a rule from every other one: a 1 that is true, a number or an amount with decimals is not the same."""
    return repr(rule)


def _plain(value: Any, rules: _Rules) -> object:
    match value:
        case ConditionForm() | AmountForm():
            return rules.number(value)
        case msgspec.Struct():
            defaults = {item.name: item.default for item in msgspec.structs.fields(value)}
            held = {name: getattr(value, name) for name in value.__struct_fields__}
            return {name: _plain(one, rules) for name, one in held.items() if one is not defaults[name] and one != defaults[name]}
        case tuple() | list():
            return [_plain(one, rules) for one in value]
        case dict():
            return {key: _plain(one, rules) for key, one in value.items()}
        case _:
            return value


def _read(entries: Iterable[list[Any]]) -> list[Any]:
    rules: list[Any] = []

    def value(data: Any) -> Any:
        if isinstance(data, list):
            return tuple([one if isinstance(one, str) else value(one) for one in data])
        if isinstance(data, dict):
            ((what, held),) = data.items()
            return rules[held] if what == _RULE else Decimal(held) if what == _NUMBER else date.fromisoformat(held)
        return data

    for name, *held in entries:
        if name == "Compare":  # more than half of all: naming the fields takes half the time
            fact, operator, operand = held
            rules.append(Compare(fact=fact, operator=operator, operand=value(operand)))
            continue
        form, names = _FORMS[name]
        if len(held) != len(names):
            raise ValueError(name)
        rules.append(form(**dict(zip(names, map(value, held), strict=False))))
    return rules
