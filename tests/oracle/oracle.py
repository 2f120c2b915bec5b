"""The oracle: the rules evaluated a second time, slowly and obviously.

It was written from the design, ``docs/rule-language.md`` and ``docs/stacking.md`` alone, never from the package's own evaluator, and it must stay so:
two evaluators that were copied from each other make the same mistakes. It reads rules as the plain data that people author (what
``tomllib`` gives), and facts as a dict from the full id of a fact to its value: str, bool, int, Decimal, date or frozenset of str.

Nothing here is clever. Kleene's logic is a truth table, amounts are exact fractions, and a total is found by trying every sort of
applicant and every set of measures.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import floor, inf
from typing import Any

Value = str | bool | int | Decimal | date | frozenset[str]
Facts = Mapping[str, Value]
Plain = Mapping[str, Any]
Truth = bool | None
"""None is unknown."""

End = Fraction | None
"""None is open: no upper figure can be given."""

NOT: dict[Truth, Truth] = {True: False, False: True, None: None}
BOTH: dict[tuple[Truth, Truth], Truth] = {
    (True, True): True,
    (True, None): None,
    (True, False): False,
    (None, True): None,
    (None, None): None,
    (None, False): False,
    (False, True): False,
    (False, None): False,
    (False, False): False,
}
EITHER: dict[tuple[Truth, Truth], Truth] = {
    (True, True): True,
    (True, None): True,
    (True, False): True,
    (None, True): True,
    (None, None): None,
    (None, False): None,
    (False, True): True,
    (False, None): None,
    (False, False): False,
}

OPERATORS = (
    "is",
    "in",
    "not_in",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "between",
    "before",
    "after",
    "any_of",
    "all_of",
    "none_of",
)


@dataclass(frozen=True)
class Catalogue:
    """Authored plain data. Facts, documents, tables and stacking rules by id; measures and calls as lists, in any order."""

    facts: Mapping[str, Plain] = field(repr=False)
    documents: Mapping[str, Plain]
    tables: Mapping[str, Plain]
    stacking: Mapping[str, Plain]
    calls: Sequence[Plain]
    measures: Sequence[Plain]
    covers_until: date = date.max
    """After this day the catalogue vouches for nothing: every window is closed."""
    implications: Sequence[Plain] = ()
    derived: Sequence[Plain] = ()
    """Each with the ``fact`` and how it is worked out."""


@dataclass(frozen=True)
class Worth:
    """What an amount is worth, and the unknown facts that this was taken from."""

    low: Fraction
    high: End
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MeasureResult:
    """One measure held against the facts on a day. ``funded`` says whether ``low`` and ``high`` mean anything; ``high`` None is open."""

    eligibility: str
    outcomes: Mapping[str, str]
    missing: frozenset[str]
    window: str
    call: str | None
    funded: bool
    low: int
    high: int | None
    funding_missing: frozenset[str]


@dataclass(frozen=True)
class Result:
    """Every measure by id, and the totals; ``high`` and ``if_all_met`` None are open, all three None if too little is known for a sum."""

    measures: Mapping[str, MeasureResult]
    low: int | None
    high: int | None
    if_all_met: int | None


# What follows from answers

NO_CHOICE = ""
"""What a choice fact is when it is known that no choice applies."""


def known(catalogue: Catalogue, answers: Facts) -> Facts:
    """The answers and whatever follows, found one round after the other until a round finds nothing. An answer is never replaced."""
    facts = dict(answers)
    while True:
        found = [(implied_fact(rule), implied_value(rule)) for rule in catalogue.implications if holds(rule, catalogue, facts)]
        found += [(one["fact"], value) for one in catalogue.derived if (value := derived_choice(one, facts)) is not None]
        new = {fact: value for fact, value in reversed(found) if fact not in facts}
        if not new:
            return facts
        facts |= new


def holds(rule: Plain, catalogue: Catalogue, facts: Facts) -> bool:
    """Whether what the implication asks for is the case."""
    if "given" in rule:
        return facts.get(rule["given"]) in catalogue.facts[rule["given"]]["choices"]
    return truth(rule["when"], facts) is True


def implied_fact(rule: Plain) -> str:
    """The fact that follows."""
    return str(rule["none_of"] if "none_of" in rule else rule["then"]["fact"])


def implied_value(rule: Plain) -> Value:
    """The value that follows."""
    value: Value = NO_CHOICE if "none_of" in rule else rule["then"]["is"]
    return value


# Derived facts


def derived_choice(one: Plain, facts: Facts) -> str | None:
    """What a derived choice is for certain; None for another form too, and where several are possible."""
    group = next((group for group in one.get("groups", ()) if facts.get(one["by"]) in group["of"]), None)
    possible = [] if group is None else possible_choices(group, facts)
    return possible[0] if len(set(possible)) == 1 else None


def possible_choices(group: Plain, facts: Facts) -> list[str]:
    """What the rules of a group may lead to, from the first on, up to one that is true."""
    possible = []
    for rule in group.get("rules", ()):
        answer = truth(rule["when"], facts)
        if answer is not False:
            possible.append(rule["then"])
        if answer is True:
            return possible
    return [*possible, group["otherwise"]]


def among_derived(one: Plain, choices: Sequence[str], facts: Facts) -> Truth:
    """Whether a derived choice that was not given is one of these."""
    by = facts.get(one["by"])
    if by is None:
        return None
    group = next((group for group in one["groups"] if by in group["of"]), None)
    if group is None:
        return None if by in one.get("unknown_for", ()) else False
    possible = set(possible_choices(group, facts))
    return True if possible <= set(choices) else False if possible.isdisjoint(choices) else None


def with_derived(data: Any, catalogue: Catalogue, day: date) -> Any:
    """The plain data with every comparison of a derived fact as ``{"derived": …, "how": …, "day": …}``."""
    if isinstance(data, list | tuple):
        return [with_derived(one, catalogue, day) for one in data]
    if not isinstance(data, Mapping):
        return data
    if "fact" in data and any(key in OPERATORS for key in data):
        how = next((one for one in catalogue.derived if one["fact"] == data["fact"]), None)
        return data if how is None else {"derived": data, "how": how, "day": day}
    return {key: with_derived(value, catalogue, day) for key, value in data.items()}


def of_parts(condition: Plain, facts: Facts) -> Truth:
    """A comparison of a derived fact that was not given, by what it is worked out from."""
    how, given = condition["how"], condition["derived"]
    (operator,) = (key for key in given if key in OPERATORS)
    threshold = given[operator]
    if "groups" in how:
        named = [threshold] if operator == "is" else threshold
        answer = among_derived(how, named, facts)
        return NOT[answer] if operator == "not_in" else answer
    if "months_since" in how:
        founded = facts.get(how["months_since"])
        return None if founded is None else compares(operator, months_passed(founded, condition["day"]), threshold)  # type: ignore[arg-type]
    if "sum" in how or "average" in how or "ratio_of_sums" in how:
        return by_sums(how, operator, threshold, facts)
    later, earlier = how["ratio"] if "ratio" in how else (how["growth"]["later"], how["growth"]["earlier"])
    if later not in facts or earlier not in facts or facts[earlier] == 0:
        return None
    quotient = Fraction(facts[later]) / Fraction(facts[earlier])  # type: ignore[arg-type]
    if "growth" in how:
        bounds = threshold if isinstance(threshold, list) else [threshold]
        factors = [(1 + Fraction(bound)) ** how["growth"].get("years", 1) for bound in bounds]
        threshold = factors if isinstance(threshold, list) else factors[0]
    return compares(operator, quotient, threshold)


def by_sums(how: Plain, operator: str, threshold: Any, facts: Facts) -> Truth:
    """A comparison of sums: of what may still be, from the least to the most, and never more than can be told of either side alone.

    What is not known only adds. So a sum is at least what is known of it; a quotient is at least so much where its divisor is known whole, and at
    most so much where its dividend is. With nothing to divide by it is unknown.
    """
    above, whole = added(how.get("sum") or how.get("average") or how["ratio_of_sums"]["of"], facts)
    below, whole_below = (Fraction(1), True) if "ratio_of_sums" not in how else added(how["ratio_of_sums"]["by"], facts)
    if "average" in how:
        below = Fraction(len(how["average"]))
    if below == 0:
        return None
    least: End = above / below if whole_below else None
    most: End = above / below if whole else None
    answer: Truth = True
    for bound, is_lower in (
        zip(threshold, (True, False), strict=True) if operator == "between" else ((threshold, operator in ("at_least", "more_than")),)
    ):
        single = {"between": "at_least" if is_lower else "at_most"}.get(operator, operator)
        nearer, farther = (least, most) if is_lower else (most, least)
        if nearer is not None and compares(single, nearer, bound):
            side: Truth = True
        else:
            side = False if farther is not None and not compares(single, farther, bound) else None
        answer = BOTH[answer, side]
    return answer


def added(parts: Sequence[str], facts: Facts) -> tuple[Fraction, bool]:
    """The sum of what is known of these, and whether that is all of it."""
    known = [Fraction(facts[part]) for part in parts if part in facts]  # type: ignore[arg-type]
    return sum(known, Fraction(0)), len(known) == len(parts)


def missing_of_parts(condition: Plain, facts: Facts) -> frozenset[str]:
    """What an unknown comparison of a derived fact still needs: of a choice first what it goes by, then what its group looks at."""
    how, given = condition["how"], condition["derived"]
    (operator,) = (key for key in given if key in OPERATORS)
    if "groups" not in how:
        return frozenset(fact for fact in parts_of_derived(how) if fact not in facts)
    if how["by"] not in facts:
        return frozenset([how["by"]])
    group = next((group for group in how["groups"] if facts[how["by"]] in group["of"]), None)
    if group is None:
        return frozenset([given["fact"]])
    choices = [given[operator]] if operator == "is" else given[operator]
    rest = decision(group.get("rules", []), group["otherwise"], choices)
    assert not isinstance(rest, bool)
    return missing_facts(rest, facts)


def decision(rules: Sequence[Plain], otherwise: str, choices: Sequence[str]) -> Plain | bool:
    """A list of rules as one condition: whether the first that is true leads to one of the choices."""
    if not rules:
        return otherwise in choices
    first, rest = rules[0], decision(rules[1:], otherwise, choices)
    if first["then"] in choices:
        return True if rest is True else first["when"] if rest is False else {"any": [first["when"], rest]}
    return False if rest is False else {"not": first["when"]} if rest is True else {"all": [{"not": first["when"]}, rest]}


def months_passed(first: date, day: date) -> int:
    """How many whole months have passed on the day; below 0 before the first day. A month that lacks the day ends with its last one."""
    months = (day.year - first.year) * 12 + day.month - first.month
    while months_later(first, months) > day:
        months -= 1
    return months


def months_later(first: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    for number in range(first.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(first, months)


def parts_of_derived(how: Plain) -> frozenset[str]:
    """The facts from which a derived fact is worked out."""
    if "groups" in how:
        rules = [rule["when"] for group in how["groups"] for rule in group.get("rules", ())]
        return frozenset([how["by"]]) | union(condition_facts(rule) for rule in rules)
    if "months_since" in how:
        return frozenset([how["months_since"]])
    for word in ("ratio", "sum", "average"):
        if word in how:
            return frozenset(how[word])
    if "ratio_of_sums" in how:
        return frozenset([*how["ratio_of_sums"]["of"], *how["ratio_of_sums"]["by"]])
    return frozenset((how["growth"]["later"], how["growth"]["earlier"]))


# Conditions


def truth(condition: Plain, facts: Facts) -> Truth:
    """Whether the condition is true, false or unknown."""
    if "all" in condition:
        answer: Truth = True
        for part in condition["all"]:
            answer = BOTH[answer, truth(part, facts)]
        return answer
    if "any" in condition:
        answer = False
        for part in condition["any"]:
            answer = EITHER[answer, truth(part, facts)]
        return answer
    if "not" in condition:
        return NOT[truth(condition["not"], facts)]
    if "derived" in condition:
        return truth(condition["derived"], facts) if condition["derived"]["fact"] in facts else of_parts(condition, facts)
    (operator,) = (key for key in condition if key in OPERATORS)
    if "ratio" in condition:
        above, below = condition["ratio"]
        if above not in facts or below not in facts or facts[below] == 0:
            return None
        return compares(operator, Fraction(facts[above]) / Fraction(facts[below]), condition[operator])  # type: ignore[arg-type]
    if condition["fact"] not in facts:
        return None
    return compares(operator, facts[condition["fact"]], condition[operator])


def compares(operator: str, value: Any, threshold: Any) -> bool:
    """The table of conditions in the documentation, one line each."""
    if operator == "is":
        return bool(exact(value) == exact(threshold))
    if operator == "in":
        return any(exact(value) == exact(one) for one in threshold)
    if operator == "not_in":
        return all(exact(value) != exact(one) for one in threshold)
    if operator == "at_least":
        return bool(exact(value) >= exact(threshold))
    if operator == "at_most":
        return bool(exact(value) <= exact(threshold))
    if operator in ("more_than", "after"):
        return bool(exact(value) > exact(threshold))
    if operator in ("less_than", "before"):
        return bool(exact(value) < exact(threshold))
    if operator == "between":
        return bool(exact(threshold[0]) <= exact(value) <= exact(threshold[1]))
    if operator == "any_of":
        return any(one in value for one in threshold)
    if operator == "all_of":
        return all(one in value for one in threshold)
    if operator == "none_of":
        return not [one for one in threshold if one in value]
    raise ValueError(operator)


def exact(value: Any) -> Any:
    """Numbers as exact fractions, everything else as it is."""
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def missing_facts(condition: Plain, facts: Facts) -> frozenset[str]:
    """The facts of the unknown comparisons that are reached from the top through unknown conditions only."""
    if truth(condition, facts) is not None:
        return frozenset()
    if "not" in condition:
        return missing_facts(condition["not"], facts)
    if "derived" in condition:
        return missing_of_parts(condition, facts)
    for word in ("all", "any"):
        if word in condition:
            return union(missing_facts(part, facts) for part in condition[word])
    return frozenset(fact for fact in condition_facts(condition) if fact not in facts)


def condition_facts(condition: Plain) -> frozenset[str]:
    """Every fact the condition names."""
    if "not" in condition:
        return condition_facts(condition["not"])
    if "derived" in condition:
        return parts_of_derived(condition["how"]) | {condition["derived"]["fact"]}
    for word in ("all", "any"):
        if word in condition:
            return union(condition_facts(part) for part in condition[word])
    return frozenset(condition["ratio"] if "ratio" in condition else [condition["fact"]])


def divides_by_zero(condition: Plain, facts: Facts) -> bool:
    """Whether a ratio anywhere in the condition is unknown for good: its facts are known and its denominator is zero."""
    if "not" in condition:
        return divides_by_zero(condition["not"], facts)
    if "derived" in condition and "ratio_of_sums" in condition["how"]:
        return condition["derived"]["fact"] not in facts and added(condition["how"]["ratio_of_sums"]["by"], facts) == (Fraction(0), True)
    if "derived" in condition:
        pair = condition["how"].get("ratio") or list(condition["how"].get("growth", {}).values())[:2]
        return condition["derived"]["fact"] not in facts and any(one in facts and facts[one] == 0 for one in pair[1:])
    for word in ("all", "any"):
        if word in condition:
            return any(divides_by_zero(part, facts) for part in condition[word])
    return "ratio" in condition and facts.get(condition["ratio"][0]) is not None and facts.get(condition["ratio"][1]) == 0


def union(sets: Iterator[frozenset[str]]) -> frozenset[str]:
    """All of them in one set."""
    return frozenset(one for each in sets for one in each)


# Amounts


def worth(amount: Any, catalogue: Catalogue, facts: Facts, day: date) -> Worth:
    """The range of an amount, exact, and the unknown facts it was taken from."""
    if not isinstance(amount, Mapping):
        return Worth(Fraction(amount), Fraction(amount))
    if "cap" in amount:
        without = {key: value for key, value in amount.items() if key != "cap"}
        return worth({"smaller_of": [without, amount["cap"]]}, catalogue, facts, day)

    def of(part: Any) -> Worth:
        return worth(part, catalogue, facts, day)

    if "fact" in amount:
        fact = amount["fact"]
        if fact not in facts:
            return Worth(Fraction(0), None, frozenset([fact]))
        return Worth(Fraction(facts[fact]), Fraction(facts[fact]))  # type: ignore[arg-type]
    if "rate" in amount:
        rate, whole = Fraction(amount["rate"]), of(amount["of"])
        return Worth(whole.low * rate, None if whole.high is None else whole.high * rate, whole.missing)
    if "up_to" in amount:
        whole = of(amount["up_to"])
        return Worth(Fraction(0), whole.high, whole.missing)
    if "tiers" in amount:
        return tiers(amount, catalogue, facts, day)
    if "first_known" in amount:
        return first_known(amount["first_known"], catalogue, facts, day)
    if "table" in amount:
        return looked_up(amount, catalogue, facts, day)
    (word,) = (word for word in ("smaller_of", "larger_of", "sum", "difference") if word in amount)
    return combined(word, [of(part) for part in amount[word]])


def combined(word: str, parts: Sequence[Worth]) -> Worth:
    """The forms that put several amounts together, end by end."""
    lows, closed = [part.low for part in parts], [part.high for part in parts if part.high is not None]
    some_open = len(closed) < len(parts)
    if word == "smaller_of":
        return Worth(min(lows), min(closed) if closed else None, all_missing(parts))
    if word == "larger_of":
        return Worth(max(lows), None if some_open else max(closed), all_missing(parts))
    if word == "sum":
        return Worth(sum(lows, Fraction(0)), None if some_open else sum(closed, Fraction(0)), all_missing(parts))
    first, second = parts
    low = Fraction(0) if second.high is None else max(Fraction(0), first.low - second.high)
    return Worth(low, None if first.high is None else max(Fraction(0), first.high - second.low), all_missing(parts))


def all_missing(parts: Sequence[Worth]) -> frozenset[str]:
    """What any of the parts misses."""
    return union(part.missing for part in parts)


def largest(parts: Sequence[Worth]) -> End:
    """The largest high end; open wins."""
    highs = [part.high for part in parts]
    return None if None in highs else max(high for high in highs if high is not None)


def covering(parts: Sequence[Worth]) -> Worth:
    """The smallest range that covers all the ranges."""
    return Worth(min(part.low for part in parts), largest(parts), all_missing(parts))


def tiers(amount: Plain, catalogue: Catalogue, facts: Facts, day: date) -> Worth:
    """The tiers that may still be the first true one, or all the way to ``otherwise``."""
    reachable: list[Worth] = []
    asked: frozenset[str] = frozenset()
    for tier in amount["tiers"]:
        answer = truth(tier["when"], facts)
        if answer is False:
            continue
        reachable.append(worth(tier["amount"], catalogue, facts, day))
        if answer is True:
            break
        asked |= missing_facts(tier["when"], facts)
    else:
        reachable.append(worth(amount.get("otherwise", 0), catalogue, facts, day))
    covered = covering(reachable)
    return Worth(covered.low, covered.high, covered.missing | asked)


def first_known(alternatives: Sequence[Any], catalogue: Catalogue, facts: Facts, day: date) -> Worth:
    """The first alternative all of whose facts are given, else the last. Those before it may still be reached: they ask for their facts."""
    position = chosen(alternatives, catalogue, facts)
    taken = worth(alternatives[position], catalogue, facts, day)
    asked = union(unknown_facts(alternative, catalogue, facts) for alternative in alternatives[:position])
    return Worth(taken.low, taken.high, taken.missing | asked)


def chosen(alternatives: Sequence[Any], catalogue: Catalogue, facts: Facts) -> int:
    """The position of the first alternative all of whose facts are given, else of the last."""
    for position, alternative in enumerate(alternatives):
        if not unknown_facts(alternative, catalogue, facts):
            return position
    return len(alternatives) - 1


def unknown_facts(amount: Any, catalogue: Catalogue, facts: Facts) -> frozenset[str]:
    """The facts of an amount that are not given, whether its worth depends on them or not."""
    return frozenset(fact for fact in amount_facts(amount, catalogue) if fact not in facts)


def looked_up(amount: Plain, catalogue: Catalogue, facts: Facts, day: date) -> Worth:
    """The figure of a table for a known key, on the last day of a known year or on the as-of date; else from 0, open. Year 0 is never."""
    table, missing = catalogue.tables[amount["table"]], unknown_facts(amount, catalogue, facts)
    if missing:
        return Worth(Fraction(0), None, missing)
    if "year" in amount and facts[amount["year"]] == 0:
        return Worth(Fraction(0), Fraction(0))
    on = date(facts[amount["year"]], 12, 31) if "year" in amount else day  # type: ignore[arg-type]
    return figure(table, facts[table["key"]], amount["column"], on)


def figure(table: Plain, key: Value, column: str, day: date) -> Worth:
    """The one row of a key and column that holds on the day; from 0, open when none is published."""
    for row in table["rows"]:
        if (
            row["key"] == key
            and row["column"] == column
            and row.get("valid_from", date.min) <= day <= row.get("valid_until", date.max)
            and "low" in row
        ):
            return Worth(Fraction(row["low"]), Fraction(row["high"]))
    return Worth(Fraction(0), None)


def amount_facts(amount: Any, catalogue: Catalogue) -> frozenset[str]:
    """Every fact an amount may need, those in its conditions and the key of its tables included."""
    if not isinstance(amount, Mapping):
        return frozenset()
    found: set[str] = set()
    if "fact" in amount:
        found.add(amount["fact"])
    if "table" in amount:
        found.add(catalogue.tables[amount["table"]]["key"])
        found.update([amount["year"]] if "year" in amount else [])
    for tier in amount.get("tiers", []):
        found |= condition_facts(tier["when"])
    for part in parts_of(amount):
        found |= amount_facts(part, catalogue)
    return frozenset(found)


def parts_of(amount: Any) -> list[Any]:
    """The amounts that stand directly inside an amount."""
    if not isinstance(amount, Mapping):
        return []
    single = [amount[word] for word in ("of", "up_to", "otherwise", "cap") if word in amount]
    several = [part for word in ("smaller_of", "larger_of", "sum", "difference", "first_known") for part in amount.get(word, [])]
    return single + several + [tier["amount"] for tier in amount.get("tiers", [])]


def alternatives_taken(amount: Any, catalogue: Catalogue, facts: Facts) -> list[int]:
    """Which alternative each ``first_known`` of an amount takes. While that stays the same, more facts only narrow the range."""
    taken = [chosen(amount["first_known"], catalogue, facts)] if isinstance(amount, Mapping) and "first_known" in amount else []
    for part in parts_of(amount):
        taken += alternatives_taken(part, catalogue, facts)
    return taken


def funding_amounts(measure: Plain) -> list[Any]:
    """The amount of a measure in every reading; none where its kind of funding has no amount."""
    funding = measure["funding"]
    if "amount" not in funding and "readings" not in funding:
        return []
    return [reading["amount"] for reading in funding["readings"]] if "readings" in funding else [funding["amount"]]


# Windows


def window(measure: Plain, catalogue: Catalogue, day: date) -> tuple[str, Plain | None]:
    """The state of the window, and the call that is used. Calls that had not been posted on the day are none of its business."""
    calls = [call for call in catalogue.calls if measure["id"] in call["measures"]]
    call = used_call([call for call in calls if posted_on(call, catalogue) <= day], day)
    document = catalogue.documents[measure["document"]]
    if "valid_until" in document and day > document["valid_until"]:
        return "closed", call
    if day < announced_on(document):
        return "upcoming", call
    if "valid_from" in document and day < document["valid_from"]:
        return "upcoming", call
    if day > catalogue.covers_until:
        return "closed", call
    if call is None:
        return measure.get("window", "unannounced"), None
    return call_state(call, day), call


def announced_on(document: Plain) -> date:
    """The day of publication, else of signing; the beginning of time where neither is known."""
    if "published" in document:
        return document["published"]  # type: ignore[no-any-return]
    return document.get("signed", date.min)  # type: ignore[no-any-return]


def posted_on(call: Plain, catalogue: Catalogue) -> date:
    """The day on which the call was posted, else that on which its document was announced."""
    if "posted" in call:
        return call["posted"]  # type: ignore[no-any-return]
    return announced_on(catalogue.documents.get(call.get("document", ""), {}))


def call_state(call: Plain, day: date) -> str:
    """Open only when both days are known, closed only when it is known to be over."""
    if "opens" in call and "closes" in call and call["opens"] <= day <= call["closes"]:
        return "open"
    if "opens" in call and day < call["opens"]:
        return "upcoming"
    if ("closes" in call and call["closes"] < day) or ("over_by" in call and call["over_by"] <= day):
        return "closed"
    return "unannounced"


def used_call(calls: Sequence[Plain], day: date) -> Plain | None:
    """The call in force, else the next one, else the last: the one with the latest day known of it (one without any day is the last)."""
    for call in calls:
        if call_state(call, day) == "open":
            return call
    coming = [call for call in calls if call_state(call, day) == "upcoming"]
    if coming:
        return min(coming, key=lambda call: call["opens"])
    return max(calls, key=latest_day) if calls else None


def latest_day(call: Plain) -> date:
    """The latest day that is known of a call."""
    days = [call[word] for word in ("posted", "opens", "closes", "over_by") if word in call]
    return max(days) if days else date.max


# Measures


def outcome(criterion: Plain, facts: Facts) -> str:
    """One criterion: met, not_met, unknown or review."""
    answer = truth(criterion["when"], facts) if "when" in criterion else True
    if answer is None:
        return "unknown"
    if answer is False:
        return "not_met"
    return "review" if "review" in criterion else "met"


def eligibility_of(outcomes: Sequence[str]) -> str:
    """A failed criterion wins over an unknown one, an unknown one over one that people judge."""
    for found, eligibility in (("not_met", "ineligible"), ("unknown", "undetermined"), ("review", "conditional")):
        if found in outcomes:
            return eligibility
    return "eligible"


def assess_measure(measure: Plain, catalogue: Catalogue, facts: Facts, day: date) -> MeasureResult:
    """One measure."""
    state, call = window(measure, catalogue, day)
    criteria = [*measure["criteria"], *(call.get("criteria", []) if call else [])]
    outcomes = {criterion["id"]: outcome(criterion, facts) for criterion in criteria}
    eligibility = eligibility_of(list(outcomes.values()))
    missing: frozenset[str] = frozenset()
    if eligibility == "undetermined":
        missing = union(missing_facts(criterion["when"], facts) for criterion in criteria if "when" in criterion)
    amounts = funding_amounts(measure)
    low, high, funding_missing = 0, None, frozenset[str]()
    if amounts and eligibility == "ineligible":
        high = 0
    elif amounts:
        covered = covering([worth(amount, catalogue, facts, day) for amount in amounts])
        certain = eligibility != "undetermined" and measure["funding"]["award"] == "formula"
        low = floor(covered.low) if certain else 0
        high = None if covered.high is None else floor(covered.high)
        funding_missing = covered.missing
    return MeasureResult(
        eligibility=eligibility,
        outcomes=outcomes,
        missing=missing,
        window=state,
        call=call["id"] if call else None,
        funded=bool(amounts),
        low=low,
        high=high,
        funding_missing=funding_missing,
    )


# Totals


def assess(catalogue: Catalogue, facts: Facts, day: date) -> Result:
    """Every measure and the totals, for an applicant of whom these are the answers; no sum where next to nothing is known."""
    given, facts = facts, known(catalogue, facts)
    measures, calls = (with_derived(one, catalogue, day) for one in (catalogue.measures, catalogue.calls))
    catalogue = replace(catalogue, measures=measures, calls=calls)
    results = {measure["id"]: assess_measure(measure, catalogue, facts, day) for measure in catalogue.measures}
    if next_to_nothing_is_known(catalogue, results, given, day):
        return Result(results, None, None, None)
    return Result(results, *ends_of_total(catalogue, results, facts, day))


def ends_of_total(
    catalogue: Catalogue, results: Mapping[str, MeasureResult], facts: Facts, day: date
) -> tuple[int, int | None, int | None]:
    """What is sure, what eligible and conditional measures may bring, and what they would with all the undetermined ones."""
    countable = [measure for measure in catalogue.measures if counts(measure, results)]
    ways = ways_to_be([(measure["id"], demands_of(measure, catalogue, facts, day)) for measure in countable], catalogue)
    lows: dict[str, float] = {measure["id"]: results[measure["id"]].low for measure in countable}
    highs = {name: inf if (high := results[name].high) is None else high for name in lows}
    passed = {name: high if results[name].eligibility in ("eligible", "conditional") else 0 for name, high in highs.items()}
    surely = best(lows, with_ceilings(catalogue, facts, day, "low"), ways)
    certain = [rule for rule in with_ceilings(catalogue, facts, day, "high") if rule["certain"]]
    possibly, if_all_met = best(passed, certain, ways), best(highs, certain, ways)
    return int(surely), None if possibly == inf else int(possibly), None if if_all_met == inf else int(if_all_met)


def with_ceilings(catalogue: Catalogue, facts: Facts, day: date, end: str) -> list[Plain]:
    """The stacking rules, each ceiling as the ``most`` that it comes to at that end; one without upper figure is infinite."""
    made: list[Plain] = []
    for rule in catalogue.stacking.values():
        if "ceiling" in rule:
            of_firm = worth(with_derived(rule["ceiling"], catalogue, day), catalogue, facts, day)
            most = of_firm.low if end == "low" else of_firm.high
            made.append({**rule, "most": inf if most is None else floor(most)})
        else:
            made.append(rule)
    return made


def next_to_nothing_is_known(catalogue: Catalogue, results: Mapping[str, MeasureResult], facts: Facts, day: date) -> bool:
    """Whether docs/stacking.md gives no sum: money undetermined, none found by an answer, and fewer than three facts that criteria name."""
    conditions = {measure["id"]: conditions_of(measure, catalogue, day) for measure in catalogue.measures}
    countable = [measure["id"] for measure in catalogue.measures if counts(measure, results)]
    if not any(results[name].eligibility == "undetermined" for name in countable):
        return False
    if any(results[name].eligibility != "undetermined" and conditions[name] for name in countable):
        return False
    named = union(condition_facts(condition) for of_measure in conditions.values() for condition in of_measure)
    return len([fact for fact in facts if fact in named]) < 3


def conditions_of(measure: Plain, catalogue: Catalogue, day: date) -> list[Plain]:
    """The conditions of the measure, and of the call that is used."""
    _, call = window(measure, catalogue, day)
    return [criterion["when"] for criterion in (*measure["criteria"], *(call.get("criteria", []) if call else [])) if "when" in criterion]


def counts(measure: Plain, results: Mapping[str, MeasureResult]) -> bool:
    """Whether the measure is a grant, and it is not known that the applicant does not get it."""
    result = results[measure["id"]]
    return measure["funding"]["kind"] in ("cash", "voucher") and result.eligibility != "ineligible" and result.window != "closed"


def best(amounts: Mapping[str, float], rules: Sequence[Plain], ways: Sequence[frozenset[str]]) -> float:
    """The most that a permitted set brings, on the best way to be."""
    return max(
        brought({name: amounts[name] for name in (*together, *(way - bound))}, rules)
        for way in ways
        for bound in [bound_in(way, rules)]
        for together in subsets(sorted(bound))
        if permitted(together, rules)
    )


def bound_in(way: frozenset[str], rules: Sequence[Plain]) -> frozenset[str]:
    """The measures that a rule names together with others. Any other excludes nothing: it always counts."""
    together = [way.intersection(names_of(rule)) for rule in rules]
    return frozenset(name for names in together if len(names) > 1 for name in names)


def subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every set of the names, the empty one included."""
    for size in range(len(names) + 1):
        yield from combinations(names, size)


def names_of(rule: Plain) -> list[str]:
    """The measures that a rule is about."""
    return [*rule.get("measures", []), *(name for pair in rule.get("pairs", []) for name in pair)]


def permitted(together: Sequence[str], rules: Sequence[Plain]) -> bool:
    """Whether no rule that lets one of several count names two of the measures so."""
    groups = [rule["measures"] for rule in rules if rule["form"] == "exclusive"]
    groups += [pair for rule in rules if rule["form"] == "pairs" for pair in rule["pairs"]]
    return all(len(set(group) & set(together)) <= 1 for group in groups)


def brought(amounts: Mapping[str, float], rules: Sequence[Plain]) -> float:
    """What measures with these amounts bring together: the tightest of all the bounds that can be put together from single rules.

    Each bound takes some of the rules on sums for the measures that they name, and the amounts of the others. As the rules lie one inside
    the other or apart, the tightest bound can be paid.
    """
    caps = [rule for rule in rules if rule["form"] == "cap" and not rule.get("only_together")]
    alone: dict[str, float] = {
        name: min([amount, *(cap["most"] for cap in caps if name in cap["measures"])]) for name, amount in amounts.items()
    }
    limits = [(set(rule["measures"]), limit(rule, alone)) for rule in rules if rule["form"] in ("cap", "difference")]
    bounds: list[float] = []
    for size in range(len(limits) + 1):
        for taken in combinations(limits, size):
            named = {name for names, _ in taken for name in names}
            bounds.append(sum(most for _, most in taken) + sum(amount for name, amount in alone.items() if name not in named))
    return min(bounds)


def limit(rule: Plain, alone: Mapping[str, float]) -> float:
    """The most that the measures of a rule on sums bring together."""
    largest = max((alone[name] for name in rule["measures"] if name in alone), default=0)
    if rule["form"] == "cap":
        return max(rule["most"], largest) if rule.get("only_together") else float(rule["most"])
    return largest


# What one applicant can have


Demand = tuple[str, Plain, bool]
"""A fact, a comparison of it, and whether that must come out true."""


def demands_of(measure: Plain, catalogue: Catalogue, facts: Facts, day: date) -> list[Demand]:
    """All that the criteria of the measure, and of the call that is used, still demand."""
    _, call = window(measure, catalogue, day)
    criteria = [*measure["criteria"], *(call.get("criteria", []) if call else [])]
    return [demand for criterion in criteria if "when" in criterion for demand in demanded(criterion["when"], facts, wanted=True)]


def demanded(condition: Plain, facts: Facts, *, wanted: bool) -> list[Demand]:
    """What a condition that is not settled demands so that it comes out as wanted."""
    if truth(condition, facts) is not None or "ratio" in condition:
        return []
    if "not" in condition:
        return demanded(condition["not"], facts, wanted=not wanted)
    if "derived" in condition:
        return [(condition["derived"]["fact"], condition["derived"], wanted)]
    for word in ("all", "any"):
        if word in condition:
            unsettled = [part for part in condition[word] if truth(part, facts) is None]
            if (word == "all") != wanted and len(unsettled) > 1:
                return []
            return [demand for part in unsettled for demand in demanded(part, facts, wanted=wanted)]
    return [(condition["fact"], condition, wanted)]


def ways_to_be(demands: Sequence[tuple[str, Sequence[Demand]]], catalogue: Catalogue) -> list[frozenset[str]]:
    """For each sort of applicant there can be, the measures that it can have; sorts that can have less than another are left out."""
    everything = frozenset(name for name, _ in demands)
    asked = sorted({fact for _, of_measure in demands for fact, _, _ in of_measure})
    by_fact: list[set[frozenset[str]]] = []
    for fact in asked:
        of_fact = {name: [demand for demand in of_measure if demand[0] == fact] for name, of_measure in demands}
        comparisons = [comparison for demanded_of_it in of_fact.values() for _, comparison, _ in demanded_of_it]
        possible = [
            frozenset(name for name, demanded_of_it in of_fact.items() if all(fulfils(value, demand) for demand in demanded_of_it))
            for value in possible_values(catalogue.facts[fact], comparisons)
        ]
        by_fact.append({one for one in possible if not any(one < other for other in possible)})
    return list({everything.intersection(*ways) for ways in product(*by_fact)})


def fulfils(value: Any, demand: Demand) -> bool:
    """Whether a value of the fact is what is demanded of it."""
    _, comparison, wanted = demand
    (operator,) = (key for key in comparison if key in OPERATORS)
    return compares(operator, value, comparison[operator]) == wanted


def possible_values(declared: Plain, comparisons: Sequence[Plain]) -> list[Any]:
    """Values that a fact may have: all choices, or what lies on and beside each threshold, and at the ends."""
    operands = [comparison[key] for comparison in comparisons for key in comparison if key in OPERATORS]
    thresholds = [each for operand in operands for each in (operand if isinstance(operand, list) else [operand])]
    kind = declared["kind"]
    if kind == "yes_no":
        return [True, False]
    if kind == "choice":
        return [*declared["choices"], *([NO_CHOICE] if "none_of_these" in declared else [])]
    if kind == "choices":
        return [frozenset(chosen) for chosen in subsets(declared["choices"])]
    if kind == "text":
        return [*thresholds, "none of " + ", ".join(thresholds)]
    if kind == "date":
        return [day + timedelta(days=step) for day in thresholds for step in (-1, 0, 1)]
    by_kind: dict[str, tuple[Fraction, int, Fraction | int]] = {
        "count": (Fraction(1), 0, 10**9),
        "year": (Fraction(1), 1900, 2100),
        "months": (Fraction(1), 0, 1200),
        "money": (Fraction(1, 100), 0, 10**13 - Fraction(1, 100)),
        "share": (Fraction(1, 1_000_000), 0, 1),
    }
    step, lowest, highest = by_kind[kind]
    near = [floor(Fraction(threshold) / step) * step + times * step for threshold in thresholds for times in (-1, 0, 1)]
    inside = [value for value in (*near, Fraction(lowest), Fraction(highest)) if lowest <= value <= highest]
    return [*inside, *([0] if "never" in declared else [])]
