"""What differs by kind or by operator stands in its own module, or in a Registry of the layer above: never in a table or a chain of its own."""

import ast
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, cast

import ibis
import pytest

import guangdong_ai
from guangdong_ai.batch.compile.conditions import truth_of
from guangdong_ai.batch.encode.encoded_columns import encoded_columns
from guangdong_ai.catalogue.lint.satisfiable import can_be_false, can_be_true
from guangdong_ai.foundation.record import replace
from guangdong_ai.profiles.accepted import accepted_in_file, accepted_typed
from guangdong_ai.profiles.example_value import example_value
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.wording.condition_wording import comparison_in_words, condition_in_words
from guangdong_ai.rules import registry
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.constraints import constraint_of
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.kinds import KINDS, NUMBERS, ORDERED
from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind
from guangdong_ai.rules.operators import OPERATORS, representatives, solution
from guangdong_ai.rules.operators.interface import Operator
from guangdong_ai.rules.registry import NotDefinedError
from tests.bundled_catalogue import bundled_catalogue

PACKAGE = Path(guangdong_ai.__file__).parent
NAMES: Mapping[str, set[str]] = {"kinds": set(KINDS), "operators": set(OPERATORS)}
FACTS = bundled_catalogue().facts
HOMES = ("rules/kinds/", "rules/operators/")


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not path.relative_to(PACKAGE).as_posix().startswith(HOMES)]


def tables(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Dictionaries whose keys are names of kinds, or of operators, outside a Registry."""
    calls = (
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Registry"
    )
    inside = {id(one) for call in calls for one in ast.walk(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and id(node) not in inside:
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            if len(keys) > 1 and any(names.issuperset(keys) for names in NAMES.values()):
                yield node.lineno, ", ".join(map(str, keys))


def chains(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Comparisons of a kind (or of kinds) with names of kinds, of an operator with names of operators, and matches of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            names = {ast.unparse(side).rpartition(".")[2] for side in (node.left, *node.comparators)}
            said = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
        elif isinstance(node, ast.Match):
            names = {ast.unparse(node.subject).rpartition(".")[2]}
            patterns = [one for case in node.cases for one in ast.walk(case.pattern) if isinstance(one, ast.MatchValue)]
            said = {one.value.value for one in patterns if isinstance(one.value, ast.Constant)}
        elif isinstance(node, ast.MatchClass):
            names = set(node.kwd_attrs)
            said = {one.value.value for one in node.kwd_patterns if isinstance(one, ast.MatchValue) and isinstance(one.value, ast.Constant)}
        else:
            continue
        if (names & {"kind", "kinds"} and said & NAMES["kinds"]) or (names & {"operator", "becomes"} and said & NAMES["operators"]):
            yield node.lineno, ast.unparse(node).splitlines()[0]


CHAINS: Mapping[str, Mapping[str, int]] = {
    "an implication gives its fact one value, as `is` does": {"implied_facts.py": 1, "sound_answers.py": 1},
    "a measure is for an answer where a criterion says `is`": {"references.py": 1},
    "`not` around `is` and `in` is said as `not_in` is": {"condition_wording.py": 1},
}
"""Where a kind or an operator is still asked for by its name: why, in which modules, and how often at most. It may only become shorter."""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_table_is_keyed_by_kind_or_operator_but_a_registry(path: Path) -> None:
    assert list(tables(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_no_module_asks_for_a_kind_or_an_operator_by_name_but_those_that_are_known() -> None:
    """By the name of the module alone, so that it may be moved."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        found[path.name] += [
            f"{path.relative_to(PACKAGE)}:{line}: {what}" for line, what in chains(ast.parse(path.read_text(encoding="utf-8")))
        ]
    known = {name: most for modules_ in CHAINS.values() for name, most in modules_.items()}
    assert {name: sites for name, sites in found.items() if len(sites) > known.get(name, 0)} == {}


def gaps() -> dict[str, set[str]]:
    """By registry, what it neither has nor says that it does without."""
    expected: Mapping[str, set[str]] = {"kinds": set(KINDS), "operators": set(OPERATORS)}
    return {one.layer: lacking for one in loaded() if (lacking := expected[one.over] - {*one, *one.without})}


def loaded() -> list[registry.Registry[str, object]]:
    """Every registry of the package, with every module of it imported."""
    for module in pkgutil.walk_packages(guangdong_ai.__path__, "guangdong_ai."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return registry.ALL


@pytest.fixture(autouse=True, scope="module")
def everything_is_loaded() -> None:
    """Before anything is made up: a registry that is filled by going through the kinds would have an entry for it."""
    loaded()


def test_every_layer_has_an_entry_for_every_kind_and_operator_or_says_why_not() -> None:
    assert gaps() == {}
    for one in loaded():
        assert {*one, *one.without} <= NAMES[one.over], one.layer
        assert not one.keys() & one.without.keys(), one.layer
        assert all(one.without.values()), one.layer
    assert len({one.layer for one in loaded()}) == len(loaded())


class Weeks(NumberKind):
    """A made-up kind."""

    __slots__ = ()

    places, scale = 0, 1
    least, most = 0, 520
    schema: ClassVar[JsonSchema] = {"type": "integer"}
    operand: ClassVar[JsonSchema] = {"type": "integer"}


MADE_UP: Any = "weeks"
Weeks.name = MADE_UP


def test_a_new_kind_is_named_by_every_layer_that_lacks_it_and_refused_there(monkeypatch: pytest.MonkeyPatch) -> None:
    fact = FACTS["open_source.active_users"]
    one = replace(fact, kind=MADE_UP, unit=None)
    signature = Signature(kind=MADE_UP)
    for unknown in (
        lambda: solution(signature, "at_least", 6, holds=True),
        lambda: can_be_true([Compare(fact=fact.id, operator="at_least", operand=6)], {fact.id: signature}),
    ):
        with pytest.raises(NotDefinedError, match="weeks"):
            unknown()
    for known in (KINDS, ORDERED, NUMBERS):
        monkeypatch.setitem(cast("dict[str, object]", known), MADE_UP, Weeks())
    lacking = {layer for layer, names in gaps().items() if names == {MADE_UP}}
    assert {
        "what a file accepts",
        "values of a file",
        "what may be typed",
        "reading what is typed",
        "showing a value",
        "the template of a profile",
        "limits in the template",
        "drop-downs of the template",
        "examples of answers",
        "flags",
        "completion",
        "prompts",
        "choices at a prompt",
        "beginnings of choices",
        "answers at a prompt again",
        "the next question",
        "names of kinds",
        "wording of names",
        "wording of thresholds",
        "columns of the normal form",
        "columns of a warehouse",
        "units of columns",
        "units of columns that are accepted",
        "units before a fact's own remarks",
        "units in remarks",
        "units in headers",
        "words in columns with a unit",
        "numbers in cells",
        "guesses",
        "largest values of columns",
        "values of compiled expressions",
        "years in compiled expressions",
        "what has not happened in compiled expressions",
        "values in Polars",
        "columns in Polars",
        "cells in Polars",
        "cells on Spark",
        "cells of the template",
        "widths of the template",
        "columns of answers",
    } == lacking
    assert solution(signature, "at_least", 6, holds=True).has(7), "what the kind itself says is enough for sets"
    for refuses in (
        lambda: parse_text(one, "6"),
        lambda: accepted_in_file(one),
        lambda: accepted_typed(one),
        lambda: value_in_words(one, 6),
        lambda: example_value(one, "en"),
        lambda: comparison_in_words(one, "at_least", 6),
        lambda: encoded_columns([one], []),
    ):
        with pytest.raises(NotDefinedError, match="weeks"):
            refuses()


class Like(Operator):
    """A made-up operator, of which only the evaluator knows what it does."""

    __slots__ = ()

    name = "like"

    def holds(self, value: Any, operand: Any) -> bool:
        """Whether it begins like one of them."""
        return any(str(value).startswith(one) for one in operand)


def test_a_new_operator_is_named_by_every_layer_that_lacks_it_and_refused_there(monkeypatch: pytest.MonkeyPatch) -> None:
    fact = FACTS["enterprise.city"]
    condition = Compare(fact=fact.id, operator="like", operand=("guang",))
    signatures = {fact.id: fact.signature}
    with pytest.raises(NotDefinedError, match="like"):
        evaluate(condition, {fact.id: "guangzhou"})
    monkeypatch.setitem(cast("dict[str, object]", OPERATORS), "like", Like())
    assert evaluate(condition, {fact.id: "guangzhou"}).truth is True
    assert {layer for layer, names in gaps().items() if names == {"like"}} == {
        "compiled expressions",
        "thresholds of compiled expressions",
        "wording",
        "thresholds of amounts in words",
        "thresholds of numbers in words",
        "thresholds of years and days in words",
    }
    table = ibis.table({fact.id: "string"}, name="applicants")
    for refuses in (
        lambda: truth_of(condition, table, {fact.id: fact}),
        lambda: can_be_true([condition], signatures),
        lambda: can_be_false(condition, signatures),
        lambda: constraint_of(condition, signatures),
        lambda: representatives(fact.signature, [condition]),
        lambda: condition_in_words(condition, {fact.id: fact}),
    ):
        with pytest.raises(NotDefinedError, match="like"):
            refuses()
