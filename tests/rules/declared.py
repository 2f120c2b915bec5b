"""The facts and tables that the rules in these tests speak about: one fact of each kind, named after it."""

from collections.abc import Mapping

from guangdong_ai.rules.context import RuleContext, Signature, TableSignature

FACTS: Mapping[str, Signature] = {
    "a.text": Signature(kind="text"),
    "a.choice": Signature(kind="choice", choices=("red", "green", "blue")),
    "a.choices": Signature(kind="choices", choices=("red", "green", "blue")),
    "a.yes_no": Signature(kind="yes_no"),
    "a.count": Signature(kind="count"),
    "a.money": Signature(kind="money"),
    "a.share": Signature(kind="share"),
    "a.year": Signature(kind="year"),
    "a.year_or_never": Signature(kind="year", may_be_never=True),
    "a.date": Signature(kind="date"),
    "a.months": Signature(kind="months"),
}

TABLES: Mapping[str, TableSignature] = {"awards": TableSignature(columns=("small", "large"))}


def context() -> RuleContext:
    """A context that knows the declared facts and tables."""
    return RuleContext(facts=FACTS, tables=TABLES)
