"""Random small catalogues as authored plain data, and random partial profiles that sit on and beside their thresholds.

The facts are always the same small pool, so that conditions, amounts and profiles meet; the rules about them are random. Only what
has a meaning for the evaluation is made here: titles, texts and sources come when a catalogue is written to files (``written``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from .oracle import OPERATORS, Catalogue, Facts, Plain, Value, funding_amounts, parts_of_derived
from .written import typed

FACTS: dict[str, dict[str, Any]] = {
    "place.city": {"kind": "choice", "choices": ["north", "south", "east"], "none_of_these": True},
    "place.zone": {"kind": "choice", "choices": ["inner", "outer"], "none_of_these": True},
    "firm.name": {"kind": "text"},
    "firm.fields": {"kind": "choices", "choices": ["ai", "robotics", "software"]},
    "firm.links": {"kind": "choices", "choices": ["design", "service"]},
    "firm.listed": {"kind": "yes_no"},
    "firm.trusted": {"kind": "yes_no"},
    "firm.ready": {"kind": "yes_no"},
    "firm.staff": {"kind": "count"},
    "firm.units": {"kind": "count"},
    "firm.revenue": {"kind": "money"},
    "firm.cost": {"kind": "money"},
    "firm.award": {"kind": "money"},
    "firm.own": {"kind": "share"},
    "firm.project": {"kind": "months"},
    "firm.titled": {"kind": "year"},
    "firm.approved": {"kind": "year"},
    "firm.renewed": {"kind": "year", "never": True},
    "place.side": {"kind": "choice", "choices": ["left", "right"], "none_of_these": True},
    "firm.size": {"kind": "choice", "choices": ["small", "middle", "large"], "none_of_these": True},
    "firm.margin": {"kind": "share"},
    "firm.rise": {"kind": "share"},
    "firm.grant": {"kind": "money"},
    "firm.both": {"kind": "money"},
    "firm.mean": {"kind": "money"},
    "firm.part": {"kind": "share"},
    "firm.age": {"kind": "months"},
    "firm.founded": {"kind": "date"},
    "firm.finished": {"kind": "date"},
}
DERIVED: dict[str, dict[str, Any]] = {
    "place.side": {
        "by": "place.city",
        "groups": [{"of": ["north"], "otherwise": "left"}, {"of": ["south"], "otherwise": "right"}],
        "unknown_for": ["east"],
    },
    "firm.size": {
        "by": "place.zone",
        "groups": [
            {
                "of": ["inner"],
                "rules": [
                    {
                        "when": {"any": [{"fact": "firm.staff", "less_than": 3}, {"fact": "firm.revenue", "less_than": 1_000_000}]},
                        "then": "small",
                    },
                    {"when": {"fact": "firm.staff", "less_than": 9}, "then": "middle"},
                ],
                "otherwise": "large",
            },
            {
                "of": ["outer"],
                "rules": [
                    {"when": {"fact": "firm.listed", "is": True}, "then": "large"},
                    {"when": {"all": [{"fact": "firm.staff", "at_least": 3}, {"fact": "firm.units", "at_least": 2}]}, "then": "middle"},
                ],
                "otherwise": "small",
            },
        ],
    },
    "firm.margin": {"ratio": ["firm.award", "firm.cost"]},
    "firm.rise": {"growth": {"later": "firm.revenue", "earlier": "firm.cost", "years": 2}},
    "firm.both": {"sum": ["firm.cost", "firm.award"]},
    "firm.mean": {"average": ["firm.cost", "firm.award", "firm.revenue"]},
    "firm.part": {"ratio_of_sums": {"of": ["firm.award", "firm.grant"], "by": ["firm.revenue", "firm.cost"]}},
    "firm.age": {"months_since": "firm.founded"},
}
"""How some of the facts can be worked out, where a catalogue says so."""
TABLES: dict[str, dict[str, Any]] = {
    "awards": {"key": "place.city", "columns": ["small", "large"]},
    "fees": {"key": "place.zone", "columns": ["only"]},
}
RATIOS = [["firm.revenue", "firm.cost"], ["firm.award", "firm.cost"], ["firm.staff", "firm.units"]]
NAMES = ["Alpha", "Beta", "Gamma"]

ORDERED = ("at_least", "more_than", "at_most", "less_than", "between")
NOT_EARLIER = ("at_least", "more_than", "between")
"""What a year accepts that may be 0 for never."""
DATED = ("at_least", "at_most", "before", "after", "between")
STEPS: dict[str, int | Decimal] = {"count": 1, "year": 1, "months": 1, "money": 1, "share": Decimal("0.0001")}


def of_kind(*kinds: str) -> list[str]:
    """The ids of the facts of these kinds."""
    return [fact for fact, declared in FACTS.items() if declared["kind"] in kinds]


def decimals(low: int, high: int, places: int) -> SearchStrategy[Decimal]:
    """Decimals with at most so many places."""
    return st.integers(low * 10**places, high * 10**places).map(lambda units: Decimal(units).scaleb(-places))


def days_between(first: date, last: date) -> SearchStrategy[date]:
    """Days, both ends included; one draw each, which makes them cheap."""
    return st.integers(first.toordinal(), last.toordinal()).map(date.fromordinal)


COUNTS = st.integers(0, 12)
YEARS = st.integers(2021, 2027)
DAYS = days_between(date(2023, 1, 1), date(2027, 12, 31))
YUAN = st.one_of(
    st.sampled_from([0, 1, 500_000, 1_000_000, 2_000_000, 20_000_000]),
    st.integers(0, 10_000_000),
    decimals(0, 1000, 2),
)
CAPS = st.one_of(st.sampled_from([1, 500_000, 2_000_000]), st.integers(1, 10_000_000))
SHARES = st.one_of(st.sampled_from([0, 1, Decimal("0.5"), Decimal("0.7")]), decimals(0, 1, 1), decimals(0, 1, 6))
RATES = st.one_of(st.sampled_from([0, 1, 2, Decimal("0.3"), Decimal("0.5"), Decimal("1.5")]), decimals(0, 1, 4))
BY_KIND: dict[str, SearchStrategy[Any]] = {
    "text": st.sampled_from(NAMES),
    "yes_no": st.booleans(),
    "count": COUNTS,
    "money": YUAN,
    "share": SHARES,
    "year": YEARS,
    "date": DAYS,
    "months": st.integers(0, 40),
}


# Conditions


def some_of(values: Sequence[Any]) -> SearchStrategy[list[Any]]:
    """A list of one or more of the values, each once."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=len(values), unique=True)


@st.composite
def equalities(draw: DrawFn) -> dict[str, Any]:
    """``is``, ``in`` and ``not_in``."""
    fact = draw(st.sampled_from(of_kind("text", "choice", "count", "year", "months")))
    one = st.sampled_from(FACTS[fact]["choices"]) if FACTS[fact]["kind"] == "choice" else BY_KIND[FACTS[fact]["kind"]]
    if draw(st.booleans()):
        return {"fact": fact, "is": draw(one)}
    return {"fact": fact, draw(st.sampled_from(["in", "not_in"])): draw(st.lists(one, min_size=1, max_size=3, unique=True))}


@st.composite
def answers(draw: DrawFn) -> dict[str, Any]:
    """Yes or no."""
    return {"fact": draw(st.sampled_from(of_kind("yes_no"))), "is": draw(st.booleans())}


@st.composite
def orders(draw: DrawFn) -> dict[str, Any]:
    """One comparison with a threshold, or ``between`` two: of a number, a day or a ratio."""
    subject: dict[str, Any]
    operators: Sequence[str]
    if draw(st.integers(0, 4)) == 0:
        subject, operators, thresholds = (
            {"ratio": draw(st.sampled_from(RATIOS))},
            ORDERED,
            draw(st.sampled_from([SHARES, st.integers(0, 4)])),
        )
    else:
        fact = draw(st.sampled_from(of_kind("count", "money", "share", "year", "months", "date")))
        subject, operators, thresholds = {"fact": fact}, DATED if FACTS[fact]["kind"] == "date" else ORDERED, BY_KIND[FACTS[fact]["kind"]]
    if "never" in FACTS.get(subject.get("fact", ""), {}):
        operators = NOT_EARLIER
    operator = draw(st.sampled_from(operators))
    if operator == "between":
        return {**subject, operator: sorted([draw(thresholds), draw(thresholds)])}
    return {**subject, operator: draw(thresholds)}


@st.composite
def memberships(draw: DrawFn) -> dict[str, Any]:
    """``any_of``, ``all_of`` and ``none_of``."""
    fact = draw(st.sampled_from(of_kind("choices")))
    return {"fact": fact, draw(st.sampled_from(["any_of", "all_of", "none_of"])): draw(some_of(FACTS[fact]["choices"]))}


@st.composite
def conditions(draw: DrawFn, depth: int = 3) -> dict[str, Any]:
    """A condition of any form; ``all``, ``any`` and ``not`` go at most ``depth`` deep."""
    form = draw(
        st.sampled_from(["equality", "answer", "order", "order", "order", "membership", "all", "any", "not"][: None if depth else 6])
    )
    if form == "not":
        return {"not": draw(conditions(depth - 1))}
    if form in ("all", "any"):
        return {form: [draw(conditions(depth - 1)) for _ in range(draw(st.integers(1, 3)))]}
    return draw({"equality": equalities, "answer": answers, "order": orders, "membership": memberships}[form]())


# Amounts


@st.composite
def look_ups(draw: DrawFn) -> dict[str, Any]:
    """A look-up in one of the tables, with or without a year."""
    table = draw(st.sampled_from(sorted(TABLES)))
    amount = {"table": table, "column": draw(st.sampled_from(TABLES[table]["columns"]))}
    return {**amount, "year": draw(st.sampled_from(of_kind("year")))} if draw(st.booleans()) else amount


SINGLE_FORMS = ["constant", "constant", "fact", "fact", "table"]
MADE_OF_OTHERS = ["rate", "up_to", "smaller_of", "larger_of", "sum", "difference", "first_known", "tiers"]


@st.composite
def amounts(draw: DrawFn, depth: int = 3, forms: Sequence[str] = (*SINGLE_FORMS, *MADE_OF_OTHERS)) -> Any:
    """An amount of any of the forms, at most ``depth`` deep, now and then with a cap beside."""

    def part() -> Any:
        return draw(amounts(depth - 1, forms))

    def parts(fewest: int, most: int) -> list[Any]:
        return [part() for _ in range(draw(st.integers(fewest, most)))]

    form = draw(st.sampled_from([form for form in forms if depth or form in SINGLE_FORMS]))
    amount: dict[str, Any]
    if form == "constant":
        return draw(YUAN)
    if form == "fact":
        amount = {"fact": draw(st.sampled_from(of_kind("money", "money", "count")))}
    elif form == "table":
        amount = draw(look_ups())
    elif form == "rate":
        amount = {"rate": draw(RATES), "of": part()}
    elif form == "up_to":
        amount = {"up_to": part()}
    elif form == "difference":
        amount = {"difference": parts(2, 2)}
    elif form == "first_known":
        amount = {"first_known": parts(2, 3)}
    elif form == "tiers":
        amount = {"tiers": [{"when": draw(conditions(1)), "amount": part()} for _ in range(draw(st.integers(1, 3)))]}
        if draw(st.booleans()):
            amount["otherwise"] = part()
    else:
        amount = {form: parts(2, 3)}
    if draw(st.integers(0, 4)) == 0:
        amount["cap"] = draw(YUAN) if draw(st.booleans()) else draw(amounts(0, forms))
    return amount


# Catalogues


@st.composite
def rows(draw: DrawFn) -> dict[str, Any]:
    """The rows of both tables by table: for each key and column none published, or up to three periods that do not overlap."""
    return {
        table: {"key": TABLES[table]["key"], "columns": TABLES[table]["columns"], "rows": draw(table_rows(table))}
        for table in sorted(TABLES)
    }


@st.composite
def table_rows(draw: DrawFn, table: str) -> list[dict[str, Any]]:
    """The rows of one table, in any order."""
    made: list[dict[str, Any]] = []
    for key in FACTS[TABLES[table]["key"]]["choices"]:
        for column in TABLES[table]["columns"]:
            periods = draw(st.integers(0, 3))
            if not periods:
                made.append({"key": key, "column": column})
                continue
            bounds = sorted(
                draw(st.sets(st.one_of(DAYS, YEARS.map(lambda year: date(year, 12, 31))), min_size=2 * periods, max_size=2 * periods))
            )
            for period in range(periods):
                row: dict[str, Any] = {
                    "key": key,
                    "column": column,
                    "valid_from": bounds[2 * period],
                    "valid_until": bounds[2 * period + 1],
                }
                if period == 0 and draw(st.booleans()):
                    del row["valid_from"]
                if period == periods - 1 and draw(st.booleans()):
                    del row["valid_until"]
                if draw(st.integers(0, 7)) > 0:
                    row["low"], row["high"] = sorted([draw(YUAN), draw(YUAN)])
                made.append(row)
    return draw(st.permutations(made))


@st.composite
def criteria(draw: DrawFn, owner: str, fewest: int, most: int, depth: int) -> list[dict[str, Any]]:
    """Criteria of a measure or call: a condition, a review by people, or both. No other owner uses their ids."""
    made: list[dict[str, Any]] = []
    for position in range(draw(st.integers(fewest, most))):
        form = draw(st.sampled_from(["when", "when", "both", "review"]))
        criterion: dict[str, Any] = {"id": f"{owner}-criterion-{position + 1}"}
        if form != "review":
            criterion["when"] = draw(conditions(depth))
        if form != "when":
            criterion["review"] = True
        made.append(criterion)
    return made


KNOWN_CALLS = [("opens", "closes")]
HALF_KNOWN_CALLS = [
    ("posted", "over_by"),
    ("", "over_by"),
    ("posted", "closes"),
    ("", "closes"),
    ("opens", "over_by"),
    ("opens", ""),
    ("posted", ""),
]


@st.composite
def call_list(draw: DrawFn, measures: Sequence[str], most: int, *, known: bool) -> list[dict[str, Any]]:
    """Some calls whose days never coincide, each for one or more of the measures; at most one of them has no day at all.

    ``known``: the first and the last day of each are known.
    """
    count = draw(st.integers(0, most))
    days = sorted(draw(st.sets(DAYS, min_size=2 * count, max_size=2 * count)))
    made: list[dict[str, Any]] = []
    for position in range(count):
        first, second = draw(st.sampled_from(KNOWN_CALLS if known else 3 * KNOWN_CALLS + HALF_KNOWN_CALLS))
        made.append({word: day for word, day in ((first, days[2 * position]), (second, days[2 * position + 1])) if word})
    if made and not known and draw(st.integers(0, 7)) == 0:
        made[draw(st.integers(0, count - 1))] = {}
    for position, call in enumerate(made):
        call.update(id=f"call-{position + 1}", measures=draw(some_of(measures)), document="main")
    return draw(st.permutations(made))


FUNDING_KINDS = ["cash", "cash", "cash", "cash", "voucher", "tax_relief", "equity", "in_kind", "unpublished"]


@st.composite
def fundings(draw: DrawFn, amount_depth: int, forms: Sequence[str]) -> dict[str, Any]:
    """Every kind of funding; cash and voucher with an amount or with readings, tax relief with or without."""
    funding: dict[str, Any] = {"kind": draw(st.sampled_from(FUNDING_KINDS))}
    if funding["kind"] in ("cash", "voucher") or (funding["kind"] == "tax_relief" and draw(st.booleans())):
        funding["award"] = draw(st.sampled_from(["formula", "formula", "formula", "competition", "review"]))
        if draw(st.integers(0, 3)) == 0:
            funding["readings"] = [{"amount": draw(amounts(amount_depth, forms))} for _ in range(draw(st.integers(2, 3)))]
        else:
            funding["amount"] = draw(amounts(amount_depth, forms))
    return funding


@st.composite
def catalogues(
    draw: DrawFn,
    *,
    largest: int = 4,
    most_criteria: int = 2,
    condition_depth: int = 3,
    amount_depth: int = 3,
    forms: Sequence[str] = (*SINGLE_FORMS, *MADE_OF_OTHERS),
    most_calls: int = 3,
    known_calls: bool = False,
    most_implications: int = 0,
    derived: bool = False,
) -> Catalogue:
    """A catalogue of one to ``largest`` measures."""
    ids = [f"measure-{position + 1}" for position in range(draw(st.integers(1, largest)))]
    documents = {"main": draw(validities()), "other": draw(validities())}
    calls = draw(call_list(ids, most_calls, known=known_calls))
    for call in calls:
        call["criteria"] = draw(criteria(call["id"], 0, 1, condition_depth))
    called = {one for call in calls for one in call["measures"]}
    measures: list[dict[str, Any]] = []
    for one in ids:
        measure: dict[str, Any] = {"id": one, "document": draw(st.sampled_from(["main", "other"]))}
        measure["criteria"] = draw(criteria(one, 1, most_criteria, condition_depth))
        measure["funding"] = draw(fundings(amount_depth, forms))
        if one not in called and draw(st.booleans()):
            measure["window"] = draw(st.sampled_from(["rolling", "automatic"]))
        measures.append(measure)
    stacking = draw(stacking_rules(ids)) if len(ids) > 1 else {}
    rules = draw(implications(most_implications))
    worked_out = draw(some_of(list(DERIVED))) if derived else []
    return Catalogue(
        facts=FACTS,
        documents=documents,
        tables=draw(rows()),
        stacking=stacking,
        calls=calls,
        measures=measures,
        implications=rules,
        derived=[{"id": fact.replace(".", "-"), "fact": fact, **DERIVED[fact]} for fact in worked_out],
    )


@st.composite
def implications(draw: DrawFn, most: int) -> list[dict[str, Any]]:
    """Implications of every form, also such as follow from each other, go in circles or disagree."""
    made: list[dict[str, Any]] = []
    for position in range(draw(st.integers(0, most))):
        choices = of_kind("choice")
        start: dict[str, Any] = {"given": draw(st.sampled_from(choices))} if draw(st.booleans()) else {"when": draw(conditions(1))}
        end: dict[str, Any] = (
            {"none_of": draw(st.sampled_from(choices))} if draw(st.integers(0, 3)) == 0 else {"then": draw(st.one_of(answers(), equal()))}
        )
        fact = end["none_of"] if "none_of" in end else end["then"]["fact"]
        if fact not in set(facts_in(start, {})) | {start.get("given")}:
            made.append({"id": f"implied-{position + 1}", **start, **end})
    return made


@st.composite
def equal(draw: DrawFn) -> dict[str, Any]:
    """A choice or a year that is one value."""
    fact = draw(st.sampled_from(of_kind("choice", "year", "count")))
    declared = FACTS[fact]
    return {"fact": fact, "is": draw(st.sampled_from(declared["choices"]) if "choices" in declared else BY_KIND[declared["kind"]])}


@st.composite
def stacking_rules(draw: DrawFn, measures: Sequence[str], most: int = 4) -> dict[str, dict[str, Any]]:
    """Stacking rules of every form about two or more measures, by id; none of those on sums crosses another."""
    made: dict[str, dict[str, Any]] = {}
    for position in range(draw(st.integers(0, most))):
        form = draw(st.sampled_from(["exclusive", "pairs", "cap", "cap", "difference"]))
        rule: dict[str, Any] = {"form": form, "certain": draw(st.booleans())}
        if form == "pairs":
            rule["pairs"] = draw(st.lists(pair_of(measures), min_size=1, max_size=3))
        else:
            rule["measures"] = draw(st.lists(st.sampled_from(measures), min_size=2, max_size=len(measures), unique=True))
        if form == "cap":
            how_much = {"most": draw(CAPS)} if draw(st.booleans()) else {"ceiling": draw(amounts(2))}
            rule |= {**how_much, "per": draw(st.sampled_from(["project", "firm", "year"]))}
            rule |= {"only_together": True} if draw(st.integers(0, 2)) == 0 else {}
        if not any(crosses(rule, other) for other in made.values()):
            made[f"rule-{position + 1}"] = rule
    return made


def pair_of(measures: Sequence[str]) -> SearchStrategy[list[str]]:
    """Two different ones."""
    return st.lists(st.sampled_from(measures), min_size=2, max_size=2, unique=True)


def crosses(one: Plain, other: Plain) -> bool:
    """Whether two rules on sums share measures and neither has all those of the other."""
    if not {one["form"], other["form"]} <= {"cap", "difference"}:
        return False
    first, second = set(one["measures"]), set(other["measures"])
    return bool(first & second) and not (first <= second or second <= first)


@st.composite
def validities(draw: DrawFn) -> dict[str, Any]:
    """The days on which a document was signed and published, and its first and last valid day; each may be unknown."""
    early = days_between(date(2023, 1, 1), date(2024, 12, 31))
    validity = {word: draw(early) for word in ("signed", "published") if draw(st.integers(0, 2)) == 0}
    if draw(st.booleans()):
        validity["valid_from"] = draw(days_between(date(2023, 1, 1), date(2024, 6, 30)))
    return {**validity, "valid_until": draw(days_between(date(2026, 1, 1), date(2027, 12, 31)))} if draw(st.booleans()) else validity


# Profiles and days


def comparisons_in(plain: Any) -> Iterator[Plain]:
    """Every comparison anywhere in plain data."""
    if isinstance(plain, Mapping):
        if any(operator in plain for operator in OPERATORS):
            yield plain
        for part in plain.values():
            yield from comparisons_in(part)
    elif isinstance(plain, list):
        for part in plain:
            yield from comparisons_in(part)


def facts_in(plain: Any, tables: Mapping[str, Plain]) -> Iterator[str]:
    """Every fact that is named anywhere in plain data, the keys of tables included."""
    if isinstance(plain, Mapping):
        for key, part in plain.items():
            if key in ("fact", "year"):
                yield part
            elif key == "ratio":
                yield from part
            elif key == "table":
                yield tables[part]["key"]
            else:
                yield from facts_in(part, tables)
    elif isinstance(plain, list):
        for part in plain:
            yield from facts_in(part, tables)


def rules(owner: Plain) -> list[Any]:
    """What a measure or call says in the two languages of rules."""
    return [owner.get("criteria", []), funding_amounts(owner) if "funding" in owner else []]


def used_facts(catalogue: Catalogue) -> list[str]:
    """The facts that the measures, calls and implications of a catalogue name."""
    named = {fact for owner in [*catalogue.measures, *catalogue.calls] for fact in facts_in(rules(owner), catalogue.tables)}
    named |= {fact for rule in catalogue.stacking.values() for fact in facts_in([rule.get("ceiling", 0)], catalogue.tables)}
    for rule in catalogue.implications:
        named |= {*facts_in([rule], {}), *(rule[word] for word in ("given", "none_of") if word in rule)}
    for one in catalogue.derived:
        if one["fact"] in named:
            named |= parts_of_derived(one)
    return sorted(named)


def boundaries(catalogue: Catalogue) -> dict[str, list[Any]]:
    """By fact: its thresholds in the catalogue, and the values one step beside them, as far as the kind allows them."""
    found: dict[str, list[Any]] = {fact: [] for fact in catalogue.facts}
    for comparison in comparisons_in([rules(owner) for owner in [*catalogue.measures, *catalogue.calls]]):
        ends = [end for key, end in comparison.items() if key in OPERATORS]
        thresholds = [each for end in ends for each in (end if isinstance(end, list) else [end])]
        if "fact" in comparison:
            found[comparison["fact"]] += thresholds
        else:
            above, below = comparison["ratio"]
            scale = 10 if catalogue.facts[below]["kind"] == "count" else 1_000_000
            found[above] += [threshold * scale for threshold in thresholds]
            found[below] += [scale, 0]
    return {fact: beside(catalogue.facts[fact]["kind"], values) for fact, values in found.items()}


def beside(kind: str, thresholds: Sequence[Any]) -> list[Any]:
    """Thresholds and the values one step beside them, in order, each once."""
    if kind == "date":
        return sorted({day + timedelta(days=step) for day in thresholds for step in (-1, 0, 1)})
    if kind not in STEPS:
        return sorted(set(thresholds))
    step = STEPS[kind]
    return sorted({value for end in thresholds for value in (end - step, end, end + step) if accepted(kind, value)})


def accepted(kind: str, value: int | Decimal) -> bool:
    """Whether a number may be given for a fact of the kind."""
    lowest, highest, places = {
        "count": (0, 10**9, 0),
        "year": (1900, 2100, 0),
        "months": (0, 1200, 0),
        "money": (0, 10**12, 2),
        "share": (0, 1, 6),
    }[kind]
    return lowest <= value <= highest and value == round(Decimal(value), places)


def values(declared: Plain, near: Sequence[Any]) -> SearchStrategy[Value]:
    """Values of a fact, mostly one of ``near``."""
    kind: str = declared["kind"]
    if kind == "choices":
        return st.frozensets(st.sampled_from(declared["choices"]))
    if kind == "choice":
        return st.sampled_from(declared["choices"])
    anything = BY_KIND[kind]
    return (st.one_of(st.sampled_from(near), st.sampled_from(near), anything) if near else anything).map(lambda value: typed(kind, value))


def answers_to(catalogue: Catalogue) -> dict[str, SearchStrategy[Value]]:
    """Values of each fact that the catalogue names, mostly on or beside a threshold where it has one."""
    near = {fact: values + [0] * ("never" in catalogue.facts[fact]) for fact, values in boundaries(catalogue).items()}
    return {fact: values(catalogue.facts[fact], near[fact]) for fact in used_facts(catalogue)}


def profiles(catalogue: Catalogue) -> SearchStrategy[Facts]:
    """All of the facts that the catalogue names, or half of them, or all but a few."""
    given = answers_to(catalogue)
    whole = st.fixed_dictionaries(given)
    if not given:
        return whole
    some: SearchStrategy[Facts] = st.fixed_dictionaries({}, optional=given)
    few = st.sets(st.sampled_from(sorted(given)), max_size=3)
    return st.one_of(some, whole, st.builds(without, whole, few))


def without(facts: Facts, taken_out: Collection[str]) -> Facts:
    """The facts less some of them."""
    return {fact: value for fact, value in facts.items() if fact not in taken_out}


@st.composite
def growing_profiles(draw: DrawFn, catalogue: Catalogue) -> tuple[Facts, Facts]:
    """A profile, and the same with more facts known."""
    more = draw(profiles(catalogue))
    return without(more, draw(st.sets(st.sampled_from(sorted(more)))) if more else ()), more


@st.composite
def days(draw: DrawFn, catalogue: Catalogue) -> date:
    """As-of dates, mostly on or beside a day that the catalogue names for a window."""
    named: set[date] = set()
    for plain in [*catalogue.documents.values(), *catalogue.calls]:
        named |= {value for value in plain.values() if isinstance(value, date)}
    if not named or draw(st.integers(0, 3)) == 0:
        return draw(DAYS)
    return draw(st.sampled_from(sorted(named))) + timedelta(days=draw(st.sampled_from([-1, 0, 1, 30])))
