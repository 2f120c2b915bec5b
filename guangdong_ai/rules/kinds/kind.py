"""What a kind of fact is: its values as JSON Schema and as a set; and the three classes of kinds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import floor
from typing import TYPE_CHECKING, Any, ClassVar

from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.intervals import Intervals, Line, intervals_of
from guangdong_ai.rules.value import NEVER, Kind, Value

if TYPE_CHECKING:
    from fractions import Fraction

JsonSchema = Mapping[str, Any]

_BEYOND_ALL = 10**18
"""No kind goes so far. A whole number in a file can have a million digits, and must not be turned into a Decimal to see that."""


class FactKind:
    """A kind of fact: NamedKind, ChoicesKind or OrderedKind. KINDS holds the one instance of each by name."""

    __slots__ = ()

    name: ClassVar[Kind]
    schema: ClassVar[JsonSchema]
    """JSON Schema of an answer, without the choices, which the fact declares."""
    operand: ClassVar[JsonSchema]
    """JSON Schema of the constants in rules that it is compared with."""
    has_choices: ClassVar[bool] = False
    """Whether a fact of the kind declares its possible answers."""
    says_yes_or_no: ClassVar[bool] = False
    """Whether an answer is yes or no."""
    is_multi_valued: ClassVar[bool] = False
    """Whether an answer is a set of values, each of which may be given on its own."""
    is_identifying: ClassVar[bool] = False
    """Whether it is free text that identifies the applicant (a name, the number of a document) and describes nothing about it."""
    can_say_nothing: ClassVar[bool] = False
    """Whether one of its values says that there is no such thing as is asked for: no, none of several."""
    can_be_never: ClassVar[bool] = False
    """Whether a fact of the kind may accept NEVER."""
    can_be_none_of_these: ClassVar[bool] = False
    """Whether an implication may give NONE_OF_THESE to a fact of the kind."""
    is_in_time: ClassVar[bool] = False
    """Whether it says when something happened or will happen."""
    is_money: ClassVar[bool] = False
    """Whether it counts yuan."""
    is_basis: ClassVar[bool] = False
    """Whether funding can be computed from it: yuan, or a number that a rate turns into yuan."""

    def domain(self, signature: Signature) -> Domain:
        """All values that a profile may hold for a fact with that signature, given or implied."""
        raise NotImplementedError

    def is_operand(self, value: Scalar) -> bool:
        """Whether a rule may compare it with the value."""
        raise NotImplementedError

    def constant(self, data: object) -> object:
        """A value from TOML or JSON as a constant in rules; unchanged where the kind has no notation of its own."""
        return data

    def has_happened(self, _value: Value, _as_of: date) -> bool:
        """Whether the value tells of something before ``as_of``, so that it can no longer change."""
        return False

    def to_come(self, _as_of: date) -> Domain | None:
        """The values that something can get that happens on ``as_of`` or later; None: the day does not matter."""
        return None


class NamedKind(FactKind):
    """A kind whose values are equal or not, without an order."""

    __slots__ = ()

    def domain(self, signature: Signature) -> Discrete:
        """The values that a fact with that signature can have."""
        raise NotImplementedError


class ChoicesKind(FactKind):
    """The kind whose values are sets of choices."""

    __slots__ = ()

    has_choices = True
    is_multi_valued = True
    can_say_nothing = True


class OrderedKind(FactKind, Line):
    """A kind of numbers or days between two limits, both inclusive, in whole steps."""

    __slots__ = ()

    def domain(self, signature: Signature) -> Intervals:
        """Everything within the limits, and "never" where the signature permits it."""
        return intervals_of(self, [*([(NEVER, NEVER)] if signature.may_be_never else []), (self.least, self.most)])

    stride: ClassVar[int] = 1
    """The distance in steps, from a threshold, of the case that shows where it flips: a yuan, not a fen."""

    def allows(self, value: int | Decimal | date) -> bool:
        """Whether an answer may be this value; anything outside the limits is taken for a mistake."""
        raise NotImplementedError

    def beyond(self, bound: Scalar, side: int) -> Value:
        """The value one stride above (1) or below (-1) a threshold."""
        return self.from_steps(floor(self.in_steps(bound)) + side * self.stride)


class NumberKind(OrderedKind):
    """A kind of numbers with ``places`` decimal places."""

    __slots__ = ()

    places: ClassVar[int]
    scale: ClassVar[int]
    """The number of steps in one unit: 10 to the power of ``places``."""

    def in_steps(self, value: Scalar) -> "int | Fraction":
        """The number in steps: ``scale`` times as large."""
        if isinstance(value, int):
            return value * self.scale
        if not isinstance(value, Decimal):
            raise TypeError(value)
        numerator, denominator = value.as_integer_ratio()
        steps, rest = divmod(numerator * self.scale, denominator)
        if not rest:
            return steps
        from fractions import Fraction

        return Fraction(numerator * self.scale, denominator)

    def from_steps(self, steps: int) -> Value:
        """A whole number, or a Decimal where the kind has decimal places."""
        if not self.places:
            return steps
        value = Decimal(steps) / self.scale
        return Decimal(int(value)) if value == value.to_integral_value() else value

    def allows(self, value: int | Decimal | date) -> bool:
        """Whether the number is within the limits and has no more decimal places than the kind."""
        if isinstance(value, date) or (not value.is_finite() if isinstance(value, Decimal) else abs(value) > _BEYOND_ALL):
            return False
        # The limits are divided, not the value multiplied: a Decimal may be too large for that, and a product is rounded.
        least, most = Decimal(self.least) / self.scale, Decimal(self.most) / self.scale
        return least <= value <= most and _places(value) <= self.places

    def is_operand(self, value: Scalar) -> bool:
        """Whether it is a number; a whole one where the kind has no decimal places."""
        return isinstance(value, int | Decimal if self.places else int) and not isinstance(value, bool)


def _places(value: int | Decimal) -> int:
    """The number of decimal places that the value needs: 1 for 0.50."""
    if isinstance(value, int) or value == 0:
        return 0
    _, digits, exponent = value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -(int(exponent) + zeros))
